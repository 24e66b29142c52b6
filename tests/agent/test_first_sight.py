"""Questions of a shop seen for the first time, in wordings that were misread once."""

from datetime import date
from typing import Any

import pytest

from assistant.agent.names.book import name_books
from assistant.agent.names.finder import NameBook
from assistant.agent.names.things import kinds_of
from assistant.agent.periods.time_words import mend
from assistant.agent.question.name_filters import names_in
from assistant.agent.question.reader import read_question
from assistant.agent.question.word_forms import forms_of
from assistant.understanding.themes import Taxonomy
from tests.agent.conftest import Ask, Converse
from tests.agent.planned import LAST_MONTH, WHOLE

TODAY = date(2026, 3, 13)
WEEK = {"start": "2026-03-09", "end": "2026-03-13"}
BEFORE = {"start": "2026-03-02", "end": "2026-03-08"}


@pytest.mark.parametrize(
    ("question", "name", "args"),
    [
        ("are we getting more complaints this week than last week", "volume",
         {"period": WEEK, "sentiment": ["negative"], "compare_to": BEFORE}),
        ("bad reviews that aren't about delivery", "complaints", {"without_theme": ["delivery"]}),
        ("negative feedback not related to refunds", "complaints",
         {"without_theme": ["returns_refunds"]}),
        ("which product are loyal customers least happy with", "csat",
         {"segment": ["loyal"], "by": "product"}),
        ("csat by customer segments", "csat", {"by": "segment"}),
        ("the mug against all our other products", "csat",
         {"by": "product", "rank_by": "rating_mean"}),
        ("which channel do loyal customers like least", "csat",
         {"segment": ["loyal"], "by": "channel", "rank_by": "rating_mean"}),
        ("two of the meanest mug reviews", "quotes",
         {"product": ["Mug"], "sort": "worst", "limit": 2}),
        ("sorry to bother you, which product are people least happy with", "csat",
         {"by": "product"}),
        ("which gadget do people like the most", "csat",
         {"by": "product", "rank_by": "rating_mean"}),
        ("nps lst month on trustpilot", "nps",
         {"channel": ["trustpilot"], "period": LAST_MONTH}),
        ("two lovely comments about the mug for our instagram page", "quotes",
         {"product": ["Mug"], "sentiment": ["positive"], "limit": 2, "sort": "newest"}),
        ("nps of loyal customers compared to new ones", "nps",
         {"segment": ["loyal", "new"], "by": "segment"}),
        ("has the rating of the mug gone up since we switched the courier on 9 march",
         "before_after", {"product": ["Mug"], "changed_on": "2026-03-09"}),
        ("read me the 3 angriest kettle reviews", "quotes",
         {"product": ["Kettle"], "sort": "worst", "limit": 3}),
        ("reviews of the mug below 3 stars", "quotes",
         {"product": ["Mug"], "rating": [1, 2], "sort": "newest"}),
        ("top 2 reasons people give the mug 1 or 2 stars", "complaints",
         {"product": ["Mug"], "rating": [1, 2], "top": 2}),
        ("why do people give the mug 5 stars", "themes",
         {"product": ["Mug"], "rating": [5], "stance": ["positive"]}),
        ("what do 5 star reviews of the mug complain about", "complaints",
         {"product": ["Mug"], "rating": [5]}),
        ("投诉最狠的三条", "quotes", {"sentiment": ["negative"], "sort": "worst", "limit": 3}),
    ],
)  # fmt: skip
def test_what_is_asked(ask: Ask, question: str, name: str, args: dict[str, Any]) -> None:
    (call,) = ask(question).plan.calls
    assert (call.name, dict(call.args)) == (name, args)


@pytest.mark.parametrize(
    ("question", "field"),
    [("nps of checkout", "touchpoint"), ("what would the nps be if we fixed checkout", "theme")],
)
def test_what_is_mended_is_a_problem_and_no_touchpoint(question: str, field: str) -> None:
    books = [NameBook("theme", {"app": ["checkout"]}), NameBook("touchpoint", {"checkout": []})]
    assert [match.field for match in names_in(question, books, [])] == [field]


def test_two_words_of_any_question_are_no_slip_of_a_name() -> None:
    book = NameBook.of_names("channel", ["Live Chat"], {})
    assert not book.find_misspelt("what do people love that we could print")
    assert [match.value for match in book.find_misspelt("live caht")] == ["Live Chat"]
    groups = NameBook.of_names("segment", ["First-time"], {})
    assert [match.value for match in groups.find_misspelt("nps of first time")] == ["First-time"]


def test_weekly_complaints_about_a_theme_are_counted(ask: Ask) -> None:
    (call,) = ask("packaging complaints per week").plan.calls
    assert (call.name, call.args["metric"]) == ("trend", "count")
    assert call.args["stance"] == ["negative"]


