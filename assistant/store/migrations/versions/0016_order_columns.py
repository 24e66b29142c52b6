"""The shop's own columns of orders; none for those from before."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("purchase", sa.Column("extra", sa.JSON))
