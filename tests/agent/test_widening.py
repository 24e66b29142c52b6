"""All the time with feedback, where the days that are meant by default hold nothing."""

import pytest

from tests.agent.conftest import Ask, Converse
from tests.agent.planned import planned

WHOLE = {"start": "2026-02-01", "end": "2026-03-13"}


@pytest.mark.parametrize("question", ['complaints that say "old"', "有“old”的差评"])
def test_what_was_said_long_ago_is_found(ask: Ask, question: str) -> None:
    ((_, args),) = planned(ask, question)
    assert args["period"] == WHOLE
    assert ("looked_further", {}) in ask(question).plan.remarks


@pytest.mark.parametrize(
    "question",
    ['complaints that say "old" last week', 'complaints that say "unheard of"', "nps", "csat"],
)
def test_a_named_period_and_what_was_never_said_stay(ask: Ask, question: str) -> None:
    assert ("looked_further", {}) not in ask(question).plan.remarks


def test_the_answer_says_that_it_looked_further(converse: Converse) -> None:
    (answer,) = converse('complaints that say "old"')
    assert "all the time with feedback" in answer["answer"]
    assert answer["verified"]


def test_groups_of_nothing_are_looked_for_in_all_time(ask: Ask) -> None:
    ((_, args),) = planned(ask, 'which product do people say "old" about most')
    assert args["period"] == WHOLE
