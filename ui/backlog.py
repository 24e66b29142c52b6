"""The replies that are open and overdue, as tiles of the overview."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from assistant.analytics.comparison import Verdict, difference_of_proportions
from assistant.analytics.intervals import wilson
from assistant.app import App
from assistant.models import Period, Scope
from assistant.replies.workflow.queue import Backlog
from assistant.tools.figures import amount, share
from ui.tiles import Tile

__all__ = ["backlog_tiles"]

COUNTS: Mapping[str, Callable[[Backlog], int]] = {
    "open": lambda each: each.waiting,
    "overdue": lambda each: each.overdue,
}


def backlog_tiles(
    app: App, scope: Scope, before: Period | None, asked: Mapping[str, str]
) -> list[Tile]:
    """What of the negative feedback of a scope waits for a reply and what is overdue, beside what
    did so at the end of the period `before`."""
    assert scope.period is not None
    now, then = _stood(app, scope), Backlog(0, 0, 0)
    if before:
        then = _stood(app, replace(scope, period=before))
    tiles = []
    for name, counted in COUNTS.items():
        part = share(f"{name}_share", wilson(counted(now), now.total), scope)
        moved = difference_of_proportions(counted(now), now.total, counted(then), then.total)
        more = counted(now) - counted(then)
        sure = (moved.verdict == Verdict.UP) == (more > 0)  # fewer can be a larger share
        verdict = str(moved.verdict if sure else Verdict.CANNOT_TELL)
        change = (
            amount(f"{name}_change", more, scope, then.total, "records") if then.total else None
        )
        value = amount(f"{name}_count", counted(now), scope, now.total, "records")
        tiles.append(Tile(name, value, change, verdict if change else "", asked, part))
    return tiles


def _stood(app: App, scope: Scope) -> Backlog:
    """At the end of the period of a scope, now where that is not over."""
    assert scope.period is not None
    queue = app.replies.queue
    return queue.stood(scope, queue.moment(scope.period.end, app.settings.zone))
