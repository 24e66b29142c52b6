"""Who read the labels, what staff corrected, and which records are copies or placeholders."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

COUNTED = [
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
]


def upgrade() -> None:
    op.add_column(
        "feedback",
        sa.Column("labeller", sa.String(100), nullable=False, server_default="builtin"),
    )
    op.add_column("feedback", sa.Column("noise", sa.String(8)))
    op.drop_index("feedback_by_day", "feedback")
    op.create_index("feedback_by_day", "feedback", COUNTED)
    by_model = sa.text("labeller <> 'builtin'")
    op.create_index(
        "feedback_by_model",
        "feedback",
        ["tenant", "day", "labeller"],
        sqlite_where=by_model,
        postgresql_where=by_model,
    )
    op.create_table(
        "fingerprint",
        sa.Column("row", sa.Integer, _feedback(), primary_key=True),
        sa.Column("signature", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "band",
        sa.Column("tenant", sa.String(64), primary_key=True),
        sa.Column("key", sa.BigInteger, primary_key=True),
        sa.Column("row", sa.Integer, _feedback(), primary_key=True),
    )
    op.create_table(
        "correction",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("tenant", sa.String(64), nullable=False),
        sa.Column("row", sa.Integer, _feedback(), nullable=False),
        sa.Column("time", sa.DateTime, nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("label", sa.String(16), nullable=False),
        sa.Column("was", sa.JSON, nullable=False),
        sa.Column("value", sa.JSON, nullable=False),
        sa.Column("reason", sa.Text),
    )
    op.create_index("correction_by_row", "correction", ["row"])


def _feedback() -> sa.ForeignKey:
    return sa.ForeignKey("feedback.row", ondelete="CASCADE")
