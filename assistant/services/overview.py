"""What the overview shows beside the answers of the agent's tools: backlog and blame."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo

from assistant.analytics.comparison import Verdict, difference_of_proportions
from assistant.analytics.intervals import wilson
from assistant.models import Figure, Period, Scope, Sentiment
from assistant.replies.workflow.queue import Backlog, ReplyQueue
from assistant.store.tallies import Tallies
from assistant.store.theme_column import read_themes
from assistant.tools.figures import amount, share

__all__ = ["Blame", "Overview", "Standing"]

COUNTS: Mapping[str, Callable[[Backlog], int]] = {
    "open": lambda each: each.waiting,
    "overdue": lambda each: each.overdue,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How many replies are `open` or `overdue`, and which share of the negative feedback that is.

    `change` and `verdict` compare with the period before: None and "" where it had no negative
    feedback.
    """

    name: str
    count: Figure
    share: Figure
    change: Figure | None
    verdict: str


@dataclass(frozen=True, slots=True)
class Blame:
    """Records by product, the most first, and those by product and theme that blame the theme."""

    totals: Mapping[str, int]
    blamed: Counter[tuple[str, str]]


class Overview:
    """Figures of one shop for a glance; a scope of no records gives zeros."""

    def __init__(self, tallies: Tallies, queue: ReplyQueue, zone: tzinfo) -> None:
        self._tallies = tallies
        self._queue = queue
        self._zone = zone

    def backlog(self, scope: Scope, before: Period | None) -> list[Standing]:
        """What of the negative feedback of a scope, which has a period, waits for a reply and what
        is overdue, beside what did so at the end of the period `before`."""
        now, then = self._stood(scope), Backlog(0, 0, 0)
        if before:
            then = self._stood(replace(scope, period=before))
        standings = []
        for name, counted in COUNTS.items():
            part = share(f"{name}_share", wilson(counted(now), now.total), scope)
            moved = difference_of_proportions(counted(now), now.total, counted(then), then.total)
            more = counted(now) - counted(then)
            sure = (moved.verdict == Verdict.UP) == (more > 0)  # fewer can be a larger share
            verdict = str(moved.verdict if sure else Verdict.CANNOT_TELL)
            change = (
                amount(f"{name}_change", more, scope, then.total, "records") if then.total else None
            )
            count = amount(f"{name}_count", counted(now), scope, now.total, "records")
            standings.append(Standing(name, count, part, change, verdict if change else ""))
        return standings

    def _stood(self, scope: Scope) -> Backlog:
        """At the end of the period of a scope, now where that is not over."""
        assert scope.period is not None
        return self._queue.stood(scope, self._queue.moment(scope.period.end, self._zone))

    def blame(self, scope: Scope, most: int) -> Blame:
        """Which of the `most` named products are blamed for what."""
        totals: Counter[str] = Counter()
        blamed: Counter[tuple[str, str]] = Counter()
        for (product, spelled), n in self._tallies.by(scope, "product", "themes").items():
            if product is None:
                continue
            totals[product] += n
            for theme, stance in read_themes(spelled):
                if stance == Sentiment.NEGATIVE:
                    blamed[product, theme] += n
        return Blame(dict(totals.most_common(most)), blamed)
