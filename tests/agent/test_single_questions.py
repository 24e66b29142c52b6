"""Single questions with their wordings: what is called, and the sentence that answers first."""

from typing import Any

import pytest

from assistant.agent.agent import Agent
from assistant.agent.planner.words.unread import unread_words
from assistant.agent.question.patterns.course import ANY_NEW, STILL
from assistant.agent.question.patterns.figures import DISTINCT_CUSTOMERS, GOOD_TO_BAD, PER_DAY
from assistant.models import ToolCall
from tests.agent.conftest import Ask
from tests.agent.planned import LAST_MONTH, MONTH, WEEK, WHOLE, planned

JANUARY = {"start": "2026-01-01", "end": "2026-01-31"}
AS_LONG_BEFORE = {"start": "2026-01-04", "end": "2026-01-31"}
BEFORE_MARCH = {"start": "2026-02-16", "end": "2026-02-28"}
SAME_DAYS = {"start": "2026-03-02", "end": "2026-03-06"}


@pytest.mark.parametrize(
    ("question", "tool", "args"),
    [
        ("n10说了啥", "quotes", {"ids": ["N10"]}),
        ("看看N10", "quotes", {"ids": ["N10"]}),
        ("what did n10 say", "quotes", {"ids": ["N10"]}),
        ("show me N10", "quotes", {"ids": ["N10"]}),
        ("tell me about N10", "quotes", {"ids": ["N10"]}),
        ("reviews similar to N10", "search", {"query": "杯子很漂亮，物流也快！"}),
        ("有没有跟N10差不多的", "search", {"query": "杯子很漂亮，物流也快！"}),
        ("评论里带“慢”字的有几条", "volume", {"words": ["慢"]}),
        ("带慢字的有几条", "volume", {"words": ["慢"]}),
        ("有几个是嫌慢的", "volume", {"words": ["慢"]}),
        ("有多少人说要找12315", "volume", {"words": ["12315"]}),
        ("how many mention 12315", "volume", {"words": ["12315"]}),
        ("水壶和杯子谁的好评多", "volume", {"sentiment": ["positive"], "by": "product"}),
        ("这个月平均一天来几条反馈", "volume", {"period": MONTH, "words": None}),
        ("一月二月三月哪个月评分最惨", "trend", {"metric": "rating_mean", "step": "month"}),
        ("老板问咱下周nps能涨到多少", "trend", {"metric": "nps"}),
        ("各渠道差评占比排一下", "sentiment", {"by": "channel"}),
        ("rank the channels by share of complaints", "sentiment", {"by": "channel"}),
        ("有没有伤人的", "dangers", {}),
        ("昨天的差评都有哪些", "quotes", {"sentiment": ["negative"], "sort": "worst"}),
        ("what were the bad reviews yesterday", "quotes", {"sentiment": ["negative"]}),
        ("本月最火大的3条给我瞅瞅", "quotes", {"period": MONTH, "sort": "worst", "limit": 3}),
        ("哪个商品最让人头疼", "sentiment", {"by": "product"}),
        ("which product is the most annoying", "sentiment", {"by": "product"}),
        ("哪个群体最不满意", "sentiment", {"by": "segment"}),
        ("which group is least satisfied", "csat", {"by": "segment"}),
        ("评分第二低的是哪个品", "csat", {"by": "product", "rank_by": "rating_mean"}),
        ("3月1号之后水壶是不是变差了", "sentiment",
         {"product": ["Kettle"], "period": MONTH, "compare_to": BEFORE_MARCH}),
        ("has the kettle got worse since 1 march", "sentiment",
         {"product": ["Kettle"], "period": MONTH, "compare_to": BEFORE_MARCH}),
        ("这周比上周同期反馈多了还是少了", "volume",
         {"period": WEEK, "compare_to": SAME_DAYS}),
        ("did we get more feedback this week than the same days last week", "volume",
         {"period": WEEK, "compare_to": SAME_DAYS}),
        ("3月3号换的新包装管用没", "before_after", {"theme": ["packaging"]}),
        ("is the new packaging from 3 march working", "before_after", {"theme": ["packaging"]}),
        ("下个月差评会有多少", "trend", {"metric": "count", "sentiment": ["negative"]}),
        ("水壶和台灯哪个评分高", "csat",
         {"product": ["Kettle", "Lamp", "Gold Lamp"], "by": "product", "rank_by": "rating_mean"}),
        ("周末和工作日的评分有区别吗", "csat", {"by": "day_kind", "rank_by": "rating_mean"}),
        ("are ratings lower at weekends than on weekdays", "csat",
         {"by": "day_kind", "rank_by": "rating_mean"}),
        ("which day of the week has the most reviews", "volume", {"by": "weekday"}),
        ("哪个商品评分掉得最厉害，跟上月比", "csat",
         {"by": "product", "period": MONTH, "compare_to": LAST_MONTH, "rank_by": "rating_mean"}),
        ("which product fell most in february", "csat",
         {"by": "product", "period": LAST_MONTH, "compare_to": AS_LONG_BEFORE,
          "rank_by": "rating_mean"}),
        ("average rating of the kettle in january and february", "csat",
         {"product": ["Kettle"], "period": LAST_MONTH, "compare_to": JANUARY,
          "rank_by": "rating_mean"}),
        ("share of 5 star by channel this month", "volume",
         {"period": MONTH, "rating": [5], "by": "channel"}),
        ("本月一星占比按语言", "volume", {"period": MONTH, "rating": [1], "by": "language"}),
        ("share of 1 and 2 star per product, worst first", "volume",
         {"rating": [1, 2], "by": "product"}),
        ("how many different customers wrote this month", "volume",
         {"period": MONTH, "by": "customer_id"}),
        ("本月有多少个客户评价", "volume", {"period": MONTH, "by": "customer_id"}),
        ("留言最多的五个客户", "volume", {"by": "customer_id"}),
        ("how many reviews a day on average this month", "volume", {"period": MONTH}),
        ("平均每天几条，本月", "volume", {"period": MONTH}),
        ("本月好评和差评的比例是多少", "csat", {"period": MONTH}),
        ("bottom 2 by nps this month", "nps", {"by": "product", "period": MONTH}),
        ("show me 3 german 1 star reviews", "quotes", {"language": ["de"], "rating": [1]}),
        ("longest review about the mug", "quotes", {"product": ["Mug"], "sort": "longest"}),
        ("best and longest complaint", "quotes", {"sort": "longest"}),
        ("is the payment issue serious", "volume",
         {"theme": ["payment_security"], "stance": ["negative"]}),
        ("which product has the most size complaints", "volume",
         {"theme": ["product_match"], "stance": ["negative"], "by": "product"}),
        ("which customers used to be happy and are not now", "customer_segments", {}),
        ("哪些客户以前很满意现在不满意了", "customer_segments", {}),
        ("has delivery got worse or is it still an issue", "trend",
         {"theme": ["delivery"], "stance": ["negative"], "metric": "count"}),
        ("差评最多的是哪个月", "trend", {"sentiment": ["negative"], "metric": "count"}),
        ("are weekends worse than weekdays for complaints", "sentiment", {"by": "day_kind"}),
        ("周末差评多还是工作日差评多", "sentiment", {"by": "day_kind"}),
        ("哪一天差评最多，2月", "sentiment", {"by": "day", "period": LAST_MONTH}),
        ("把商品按差评数从多到少排", "volume", {"by": "product", "sentiment": ["negative"]}),
        ("did the rating of the kettle drop in february", "csat",
         {"product": ["Kettle"], "period": LAST_MONTH, "compare_to": AS_LONG_BEFORE}),
        ("2月比1月好评多了还是少了", "volume",
         {"sentiment": ["positive"], "period": LAST_MONTH, "compare_to": JANUARY}),
        ("水壶好评多吗", "volume", {"product": ["Kettle"], "sentiment": ["positive"]}),
        ("how many 5 stars and how many 1 stars this month", "volume",
         {"by": "rating", "rating": [1, 5]}),
        ("ratio of good to bad reviews this month", "csat", {"period": MONTH}),
        ("when was the first complaint about the kettle", "trend",
         {"product": ["Kettle"], "period": WHOLE, "metric": "count"}),
    ],
)  # fmt: skip
def test_what_is_called(ask: Ask, question: str, tool: str, args: dict[str, Any]) -> None:
    name, found = planned(ask, question)[0]
    assert name == tool
    assert {key: found.get(key) for key in args} == args


