"""Action plans with their history, and the figures that a shop brings for its scorecard."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "plan",
        sa.Column("tenant", sa.String(64), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("measure", sa.String(32), nullable=False),
        sa.Column("filters", sa.JSON, nullable=False),
        sa.Column("baseline", sa.Float),
        sa.Column("baseline_n", sa.Integer, nullable=False),
        sa.Column("baseline_start", sa.Date, nullable=False),
        sa.Column("baseline_end", sa.Date, nullable=False),
        sa.Column("target", sa.Float),
        sa.Column("achievable", sa.Text, nullable=False),
        sa.Column("relevant", sa.Text, nullable=False),
        sa.Column("owner", sa.String(200)),
        sa.Column("due", sa.Date),
        sa.Column("feedback", sa.JSON, nullable=False),
    )
    op.create_table(
        "plan_event",
        sa.Column("tenant", sa.String(64), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("time", sa.DateTime, nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_table(
        "shop_figure",
        sa.Column("tenant", sa.String(64), primary_key=True),
        sa.Column("measure", sa.String(64), primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("perspective", sa.String(16), nullable=False),
        sa.Column("value", sa.Float, nullable=False),
        sa.Column("unit", sa.String(32), nullable=False),
        sa.Column("target", sa.Float),
    )
