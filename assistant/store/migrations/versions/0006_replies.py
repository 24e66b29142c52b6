"""Replies: their state, every version of the text, and who did what, when and why."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "reply",
        sa.Column("row", sa.Integer, _of("feedback.row"), primary_key=True),
        sa.Column("tenant", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("holder", sa.String(200)),
        sa.Column("risk", sa.String(16), nullable=False),
        sa.Column("text", sa.Integer),
        sa.Column("updated", sa.DateTime, nullable=False),
        sa.Column("approved", sa.DateTime),
        sa.Column("sent", sa.DateTime),
    )
    op.create_index("reply_by_state", "reply", ["tenant", "state", "updated"])
    op.create_table(
        "reply_version",
        sa.Column("row", sa.Integer, _of("reply.row"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("tenant", sa.String(64), nullable=False),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("drafted", sa.Boolean, nullable=False),
        sa.Column("time", sa.DateTime, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
    )
    op.create_table(
        "reply_event",
        sa.Column("row", sa.Integer, _of("reply.row"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("tenant", sa.String(64), nullable=False),
        sa.Column("time", sa.DateTime, nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("text", sa.Integer),
        sa.Column("reason", sa.Text, nullable=False),
    )


def _of(column: str) -> sa.ForeignKey:
    return sa.ForeignKey(column, ondelete="CASCADE")
