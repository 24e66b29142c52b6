"""The index of customers holds what they are grouped and heard by: no text is passed over."""

from alembic import op

revision = "0015"
down_revision = "0014"

BY_CUSTOMER = [
    "tenant",
    "customer_id",
    "time",
    "row",
    "day",
    "score",
    "sentiment",
    "emotion",
    "nps",
    "rating",
    "language",
    "channel",
    "themes",
]


def upgrade() -> None:
    op.drop_index("feedback_by_customer", "feedback")
    op.create_index("feedback_by_customer", "feedback", BY_CUSTOMER)
