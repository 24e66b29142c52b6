"""Dates worked out by hand from the definitions of the contract.

2026-03-13 is a Friday, 2026-03-09 a Monday, 2026-01-01 a Thursday, 2024-02-29 a Thursday.
"""
# ruff: noqa: E501

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.agent.names.folding import fold
from assistant.agent.periods.finder import find_periods
from assistant.errors import PeriodError
from assistant.models import Period

FRIDAY = "2026-03-13"
MONDAY = "2026-03-09"
NEW_YEAR = "2026-01-01"
LEAP_DAY = "2024-02-29"

# as-of day, first day, last day, the ways to say it
ONE_PERIOD = """
2026-11-22 2026-10-12 2026-10-18 calendar week 42|in week 42|kw 42|10.12-10.18 多少条|第42周|10.12到10.18
2026-11-22 2025-03-03 2025-03-09 2025-W10|in 2025-w10|2025W10|week 10 of 2025|2025年第10周|in week 10 last year|去年第10周|W10 2025
2026-11-22 2026-11-02 2026-11-08 2026-W45 NPS|2026 week 45|KW45|in W45|the rating of week 45|自然周45
2026-11-22 2024-12-30 2025-01-05 2025-W01
2026-11-22 2026-10-19 2026-11-01 from W43 to W44|2026-W43 to 2026-W44|2026-W43..2026-W44
2026-11-22 2026-03-01 2026-03-01 01.03.2026|1.3.2026 rating
2026-11-22 2026-03-01 2026-03-09 2026-03-01..2026-03-09|1.3.2026 - 9.3.2026
2026-11-22 2025-12-01 2025-12-31 in 2025/12|12/2025|in 2025-12
2026-11-22 1970-01-01 2026-03-01 until 1 March|up to 2026-03-01|截至3月1日
2026-11-22 1970-01-01 2026-10-31 till the end of October|截至上个月
2026-11-22 2026-11-21 2026-11-22 这两天收到几条|近两天
2026-11-22 2026-11-01 2026-11-15 上半个月几条|上半月
2026-11-22 2026-07-01 2026-09-30 the quarter before this one
2026-11-22 2026-09-17 2026-09-30 reviews of the last 2 weeks of september|last fourteen days in september
2026-11-22 2026-09-01 2026-09-03 first 3 days of september
2026-11-22 2026-11-09 2026-11-15 双十一那周|singles day week
2026-11-22 2026-08-01 2026-10-31 8月到10月一共几条|from aug to oct
2026-11-22 2026-10-15 2026-11-22 上个月15号以后
2026-11-22 2026-10-01 2026-10-31 10月一共几条|10月起码有几条
2026-11-22 1970-01-01 2026-07-31 before 1 august|how many prior to the 1st of august|8月1号之前多少条|八月以前
2026-03-13 2025-11-01 2025-11-10 early november|十一月上旬|11月初|the beginning of november|去年11月初
2026-03-13 2025-11-11 2025-11-20 mid-november|mid november 2025|十一月中旬|the middle of november
2026-03-13 2025-11-21 2025-11-30 late november|11月下旬|end of november|十一月底|late november last year
2026-03-13 2026-02-28 2026-03-13 the past fortnight|a fortnight|last fortnight|last couple of weeks
2026-03-13 2025-11-28 2025-12-01 black friday|黑五|last black friday|去年黑五
2026-03-13 2025-10-01 2025-10-07 国庆|国庆期间|去年国庆|national day|国庆NPS
2026-03-13 2025-11-01 2025-11-11 双十一|singles day|double 11|双11期间
2026-03-13 2025-12-20 2025-12-26 christmas|圣诞|last christmas
2026-03-13 2025-06-01 2025-06-18 618|618期间|618 last year
2026-03-13 2026-03-05 2026-03-12 between 5 and 12 march|5-12 march|march 5 to 12|3月5号到12号|3月5-12日
2026-03-13 2026-03-02 2026-03-08 from last week|上周一共|3月2号那周
2026-03-13 2026-03-01 2026-03-07 first week of march|三月第一周
2026-03-13 2025-07-01 2025-12-31 h2|second half|下半年|h2 2025
2026-03-13 2025-12-01 2025-12-31 last december
2026-03-13 2025-06-01 2025-08-31 last summer|去年夏天
2026-03-13 2026-03-01 2026-03-13 nps march|march
2026-03-13 2026-03-07 2026-03-13 last 7d|the last few days|最近几天
2026-03-13 2026-03-13 2026-03-13 today|今天|今儿|今日|今早|上午到现在|show me the worst reviews of today|周五|last 24 hours
2026-03-13 2026-03-12 2026-03-12 yesterday|昨天|昨儿|昨儿个|昨日|how many 1 star yesterday|星期四
2026-03-13 2026-03-11 2026-03-11 前天|the day before yesterday|2 days ago|两天前|on Wednesday|周三
2026-03-13 2026-03-10 2026-03-10 大前天|3 days ago|3天前|10号|3月10日|三月十号|10 March|March 10th
2026-03-13 2026-03-10 2026-03-10 the 10th of March|Mar 10, 2026|2026-03-10|2026/3/10|2026.03.10|这周二
2026-03-13 2026-03-10 2026-03-10 2026年3月10日|last tuesday|３月１０日
2026-03-13 2026-03-09 2026-03-13 this week|本周|这周客户在生什么气|这个星期|本星期|这礼拜
2026-03-13 2026-03-09 2026-03-13 since monday|周一以来|week to date|What are customers angry about THIS WEEK?
2026-03-13 2026-03-02 2026-03-08 last week|上周|上个星期|上礼拜|previous week|那上周呢|the week of 2 March
2026-03-13 2026-03-02 2026-03-06 上周同期|上个星期的同期|the same days last week|same period of last week
2026-03-13 2026-02-01 2026-02-13 上月同期|the same time last month
2026-03-13 2025-10-01 2025-12-11 上季同期|上季度同期|the same days of last quarter
2026-03-13 2026-03-02 2026-03-08 week of March 4|1 week ago|一周前
2026-03-13 2026-02-23 2026-03-01 the week before last|上上周|two weeks ago|上上个星期
2026-03-13 2026-03-01 2026-03-13 this month|本月|这个月|本月NPS|当月|month to date|mtd|in March|3月|三月份
2026-03-13 2026-03-01 2026-03-13 since 1 March|since March 1st|3月1日以来|自3月1日以来|从3月1号起
2026-03-13 2026-02-01 2026-02-28 last month|上月|上个月|上个月除了物流以外投诉最多的是什么|previous month|in february
2026-03-13 2026-02-01 2026-02-28 February|2月|二月|二月一星几条|2月15条差评|2月5星|二月七条差评|Feb 2026|2026年2月|2026-02|今年2月|nps last february
2026-03-13 2026-01-01 2026-01-31 上上个月|the month before last|January|in jan|一月|1月份|two months ago|两个月前
2026-03-13 2025-12-01 2025-12-31 in December|12月|十二月|去年12月|December last year|Dec 2025|December of 2025
2026-03-13 2025-05-01 2025-05-31 in May|5月|五月份|May 2025|why did the rating of the kettle drop in May?
2026-03-13 2025-03-01 2025-03-31 March 2025|2025年3月|去年3月|2025年3月份|march last year
2026-03-13 2026-01-01 2026-03-13 this quarter|本季度|这个季度|qtd|quarter to date|q1|Q1 2026|第一季度|一季度
2026-03-13 2026-01-01 2026-03-13 this year|今年|本年|ytd|year to date|上半年|2026年
2026-03-13 2025-10-01 2025-12-31 last quarter|上季度|上个季度|Q4 2025|2025Q4|2025年第四季度|去年四季度
2026-03-13 2025-10-01 2025-12-31 q4 last year|fourth quarter of 2025|NPS by channel last quarter|Q4
2026-03-13 2025-07-01 2025-09-30 Q3|q3, 2025|去年第三季度|2025年q3|third quarter
2026-03-13 2025-01-01 2025-12-31 last year|去年|in 2025|2025年
2026-03-13 2024-01-01 2024-12-31 前年|2024年|during 2024
2026-03-13 2025-07-01 2025-12-31 去年下半年|second half of 2025|2025年下半年
2026-03-13 2026-03-07 2026-03-13 last 7 days|最近7天|过去七天|近7天|past seven days|最近 7 天|最近一周|past week
2026-03-13 2026-02-28 2026-03-13 last 2 weeks|最近两周|last 14 days|past fourteen days|近14天
2026-03-13 2026-02-12 2026-03-13 last 30 days|近30天|过去三十天|过去30日|past thirty days
2026-03-13 2025-12-14 2026-03-13 last 90 days|近90天|过去九十天
2026-03-13 2026-03-08 2026-03-08 周日|on Sunday|礼拜天|上周日|星期天
2026-03-13 2026-03-06 2026-03-06 last friday|上周五|上个星期五|friday last week|friday of last week
2026-03-13 2026-03-02 2026-03-02 上周一|monday last week|2nd of March
2026-03-13 2026-03-07 2026-03-08 last weekend|上周末|上个周末|周末|上礼拜周末|上个星期的周末|over the weekend
2026-03-13 2026-02-16 2026-02-28 second half of february|2月下半月
2026-03-13 2026-02-01 2026-02-15 the first half of last month|上个月上半月
2026-03-13 2025-12-01 2026-02-28 in winter
2026-03-13 2025-01-01 2025-12-31 nps 2025|csat in 2025?
2026-03-13 2026-02-25 2026-02-25 25号|2月25日
2026-03-13 2025-12-25 2025-12-25 12月25日|25 December|去年12月25日|Dec 25
2026-03-13 2026-03-01 2026-03-05 between 1 March and 5 March|from 1 March to 5 March|3月1日到5日|3月1日至3月5日
2026-03-13 2026-03-01 2026-03-05 2026-03-01 to 2026-03-05|从3月1号到3月5号|March 1 - March 5|3月1日~3月5日
2026-03-13 2026-01-01 2026-02-28 from January to February|between Jan and Feb|1月到2月|1月至2月
2026-03-13 2026-02-20 2026-03-02 between 2026-02-20 and 2026-03-02|2月20号到3月2号
2026-03-13 2025-12-01 2026-03-13 since December|12月以来|自去年12月以来|since 1 December 2025
2026-03-13 2026-02-01 2026-03-13 since last month|上个月以来|从2月到现在|since February
2026-03-13 2025-11-01 2025-11-11 双十一|double eleven|singles' day|去年双11
2026-03-13 2025-11-28 2025-12-01 Black Friday|黑五|去年黑色星期五
2026-03-13 2025-06-01 2025-06-18 618期间|618|六一八
2026-03-13 2024-06-01 2024-06-18 2024年618|前年618
2026-03-13 2026-02-16 2026-02-23 春节|chinese new year|spring festival|春节期间
2026-03-13 2026-02-13 2026-02-13 13/02/2026|02/13/2026
2026-03-09 2026-03-09 2026-03-09 this week|本周|today|周一|on monday
2026-03-09 2026-03-02 2026-03-08 last week|上周|the week of 8 March
2026-03-09 2026-03-02 2026-03-02 last monday|上周一
2026-03-09 2026-03-08 2026-03-08 yesterday|上周日|sunday
2026-03-09 2026-03-07 2026-03-08 last weekend|上周末
2026-03-09 2026-03-03 2026-03-09 最近7天|last seven days
2026-03-09 2026-02-23 2026-03-01 上上周|two weeks ago
2026-03-09 2026-02-10 2026-02-10 10号|十号
2026-01-01 2025-12-29 2026-01-01 this week|本周
2026-01-01 2025-12-22 2025-12-28 last week|上周
2026-01-01 2026-01-01 2026-01-01 this month|本月|this quarter|本季度|今年|this year|Q1|1月|January
2026-01-01 2025-12-01 2025-12-31 last month|上个月|December|12月|去年12月
2026-01-01 2025-10-01 2025-12-31 last quarter|上季度|Q4|去年第四季度
2026-01-01 2025-01-01 2025-12-31 last year|去年|2025年
2026-01-01 2025-12-26 2026-01-01 最近7天|last 7 days
2026-01-01 2025-12-31 2025-12-31 yesterday|昨天|周三|on wednesday|31号
2026-01-01 2025-12-26 2025-12-26 上周五|26号|friday
2026-01-01 2025-11-28 2025-12-01 black friday
2024-02-29 2024-02-01 2024-02-29 this month|本月|2月|February|February 2024
2024-02-29 2024-02-29 2024-02-29 today|2月29日|29 February|29号|2024-02-29
2024-02-29 2024-02-26 2024-02-29 this week|这周
2024-02-29 2024-02-19 2024-02-25 last week|上周
2024-02-29 2024-01-31 2024-02-29 last 30 days|最近30天
2024-02-29 2024-02-28 2024-02-28 yesterday|昨天|周三
2024-02-29 2023-02-01 2023-02-28 去年2月|February 2023|february last year
2024-02-29 2023-10-01 2023-12-31 last quarter|上季度|Q4
2024-02-29 2023-03-01 2024-02-29 过去一年|past year|last 12 months|最近12个月
2024-02-29 2024-02-09 2024-02-16 春节
2028-01-10 2024-02-29 2024-02-29 29 February|2月29日
2028-03-01 2028-02-29 2028-02-29 29 February|2月29日
2101-03-01 2096-02-29 2096-02-29 29 February|2月29日
2028-01-10 2027-03-05 2027-03-05 5 March|3月5日
"""

