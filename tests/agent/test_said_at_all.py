"""Whether anybody ever said a word, and the first sentence of such answers."""

from typing import Any

import pytest

from assistant.agent.planner.leads import comparing, counts, moves
from assistant.agent.planner.words.word_places import qualifies
from assistant.agent.question.question import Question
from assistant.models import Figure, ToolCall
from tests.agent.conftest import Ask
from tests.agent.planned import planned


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("anyone asking for lessons?", "lessons"),
        ("has anybody brought up drones", "drones"),
        ("风筝有人提过吗", "风筝"),
        ("有没有人抱怨轮胎", "轮胎"),
    ],
)
def test_what_nobody_says_is_looked_for_and_not_found(ask: Ask, question: str, word: str) -> None:
    ((name, args),) = planned(ask, question)
    assert (name, args["words"]) == ("quotes", [word])


@pytest.mark.parametrize("question", ["anyone complaining about delivery", "有人投诉物流吗"])
def test_a_theme_that_anybody_speaks_of_is_no_word(ask: Ask, question: str) -> None:
    assert "words" not in planned(ask, question)[0][1]


@pytest.mark.parametrize(("count", "told"), [(0, 0), (3, 3)])
def test_yes_or_no_comes_first(count: int, told: int) -> None:
    question = Question("", "anyone asking for lessons?", "en")
    data = {"count": Figure(name="count", value=count, n=count)}
    lead = counts.said_at_all(ToolCall("quotes", {"words": ["lessons"]}), data, question)
    assert lead is not None
    assert (lead[0], lead[1]["count"].value) == ("lead_said", told)


@pytest.mark.parametrize("question", ["which studio's torn kites", "破洞的投诉哪个产品最多"])
def test_what_is_complained_of_is_a_word_that_qualifies(question: str) -> None:
    word = "破洞" if "破洞" in question else "torn"
    read = Question("", question, "en", open=question.replace("kites", "\0\0\0\0\0"))
    assert qualifies(read, [word])


def rated(name: str, mean: float) -> dict[str, Any]:
    return {"name": name, "rating_mean": Figure(name="rating_mean", value=mean, n=9)}


@pytest.mark.parametrize(
    "question", ["best rated product and the worst one", "评分最高和最低的商品"]
)
def test_both_ends_are_told_where_both_are_asked_for(question: str) -> None:
    groups = [rated("Mast", 2.5), rated("Sail", 4.5), rated("Rope", 3.5)]
    data = {"by": "product", "rank_by": "rating_mean", "groups": groups}
    call = ToolCall("csat", {"by": "product", "rank_by": "rating_mean"})
    lead = comparing.ends(call, data, Question("", question, "en", by="product"))
    assert lead is not None
    assert (lead[1]["first"], lead[1]["last"]) == ("Sail", "Mast")


@pytest.mark.parametrize(
    "question",
    ["nps比上个月降了多少", "by how much did nps fall this month", "how much did nps drop"],
)
def test_by_how_much_a_score_moved_is_told_first(question: str) -> None:
    def nps(name: str, value: float) -> Figure:
        return Figure(name=name, value=value, n=40)

    data = {
        "now": {"nps": nps("nps", 12.0)},
        "before": {"nps": nps("nps", 20.0)},
        "change": nps("nps_change", -8.0),
        "verdict": "cannot_tell",
    }
    lead = moves.moved_by(ToolCall("nps", {}), data, Question("", question, "en"))
    assert lead is not None
    assert (lead[0], lead[1]["change"].value) == ("lead_difference", -8.0)


@pytest.mark.parametrize(
    ("question", "words"),
    [("which product leaked most often", 1), ("which channel is the most popular", 0)],
)
def test_groups_are_counted_by_an_english_word_that_somebody_says(
    ask: Ask, question: str, words: int
) -> None:
    assert sum("words" in args for _, args in planned(ask, question)) == words
