"""Short questions after a list: more of it, all of it, how many, the worst."""

import pytest

from tests.agent.answers import called, first_line
from tests.agent.conftest import Converse


@pytest.mark.parametrize("more", ["more", "the next ones", "再来几条", "还有吗"])
def test_more_shows_what_was_not_shown(converse: Converse, more: str) -> None:
    first, second, third = converse("show me 3 reviews of the kettle this year", more, more)
    assert called(second)[0][1]["skip"] == 3
    assert len(first["citations"]) == 3
    assert second["citations"]
    assert not set(first["citations"]) & set(second["citations"])
    shown = {*first["citations"], *second["citations"], *third["citations"]}
    assert {"N1", "N2", "N3", "N9", "B1", "B2", "O2"} == shown


@pytest.mark.parametrize("more", ["all of them", "全部列出来"])
def test_all_of_them(converse: Converse, more: str) -> None:
    *_, last = converse("show me 2 reviews of the kettle this year", more)
    assert len(last["citations"]) == 7


@pytest.mark.parametrize("which", ["which ones", "list them", "是哪些", "都列出来"])
def test_what_was_counted_is_shown(converse: Converse, which: str) -> None:
    *_, last = converse("how many complaints about the kettle this week", which)
    ((tool, args),) = called(last)
    assert (tool, args["product"]) == ("quotes", ["Kettle"])
    assert {"N1", "N2", "N3", "N9"} == set(last["citations"])


@pytest.mark.parametrize(("total", "count"), [("in total?", "4"), ("一共呢", "4")])
def test_how_many_a_list_has(converse: Converse, total: str, count: str) -> None:
    *_, last = converse("show me 2 complaints about the kettle this week", total)
    assert called(last)[0][0] == "volume"
    assert count in first_line(last)


@pytest.mark.parametrize("worst", ["which one is the worst", "哪条最差"])
def test_the_worst_of_a_list(converse: Converse, worst: str) -> None:
    *_, last = converse("show me the reviews of the kettle this week", worst)
    assert last["citations"] == ["N1"]


@pytest.mark.parametrize("more", ["more", "还有吗"])
def test_the_end_of_a_list_is_said(converse: Converse, more: str) -> None:
    *_, last = converse("show me the reviews of the lamp this year", more)
    assert called(last) == []
    assert last["verified"]
    assert "That was all" in last["answer"] or "已经全部列出" in last["answer"]


@pytest.mark.parametrize("worst", ["挑最严重那条", "show me the worst one"])
def test_the_worst_of_what_was_shown(converse: Converse, worst: str) -> None:
    first, second = converse("any safety issues", worst)
    ((tool, args),) = called(second)
    assert tool == "quotes"
    assert set(args["ids"]) < set(first["citations"])
    assert second["citations"] == args["ids"]


@pytest.mark.parametrize(
    "which", ["这几条里提物流的有没有", "how many of those are about delivery"]
)
def test_a_count_within_what_was_counted(converse: Converse, which: str) -> None:
    *_, last = converse("how many 1 star reviews of the kettle this year", which)
    ((tool, args),) = called(last)
    assert (tool, args["product"], args["rating"]) == ("volume", ["Kettle"], [1])
    assert args["theme"] == ["delivery"]


def test_a_word_narrows_what_was_counted(converse: Converse) -> None:
    *_, last = converse("how many reviews of the kettle this year", "how many of those mention lid")
    ((tool, args),) = called(last)
    assert (tool, args["product"], args["words"]) == ("volume", ["Kettle"], ["lid"])
