"""`hearken plans`: open, list, show, move and check action plans."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.options import AsOf, Json, Language, acting, opened
from assistant.cli.terminal import day_of, out, print_json
from assistant.models import Measure, PlanState

if TYPE_CHECKING:
    from assistant.app import App
    from assistant.plans.desk import PlanCheck

__all__ = ["plans"]

plans = typer.Typer(
    help="Action plans: a measure with baseline and target, an owner, a day, and a verdict.",
    no_args_is_help=True,
)


Who = Annotated[str | None, typer.Option("--who", help="Who acts; the login name, if left out.")]
PlanId = Annotated[str, typer.Argument(help="The id of a plan, like P1.")]
InLanguage = Annotated[Language, typer.Option("--language", help="The language to write in.")]
DAYS = 30


@plans.command("new")
def new(
    title: Annotated[str, typer.Argument(help="What is to change, in one sentence.")],
    theme: Annotated[list[str] | None, typer.Option(help="A theme; may be repeated.")] = None,
    product: Annotated[list[str] | None, typer.Option(help="A product; may be repeated.")] = None,
    alert: Annotated[
        str | None, typer.Option(help="The subject of an open alert, as `hearken alerts` names it.")
    ] = None,
    measure: Annotated[Measure, typer.Option(help="What it is judged by.")] = (
        Measure.COMPLAINT_SHARE
    ),
    days: Annotated[int, typer.Option(min=1, max=366, help="Days of the baseline.")] = DAYS,
    target: Annotated[float | None, typer.Option(help="The value to reach.")] = None,
    achievable: Annotated[str, typer.Option(help="Why it can be done.")] = "",
    relevant: Annotated[str, typer.Option(help="Why it matters.")] = "",
    owner: Annotated[str | None, typer.Option(help="Who answers for it.")] = None,
    due: Annotated[str | None, typer.Option(help="The day of the verdict.")] = None,
    feedback: Annotated[
        list[str] | None, typer.Option(help="The id of a feedback; may be repeated.")
    ] = None,
    who: Who = None,
    as_of: AsOf = None,
    language: InLanguage = Language.EN,
    as_json: Json = False,
) -> None:
    """Open a plan; what is left out is measured or suggested."""
    from assistant.services.plan_wishes import PlanWish

    wish = PlanWish(
        title=title,
        themes=tuple(theme or ()),
        products=tuple(product or ()),
        alert=alert,
        measure=measure,
        days=days,
        target=target,
        achievable=achievable,
        relevant=relevant,
        owner=owner,
        due=day_of(due, "--due"),
        feedback=tuple(feedback or ()),
    )
    with opened() as app:
        today = day_of(as_of) or app.today()
        checked = app.plans.check(app.plan_wishes.open(wish, acting(who), today), today)
        _tell(app, checked, today, language, as_json=as_json)


@plans.command("list")
def list_(
    state: Annotated[list[PlanState] | None, typer.Option(help="Plans in this state.")] = None,
    as_json: Json = False,
) -> None:
    """All plans, the oldest first."""
    with opened() as app:
        found = app.plans.all(state or ())
    if as_json:
        print_json([plan.as_json() for plan in found])
        return
    for plan in found:
        due = plan.due.isoformat() if plan.due else "no date"
        out(f"{plan.id} · {plan.state} · {plan.title} · {plan.owner or 'no owner'} · due {due}")
    if not found:
        out("There are no plans; `hearken plans new` opens one.")


@plans.command("show")
def show(
    plan_id: PlanId, as_of: AsOf = None, language: InLanguage = Language.EN, as_json: Json = False
) -> None:
    """One plan with its history and where its measure stands."""
    with _checked(plan_id, as_of) as (app, checked, today):
        _tell(app, checked, today, language, as_json=as_json, history=True)


@plans.command("move")
def move(
    plan_id: PlanId,
    state: Annotated[PlanState, typer.Argument(help="Where it goes.")],
    reason: Annotated[str, typer.Option(help="Why.")] = "",
    who: Who = None,
    as_json: Json = False,
) -> None:
    """Move a plan to its next state."""
    with opened() as app:
        plan = app.plans.move(plan_id, state, acting(who), reason, app.clock())
    if as_json:
        print_json(plan.as_json())
    else:
        out(f"{plan.id} stands at {plan.state}.")


@plans.command("edit")
def edit(
    plan_id: PlanId,
    target: Annotated[float | None, typer.Option(help="The value to reach.")] = None,
    achievable: Annotated[str | None, typer.Option(help="Why it can be done.")] = None,
    relevant: Annotated[str | None, typer.Option(help="Why it matters.")] = None,
    owner: Annotated[str | None, typer.Option(help="Who answers for it.")] = None,
    due: Annotated[str | None, typer.Option(help="The day of the verdict.")] = None,
    feedback: Annotated[
        list[str] | None, typer.Option(help="The id of a feedback; may be repeated.")
    ] = None,
    who: Who = None,
    language: InLanguage = Language.EN,
    as_json: Json = False,
) -> None:
    """Fill in or correct a plan that was not begun."""
    given: dict[str, Any] = {
        "target": target,
        "achievable": achievable,
        "relevant": relevant,
        "owner": owner,
        "due": day_of(due, "--due"),
        "feedback": feedback,
    }
    given = {name: value for name, value in given.items() if value is not None}
    with opened() as app:
        today = app.today()
        checked = app.plans.check(app.plan_wishes.change(plan_id, given, acting(who), today), today)
        _tell(app, checked, today, language, as_json=as_json)


@plans.command("check")
def check(
    plan_id: PlanId, as_of: AsOf = None, language: InLanguage = Language.EN, as_json: Json = False
) -> None:
    """What a plan lacks, one sentence each, and the verdict when it is due."""
    with _checked(plan_id, as_of) as (app, checked, today):
        if as_json:
            wording = app.wording(language)
            sentences = [wording.word(gap, "plan_gaps") for gap in checked.gaps]
            print_json(checked.as_json() | {"sentences": sentences})
        else:
            _tell(app, checked, today, language, as_json=False)


@contextmanager
def _checked(plan_id: str, as_of: str | None) -> "Iterator[tuple[App, PlanCheck, date]]":
    """A plan as it stands on a day, with the open App."""
    with opened() as app:
        today = day_of(as_of) or app.today()
        yield app, app.plans.check(app.plans.get(plan_id), today), today


def _tell(
    app: "App",
    checked: "PlanCheck",
    as_of: date,
    language: str,
    *,
    as_json: bool,
    history: bool = False,
) -> None:
    if as_json:
        print_json(checked.plan.as_json() | {"check": checked.as_json()})
        return
    from assistant.tools.plans import plan_row

    card = app.wording(language).render(
        "plan_card",
        p=plan_row(checked, as_of, app.tenant),
        filters=checked.plan.filters,
        gaps=checked.gaps,
        history=checked.plan.history if history else (),
    )
    out(card)
