"""Open alerts and product health as tables of the overview."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from assistant.tools.result import ToolResult
from prompts.formats import number
from ui.escaping import escape
from ui.markup import ask_button
from ui.tables import number_table
from ui.wording import Texts

__all__ = ["alert_subject", "alerts_table", "health_table"]

MOST_ALERTS = 8


def alerts_table(result: ToolResult, texts: Texts) -> str:
    """The open alerts, worst first, each a link to its checklist; or that there are none."""
    rows = result.data["alerts"][:MOST_ALERTS]
    title = f'<h2 class="sheet-title">{escape(texts("overview.alerts"))}</h2>'
    if not rows:
        none = escape(texts("plans.no_alerts"))
        return f'<div class="sheet">{title}<p class="quiet">{none}</p></div>'
    heads = ("alert", "severity", "since", "observed", "expected", "status")
    body = [_alert(row, texts) for row in rows]
    return (
        f'<div class="sheet">{title}<p class="quiet">{escape(texts("overview.alerts_note"))}</p>'
        f"{number_table(_heads(heads, texts), body)}"
        f'<p class="after">{ask_button(texts("overview.ask_alerts"), texts)}</p></div>'
    )


def health_table(result: ToolResult, asked: Mapping[str, str], texts: Texts) -> str:
    """Each product with its grade; "" where no feedback names a product."""
    rows = result.data["products"]
    if not rows:
        return ""
    heads = ("product", "grade", "negative_head", "urgent_head", "defects_head")
    body = [_product(row, asked, texts) for row in rows]
    return (
        f'<div class="sheet"><h2 class="sheet-title">{escape(texts("overview.health"))}</h2>'
        f"{number_table(_heads((*heads, ''), texts), body)}</div>"
    )


def alert_subject(kind: str, subject: str, texts: Texts) -> str:
    """What an alert is about, in words."""
    if subject == "shop":
        return texts("overview.shop")
    return texts.theme(subject) if kind == "theme" else subject


def _heads(names: tuple[str, ...], texts: Texts) -> list[str]:
    return [texts(f"overview.{each}") if each else "" for each in names]


def _alert(row: Mapping[str, Any], texts: Texts) -> list[str]:
    subject = alert_subject(row["kind"], str(row["subject"]), texts)
    loud = " rising" if row["severity"] in ("critical", "high") else ""
    late = " rising" if row["status"] == "overdue" else ""
    kind = texts.word(row["kind"], "kinds")
    return [
        f'<a href="#alert-{escape(quote(row["key"]))}">{escape(subject)}</a>'
        f'<span class="owner">{escape(kind)}</span>',
        f'<span class="status{loud}">{escape(texts.word(row["severity"], "urgencies"))}</span>',
        f"{row['day']:%m-%d}",
        number(row["observed"]),
        number(row["expected"]),
        f'<span class="status{late}">{escape(texts.word(row["status"], "status"))}</span>',
    ]


def _product(row: Mapping[str, Any], asked: Mapping[str, str], texts: Texts) -> list[str]:
    grade = str(row["grade"])
    mood = {"poor": "rising", "very_poor": "rising", "good": "falling", "excellent": "falling"}
    rests = texts("overview.from_records", n=f"{row['count'].n:,}")
    question = texts("overview.ask_product", product=row["name"], period=asked["period"])
    return [
        f'{escape(str(row["name"]))}<span class="owner">{escape(rests)}</span>',
        f'<span class="status {mood.get(grade, "")}">{escape(texts.word(grade, "grades"))}</span>',
        number(row["negative"]),
        number(row["urgent"]),
        number(row["defects"]),
        ask_button(question, texts, short=True),
    ]
