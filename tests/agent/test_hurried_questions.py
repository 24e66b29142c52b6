"""What staff type between two customers: filters within filters, records by id, other words."""

from typing import Any

import pytest

from assistant.agent.agent import Agent
from assistant.agent.names.finder import NameBook
from assistant.agent.names.parts import lines_of
from assistant.agent.planner.leads.lead import lead_of
from assistant.agent.question.name_filters import names_in
from assistant.models import Figure, Scope, ToolCall
from assistant.tools.result import ToolResult
from tests.agent.conftest import Ask, Converse
from tests.agent.planned import LAST_WEEK, MONTH, WEEK, WHOLE, planned

YEAR = {"start": "2026-01-01", "end": "2026-03-13"}


@pytest.mark.parametrize(
    ("question", "tool", "args"),
    [
        ("what about N10, what did they say", "quotes", {"ids": ["N10"]}),
        ("N10说了什么", "quotes", {"ids": ["N10"]}),
        ("draft a reply to N10", "draft_reply", {"ids": ["N10"]}),
        ("when was the last 1 star for the kettle", "quotes",
         {"product": ["Kettle"], "rating": [1], "limit": 1, "period": WHOLE}),
        ("水壶上一次一星是哪天", "quotes",
         {"product": ["Kettle"], "rating": [1], "limit": 1, "period": WHOLE}),
        ("which products got more than 2 one star reviews since new year", "volume",
         {"rating": [1], "by": "product", "bound": {"side": "above", "value": 2.0},
          "period": YEAR}),
        ("promotors this year?", "nps", {"period": YEAR}),
        ("did 5 stars go up in march compared with february", "volume",
         {"rating": [5], "period": MONTH, "compare_to": {"start": "2026-02-01",
                                                         "end": "2026-02-28"}}),
        ("3月五星比2月涨了吗", "volume", {"rating": [5], "period": MONTH}),
        ("amount of 2 stars for kettle + mug this year", "volume",
         {"rating": [2], "product": ["Kettle", "Mug"]}),
        ("out of the march 1 stars how many are on the app", "volume",
         {"rating": [1], "channel": ["app"], "period": MONTH}),
        ("newest 2 chinese reviews pls", "quotes", {"language": ["zh"], "limit": 2}),
        ("write a formal reply to N10 in german", "draft_reply",
         {"ids": ["N10"], "tone": "formal", "in_language": "de", "language": None}),
        ("用德语写一个给N10的回复", "draft_reply", {"ids": ["N10"], "in_language": "de"}),
        ("top 3 reasons people give us a low nps this year", "drivers",
         {"period": YEAR, "score": "nps"}),
        ("can i tell N10 they will get their money back", "policy", {}),
        ("first time someone moaned about the kettle?", "trend",
         {"product": ["Kettle"], "period": WHOLE, "metric": "count"}),
        ("how many 4 star or better for the kettle", "volume", {"rating": [4, 5]}),
        ("how many 4+ stars for the kettle", "volume", {"rating": [4, 5]}),
        ("水壶4星或以上有多少", "volume", {"rating": [4, 5]}),
        ("compare kettle n mug on 1 stars this year", "volume",
         {"rating": [1], "product": ["Kettle", "Mug"], "by": "product"}),
        ("any tickets that say courier? show em", "quotes",
         {"words": ["courier"], "period": WHOLE}),
        ("did we have a day w/ more than 2 reviews this year", "volume",
         {"by": "day", "bound": {"side": "above", "value": 2.0}}),
        ("今年有没有哪天超过2条评价", "volume",
         {"by": "day", "bound": {"side": "above", "value": 2.0}}),
        ("who wrote N10", "customer", {"customer_id": ["CN10"]}),
        ("N10是谁写的", "customer", {"customer_id": ["CN10"]}),
        ("everything but the kettle: how many 1 stars this year", "volume",
         {"without_product": ["Kettle"], "rating": [1]}),
        ("撇开水壶，今年一星有多少", "volume", {"without_product": ["Kettle"], "rating": [1]}),
        ("can hearken hide the review N10", "say:cannot_change", {}),
        ("is it possible to delete 1 star reviews", "say:cannot_change", {}),
        ("stars by product this year", "csat",
         {"by": "product", "rank_by": "rating_mean", "period": YEAR}),
        ("who are our most frequent complainers", "volume",
         {"by": "customer_id", "sentiment": ["negative"]}),
        ("最爱投诉的客户是谁", "volume", {"by": "customer_id", "sentiment": ["negative"]}),
        ("give me 3 quotes from happy kettle customers", "quotes",
         {"product": ["Kettle"], "sentiment": ["positive"], "limit": 3}),
        ("how many people said courier this year", "volume",
         {"words": ["courier"], "period": YEAR}),
        ("how many said courier but not kettle this year", "volume",
         {"words": ["courier"], "without_product": ["Kettle"]}),
        ("除了水壶以外今年评分怎么样", "csat", {"without_product": ["Kettle"], "product": None}),
        ("nps right now compared to the same time last month", "nps",
         {"period": MONTH, "compare_to": {"start": "2026-02-01", "end": "2026-02-13"}}),
        ("本月nps和上个月同期比", "nps",
         {"period": MONTH, "compare_to": {"start": "2026-02-01", "end": "2026-02-13"}}),
        ("was the week of 2 march worse than the week after? 1 stars", "volume",
         {"rating": [1], "period": LAST_WEEK, "compare_to": WEEK}),
        ("3月2日那周和后一周比一星多吗", "volume",
         {"rating": [1], "period": LAST_WEEK, "compare_to": WEEK}),
        ("rating on the web vs everywhere else", "csat", {"by": "channel", "channel": None}),
        ("web的评分和其他渠道比", "csat", {"by": "channel", "channel": None}),
        ("complaints about the kettle compared to the other products", "sentiment",
         {"by": "product", "product": None}),
        ("anything waiting on a reply for more than 2 days?", "overdue_replies",
         {"period": {"start": "2026-02-10", "end": "2026-03-11"}}),
        ("超过48小时没回的差评", "overdue_replies",
         {"period": {"start": "2026-02-10", "end": "2026-03-11"}}),
        ("which complaints are overdue", "overdue_replies", {"period": None}),
        ("what colours do people want", "wishes", {}),
        ("is it ok to offer a free mug if they change their review to 5 stars", "say:no_rewards",
         {}),
        ("送个杯子让客户改成五星可以吗", "say:no_rewards", {}),
        ("how much did we sell of the kettle last month", "scorecard", {}),
    ],
)  # fmt: skip
def test_what_is_called(ask: Ask, question: str, tool: str, args: dict[str, Any]) -> None:
    name, found = planned(ask, question)[0]
    assert name == tool
    assert {key: found.get(key) for key in args} == args


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("when was the last 1 star for the kettle", "The last one came on 2026-03-09: [N1]."),
        ("水壶上一次一星是哪天", "最近的一条是 2026-03-09：[N1]。"),
        ("pct of reviews this year that were 5 star",
         "20.0%: 3 of 15 feedback records with stars."),
        ("今年五星占多少", "占 20.0%：15 条有评分的反馈中有 3 条。"),
        ("what share of our 1 stars this year are about the kettle",
         "75.0% of all ★☆☆☆☆ reviews: 3 of 4."),
        ("share of 1 star reviews of the kettle this year",
         "42.9%: 3 of 7 feedback records with stars."),
        ("今年一星评价里面水壶占多少", "占全部 ★☆☆☆☆ 评价的 75.0%：4 条中有 3 条。"),
        ("rating on the web this year vs everywhere else",
         "web: average rating 2.75 (8), -0.46 against all the others together (cannot tell); "
         "with them 2.97 (15)."),
        ("今年web的评分和其他渠道比",
         "web：平均评分 2.75（8），比其余合计 -0.46（数据还说明不了）；全部合计 2.97（15）。"),
        ("what % of detractors this year came from the web", "3 of the 5 detractors: web."),
        ("今年贬损者里来自web的占多少", "web：5 个贬损者中有 3 个。"),
        ("which products got more than 2 one star reviews this year",
         "1 of 2 (product), “more than 2”: Kettle (3)."),
    ],
)  # fmt: skip
def test_it_answers_first_what_was_asked(
    planner: Agent, ask: Ask, question: str, begins: str
) -> None:
    answer = planner.answer(ask(question))
    assert answer.verified
    assert answer.answer.split("\n")[0] == f"**{begins}**"


