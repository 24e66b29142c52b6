"""Action plans as a board of the four states, and the balanced scorecard as a table."""

from collections.abc import Mapping, Sequence

from assistant.models import PlanState
from assistant.plans.desk import PlanCheck
from assistant.plans.scorecard import Cell
from assistant.store.plans import Plan
from ui.escaping import escape
from ui.wording import Texts

__all__ = ["board_html", "plan_html", "scorecard_html"]

PERSPECTIVES = ("finance", "customer", "process", "learning")


def board_html(plans: Sequence[Plan], texts: Texts) -> str:
    """Four columns, from plan to act."""
    columns = "".join(
        f"<section><h3>{escape(texts(f'plans.state_{state}'))}</h3>"
        f"{''.join(_ticket(plan, texts) for plan in plans if plan.state is state)}</section>"
        for state in PlanState
    )
    return f'<div class="board">{columns}</div>'


def plan_html(checked: PlanCheck, texts: Texts) -> str:
    """One plan with what it lacks, where its measure stands, its verdict and its history."""
    plan, outcome = checked.plan, checked.outcome
    measure = texts(f"plans.measure_{plan.measure}")
    rows = [
        (texts("plans.measure"), measure),
        (texts("plans.baseline"), _value(plan.baseline, plan.baseline_n, texts)),
        (texts("plans.target"), _number(plan.target, texts)),
        (
            texts("plans.owner"),
            texts.word(plan.owner, "owners") if plan.owner else texts("plans.nobody"),
        ),
        (texts("plans.due"), plan.due.isoformat() if plan.due else texts("plans.no_day")),
    ]
    if checked.now is not None:
        rows.append((texts("plans.now"), _value(checked.now.value, checked.now.n, texts)))
    if outcome is not None:
        rows.append((texts("plans.verdict"), texts(f"plans.verdict_{outcome.verdict}")))
    facts = "".join(f"<dt>{escape(k)}</dt><dd>{escape(v)}</dd>" for k, v in rows)
    gaps = "".join(f"<li>{escape(texts(f'plans.gap_{gap}'))}</li>" for gap in checked.gaps)
    lacks = f"<h4>{escape(texts('plans.lacks'))}</h4><ul>{gaps}</ul>" if gaps else ""
    history = "".join(
        f"<li>{escape(texts(f'plans.state_{event.state}'))}: {escape(event.reason)} "
        f'<span class="quiet">{escape(event.who)}, {event.day.isoformat()}</span></li>'
        for event in reversed(plan.history)
    )
    return (
        f'<div class="sheet"><h3 class="sheet-title">{escape(plan.id)} · {escape(plan.title)}</h3>'
        f"<dl>{facts}</dl>{lacks}<h4>{escape(texts('plans.history'))}</h4><ul>{history}</ul></div>"
    )


def scorecard_html(cells: Sequence[Cell], texts: Texts) -> str:
    """Measures by perspective: value, value before, target, and where the value comes from."""
    heads = ("measure", "value", "before", "target", "source")
    head = "".join(
        f'<th scope="col" class="{each}">{escape(texts(f"scorecard.{each}"))}</th>'
        for each in heads
    )
    body = ""
    for perspective in PERSPECTIVES:
        some = [cell for cell in cells if cell.perspective == perspective]
        name = escape(texts(f"scorecard.{perspective}"))
        body += f'<tr class="group"><th scope="rowgroup" colspan="5">{name}</th></tr>'
        body += "".join(_cell(cell, texts) for cell in some)
    return (
        '<div class="sheet"><div class="scroll"><table class="numbers stack"><thead><tr>'
        f"{head}</tr></thead><tbody>{body}</tbody></table></div></div>"
    )


def _ticket(plan: Plan, texts: Texts) -> str:
    due = plan.due.isoformat() if plan.due else texts("plans.no_day")
    about = ", ".join(_subjects(plan.filters, texts))
    owner = _owner(plan, texts)
    return (
        f'<button type="button" class="ticket" data-plan="{escape(plan.id)}">'
        f"<b>{escape(plan.id)}</b> {escape(plan.title)}"
        f'<span class="quiet">{escape(" · ".join(filter(None, (about, owner, due))))}</span>'
        "</button>"
    )


def _owner(plan: Plan, texts: Texts) -> str:
    return texts.word(plan.owner, "owners") if plan.owner else ""


def _subjects(filters: Mapping[str, Sequence[str]], texts: Texts) -> list[str]:
    return [
        texts.theme(value) if name == "theme" else str(value)
        for name in ("theme", "product", "channel")
        for value in filters.get(name, ())
    ]


def _cell(cell: Cell, texts: Texts) -> str:
    name = cell.names.get(texts.language, cell.measure)
    unit = "%" if cell.unit == "%" else ""
    word = texts.word(cell.unit, "units")
    if not unit and word not in name.lower():
        name = f"{name} ({word})"
    value = escape(_number(cell.value.value, texts, unit))
    if cell.met is not None:
        mood, told = ("falling", "met") if cell.met else ("rising", "missed")
        title = escape(texts(f"scorecard.{told}"))
        value = f'<span class="status {mood}" title="{title}">{value}</span>'
    said = {
        "value": value,
        "before": escape(_number(cell.before, texts, unit)),
        "target": escape(_number(cell.target, texts, unit)),
        "source": escape(texts(f"scorecard.source_{cell.source}")),
    }
    nothing = escape(_number(None, texts))
    cells = "".join(
        f'<td class="{each}{" nothing" if one == nothing else ""}" '
        f'data-label="{escape(texts(f"scorecard.{each}"))}">{one}</td>'
        for each, one in said.items()
    )
    return f'<tr><th scope="row">{escape(name)}</th>{cells}</tr>'


def _number(value: float | None, texts: Texts, unit: str = "") -> str:
    return texts("plans.none") if value is None else f"{value:,.1f}{unit}"


def _value(value: float | None, n: int, texts: Texts) -> str:
    return texts("plans.none") if value is None else texts("plans.of_n", value=f"{value:,.1f}", n=n)
