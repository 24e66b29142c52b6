"""Counts by columns: what every figure is computed from.

All numbers of Hearken start from group-bys over the whole scope, answered by the covering index;
no question loads the feedback itself.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal_column, select

from assistant.errors import InvalidInputError
from assistant.kept import Kept
from assistant.models import NAMED, Period, Scope, Sentiment
from assistant.store.changes import changes_of
from assistant.store.daily_tallies import LABELS, holds, is_plain, tally_days
from assistant.store.daily_words import daily_counts, frequent_words
from assistant.store.database import Database
from assistant.store.hits import Hits, count_hits
from assistant.store.kept_tallies import KeptTallies
from assistant.store.labels import BUILTIN
from assistant.store.names import count_names, names_of
from assistant.store.scopes import conditions
from assistant.store.tables import COVERED, feedback
from assistant.store.theme_column import read_themes, theme_condition

__all__ = ["DIMENSIONS", "Tallies"]

DIMENSIONS = (*COVERED, "customer_id", "order_id")

MOST_COUNTS, MOST_SPANS = 512, 64


class Tallies:
    """Counts over the store."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept = KeptTallies()
        self._kept_mentions = KeptTallies()
        self._kept_counts = Kept[Scope, int](MOST_COUNTS)
        self._kept_spans = Kept[str, tuple[date, date]](MOST_SPANS)

    def count(self, scope: Scope) -> int:
        """How many records the scope holds. Kept until the store changes: to count those that say
        a word takes a look into each text, and a question may ask for the same ones many times."""
        if holds(scope, ()):
            return self.by(scope, "sentiment").total()
        state = self.state(scope.tenant)
        if (kept := self._kept_counts.find(state, scope)) is not None:
            return kept
        with self._database.read() as connection:
            query = select(func.count()).select_from(feedback).where(*conditions(scope))
            n = connection.scalar(query) or 0
        self._kept_counts.keep(state, scope, n)
        return n

    def any(self, scope: Scope) -> bool:
        """Whether the scope holds a record: looks for one where `count` would read them all."""
        if holds(scope, ()):
            return self.count(scope) > 0
        with self._database.read() as connection:
            query = select(feedback.c.row).where(*conditions(scope)).limit(1)
            return connection.scalar(query) is not None

    def repeats(self, scope: Scope) -> int:
        """How many records of the scope are near duplicates of earlier ones, or placeholders."""
        query = select(func.count()).select_from(feedback)
        with self._database.read() as connection:
            marked = query.where(feedback.c.noise.is_not(None), *conditions(scope))
            return connection.scalar(marked) or 0

    def read_by_models(self, scope: Scope) -> int:
        """How many records of the scope carry labels of a language model."""
        query = select(func.count()).select_from(feedback)
        with self._database.read() as connection:
            by_model = feedback.c.labeller != literal_column(f"'{BUILTIN}'")
            return connection.scalar(query.where(by_model, *conditions(scope))) or 0

    def by(self, scope: Scope, *names: str) -> Counter[tuple[Any, ...]]:
        """How many records the scope holds for each combination of the named columns.

        The names are of DIMENSIONS; a missing value counts as None. An empty scope gives an
        empty counter. A finished tally is kept until the store changes, and answers for fewer
        columns of the same scope as well. Raises InvalidInputError for a name that is no dimension.
        """
        for name in names:
            if name not in DIMENSIONS:
                raise InvalidInputError(
                    f"Feedback cannot be counted by {name!r}; count by {', '.join(DIMENSIONS)}."
                )
        if holds(scope, names):
            return self._daily(self._kept, scope, names, themes=False)
        state = self.state(scope.tenant)
        kept = self._kept.find(state, scope, names)
        if kept is not None:
            return kept
        counts = self._counted(scope, names)
        self._kept.keep(state, scope, names, counts)
        return counts

    def _counted(self, scope: Scope, names: tuple[str, ...]) -> Counter[tuple[Any, ...]]:
        if scope == Scope(tenant=scope.tenant) and len(names) == 1 and names[0] in NAMED:
            return self._named(scope, names[0])
        columns = [feedback.c[name] for name in names]
        query = select(*columns, func.count()).where(*conditions(scope)).group_by(*columns)
        with self._database.read() as connection:
            rows = connection.execute(query).all()  # one by one they take twice as long
        return Counter({tuple(row[:-1]): row[-1] for row in rows})

    def _named(self, scope: Scope, field: str) -> Counter[tuple[Any, ...]]:
        """How many records of a tenant bear each name, which is counted when they are stored."""
        with self._database.read() as connection:
            found = names_of(connection, field, scope.tenant)
        counts: Counter[tuple[Any, ...]] = Counter({(name,): n for name, n in found.items()})
        if bare := self.count(scope) - counts.total():
            counts[None,] = bare
        return counts

    def histogram(self, scope: Scope, name: str) -> dict[Any, int]:
        """The counts of one column, without its missing values."""
        return {key: n for (key,), n in self.by(scope, name).items() if key is not None}

    def values(self, name: str, tenant: str) -> list[str]:
        """The distinct values of a column, the most frequent first."""
        if name in NAMED:
            with self._database.read() as connection:
                return list(names_of(connection, name, tenant))
        counts = self.histogram(Scope(tenant=tenant), name)
        return sorted(counts, key=lambda value: (-counts[value], value))

    def known_names(self, tenant: str) -> int:
        """How many products, channels, touchpoints and segments there are: it grows when feedback
        names a new one, and at nothing else."""
        with self._database.read() as connection:
            return count_names(connection, tenant)

    def span(self, tenant: str) -> tuple[date, date] | None:
        """The first and the last day with feedback, None for an empty store."""
        state = self.state(tenant)
        if (kept := self._kept_spans.find(state, tenant)) is not None:
            return kept
        day = feedback.c.day
        mine = feedback.c.tenant == tenant
        with self._database.read() as connection:
            # Two queries, for an index gives either end at once but not both.
            first = connection.scalar(select(func.min(day)).where(mine))
            last = connection.scalar(select(func.max(day)).where(mine))
        if not first or not last:
            return None
        self._kept_spans.keep(state, tenant, (first, last))
        return first, last

    def state(self, tenant: str) -> int:
        """Grows with every change of a tenant's feedback, labels or orders."""
        with self._database.read() as connection:
            return changes_of(connection, tenant)

    def mentions(self, scope: Scope, *names: str) -> Counter[tuple[Any, ...]]:
        """How many records mention a theme, by some of day, theme, sentiment, emotion, urgency.

        `sentiment` is the stance towards the theme here. A record counts for each of its themes.
        """
        if is_plain(scope):
            return self._daily(self._kept_mentions, scope, names, themes=True)
        counts: Counter[tuple[Any, ...]] = Counter()
        beside = [name for name in names if name not in ("theme", "sentiment")]
        for (spelled, *others), n in self.by(scope, "themes", *beside).items():
            found = dict(zip(beside, others, strict=True))
            for theme, stance in read_themes(spelled):
                all_names = {**found, "theme": theme, "sentiment": stance}
                counts[tuple(all_names[name] for name in names)] += n
        return counts

    def _daily(
        self, kept: KeptTallies, scope: Scope, names: tuple[str, ...], *, themes: bool
    ) -> Counter[tuple[Any, ...]]:
        """Counts from the daily rows: one reading of a scope serves all that is asked of it."""
        state = self.state(scope.tenant)
        if (known := kept.find(state, scope, names)) is not None:
            return known
        whole = names if "day" in names else (*(("theme",) if themes else ()), *LABELS)
        with self._database.read() as connection:
            kept.keep(state, scope, whole, tally_days(connection, scope, whole, themes))
            found = kept.find(state, scope, names)
            return tally_days(connection, scope, names, themes) if found is None else found

    def negative(self, scope: Scope, *names: str) -> Hits:
        """By some columns: all records, and the negative ones."""
        return self._hits(scope, names, [feedback.c.sentiment == Sentiment.NEGATIVE])

    def blaming(self, scope: Scope, themes: Sequence[str], *names: str) -> Hits:
        """By some columns: all records, and those that blame each of the themes."""
        blames = [theme_condition((theme,), (Sentiment.NEGATIVE,)) for theme in themes]
        return self._hits(scope, names, blames)

    def filled(self, scope: Scope, columns: Sequence[str], *names: str) -> Hits:
        """By some columns: all records, and those with a value in each of `columns`."""
        return self._hits(scope, names, [feedback.c[each].is_not(None) for each in columns])

    def _hits(self, scope: Scope, names: Sequence[str], met: Sequence[ColumnElement[bool]]) -> Hits:
        with self._database.read() as connection:
            return count_hits(connection, scope, names, met)

    def orders(self, scope: Scope, faults: Sequence[str]) -> dict[str, tuple[int, int]]:
        """By product: how many orders were spoken of, and how many blame one of the faults."""
        product = feedback.c.product
        query = select(product, *_orders(faults)).where(*conditions(scope), product.is_not(None))
        with self._database.read() as connection:
            rows = connection.execute(query.group_by(product))
            return {name: (n, faulty) for name, n, faulty in rows}

    def faulty_orders(self, scope: Scope, faults: Sequence[str]) -> tuple[int, int]:
        """How many orders blame one of the faults, and how many were spoken of."""
        with self._database.read() as connection:
            query = select(*_orders(faults)).where(*conditions(scope))
            n, faulty = connection.execute(query).one()
        return faulty, n

    def frequent_words(self, period: Period, limit: int, tenant: str) -> list[tuple[str, int]]:
        """The words that the complaints of a period say most, with how many say them."""
        with self._database.read() as connection:
            return frequent_words(connection, period, limit, tenant)

    def daily_words(
        self, words: Sequence[str], period: Period, tenant: str
    ) -> dict[str, dict[date, int]]:
        """How many complaints say each word, day by day."""
        with self._database.read() as connection:
            return daily_counts(connection, words, period, tenant)

    def instants(self, scope: Scope, least: int) -> list[tuple[datetime, int]]:
        """The exact times that at least `least` records of the scope share, with how many do."""
        n = func.count()
        query = select(feedback.c.time, n).where(*conditions(scope)).group_by(feedback.c.time)
        with self._database.read() as connection:
            return [(time, count) for time, count in connection.execute(query.having(n >= least))]


def _orders(faults: Sequence[str]) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """How many different orders there are, and how many that blame one of the faults."""
    blames = theme_condition(tuple(faults), (Sentiment.NEGATIVE,))
    order = feedback.c.order_id
    return func.count(order.distinct()), func.count(case((blames, order)).distinct())
