"""What alerts and large stores need: daily tallies, daily words, richer mentions, the push log."""

import sqlalchemy as sa
from alembic import op

from assistant.store.daily_counts import recount_days

revision = "0004"
down_revision = "0003"

BY_DAY = (
    "tenant", "day", "product", "channel", "language", "touchpoint", "segment", "sentiment",
    "emotion", "urgency", "themes", "rating", "nps", "ces", "noise", "order_id",
)  # fmt: skip


def upgrade() -> None:
    op.drop_index("feedback_by_day", "feedback")
    op.create_index("feedback_by_day", "feedback", list(BY_DAY))
    _widen_mentions()
    op.create_table(
        "daily_tally",
        sa.Column("tenant", sa.String(64), primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("theme", sa.String(64), primary_key=True),
        sa.Column("sentiment", sa.String(8), primary_key=True),
        sa.Column("emotion", sa.String(16), primary_key=True),
        sa.Column("urgency", sa.String(8), primary_key=True),
        sa.Column("n", sa.Integer, nullable=False),
    )
    op.create_table(
        "daily_word",
        sa.Column("tenant", sa.String(64), primary_key=True),
        sa.Column("word", sa.String(100), primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("n", sa.Integer, nullable=False),
    )
    op.create_index("daily_word_by_day", "daily_word", ["tenant", "day", "word", "n"])
    op.create_table(
        "alert_push",
        sa.Column("tenant", sa.String(64), primary_key=True),
        sa.Column("key", sa.String(500), primary_key=True),
        sa.Column("time", sa.DateTime, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
    )
    recount_days(op.get_bind())


def _widen_mentions() -> None:
    op.create_table(
        "wide_mention",
        sa.Column(
            "row", sa.Integer, sa.ForeignKey("feedback.row", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("theme", sa.String(64), primary_key=True),
        sa.Column("sentiment", sa.String(8), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("tenant", sa.String(64), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("emotion", sa.String(16), nullable=False),
        sa.Column("score", sa.Float, nullable=False),
    )
    op.execute(
        'INSERT INTO wide_mention SELECT m."row", m.theme, m.sentiment, m.start, m."end", '
        'f.tenant, f.day, f.emotion, f.score FROM mention m JOIN feedback f ON f."row" = m."row"'
    )
    op.drop_table("mention")
    op.rename_table("wide_mention", "mention")
    keys = ["tenant", "theme", "sentiment", "day", "emotion", "score", "row"]
    op.create_index("mention_by_theme", "mention", keys)
