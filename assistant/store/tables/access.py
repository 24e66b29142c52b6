"""Who may come in, and who did what."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table

from assistant.store.tables.columns import UtcDateTime, metadata

__all__ = ["account", "api_key", "audit", "idempotency", "login"]

account = Table(
    "account",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("tenant", String(64), nullable=False),
    Column("name", String(100), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("password", String(200), nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("locked_until", UtcDateTime),
)

login = Table(
    "login",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("tenant", String(64), nullable=False),
    Column("account", ForeignKey("account.number", ondelete="CASCADE"), nullable=False),
    Column("csrf", String(64), nullable=False),
    Column("expires", UtcDateTime, nullable=False),
)

api_key = Table(
    "api_key",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("tenant", String(64), nullable=False),
    Column("name", String(100), nullable=False),
    Column("role", String(16), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    Column("created", UtcDateTime, nullable=False),
    Column("revoked", UtcDateTime),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("tenant", String(64), nullable=False),
    Column("time", UtcDateTime, nullable=False),
    Column("actor", String(100), nullable=False),
    Column("role", String(16), nullable=False),
    Column("action", String(64), nullable=False),
    Column("target", String(200), nullable=False),
    Column("detail", JSON, nullable=False),
    Index("audit_by_tenant", "tenant", "number"),
)

idempotency = Table(
    "idempotency",
    metadata,
    Column("tenant", String(64), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("time", UtcDateTime, nullable=False),
    Column("answer", JSON(none_as_null=True)),
)
