import re
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from statistics import fmean
from zoneinfo import ZoneInfo

import pytest

from assistant.demo.store import demo_feedback
from assistant.errors import InvalidInputError
from assistant.models import Feedback

TODAY = date(2026, 11, 18)
ZONE = ZoneInfo("Asia/Shanghai")

PAYMENT = re.compile(
    r"charged (twice|me double)|double charge|two (payments|debits)|debit|payment (keeps )?fail|"
    r"taken twice|cannot pay at all|扣了?两次|重复扣|扣了?两笔|双份|两笔|付不了款|付了三次|"
    r"一付款就报错|扣了",
    re.IGNORECASE,
)
LATE = re.compile(
    r"days late|parcel after|in transit|delivery took|another week|days and counting|stuck in|"
    r"pushed back|晚了|还没收到货|运输中|压了我的件|影子都没有|卡在你们仓库|一拖再拖|还在等",
    re.IGNORECASE,
)
LEAK = re.compile(r"leak|base|puddle|drips|漏|滴水|一滩水|往外渗", re.IGNORECASE)
BROKEN = re.compile(
    r"arrived broken|shards|cracked|smashed|snapped off|it was broken|in pieces|shattered|"
    r"收到就是碎|碎片|裂了一道|边角都磕坏|断了一块|果然坏了|碎着到|玻璃全碎|还有裂纹",
    re.IGNORECASE,
)
WISH = re.compile(
    r"wish list|gift card|saved items|heart button|wedding list|everything I had saved|"
    r"心愿单|收藏|礼品卡|点爱心",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def items() -> list[Feedback]:
    return [incoming.feedback for incoming in demo_feedback(TODAY, ZONE)]


def back(item: Feedback) -> int:
    return (item.time.astimezone(ZONE).date() - TODAY).days


def between(items: list[Feedback], first: int, last: int) -> list[Feedback]:
    return [item for item in items if first <= back(item) <= last]


def share(items: list[Feedback], words: re.Pattern[str]) -> float:
    return sum(bool(words.search(item.full_text)) for item in items) / len(items)


def mean_rating(items: list[Feedback], product: str) -> float:
    return fmean(i.rating for i in items if i.product == product and i.rating is not None)


def chinese(text: str) -> bool:
    return bool(re.search(r"[一-鿿]", text)) and not re.search(r"[぀-ヿ]", text)


def test_the_same_arguments_give_the_same_store() -> None:
    assert demo_feedback(TODAY, ZONE, 3, 20) == demo_feedback(TODAY, ZONE, 3, 20)
    assert demo_feedback(TODAY, ZONE, 3, 20) != demo_feedback(TODAY, ZONE, 4, 20)


def test_ids_run_in_order_of_time_and_every_item_is_marked(items: list[Feedback]) -> None:
    assert [i.id for i in items] == [f"S{n:05d}" for n in range(1, len(items) + 1)]
    assert [i.time for i in items] == sorted(i.time for i in items)
    assert all(i.source == "demo" and i.extra == {"synthetic": "true"} for i in items)
    keys = [incoming.key for incoming in demo_feedback(TODAY, ZONE)]
    assert len(set(keys)) == len(items)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Shanghai", "America/Los_Angeles"])
@pytest.mark.parametrize("weekday", range(7))
def test_each_day_has_enough_and_none_lies_in_the_future(zone: str, weekday: int) -> None:
    today = TODAY + timedelta(days=weekday)
    found = [i.feedback for i in demo_feedback(today, ZoneInfo(zone), days=9)]
    end = datetime.combine(today + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)
    assert all(item.time < end and item.time.utcoffset() == timedelta(0) for item in found)
    days = Counter(item.time.astimezone(ZoneInfo(zone)).date() for item in found)
    assert days[today] >= 40
    assert min(days) == today - timedelta(days=8)


def test_counts_languages_and_distinct_texts(items: list[Feedback]) -> None:
    assert 4600 <= len(items) <= 5400
    assert 0.38 <= fmean(chinese(item.text) for item in items) <= 0.46
    assert fmean(not chinese(i.text) and i.text.isascii() for i in items) >= 0.45
    assert len({item.text for item in items}) / len(items) >= 0.9
    assert all(item.text and "{" not in item.text for item in items)
    lengths = [len(item.text) for item in items]
    assert min(lengths) <= 3
    assert max(lengths) > 250


def test_scores_lie_on_their_scales(items: list[Feedback]) -> None:
    assert {i.rating for i in items} == {None, 1, 2, 3, 4, 5}
    assert {i.nps for i in items if i.nps is not None} == set(range(11))
    assert {i.ces for i in items if i.ces is not None} <= set(range(1, 8))
    assert 0.25 <= fmean(i.nps is not None for i in items) <= 0.35
    assert fmean(i.rating is None and i.nps is None for i in items) >= 0.15
    assert all(i.touchpoint == "support" for i in items if i.ces is not None)


def test_customers_come_back(items: list[Feedback]) -> None:
    counts = Counter(i.customer_id for i in items if i.customer_id)
    assert sum(n >= 2 for n in counts.values()) >= 500
    assert {i.segment for i in items} == {None, "new", "returning", "vip"}


def test_the_payment_fault_fills_the_last_days(items: list[Feedback]) -> None:
    assert share(between(items, -3, 0), PAYMENT) > 0.18
    assert share(between(items, -30, -4), PAYMENT) < 0.02


def test_late_deliveries_came_and_went(items: list[Feedback]) -> None:
    wave = share(between(items, -35, -21), LATE)
    assert wave > 0.15
    assert share(between(items, -119, -36), LATE) < 0.03
    assert share(between(items, -20, 0), LATE) < 0.03


def test_the_kettle_leaks_and_its_rating_falls(items: list[Feedback]) -> None:
    kettle = [item for item in items if item.product == "Kettle K2"]
    assert share(between(kettle, -45, 0), LEAK) > 0.2
    assert share(between(kettle, -119, -46), LEAK) < 0.06
    before, after = between(items, -119, -46), between(items, -45, 0)
    assert mean_rating(before, "Kettle K2") - mean_rating(after, "Kettle K2") > 0.4


def test_the_pillow_gets_better(items: list[Feedback]) -> None:
    early, late = between(items, -119, -80), between(items, -39, 0)
    assert mean_rating(late, "Memory Pillow") - mean_rating(early, "Memory Pillow") > 0.3


def test_new_packaging_halved_breakage(items: list[Feedback]) -> None:
    goods = [item for item in items if item.product]
    before = share(between(goods, -119, -61), BROKEN)
    assert before > 2 * share(between(goods, -60, 0), BROKEN)


def test_two_safety_reports_in_the_last_two_days(items: list[Feedback]) -> None:
    words = re.compile("smoke|冒烟")
    found = [item for item in items if words.search(item.text)]
    assert [(back(i), i.product, chinese(i.text)) for i in found] == [
        (-1, "Desk Fan", True),
        (0, "Desk Fan", False),
    ]


def test_support_is_slower_on_weekends(items: list[Feedback]) -> None:
    answers = [item for item in items if item.ces is not None]
    free = [i.ces for i in answers if i.time.astimezone(ZONE).weekday() >= 5 and i.ces]
    busy = [i.ces for i in answers if i.time.astimezone(ZONE).weekday() < 5 and i.ces]
    assert fmean(busy) - fmean(free) > 0.7


def test_copies_and_default_praise_occur(items: list[Feedback]) -> None:
    counts = Counter(item.text for item in items if len(item.text) > 30)
    assert sum(n >= 4 for n in counts.values()) >= 3
    assert sum("系统代记" in i.text or "默认五分" in i.text for i in items) >= 3


def test_a_theme_without_a_name_emerges(items: list[Feedback]) -> None:
    assert share(between(items, -119, -5), WISH) < 0.002
    assert share(between(items, -4, 0), WISH) > 0.08


def test_a_store_of_no_days_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="at least 1 day"):
        demo_feedback(TODAY, ZONE, days=0)
