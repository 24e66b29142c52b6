"""How a plan is opened from what a person wishes: by the command line, the API and the window."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from assistant.errors import InvalidInputError, NotFoundError
from assistant.models import Actor, Period, Scope
from assistant.plans.desk import PlanDesk, Proposal
from assistant.plans.measures import Measure
from assistant.services.alerting import Alerting
from assistant.store.feedback import FeedbackStore
from assistant.store.plans import Plan
from assistant.store.tallies import Tallies
from assistant.understanding.themes import Taxonomy

__all__ = ["PlanWish", "PlanWishes"]

Filters = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWish:
    """What a person says of a plan; None is measured or suggested.

    `alert` is the subject of an open alert, which then says what the plan is about; `days` is the
    length of the baseline that ends with the day of the wish.
    """

    title: str
    themes: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    alert: str | None = None
    measure: Measure = Measure.COMPLAINT_SHARE
    days: int = 30
    target: float | None = None
    achievable: str = ""
    relevant: str = ""
    owner: str | None = None
    due: date | None = None
    feedback: tuple[str, ...] = ()


class PlanWishes:
    """Turns wishes into plans, checked against one tenant's feedback and alerts."""

    def __init__(
        self,
        *,
        plans: PlanDesk,
        alerting: Alerting,
        taxonomy: Taxonomy,
        tallies: Tallies,
        feedback: FeedbackStore,
        clock: Callable[[], datetime],
        tenant: str,
    ) -> None:
        self._plans = plans
        self._alerting = alerting
        self._taxonomy = taxonomy
        self._tallies = tallies
        self._feedback = feedback
        self._clock = clock
        self._tenant = tenant

    def propose(self, wish: PlanWish, today: date) -> Proposal:
        """The plan of a wish with its baseline; nothing is stored.

        Raises InvalidInputError for a theme or product that is not known and for a due day that
        is not to come, NotFoundError for an alert or a feedback that is not there.
        """
        filters: Filters = {"theme": wish.themes, "product": wish.products}
        if wish.alert is not None:
            filters = {**filters, **self._of_alert(wish.alert, today)}
        self._check(filters, wish.feedback)
        _check_due(wish.due, today)
        period = Period(today - timedelta(days=wish.days - 1), today)
        scope = Scope(tenant=self._tenant, period=period, **filters)  # type: ignore[arg-type]
        proposal = self._plans.propose(wish.title, scope, today, wish.measure)
        suggested = proposal.plan
        plan = replace(
            suggested,
            target=suggested.target if wish.target is None else wish.target,
            achievable=wish.achievable,
            relevant=wish.relevant,
            owner=wish.owner or suggested.owner,
            due=wish.due or suggested.due,
            feedback=wish.feedback,
        )
        return replace(proposal, plan=plan)

    def open(self, wish: PlanWish, who: Actor, today: date, reason: str | None = None) -> Plan:
        """Store the plan of a wish; raises as `propose` does, and InvalidInputError for a plan
        without a title or with an impossible target. `reason` stands first in its history."""
        usual = "opened" if wish.alert is None else f"opened from the alert about {wish.alert}"
        plan = self.propose(wish, today).plan
        return self._plans.open(plan, who, reason or usual, self._clock())

    def change(self, plan_id: str, given: Mapping[str, Any], who: Actor, today: date) -> Plan:
        """Fill in or correct a plan that was not begun; `given` are fields of Plan, of which
        `feedback` adds to what is there. Raises NotFoundError, InvalidInputError."""
        added = tuple(given.get("feedback", ()))
        self._check({}, added)
        _check_due(given.get("due"), today)

        def filled(plan: Plan) -> Plan:
            fresh = tuple(each for each in added if each not in plan.feedback)
            return replace(plan, **{**given, "feedback": (*plan.feedback, *fresh)})

        return self._plans.change(plan_id, filled, who, self._clock())

    def _of_alert(self, subject: str, today: date) -> Filters:
        """The filters that an open alert speaks of."""
        alerts = self._alerting.open(today)
        found = next((each for each in alerts if each.surge.subject == subject), None)
        if found is None:
            named = ", ".join(sorted({each.surge.subject for each in alerts})) or "none"
            raise NotFoundError(f"There is no open alert about {subject!r}; open are: {named}.")
        if subject in self._taxonomy.ids:
            return {"theme": (subject,)}
        if subject in self._tallies.values("product", self._tenant):
            return {"product": (subject,)}
        return {"words": (subject,)} if found.surge.kind == "word" else {}

    def _check(self, filters: Filters, feedback: tuple[str, ...]) -> None:
        self._taxonomy.check(filters.get("theme", ()))
        products = self._tallies.values("product", self._tenant)
        for product in filters.get("product", ()):
            if product not in products:
                raise InvalidInputError(
                    f"No feedback names the product {product!r}; check its name."
                )
        for each in feedback:
            self._feedback.get(each, self._tenant)


def _check_due(due: date | None, today: date) -> None:
    if due is not None and due <= today:
        raise InvalidInputError(
            f"A plan cannot be due on {due.isoformat()}; name a day after {today.isoformat()}."
        )
