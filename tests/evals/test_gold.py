import csv
import json
import statistics
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.cases.shop import write_shop
from evals.gold import CASES, day_range, days_before, measure, regenerate
from evals.numbers import decimals

AS_OF = date(2026, 3, 13)  # a Friday

# Worked out on a calendar sheet, not by code.
PERIODS = [
    ("today", "2026-03-13", "2026-03-13"),
    ("yesterday", "2026-03-12", "2026-03-12"),
    ("this week", "2026-03-09", "2026-03-13"),
    ("last week", "2026-03-02", "2026-03-08"),
    ("this month", "2026-03-01", "2026-03-13"),
    ("last month", "2026-02-01", "2026-02-28"),
    ("this quarter", "2026-01-01", "2026-03-13"),
    ("last quarter", "2025-10-01", "2025-12-31"),
    ("this year", "2026-01-01", "2026-03-13"),
    ("last year", "2025-01-01", "2025-12-31"),
    ("last 7 days", "2026-03-07", "2026-03-13"),
    ("last 14 days", "2026-02-28", "2026-03-13"),
    ("last 30 days", "2026-02-12", "2026-03-13"),
    ("last 60 days", "2026-01-13", "2026-03-13"),
    ("last 90 days", "2025-12-14", "2026-03-13"),
    ("default", "2026-02-12", "2026-03-13"),
    ("since 2026-02-01", "2026-02-01", "2026-03-13"),
    ("2026-01-10..2026-02-20", "2026-01-10", "2026-02-20"),
    ("2025-11", "2025-11-01", "2025-11-30"),
    ("2025-12", "2025-12-01", "2025-12-31"),
    ("2026-02", "2026-02-01", "2026-02-28"),
    ("2025-Q4", "2025-10-01", "2025-12-31"),
    ("2025-Q3", "2025-07-01", "2025-09-30"),
    ("monday", "2026-03-09", "2026-03-09"),
    ("wednesday", "2026-03-11", "2026-03-11"),
    ("friday", "2026-03-13", "2026-03-13"),
    ("saturday", "2026-03-07", "2026-03-07"),
    ("sunday", "2026-03-08", "2026-03-08"),
]
PARTNERS = [
    ("this week", "2026-03-02", "2026-03-06"),
    ("last week", "2026-02-23", "2026-03-01"),
    ("last 7 days", "2026-02-28", "2026-03-06"),
    ("last 30 days", "2026-01-13", "2026-02-11"),
    ("yesterday", "2026-03-11", "2026-03-11"),
    ("this month", "2026-02-16", "2026-02-28"),
]


@pytest.fixture(scope="module")
def cases() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    path: Path = tmp_path_factory.mktemp("shop") / "shop.csv"
    write_shop(path)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["day"] = datetime.fromisoformat(row["time"]).astimezone(UTC).date().isoformat()
    return rows


@pytest.mark.parametrize(("period", "start", "end"), PERIODS)
def test_periods_against_the_calendar_sheet(period: str, start: str, end: str) -> None:
    assert day_range(period, AS_OF) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(("period", "start", "end"), PARTNERS)
def test_partners_against_the_calendar_sheet(period: str, start: str, end: str) -> None:
    assert days_before(period, AS_OF) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("period", "as_of", "start", "end"),
    [
        ("last month", "2026-01-31", "2025-12-01", "2025-12-31"),
        ("last month", "2024-03-31", "2024-02-01", "2024-02-29"),
        ("last quarter", "2026-04-01", "2026-01-01", "2026-03-31"),
        ("last week", "2026-01-01", "2025-12-22", "2025-12-28"),
        ("this week", "2026-01-01", "2025-12-29", "2026-01-01"),
        ("monday", "2026-03-09", "2026-03-09", "2026-03-09"),
    ],
)
def test_periods_across_the_ends_of_years(period: str, as_of: str, start: str, end: str) -> None:
    expected = (date.fromisoformat(start), date.fromisoformat(end))
    assert day_range(period, date.fromisoformat(as_of)) == expected


@given(
    as_of=st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)),
    unit=st.sampled_from(["week", "month", "quarter", "year"]),
)
def test_the_last_one_ends_where_this_one_starts(as_of: date, unit: str) -> None:
    start, end = day_range(f"this {unit}", as_of)
    first, last = day_range(f"last {unit}", as_of)
    assert first < last == start - timedelta(days=1)
    assert start <= end == as_of
    assert day_range(f"this {unit}", last) == (first, last)


@pytest.mark.parametrize("period", ["next week", "this decade", "someday", "2026-13", ""])
def test_an_unknown_period_is_refused(period: str) -> None:
    with pytest.raises(ValueError, match=r"unknown|month must be"):
        day_range(period, AS_OF)


def test_metrics_of_a_handful_of_rows() -> None:
    rows = pd.DataFrame({"rating": [5, 4, 3, 1, None], "nps": [10, 9, 8, 6, None]}, dtype="Int64")
    found = {name: measure(rows, name) for name in ("nps", "csat", "rating_mean", "count")}
    assert found == {"nps": 25.0, "csat": 50.0, "rating_mean": 3.25, "count": 5}
    assert measure(rows, "promoters_share") == 50.0
    assert measure(rows, "detractors_share") == 25.0
    # squared deviations of 5, 4, 3, 1 from 3.25 add up to 8.75
    assert measure(rows, "rating_sd") == pytest.approx((8.75 / 3) ** 0.5)


