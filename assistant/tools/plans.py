"""Action plans: a draft that can be measured, and how the plans are doing. Changes nothing."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from assistant.analytics.intervals import wilson
from assistant.analytics.priority import rank_themes
from assistant.models import Figure, Measure, PlanState, Scope, Sentiment
from assistant.plans.desk import PlanCheck
from assistant.plans.smart import find_gaps
from assistant.store.plans import Plan
from assistant.tools.arguments import Arguments, Names, ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount, change, figure, name_of, share
from assistant.tools.mentions import impacts
from assistant.tools.quotes import evidence
from assistant.tools.result import ToolResult

__all__ = ["ActionPlanArgs", "PlanProgressArgs", "action_plan", "plan_progress", "plan_row"]

UNITS = {
    Measure.COMPLAINT_SHARE: "%",
    Measure.NPS: "points",
    Measure.CSAT: "%",
    Measure.RATING_MEAN: "stars",
}


class ActionPlanArgs(ScopeArgs):
    """What the plan is about: a theme, a product; the first priority, if neither is named."""

    measure: Annotated[Measure, Field(description="what the plan is judged by")] = (
        Measure.COMPLAINT_SHARE
    )


class PlanProgressArgs(Arguments):
    """Plans about these themes or products; all plans, if none is named."""

    theme: Names
    product: Names


def action_plan(args: ActionPlanArgs, context: ToolContext) -> ToolResult:
    """Draft an action plan (SMART) for a theme or product: the measure with its baseline from the
    store, a suggested target, the owner, the due date and first steps. Stores nothing."""
    scope, notes = context.scope(args)
    chosen = not scope.filters()
    if chosen:
        scope = _first_priority(scope, context)
        if not scope.theme:
            code = "no_complaints" if context.tallies.any(scope) else "no_data"
            return ToolResult(scope, {"baseline": None}, notes=(*notes, code))
    proposal = context.plans.propose("", scope, context.as_of, args.measure)
    plan, baseline, unit = proposal.plan, proposal.baseline, UNITS[args.measure]
    if baseline.value is None:
        return ToolResult(scope, {"baseline": None}, notes=(*notes, "no_data"))
    data: dict[str, Any] = {
        "themes": list(scope.theme),
        "products": list(scope.product),
        "measure": str(args.measure),
        "baseline": figure("plan_baseline", baseline, scope, unit),
        "target": amount("plan_target", plan.target, scope, baseline.n, unit),
        "owner": plan.owner,
        "due": plan.due,
        "enough": proposal.needed is None or baseline.n >= proposal.needed,
        "gaps": [str(gap) for gap in find_gaps(plan, context.as_of) if gap in SAID],
    }
    if chosen:
        data["first"] = name_of("first_priority", scope.theme[0], scope, baseline.n)
    if proposal.needed is not None:
        data["needed"] = amount("records_needed_count", proposal.needed, scope, baseline.n)
    every = replace(scope, theme=())
    worst = scope.theme or _first_priority(every, context).theme
    data["quotes"] = [
        each for theme in worst[:1] for each in evidence(every, theme, Sentiment.NEGATIVE, context)
    ]
    return ToolResult(scope, data, notes=notes)


SAID = frozenset(("no_owner", "no_achievable", "no_relevant"))
"""What a draft leaves to a person."""


def plan_progress(args: PlanProgressArgs, context: ToolContext) -> ToolResult:
    """How the action plans are doing: where each stands (plan, do, check, act), baseline, now and
    target, what is overdue, and for those that are due whether they worked."""
    scope = Scope(tenant=context.tenant, theme=tuple(args.theme), product=tuple(args.product))
    plans = [p for p in context.plans.all() if _is_about(p, args)]
    if not plans:
        return ToolResult(scope, {"plans": []}, notes=("no_plans",))
    done = sum(plan.is_done for plan in plans)
    overdue = [p for p in plans if p.due and p.due < context.as_of and not p.is_done]
    everything = Scope(tenant=context.tenant)
    n = len(plans)
    data: dict[str, Any] = {
        "count": amount("plan_count", n, everything, n),
        "done": amount("plans_done_count", done, everything, n),
        "completion": share("plan_completion", wilson(done, n), everything),
        "overdue": amount("plans_overdue_count", len(overdue), everything, n),
        "plans": [
            plan_row(context.plans.check(plan, context.as_of), context.as_of, context.tenant)
            for plan in plans
        ],
    }
    return ToolResult(scope, data)


def _first_priority(scope: Scope, context: ToolContext) -> Scope:
    assert scope.period is not None
    before = replace(scope, period=context.period_before(scope.period))
    ranked = rank_themes(impacts(context.tallies, scope, before))
    return replace(scope, theme=(ranked[0].theme,)) if ranked else scope


def _is_about(plan: Plan, args: PlanProgressArgs) -> bool:
    named = {"theme": args.theme, "product": args.product}
    return all(
        not values or set(values) & set(plan.filters.get(name, ()))
        for name, values in named.items()
    )


def plan_row(checked: PlanCheck, as_of: date, tenant: str) -> dict[str, Any]:
    """One plan as templates take it: baseline, target and where it stands are figures; what it
    lacks is named while it was not begun."""
    plan = checked.plan
    of = Measure(plan.measure)
    scope = Scope(tenant=tenant, period=plan.measured)
    mine = {"plan": plan.id}
    row: dict[str, Any] = {
        "plan": plan.id,
        "title": plan.title,
        "state": str(plan.state),
        "owner": plan.owner,
        "due": plan.due,
        "overdue": bool(plan.due and plan.due < as_of and not plan.is_done),
        "measure": str(of),
        "baseline": amount("plan_baseline", plan.baseline, scope, plan.baseline_n, UNITS[of], mine),
        "target": amount("plan_target", plan.target, scope, plan.baseline_n, UNITS[of], mine),
        "gaps": [str(gap) for gap in checked.gaps] if plan.state is PlanState.PLAN else [],
    }
    return row | _standing(checked, of, tenant)


def _standing(checked: PlanCheck, of: Measure, tenant: str) -> dict[str, Figure | Any]:
    """Where the measure of a plan that was begun stands, and the verdict when it is due."""
    if checked.now is None:
        return {}
    scope = Scope(tenant=tenant, period=checked.period)
    mine = {"plan": checked.plan.id}
    found: dict[str, Any] = {"now": figure("plan_now", checked.now, scope, UNITS[of], mine)}
    if outcome := checked.outcome:
        unit = "stars" if of is Measure.RATING_MEAN else "points"
        found["verdict"] = str(outcome.verdict)
        found["reached"] = outcome.target_reached
        found["before"] = figure("plan_before", outcome.before, scope, UNITS[of], mine)
        found["change"] = change("plan_change", outcome.difference, scope, unit, mine)
    return found
