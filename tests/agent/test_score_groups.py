"""Questions about what the detractors say, or those who gave a certain answer to the NPS."""

from typing import Any

import pytest

from assistant.agent.agent import Agent
from assistant.agent.question.score_groups import score_group
from tests.agent.conftest import Ask, Converse
from tests.agent.planned import planned

DETRACTORS, PASSIVES, PROMOTERS = [0, 1, 2, 3, 4, 5, 6], [7, 8], [9, 10]
YEAR = {"start": "2026-01-01", "end": "2026-03-13"}


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("what do detractors write about the parcels", DETRACTORS),
        ("贬损者在吐槽什么", DETRACTORS),
        ("which theme do passives mention", PASSIVES),
        ("people who rated us 0 to 6 and mention tea", DETRACTORS),
        ("给6分以下的客户说什么", DETRACTORS),
        ("customers who gave 9 or 10 but complained", PROMOTERS),
        ("打9分或者10分却抱怨的", PROMOTERS),
        ("who scored 8 or more", [8, 9, 10]),
        ("who gave us a 3 in the nps", [3]),
        ("打0分的人", [0]),
        ("which channel has the most detractors", DETRACTORS),
        ("how many gave us 3", []),
        ("打4分的有多少", []),
        ("reviews with 3 stars", []),
        ("we gave 10 percent off", []),
        ("how many detractors", []),
        ("推荐者占比", []),
        ("拖了10分钟", []),
    ],
)
def test_whose_words_are_meant(question: str, answers: list[int]) -> None:
    left, found = score_group(question)
    assert list(map(int, found)) == answers
    assert (left == question) == (not answers)


@pytest.mark.parametrize(
    ("question", "tool", "args"),
    [
        ("what do detractors complain about this year", "complaints", {"nps": DETRACTORS}),
        ("今年贬损者都在抱怨什么", "complaints", {"nps": DETRACTORS}),
        ("今年打9分10分但是吐槽的人在说什么", "complaints", {"nps": PROMOTERS}),
        ("show me reviews of promoters this year", "quotes", {"nps": PROMOTERS}),
        ("how many promoters complained about delivery this year", "volume",
         {"nps": PROMOTERS, "theme": ["delivery"], "stance": ["negative"]}),
        ("今年贬损者最多的是哪个渠道", "volume", {"nps": DETRACTORS, "by": "channel"}),
        ("how many gave us a 10 this year", "volume", {"nps": [10]}),
        ("who gave a 0 in the nps this year", "quotes", {"nps": [0]}),
        ("how many promoters this year", "nps", {"nps": None}),
    ],
)  # fmt: skip
def test_a_group_of_answers_narrows_any_tool(
    ask: Ask, question: str, tool: str, args: dict[str, Any]
) -> None:
    (name, called), *_ = planned(ask, question)
    expected = {"period": YEAR} | args
    assert (name, {each: called.get(each) for each in expected}) == (tool, expected)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("what do detractors say this year", "and the promoters?"),
        ("今年贬损者在说什么", "推荐者呢"),
    ],
)
def test_the_bare_name_of_another_group_goes_on(converse: Converse, first: str, then: str) -> None:
    one, other = converse(first, then)
    before, after = one["tools"][0], other["tools"][0]
    assert (before["name"], before["args"]["nps"]) == (after["name"], DETRACTORS)
    assert after["args"] == before["args"] | {"nps": PROMOTERS}


def test_a_share_of_what_a_group_says_is_one_of_the_group(planner: Agent, ask: Ask) -> None:
    answer = planner.answer(ask("how many detractors complained about delivery this year"))
    share = next(figure for figure in answer.figures if figure.name == "share_of_all")
    said = planner.answer(ask("what do detractors say this year"))
    everyone = next(figure.n for figure in said.figures if figure.name == "theme_share")
    assert share.n == everyone
    assert answer.verified