@pytest.mark.parametrize("question", ["any new bad reviews this month", "本月有新差评吗"])
def test_whether_there_is_one_is_a_count_with_its_quotes(ask: Ask, question: str) -> None:
    (count, args), (quotes, _) = planned(ask, question)
    assert (count, quotes) == ("volume", "quotes")
    assert args["sentiment"] == ["negative"]


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("how many different customers wrote this year", "different customer"),
        ("今年有多少个客户评价", "位不同的客户"),
        ("how many reviews a day on average this year", "a day on average"),
        ("今年平均每天几条", "平均每天"),
        ("share of 5 star by channel this year", "Within each channel:"),
        ("今年五星占比按渠道", "各渠道内的占比"),
        ("今年好评和差评的比例是多少", "好评（四到五星）"),
        ("median rating this year", "The median rating is"),
        ("今年评分的中位数", "评分的中位数是"),
        ("how many promoters and detractors this year", "promoters ("),
        ("any new bad reviews this year", "Yes: "),
        ("今年有新差评吗", "有，"),
        ("how many reviews on the web or the app this year", "in all: "),
        ("average rating by product this year", "Average rating by product: "),
        ("今年各商品平均评分，从低到高排", "（从低到高）"),
        ("are ratings lower on weekends than on weekdays this year", "average rating"),
        ("did complaints about delivery go up this month", " against "),
        ("本月物流投诉比上个月多吗", "条投诉"),
        ("本月和上个月哪个评分高", "的平均评分更高："),
        ("本月和上个月哪个差评率高", "的负面占比更高："),
        ("本月和上个月哪个差评多", "条投诉"),
        ("上周和这周哪周差评多", "条投诉"),
        ("which was lower, NPS in february or march", "has the lower NPS"),
        ("which product fell most against last month", ""),
    ],
)
def test_it_answers_first_what_was_asked(
    planner: Agent, ask: Ask, question: str, begins: str
) -> None:
    answer = planner.answer(ask(question))
    assert answer.verified
    assert begins in answer.answer.split("\n")[0]


