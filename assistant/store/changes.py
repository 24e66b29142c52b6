"""How often a tenant's data has changed: what was computed holds until this count grows."""

from sqlalchemy import Connection, bindparam, select, update

from assistant.store.adding import add_counts
from assistant.store.tables import change

__all__ = ["changes_of", "count_change", "count_change_of_all"]

COUNTED = select(change.c.n).where(change.c.tenant == bindparam("tenant"))
"""Built once: every question asks it several times, and to build it takes longer than to run it."""


def count_change(connection: Connection, tenant: str) -> None:
    """Count a change of a tenant's feedback, labels or orders, in the transaction that makes it."""
    add_counts(connection, change, {(tenant,): 1})


def count_change_of_all(connection: Connection) -> None:
    """Count a change for every tenant."""
    connection.execute(update(change).values(n=change.c.n + 1))


def changes_of(connection: Connection, tenant: str) -> int:
    """How many changes were counted, 0 before the first."""
    return connection.scalar(COUNTED, {"tenant": tenant}) or 0