REFUSED = """
tomorrow|明天|next week|下周|下个月|next month|next quarter|明年|next monday|下周一|this weekend
April 2026|2026年4月|in 2030|2027年|2026-03-14|14 March 2026|Q2 2026|2026年第二季度|2026年下半年
from 5 March to 1 March|3月5日到3月1日|between 2026-03-05 and 2026-03-01|2026-03-05 to 2026-02-05
31 February|2月30日|2026-02-29|2026-13-01|13月|Q5|last 0 days|last -5 days|最近-5天|last 9999999 days|最近0天|2026-W54|2026-W00|2026-W30|30.02.2026|13/2025|32号|2025年2月29日|0月
05/04/2026|since tomorrow|下周以来|between yesterday and last month|April 31|2026年的双十一
"""

NO_PERIOD = """
nps?|what should we fix first|最该先解决什么|may I see the worst reviews|top 5 complaints|5星评价
客户C0123的历史反馈|draft a reply to S01622|1 star reviews|哪天差评最多|screen flickers after a week
is everything ok?|去年同期|the second worst product|月饼盒|天猫的评价|日语评价|星期|8 out of 10|the strap tore after week 2|W10 charger
"""


def rows(table: str) -> list[tuple[str, str, str, str]]:
    found = []
    for line in table.strip().splitlines():
        as_of, start, end, phrases = line.split(" ", 3)
        found += [(as_of, phrase, start, end) for phrase in phrases.split("|")]
    return found