class TestLines:
    """A word that several names share stands for all of them."""

    NAMES = ("Trail T40 Tent", "Trail T40 Kit", "Trail Mat", "Ridge Bag")

    def test_a_word_that_some_names_share(self) -> None:
        found = lines_of(self.NAMES, {"bag"})
        assert found == {"trail": self.NAMES[:3], "t40": self.NAMES[:2]}

    def test_a_word_of_all_names_says_nothing(self) -> None:
        assert lines_of(["Acme Tent", "Acme Mat"]) == {}
        assert lines_of([f"Acme {n}th" for n in range(20)] + ["Tent"]) == {}

    @pytest.mark.parametrize(
        ("question", "values"),
        [
            ("how is trail doing", NAMES[:3]),
            ("is the t40 kit fine", ("Trail T40 Kit",)),
            ("the kit t40", ("Trail T40 Kit",)),
            ("t40 complaints", NAMES[:2]),
        ],
    )
    def test_the_word_beside_it_decides(self, question: str, values: tuple[str, ...]) -> None:
        book = NameBook.of_names("product", self.NAMES, {}, lines_of(self.NAMES))
        assert names_in(question, [book], [])[0].values == values

    def test_an_everyday_word_is_no_slip_of_a_name(self) -> None:
        book = NameBook.of_names("product", ["Suit White", "Cable Drum"], {})
        assert book.find_misspelt("write to the table") == []

    def test_one_of_what_is_sold_in_the_plural(self) -> None:
        book = NameBook.of_names("product", ["Honey Jars 12oz", "Glasses"], {}, everyday={"good"})
        assert [m.value for m in book.find("a honey jar, one jar")] == ["Honey Jars 12oz"] * 2