def test_no_marks_are_no_data_and_an_unknown_metric_is_refused() -> None:
    empty = pd.DataFrame({"rating": [None], "nps": [None]}, dtype="Int64")
    assert measure(empty, "nps") is None
    assert measure(empty, "rating_sd") is None
    with pytest.raises(ValueError, match="happiness"):
        measure(pd.DataFrame({"rating": [5], "nps": [9]}), "happiness")


def test_the_committed_cases_are_what_the_gold_computes() -> None:
    committed = CASES.read_text(encoding="utf-8")
    assert regenerate(committed) == committed


def test_there_are_a_hundred_questions_half_of_them_chinese(cases: list[dict[str, Any]]) -> None:
    languages = [case["language"] for case in cases]
    assert len(cases) >= 100
    assert languages.count("zh") == languages.count("en") == len(cases) / 2
    assert len({case["id"] for case in cases}) == len(cases)
    assert len({case["question"] for case in cases}) == len(cases)
    assert {case["as_of"] for case in cases} == {"2026-03-13"}


def test_the_cases_ask_for_each_kind_of_period_and_figure(cases: list[dict[str, Any]]) -> None:
    kinds = {"today", "yesterday", "default", "monday", "last 7 days", "2026-02", "2025-Q4"}
    kinds |= {f"{which} {unit}" for which in ("this", "last") for unit in ("week", "month", "year")}
    kinds |= {"this quarter", "last quarter", "since 2026-02-01", "2025-11-01..2025-11-30"}
    figures = {"nps", "promoters_share", "detractors_share", "csat", "rating_mean", "rating_sd"}
    figures |= {"count", "nps_change", "csat_change", "rating_mean_change", "count_change"}
    figures |= {f"{end}_{group}" for end in ("best", "worst") for group in ("product", "channel")}
    for language in ("en", "zh"):
        asked = [case for case in cases if case["language"] == language]
        assert kinds <= {case["spec"]["period"] for case in asked}
        assert figures <= {figure["name"] for case in asked for figure in case["expect"]}


def _chosen(rows: list[dict[str, str]], figure: dict[str, Any]) -> list[dict[str, str]]:
    period, filters = figure["period"], figure["filters"].items()
    return [
        row
        for row in rows
        if period["start"] <= row["day"] <= period["end"]
        and all(row[field] in names for field, names in filters)
    ]


def _plain(rows: list[dict[str, str]], case: dict[str, Any], figure: dict[str, Any]) -> float:
    """The value of a figure by the standard library alone, from the CSV file."""
    chosen = _chosen(rows, figure)
    ratings = [int(row["rating"]) for row in chosen if row["rating"]]
    marks = [int(row["nps"]) for row in chosen if row["nps"]]
    match figure["name"]:
        case "count":
            return len(chosen)
        case "rating_mean":
            return statistics.mean(ratings)
        case "rating_sd":
            return statistics.stdev(ratings)
        case "csat":
            return 100 * len([mark for mark in ratings if mark in (4, 5)]) / len(ratings)
        case "promoters_share":
            return 100 * len([mark for mark in marks if mark in (9, 10)]) / len(marks)
        case "detractors_share":
            return 100 * len([mark for mark in marks if mark < 7]) / len(marks)
        case "nps":
            signs = [1 if mark > 8 else -1 if mark < 7 else 0 for mark in marks]
            return 100 * statistics.mean(signs)
    raise AssertionError(f"no second computation for {figure['name']} in {case['id']}")


def test_every_plain_figure_against_the_standard_library(
    cases: list[dict[str, Any]], rows: list[dict[str, str]]
) -> None:
    for case in cases:
        for figure in case["expect"]:
            if figure["name"].endswith("_change") or isinstance(figure["value"], str):
                continue
            again = _plain(rows, case, figure)
            assert figure["value"] == pytest.approx(again, abs=1e-6), case["id"]


def test_a_change_is_the_current_value_minus_the_partner(cases: list[dict[str, Any]]) -> None:
    changed = 0
    for case in cases:
        values = [figure["value"] for figure in case["expect"]]
        if "compare" in case["spec"]:
            now, then, change = values
            assert change == pytest.approx(now - then, abs=2e-6), case["id"]
            changed += 1
    assert changed >= 10


def test_best_and_worst_are_clear_and_rest_on_enough_answers(
    cases: list[dict[str, Any]], rows: list[dict[str, str]]
) -> None:
    margins = {"nps": 3.0, "csat": 3.0, "rating_mean": 0.1}
    for case in (case for case in cases if "rank" in case["spec"]):
        group, (metric,) = case["spec"]["group"], case["spec"]["metrics"]
        chosen, value = (figure["value"] for figure in case["expect"])
        for name in {row[group] for row in rows if row[group]}:
            figure = {**case["expect"][1], "filters": {group: [name]}}
            marked = [row for row in rows if row["nps" if metric == "nps" else "rating"]]
            assert len(_chosen(marked, figure)) >= 30, (case["id"], name)
            other = _plain(rows, case, figure)
            lead = value - other if case["spec"]["rank"] == "best" else other - value
            assert name == chosen or lead > margins[metric], (case["id"], name)


def test_no_value_lies_where_two_roundings_would_part(cases: list[dict[str, Any]]) -> None:
    for case in cases:
        for figure in case["expect"]:
            assert figure["value"] is not None, case["id"]
            if isinstance(figure["value"], float):
                steps = abs(figure["value"]) * 10 ** decimals(figure["name"])
                assert abs(steps % 1 - 0.5) > 1e-4, (case["id"], figure)
