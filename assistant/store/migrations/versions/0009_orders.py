"""The lines of the orders that a shop imports."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "purchase",
        sa.Column("tenant", sa.String(64), primary_key=True),
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("order_id", sa.String(200), nullable=False),
        sa.Column("customer_id", sa.String(200)),
        sa.Column("time", sa.DateTime, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("product", sa.String(300)),
        sa.Column("quantity", sa.Float, nullable=False),
        sa.Column("amount", sa.Float),
    )
    op.create_index("purchase_by_day", "purchase", ["tenant", "day", "product", "order_id"])
    op.create_index("purchase_by_customer", "purchase", ["tenant", "customer_id", "time"])
