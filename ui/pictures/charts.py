"""Pictures of an answer, drawn from its figures alone. Pure: figures in, a Plotly figure out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import plotly.graph_objects as go

from assistant.models import Figure, Period, ToolCall
from ui.pictures import comparisons
from ui.pictures.marks import (
    ACCENT,
    APART,
    BAND,
    FEWEST,
    MOST_BARS,
    SECOND,
    bars,
    by_filter,
    dots,
    dressed,
    short,
    unit_of,
)
from ui.wording import Texts
from ui.workings import label

__all__ = ["chart_of", "mark_alerts", "trend_chart"]

GROUP_FIGURES = {"nps": "nps", "csat": "csat", "sentiment": "negative_share", "volume": "count"}
FEW_DAYS = 6
NEAREST = 8
"""Two days nearer than this part of the whole axis would write over one another."""

THEME_FIGURES = {
    "complaints": ("complaint_count",),
    "themes": ("complaint_count", "praise_count", "theme_count"),
}


def chart_of(
    tools: Sequence[ToolCall], figures: Sequence[Figure], texts: Texts
) -> "go.Figure | None":
    """The picture of the last tool that has one; None where words say enough.

    A picture needs at least two marks: one bar alone says no more than its number.
    """
    for call in reversed(tools):
        draw = DRAWERS.get(call.name)
        chart = draw(call, figures, texts) if draw else None
        if chart is not None:
            return chart
    return None


def trend_chart(points: Sequence[Figure], title: str, texts: Texts) -> "go.Figure":
    """A number over time with its 95 % band; `points` are in the order of their periods."""
    days = [point.period.start.isoformat() for point in points if point.period]
    values, unit = [point.value for point in points], unit_of(points)
    chart = go.Figure()
    if all(point.low is not None and point.high is not None for point in points):
        chart.add_scatter(
            x=[*days, *reversed(days)],
            y=[*(p.high for p in points), *(p.low for p in reversed(points))],
            mode="lines",
            fill="toself",
            fillcolor=BAND,
            line={"width": 0},
            hoverinfo="skip",
            name=texts("charts.interval"),
        )
    chart.add_scatter(
        x=days,
        y=values,
        mode="lines+markers",
        line={"color": ACCENT, "width": 2.5},
        marker={"size": 7},
        name=title,
        customdata=[point.n for point in points],
        hovertemplate=f"%{{x}}<br>%{{y:.1f}}{unit} (n = %{{customdata}})<extra></extra>",
        showlegend=False,
    )
    # Plain numbers, as the names of months would be English in every language.
    chart.update_yaxes(ticksuffix=unit)
    far = days[0][:4] != days[-1][:4]
    chart.update_xaxes(tickformat="%Y-%m-%d" if far else "%m-%d", nticks=6)
    if len(days) < FEW_DAYS:  # between so few days Plotly would mark hours
        chart.update_xaxes(tickvals=_apart(points))
    return dressed(chart, title, 300)


def _apart(points: Sequence[Figure]) -> list[str]:
    """The first days of the points without those too near to the one before: a month that begins
    within a period of its own ("28 July, 1 August, 1 September")."""
    days = [point.period.start for point in points if point.period]
    marked = days[:1]
    for day in days[1:]:
        if (day - marked[-1]) * NEAREST >= days[-1] - days[0]:
            marked.append(day)
    return [day.isoformat() for day in marked]


def mark_alerts(chart: "go.Figure", by_day: Mapping[date, Sequence[str]], texts: Texts) -> None:
    """Mark on a chart over time the days on which alerts began, each with what they are about."""
    if not by_day:
        return
    days = [day.isoformat() for day in by_day]
    for day in days:
        chart.add_vline(x=day, line={"color": SECOND, "width": 1, "dash": "dot"})
    chart.add_scatter(
        x=days,
        y=[1] * len(days),
        yaxis="y2",
        mode="markers",
        marker={"symbol": "triangle-down", "size": 12, "color": SECOND},
        name=texts("charts.alert"),
        text=["<br>".join(map(short, about)) for about in by_day.values()],
        hovertemplate=f"{texts('charts.alert')}: %{{x}}<br>%{{text}}<extra></extra>",
    )
    chart.update_layout(yaxis2={"overlaying": "y", "range": [0, 1.04], "visible": False})


def _theme_bars(call: ToolCall, figures: Sequence[Figure], texts: Texts) -> "go.Figure | None":
    for name in THEME_FIGURES[call.name]:
        counted = by_filter(figures, name, "theme")
        if len(counted) >= FEWEST:
            names = [texts.theme(theme) for theme in counted]
            title = texts(f"charts.{name}")
            return bars(names, list(counted.values()), title)
    return None


def _priority_bars(_call: ToolCall, figures: Sequence[Figure], texts: Texts) -> "go.Figure | None":
    scored = by_filter(figures, "priority", "theme")
    if len(scored) < FEWEST:
        return None
    names = [texts.theme(theme) for theme in scored]
    return bars(names, list(scored.values()), texts("charts.priority"), ".3f")


def _groups(call: ToolCall, figures: Sequence[Figure], texts: Texts) -> "go.Figure | None":
    by = call.args.get("by")
    if not by:
        return None
    measured = by_filter(figures, GROUP_FIGURES[call.name], str(by))
    if by == "day":
        measured = dict(sorted(measured.items()))
    if len(measured) < FEWEST:
        return None
    key = {"sentiment": "negative"}.get(call.name, call.name)
    title = texts(f"charts.{key}_by", by=texts.word(by, "plain"))
    if by == "day" and len(measured) > MOST_BARS:
        days = [(date.fromisoformat(day), figure) for day, figure in measured.items()]
        points = [replace(figure, period=Period(day, day)) for day, figure in days]
        return trend_chart(points, title, texts)
    names = [label(str(by), name, texts) for name in measured]
    if call.name == "volume":
        return bars(names, list(measured.values()), title)
    return dots(names, list(measured.values()), title)


def _driver_dots(_call: ToolCall, figures: Sequence[Figure], texts: Texts) -> "go.Figure | None":
    effects = by_filter(figures, "driver_effect_change", "theme")
    if len(effects) < FEWEST:
        return None
    ordered = sorted(effects.items(), key=lambda pair: float(pair[1].value or 0))
    names = [texts.theme(theme) for theme, _ in ordered]
    return dots(names, [f for _, f in ordered], texts("charts.driver_effect_change"))


def _trend(call: ToolCall, figures: Sequence[Figure], texts: Texts) -> "go.Figure | None":
    metric = str(call.args.get("metric", "negative_share"))
    points = _course([f for f in figures if f.name == metric and f.value is not None])
    if len(points) < FEWEST:
        return None
    return trend_chart(points, texts("charts.trend", metric=texts.title("figures", metric)), texts)


def _course(figures: Sequence[Figure]) -> list[Figure]:
    """The longest run of figures whose periods follow one another; what is said of the whole, or of
    the days before and since, overlaps them."""
    runs: list[list[Figure]] = [[]]
    for figure in figures:
        if figure.period is None:
            continue
        before = runs[-1][-1].period if runs[-1] else None
        if before and figure.period.start <= before.end:
            runs.append([])
        runs[-1].append(figure)
    return max(runs, key=len)


def _pareto(_call: ToolCall, figures: Sequence[Figure], texts: Texts) -> "go.Figure | None":
    counts = by_filter(figures, "complaint_count", "theme")
    reached = by_filter(figures, "cumulative_share", "theme")
    themes = [theme for theme in counts if theme in reached]
    if len(themes) < FEWEST:
        return None
    names = [short(texts.theme(theme)) for theme in themes]
    chart = go.Figure()
    chart.add_bar(
        x=[counts[theme].value for theme in themes],
        y=names,
        orientation="h",
        marker={"color": ACCENT},
        name=texts("charts.count"),
        hovertemplate="%{y}: %{x}<extra></extra>",
    )
    chart.add_scatter(
        x=[reached[theme].value for theme in themes],
        y=names,
        xaxis="x2",
        mode="lines+markers",
        line={"color": SECOND, "width": 2.5},
        name=texts("charts.cumulative"),
        hovertemplate="%{y}: %{x:.1f}%<extra></extra>",
    )
    # Lying, as the names of themes fit beside the bars of the narrowest page.
    chart.update_layout(yaxis={"autorange": "reversed", "showgrid": False} | APART)
    drawn = dressed(chart, texts("charts.pareto"), 110 + 26 * len(names))
    drawn.update_layout(
        xaxis2={
            "overlaying": "x",
            "side": "top",
            "range": [0, 105],
            "showgrid": False,
            "zeroline": False,
            "ticksuffix": "%",
            "fixedrange": True,
        },
        legend={"y": -0.1},
        margin={"t": 64},
    )
    return drawn


DRAWERS: Mapping[str, Callable[[ToolCall, Sequence[Figure], Texts], "go.Figure | None"]] = {
    "complaints": _theme_bars,
    "themes": _theme_bars,
    "priority": _priority_bars,
    "drivers": _driver_dots,
    "pareto": _pareto,
    "trend": _trend,
    "nps": _groups,
    "csat": _groups,
    "sentiment": _groups,
    "volume": _groups,
    **comparisons.DRAWERS,
}
