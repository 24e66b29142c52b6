"""Action plans and their history."""

from sqlalchemy import JSON, Column, Date, Float, Integer, String, Table, Text

from assistant.store.tables.columns import UtcDateTime, metadata

__all__ = ["plan", "plan_event"]

plan = Table(
    "plan",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("state", String(8), nullable=False),
    Column("measure", String(32), nullable=False),
    Column("filters", JSON, nullable=False),
    Column("baseline", Float),
    Column("baseline_n", Integer, nullable=False),
    Column("baseline_start", Date, nullable=False),
    Column("baseline_end", Date, nullable=False),
    Column("target", Float),
    Column("achievable", Text, nullable=False),
    Column("relevant", Text, nullable=False),
    Column("owner", String(200)),
    Column("due", Date),
    Column("feedback", JSON, nullable=False),
)

plan_event = Table(
    "plan_event",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("time", UtcDateTime, nullable=False),
    Column("who", String(200), nullable=False),
    Column("state", String(8), nullable=False),
    Column("reason", Text, nullable=False),
)
