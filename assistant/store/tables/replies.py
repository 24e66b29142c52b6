"""Answers to customers, and what was sent out."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from assistant.store.tables.columns import UtcDateTime, metadata

__all__ = ["alert_push", "alert_tick", "delivery", "reply", "reply_event", "reply_version"]

reply = Table(
    "reply",
    metadata,
    Column("row", ForeignKey("feedback.row", ondelete="CASCADE"), primary_key=True),
    Column("tenant", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("holder", String(200)),
    Column("risk", String(16), nullable=False),
    Column("text", Integer),
    Column("updated", UtcDateTime, nullable=False),
    Column("approved", UtcDateTime),
    Column("sent", UtcDateTime),
    Index("reply_by_state", "tenant", "state", "updated"),
)

reply_version = Table(
    "reply_version",
    metadata,
    Column("row", ForeignKey("reply.row", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("tenant", String(64), nullable=False),
    Column("author", String(200), nullable=False),
    Column("drafted", Boolean, nullable=False),
    Column("time", UtcDateTime, nullable=False),
    Column("body", Text, nullable=False),
    Column("details", JSON, nullable=False),
)

reply_event = Table(
    "reply_event",
    metadata,
    Column("row", ForeignKey("reply.row", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("tenant", String(64), nullable=False),
    Column("time", UtcDateTime, nullable=False),
    Column("actor", String(200), nullable=False),
    Column("role", String(16), nullable=False),
    Column("action", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("text", Integer),
    Column("reason", Text, nullable=False),
)

delivery = Table(
    "delivery",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("hook", String(64), primary_key=True),
    Column("signature", String(64), primary_key=True),
    Column("time", UtcDateTime, nullable=False),
)

alert_push = Table(
    "alert_push",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("key", String(500), primary_key=True),
    Column("time", UtcDateTime, nullable=False),
    Column("status", String(16), nullable=False),
)

alert_tick = Table(
    "alert_tick",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("key", String(500), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("step", String(32), nullable=False),
    Column("done", Boolean, nullable=False),
    Column("actor", String(200), nullable=False),
    Column("time", UtcDateTime, nullable=False),
)
