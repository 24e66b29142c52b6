"""Small charts as inline SVG: no script, no request, they print as they are shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

__all__ = ["Bar", "Point", "bar_chart", "line_chart"]

WIDTH = 720
ROW = 30
NAME_WIDTH, VALUE_WIDTH = 190, 110
LINE_HEIGHT, MARGIN_LEFT, MARGIN = 220, 44, 22
ACCENT, PALE, INK, GRID = "#0f766e", "#b9cfcc", "#1c2430", "#d9dee5"
LONGEST_NAME = 24


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: a name, its length, the thin bar below it for the time before, and what is written
    beside it."""

    name: str
    value: float
    before: float | None
    label: str


@dataclass(frozen=True, slots=True)
class Point:
    """One place on a line, with its 95 % interval where it has one."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None


def bar_chart(bars: Sequence[Bar], title: str) -> str:
    """Horizontal bars in the order given; empty for none."""
    if not bars:
        return ""
    longest = max(max(bar.value, bar.before or 0) for bar in bars) or 1
    space = WIDTH - NAME_WIDTH - VALUE_WIDTH
    marks = []
    for row, bar in enumerate(bars):
        y = row * ROW
        marks.append(_text(NAME_WIDTH - 8, y + 17, _short(bar.name), "end"))
        width = space * bar.value / longest
        marks.append(_rect(NAME_WIDTH, y + 5, width, 12, ACCENT))
        if bar.before is not None:
            marks.append(_rect(NAME_WIDTH, y + 19, space * bar.before / longest, 4, PALE))
        marks.append(_text(NAME_WIDTH + width + 6, y + 16, bar.label))
    return _picture(marks, ROW * len(bars) + 4, title)


def line_chart(points: Sequence[Point], title: str) -> str:
    """A line of percentages over time with its band, from 0 up; empty for fewer than two points."""
    if len(points) < 2:
        return ""
    top = max(p.value if p.high is None else p.high for p in points) * 1.05 or 1
    right, bottom = WIDTH - MARGIN, LINE_HEIGHT - MARGIN
    step = (right - MARGIN_LEFT) / (len(points) - 1)

    def x(place: int) -> float:
        return MARGIN_LEFT + step * place

    def y(value: float) -> float:
        return bottom - (bottom - 8) * max(value, 0) / top

    marks = []
    for share in (0.0, 0.5, 1.0):
        level = top * share
        marks.append(
            f'<line x1="{MARGIN_LEFT}" x2="{right}" y1="{y(level):.1f}" y2="{y(level):.1f}" '
            f'stroke="{GRID}"/>'
        )
        marks.append(_text(MARGIN_LEFT - 6, y(level) + 4, f"{level:.0f}%", "end"))
    lows = [(x(i), y(p.value if p.low is None else p.low)) for i, p in enumerate(points)]
    highs = [(x(i), y(p.value if p.high is None else p.high)) for i, p in enumerate(points)]
    marks.append(f'<polygon points="{_places([*highs, *reversed(lows)])}" fill="{PALE}"/>')
    line = [(x(i), y(p.value)) for i, p in enumerate(points)]
    marks.append(
        f'<polyline points="{_places(line)}" fill="none" stroke="{ACCENT}" stroke-width="2"/>'
    )
    every = max(1, len(points) // 7)
    marks.extend(
        _text(x(place), LINE_HEIGHT - 4, points[place].name, "middle")
        for place in range(0, len(points), every)
    )
    return _picture(marks, LINE_HEIGHT, title)


def _picture(marks: Sequence[str], height: float, title: str) -> str:
    named = escape(title)
    return (
        f'<figure><svg viewBox="0 0 {WIDTH} {height:.0f}" width="100%" role="img" '
        f'aria-label="{named}" font-size="13" fill="{INK}">{"".join(marks)}</svg>'
        f"<figcaption>{named}</figcaption></figure>"
    )


def _text(x: float, y: float, said: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(said)}</text>'


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="2" '
        f'fill="{colour}"/>'
    )


def _places(places: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
