"""A word for a kind of products means all that the shop has of it."""

from collections.abc import Mapping
from datetime import date

import pytest

from assistant.agent.names.book import name_books
from assistant.agent.names.finder import NameBook
from assistant.agent.names.things import kinds_of
from assistant.agent.planner.calls.call_args import compared_field
from assistant.agent.question.question import Question
from assistant.agent.question.reader import read_question
from assistant.understanding.themes import Taxonomy

TODAY = date(2026, 5, 20)
BOOTS = ("Trail Boot Brown", "Rain Boots Kids")
SHOES = (*BOOTS, "Canvas Sneaker", "Cork Sandal 38")
PRODUCTS = (*SHOES, "Wool Sock 3 pcs", "Shoe Polish", "Linen Shirt Large", "Tote Bag")


@pytest.fixture(scope="module")
def shop(taxonomy: Taxonomy) -> tuple[NameBook, ...]:
    return name_books(PRODUCTS, ("Zalando", "Own shop"), (), ("Trade", "Retail"), taxonomy, {})


def named(written: str, shop: tuple[NameBook, ...]) -> Mapping[str, tuple[str, ...]]:
    return read_question(written, TODAY, shop).filters


def test_a_kind_means_what_belongs_to_it(shop: tuple[NameBook, ...]) -> None:
    assert set(named("complaints about our shoes", shop)["product"]) == set(SHOES)
    assert set(named("nps of footwear", shop)["product"]) == set(SHOES)


def test_polish_for_shoes_is_no_shoe(shop: tuple[NameBook, ...]) -> None:
    assert named("anything about the shoe polish", shop)["product"] == ("Shoe Polish",)


def test_sizes_and_colours_are_no_part_of_what_a_thing_is(shop: tuple[NameBook, ...]) -> None:
    assert set(named("how are the boots doing", shop)["product"]) == set(BOOTS)
    assert named("rating of the shirts", shop)["product"] == ("Linen Shirt Large",)


def test_a_word_for_all_that_is_sold_is_no_kind() -> None:
    assert "shoe" not in kinds_of(SHOES)


def test_a_plant_is_told_by_its_first_name_unless_it_is_another_thing() -> None:
    found = kinds_of(("Monstera Adansonii", "Boston Fern", "Fig Candle", "Brass Mister"))
    assert found["plants"] == ("Monstera Adansonii", "Boston Fern")


def test_a_kind_is_split_where_a_ranking_of_it_is_asked(shop: tuple[NameBook, ...]) -> None:
    assert read_question("which boot gets the most complaints", TODAY, shop).by == "product"
    assert read_question("complaints about boots", TODAY, shop).by is None


def test_a_kind_is_one_thing_unless_scores_are_split(shop: tuple[NameBook, ...]) -> None:
    one: Question = read_question("how many reviews of the boots", TODAY, shop)
    assert compared_field(one.filters, one) is None
    assert compared_field(one.filters, one, kinds=True) == "product"
    two = read_question("boots or sneakers, who gets more complaints", TODAY, shop)
    assert compared_field(two.filters, two) == "product"


def test_others_of_a_kind_are_what_a_thing_is_set_against(shop: tuple[NameBook, ...]) -> None:
    assert read_question("rain boots against all other shoes", TODAY, shop).by == "product"
    assert read_question("rain boots against other weeks", TODAY, shop).by is None