@pytest.mark.parametrize(
    ("question", "language"), [("auf deutsch bitte", "de"), ("make it spanish", "es")]
)
def test_a_draft_in_another_language_politely(
    converse: Converse, question: str, language: str
) -> None:
    *_, last = converse("show me N10", "reply to it", question)
    assert last["tools"][0]["args"]["in_language"] == language


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("how many of those were 1 star", "**7 feedback records with stars, 3 of them ★☆☆☆☆"),
        ("其中一星有多少，占几成", "**共 7 条有评分的反馈，其中★☆☆☆☆ 3 条"),
    ],
)
def test_part_of_what_has_stars(converse: Converse, question: str, begins: str) -> None:
    *_, last = converse("average rating of the kettle this year", question)
    assert last["answer"].startswith(begins)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("how much did we sell last month", "**I do not know your sales"),
        ("上个月卖了多少", "**我不知道销售数字"),
        ("why do people hate the lamp this week", "**No complaints found."),
    ],
)
def test_what_feedback_cannot_tell_is_said_first(
    planner: Agent, ask: Ask, question: str, begins: str
) -> None:
    assert planner.answer(ask(question)).answer.startswith(begins)


@pytest.mark.parametrize(
    ("first", "second", "tool", "args"),
    [
        ("which product has the most 1 stars this year", "and the fewest?", "volume",
         {"by": "product", "rating": [1]}),
        ("今年哪个商品一星最多", "最少的呢", "volume", {"by": "product", "rating": [1]}),
        ("how many negative this week", "worst one?", "quotes", {"limit": 1, "sort": "worst"}),
        ("这周有多少负面", "最差的是哪条", "quotes", {"limit": 1, "sort": "worst"}),
        ("what are people angry about this week", "show me the newest one", "quotes",
         {"limit": 1, "sort": None}),
        ("rating of kettle vs mug this year", "is that difference real?", "experiment",
         {"a": "Kettle", "b": "Mug", "by": "product"}),
        ("今年水壶和马克杯 mug 的评分", "这个差异显著吗", "experiment",
         {"a": "Kettle", "b": "Mug"}),
        ("nps this year", "can we trust that", "precision", {"period": YEAR}),
        ("csat without the kettle this year", "and only the kettle?", "csat",
         {"product": ["Kettle"], "without_product": None}),
    ],
)  # fmt: skip
def test_what_follows(
    converse: Converse, first: str, second: str, tool: str, args: dict[str, Any]
) -> None:
    *_, last = converse(first, second)
    (call,) = last["tools"]
    assert call["name"] == tool
    assert {key: call["args"].get(key) for key in args} == args


@pytest.mark.parametrize(
    "question",
    ["how many reviews this week, not counting the kettle", "这周除了水壶以外有多少条评价"],
)
def test_what_names_no_product_is_not_left_out(planner: Agent, ask: Ask, question: str) -> None:
    """N8 names none: 6 records, of which five name another product."""
    (count, *_) = planner.answer(ask(question)).figures
    assert (count.name, count.value) == ("count", 6)


def test_praise_after_a_count_of_bad_stars_asks_of_all(converse: Converse) -> None:
    *_, last = converse(
        "which product has the most 1 stars this year", "what do people like about that one"
    )
    assert last["tools"][0]["args"]["stance"] == ["positive"]
    assert "rating" not in last["tools"][0]["args"]


def _rated(value: float) -> dict[str, Figure]:
    return {"rating_mean": Figure(name="rating_mean", value=value, n=4)}


@pytest.mark.parametrize(
    ("question", "lead"),
    [("台灯的评分", "lead_line"), ("rating of lamp and gold lamp", "lead_compared")],
)
def test_what_one_word_stands_for_is_told_as_one(ask: Ask, question: str, lead: str) -> None:
    rows = [{"name": "Lamp", **_rated(4)}, {"name": "Gold Lamp", **_rated(2)}]
    data = {"by": "product", "rank_by": "rating_mean", "groups": rows, "now": _rated(3)}
    turn = ask(question)
    (call,) = turn.plan.calls
    found = lead_of([(call, ToolResult(Scope(tenant="t"), data))], turn.read)
    assert found is not None
    assert found[0] == lead


def test_the_best_of_several_that_are_level_is_not_alone(ask: Ask) -> None:
    rows = [{"name": "Lamp", **_rated(4)}, {"name": "Mug", **_rated(4)}, {"name": "K", **_rated(2)}]
    data = {"by": "product", "rank_by": "rating_mean", "groups": rows, "now": _rated(3)}
    turn = ask("which product has the best rating")
    call = ToolCall("csat", {"by": "product", "rank_by": "rating_mean"})
    found = lead_of([(call, ToolResult(Scope(tenant="t"), data))], turn.read)
    assert found is not None
    assert found[1]["ties"] == ["Mug"]
    assert "level with Mug" in turn.wording("en").render(found[0], **found[1])
