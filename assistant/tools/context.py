"""What a tool may reach: the stores and the search of one tenant, on one as-of day.

Tools only read. What should be kept of a result stands in `ToolResult.remembered`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo
from typing import Protocol

from pydantic import BaseModel

from assistant.customers.book import CustomerBook
from assistant.kept import Kept
from assistant.models import Period, Scope
from assistant.models.vectors import Encode
from assistant.plans.desk import PlanDesk
from assistant.plans.scorecard import Scorecards
from assistant.replies.workflow.queue import ReplyQueue
from assistant.replies.writing.desk import ReplyDesk
from assistant.store.clusters import Clusters
from assistant.store.feedback import FeedbackStore
from assistant.store.tallies import Tallies
from assistant.tools.arguments import PeriodArg, ScopeArgs
from assistant.tools.open_surges import MOST_DAYS, KeptSurges
from assistant.tools.result import ToolResult
from assistant.understanding.lenses import LensFolder
from assistant.understanding.themes import Taxonomy

__all__ = ["DEFAULT_DAYS", "MOST_RESULTS", "Comparison", "KeptResults", "Search", "ToolContext"]

DEFAULT_DAYS = 30
MOST_RESULTS = 128

KeptResults = Kept[tuple[str, str, str, date, str | None], ToolResult]
"""Results of tools that rest on feedback alone, by tool, arguments, tenant, as-of day, reader."""


class Search(Protocol):
    """Candidate rows for a text, best first."""

    def rows(self, query: str, scope: Scope) -> list[int]: ...


@dataclass(frozen=True, slots=True)
class Comparison:
    """A scope and the same scope in the period that it is compared with."""

    now: Scope
    before: Scope
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ToolContext:
    """Handed to every tool call; tenant and as-of day come from here, never from a model."""

    feedback: FeedbackStore
    tallies: Tallies
    search: Search
    taxonomy: Taxonomy
    tenant: str
    as_of: date
    zone: tzinfo
    encode: Encode
    desk: ReplyDesk
    lenses: LensFolder
    replies: ReplyQueue
    plans: PlanDesk
    scorecards: Scorecards
    customers: CustomerBook
    clusters: Clusters
    surges: KeptSurges = field(default_factory=lambda: KeptSurges(MOST_DAYS))
    results: KeptResults = field(default_factory=lambda: KeptResults(MOST_RESULTS))
    reader: str | None = None
    """The language of who will read: quotes in it come first. None prefers none."""

    def kept(self, name: str, args: BaseModel, find: Callable[[], ToolResult]) -> ToolResult:
        """What `find` found before for these arguments, while it must still find the same.

        It may rest on feedback, its labels, the taxonomy, the as-of day and the reader alone.
        """
        state = self.tallies.state(self.tenant), self.taxonomy
        key = name, args.model_dump_json(), self.tenant, self.as_of, self.reader
        found = self.results.find(state, key)
        if found is None:
            found = find()
            self.results.keep(state, key, found)
        return found

    @property
    def moment(self) -> datetime:
        """When clocks are read: now, or the end of an as-of day that is over."""
        return self.replies.moment(self.as_of, self.zone)

    def day(self, moment: datetime) -> date:
        """The day of a moment in the configured time zone."""
        return moment.astimezone(self.zone).date()

    def last_days(self, days: int) -> Period:
        """So many whole days that end with the as-of day."""
        return Period(self.as_of - timedelta(days=days - 1), self.as_of)

    def scope(self, args: ScopeArgs) -> tuple[Scope, tuple[str, ...]]:
        """The scope of some arguments and the notes that it calls for.

        Raises InvalidInputError for a theme that the shop's taxonomy does not have.
        """
        self.taxonomy.check((*args.theme, *args.without_theme))
        default = self.last_days(DEFAULT_DAYS)
        notes = () if args.period else ("period_assumed",)
        return self.customers.as_written(args.scope(self.tenant, default)), notes

    def compared(self, args: ScopeArgs, compare_to: PeriodArg | None) -> Comparison:
        """The scope and its partner: the named one, else the equally long period just before.

        The present week is compared with the same weekdays of the week before.
        """
        scope, notes = self.scope(args)
        assert scope.period is not None
        before = compare_to.period() if compare_to else self.period_before(scope.period)
        return Comparison(scope, replace(scope, period=before), notes)

    def period_before(self, period: Period) -> Period:
        """The equally long period just before; for the present week the same weekdays before."""
        monday = self.as_of - timedelta(days=self.as_of.weekday())
        if period == Period(monday, self.as_of):
            return period.shifted(-7)
        return period.before()
