"""What Chinese support staff type, short and loose, in a shop of other words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from assistant.agent.checking.directions import misdirected
from assistant.agent.names.book import name_books
from assistant.agent.names.finder import NameBook
from assistant.agent.periods.finder import find_periods
from assistant.agent.planner.shop.mind import Mind
from assistant.agent.planner.words.translated_names import with_translated_products
from assistant.agent.question.reader import read_question
from assistant.models import Figure, Period
from assistant.understanding.themes import Taxonomy
from tests.agent.conftest import Ask

AS_OF = date(2026, 3, 13)
GOODS = (
    *("白瓷盖碗", "青瓷盖碗", "老白茶饼", "茉莉花茶礼盒", "电热煮茶炉 B3", "电热煮茶炉 B5"),
    *("茶叶电子秤", "竹制茶盘", "龙井绿茶", "便携茶具套装"),
)


@pytest.fixture(scope="module")
def tea(taxonomy: Taxonomy) -> tuple[NameBook, ...]:
    return name_books(GOODS, ("天猫", "拼多多"), (), ("老客", "新客"), taxonomy, {})


def _named(tea: Sequence[NameBook], text: str) -> set[str]:
    return set(read_question(text, AS_OF, tea).filters.get("product", ()))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("盖碗的问题主要是啥", {"白瓷盖碗", "青瓷盖碗"}),
        ("煮茶炉俩型号评分谁高", {"电热煮茶炉 B3", "电热煮茶炉 B5"}),
        ("念几条骂B5的", {"电热煮茶炉 B5"}),
        ("b3怎么样", {"电热煮茶炉 B3"}),
        ("茶叶秤从啥时候开始不准的", {"茶叶电子秤"}),
        ("茶具有人夸吗", {"便携茶具套装"}),
    ],
)
def test_names_are_found_by_what_they_share_end_with_and_are_marked_by(
    tea: tuple[NameBook, ...], text: str, meant: set[str]
) -> None:
    assert _named(tea, text) == meant


def test_a_quarter_is_no_model_and_a_word_inside_other_names_stands_for_none() -> None:
    books = NameBook.of_names("product", ("飞行棋 Q3", "咖啡杯", "挂耳咖啡包"), {})
    assert not books.find("q3的评分")
    assert not books.find("咖啡的评分")


def test_the_members_of_a_kind_are_set_apart_where_each_is_asked_for(
    tea: tuple[NameBook, ...],
) -> None:
    assert not read_question("煮茶炉俩型号各有多少差评", AS_OF, tea).kinds
    assert read_question("煮茶炉有多少差评", AS_OF, tea).kinds == ("product",)


def test_who_asks_is_no_part_of_the_question(tea: tuple[NameBook, ...]) -> None:
    read = read_question("你好，我是客服部的小陈，客人最不满意哪些地方", AS_OF, tea)
    assert "theme" not in read.filters
    assert "小陈" not in read.rest


@pytest.mark.parametrize(
    ("text", "stars"),
    [("打1分2分的有几条", ("1", "2")), ("给了4、5分的占多少", ("4", "5")), ("打3分的", ("3",))],
)
def test_points_that_are_joined_are_all_read(
    tea: tuple[NameBook, ...], text: str, stars: tuple[str, ...]
) -> None:
    assert read_question(text, AS_OF, tea).filters["rating"] == stars


def test_two_weeks_are_no_number_of_rows(tea: tuple[NameBook, ...]) -> None:
    assert read_question("这俩礼拜有什么新抱怨", AS_OF, tea).top is None


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("双十二之后投诉多吗", Period(date(2025, 12, 13), AS_OF)),
        ("双十二以来投诉多吗", Period(date(2025, 12, 10), AS_OF)),
        ("complaints after christmas", Period(date(2025, 12, 27), AS_OF)),
    ],
)
def test_after_a_festival_begins_when_it_is_over(text: str, period: Period) -> None:
    (found,) = find_periods(text, AS_OF)
    assert found.period == period


def test_week_by_week_names_no_monday(tea: tuple[NameBook, ...]) -> None:
    read = read_question("差评一周一周地列出来", AS_OF, tea)
    assert not read.periods
    assert read.step == "week"
    assert read_question("一个月一个月的nps", AS_OF, tea).step == "month"


@pytest.mark.parametrize(
    ("question", "tool"),
    [
        ("weibo分低是因为啥", "complaints"),
        ("weibo为啥老打低分", "complaints"),
        ("Lamp评分高是因为什么", "themes"),
        ("为什么Lamp评分掉了", "explain_change"),
        ("哪个品差评率最高", "sentiment"),
        ("好评率垫底的渠道", "volume"),
        ("web和app哪边留言多", "volume"),
        ("web vs app 物流投诉", "volume"),
        ("保温杯VS水壶 物流投诉", "volume"),
        ("Lamp跟别的商品比怎么样", "csat"),
        ("Lamp的评分在所有商品里排第几", "csat"),
        ("碎了的是哪几款", "volume"),
        ("来三条骂Mug最狠的", "quotes"),
        ("摔坏了能直接补发吗 咱规矩怎么说", "policy"),
        ("还有现货吗", None),
        ("有没有要马上盯的事", "alerts"),
        ("下个月评分会咋样", "trend"),
        ("有没有人说“发黏”", "quotes"),
    ],
)
def test_what_is_asked_loosely_is_called_rightly(ask: Ask, question: str, tool: str | None) -> None:
    calls = ask(question).plan.calls
    assert (calls[0].name if calls else None) == tool


@pytest.mark.parametrize(
    ("question", "arguments"),
    [
        ("Lamp排第几", {"by": "product"}),
        ("好评率垫底的渠道", {"by": "channel", "sentiment": ["positive"]}),
        ("破损有多少条", {"theme": ["packaging"], "stance": ["negative"]}),
        ("来三条骂Mug最狠的", {"product": ["Mug"], "sentiment": ["negative"], "limit": 3}),
        ("国庆和元旦哪个时候投诉多", {"sentiment": ["negative"]}),
    ],
)
def test_what_is_asked_loosely_is_narrowed_rightly(
    ask: Ask, question: str, arguments: dict[str, object]
) -> None:
    call = ask(question).plan.calls[0]
    assert {name: call.args.get(name) for name in arguments} == arguments


def test_the_ends_of_an_interval_are_no_change() -> None:
    rose = Figure(name="share_change", value=2.0, unit="points", n=90)
    assert not list(misdirected("投诉占比 -6.8（区间 -11.9 到 -2.0：下降）", [rose]))
    assert list(misdirected("投诉占比下降 2.0", [rose]))


def test_an_english_thing_in_a_chinese_question_is_a_product_here(
    mind: Mind, taxonomy: Taxonomy
) -> None:
    names = ("木簪子", "斗篷", "绣花鞋", "腰带")
    wardrobe = replace(mind, books=name_books(names, (), (), (), taxonomy, {}))
    read = read_question("这个 cloak 的评价有几条", AS_OF, wardrobe.books)
    assert "product" not in read.filters
    found = with_translated_products(read, wardrobe)
    assert found.filters["product"] == ("斗篷",)
