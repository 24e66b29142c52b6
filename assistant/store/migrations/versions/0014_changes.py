"""How often each tenant's store has changed; it takes the place of a count over all of them."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    change = op.create_table(
        "change",
        sa.Column("tenant", sa.String(64), primary_key=True),
        sa.Column("n", sa.Integer, nullable=False),
    )
    feedback = sa.table("feedback", sa.column("tenant"))
    tenants = sa.select(feedback.c.tenant, sa.literal(1)).distinct()
    op.execute(sa.insert(change).from_select(["tenant", "n"], tenants))
    meta = sa.table("meta", sa.column("name"))
    op.execute(sa.delete(meta).where(meta.c.name == "labels_replaced"))
