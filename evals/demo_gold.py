"""The right answers about the demo shop, by pandas and statsmodels.

Nothing of the product's numbers is imported: periods and plain metrics come from `evals.gold`,
intervals and tests from statsmodels. `python -m evals.demo_gold` computes the answers anew and
writes them into evals/cases/demo_numbers.jsonl, one line a question in two languages:

    {"id": "…", "en": "…", "zh": "…", "spec": {…}, "expect": [{"name", "value", …}]}

A spec is one of `evals.gold`, or has a `kind`: interval, change, sides, needed, level. Only what
customers gave is asked for (scores, places, days), no label, so that the gold outlives the
understanding.
"""

import json
import math
from collections.abc import Callable, Mapping
from datetime import UTC, date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from assistant.demo.store import demo_feedback
from evals.gold import day_range, days_before, expected_figures

__all__ = ["AS_OF", "CASES", "demo_frame", "expected", "regenerate"]

CASES = Path(__file__).parent / "cases" / "demo_numbers.jsonl"
AS_OF = date(2026, 3, 13)
COLUMNS = ("rating", "nps", "ces", "product", "channel", "touchpoint", "segment")

Plain = dict[str, Any]


def demo_frame() -> pd.DataFrame:
    """What the customers of the demo shop gave, one row a record."""
    said = [item.feedback for item in demo_feedback(AS_OF, ZoneInfo("UTC"))]
    rows = [{name: getattr(each, name) for name in COLUMNS} for each in said]
    frame = pd.DataFrame(rows)
    frame["time"] = [each.time.astimezone(UTC).isoformat() for each in said]
    return frame


def expected(frame: pd.DataFrame, spec: Mapping[str, Any]) -> list[Plain]:
    """Every figure that an answer must hold; unrounded to six decimals."""
    kind = spec.get("kind")
    if kind:
        return KINDS[kind](frame, spec)
    # A group in which nobody answered is no group of the answer.
    figures = expected_figures(frame, spec, AS_OF)
    return [figure for figure in figures if figure["value"] is not None]


def _rows(frame: pd.DataFrame, days: tuple[date, date], filters: Mapping[str, Any]) -> pd.DataFrame:
    day = pd.to_datetime(frame["time"], utc=True).dt.date
    inside = (day >= days[0]) & (day <= days[1])
    for column, names in filters.items():
        inside &= frame[column].isin(names)
    return frame[inside]


def _values(rows: pd.DataFrame, metric: str) -> "np.ndarray[Any, Any]":
    """One number a record, whose mean is the metric: points, stars, 0/1 or 1-7."""
    if metric == "nps":
        marks = rows["nps"].dropna().astype(float)
        return np.where(marks >= 9, 100.0, np.where(marks <= 6, -100.0, 0.0))
    if metric == "ces":
        return rows["ces"].dropna().to_numpy(float)
    ratings = rows["rating"].dropna().to_numpy(float)
    return (ratings >= 4).astype(float) if metric == "csat" else ratings


def _bounds(values: "np.ndarray[Any, Any]", metric: str) -> tuple[float, float]:
    from statsmodels.stats.proportion import proportion_confint
    from statsmodels.stats.weightstats import DescrStatsW

    if metric == "csat":
        low, high = proportion_confint(values.sum(), len(values), method="wilson")
        return 100 * low, 100 * high
    if metric == "nps":
        half = 1.959963985 * values.std() / math.sqrt(len(values))
        return max(-100.0, values.mean() - half), min(100.0, values.mean() + half)
    low, high = DescrStatsW(values).tconfint_mean()
    return low, high


def _difference(
    a: "np.ndarray[Any, Any]", b: "np.ndarray[Any, Any]", metric: str
) -> tuple[float, float, float]:
    from statsmodels.stats.proportion import confint_proportions_2indep
    from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

    value = float(a.mean() - b.mean())
    if metric == "csat":
        low, high = confint_proportions_2indep(
            a.sum(), len(a), b.sum(), len(b), method="newcomb", compare="diff"
        )
        return 100 * value, 100 * low, 100 * high
    if metric == "nps":
        half = 1.959963985 * math.sqrt(a.var() / len(a) + b.var() / len(b))
        return value, value - half, value + half
    low, high = CompareMeans(DescrStatsW(a), DescrStatsW(b)).tconfint_diff(usevar="unequal")
    return value, low, high