def test_what_grew_explains_a_spike_of_complaints(ask: Ask) -> None:
    turn = ask("what caused the spike in complaints this week")
    assert [call.name for call in turn.plan.calls] == ["complaints"]
    assert turn.read.grown == 1


def test_a_trouble_that_has_calmed_down_is_counted_by_week(ask: Ask) -> None:
    (call,) = ask("has the kettle mess calmed down").plan.calls
    assert (call.name, call.args["metric"], call.args["step"]) == ("trend", "count", "week")
    assert call.args["sentiment"] == ["negative"]


def test_since_then_is_what_was_not_there_before(ask: Ask) -> None:
    (call,) = ask("what problems do we see now that weren't there in february").plan.calls
    assert call.args["period"] == {"start": "2026-03-01", "end": "2026-03-13"}


def test_a_few_quotes_are_of_what_was_asked_before(converse: Converse) -> None:
    *_, last = converse("complaints about the kettle", "show me a few quotes")
    assert last["tools"][0]["name"] == "quotes"
    assert last["tools"][0]["args"]["product"] == ["Kettle"]


def test_better_than_another_sets_both_side_by_side(converse: Converse) -> None:
    *_, last = converse("rating of the kettle", "is that better than the mug?")
    assert set(last["tools"][0]["args"]["product"]) == {"Kettle", "Mug"}


def test_a_short_time_word_is_mended_where_only_it_fits() -> None:
    assert mend("reviews last moth about the moth trap") == "reviews last month about the moth trap"


def test_only_what_differs_is_said_of_a_second_size(taxonomy: Taxonomy) -> None:
    sizes = ("Raincoat XS", "Raincoat XL", "Umbrella")
    books = name_books(sizes, (), (), (), taxonomy, {})
    found = read_question("raincoat xs vs xl", TODAY, books).filters["product"]
    assert found == ("Raincoat XS", "Raincoat XL")
    alone = read_question("raincoat xs or something else", TODAY, books).filters["product"]
    assert alone == ("Raincoat XS",)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("show me quotes about leaking nozzles", ["leaking", "leak"]),
        ("show me quotes about crushed lids", ["crushed"]),
    ],
)
def test_what_is_told_of_something_is_looked_for_in_all_time(
    ask: Ask, question: str, words: list[str]
) -> None:
    (call,) = ask(question).plan.calls
    assert (call.name, call.args["words"], call.args["period"]) == ("quotes", words, WHOLE)


def test_a_verb_keeps_its_particle(ask: Ask) -> None:
    (call,) = ask("are hung up calls getting worse").plan.calls
    assert (call.name, call.args["words"]) == ("trend", ["hung up"])


@pytest.mark.parametrize(
    ("written", "forms"),
    [("chipping", ("chipping", "chip")), ("peeling", ("peeling", "peel")),
     ("rolling", ("rolling", "roll"))],
)  # fmt: skip
def test_the_stem_of_a_word_has_no_doubled_end(written: str, forms: tuple[str, ...]) -> None:
    assert forms_of(written) == forms


def test_a_set_of_a_kind_belongs_to_it() -> None:
    shop = ("Fineliner Starter Set", "Gel Pen 5 pcs", "Marble Eraser")
    assert kinds_of(shop)["pens"] == shop[:2]


def test_languages_stand_for_countries_and_the_answer_says_so(ask: Ask) -> None:
    plan = ask("complaints by country").plan
    assert plan.calls[-1].args["by"] == "language"
    assert ("no_countries", {}) in plan.remarks


@pytest.mark.parametrize("question", ["are we better than our competitors", "who are our rivals"])
def test_of_competitors_nothing_is_known(ask: Ask, question: str) -> None:
    assert ask(question).plan.say == "out_of_scope"


def test_each_of_two_compared_answers_says_whose_it_is(converse: Converse) -> None:
    (answer,) = converse("complaints about the kettle compared with the mug")
    titles = [line for line in answer["answer"].splitlines() if line.startswith("### ")]
    assert sorted(titles) == ["### Kettle", "### Mug"]
    assert answer["verified"]


def test_a_word_of_a_channel_behind_a_group_says_only_who_they_are(taxonomy: Taxonomy) -> None:
    groups, places = ("Guild", "Beginner"), ("Baker's Corner", "Guild Hall", "eBay")
    books = name_books(("Rye Flour", "Cake Tin"), places, (), groups, taxonomy, {})
    asked = read_question("what do guild bakers dislike on ebay", TODAY, books).filters
    assert asked == {"segment": ("Guild",), "channel": ("eBay",)}
    assert read_question("nps of guild hall", TODAY, books).filters == {"channel": ("Guild Hall",)}


def test_a_flavour_is_no_part_of_what_a_thing_is() -> None:
    shop = ("Energy Gel Lime", "Whey Vanilla", "Shaker 500 ml", "Head Torch")
    assert kinds_of(shop)["nutrition"] == shop[:2]
