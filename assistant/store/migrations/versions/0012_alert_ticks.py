"""Which steps of an alert's checklist were ticked, by whom and when."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "alert_tick",
        sa.Column("tenant", sa.String(64), primary_key=True),
        sa.Column("key", sa.String(500), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("step", sa.String(32), nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("time", sa.DateTime, nullable=False),
    )
