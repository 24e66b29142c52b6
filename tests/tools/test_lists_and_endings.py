"""What a follow-up asks of the tools: the next rows, one item, other words, until when."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.models import Figure, Period, Scope
from assistant.replies.draft import Tone
from assistant.tools.context import ToolContext
from assistant.tools.drafts import DraftArgs, draft_reply
from assistant.tools.ending import ending
from assistant.tools.figures import amount
from assistant.tools.quotes import QuotesArgs, SearchArgs, quotes, search
from assistant.tools.replies import QueueArgs, reply_queue

YEAR = {"start": "2026-01-01", "end": "2026-03-13"}
FIRST = date(2026, 1, 5)


def shown(args: dict[str, Any], desk: ToolContext) -> list[str]:
    result = quotes(
        QuotesArgs.model_validate({"period": YEAR, "product": ["Kettle"], **args}), desk
    )
    return [each.id for each in result.data["quotes"]]


def test_pages_of_a_list_are_the_list(desk: ToolContext) -> None:
    pages = [shown({"limit": 3, "skip": skip}, desk) for skip in (0, 3, 6)]
    assert [each for page in pages for each in page] == shown({"limit": 50}, desk)
    assert [len(page) for page in pages] == [3, 3, 1]


def test_beyond_the_end_there_is_no_more(desk: ToolContext) -> None:
    args = QuotesArgs.model_validate({"period": YEAR, "product": ["Kettle"], "skip": 7})
    assert "no_more" in quotes(args, desk).notes
    beyond = search(SearchArgs.model_validate({"query": "kettle", "skip": 500}), desk)
    assert beyond.notes == ("no_more",)


def test_the_next_of_a_search_follow_the_first(desk: ToolContext) -> None:
    def found(**more: int) -> list[str]:
        args = SearchArgs.model_validate({"query": "late courier", **more})
        return [each.id for each in search(args, desk).data["quotes"]]

    assert found(limit=4) == found(limit=2) + found(limit=2, skip=2)


def test_the_queue_of_one_review(desk: ToolContext) -> None:
    args = QueueArgs.model_validate({"period": YEAR, "ids": ["N3"]})
    assert [row["quote"].id for row in reply_queue(args, desk).data["rows"]] == ["N3"]
    praise = QueueArgs.model_validate({"period": YEAR, "ids": ["N4"]})
    assert reply_queue(praise, desk).data["rows"] == []


@pytest.mark.parametrize("language", [None, "de", "fr", "es", "zh"])
def test_another_version_says_it_in_other_words(desk: ToolContext, language: str | None) -> None:
    def body(version: int) -> str:
        args = {"ids": ["N3"], "in_language": language, "version": version}
        return str(draft_reply(DraftArgs.model_validate(args), desk).data["drafts"][0]["body"])

    assert body(0) == body(0)
    assert body(0) != body(1)


@pytest.mark.parametrize("language", ["en", "zh", "de", "fr", "es"])
def test_a_brief_draft_is_shorter(desk: ToolContext, language: str) -> None:
    def size(tone: Tone) -> int:
        args = {"ids": ["N3"], "in_language": language, "tone": tone}
        return len(draft_reply(DraftArgs.model_validate(args), desk).data["drafts"][0]["body"])

    assert size(Tone.BRIEF) < size(Tone.WARM)


def weeks(counts: list[int]) -> tuple[list[dict[str, Any]], list[date], Scope]:
    end = FIRST + timedelta(days=7 * len(counts) - 1)
    scope = Scope(tenant="t", period=Period(FIRST, end))
    starts = [FIRST + timedelta(days=7 * week) for week in range(len(counts))]
    points = [
        {
            "period": Period(start, start + timedelta(days=6)),
            "figure": amount("count", count, scope, count, "records"),
        }
        for start, count in zip(starts, counts, strict=True)
    ]
    return points, [s for s, n in zip(starts, counts, strict=True) if n], scope


@pytest.mark.parametrize(
    ("counts", "last", "after", "goes_on"),
    [
        ([0, 2, 18, 11, 1, 0, 0, 1], 3, 2, False),
        ([0, 2, 18, 11, 1, 0, 7], 6, 0, True),
        ([1, 1, 1, 0, 0, 0], 2, 0, False),
        ([5], 0, 0, True),
    ],
)
def test_the_last_high_stretch(counts: list[int], last: int, after: int, goes_on: bool) -> None:
    points, days, scope = weeks(counts)
    found = ending(points, days, scope)
    assert found["last_high"] == points[last]
    assert (found["after"].value, found["goes_on"]) == (after, goes_on)


def test_nothing_has_no_end() -> None:
    assert ending(*weeks([0, 0, 0])) == {}


@given(st.lists(st.integers(0, 40), min_size=1, max_size=30).filter(any))
def test_all_that_came_after_is_counted(counts: list[int]) -> None:
    points, days, scope = weeks(counts)
    found = ending(points, days, scope)
    after: Figure = found["after"]
    place = points.index(found["last_high"])
    assert after.value == sum(counts[place + 1 :])
    assert found["peak"]["figure"].value == max(counts)
    assert found["last_day"] == days[-1]
