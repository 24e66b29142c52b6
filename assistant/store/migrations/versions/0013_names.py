"""Which products, channels, touchpoints and segments a tenant's feedback names, and how often."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

FIELDS = ("product", "channel", "touchpoint", "segment")


def upgrade() -> None:
    name = op.create_table(
        "name",
        sa.Column("tenant", sa.String(64), primary_key=True),
        sa.Column("field", sa.String(16), primary_key=True),
        sa.Column("value", sa.String(300), primary_key=True),
        sa.Column("n", sa.Integer, nullable=False),
    )
    feedback = sa.table("feedback", sa.column("tenant"), *map(sa.column, FIELDS))
    for field in FIELDS:
        value = feedback.c[field]
        counted = sa.select(feedback.c.tenant, sa.literal(field), value, sa.func.count())
        counted = counted.where(value.is_not(None)).group_by(feedback.c.tenant, value)
        op.execute(sa.insert(name).from_select(["tenant", "field", "value", "n"], counted))