def test_the_worst_stand_first_in_the_table_too(planner: Agent, ask: Ask) -> None:
    text = planner.answer(ask("average rating by product this year, worst first")).answer
    rows = [line for line in text.split("\n") if line.startswith("| ")][1:]
    means = [float(row.split("|")[3]) for row in rows]
    assert means == sorted(means)


def test_whether_it_goes_on_keeps_the_time_that_is_talked_about(ask: Ask) -> None:
    before = ToolCall("complaints", {"theme": ["delivery"], "period": MONTH})
    (call,) = ask("好转了吗", (before,)).plan.calls
    assert (call.name, call.args["period"]) == ("trend", MONTH)


class TestUnreadWords:
    @pytest.mark.parametrize(
        ("question", "words"),
        [
            ("average rating of the kettle among beekeepers", ["beekeepers"]),
            ("水壶生锈的评价给我看几条", ["生锈"]),
            ("找几条说漏油的", ["漏油"]),
            ("what is our nps this month", []),
            ("本月各渠道的满意度怎么样", []),
            ("评价数环比怎么样", []),
            ("客服相关的投诉多吗，占几成", []),
            ("which product has the most complaints in february", []),
        ],
    )
    def test_only_what_nothing_has_read(self, ask: Ask, question: str, words: list[str]) -> None:
        turn = ask(question)
        assert unread_words(turn.read, turn.mind) == words

    def test_what_customers_write_so_is_counted_however_it_is_asked(self, ask: Ask) -> None:
        ((name, args),) = planned(ask, "说纸盒的按渠道数一下各有多少")
        assert (name, args["words"], args["by"]) == ("volume", ["纸盒"], "channel")

    def test_how_much_was_written_since_when_is_told_of_all(self, ask: Ask) -> None:
        ((name, args),) = planned(ask, "一共多少条评价，最早是什么时候的")
        assert name == "catalogue"
        assert not {"sentiment", "stance"} & args.keys()

    def test_what_nobody_says_of_a_list_is_counted_too(self, ask: Ask) -> None:
        calls = planned(ask, "纸盒、漂亮、生锈哪个投诉最多")
        assert {args["words"][0] for _, args in calls} == {"纸盒", "漂亮", "生锈"}

    def test_what_nobody_writes_as_it_is_asked_is_looked_for_in_its_parts(self, ask: Ask) -> None:
        ((name, args),) = planned(ask, "找几条提到盒子纸盒的")
        assert (name, set(args["words"])) == ("quotes", {"盒子", "纸盒"})

    def test_where_a_text_will_stand_is_not_where_it_comes_from(self, ask: Ask) -> None:
        ((name, args),) = planned(ask, "找几条能做微博文案的好评")
        assert (name, args["sentiment"]) == ("quotes", ["positive"])
        assert "channel" not in args

    def test_stars_alone_show_what_was_written(self, ask: Ask) -> None:
        ((name, args),) = planned(ask, "气死我了，水壶那帮人天天一星")
        assert (name, args["rating"], args["product"]) == ("quotes", [1], ["Kettle"])

    def test_which_of_several_words_is_said_most(self, planner: Agent, ask: Ask) -> None:
        turn = ask("今年纸盒漂亮哪个被提得最多")
        assert {call.args["words"][0] for call in turn.plan.calls} == {"纸盒", "漂亮"}
        answer = planner.answer(turn)
        assert answer.verified
        assert answer.answer.startswith("**提到最多的是")

    def test_what_is_asked_for_is_no_name(self, ask: Ask) -> None:
        ((name, _),) = planned(ask, "大家还想要什么花色")
        assert name == "wishes"

    def test_a_word_that_chose_nothing_is_named(self, ask: Ask) -> None:
        remarks = ask("average rating of the kettle in the hands of beekeepers").plan.remarks
        assert ("word_unused", {"words": ["beekeepers"]}) in remarks

    def test_a_word_of_the_texts_chooses_quotes(self, ask: Ask) -> None:
        (call,) = ask("show me reviews where the parcel is mentioned").plan.calls
        assert call.args["words"][0] == "parcel"


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        (STILL, "is the voucher thing still going on", "is the kettle good"),
        (STILL, "掉色还在继续吗", "掉色的有几条"),
        (STILL, "does anyone still mention customs", "does anyone mention customs"),
        (STILL, "is the squealing getting worse", "which product got worse"),
        (PER_DAY, "how many reviews per day on average", "reviews per day"),
        (PER_DAY, "日均多少条", "每天多少条"),
        (DISTINCT_CUSTOMERS, "how many customers wrote in", "how many customers wrote twice"),
        (DISTINCT_CUSTOMERS, "上个月有多少位客户留言", "多少条评价"),
        (GOOD_TO_BAD, "好评和差评各多少", "好评多少"),
        (ANY_NEW, "any new complaints today", "any ideas"),
    ],
)
def test_wordings(pattern: Any, yes: str, no: str) -> None:
    assert pattern.search(yes)
    assert not pattern.search(no)


@pytest.mark.parametrize(
    "question",
    ["今晚湖里出鱼吗", "will the fish bite at the lake today"],
)
def test_days_alone_ask_for_no_overview_of_something_else(ask: Ask, question: str) -> None:
    assert planned(ask, question) == [("say:out_of_scope", {})]


@pytest.mark.parametrize(
    ("question", "written"),
    [
        ("要是没有断竿这事nps能到多少", "断竿"),
    ],
)
def test_what_no_tool_picks_by_is_said(ask: Ask, question: str, written: str) -> None:
    assert ("word_unused", {"words": [written]}) in ask(question).plan.remarks


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("给GD999写回复", "没有编号为 'GD999' 的反馈"),
        ("reply to GD999", "no feedback with the id 'GD999'"),
    ],
)
def test_an_unknown_id_is_told_in_the_language_of_the_question(
    planner: Agent, ask: Ask, question: str, said: str
) -> None:
    assert said in planner.answer(ask(question)).answer
