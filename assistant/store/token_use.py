"""How many tokens the language model has used, by day, so that a restart forgets nothing."""

from datetime import date

from sqlalchemy import insert, select, update

from assistant.store.database import Database
from assistant.store.tables import token_use

__all__ = ["TokenUse"]


class TokenUse:
    """The counts of a tenant's days."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, tokens: int, day: date, tenant: str) -> None:
        """Count tokens on a day."""
        mine = (token_use.c.tenant == tenant) & (token_use.c.day == day)
        with self._database.write() as connection:
            known = connection.scalar(select(token_use.c.tokens).where(mine))
            if known is None:
                row = insert(token_use).values(tenant=tenant, day=day, tokens=tokens)
                connection.execute(row)
            else:
                connection.execute(update(token_use).where(mine).values(tokens=known + tokens))

    def on(self, day: date, tenant: str) -> int:
        """How many tokens were used on a day; 0 where none were counted."""
        mine = (token_use.c.tenant == tenant) & (token_use.c.day == day)
        with self._database.read() as connection:
            return connection.scalar(select(token_use.c.tokens).where(mine)) or 0