def phrases(table: str) -> list[str]:
    return [phrase for line in table.strip().splitlines() for phrase in line.split("|")]


def read(phrase: str, as_of: str = FRIDAY) -> list[Period]:
    return [found.period for found in find_periods(phrase, date.fromisoformat(as_of))]


def days(start: str, end: str = "") -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end or start))


@pytest.mark.parametrize(("as_of", "phrase", "start", "end"), rows(ONE_PERIOD))
def test_one_period(as_of: str, phrase: str, start: str, end: str) -> None:
    assert read(phrase, as_of) == [days(start, end)]


@pytest.mark.parametrize("phrase", phrases(REFUSED))
def test_a_question_back(phrase: str) -> None:
    """The future, the reversed and what is in no calendar are never guessed at."""
    with pytest.raises(PeriodError):
        read(phrase)


@pytest.mark.parametrize("phrase", phrases(NO_PERIOD))
def test_no_period(phrase: str) -> None:
    assert read(phrase) == []


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("昨天今天前天哪天差评最多", ["2026-03-12", "2026-03-13", "2026-03-11"]),
        ("compare mon tue wed", ["2026-03-09", "2026-03-10", "2026-03-11"]),
        ("yesterday vs today", ["2026-03-12", "2026-03-13"]),
        ("周一和周二哪天投诉多", ["2026-03-09", "2026-03-10"]),
    ],
)
def test_several_days(phrase: str, expected: list[str]) -> None:
    assert read(phrase) == [days(each) for each in expected]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("NPS this week vs last week", [("2026-03-09", FRIDAY), ("2026-03-02", "2026-03-08")]),
        ("本月和上月相比", [("2026-03-01", FRIDAY), ("2026-02-01", "2026-02-28")]),
        ("in March and in January", [("2026-03-01", FRIDAY), ("2026-01-01", "2026-01-31")]),
        ("Q4 2025 against Q4 2024", [("2025-10-01", "2025-12-31"), ("2024-10-01", "2024-12-31")]),
        ("2026-W08 vs 2026-W10", [("2026-02-16", "2026-02-22"), ("2026-03-02", "2026-03-08")]),
        ("compare week 8 and week 9", [("2026-02-16", "2026-02-22"), ("2026-02-23", "2026-03-01")]),
        ("1月和2月的NPS", [("2026-01-01", "2026-01-31"), ("2026-02-01", "2026-02-28")]),
    ],
)
def test_two_periods(phrase: str, expected: list[tuple[str, str]]) -> None:
    assert read(phrase) == [days(*each) for each in expected]


