"""How a plan is opened from what a person wishes: by the command line, the API and the window."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from assistant.app import App
from assistant.errors import InvalidInputError, NotFoundError
from assistant.models import Actor, Period, Scope
from assistant.plans.desk import Proposal
from assistant.plans.measures import Measure
from assistant.store.plans import Plan

__all__ = ["PlanWish", "change_plan", "open_plan", "propose_plan"]

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
    feedback: tuple[str, ...] = field(default=())


def propose_plan(app: App, wish: PlanWish, today: date) -> Proposal:
    """The plan of a wish with its baseline; nothing is stored.

    Raises InvalidInputError for a theme or product that is not known, NotFoundError for an alert
    or a feedback that is not there.
    """
    filters: Filters = {"theme": wish.themes, "product": wish.products}
    if wish.alert is not None:
        filters = {**filters, **_of_alert(app, wish.alert, today)}
    _check(app, filters, wish.feedback)
    period = Period(today - timedelta(days=wish.days - 1), today)
    scope = Scope(tenant=app.tenant, period=period, **filters)  # type: ignore[arg-type]
    proposal = app.plans.propose(wish.title, scope, today, wish.measure)
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


def open_plan(app: App, wish: PlanWish, who: Actor, today: date, reason: str | None = None) -> Plan:
    """Store the plan of a wish; raises as `propose_plan` does, and InvalidInputError for a plan
    without a title or with an impossible target. `reason` stands first in its history."""
    usual = "opened" if wish.alert is None else f"opened from the alert about {wish.alert}"
    plan = propose_plan(app, wish, today).plan
    return app.plans.open(plan, who, reason or usual, app.clock())


def change_plan(app: App, plan_id: str, given: Mapping[str, Any], who: Actor) -> Plan:
    """Fill in or correct a plan that was not begun; `given` are fields of Plan, of which
    `feedback` adds to what is there. Raises NotFoundError, InvalidInputError."""
    plan = app.plans.get(plan_id)
    added = tuple(given.get("feedback", ()))
    _check(app, {}, added)
    fresh = tuple(each for each in added if each not in plan.feedback)
    changed = replace(plan, **{**given, "feedback": (*plan.feedback, *fresh)})
    return app.plans.change(changed, who, app.clock())


def _of_alert(app: App, subject: str, today: date) -> Filters:
    """The filters that an open alert speaks of."""
    alerts = app.alerting.open_json(today)
    found = next((each for each in alerts if each["subject"] == subject), None)
    if found is None:
        named = ", ".join(sorted({each["subject"] for each in alerts})) or "none"
        raise NotFoundError(f"There is no open alert about {subject!r}; open are: {named}.")
    if subject in app.taxonomy.ids:
        return {"theme": (subject,)}
    if subject in app.tallies.values("product", app.tenant):
        return {"product": (subject,)}
    return {"words": (subject,)} if found["kind"] == "word" else {}


def _check(app: App, filters: Filters, feedback: tuple[str, ...]) -> None:
    app.taxonomy.check(filters.get("theme", ()))
    products = app.tallies.values("product", app.tenant)
    for product in filters.get("product", ()):
        if product not in products:
            raise InvalidInputError(f"No feedback names the product {product!r}; check its name.")
    for each in feedback:
        app.feedback.get(each, app.tenant)
