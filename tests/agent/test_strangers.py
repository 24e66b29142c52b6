import tracemalloc

import pytest

from assistant.agent.names.folding import fold
from assistant.agent.names.things import load_things
from assistant.agent.planner.shop.strangers import WORD, StrangerFinder, load_strangers
from assistant.agent.question.intents import load_intents


@pytest.fixture(scope="module")
def finder() -> StrangerFinder:
    return load_strangers()


@pytest.mark.parametrize(
    ("blanked", "written"),
    [
        ("nps of the toaster \0\0\0", ["toaster"]),
        ("how is the hair dryer rated", ["hair dryer"]),
        ("csat on shopify", ["shopify"]),
        ("zorbulator nps", ["zorbulator"]),
        ("吹风机的nps是多少", ["吹风机"]),
        ("拼多多上的满意度", ["拼多多"]),
        ("女性用户的满意度", ["女性"]),
        ("星巴克的评分", ["星巴克"]),
    ],
)
def test_a_name_that_the_shop_does_not_have(
    finder: StrangerFinder, blanked: str, written: list[str]
) -> None:
    assert [each.written for each in finder.find(blanked)] == written


@pytest.mark.parametrize(
    "blanked",
    [
        "what are customers angry about \0\0\0\0",
        "how sure are you about that nps",
        "nps by channel for \0\0\0\0\0",
        "give me a summary for my boss",
        "which product do people rate worst",
        "show me the angriest reviews about \0\0\0\0",
        "客户的满意度",
        "我们店最近的评分怎么样",
        "大家对我们整体的评价如何",
        "哪个产品的差评最多",
        "有多少条评论",
        "最让客户火大的问题是什么",
    ],
)
def test_everyday_words_are_no_names(finder: StrangerFinder, blanked: str) -> None:
    assert finder.find(blanked) == []


def test_every_word_of_an_example_is_an_everyday_word(finder: StrangerFinder) -> None:
    """A question that the intents give as an example must not be taken for an unknown product."""
    said = [example for intent in load_intents() for example in intent.examples]
    words = {word for example in said for word in WORD.findall(fold(example))}
    assert {word for word in words if not finder.is_everyday(word)} == set()


def test_a_place_is_told_from_a_thing(finder: StrangerFinder) -> None:
    (place,) = finder.find("nps on ebay")
    assert place.place
    (thing,) = finder.find("nps of the treadmill")
    assert thing.known
    assert not thing.place


def test_a_long_run_of_characters_takes_little_memory(finder: StrangerFinder) -> None:
    tracemalloc.start()
    finder.find("被" * 4_000 + "吹风机")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000


class TestThings:
    def test_a_name_answers_to_the_words_of_its_kind(self) -> None:
        found = load_things().spellings(["Steel Kettle K2", "宠物牵引绳"])
        assert found["烧水壶"] == ("Steel Kettle K2",)
        assert found["leash"] == ("宠物牵引绳",)

    def test_a_desk_lamp_is_no_desk(self) -> None:
        assert "书桌" not in load_things().spellings(["Desk Lamp"])

    def test_a_word_of_a_family_means_all_of_it(self) -> None:
        found = load_things().spellings(["Desk Lamp", "Gold Lamp"])
        assert found["lamp"] == ("Desk Lamp", "Gold Lamp")
        assert found["desk lamp"] == ("Desk Lamp",)

    def test_a_word_of_too_many_means_none(self) -> None:
        names = [f"{town} Lamp" for town in map(chr, range(ord("A"), ord("Z") + 1))]
        assert "lamp" not in load_things().spellings(names)
