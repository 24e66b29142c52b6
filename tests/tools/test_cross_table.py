"""The two-way table against a count by hand over the small shop's records."""

from collections import Counter
from typing import Any

import pytest

from assistant.errors import InvalidInputError
from assistant.models import Scope, Sentiment
from assistant.store.feedback import Order
from assistant.tools.context import ToolContext
from assistant.tools.registry import call_tool
from assistant.tools.result import ToolResult
from tests.tools.shop import EMPTY, NOW, TENANT

WEEK = {"period": NOW.as_json()}


def table(context: ToolContext, **args: Any) -> ToolResult:
    return call_tool("cross_table", WEEK | args, context)[1]


def cells(result: ToolResult) -> dict[tuple[str, str], Any]:
    data = result.data
    return {
        (row["name"], column): figure
        for row in data["rows"]
        for column, figure in zip(data["columns"], row["cells"], strict=True)
    }


def records(context: ToolContext) -> Any:
    return context.feedback.select(Scope(tenant=TENANT, period=NOW), Order.NEWEST, 1000)


def test_counts_every_record_that_names_both(context: ToolContext) -> None:
    result = table(context, by="product", across="channel")
    said = [each.feedback for each in records(context)]
    expected = Counter((s.product, s.channel) for s in said if s.product and s.channel)
    by_hand = expected | Counter({(b, a): n for (a, b), n in expected.items()})
    found = cells(result)
    assert found
    assert {key: f.value for key, f in found.items() if f.value} == {
        key: n for key, n in by_hand.items() if key in found
    }
    assert sum(f.value for f in found.values()) == expected.total()
    totals = [row["total"].value for row in result.data["rows"]]
    assert sum(totals) == sum(f.value for f in result.data["totals"]) == expected.total()


def test_a_score_has_its_answers_in_each_cell(context: ToolContext) -> None:
    result = table(context, by="product", across="channel", measure="rating_mean")
    rated = [r.feedback for r in records(context) if r.feedback.rating is not None]
    for (row, column), figure in cells(result).items():
        of = [s.rating for s in rated if {s.product, s.channel} == {row, column}]
        assert figure.n == len(of)
        assert figure.value == (pytest.approx(sum(of) / len(of)) if of else None)


def test_themes_count_once_for_each_that_a_record_blames(context: ToolContext) -> None:
    result = table(context, by="theme", across="product", stance=["negative"])
    expected = Counter(
        (mention.theme, record.feedback.product)
        for record in records(context)
        for mention in record.labels.themes
        if mention.sentiment == Sentiment.NEGATIVE and record.feedback.product
    )
    assert {key: f.value for key, f in cells(result).items() if f.value} == dict(expected)


def test_months_are_cut_at_the_ends_of_the_period(context: ToolContext) -> None:
    days = {"start": "2026-02-20", "end": "2026-03-13"}
    result = table(context, period=days, by="month", across="channel")
    months = {f.period.start.isoformat(): f.period for f in cells(result).values()}
    assert set(months) <= {"2026-02-20", "2026-03-01"}
    assert all(period.end.isoformat() in ("2026-02-28", "2026-03-13") for period in months.values())


def test_nothing_is_no_table(context: ToolContext) -> None:
    result = table(context, period=EMPTY.as_json(), by="product", across="channel")
    assert (result.data, "no_data" in result.notes) == ({"rows": []}, True)


def test_one_dimension_is_no_table(context: ToolContext) -> None:
    with pytest.raises(InvalidInputError, match="name two dimensions"):
        table(context, by="product", across="product")
