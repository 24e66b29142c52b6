"""The marks that pictures are made of: bars, dots with intervals, and their one look."""

from collections.abc import Sequence
from html import escape

import plotly.graph_objects as go

from assistant.models import Figure

__all__ = [
    "ACCENT",
    "APART",
    "BAND",
    "FEWEST",
    "MOST_BARS",
    "SECOND",
    "bars",
    "by_filter",
    "dots",
    "dressed",
    "short",
    "unit_of",
]

ACCENT = "#0f766e"
BAND = "rgba(15, 118, 110, 0.16)"
SECOND = "#b45309"
MUTED = "#64748b"
GRID = "rgba(100, 116, 139, 0.22)"
FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Micro Hei', sans-serif"
MOST_BARS = 12
FEWEST = 2
LONGEST_NAME = 26
APART = {"ticks": "outside", "ticklen": 6, "tickcolor": "rgba(0,0,0,0)"}
"""Keeps names away from their bars."""

NAMES = {"type": "category", "autorange": "reversed"} | APART
"""Of an axis of names, the first on top; Plotly would take some for days or numbers."""


def by_filter(figures: Sequence[Figure], name: str, by: str) -> dict[str, Figure]:
    """The figures of this name that stand for one value of the filter, in their order."""
    found: dict[str, Figure] = {}
    for figure in figures:
        values = figure.filters.get(by, ())
        if figure.name == name and len(values) == 1 and isinstance(figure.value, int | float):
            found[str(values[0])] = figure
    return found


def bars(
    names: Sequence[str], figures: Sequence[Figure], title: str, form: str = ".0f"
) -> "go.Figure":
    """Lying bars, the first on top, each with its number."""
    names, figures = [short(name) for name in names[:MOST_BARS]], figures[:MOST_BARS]
    unit = unit_of(figures)
    chart = go.Figure()
    chart.add_bar(
        x=[figure.value for figure in figures],
        y=names,
        orientation="h",
        marker={"color": ACCENT},
        text=[f"{figure.value:{form}}{unit}" for figure in figures],
        textposition="outside",
        cliponaxis=False,
        customdata=[figure.n for figure in figures],
        hovertemplate="%{y}: %{text} (n = %{customdata})<extra></extra>",
    )
    chart.update_layout(yaxis=NAMES | {"showgrid": False})
    chart.update_xaxes(ticksuffix=unit)
    return dressed(chart, title, 110 + 30 * len(names))


def dots(names: Sequence[str], figures: Sequence[Figure], title: str) -> "go.Figure":
    """Points with their 95 % intervals, the first on top."""
    names, figures = [short(name) for name in names[:MOST_BARS]], figures[:MOST_BARS]

    unit = unit_of(figures)

    def distance(figure: Figure, bound: float | None) -> float:
        return abs(bound - float(figure.value or 0)) if bound is not None else 0

    chart = go.Figure()
    chart.add_scatter(
        x=[figure.value for figure in figures],
        y=names,
        mode="markers",
        marker={"color": ACCENT, "size": 11},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [distance(figure, figure.high) for figure in figures],
            "arrayminus": [distance(figure, figure.low) for figure in figures],
            "color": MUTED,
            "thickness": 1.5,
            "width": 5,
        },
        customdata=[figure.n for figure in figures],
        hovertemplate=f"%{{y}}: %{{x:.1f}}{unit} (n = %{{customdata}})<extra></extra>",
    )
    chart.update_layout(yaxis=NAMES)
    chart.update_xaxes(ticksuffix=unit)
    return dressed(chart, title, 110 + 30 * len(names))


def dressed(chart: "go.Figure", title: str, height: int) -> "go.Figure":
    """The one look of all pictures; transparent, so that it fits light and dark."""
    chart.update_layout(
        title={"text": escape(title), "font": {"size": 14}, "x": 0, "xref": "container"},
        height=height,
        margin={"l": 8, "r": 28, "t": 44, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": 12, "color": MUTED},
        legend={"orientation": "h", "y": -0.14, "yanchor": "top", "x": 0, "xanchor": "left"},
        hoverlabel={"font": {"family": FONT}},
        bargap=0.32,
        dragmode=False,
    )
    chart.update_xaxes(gridcolor=GRID, zerolinecolor=GRID, automargin=True, fixedrange=True)
    chart.update_yaxes(gridcolor=GRID, zerolinecolor=GRID, automargin=True, fixedrange=True)
    return chart


def unit_of(figures: Sequence[Figure]) -> str:
    """What stands behind each number of an axis: a percent sign, or nothing."""
    return "%" if figures and figures[0].unit == "%" else ""


def short(name: str) -> str:
    """A name of untrusted data as an axis label: no markup, no longer than fits."""
    cut = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
    return escape(cut)
