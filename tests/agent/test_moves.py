"""Short questions that ask something of the answer before them, in whole conversations."""

import pytest

from assistant.agent.question.moves import Move, move_of
from tests.agent.answers import called, first_line
from tests.agent.conftest import Converse

YEAR = {"start": "2026-01-01", "end": "2026-03-13"}


@pytest.mark.parametrize(
    ("move", "questions"),
    [
        (Move.MORE, ("more", "show me more", "5 more", "any others?", "what else", "还有吗",
                     "再来三条", "继续", "剩下的呢", "mehr", "más")),
        (Move.ALL, ("all of them", "show me the full list", "全部列出来", "所有的")),
        (Move.TOTAL, ("and in total", "overall?", "一共呢", "总的呢", "insgesamt")),
        (Move.UNTIL, ("until when", "is it over?", "still going on?", "到什么时候",
                      "什么时候结束的", "持续了多久", "bis wann")),
        (Move.NORMAL, ("is it back to normal now?", "is it better now", "恢复了吗", "现在呢")),
        (Move.WHY, ("why?", "and why is that", "how come", "为什么", "为啥呢", "是什么原因",
                    "怎么回事", "und warum?", "¿por qué?")),
        (Move.WHY_THAT, ("why that one", "why is it first", "为什么是它", "为什么这个排第一")),
        (Move.DIFFERENCE, ("how much more?", "what's the difference", "差了多少", "差多少分",
                           "两个差多少")),
        (Move.AGAINST_BEFORE, ("than the week before?", "compared with the month before",
                               "比前一周多多少", "和前一个月比呢", "环比呢", "跟上一个90天比呢")),
        (Move.WORST, ("show me the worst one", "the worst of them", "挑最严重那条", "最差的那条")),
        (Move.TWO, ("which one is worse", "which of the two is better?", "compare the two", "both",
                    "which is the worst of the two", "哪个更好", "两个哪个差", "两个加一块呢")),
        (Move.EACH, ("how many each", "how many do they have", "各有多少条", "分别多少条")),
        (Move.DUE, ("when is it due", "what's the deadline", "by when must we reply",
                    "这个多久要回", "什么时候要回复", "超时了吗")),
        (Move.ALWAYS, ("did he always complain?", "was she happy before", "他一直这样吗",
                       "她以前也投诉吗")),
        (Move.WHO, ("who wrote that?", "who is that customer", "who wrote the second one",
                    "这是谁写的", "谁写的", "第二条是谁写的")),
        (None, ("why did the nps fall in march", "how many reviews do we have", "the kettle",
                "show me more negative reviews of the kettle", "哪些商品评分最低", "这周的差评",
                "and last week?", "那上周呢", "thanks", "give me an overview")),
    ],
)  # fmt: skip
def test_what_a_short_question_asks(move: Move | None, questions: tuple[str, ...]) -> None:
    assert {question: move_of(question) for question in questions} == dict.fromkeys(questions, move)


@pytest.mark.parametrize(
    ("asked", "total", "name"),
    [
        ("csat of the kettle per month this year", "and in total", "csat"),
        ("水壶今年每个月的满意度", "总的呢", "csat"),
        ("nps by month this year", "overall?", "nps"),
        ("nps by product this year", "in total", "nps"),
    ],
)
def test_the_same_number_over_all_of_it(
    converse: Converse, asked: str, total: str, name: str
) -> None:
    first, second = converse(asked, total)
    ((tool, args),) = called(second)
    assert (tool, args["period"]) == (name, called(first)[0][1]["period"])
    assert "step" not in args
    assert "by" not in args


@pytest.mark.parametrize("until", ["until when", "is it over?", "到什么时候", "现在呢"])
def test_when_it_ended(converse: Converse, until: str) -> None:
    *_, last = converse("how many complaints about delivery last week", until)
    ((tool, args),) = called(last)
    assert (tool, args["metric"], args["theme"]) == ("trend", "count", ["delivery"])
    assert "2026-03-13" in first_line(last)
    assert last["verified"]


@pytest.mark.parametrize("since", ["since when", "when did it start", "从啥时候开始的", "多久了"])
def test_since_when_of_what_was_complained_about(converse: Converse, since: str) -> None:
    *_, last = converse("what are people angry about with the kettle this week", since)
    ((tool, args),) = called(last)
    assert (tool, args["product"], args["metric"]) == ("trend", ["Kettle"], "count")


