"""Records by day, theme, stance, emotion and urgency: counted when they are stored.

Most questions ask about whole days of the whole shop. They read these few rows a day instead of
every record; a scope with other filters is counted from the records themselves. Written in the
transaction that writes the feedback.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, delete, func, insert, literal, select

from assistant.models import Labels, Scope
from assistant.store.adding import add_counts
from assistant.store.tables import daily_tally, feedback, mention

__all__ = [
    "COLUMNS",
    "LABELS",
    "add_daily_tallies",
    "holds",
    "is_plain",
    "recount_daily_tallies",
    "tally_days",
]

LABELS = ("sentiment", "emotion", "urgency")
COLUMNS = ("day", "theme", *LABELS)
NO_THEME = ""


def add_daily_tallies(
    connection: Connection, tenant: str, records: Iterable[tuple[Any, Labels]], by: int = 1
) -> None:
    """Count records, given as day and labels; by -1 takes them out."""
    counts: Counter[tuple[Any, ...]] = Counter()
    for day, labels in records:
        felt = labels.emotion, labels.urgency
        counts[tenant, day, NO_THEME, labels.sentiment, *felt] += by
        for m in labels.themes:
            counts[tenant, day, m.theme, m.sentiment, *felt] += by
    add_counts(connection, daily_tally, counts)


def recount_daily_tallies(connection: Connection) -> None:
    """Count all records anew, after the days were cut in another time zone."""
    connection.execute(delete(daily_tally))
    f, m = feedback.c, mention.c
    connection.execute(
        insert(daily_tally).from_select(
            ["tenant", *COLUMNS, "n"],
            select(f.tenant, f.day, literal(NO_THEME), f.sentiment, f.emotion, f.urgency)
            .add_columns(func.count())
            .group_by(f.tenant, f.day, f.sentiment, f.emotion, f.urgency),
        )
    )
    keys = f.tenant, f.day, m.theme, m.sentiment, f.emotion, f.urgency
    connection.execute(
        insert(daily_tally).from_select(
            ["tenant", *COLUMNS, "n"],
            select(*keys, func.count()).join(mention, m.row == f.row).group_by(*keys),
        )
    )


def is_plain(scope: Scope) -> bool:
    """Whether a scope holds every record of its days."""
    return scope == Scope(tenant=scope.tenant, period=scope.period)


def holds(scope: Scope, names: Iterable[str]) -> bool:
    """Whether the daily rows answer for these columns of a scope: of whole days, or of the records
    with some of LABELS in them."""
    of_all = replace(scope, sentiment=(), emotion=(), urgency=())
    return is_plain(of_all) and set(names) <= set(COLUMNS) - {"theme"}


def tally_days(
    connection: Connection, scope: Scope, names: Iterable[str], themes: bool = False
) -> Counter[tuple[Any, ...]]:
    """Counts by some of COLUMNS over whole days: of records, or of mentions of themes. The labels
    that a scope names are those of records; of mentions the sentiment would be the stance."""
    columns = [daily_tally.c[name] for name in names]
    of_theme = daily_tally.c.theme != NO_THEME if themes else daily_tally.c.theme == NO_THEME
    query = select(*columns, func.sum(daily_tally.c.n)).where(
        daily_tally.c.tenant == scope.tenant, of_theme
    )
    if scope.period:
        query = query.where(daily_tally.c.day.between(scope.period.start, scope.period.end))
    for label in LABELS:
        if wanted := getattr(scope, label):
            query = query.where(daily_tally.c[label].in_(wanted))
    rows = connection.execute(query.group_by(*columns)).all()
    return Counter({tuple(row[:-1]): int(row[-1]) for row in rows if row[-1]})
