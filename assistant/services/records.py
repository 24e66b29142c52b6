"""One tenant's feedback, looked up: by id, by scope, and by what it names."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from assistant.models import Scope
from assistant.store.records import Record
from assistant.store.stores import Stores

__all__ = ["Records"]


class Records:
    """Reads this tenant's rows alone, whichever tenant a scope names."""

    def __init__(self, stores: Stores, tenant: str) -> None:
        self._feedback = stores.feedback
        self._tallies = stores.tallies
        self._tenant = tenant

    def get(self, feedback_id: str) -> Record:
        """The record of one id, in either case. Raises NotFoundError."""
        return self._feedback.get(feedback_id, self._tenant)

    def by_ids(self, ids: Sequence[str]) -> list[Record]:
        """The records of these ids, in their order; unknown ids are left out."""
        return self._feedback.by_ids(ids, self._tenant)

    def page(
        self, scope: Scope, limit: int, before: tuple[datetime, int] | None = None
    ) -> list[Record]:
        """The newest records of a scope; `before` is the time and the row of the last one seen."""
        return self._feedback.page(self._own(scope), limit, before)

    def newest(self, scope: Scope, limit: int) -> list[Record]:
        """The newest records of a scope that have a text."""
        return self._feedback.select(self._own(scope), limit=limit)

    def is_empty(self) -> bool:
        """Whether nothing is stored yet."""
        return not self._feedback.holds(self._tenant)

    def any(self, scope: Scope) -> bool:
        """Whether a scope holds a record."""
        return self._tallies.any(self._own(scope))

    def count(self, scope: Scope) -> int:
        """How many records a scope holds."""
        return self._tallies.count(self._own(scope))

    def span(self) -> tuple[date, date] | None:
        """The first and the last day with feedback, None where there is none."""
        return self._tallies.span(self._tenant)

    def values(self, column: str) -> list[str]:
        """The distinct values of a column, the most frequent first."""
        return self._tallies.values(column, self._tenant)

    def _own(self, scope: Scope) -> Scope:
        return replace(scope, tenant=self._tenant)
