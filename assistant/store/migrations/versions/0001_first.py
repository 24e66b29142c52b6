"""The first schema: feedback with its labels, the outbox, the word index, conversations."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "feedback",
        sa.Column("row", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("tenant", sa.String(64), nullable=False),
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("key", sa.String(300), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("time", sa.DateTime, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("rating", sa.Float),
        sa.Column("nps", sa.Integer),
        sa.Column("ces", sa.Float),
        sa.Column("channel", sa.String(200)),
        sa.Column("product", sa.String(300)),
        sa.Column("order_id", sa.String(200)),
        sa.Column("customer_id", sa.String(200)),
        sa.Column("customer_name", sa.String(200)),
        sa.Column("touchpoint", sa.String(200)),
        sa.Column("segment", sa.String(200)),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("sentiment", sa.String(8), nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("emotion", sa.String(16), nullable=False),
        sa.Column("urgency", sa.String(8), nullable=False),
        sa.Column("themes", sa.Text, nullable=False),
        sa.Column("extra", sa.JSON, nullable=False),
        sa.UniqueConstraint("tenant", "key"),
        sa.UniqueConstraint("tenant", "id"),
    )
    op.create_index(
        "feedback_by_day",
        "feedback",
        [
            "tenant",
            "day",
            "product",
            "channel",
            "language",
            "touchpoint",
            "segment",
            "sentiment",
            "emotion",
            "urgency",
            "themes",
            "rating",
            "nps",
            "ces",
        ],
    )
    op.create_index("feedback_by_customer", "feedback", ["tenant", "customer_id"])
    op.create_table(
        "mention",
        sa.Column("row", sa.Integer, _of("feedback.row"), primary_key=True),
        sa.Column("theme", sa.String(64), primary_key=True),
        sa.Column("sentiment", sa.String(8), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
    )
    op.create_table(
        "outbox",
        sa.Column(
            "row", sa.Integer, sa.ForeignKey("feedback.row", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("vector", sa.LargeBinary),
    )
    op.create_table(
        "meta",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "conversation",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("tenant", sa.String(64), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("updated", sa.DateTime, nullable=False),
    )
    op.create_index("conversation_by_tenant", "conversation", ["tenant", "updated"])
    op.create_table(
        "turn",
        sa.Column("conversation", sa.String(64), _of("conversation.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("time", sa.DateTime, nullable=False),
        sa.Column("answer", sa.JSON, nullable=False),
    )
    _create_word_index()


def _of(column: str) -> sa.ForeignKey:
    return sa.ForeignKey(column, ondelete="CASCADE")


def _create_word_index() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE feedback_words USING fts5(tokens, tokenize='unicode61')")
    else:
        op.execute(
            "CREATE TABLE feedback_words (rowid INTEGER PRIMARY KEY "
            "REFERENCES feedback(row) ON DELETE CASCADE, tokens tsvector NOT NULL)"
        )
        op.execute("CREATE INDEX feedback_words_tokens ON feedback_words USING gin (tokens)")
