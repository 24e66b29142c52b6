"""The balanced scorecard: what the store knows, what the shop brings, and what nobody brought yet.

Source: R. S. Kaplan & D. P. Norton (1992), Harvard Business Review 70(1), 71-79.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from typing import Any

from assistant.analytics.intervals import Estimate, wilson
from assistant.customers.defects import defect_rate
from assistant.models import Measure, Period, PlanState, Scope, ShopFigure
from assistant.plans.known_measures import MeasureEntry, Source, known_measures
from assistant.plans.measures import measure, percent
from assistant.replies.workflow.queue import ReplyQueue
from assistant.store.orders import OrderStore
from assistant.store.plans import Plan, PlanStore
from assistant.store.shop_figures import ShopFigures
from assistant.store.tallies import Tallies

__all__ = ["Cell", "Scorecards"]

PERSPECTIVES = ("finance", "customer", "process", "learning")
NOTHING = Estimate(None, None, None, 0)


@dataclass(frozen=True, slots=True)
class Cell:
    """One measure in a period.

    `value` has the value None where nothing is known; `source` missing then says that the shop has
    to import it. `before` is the value of the equally long period before. `met` is None without a
    target or a value; `names` are empty for a measure that the shop named itself.
    """

    perspective: str
    measure: str
    names: Mapping[str, str]
    unit: str
    value: Estimate
    before: float | None
    target: float | None
    source: Source
    met: bool | None


class Scorecards:
    """Fills the scorecard of one tenant from the stores."""

    def __init__(
        self,
        *,
        tallies: Tallies,
        orders: OrderStore,
        plans: PlanStore,
        figures: ShopFigures,
        replies: ReplyQueue,
        zone: tzinfo,
        tenant: str,
    ) -> None:
        self._tallies = tallies
        self._orders = orders
        self._plans = plans
        self._figures = figures
        self._replies = replies
        self._zone = zone
        self._tenant = tenant

    def cells(self, period: Period, until: date) -> list[Cell]:
        """The scorecard of a period: known measures in their order, then the shop's own.

        What the store computes goes before an imported value, which then gives the target alone;
        an import fills what the store cannot compute.
        """
        now = _by_measure(self._figures.all(self._tenant, period))
        earlier = _by_measure(self._figures.all(self._tenant, period.before()))
        cells = []
        for entry in known_measures().values():
            value = self._computed(entry, period, until)
            before = self._computed(entry, period.before(), period.before().end)
            cells.append(_cell(entry, value, before, now.get(entry.id), earlier.get(entry.id)))
        for name, rows in now.items():
            if name not in known_measures():
                own = MeasureEntry(
                    name, rows[-1].perspective, rows[-1].unit, True, "last", Source.MISSING, {}, ()
                )
                cells.append(_cell(own, NOTHING, NOTHING, rows, earlier.get(name)))
        return sorted(cells, key=lambda cell: PERSPECTIVES.index(cell.perspective))

    def _computed(self, entry: MeasureEntry, period: Period, until: date) -> Estimate:
        scope = Scope(tenant=self._tenant, period=period)
        if entry.source is Source.FEEDBACK:
            return self._of_feedback(entry.id, scope, until)
        if entry.source is Source.ORDERS:
            return self._of_orders(entry.id, period, until)
        if entry.source is Source.REPLIES:
            return self._of_replies(entry.id, scope, until)
        if entry.source is Source.PLANS:
            return self._completion(until)
        return NOTHING

    def _of_feedback(self, name: str, scope: Scope, until: date) -> Estimate:
        theme = {"delivery_complaints": "delivery", "service_complaints": "customer_service"}
        if name in theme:
            about = replace(scope, theme=(theme[name],))
            return measure(self._tallies, Measure.COMPLAINT_SHARE, about)
        if name == "defect_rate":
            return percent(defect_rate(self._tallies, self._orders, scope, until))
        return measure(self._tallies, Measure(name), scope)

    def _of_replies(self, name: str, scope: Scope, until: date) -> Estimate:
        """As it stood at the end of the day, so that both periods are cut off alike."""
        if not self._replies.answers_here(self._tenant):
            return NOTHING
        stats = self._replies.stats(scope, self._replies.moment(until, self._zone))
        return stats.median_hours if name == "response_time" else percent(stats.in_time)

    def _of_orders(self, name: str, period: Period, until: date) -> Estimate:
        if name == "repeat_customers":
            buyers = self._orders.buyers(self._tenant, until)
            active = [b for b in buyers if b.last >= period.start]
            return percent(wilson(sum(b.orders > 1 for b in active), len(active)))
        totals = self._orders.totals(self._tenant, period)
        if totals.spent is None or not totals.orders:
            return NOTHING
        value = totals.spent / totals.orders if name == "order_value" else totals.spent
        return Estimate(value, None, None, totals.orders)

    def _completion(self, until: date) -> Estimate:
        """Plans that went once around, of those that were made up to a day."""
        made = [p for p in self._plans.all(self._tenant) if p.history and p.history[0].day <= until]
        done = sum(_state_on(plan, until) is PlanState.ACT for plan in made)
        return percent(wilson(done, len(made)))


def _state_on(plan: Plan, day: date) -> PlanState:
    """The state of a plan at the end of a day on which it existed."""
    return [event for event in plan.history if event.day <= day][-1].state


def _by_measure(figures: Sequence[ShopFigure]) -> dict[str, list[ShopFigure]]:
    found: dict[str, list[ShopFigure]] = {}
    for figure in figures:
        found.setdefault(figure.measure, []).append(figure)
    return found


def _cell(
    entry: MeasureEntry,
    computed: Estimate,
    before: Estimate,
    rows: list[ShopFigure] | None,
    earlier: list[ShopFigure] | None,
) -> Cell:
    value, source = computed, entry.source
    past = before.value
    if value.value is None and rows:
        value = Estimate(_total(entry.total, [r.value for r in rows]), None, None, len(rows))
        past = _total(entry.total, [r.value for r in earlier]) if earlier else None
        source = Source.IMPORT
    elif value.value is None and source in (Source.ORDERS, Source.REPLIES):
        source = Source.MISSING
    targets: list[Any] = [r.target for r in rows or ()]
    target = None
    if targets and all(t is not None for t in targets):
        target = _total(entry.total, targets)
    met = None
    if target is not None and value.value is not None:
        met = value.value >= target if entry.higher_is_better else value.value <= target
    return Cell(
        entry.perspective, entry.id, entry.names, entry.unit, value, past, target, source, met
    )


def _total(how: str, values: Sequence[float]) -> float:
    if how == "sum":
        return sum(values)
    return values[-1] if how == "last" else sum(values) / len(values)