@pytest.mark.parametrize("phrase", ["nps this  week", "nps last\t7 days", "complaints last\nmonth"])
def test_white_space_does_not_hide_a_period(phrase: str) -> None:
    assert len(read(phrase)) == 1


@pytest.mark.parametrize("phrase", ["is the sun hat any good", "the courier sat on my parcel"])
def test_words_that_only_look_like_a_weekday(phrase: str) -> None:
    assert read(phrase) == []


def test_the_place_of_a_period_is_that_in_the_folded_question() -> None:
    question = "最近 ７ 天 NPS"
    (found,) = find_periods(question, date.fromisoformat(FRIDAY))
    assert fold(question)[found.start : found.end] == "最近7天"


some_day = st.dates(date(2020, 2, 1), date(2030, 1, 31))


@given(as_of=some_day, count=st.integers(1, 400))
def test_last_n_days_are_n_days_that_end_with_the_as_of_day(as_of: date, count: int) -> None:
    for phrase in (f"last {count} days", f"最近{count}天", f"过去 {count} 天", f"近{count}天"):
        (found,) = find_periods(phrase, as_of)
        assert found.period == Period(as_of - timedelta(days=count - 1), as_of)


@given(as_of=some_day)
def test_weeks_are_iso_weeks(as_of: date) -> None:
    for phrase, back in (("this week", 0), ("上周", 1), ("上上周", 2)):
        (found,) = find_periods(phrase, as_of)
        there = as_of - timedelta(weeks=back)
        first, last = found.period.start, found.period.end
        assert first.isocalendar() == (*there.isocalendar()[:2], 1)
        assert last == as_of if back == 0 else last.isocalendar() == (*there.isocalendar()[:2], 7)


@given(day=some_day, later=st.integers(0, 500))
def test_a_written_date_is_that_day(day: date, later: int) -> None:
    written = (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%b} {day.day}, {day.year}",
        f"{day.year}/{day.month}/{day.day}",
    )
    for phrase in written:
        (found,) = find_periods(f"nps on {phrase}", day + timedelta(days=later))
        assert found.period == Period(day, day)
    if later:
        for phrase in written:
            with pytest.raises(PeriodError):
                find_periods(phrase, day - timedelta(days=later))


@given(
    st.text("今昨本上下周月年季度天日号一二三十0123456789 -/.到至以来qnextlasworkmdy", max_size=25)
)
def test_anything_gives_periods_up_to_the_as_of_day_or_a_question_back(text: str) -> None:
    as_of = date.fromisoformat(FRIDAY)
    try:
        found = find_periods(text, as_of)
    except PeriodError:
        return
    for each in found:
        assert each.period.start <= each.period.end <= as_of
