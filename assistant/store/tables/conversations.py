"""What was asked and answered."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from assistant.store.tables.columns import UtcDateTime, metadata

__all__ = ["conversation", "turn", "verdict"]

conversation = Table(
    "conversation",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("title", Text, nullable=False),
    Column("updated", UtcDateTime, nullable=False),
    Index("conversation_by_tenant", "tenant", "updated"),
)

turn = Table(
    "turn",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("conversation", String(64), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("time", UtcDateTime, nullable=False),
    Column("answer", JSON, nullable=False),
    ForeignKeyConstraint(
        ["tenant", "conversation"], ["conversation.tenant", "conversation.id"], ondelete="CASCADE"
    ),
)

verdict = Table(
    "verdict",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("conversation", String(64), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("good", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("actor", String(200), nullable=False),
    Column("time", UtcDateTime, nullable=False),
    ForeignKeyConstraint(
        ["tenant", "conversation", "number"],
        ["turn.tenant", "turn.conversation", "turn.number"],
        ondelete="CASCADE",
    ),
)
