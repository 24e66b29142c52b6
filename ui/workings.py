"""How an answer was computed: each tool call with its arguments and the figures it gave."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.models import Answer, Figure, Period, ToolCall
from prompts.formats import inert, interval, number
from ui.wording import Texts

__all__ = ["call_lines", "label", "period_of", "table_cell", "workings", "worth"]

MOST_FIGURES = 200
SETTINGS = (
    "ids", "about", "query", "by", "across", "a", "b", "variants", "control", "metric", "measure",
    "column", "score", "view", "difference", "margin", "design", "step", "top", "sort", "limit",
    "skip", "rank_by", "bound", "least", "stance", "kinds", "changed_on", "due_within_hours",
    "tone", "in_language", "version", "compare_to", "replay", "of_all",
)  # fmt: skip
LABEL_GROUPS = {
    "sentiment": "sentiments",
    "stance": "sentiments",
    "emotion": "emotions",
    "urgency": "urgencies",
    "language": "languages",
    "in_language": "languages",
    "kinds": "danger_kinds",
    "tone": "tones",
    "weekday": "week_parts",
    "day_kind": "week_parts",
}


def workings(answer: Answer, texts: Texts, turn: int | None = None) -> str:
    """Markdown for an answer: its calls in order, under each the figures it gave.

    With the number of its turn (from 1) each call has a link to run it again, which needs the
    day that the answer was computed on. At most MOST_FIGURES figures are shown in all.
    """
    figures = answer.figures
    left, parts = MOST_FIGURES, []
    for place, call in enumerate(answer.tools):
        again = turn is not None and answer.as_of is not None
        link = f" · [{texts('again.run')}](#again-{turn}-{place})" if again else ""
        head = f"**{texts.known('tools', call.name)}**{link}"
        parts.append("\n".join([head, "", *call_lines(call, texts)]))
        own = [figure for figure in figures if figure.tool == place][:left]
        left -= len(own)
        if own:
            parts.append(_table(own, texts))
    # Answers that were stored before figures knew their tool.
    apart = [figure for figure in figures if figure.tool is None][:left]
    if apart:
        parts.append(_table(apart, texts))
    if len(figures) > MOST_FIGURES:
        parts.append(texts("steps.more", n=len(figures) - MOST_FIGURES))
    handed_over = answer.mode == "llm" and answer.planned_by == "planner"
    whose = "llm_planned" if handed_over else answer.mode
    parts.append(f"*{texts(f'steps.{whose}', ms=answer.elapsed_ms)}*")
    return "\n\n".join(parts)


def call_lines(call: ToolCall, texts: Texts) -> list[str]:
    """The arguments of a call in words, one list item each; no days are assumed for feedback that
    is named by its ids."""
    lines, period = [], period_of(call.args, texts)
    if period or not call.args.get("ids"):
        lines.append(f"- {texts('steps.period')}: {period or texts('steps.assumed')}")
    lines.append(f"- {texts('steps.filters')}: {_filters(call.args, texts)}")
    settings = _settings(call.args, texts)
    if settings:
        lines.append(f"- {texts('steps.arguments')}: {settings}")
    return lines


def period_of(args: Mapping[str, Any], texts: Texts) -> str:
    """The period of a call in words, empty where it names none."""
    period = args.get("period")
    return texts.answers.period(Period.from_json(period)) if period else ""


def worth(figure: Figure, texts: Texts) -> str:
    """The value of a figure as it is read."""
    value = figure.value
    return table_cell(texts.theme(value) if isinstance(value, str) else number(figure))


def label(name: str, value: object, texts: Texts) -> str:
    """A value of a filter, a setting or a group as it is read: a theme, a language, stars, a day of
    the week; one that is a name stands for itself."""
    if value is True:
        return texts.word(name, "filters")
    if name in ("theme", "without_theme"):
        return texts.theme(str(value))
    if name == "rating":
        return f"{value} ★"
    return texts.word(value, LABEL_GROUPS.get(name, "plain"))


def table_cell(text: str) -> str:
    """Untrusted text inside a Markdown table."""
    return inert(text).replace("|", "\\|")


def _table(figures: Sequence[Figure], texts: Texts) -> str:
    heads = ("figure", "of", "value", "interval", "n", "period")
    lines = [
        "| " + " | ".join(texts(f"steps.column_{head}") for head in heads) + " |",
        "|:--|:--|--:|:--|--:|:--|",
    ]
    to = texts.word("to", "plain")
    for figure in figures:
        cells = (
            texts.known("figures", figure.name),
            _of(figure.filters, texts),
            worth(figure, texts),
            interval(figure, to),
            str(figure.n),
            texts.answers.period(figure.period),
        )
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _filters(args: Mapping[str, Any], texts: Texts) -> str:
    chosen = {
        name: values
        for name, values in args.items()
        if name != "period" and name not in SETTINGS and values
    }
    parts = [
        _values(name, values, texts)
        if values is True
        else f"{texts.word(name, 'filters')} = {_values(name, values, texts)}"
        for name, values in chosen.items()
    ]
    return "; ".join(parts) or texts("steps.none")


def _settings(args: Mapping[str, Any], texts: Texts) -> str:
    parts = []
    for name in SETTINGS:
        value = args.get(name)
        if value in (None, "", [], 0):
            continue
        if name == "compare_to":
            shown = texts.answers.period(Period.from_json(value))
        elif name == "bound":
            shown = f"{texts.known('arguments', value['side'])} {value['value']:g}"
        elif name in (*LABEL_GROUPS, "by", "across") or isinstance(value, list):
            shown = _values(name, value, texts)
        else:
            known = texts.known("arguments", str(value))
            shown = table_cell(texts.known("figures", known))
        told = texts.word(name, "filters") if name == "stance" else texts.known("arguments", name)
        parts.append(f"{told} = {shown}")
    return "; ".join(parts)


def _of(filters: Mapping[str, Any], texts: Texts) -> str:
    return ", ".join(_values(name, values, texts) for name, values in filters.items())


def _values(name: str, values: Any, texts: Texts) -> str:
    listed = values if isinstance(values, list | tuple) else [values]
    return table_cell(", ".join(label(name, value, texts) for value in listed))
