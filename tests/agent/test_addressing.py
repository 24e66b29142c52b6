"""Which review a draft is for, and what changes it, in whole conversations."""

from typing import Any

import pytest

from assistant.agent.question.moves import Manner, language_into, manner_of, place_shown, told_words
from tests.agent.conftest import Converse


def drafted(answer: dict[str, Any]) -> dict[str, Any]:
    (call,) = answer["tools"]
    assert call["name"] == "draft_reply", call
    args: dict[str, Any] = call["args"]
    return args


SHOWN = "show me the worst reviews of the kettle this week"
GEZEIGT = "看看这周水壶最差的评价"


class TestWhichReview:
    @pytest.mark.parametrize(
        ("asked", "question", "place"),
        [
            (SHOWN, "reply to the first one", 0),
            (SHOWN, "draft a reply to the second one", 1),
            (SHOWN, "draft a reply", 0),
            (SHOWN, "write an apology to the last one", -1),
            (GEZEIGT, "给第一条写回复", 0),
            (GEZEIGT, "给第二条写个回复", 1),
            (GEZEIGT, "给最后一条写回复", -1),
            (GEZEIGT, "给它写个道歉", 0),
        ],
    )
    def test_by_its_place_in_what_was_shown(
        self, converse: Converse, asked: str, question: str, place: int
    ) -> None:
        first, second = converse(asked, question)
        assert drafted(second)["ids"] == [first["citations"][place]]

    @pytest.mark.parametrize(
        ("asked", "question"),
        [
            ("how many complaints about the kettle this week", "draft a reply to the latest one"),
            ("how many complaints about the kettle this week", "draft a reply to the last one"),
            ("这周水壶有多少差评", "给最新那条写个回复"),
        ],
    )
    def test_the_newest_of_what_the_talk_is_about(
        self, converse: Converse, asked: str, question: str
    ) -> None:
        *_, last = converse(asked, question)
        assert drafted(last)["ids"] == ["N9"]

    @pytest.mark.parametrize(
        ("question", "id"),
        [
            ("draft a reply to the one about the courier", "N3"),
            ("draft an answer for the leaked one", "N1"),
            ("reply to the customer who complained about a lost parcel", "B4"),
            ("给说快递太慢的客户写回复", "N9"),
            ("帮我给两周那个客户写回复", "N9"),
        ],
    )
    def test_by_the_words_that_stand_in_it(
        self, converse: Converse, question: str, id: str
    ) -> None:
        (only,) = converse(question)
        assert drafted(only)["ids"] == [id]

    @pytest.mark.parametrize(
        ("question", "asks"),
        [
            ("draft a reply to the one about the zeppelin", "Which one do you mean"),
            ("给齐柏林那个客户写回复", "哪一条"),
        ],
    )
    def test_where_none_fits_it_asks_which_and_names_some(
        self, converse: Converse, question: str, asks: str
    ) -> None:
        (only,) = converse(question)
        assert asks in only["answer"]
        assert only["citations"]
        assert only["verified"]
        assert [call["name"] for call in only["tools"]] == ["search"]

    @pytest.mark.parametrize("which", ["the second one", "第二条"])
    def test_and_takes_the_answer(self, converse: Converse, which: str) -> None:
        first, second = converse("draft a reply to the one about the zeppelin", which)
        assert drafted(second)["ids"] == [first["citations"][1]]

    @pytest.mark.parametrize(
        "other", ["no, for the second one", "and one for the second", "给第二条"]
    )
    def test_another_one_of_the_list_after_a_draft(self, converse: Converse, other: str) -> None:
        first, _, last = converse(SHOWN, "draft a formal reply to the first one", other)
        assert drafted(last) == {"ids": [first["citations"][1]], "tone": "formal"}

    def test_a_place_beyond_what_was_shown_is_asked_back(self, converse: Converse) -> None:
        *_, last = converse(
            "show me the worst 2 reviews of the kettle this week", "reply to the third one"
        )
        assert "Which one do you mean" in last["answer"]

    @pytest.mark.parametrize(
        ("asked", "question"),
        [("what does customer CB4 say", "write him an apology"),
         ("客户CB4怎么回事", "给她写个道歉")],
    )  # fmt: skip
    def test_a_customer_gets_an_answer_to_the_newest(
        self, converse: Converse, asked: str, question: str
    ) -> None:
        *_, last = converse(asked, question)
        assert drafted(last)["ids"] == ["B4"]

    def test_an_order_to_apologise_is_still_refused(self, converse: Converse) -> None:
        for question in ("给所有差评客户道歉", "apologize to all customers"):
            (only,) = converse(question)
            assert only["tools"] == []


class TestHowItSounds:
    @pytest.mark.parametrize(
        ("question", "changed"),
        [
            ("shorter pls", {"tone": "brief"}),
            ("make it more formal", {"tone": "formal"}),
            ("再短一点", {"tone": "brief"}),
            ("正式一些", {"tone": "formal"}),
            ("in german", {"in_language": "de"}),
            ("auf deutsch", {"in_language": "de"}),
            ("用西班牙语写", {"in_language": "es"}),
            ("翻译成英文", {"in_language": "en"}),
            ("softer please", {"version": 1}),
            ("口气再软一点", {"version": 1}),
            ("换个说法", {"version": 1}),
            ("shorter and in french", {"tone": "brief", "in_language": "fr"}),
        ],
    )
    def test_the_same_review_answered_otherwise(
        self, converse: Converse, question: str, changed: dict[str, Any]
    ) -> None:
        _, first, second = converse(SHOWN, "reply to the third one", question)
        assert drafted(second) == {"ids": drafted(first)["ids"], **changed}
        assert second["answer"] != first["answer"]
        assert second["verified"]

    def test_one_change_after_the_other(self, converse: Converse) -> None:
        *_, last = converse(SHOWN, "reply to the third one", "shorter", "in german", "again please")
        assert drafted(last)["tone"] == "brief"
        assert drafted(last)["in_language"] == "de"

    def test_a_language_that_nobody_writes_is_said(self, converse: Converse) -> None:
        *_, last = converse(SHOWN, "reply to the third one", "in korean")
        assert "cannot write replies in Korean" in last["answer"]

    @pytest.mark.parametrize(
        ("question", "manner"),
        [
            ("can you make it a bit shorter", Manner.BRIEF),
            ("写得再诚恳些", Manner.WARM),
            ("give me shorter reviews", None),
            ("warm water complaints", None),
        ],
    )
    def test_what_is_about_the_draft(self, question: str, manner: Manner | None) -> None:
        assert manner_of(question) == manner


def test_how_a_review_is_pointed_at() -> None:
    assert place_shown("给最新那条写个回复") == 0
    assert place_shown("reply to the last one") == -1
    assert place_shown("the last week of march") is None
    assert told_words("reply to the guy with the broken stem") == "the broken stem"
    assert told_words("draft a reply to the worst review") is None
    assert told_words("帮我给按扣那个宝妈写回复") == "按扣"
    assert language_into("reviews in german shops") is None or language_into("in german")


def test_what_is_for_the_staff_stands_apart_from_a_draft(converse: Converse) -> None:
    answer = converse("draft a reply to the worst review this week")[0]["answer"]
    body, _, rest = answer.partition("**For you, not part of the reply:**")
    assert "---" in body
    assert "Missing:" not in body
    assert "- Missing:" in rest
