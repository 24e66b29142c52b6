"""Pictures of comparisons: journey stages, two sides, the parts of a change, loyalty by stars."""

from collections.abc import Callable, Mapping, Sequence

import plotly.graph_objects as go

from assistant.models import Figure, ToolCall
from ui.pictures.marks import ACCENT, BAND, FEWEST, bars, by_filter, dots, dressed
from ui.wording import Texts
from ui.workings import label

__all__ = ["DRAWERS"]


def _stages(_call: ToolCall, figures: Sequence[Figure], texts: Texts) -> "go.Figure | None":
    shares = by_filter(figures, "complaint_share", "stage")
    if len(shares) < FEWEST:
        return None
    names = [texts.known("stages", stage) for stage in shares]
    return dots(names, list(shares.values()), texts("charts.complaint_share"))


def _warnings(_call: ToolCall, figures: Sequence[Figure], texts: Texts) -> "go.Figure | None":
    scores = by_filter(figures, "warning_score", "product")
    if len(scores) < FEWEST:
        return None
    return bars(list(scores), list(scores.values()), texts("charts.warning_score"), ".1f")


def _parts(_call: ToolCall, figures: Sequence[Figure], texts: Texts) -> "go.Figure | None":
    parts = by_filter(figures, "part_of_change", "theme")
    if len(parts) < FEWEST:
        return None
    names = [texts.theme(theme) for theme in parts]
    return dots(names, list(parts.values()), texts("charts.part_of_change"))


def _sides(call: ToolCall, figures: Sequence[Figure], texts: Texts) -> "go.Figure | None":
    measure = str(call.args.get("measure", "rating_mean"))
    most = len(call.args.get("variants", ())) or 2
    sides = [f for f in figures if f.name == measure and f.value is not None][:most]
    if len(sides) < FEWEST:
        return None
    by = call.args.get("by")
    names = [
        label(str(by), side.filters[by][0], texts) if by else texts.answers.period(side.period)
        for side in sides
    ]
    return dots(names, sides, texts("charts.sides", metric=texts.title("figures", measure)))


def _loyalty(call: ToolCall, figures: Sequence[Figure], texts: Texts) -> "go.Figure | None":
    again = call.args.get("score") == "repurchase"
    levels = by_filter(figures, "repurchase_rate" if again else "nps", "rating")
    if len(levels) < FEWEST:
        return None
    points = [levels[level] for level in sorted(levels, key=float)]
    stars = sorted(float(level) for level in levels)
    zone = {f.name: f.value for f in figures if f.name in ("zone_low", "zone_high")}
    chart = go.Figure()
    chart.add_scatter(
        x=stars,
        y=[point.value for point in points],
        mode="lines+markers",
        line={"color": ACCENT, "width": 2.5},
        marker={"size": 8},
        customdata=[point.n for point in points],
        hovertemplate="%{x} ★: %{y:.1f} (n = %{customdata})<extra></extra>",
        showlegend=False,
    )
    if len(zone) == FEWEST:
        chart.add_vrect(x0=zone["zone_low"], x1=zone["zone_high"], fillcolor=BAND, line_width=0)
    return dressed(chart, texts("charts.repurchase" if again else "charts.loyalty"), 320)


DRAWERS: Mapping[str, Callable[[ToolCall, Sequence[Figure], Texts], "go.Figure | None"]] = {
    "stages": _stages,
    "early_warning": _warnings,
    "explain_change": _parts,
    "experiment": _sides,
    "loyalty_curve": _loyalty,
}
