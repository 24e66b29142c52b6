"""What a question says beside its intent: words, names in quotation marks, who feels most."""

from typing import Any

import pytest

from assistant.agent.question.word_forms import pieces_of
from tests.agent.conftest import Ask, Converse
from tests.agent.planned import planned


def last(converse: Converse, *questions: str) -> tuple[str, dict[str, Any], str]:
    answer = converse(*questions)[-1]
    call = answer["tools"][-1]
    return call["name"], call["args"], str(answer["answer"].split("\n")[0])


def test_a_guess_gives_way_to_the_words_that_were_said(ask: Ask) -> None:
    ((name, args),) = planned(ask, "any news on the lost parcel")
    assert name == "quotes"
    assert set(args["words"]) & {"lost", "parcel"}


def test_a_sure_question_keeps_its_tool(ask: Ask) -> None:
    assert [name for name, _ in planned(ask, "any new bad reviews this month")] == [
        "volume", "quotes",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "touchpoint", "words"),
    [('what does "checkout" feedback usually say', ["checkout"], None),
     ('reviews that mention "checkout"', None, ["checkout"])],
)  # fmt: skip
def test_a_name_in_quotation_marks_is_a_name(
    ask: Ask, question: str, touchpoint: list[str] | None, words: list[str] | None
) -> None:
    ((_, args),) = planned(ask, question)
    assert (args.get("touchpoint"), args.get("words")) == (touchpoint, words)


@pytest.mark.parametrize(
    ("question", "mood"),
    [("who's our grumpiest customer", "negative"), ("who are our happiest buyers", "positive")],
)
def test_who_feels_most_is_a_customer(converse: Converse, question: str, mood: str) -> None:
    name, args, lead = last(converse, question)
    assert (name, args["by"], args["sentiment"]) == ("volume", "customer_id", [mood])
    assert args["period"]["start"] == "2026-02-01"
    assert "most" in lead


def test_what_the_happiest_say_names_no_customer(ask: Ask) -> None:
    ((_, args),) = planned(ask, "what are our happiest customers saying")
    assert args.get("by") != "customer_id"


@pytest.mark.parametrize(
    ("question", "mood", "sort"),
    [("best thing anyone said about the mug", "positive", "best"),
     ("the rudest thing anybody ever wrote about the kettle", "negative", "worst")],
)  # fmt: skip
def test_the_best_thing_said_is_one_review(ask: Ask, question: str, mood: str, sort: str) -> None:
    ((name, args),) = planned(ask, question)
    assert (name, args["sentiment"], args["sort"], args["limit"]) == ("quotes", [mood], sort, 1)


def test_detractors_are_counted_by_group(ask: Ask) -> None:
    ((name, args),) = planned(ask, "break down detractors by channel this month")
    assert (name, args["by"], args["nps"]) == ("volume", "channel", list(range(7)))


@pytest.mark.parametrize(
    "question", ["what is the most bad product", "which product drags us down"]
)
def test_the_worst_in_other_words(converse: Converse, question: str) -> None:
    assert last(converse, question)[2].startswith("**Worst product")


def test_whether_it_improved_is_said_first(converse: Converse) -> None:
    lead = last(converse, "did the rating of the kettle improve after 6 march")[2]
    assert "against" in lead


def test_everything_of_a_customer_is_the_card(ask: Ask) -> None:
    assert planned(ask, "pull up everything from CN10")[0][0] == "customer"


@pytest.mark.parametrize(
    ("question", "read"),
    [("nps for the turkey fryer", ["fryer"]), ("nps for the fryer", []),
     ("nps for the air fryer", [])],
)  # fmt: skip
def test_half_a_name_behind_another_word_is_told(ask: Ask, question: str, read: list[str]) -> None:
    assert [match.written for match in ask(question).read.matched] == read


@pytest.mark.parametrize(
    "question", ["trustpilot is killing our score", "is trustpilot dragging our rating down"]
)
def test_what_hurts_a_score_is_set_among_its_like(ask: Ask, question: str) -> None:
    ((name, args),) = planned(ask, question)
    assert (name, args["by"], args.get("channel")) == ("csat", "channel", None)


