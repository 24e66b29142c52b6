"""The names of emerging themes, kept with their centroids; an index of what repeats others."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "cluster",
        sa.Column("tenant", sa.String(64), primary_key=True),
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("space", sa.String(100), nullable=False),
        sa.Column("names", sa.JSON, nullable=False),
        sa.Column("centroid", sa.LargeBinary, nullable=False),
        sa.Column("first_seen", sa.Date, nullable=False),
    )
    marked = sa.text("noise IS NOT NULL")
    op.create_index(
        "feedback_by_noise",
        "feedback",
        ["tenant", "day"],
        sqlite_where=marked,
        postgresql_where=marked,
    )
