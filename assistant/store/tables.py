"""The tables of the system of record.

`feedback` carries the labels in its own columns, so that a date-filtered group-by reads one
covering index. `themes` spells the mentions of a row as ` delivery:negative packaging:positive `
(sorted, a space at both ends); the rows of `mention` hold the same with the clause that says so,
and carry what the strongest words about a theme are looked up by.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeDecorator

__all__ = [
    "UtcDateTime",
    "account",
    "alert_push",
    "api_key",
    "audit",
    "band",
    "cluster",
    "conversation",
    "correction",
    "daily_tally",
    "daily_word",
    "delivery",
    "feedback",
    "fingerprint",
    "idempotency",
    "import_job",
    "login",
    "mention",
    "meta",
    "metadata",
    "outbox",
    "plan",
    "plan_event",
    "purchase",
    "reply",
    "reply_event",
    "reply_version",
    "shop_figure",
    "token_use",
    "turn",
    "verdict",
]


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime outside, naive UTC in the database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


metadata = MetaData()

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
        "noise",
        "order_id",
    ),
    Index("feedback_by_customer", "tenant", "customer_id"),
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

meta = Table(
    "meta",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

conversation = Table(
    "conversation",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("title", Text, nullable=False),
    Column("updated", UtcDateTime, nullable=False),
    Index("conversation_by_tenant", "tenant", "updated"),
)

turn = Table(
    "turn",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("conversation", String(64), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("time", UtcDateTime, nullable=False),
    Column("answer", JSON, nullable=False),
    ForeignKeyConstraint(
        ["tenant", "conversation"], ["conversation.tenant", "conversation.id"], ondelete="CASCADE"
    ),
)

api_key = Table(
    "api_key",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("tenant", String(64), nullable=False),
    Column("name", String(100), nullable=False),
    Column("role", String(16), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    Column("created", UtcDateTime, nullable=False),
    Column("revoked", UtcDateTime),
)

account = Table(
    "account",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("tenant", String(64), nullable=False),
    Column("name", String(100), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("password", String(200), nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("locked_until", UtcDateTime),
)

login = Table(
    "login",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("tenant", String(64), nullable=False),
    Column("account", ForeignKey("account.number", ondelete="CASCADE"), nullable=False),
    Column("csrf", String(64), nullable=False),
    Column("expires", UtcDateTime, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("tenant", String(64), nullable=False),
    Column("time", UtcDateTime, nullable=False),
    Column("actor", String(100), nullable=False),
    Column("role", String(16), nullable=False),
    Column("action", String(64), nullable=False),
    Column("target", String(200), nullable=False),
    Column("detail", JSON, nullable=False),
    Index("audit_by_tenant", "tenant", "number"),
)

idempotency = Table(
    "idempotency",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("time", UtcDateTime, nullable=False),
    Column("answer", JSON(none_as_null=True)),
)

delivery = Table(
    "delivery",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("hook", String(64), primary_key=True),
    Column("signature", String(64), primary_key=True),
    Column("time", UtcDateTime, nullable=False),
)

import_job = Table(
    "import_job",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("tenant", String(64), nullable=False),
    Column("name", String(200), nullable=False),
    Column("status", String(16), nullable=False),
    Column("total", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("report", JSON(none_as_null=True)),
    Column("error", Text),
    Column("created", UtcDateTime, nullable=False),
    Column("finished", UtcDateTime),
    Index("import_job_by_tenant", "tenant", "created"),
)

verdict = Table(
    "verdict",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("conversation", String(64), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("good", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("actor", String(200), nullable=False),
    Column("time", UtcDateTime, nullable=False),
    ForeignKeyConstraint(
        ["tenant", "conversation", "number"],
        ["turn.tenant", "turn.conversation", "turn.number"],
        ondelete="CASCADE",
    ),
)

daily_tally = Table(
    "daily_tally",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("theme", String(64), primary_key=True),
    Column("sentiment", String(8), primary_key=True),
    Column("emotion", String(16), primary_key=True),
    Column("urgency", String(8), primary_key=True),
    Column("n", Integer, nullable=False),
)
"""Records by day; where `theme` is not empty, those that mention it, by the stance towards it."""

daily_word = Table(
    "daily_word",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("word", String(100), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("n", Integer, nullable=False),
    Index("daily_word_by_day", "tenant", "day", "word", "n"),
)

alert_push = Table(
    "alert_push",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("key", String(500), primary_key=True),
    Column("time", UtcDateTime, nullable=False),
    Column("status", String(16), nullable=False),
)

reply = Table(
    "reply",
    metadata,
    Column("row", ForeignKey("feedback.row", ondelete="CASCADE"), primary_key=True),
    Column("tenant", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("holder", String(200)),
    Column("risk", String(16), nullable=False),
    Column("text", Integer),
    Column("updated", UtcDateTime, nullable=False),
    Column("approved", UtcDateTime),
    Column("sent", UtcDateTime),
    Index("reply_by_state", "tenant", "state", "updated"),
)

reply_version = Table(
    "reply_version",
    metadata,
    Column("row", ForeignKey("reply.row", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("tenant", String(64), nullable=False),
    Column("author", String(200), nullable=False),
    Column("drafted", Boolean, nullable=False),
    Column("time", UtcDateTime, nullable=False),
    Column("body", Text, nullable=False),
    Column("details", JSON, nullable=False),
)

reply_event = Table(
    "reply_event",
    metadata,
    Column("row", ForeignKey("reply.row", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("tenant", String(64), nullable=False),
    Column("time", UtcDateTime, nullable=False),
    Column("actor", String(200), nullable=False),
    Column("role", String(16), nullable=False),
    Column("action", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("text", Integer),
    Column("reason", Text, nullable=False),
)

token_use = Table(
    "token_use",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("tokens", Integer, nullable=False),
)

plan = Table(
    "plan",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("state", String(8), nullable=False),
    Column("measure", String(32), nullable=False),
    Column("filters", JSON, nullable=False),
    Column("baseline", Float),
    Column("baseline_n", Integer, nullable=False),
    Column("baseline_start", Date, nullable=False),
    Column("baseline_end", Date, nullable=False),
    Column("target", Float),
    Column("achievable", Text, nullable=False),
    Column("relevant", Text, nullable=False),
    Column("owner", String(200)),
    Column("due", Date),
    Column("feedback", JSON, nullable=False),
)

plan_event = Table(
    "plan_event",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("time", UtcDateTime, nullable=False),
    Column("who", String(200), nullable=False),
    Column("state", String(8), nullable=False),
    Column("reason", Text, nullable=False),
)

shop_figure = Table(
    "shop_figure",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("measure", String(64), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("perspective", String(16), nullable=False),
    Column("value", Float, nullable=False),
    Column("unit", String(32), nullable=False),
    Column("target", Float),
)

purchase = Table(
    "purchase",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("order_id", String(200), nullable=False),
    Column("customer_id", String(200)),
    Column("time", UtcDateTime, nullable=False),
    Column("day", Date, nullable=False),
    Column("product", String(300)),
    Column("quantity", Float, nullable=False),
    Column("amount", Float),
    Index("purchase_by_day", "tenant", "day", "product", "order_id"),
    Index("purchase_by_customer", "tenant", "customer_id", "time"),
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