def test_who_said_a_thing_is_named(converse: Converse) -> None:
    name, args, lead = last(converse, "who was the customer that said boils")
    assert (name, args["by"], args["words"][0]) == ("volume", "customer_id", "boils")
    assert "CB1" in lead


def test_more_stars_here_than_there_are_counted(ask: Ask) -> None:
    ((name, args),) = planned(ask, "how can web have more 1 stars than the app, show me")
    assert (name, args["by"], args["rating"]) == ("volume", "channel", [1])


def test_what_changed_between_two_quarters_is_compared(ask: Ask) -> None:
    ((name, args),) = planned(
        ask, "how did packaging complaints change between december and february"
    )
    assert (name, args["theme"]) == ("complaints", ["packaging"])
    assert (args["period"]["start"], args["compare_to"]["start"]) == ("2026-02-01", "2025-12-01")


def test_either_of_two_days_is_both(ask: Ask) -> None:
    ((_, args),) = planned(ask, "any reviews today or yesterday that mention courier")
    assert args["period"] == {"start": "2026-03-12", "end": "2026-03-13"}


def test_more_than_usual_is_counted(converse: Converse) -> None:
    lead = last(converse, "did we get hit with more complaints than usual on web this week")[2]
    assert "against" in lead


def test_the_share_of_the_happy_is_that_of_praise(ask: Ask) -> None:
    ((name, args),) = planned(ask, "what percentage of app customers are happy with us")
    assert (name, args["sentiment"]) == ("volume", ["positive"])


@pytest.mark.parametrize(
    ("question", "language", "texts"),
    [("how many people wrote in chinese this month", "en", ["zh"]),
     ("how many people complain this month, in chinese", "zh", None)],
)  # fmt: skip
def test_what_is_written_in_a_language_is_not_asked_in_it(
    ask: Ask, question: str, language: str, texts: list[str] | None
) -> None:
    plan = ask(question).plan
    assert (plan.language, plan.calls[0].args.get("language")) == (language, texts)


def test_what_somebody_has_had_enough_of_is_not_asked(ask: Ask) -> None:
    question = "stop telling me averages, which reviews are the worst this month"
    ((name, args),) = planned(ask, question)
    assert (name, args["sort"], args["period"]["start"]) == ("quotes", "worst", "2026-03-01")


def test_complaints_that_go_with_a_score_are_no_touchpoint(ask: Ask) -> None:
    filters = ask("do delivery problems and nps go together").read.filters
    assert filters == {"theme": ("delivery",)}


def test_the_dangers_that_were_told_are_shown(converse: Converse) -> None:
    told, shown = converse("any safety issues this year?", "show me")
    if told["citations"]:
        assert shown["tools"][0]["args"] == {"ids": told["citations"]}


def test_a_festival_that_is_mentioned_is_a_word(ask: Ask) -> None:
    assert ask("does anyone mention christmas").read.periods == ()
    assert ask("reviews after christmas that mention cards").read.periods


def test_better_from_one_month_to_the_next_compares(ask: Ask) -> None:
    ((_, args),) = planned(ask, "did nps get better from january to february")
    assert (args["period"]["start"], args["compare_to"]["start"]) == ("2026-02-01", "2026-01-01")


def test_unhappy_messages_are_complaints(ask: Ask) -> None:
    ((_, args),) = planned(ask, "how many unhappy messages last week")
    assert args["sentiment"] == ["negative"]


def test_who_wrote_several_names_each(converse: Converse) -> None:
    name, args, _ = last(converse, "worst reviews of the kettle this year", "and who wrote those")
    assert (name, args["by"], args["product"]) == ("volume", "customer_id", ["Kettle"])
    assert not args.get("words")


def test_words_that_nobody_says_in_one_piece_are_looked_for_each(ask: Ask) -> None:
    plan = ask("who mentions a leaked kettle").plan
    assert plan.calls[0].args["words"] == ["leak … kettle"]
    assert [name for name, _ in plan.remarks] == ["words_apart"]


@pytest.mark.parametrize(
    ("wording", "pieces"),
    [(["cracked lid"], ["crack", "lid"]), (["leaking seals"], ["leak", "seal"]),
     (["盖子 裂"], []), ([], [])],
)  # fmt: skip
def test_a_wording_has_the_stems_of_its_words(wording: list[str], pieces: list[str]) -> None:
    assert pieces_of(wording) == pieces