@pytest.mark.parametrize(
    ("compare", "why"), [("compared with last month", "why"), ("和上个月比呢", "为什么")]
)
def test_why_explains_the_change_between_the_same_periods(
    converse: Converse, compare: str, why: str
) -> None:
    _, compared, explained, split = converse("csat this month", compare, why, "by channel")
    ((tool, args),) = called(explained)
    before = called(compared)[0][1]
    assert tool == "explain_change"
    assert {n: args[n] for n in ("period", "compare_to")} == {
        n: before[n] for n in ("period", "compare_to")
    }
    ((tool, args),) = called(split)
    assert (tool, args["by"], args["compare_to"]) == ("csat", "channel", before["compare_to"])


@pytest.mark.parametrize("why", ["why that one", "why is it first", "为什么是它"])
def test_why_a_problem_comes_first(converse: Converse, why: str) -> None:
    *_, last = converse("what should we fix first this month", why)
    assert [name for name, _ in called(last)] == ["priority"]
    assert last["verified"]
    assert any(word in first_line(last) for word in ("stands first", "排第一"))


@pytest.mark.parametrize("much", ["how much more?", "差了多少"])
def test_the_difference_of_two_turns(converse: Converse, much: str) -> None:
    *_, last = converse("how many reviews this week", "and last week?", much)
    ((tool, args),) = called(last)
    assert tool == "volume"
    assert (args["period"]["start"], args["compare_to"]["start"]) == ("2026-03-09", "2026-03-02")
    assert "+4" in first_line(last)


@pytest.mark.parametrize("before", ["than the week before?", "比前一周多多少"])
def test_against_the_period_before_the_one_in_question(converse: Converse, before: str) -> None:
    *_, last = converse("how many reviews last week", before)
    ((tool, args),) = called(last)
    assert tool == "volume"
    assert args["period"] == {"start": "2026-03-02", "end": "2026-03-08"}
    assert args["compare_to"] == {"start": "2026-02-23", "end": "2026-03-01"}


@pytest.mark.parametrize(
    ("second", "two"),
    [("and the mug?", "which one of the two is worse?"), ("那杯子Mug呢", "哪个更好")],
)
def test_the_two_that_were_asked_about(converse: Converse, second: str, two: str) -> None:
    *_, last = converse("average rating of the kettle this year", second, two)
    ((tool, args),) = called(last)
    assert (tool, args["by"], args["product"]) == ("csat", "product", ["Kettle", "Mug"])


@pytest.mark.parametrize("each", ["how many each", "各有多少条"])
def test_how_many_each_of_those_has(converse: Converse, each: str) -> None:
    asked = "which products have an average rating below 3 this year"
    first, second = converse(asked, each)
    ((tool, args),) = called(second)
    assert (tool, args["by"]) == ("volume", "product")
    assert all(product in first_line(first) for product in args["product"])
    assert all(product in first_line(second) for product in args["product"])
    assert second["verified"]


@pytest.mark.parametrize("by", ["by product", "按商品拆开"])
def test_a_trend_is_split_by_its_number(converse: Converse, by: str) -> None:
    *_, last = converse("nps by month this year", by)
    assert called(last) == [("nps", {"period": YEAR, "by": "product"})]


@pytest.mark.parametrize("much", ["how much more?", "差多少"])
def test_the_difference_of_two_things_is_told_side_by_side(converse: Converse, much: str) -> None:
    *_, last = converse("how many complaints about the kettle this year", "and the mug?", much)
    ((tool, args),) = called(last)
    assert (tool, args["by"], args["product"]) == ("volume", "product", ["Kettle", "Mug"])
    assert "Kettle" in first_line(last)


class TestAQuestionOfItsOwn:
    """In the same conversation a whole question starts anew."""

    @pytest.mark.parametrize(
        ("question", "tool"),
        [
            ("worst 3 reviews", "quotes"),
            ("top 3 complaints", "complaints"),
            ("how many reviews this month", "volume"),
            ("any safety issues", "dangers"),
            ("最差的3条评价", "quotes"),
            ("前三大投诉", "complaints"),
            ("有多少条评论", "volume"),
        ],
    )
    @pytest.mark.parametrize("between", [(), ("why",)])
    def test_after_a_ranking(
        self, converse: Converse, between: tuple[str, ...], question: str, tool: str
    ) -> None:
        *_, last = converse("nps by product this year", *between, question)
        assert called(last)[0][0] == tool

    @pytest.mark.parametrize(
        ("asked", "question"),
        [("how many complaints about the sprocket this year", "and the kettle?"),
         ("今年齿轮有多少差评", "那水壶呢")],
    )  # fmt: skip
    def test_a_name_takes_the_place_of_a_word_that_was_none(
        self, converse: Converse, asked: str, question: str
    ) -> None:
        *_, last = converse(asked, question)
        assert "words" not in called(last)[0][1]