def _interval(frame: pd.DataFrame, spec: Mapping[str, Any]) -> list[Plain]:
    """One metric with its interval."""
    days, filters = day_range(spec["period"], AS_OF), spec.get("filters", {})
    values = _values(_rows(frame, days, filters), spec["metric"])
    factor = 100 if spec["metric"] == "csat" else 1
    bounds = _bounds(values, spec["metric"])
    return [_plain(spec["metric"], factor * float(values.mean()), days, filters, *bounds)]


def _change(frame: pd.DataFrame, spec: Mapping[str, Any]) -> list[Plain]:
    """A metric, that of another period, and the difference with its interval."""
    metric, filters = spec["metric"], spec.get("filters", {})
    now = day_range(spec["period"], AS_OF)
    named = spec.get("compare", "before")
    then = days_before(spec["period"], AS_OF) if named == "before" else day_range(named, AS_OF)
    a, b = (_values(_rows(frame, days, filters), metric) for days in (now, then))
    factor = 100 if metric == "csat" else 1
    value, low, high = _difference(a, b, metric)
    return [
        _plain(metric, factor * float(a.mean()), now, filters),
        _plain(metric, factor * float(b.mean()), then, filters),
        _plain(f"{metric}_change", value, now, filters, low, high),
    ]


def _sides(frame: pd.DataFrame, spec: Mapping[str, Any]) -> list[Plain]:
    """Two groups of a column and the difference of a metric between them."""
    days, metric, by = day_range(spec["period"], AS_OF), spec["metric"], spec["by"]
    names = spec["names"]
    a, b = (_values(_rows(frame, days, {by: [name]}), metric) for name in names)
    factor = 100 if metric == "csat" else 1
    value, low, high = _difference(a, b, metric)
    sides = [
        _plain(metric, factor * float(values.mean()), days, {by: [name]}, *_bounds(values, metric))
        for name, values in zip(names, (a, b), strict=True)
    ]
    return [*sides, _plain(f"{metric}_ab_change", value, days, {by: [names[0]]}, low, high)]


def _needed(frame: pd.DataFrame, spec: Mapping[str, Any]) -> list[Plain]:
    """The answers that each of two groups needs for a difference of the NPS or the rating."""
    from statsmodels.stats.power import NormalIndPower

    days = day_range(spec["period"], AS_OF)
    metric = spec["metric"]
    values = _values(_rows(frame, days, {}), metric)
    spread = values.std(ddof=0 if metric == "nps" else 1)
    each = NormalIndPower().solve_power(spec["difference"] / spread, alpha=0.05, power=0.8)
    return [_plain("needed_each_count", math.ceil(each), days, {})]


def _level(frame: pd.DataFrame, spec: Mapping[str, Any]) -> list[Plain]:
    """The NPS at each star rating, and the correlation of both."""
    days = day_range(spec["period"], AS_OF)
    rows = _rows(frame, days, {}).dropna(subset=["rating", "nps"])
    points = pd.Series(_values(rows, "nps"), index=rows.index)
    found = [
        _plain("nps", float(of.mean()), days, {"rating": [f"{level:g}"]})
        for level, of in points.groupby(rows["rating"])
    ]
    together = float(np.corrcoef(rows["rating"].astype(float), points)[0, 1])
    return [*found, _plain("correlation", together, days, {})]


KINDS: Mapping[str, Callable[[pd.DataFrame, Mapping[str, Any]], list[Plain]]] = {
    "interval": _interval,
    "change": _change,
    "sides": _sides,
    "needed": _needed,
    "level": _level,
}


def _plain(
    name: str,
    value: float,
    days: tuple[date, date],
    filters: Mapping[str, Any],
    low: float | None = None,
    high: float | None = None,
) -> Plain:
    found: Plain = {
        "name": name,
        "value": value if isinstance(value, int) else round(value, 6),
        "period": {"start": days[0].isoformat(), "end": days[1].isoformat()},
        "filters": dict(filters),
    }
    if low is not None and high is not None:
        found |= {"low": round(float(low), 6), "high": round(float(high), 6)}
    return found


def regenerate(lines: str) -> str:
    """The JSONL text with `expect` of every line computed anew from its spec."""
    frame = demo_frame()
    written = []
    for line in lines.splitlines():
        case = json.loads(line)
        case["expect"] = expected(frame, case["spec"])
        written.append(json.dumps(case, ensure_ascii=False))
    return "".join(f"{line}\n" for line in written)


if __name__ == "__main__":
    CASES.write_text(regenerate(CASES.read_text(encoding="utf-8")), encoding="utf-8")
