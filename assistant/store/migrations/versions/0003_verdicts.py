"""Thumbs up and down for answers."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "verdict",
        sa.Column("conversation", sa.String(64), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("good", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("time", sa.DateTime, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation", "number"], ["turn.conversation", "turn.number"], ondelete="CASCADE"
        ),
    )
