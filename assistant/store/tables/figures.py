"""Counts kept ready by day, and numbers that no feedback holds."""

from sqlalchemy import JSON, Column, Date, Float, Index, Integer, String, Table

from assistant.store.tables.columns import UtcDateTime, metadata

__all__ = ["daily_tally", "daily_word", "purchase", "shop_figure", "token_use"]

daily_tally = Table(
    "daily_tally",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("theme", String(64), primary_key=True),
    Column("sentiment", String(8), primary_key=True),
    Column("emotion", String(16), primary_key=True),
    Column("urgency", String(8), primary_key=True),
    Column("n", Integer, nullable=False),
)

daily_word = Table(
    "daily_word",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("word", String(100), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("n", Integer, nullable=False),
    Index("daily_word_by_day", "tenant", "day", "word", "n"),
)

shop_figure = Table(
    "shop_figure",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("measure", String(64), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("perspective", String(16), nullable=False),
    Column("value", Float, nullable=False),
    Column("unit", String(32), nullable=False),
    Column("target", Float),
)

purchase = Table(
    "purchase",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("order_id", String(200), nullable=False),
    Column("customer_id", String(200)),
    Column("time", UtcDateTime, nullable=False),
    Column("day", Date, nullable=False),
    Column("product", String(300)),
    Column("quantity", Float, nullable=False),
    Column("amount", Float),
    Column("extra", JSON),
    Index("purchase_by_day", "tenant", "day", "product", "order_id"),
    Index("purchase_by_customer", "tenant", "customer_id", "time"),
)

token_use = Table(
    "token_use",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("tokens", Integer, nullable=False),
)
