"""Questions as people in a hurry type them, in wordings that once were misread."""

from typing import Any

import pytest

from assistant.agent.names.finder import NameBook
from assistant.agent.periods.time_words import mend
from assistant.agent.thread import Thread
from assistant.models import ToolCall
from tests.agent.conftest import Ask

MONTH = {"start": "2026-03-01", "end": "2026-03-13"}
LAST_MONTH = {"start": "2026-02-01", "end": "2026-02-28"}
FEBRUARY_AND = {"period": MONTH, "compare_to": LAST_MONTH}


@pytest.mark.parametrize(
    ("question", "name", "args"),
    [
        ("is csat better than last month", "csat", FEBRUARY_AND),
        ("did nps drop from last month", "nps", FEBRUARY_AND),
        ("nps比上个月怎么样", "nps", FEBRUARY_AND),
        ("满意度跟上个月比咋样", "csat", FEBRUARY_AND),
        ("how many reviews came in this mth", "volume", {"period": MONTH}),
        ("csat by month this year", "trend",
         {"metric": "csat", "step": "month",
          "period": {"start": "2026-01-01", "end": "2026-03-13"}}),
        ("how did the kettle do in jan vs feb", "csat",
         {"product": ["Kettle"], "compare_to": LAST_MONTH,
          "period": {"start": "2026-01-01", "end": "2026-01-31"}}),
        ("most complained about product", "sentiment", {"by": "product"}),
        ("which toy has the most complaints", "sentiment", {"by": "product"}),
        ("差评最多的产品", "sentiment", {"by": "product"}),
        ("哪个渠道评价最多", "volume", {"by": "channel"}),
        ("busiest day this month", "volume", {"period": MONTH, "by": "day"}),
        ("how many detractors this month", "nps", {"period": MONTH}),
        ("kettle or mug, which has more bad reviews", "sentiment",
         {"product": ["Kettle", "Mug"], "by": "product"}),
        ("水壶和保温杯哪个更受欢迎", "csat", {"product": ["Kettle", "保温杯"], "by": "product"}),
        ("delivery complaints by channel", "volume",
         {"theme": ["delivery"], "stance": ["negative"], "by": "channel"}),
        ("双11一星有多少", "volume",
         {"period": {"start": "2025-11-01", "end": "2025-11-11"}, "rating": [1]}),
        ("who is angriest", "quotes", {"sort": "worst"}),
        ("谁最生气", "quotes", {"sort": "worst"}),
        ("给我念几条好评", "quotes", {"sentiment": ["positive"], "sort": "newest"}),
        ("tell me about the kettle", "overview", {"product": ["Kettle"]}),
        ("top two problems with the kettle", "complaints", {"product": ["Kettle"], "top": 2}),
        ("do people recommend the kettle", "nps", {"product": ["Kettle"]}),
        ("any 1 star this mth", "quotes", {"period": MONTH, "rating": [1], "sort": "newest"}),
        ('anything on "varnish"', "quotes", {"words": ["varnish"], "sort": "newest"}),
        ("哪个产品大家最喜欢", "csat", {"by": "product"}),
        ("whats our revenue this month", "scorecard", {"period": MONTH}),
    ],
)  # fmt: skip
def test_what_is_asked(ask: Ask, question: str, name: str, args: dict[str, Any]) -> None:
    (call,) = ask(question).plan.calls
    assert (call.name, dict(call.args)) == (name, args)


@pytest.mark.parametrize("question", ["can u delete the 1 star ones", "plz email all customers"])
def test_what_cannot_be_done_in_short_forms(ask: Ask, question: str) -> None:
    assert ask(question).plan.say == "cannot_change"


def test_an_unknown_thing_alone_is_told(ask: Ask) -> None:
    assert ask("what about the hammock").plan.say == "unknown_name"


def test_short_forms_are_written_out() -> None:
    assert mend("gimme nps this yr pls") == "give me nps this year please"
    assert mend("februrary, kettle, it's") == "february, kettle, it's"


def test_an_everyday_word_of_a_name_is_no_name() -> None:
    book = NameBook.of_names("channel", ["Google Reviews", "In-store"], {}, everyday={"reviews"})
    assert book.find("how many reviews last week") == []
    assert [match.value for match in book.find("google last week")] == ["Google Reviews"]


def test_a_character_that_sounds_alike_is_forgiven() -> None:
    book = NameBook.of_names("product", ["焕颜精华液", "保湿面霜"], {})
    assert [match.value for match in book.find_sounded("精化液的评分")] == ["焕颜精华液"]
    assert book.find_sounded("精油液的评分") == []


def thread(args: dict[str, Any], defaults: dict[str, Any]) -> Thread:
    return Thread((ToolCall("nps", args),), defaults=defaults)


@pytest.mark.parametrize(
    ("args", "before", "now", "kept"),
    [
        ({"channel": ["web"]}, {"channel": ["web"]}, {"channel": ["app"]}, {}),
        ({"channel": ["web"]}, {"channel": ["web"]}, {}, {}),
        ({"channel": ["email"]}, {"channel": ["web"]}, {}, {"channel": ["email"]}),
        ({"channel": ["email"]}, {"channel": ["web"]}, {"channel": ["web"]},
         {"channel": ["email"]}),
        ({"period": MONTH, "compare_to": LAST_MONTH}, {}, {"period": LAST_MONTH}, {}),
    ],
)  # fmt: skip
def test_what_is_chosen_anew_beats_what_was_carried(
    args: dict[str, Any], before: dict[str, Any], now: dict[str, Any], kept: dict[str, Any]
) -> None:
    assert dict(thread(args, before).under(now).calls[0].args) == kept
