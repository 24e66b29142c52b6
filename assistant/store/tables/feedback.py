"""What customers said, what was read in it, and what still has to reach the index.

`feedback` carries the labels in its own columns, so that a date-filtered group-by reads one
covering index. `themes` spells the mentions of a row as ` delivery:negative packaging:positive `
(sorted, a space at both ends); the rows of `mention` hold the same with the clause that says so,
and carry what the strongest words about a theme are looked up by. `name` counts the records of
each product, channel, touchpoint and segment.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from assistant.store.tables.columns import UtcDateTime, metadata

__all__ = [
    "COVERED",
    "band",
    "cluster",
    "correction",
    "feedback",
    "fingerprint",
    "import_job",
    "mention",
    "name",
    "outbox",
]

COVERED = (
    "day",
    "product",
    "channel",
    "language",
    "touchpoint",
    "segment",
    "sentiment",
    "emotion",
    "urgency",
    "themes",
    "rating",
    "nps",
    "ces",
)
"""What the covering index counts by, the day first."""

_VOICE = ("score", "sentiment", "emotion", "nps", "rating", "language", "channel", "themes")
"""What the index of customers holds besides: what they are grouped and heard by."""

feedback = Table(
    "feedback",
    metadata,
    Column("row", Integer, primary_key=True, autoincrement=True),
    Column("tenant", String(64), nullable=False),
    Column("id", String(200), nullable=False),
    Column("key", String(300), nullable=False),
    Column("source", String(200), nullable=False),
    Column("time", UtcDateTime, nullable=False),
    Column("day", Date, nullable=False),
    Column("text", Text, nullable=False),
    Column("title", Text),
    Column("rating", Float),
    Column("nps", Integer),
    Column("ces", Float),
    Column("channel", String(200)),
    Column("product", String(300)),
    Column("order_id", String(200)),
    Column("customer_id", String(200)),
    Column("customer_name", String(200)),
    Column("touchpoint", String(200)),
    Column("segment", String(200)),
    Column("language", String(8), nullable=False),
    Column("sentiment", String(8), nullable=False),
    Column("score", Float, nullable=False),
    Column("emotion", String(16), nullable=False),
    Column("urgency", String(8), nullable=False),
    Column("themes", Text, nullable=False),
    Column("labeller", String(100), nullable=False, server_default="builtin"),
    Column("noise", String(8)),
    Column("extra", JSON, nullable=False),
    UniqueConstraint("tenant", "key"),
    UniqueConstraint("tenant", "id"),
    Index(
        "feedback_by_day",
        "tenant",
        *COVERED,
        "noise",
        "order_id",
    ),
    Index("feedback_by_customer", "tenant", "customer_id", "time", "row", "day", *_VOICE),
    Index(
        "feedback_by_model",
        "tenant",
        "day",
        "labeller",
        sqlite_where=text("labeller <> 'builtin'"),
        postgresql_where=text("labeller <> 'builtin'"),
    ),
    Index(
        "feedback_by_noise",
        "tenant",
        "day",
        sqlite_where=text("noise IS NOT NULL"),
        postgresql_where=text("noise IS NOT NULL"),
    ),
)

mention = Table(
    "mention",
    metadata,
    Column("row", ForeignKey("feedback.row", ondelete="CASCADE"), primary_key=True),
    Column("theme", String(64), primary_key=True),
    Column("sentiment", String(8), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("tenant", String(64), nullable=False),
    Column("day", Date, nullable=False),
    Column("emotion", String(16), nullable=False),
    Column("score", Float, nullable=False),
    Index("mention_by_theme", "tenant", "theme", "sentiment", "day", "emotion", "score", "row"),
)

name = Table(
    "name",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("field", String(16), primary_key=True),
    Column("value", String(300), primary_key=True),
    Column("n", Integer, nullable=False),
)

fingerprint = Table(
    "fingerprint",
    metadata,
    Column("row", ForeignKey("feedback.row", ondelete="CASCADE"), primary_key=True),
    Column("signature", LargeBinary, nullable=False),
)

band = Table(
    "band",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("key", BigInteger, primary_key=True),
    Column("row", ForeignKey("feedback.row", ondelete="CASCADE"), primary_key=True),
)

correction = Table(
    "correction",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("tenant", String(64), nullable=False),
    Column("row", ForeignKey("feedback.row", ondelete="CASCADE"), nullable=False),
    Column("time", UtcDateTime, nullable=False),
    Column("actor", String(200), nullable=False),
    Column("label", String(16), nullable=False),
    Column("was", JSON, nullable=False),
    Column("value", JSON, nullable=False),
    Column("reason", Text),
    Index("correction_by_row", "row"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("row", ForeignKey("feedback.row", ondelete="CASCADE"), primary_key=True),
    Column("vector", LargeBinary),
)

cluster = Table(
    "cluster",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("id", String(16), primary_key=True),
    Column("space", String(100), nullable=False),
    Column("names", JSON, nullable=False),
    Column("centroid", LargeBinary, nullable=False),
    Column("first_seen", Date, nullable=False),
)

import_job = Table(
    "import_job",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("tenant", String(64), nullable=False),
    Column("name", String(200), nullable=False),
    Column("kind", String(16)),
    Column("status", String(16), nullable=False),
    Column("total", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("report", JSON(none_as_null=True)),
    Column("error", Text),
    Column("created", UtcDateTime, nullable=False),
    Column("finished", UtcDateTime),
    Index("import_job_by_tenant", "tenant", "created"),
)