class TestReadingARankingOn:
    @pytest.mark.parametrize(
        ("asked", "question", "begins"),
        [
            ("which product has the worst nps this year", "and the best?", "Best product: Mug"),
            ("今年哪个商品评分最低", "最好的呢", "最好的商品：Mug"),
            ("今年哪个商品评分最低", "第二低的呢", "Lamp"),
            ("今年哪个商品评分最高", "第二好的", "Lamp"),
            ("which product has the worst rating this year", "the second worst?", "Lamp"),
            ("which product has the best rating this year", "and the second?", "Lamp"),
        ],
    )
    def test_the_other_end_and_the_next(
        self, converse: Converse, asked: str, question: str, begins: str
    ) -> None:
        first, second = converse(asked, question)
        assert called(second) == called(first)
        assert begins in first_line(second)

    def test_a_ranking_by_numbers_stays_one(self, converse: Converse) -> None:
        asked = "which product has the most complaints this year"
        *_, second, third = converse(asked, "and the second?", "the top 2")
        assert "second most complaints" in first_line(second)
        assert "complaints" in first_line(third)

    @pytest.mark.parametrize(
        ("best", "why", "worst"),
        [("which product has the best rating this year", "why", "and the worst?"),
         ("今年哪个商品评分最高", "为什么", "最差的呢")],
    )  # fmt: skip
    def test_a_look_at_one_group_in_between_does_not_lose_the_table(
        self, converse: Converse, best: str, why: str, worst: str
    ) -> None:
        first, second, third = converse(best, why, worst)
        assert called(second)[0][0] == "themes"
        assert called(second)[0][1]["product"] == ["Mug"]
        assert called(third) == called(first)
        assert "Kettle" in first_line(third)

    @pytest.mark.parametrize(
        "question", ["倒数两个呢", "the bottom two", "前两名呢", "and the top two?"]
    )
    def test_several_of_one_end_are_read_from_the_same_table(
        self, converse: Converse, question: str
    ) -> None:
        first, second = converse("rank the products by rating this year", question)
        assert called(second) == called(first)
        assert second["verified"]

    @pytest.mark.parametrize(
        ("asked", "question", "tool", "product"),
        [
            ("which product has the best rating this year", "what do people love about it",
             "themes", "Mug"),
            ("今年哪个商品评分最低", "大家都在抱怨它什么", "complaints", "Kettle"),
            ("which product has the most complaints this year", "show me what they say about it",
             "quotes", "Kettle"),
        ],
    )  # fmt: skip
    def test_it_is_what_was_named_first(
        self, converse: Converse, asked: str, question: str, tool: str, product: str
    ) -> None:
        *_, last = converse(asked, question)
        assert (called(last)[0][0], called(last)[0][1]["product"]) == (tool, [product])


class TestWhatIsNotUnderstood:
    @pytest.mark.parametrize(
        ("asked", "question"),
        [
            ("what are people angry about this week", "and the sprockets of zanzibar?"),
            ("what are people angry about this week", "mumble mumble"),
            ("nps this month", "as a colour"),
            ("这周客户在生什么气", "咕噜咕噜呢"),
        ],
    )
    def test_what_was_kept_is_named_and_other_readings_offered(
        self, converse: Converse, asked: str, question: str
    ) -> None:
        first, second = converse(asked, question)
        assert called(second) == []
        assert second["verified"]
        assert second["answer"] != first["answer"]
        offers = [line for line in second["answer"].split("\n") if line.startswith("- ")]
        assert len(offers) == 3
        assert f"- {asked}" not in offers

    @pytest.mark.parametrize(
        ("asked", "question", "kept"),
        [
            ("what are people angry about this week", "mumble mumble", "Complaints"),
            ("这周客户在生什么气", "咕噜咕噜呢", "投诉"),
        ],
    )
    def test_the_scope_stays_in_sight(
        self, converse: Converse, asked: str, question: str, kept: str
    ) -> None:
        *_, last = converse(asked, question)
        assert kept in last["answer"]
        assert "2026-03-09" in last["answer"]

    @pytest.mark.parametrize("question", ["same again", "what are people angry about this week"])
    def test_what_is_wanted_again_is_said_again(self, converse: Converse, question: str) -> None:
        first, second = converse("what are people angry about this week", question)
        assert called(second) == called(first)


@pytest.mark.parametrize("into", ["翻成英文", "翻译成英文", "in english please"])
def test_the_same_in_english(converse: Converse, into: str) -> None:
    first, second = converse("本月差评率多少", into)
    assert called(first) == called(second)
    assert second["language"] == "en"
