"""The right answers to the questions about numbers, by plain pandas.

Nothing of the product is imported here: the definitions of period and metric are written down a
second time, so that a mistake in one of the two shows. `python -m evals.gold` computes the
answers anew and writes them into evals/cases/numbers.jsonl.

Each line of that file has a question and a spec that says what it asks for:

    {"metrics": ["nps"], "period": "last week", "filters": {"product": ["Kettle"]},
     "group": "channel", "compare": "before", "rank": "best"}

`period` is written as `day_range` reads it; `group` asks for one figure for each value of a
column; `compare` names the partner period, or "before"; `rank` asks for the best or worst value
of `group` by the one metric. Only metrics and period must be there.
"""

import json
import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from evals.cases.shop import make_shop

__all__ = ["CASES", "day_range", "days_before", "expected_figures", "measure", "regenerate"]

CASES = Path(__file__).parent / "cases" / "numbers.jsonl"

Days = tuple[date, date]
ONE_DAY = timedelta(days=1)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def day_range(period: str, as_of: date) -> Days:
    """First and last day of a period, both included.

    Read are: today, yesterday, this/last week/month/quarter/year, last N days, since DATE,
    DATE..DATE, a weekday (the latest one that is not after as_of), YYYY-MM, YYYY-QN, and default
    (the last 30 days). Raises ValueError for anything else.
    """
    if period == "default":
        return day_range("last 30 days", as_of)
    if found := re.fullmatch(r"last (\d+) days", period):
        return as_of - timedelta(days=int(found[1]) - 1), as_of
    if found := re.fullmatch(r"since (\S+)", period):
        return date.fromisoformat(found[1]), as_of
    if found := re.fullmatch(r"(\S+)\.\.(\S+)", period):
        return date.fromisoformat(found[1]), date.fromisoformat(found[2])
    if found := re.fullmatch(r"(\d{4})-(\d{2})", period):
        return _months(int(found[1]), int(found[2]), 1)
    if found := re.fullmatch(r"(\d{4})-Q([1-4])", period):
        return _months(int(found[1]), 3 * int(found[2]) - 2, 3)
    if period in WEEKDAYS:
        day = as_of - timedelta(days=(as_of.weekday() - WEEKDAYS.index(period)) % 7)
        return day, day
    if period in ("today", "yesterday"):
        day = as_of if period == "today" else as_of - ONE_DAY
        return day, day
    which, _, unit = period.partition(" ")
    start = _start_of(unit, as_of)
    if which == "this":
        return start, as_of
    if which == "last":
        return _start_of(unit, start - ONE_DAY), start - ONE_DAY
    raise ValueError(f"unknown period {period!r}")


def days_before(period: str, as_of: date) -> Days:
    """The partner of a period that is compared without naming one: as many days just before it;
    for this week the same weekdays of the week before."""
    start, end = day_range(period, as_of)
    length = timedelta(days=7) if period == "this week" else end - start + ONE_DAY
    return start - length, end - length


def _months(year: int, month: int, count: int) -> Days:
    following = date(year + (month + count > 12), (month + count - 1) % 12 + 1, 1)
    return date(year, month, 1), following - ONE_DAY


def _start_of(unit: str, day: date) -> date:
    starts = {
        "week": day - timedelta(days=day.weekday()),
        "month": day.replace(day=1),
        "quarter": day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1),
        "year": day.replace(month=1, day=1),
    }
    if unit not in starts:
        raise ValueError(f"unknown unit of time {unit!r}")
    return starts[unit]


def measure(rows: pd.DataFrame, metric: str) -> float | int | None:
    """One metric of some rows, unrounded; None where no row has what it needs.

    Shares, CSAT and NPS are in percent; the deviation is the sample's (n-1). Raises ValueError
    for an unknown metric.
    """
    if metric == "count":
        return len(rows)
    column = "nps" if metric in ("nps", "promoters_share", "detractors_share") else "rating"
    marks = rows[column].dropna().astype(float)
    if marks.empty or (metric == "rating_sd" and len(marks) < 2):
        return None
    if metric == "rating_mean":
        return float(marks.mean())
    if metric == "rating_sd":
        return float(marks.std(ddof=1))
    hits = {
        "csat": (marks >= 4).sum(),
        "promoters_share": (marks >= 9).sum(),
        "detractors_share": (marks <= 6).sum(),
        "nps": (marks >= 9).sum() - (marks <= 6).sum(),
    }
    if metric not in hits:
        raise ValueError(f"unknown metric {metric!r}")
    return float(100 * hits[metric] / len(marks))


