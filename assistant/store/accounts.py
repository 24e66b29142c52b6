"""People with a password, and their logins."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from assistant.errors import InvalidInputError, NotFoundError
from assistant.models import Role
from assistant.store.database import Database
from assistant.store.tables import account, login

__all__ = ["Account", "Accounts", "Login"]


@dataclass(frozen=True, slots=True)
class Account:
    """A person. `password` is a hash; too many failures lock the account for a while."""

    number: int
    tenant: str
    name: str
    role: Role
    password: str
    created: datetime
    failures: int
    locked_until: datetime | None


@dataclass(frozen=True, slots=True)
class Login:
    """An open login: who, and the token that a browser's changes must carry."""

    account: Account
    csrf: str


class Accounts:
    """The people of all tenants; a name is one person's, whatever the tenant."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, tenant: str, name: str, role: Role, password: str, now: datetime) -> None:
        """Keep a new person with the hash of a password. Raises InvalidInputError."""
        values = {"tenant": tenant, "name": name, "role": role, "password": password}
        with self._database.write() as connection:
            if connection.scalar(select(account.c.number).where(account.c.name == name)):
                raise InvalidInputError(
                    f"There is a user {name!r} already; remove it first or choose another name."
                )
            connection.execute(insert(account).values(**values, created=now, failures=0))

    def find(self, name: str) -> Account | None:
        """The person with this name, None where there is none."""
        with self._database.read() as connection:
            row = connection.execute(select(account).where(account.c.name == name)).one_or_none()
        return None if row is None else _account(row)

    def all(self) -> list[Account]:
        """Everyone, by name."""
        with self._database.read() as connection:
            rows = connection.execute(select(account).order_by(account.c.name)).all()
        return [_account(row) for row in rows]

    def any(self) -> bool:
        """Whether there is a person at all."""
        with self._database.read() as connection:
            return connection.scalar(select(account.c.number).limit(1)) is not None

    def remove(self, name: str) -> None:
        """Forget a person with all logins. Raises NotFoundError."""
        with self._database.write() as connection:
            if not connection.execute(delete(account).where(account.c.name == name)).rowcount:
                raise NotFoundError(
                    f"There is no user {name!r}; `hearken users list` shows the names."
                )

    def count_failure(self, number: int, most: int, locked_until: datetime) -> None:
        """A wrong password; the `most`-th in a row locks the account."""
        with self._database.write() as connection:
            mine = account.c.number == number
            failures = (connection.scalar(select(account.c.failures).where(mine)) or 0) + 1
            locked = {"failures": 0, "locked_until": locked_until}
            values = locked if failures >= most else {"failures": failures}
            connection.execute(update(account).where(mine).values(**values))

    def open_login(
        self, who: Account, key_hash: str, csrf: str, now: datetime, expires: datetime
    ) -> None:
        """Remember a login; forgets the failures of the account and logins that have expired."""
        with self._database.write() as connection:
            connection.execute(delete(login).where(login.c.expires < now))
            mine = update(account).where(account.c.number == who.number)
            connection.execute(mine.values(failures=0, locked_until=None))
            values = {"hash": key_hash, "tenant": who.tenant, "account": who.number, "csrf": csrf}
            connection.execute(insert(login).values(**values, expires=expires))

    def find_login(self, key_hash: str, now: datetime) -> Login | None:
        """The login of a token's hash, None where it was closed or has expired."""
        query = (
            select(account, login.c.csrf)
            .join(login, login.c.account == account.c.number)
            .where(login.c.hash == key_hash, login.c.expires >= now)
        )
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else Login(_account(row), row.csrf)

    def close_login(self, key_hash: str) -> None:
        """End the login of a token's hash, if it is open."""
        with self._database.write() as connection:
            connection.execute(delete(login).where(login.c.hash == key_hash))


def _account(row: Row[Any]) -> Account:
    return Account(
        number=row.number,
        tenant=row.tenant,
        name=row.name,
        role=Role(row.role),
        password=row.password,
        created=row.created,
        failures=row.failures,
        locked_until=row.locked_until,
    )
