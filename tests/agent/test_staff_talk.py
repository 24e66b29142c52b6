"""How staff type when nobody corrects them: clipped words, figures of speech, names left out."""

from datetime import date
from typing import Any

import pytest

from assistant.agent.names.book import name_books
from assistant.agent.planner.leads.times import turned
from assistant.agent.question.reader import read_question
from assistant.agent.question.word_forms import forms_of
from assistant.agent.thread import Thread
from assistant.analytics.comparison import Verdict
from assistant.models import ToolCall
from assistant.understanding.themes import Taxonomy
from tests.agent.conftest import Ask, Converse
from tests.agent.planned import WHOLE

TODAY = date(2026, 3, 13)
YESTERDAY = {"start": "2026-03-12", "end": "2026-03-12"}
DAY_BEFORE = {"start": "2026-03-11", "end": "2026-03-11"}


@pytest.mark.parametrize(
    ("question", "name", "args"),
    [
        ("kettle folks vs mug folks - whos crosser", "sentiment",
         {"product": ["Kettle", "Mug"], "by": "product"}),
        ("do loyal customers like us more than new ones", "csat",
         {"segment": ["loyal", "new"], "by": "segment", "rank_by": "rating_mean"}),
        ("which of our things gets sent back the most", "volume",
         {"theme": ["returns_refunds"], "by": "product"}),
        ("can you predict the sales of next year", "scorecard", {}),
        ("whats annoying ppl on trstplt", "complaints", {"channel": ["trustpilot"]}),
        ("which channel has the grumpiest folks", "sentiment", {"by": "channel"}),
        ("should we pull the kettle off the shelf", "health", {"product": ["Kettle"]}),
        ("how many 5 stars y'day vs the day before", "volume",
         {"rating": [5], "period": YESTERDAY, "compare_to": DAY_BEFORE}),
        ("worst rated thing we sell", "csat", {"by": "product", "rank_by": "rating_mean"}),
        ("drop in reviews lately or is it me?", "trend", {"metric": "count"}),
        ("csat if we leave the kettle out", "csat", {"without_product": ["Kettle"]}),
        ("nps, not the kettle", "nps", {"without_product": ["Kettle"]}),
        ("% of tickets that are angry", "volume", {"emotion": ["angry"]}),
        ("who do i nag abt the late parcels", "owners", {"theme": ["delivery"]}),
        ("give me one sentence for my boss", "overview", {}),
        ("the share of tickets that mention scratches", "volume",
         {"words": ["scratches", "scratch"]}),
        ("anything nice about the mug? want something for insta", "themes",
         {"product": ["Mug"], "stance": ["positive"]}),
    ],
)  # fmt: skip
def test_what_is_asked(ask: Ask, question: str, name: str, args: dict[str, Any]) -> None:
    (call,) = ask(question).plan.calls
    assert (call.name, dict(call.args)) == (name, args)


def test_a_channel_that_is_not_meant_leaves_the_others(ask: Ask) -> None:
    (call,) = ask("not trustpilot - everywhere else, whats the csat").plan.calls
    assert call.args["channel"]
    assert "trustpilot" not in call.args["channel"]


def test_what_a_product_is_said_to_do_is_told_of_it(ask: Ask) -> None:
    (call, *_) = ask("did anyone say the kettle hurt them").plan.calls
    assert call.args["product"] == ["Kettle"]
    assert call.args["period"] == WHOLE
    assert not call.args.get("words")


def test_a_deed_is_no_product(taxonomy: Taxonomy) -> None:
    books = name_books(["Pull-Out Shelf", "Blender B2"], [], [], [], taxonomy, {})
    read = read_question("should we pull the blender", TODAY, books)
    assert read.filters == {"product": ("Blender B2",)}


def test_a_part_right_behind_a_name_is_looked_for(ask: Ask) -> None:
    assert "handle" in ask("kettle handle - any complaints").unread
    assert "handle" not in ask("who should handle the kettle").unread


def test_the_cost_of_an_order_is_said_to_be_unknown(ask: Ask) -> None:
    plan = ask("negative reviews of orders over £40").plan
    assert ("no_order_values", {}) in plan.remarks


def test_both_themes_at_once_are_said_to_be_either(ask: Ask) -> None:
    plan = ask("how many are about both delivery and packaging").plan
    assert ("either_counted", {}) in plan.remarks


def test_worse_since_then_is_answered_first() -> None:
    call = ToolCall("sentiment", {"compare_to": DAY_BEFORE})
    data = {"negative_change": 0.2, "negative_verdict": Verdict.UP}
    question = read_question("has it got worse since yesterday", TODAY, ())
    name, details = turned(call, data, question) or ("", {})
    assert (name, details["way"], details["halves"]) == ("lead_turn", -1, False)


def test_what_was_meant_before_a_refusal_is_taken_up(ask: Ask) -> None:
    refused = ask("how is the hammock rated")
    assert refused.plan.say == "unknown_name"
    assert [call.name for call in refused.meant] == ["csat"]
    assert ask("how is the kettle rated").meant == ()
    assert ask("and the kettle?").names_ours
    assert not ask("why?").names_ours


def test_ties_are_taken_on_together() -> None:
    figures = [
        {"name": "csat", "value": value, "filters": {"product": [name]}}
        for name, value in (("Mug", 0.5), ("Lamp", 0.8), ("Kettle", 0.5))
    ]
    answer = {
        "tools": [{"name": "csat", "args": {"by": "product"}}],
        "figures": figures,
        "question": "worst product",
    }
    thread = Thread.of([answer])
    assert thread.level_with("product", "Mug") == ["Mug", "Kettle"]
    assert thread.level_with("product", "Lamp") == ["Lamp"]


@pytest.mark.parametrize(
    ("written", "forms"),
    [("scratches", ("scratches", "scratch")), ("boxes", ("boxes", "box")),
     ("hinges", ("hinges", "hinge"))],
)  # fmt: skip
def test_hissed_plurals_lose_a_syllable(written: str, forms: tuple[str, ...]) -> None:
    assert forms_of(written) == forms


def test_one_product_is_graded_against_the_others(converse: Converse) -> None:
    (answer,) = converse("is the kettle healthy")
    assert answer["answer"].startswith("**Kettle: ")


def test_a_channel_is_known_by_its_initials(taxonomy: Taxonomy) -> None:
    books = name_books(["Tent"], ["Old Mill", "Hill Farm", "Home Fair"], [], [], taxonomy, {})
    assert read_question("om nps", TODAY, books).filters == {"channel": ("Old Mill",)}
    assert not read_question("hf nps", TODAY, books).filters


def test_a_colour_behind_a_thing_is_no_part_of_it(taxonomy: Taxonomy) -> None:
    names = ["Lite Stroller Slate S2", "Twin Stroller S4", "Stroller Bag"]
    books = name_books(names, [], [], [], taxonomy, {})
    read = read_question("what do people say about the strollers", TODAY, books)
    assert set(read.filters["product"]) == set(names[:2])


def test_nothing_is_ordered_from_a_supplier(ask: Ask) -> None:
    assert ask("order some more kettles from the supplier").plan.say == "cannot_change"
