"""What an import brings: feedback, orders or figures; unknown for those from before."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("import_job", sa.Column("kind", sa.String(16)))
