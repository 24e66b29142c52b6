"""The numbers of the overview as HTML tiles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.models import SMALL_SAMPLE, Figure
from prompts.formats import interval, number, signed
from ui.escaping import escape
from ui.markup import ask_button
from ui.wording import Texts

__all__ = ["Tile", "tiles"]

RISE_IS_BAD = ("negative", "open", "overdue")
RESTS_ON = {"nps": "from_answers", "csat": "from_ratings", "negative": "from_records"}


@dataclass(frozen=True, slots=True)
class Tile:
    """One number with its change. `verdict` says whether the change is more than chance; `share`
    is the part of all that a count makes, where that has an interval."""

    name: str
    now: Figure
    change: Figure | None
    verdict: str
    asked: Mapping[str, str]
    share: Figure | None = None


def tiles(every: Sequence[Tile], texts: Texts) -> str:
    return f'<div class="tiles">{"".join(_tile(each, texts) for each in every)}</div>'


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
    if tile.share is not None:
        part, bounds = tile.share, interval(tile.share, texts.word("to", "plain"))
        said = texts("overview.of_negative", share=number(part), n=f"{part.n:,}")
        return f"{said} · {texts('overview.interval', interval=bounds)}" if bounds else said
    if tile.name not in RESTS_ON:
        return texts("overview.no_interval")
    parts = [texts(f"overview.{RESTS_ON[tile.name]}", n=f"{tile.now.n:,}")]
    bounds = interval(tile.now, texts.word("to", "plain"))
    if bounds:
        parts.insert(0, texts("overview.interval", interval=bounds))
    if 0 < tile.now.n < SMALL_SAMPLE:
        parts.append(texts("overview.small"))
    return " · ".join(parts)
