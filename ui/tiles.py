"""The numbers of the overview as HTML: tiles and the table of complaints."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.models import SMALL_SAMPLE, Figure
from assistant.tools.result import ToolResult
from prompts.formats import interval, number, signed
from ui.escaping import escape
from ui.markup import ask_button
from ui.wording import Texts

__all__ = ["Tile", "complaints_table", "tiles"]

RISE_IS_BAD = ("negative",)
RESTS_ON = {"nps": "from_answers", "csat": "from_ratings", "negative": "from_records"}


@dataclass(frozen=True, slots=True)
class Tile:
    """One number with its change. `verdict` says whether the change is more than chance."""

    name: str
    now: Figure
    change: Figure | None
    verdict: str
    asked: Mapping[str, str]


def tiles(every: Sequence[Tile], texts: Texts) -> str:
    return f'<div class="tiles">{"".join(_tile(each, texts) for each in every)}</div>'


def complaints_table(result: ToolResult, asked: Mapping[str, str], texts: Texts) -> str:
    """The most blamed themes, each with a button that asks about it."""
    heads = ("theme", "count", "share", "change", "status")
    head = "".join(f'<th scope="col">{escape(texts(f"overview.{each}"))}</th>' for each in heads)
    rows = "".join(_complaint(row, asked, texts) for row in result.data["themes"])
    return (
        f'<h2 class="sheet-title">{escape(texts("overview.complaints"))}</h2>'
        f'<div class="scroll"><table class="numbers"><thead><tr>{head}<td></td></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _tile(tile: Tile, texts: Texts) -> str:
    now = tile.now
    value = number(now) if now.n else texts("overview.no_data")
    if tile.name == "volume" and now.n:
        value = f"{now.n:,}"
    question = texts(f"overview.ask_{tile.name}", **tile.asked)
    return (
        f'<section class="tile"><h3>{escape(texts(f"overview.{tile.name}"))}</h3>'
        f'<p class="value{"" if now.n else " none"}">{escape(value)}</p>'
        f"{_change(tile, texts)}<p class='rests'>{escape(_rests(tile, texts))}</p>"
        f"{ask_button(question, texts)}</section>"
    )


def _change(tile: Tile, texts: Texts) -> str:
    if tile.change is None or tile.change.value is None:
        return f'<p class="change">{escape(texts("overview.no_change"))}</p>'
    said = texts("overview.before", change=signed(tile.change))
    mood, sign = "", ""
    if tile.verdict in ("up", "down"):
        good = (tile.verdict == "up") != (tile.name in RISE_IS_BAD)
        mood = " good" if good else " bad"
        sign = "▲ " if tile.verdict == "up" else "▼ "
    elif tile.verdict:
        said = f"{said} · {texts('overview.unclear')}"
    meaning = texts.word(tile.verdict, "verdict") if tile.verdict else ""
    return f'<p class="change{mood}" title="{escape(meaning)}">{sign}{escape(said)}</p>'


def _rests(tile: Tile, texts: Texts) -> str:
    """What the number rests on: its interval and how many records."""
    if tile.name not in RESTS_ON:
        return texts("overview.no_interval")
    parts = [texts(f"overview.{RESTS_ON[tile.name]}", n=f"{tile.now.n:,}")]
    bounds = interval(tile.now, texts.word("to", "plain"))
    if bounds:
        parts.insert(0, texts("overview.interval", interval=bounds))
    if 0 < tile.now.n < SMALL_SAMPLE:
        parts.append(texts("overview.small"))
    return " · ".join(parts)


def _complaint(row: Mapping[str, Any], asked: Mapping[str, str], texts: Texts) -> str:
    theme = texts.theme(row["theme"])
    status = str(row.get("status", ""))
    change = signed(row["count_change"]) if "count_change" in row else ""
    owner = texts.word(row["owner"], "owners") if row.get("owner") else ""
    question = texts("overview.ask_theme", theme=theme, **asked)
    return (
        f'<tr><th scope="row">{escape(theme)}<span class="owner">{escape(owner)}</span></th>'
        f"<td>{number(row['count'])}</td>"
        f"<td>{number(row['share'])}</td><td>{change}</td>"
        f"<td>{_status(status, texts)}</td>"
        f"<td>{ask_button(question, texts, short=True)}</td></tr>"
    )


def _status(status: str, texts: Texts) -> str:
    """ "" where nothing came before that it could be compared with."""
    if not status:
        return ""
    said = escape(texts.word(status, "status"))
    return f'<span class="status {escape(status)}">{said}</span>'