def expected_figures(
    shop: pd.DataFrame, spec: Mapping[str, Any], as_of: date
) -> list[dict[str, Any]]:
    """Every figure that an answer to the spec must hold, with name, value, period and filters."""
    days = day_range(spec["period"], as_of)
    filters = spec.get("filters", {})
    if "rank" in spec:
        return _ranked(shop, spec, days)
    scopes = [filters]
    if "group" in spec:
        group = spec["group"]
        names = filters.get(group) or sorted(_within(shop, days, filters)[group].dropna().unique())
        scopes = [{**filters, group: [name]} for name in names]
    figures = []
    for scope in scopes:
        for metric in spec["metrics"]:
            figures.append(_figure(metric, _value(shop, metric, days, scope), days, scope))
            if "compare" in spec:
                partner = _partner(spec, as_of)
                figures += _change(shop, metric, days, partner, scope)
    return figures


def _ranked(shop: pd.DataFrame, spec: Mapping[str, Any], days: Days) -> list[dict[str, Any]]:
    group, filters = spec["group"], spec.get("filters", {})
    (metric,) = spec["metrics"]
    rows = _within(shop, days, filters)
    values = {name: measure(part, metric) for name, part in rows.groupby(group)}
    choose = max if spec["rank"] == "best" else min
    chosen = choose((value, name) for name, value in values.items() if value is not None)[1]
    scope = {**filters, group: [chosen]}
    return [
        _figure(f"{spec['rank']}_{group}", chosen, days, filters),
        _figure(metric, _value(shop, metric, days, scope), days, scope),
    ]


def _partner(spec: Mapping[str, Any], as_of: date) -> Days:
    if spec["compare"] == "before":
        return days_before(spec["period"], as_of)
    return day_range(spec["compare"], as_of)


def _change(
    shop: pd.DataFrame, metric: str, days: Days, partner: Days, scope: Mapping[str, Any]
) -> list[dict[str, Any]]:
    now, then = _value(shop, metric, days, scope), _value(shop, metric, partner, scope)
    change = None if now is None or then is None else now - then
    return [
        _figure(metric, then, partner, scope),
        _figure(f"{metric}_change", change, days, scope),
    ]


def _within(shop: pd.DataFrame, days: Days, filters: Mapping[str, Any]) -> pd.DataFrame:
    day = pd.to_datetime(shop["time"], utc=True).dt.date
    inside = (day >= days[0]) & (day <= days[1])
    for column, names in filters.items():
        inside &= shop[column].astype("string").isin(names).fillna(False)
    return shop[inside]


def _value(
    shop: pd.DataFrame, metric: str, days: Days, filters: Mapping[str, Any]
) -> float | int | None:
    return measure(_within(shop, days, filters), metric)


def _figure(
    name: str, value: float | str | None, days: Days, filters: Mapping[str, Any]
) -> dict[str, Any]:
    # Six decimals keep the file the same wherever the last bit of a float differs.
    shown = round(value, 6) if isinstance(value, float) else value
    period = {"start": days[0].isoformat(), "end": days[1].isoformat()}
    return {"name": name, "value": shown, "period": period, "filters": dict(filters)}


def regenerate(lines: str) -> str:
    """The JSONL text with `expect` of every line computed anew from its spec."""
    shop = make_shop()
    written = []
    for line in lines.splitlines():
        case = json.loads(line)
        as_of = date.fromisoformat(case["as_of"])
        case["expect"] = expected_figures(shop, case["spec"], as_of)
        written.append(json.dumps(case, ensure_ascii=False))
    return "".join(f"{line}\n" for line in written)


if __name__ == "__main__":
    CASES.write_text(regenerate(CASES.read_text(encoding="utf-8")), encoding="utf-8")
