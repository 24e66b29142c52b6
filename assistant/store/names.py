"""What a tenant's feedback names: its products, channels, touchpoints and segments; and what stands
in the own columns of its orders.

Counted in the transaction that writes the feedback, so that no question groups all records to
learn them.
"""

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, func, select

from assistant.models import NAMED, Feedback, Purchase
from assistant.store.adding import add_counts
from assistant.store.tables import name

__all__ = ["ORDERS", "add_names", "add_order_columns", "count_names", "names_of"]

ORDERS = "orders"
LONGEST = 200

NAMES = (
    select(func.count())
    .select_from(name)
    .where(name.c.tenant == bindparam("tenant"), name.c.field != ORDERS)
)
"""Built once, since every question asks it."""


def add_names(connection: Connection, said: Iterable[Feedback]) -> None:
    """Count the names of new feedback."""
    named = ((each.tenant, field, getattr(each, field)) for each in said for field in NAMED)
    add_counts(connection, name, Counter(key for key in named if key[-1] is not None))


def add_order_columns(connection: Connection, lines: Iterable[Purchase]) -> None:
    """Count the values in the own columns of new lines of orders; one too long for a group is in
    none."""
    kept = (
        (each.tenant, ORDERS, f"{column}={value}")
        for each in lines
        for column, value in each.extra.items()
    )
    add_counts(connection, name, Counter(key for key in kept if len(key[-1]) <= LONGEST))


def names_of(connection: Connection, field: str, tenant: str) -> dict[str, int]:
    """The names of a field of NAMED, or of ORDERS as `column=value`, with how many records (lines)
    bear each, the most frequent first; none for an empty store."""
    query = select(name.c.value, name.c.n).where(name.c.tenant == tenant, name.c.field == field)
    counts = {row.value: row.n for row in connection.execute(query)}
    return {value: counts[value] for value in sorted(counts, key=lambda v: (-counts[v], v))}


def count_names(connection: Connection, tenant: str) -> int:
    """How many names there are in the fields of NAMED: it grows with each new one, and with nothing
    else."""
    return connection.scalar(NAMES, {"tenant": tenant}) or 0
