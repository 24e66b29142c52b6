"""Amounts and times read alike in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.replies.policies.quantities import Quantity, days, quantities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("within 5 business days", {("5", "business day")}),
        ("在 5 个工作日内", {("5", "business day")}),
        ("3 to 5 business days", {("3", "business day"), ("5", "business day")}),
        ("两个星期", {("14", "day")}),
        ("two weeks", {("14", "day")}),
        ("a fortnight", {("14", "day")}),
        ("十五天", {("15", "day")}),
        ("48 hours", {("2", "day")}),
        ("三十六小时", {("36", "hour")}),
        ("three full years", {("36", "month")}),
        ("24 个月", {("24", "month")}),
        ("质保有24个月", {("24", "month")}),
        ("保修有十八个月", {("18", "month")}),
        ("Twenty-four months", {("24", "month")}),
        ("within thirty six hours", {("36", "hour")}),
        ("有一天早上", set()),
        ("每十二个月", set()),
        ("一年半", {("18", "month")}),
        ("two years and a half", {("30", "month")}),
        ("两块木板", set()),
        ("缺了一块，盖不上", set()),
        ("赔你五块。", {("5", "yuan")}),
        ("一共八十块。", {("80", "yuan")}),
        ("两块钱", {("2", "yuan")}),
        ("$4.90", {("4.9", "dollar")}),
        ("199元", {("199", "yuan")}),
        ("20% off", {("20", "%")}),
        ("八折", {("8", "折")}),
        ("today", {("today", "soon")}),
        ("周五之前", {("周五之前", "date")}),
        ("March 14", {("march 14", "date")}),
        ("", set()),
    ],
)
def test_forms(text: str, expected: set[tuple[str, str]]) -> None:
    assert quantities(text) == {Quantity(*pair) for pair in expected}


@given(st.integers(1, 999), st.sampled_from(["day", "hour", "business day", "month"]))
def test_a_written_length_of_time_is_read_back(number: int, unit: str) -> None:
    hours = {Quantity(str(number // 24), "day")} if unit == "hour" and number % 24 == 0 else set()
    expected = hours or {Quantity(str(number), unit)}
    assert expected <= quantities(f"We answer within {number} {unit}s.")


def test_lengths_of_time_are_told_in_days() -> None:
    assert [days(quantity) for quantity in quantities("two weeks")] == [14.0]
    assert [days(quantity) for quantity in quantities("$5")] == [None]


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    assert all(quantity.value for quantity in quantities(text))
