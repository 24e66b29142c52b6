"""What all tables share: the metadata, aware times, and facts about the store itself.

`change` counts the changes of each tenant's feedback, labels and orders.
"""

from datetime import UTC, datetime

from sqlalchemy import Column, DateTime, Dialect, Integer, MetaData, String, Table, Text
from sqlalchemy.types import TypeDecorator

__all__ = ["UtcDateTime", "change", "meta", "metadata"]


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime outside, naive UTC in the database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

change = Table(
    "change",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("n", Integer, nullable=False),
)
