"""What to fix first: the themes by priority, each with its parts, its complaints and its change."""

from collections.abc import Mapping
from typing import Any

from assistant.tools.result import ToolResult
from prompts.formats import number, signed
from ui.escaping import escape
from ui.markup import ask_button
from ui.tables import number_table
from ui.wording import Texts

__all__ = ["priority_table"]

PARTS = ("urgency", "reach", "severity", "trend")
HEADS = (
    "theme",
    "score",
    "urgency",
    "reach",
    "severity",
    "trend_part",
    "count",
    "share",
    "change",
    "status",
)


def priority_table(
    ranked: ToolResult,
    complaints: ToolResult,
    pareto: ToolResult,
    asked: Mapping[str, str],
    texts: Texts,
) -> str:
    """The themes in the order of `ranked`, each with a button that asks about it; those that make
    most of the complaints are marked. "" where nobody complains."""
    if not ranked.data["rows"]:
        return ""
    counted = {row["theme"]: row for row in complaints.data["themes"]}
    vital = pareto.data["vital"]
    heads = [texts(f"overview.{each}") for each in HEADS]
    most = ranked.data["rows"][0]["score"].value
    rows = [
        _row(
            row,
            row["score"].value / most,
            counted.get(row["theme"], {}),
            row["theme"] in vital,
            asked,
            texts,
        )
        for row in ranked.data["rows"]
    ]
    question = texts("overview.ask_priority", **asked)
    return (
        f'<div class="sheet"><h2 class="sheet-title">{escape(texts("overview.priority"))}</h2>'
        f'<p class="quiet">{escape(texts("overview.priority_note"))}</p>'
        f"{number_table([*heads, ''], rows)}"
        f'<p class="after">{ask_button(question, texts)}</p></div>'
    )


def _row(
    row: Mapping[str, Any],
    height: float,
    counted: Mapping[str, Any],
    vital: bool,
    asked: Mapping[str, str],
    texts: Texts,
) -> list[str]:
    theme = texts.theme(row["theme"])
    owner = texts.word(row["owner"], "owners") if row.get("owner") else ""
    few = f' <span class="tag">{escape(texts("overview.vital"))}</span>' if vital else ""
    question = texts("overview.ask_theme", theme=theme, **asked)
    return [
        f'{number(row["rank"])}. {escape(theme)}{few}<span class="owner">{escape(owner)}</span>',
        f'<span class="bar" style="--part: {height:.2f}" role="img" '
        f'aria-label="{row["score"].value:.3f}" title="{row["score"].value:.3f}"></span>',
        *(number(row[part]) for part in PARTS),
        number(row["count"]),
        number(counted["share"]) if "share" in counted else "",
        signed(counted["count_change"]) if "count_change" in counted else "",
        _status(str(counted.get("status", "")), texts),
        ask_button(question, texts, short=True),
    ]


def _status(status: str, texts: Texts) -> str:
    """ "" where nothing came before that it could be compared with."""
    if not status:
        return ""
    said = escape(texts.word(status, "status"))
    return f'<span class="status {escape(status)}">{said}</span>'
