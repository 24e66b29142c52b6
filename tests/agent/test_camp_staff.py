"""What the staff of a shop for camping type, whose goods bear sizes and signs in their names."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from assistant.agent.checking.ledger import check
from assistant.agent.names.book import name_books
from assistant.agent.names.finder import NameBook
from assistant.agent.periods.finder import find_periods
from assistant.agent.planner.calls.experiments import TARGET, rise_asked
from assistant.agent.question.reader import read_question
from assistant.models import Figure, Ledger, ToolCall
from assistant.understanding.themes import Taxonomy
from tests.agent.conftest import Ask, Converse
from tests.agent.ledgers import NPS as NPS_LEDGER

GOODS = (
    *("林间睡袋 -3℃", "林间睡袋 -12℃", "溪谷帐篷 2人", "溪谷帐篷 6人", "夜行头灯 H7"),
    *("松针香薰 #05 晨雾", "松针香薰 #11 夜雨", "远山 K2驱蚊水 50ml"),
)


@pytest.fixture(scope="module")
def camp(taxonomy: Taxonomy) -> tuple[NameBook, ...]:
    return name_books(GOODS, ("天猫",), (), ("老客",), taxonomy, {})


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("-3度那款睡袋评分", {"林间睡袋 -3℃"}),
        ("12度的睡袋有人骂吗", {"林间睡袋 -12℃"}),
        ("6人的帐篷漏水不", {"溪谷帐篷 6人"}),
        ("帐篷2人的差评", {"溪谷帐篷 2人"}),
        ("近30天帐篷的评分", {"溪谷帐篷 2人", "溪谷帐篷 6人"}),
        ("香薰05和11哪个评分高", {"松针香薰 #05 晨雾", "松针香薰 #11 夜雨"}),
        ("睡袋3条差评", {"林间睡袋 -3℃", "林间睡袋 -12℃"}),
    ],
)
def test_a_size_beside_the_kind_says_which(
    camp: Sequence[NameBook], text: str, meant: set[str]
) -> None:
    assert set(read_question(text, date(2026, 3, 13), camp).filters["product"]) == meant


def test_the_letters_before_a_part_of_a_name_belong_to_it(camp: Sequence[NameBook]) -> None:
    read = read_question("除了K2驱蚊水别的商品评分", date(2026, 3, 13), camp)
    assert read.filters == {"without_product": ("远山 K2驱蚊水 50ml",)}


def test_the_letters_of_an_id_are_no_short_form(camp: Sequence[NameBook]) -> None:
    read = read_question("客户U00719啥情况", date(2026, 3, 13), camp)
    assert read.filters == {"customer_id": ("U00719",)}


def test_a_name_with_a_sign_is_met_however_a_text_spells_it() -> None:
    assert check("林间睡袋 -3℃：NPS -31.2", NPS_LEDGER, GOODS, strict=False) == []


@pytest.mark.parametrize(
    "text", ["中秋前备货要注意啥", "before mid-autumn festival, what to watch"]
)
def test_a_festival_to_come_names_no_days(text: str) -> None:
    assert find_periods(text, date(2026, 9, 1)) == []
    assert find_periods(text, date(2026, 3, 1)) != []


@pytest.mark.parametrize(
    ("question", "name", "args"),
    [
        ("把退款慢的差评列出来", "quotes",
         {"theme": ["returns_refunds"], "stance": ["negative"], "sort": "newest"}),
        ("保温杯和Mug一起算，评分多少", "csat",
         {"product": ["保温杯", "Mug"], "rank_by": "rating_mean"}),
        ("哪个渠道投诉多", "sentiment", {"by": "channel"}),
        ("哪个渠道的差评回得最慢", "reply_stats", {"by": "channel"}),
        ("which channel do we answer slowest", "reply_stats", {"by": "channel"}),
        ("要让nps涨10分得改什么", "drivers", {"score": "nps"}),
        ("假货有多严重", "volume", {"theme": ["authenticity"], "stance": ["negative"]}),
        ("3月2号换了快递，之后差评少了吗", "before_after",
         {"theme": ["delivery"], "changed_on": "2026-03-02"}),
        ("三月以来投诉变多了没", "volume",
         {"period": {"start": "2026-03-01", "end": "2026-03-13"}, "sentiment": ["negative"],
          "compare_to": {"start": "2026-02-16", "end": "2026-02-28"}}),
    ],
)  # fmt: skip
def test_what_is_asked(ask: Ask, question: str, name: str, args: dict[str, Any]) -> None:
    (call,) = ask(question).plan.calls
    assert (call.name, dict(call.args)) == (name, args)


def test_a_deed_behind_the_search_is_refused(ask: Ask) -> None:
    assert ask("把差评找出来全部删掉").plan.say == "cannot_change"


def test_what_nobody_says_is_counted_as_none_beside_what_is_like_it(ask: Ask) -> None:
    counted, like = ask("保温杯掉漆的有多少条").plan.calls
    assert (counted.name, counted.args["words"]) == ("volume", ["掉漆"])
    assert (like.name, like.args["query"], like.args["product"]) == ("search", "掉漆", ["保温杯"])


@pytest.mark.parametrize("question", ["明天天气怎么样", "will it rain tomorrow"])
def test_what_is_out_of_scope_is_so_on_any_day(converse: Converse, question: str) -> None:
    (answer,) = converse(question)
    assert not answer["tools"]
    assert "范围" in answer["answer"] or "scope" in answer["answer"] or "only" in answer["answer"]


def test_the_last_of_a_ranking_is_what_the_next_question_is_about(converse: Converse) -> None:
    ranked, told = converse("各渠道的满意度", "最低的那个为啥")
    rows = {
        figure["filters"]["channel"][0]: figure["value"]
        for figure in ranked["figures"]
        if figure["name"] == "csat" and figure["filters"].get("channel")
    }
    lowest = min((value, name) for name, value in rows.items() if value is not None)
    assert told["tools"][0]["args"]["channel"] == [lowest[1]]


def test_how_many_dangers_asks_for_them_again(ask: Ask) -> None:
    before = (ToolCall("dangers", {"product": ["Kettle"]}),)
    (call,) = ask("一共多少条", before).plan.calls
    assert (call.name, call.args["product"]) == ("dangers", ["Kettle"])


@pytest.mark.parametrize(
    "text", ["评分怎么才能提到4.6", "how do we lift nps by 5", "做啥能让nps涨8分", "nps咋才能到40"]
)
def test_a_target_is_told_from_a_move(text: str) -> None:
    assert TARGET.search(text)
    assert not TARGET.search("评分涨到4.6了吗")


@pytest.mark.parametrize(
    ("text", "rise"),
    [("评分怎么才能提到4.5", 1.5), ("nps要涨12分得改啥", 12.0), ("nps怎么提高", None)],
)
def test_how_far_it_is_to_a_goal(text: str, rise: float | None) -> None:
    assert rise_asked(text, 3.0) == rise


def test_who_is_higher_asks_for_the_two_before(converse: Converse) -> None:
    *_, last = converse("app渠道的满意度", "web呢", "谁高")
    assert last["tools"][0]["args"] == {"channel": ["app", "web"], "by": "channel"}


def test_a_ledger_knows_its_own_group_in_any_width() -> None:
    figure = Figure(name="nps", value=12.0, n=9, filters={"segment": ("会员（金）1",)})
    assert check("会员（金）1的NPS是 12.0", Ledger((figure,)), ("会员（金）1",), strict=False) == []
