"""API keys at rest: never the key, only its hash."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from assistant.errors import InvalidInputError, NotFoundError
from assistant.models import Role
from assistant.store.database import Database
from assistant.store.tables import api_key

__all__ = ["ApiKey", "ApiKeys"]


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key that was given out. `revoked` is when it ceased to open anything."""

    tenant: str
    name: str
    role: Role
    created: datetime
    revoked: datetime | None


class ApiKeys:
    """The keys of all tenants."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, tenant: str, name: str, role: Role, key_hash: str, now: datetime) -> None:
        """Keep a new key. Raises InvalidInputError where a key in use has the name."""
        with self._database.write() as connection:
            taken = select(api_key.c.number).where(
                api_key.c.tenant == tenant, api_key.c.name == name, api_key.c.revoked.is_(None)
            )
            if connection.scalar(taken) is not None:
                raise InvalidInputError(
                    f"A key named {name!r} is in use; revoke it first or choose another name."
                )
            connection.execute(
                insert(api_key).values(
                    tenant=tenant, name=name, role=role, hash=key_hash, created=now
                )
            )

    def find(self, key_hash: str) -> ApiKey | None:
        """The key with this hash, None where there is none in use."""
        query = select(api_key).where(api_key.c.hash == key_hash, api_key.c.revoked.is_(None))
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _key(row)

    def all(self) -> list[ApiKey]:
        """Every key ever given out, oldest first."""
        with self._database.read() as connection:
            rows = connection.execute(select(api_key).order_by(api_key.c.number)).all()
        return [_key(row) for row in rows]

    def any(self) -> bool:
        """Whether a key was ever given out."""
        with self._database.read() as connection:
            return connection.scalar(select(api_key.c.number).limit(1)) is not None

    def revoke(self, tenant: str, name: str, now: datetime) -> None:
        """End a key at once. Raises NotFoundError where none in use has the name."""
        mine = (api_key.c.tenant == tenant, api_key.c.name == name, api_key.c.revoked.is_(None))
        with self._database.write() as connection:
            if not connection.execute(update(api_key).where(*mine).values(revoked=now)).rowcount:
                raise NotFoundError(
                    f"No key named {name!r} is in use for tenant {tenant!r}; `hearken keys list` "
                    "shows them."
                )


def _key(row: Row[Any]) -> ApiKey:
    return ApiKey(row.tenant, row.name, Role(row.role), row.created, row.revoked)
