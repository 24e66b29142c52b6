"""How a period is written in Chinese."""

from assistant.agent.periods.calendar import week_of, year_of
from assistant.agent.periods.rule import Rule, rules
from assistant.agent.periods.stretches import (
    SEASONS,
    ago,
    calendar_unit,
    day_in,
    day_of_month,
    days_in_month,
    half,
    half_month,
    iso_week,
    last,
    named_day,
    named_month,
    quarter,
    same_days_before,
    season,
    tenth,
    week_in_month,
    weekday,
    weekend,
    year_number,
)
from assistant.agent.periods.time_words import FEW, UNITS, WEEKDAY_NUMBER, count

__all__ = ["YEAR", "chinese_rules"]

YEAR = r"(?:(\d{4}|今|去|前|明)年的?)"
HAN = "[零〇一二两三四五六七八九十百]"
COUNT = rf"(?:-?\d{{1,9}}|{HAN}{{1,4}})"
DAY = rf"(?:\d{{1,2}}|{HAN}{{1,3}})"
TENTHS = {"初": 0, "上": 0, "中": 1, "底": 2, "末": 2, "下": 2}
# 周一 is Monday, but 上周一共 is "last week in total".
NOT_A_DAY = r"(?![\d日号个共起直样些般定律片边星颗条款位名张份次月])"
"""10月一共 is "October in total" and 8月一星 its one star reviews, no first of the month."""

NOT_A_WEEKDAY = "(?!个|周|共|起|直|样|些|般|定|律|下|片|边)"


def steps(prefix: str) -> int:
    """上 is one back, 上上 two; 本, 这 and 今 are the present; 下 is ahead."""
    return {"本": 0, "这": 0, "这个": 0, "今": 0, "当": 0, "下": 1, "下个": 1}.get(
        prefix, -prefix.count("上")
    )


def chinese_rules() -> list[Rule]:
    """The rules in no order of rank: at each place the longest match wins."""
    year = year_number
    plain = [
        (r"大前[天儿]", lambda m, d: ago(3, "day", d)),
        (r"(?<!大)前(?:天|儿个?)", lambda m, d: ago(2, "day", d)),
        (r"昨(?:[天日晚]|儿个?)", lambda m, d: ago(1, "day", d)),
        (r"今(?:[天日晚]|儿个?)|^当天", lambda m, d: ago(0, "day", d)),
        (r"今早|今儿?一早|(?:早上|上午|一早|清早|中午|开门|开班|接班)(?:以来|(?:一直)?(?:到|至)(?:现在|今|目前))",
         lambda m, d: ago(0, "day", d)),
        (r"明天|后天", lambda m, d: ago(-1, "day", d)),
        (rf"({COUNT})(?:个?(天|周|星期|季度|年)|个(月))[之以]?前",
         lambda m, d: ago(count(m[1]), UNITS[m[2] or m[3]], d)),
        (r"(本|这个?|当|上+个?|下个?)(周|星期|礼拜|月|季度|季)(?!末)",
         lambda m, d: calendar_unit(UNITS[m[2]], steps(m[1]), d)),
        (r"上个?(周|星期|礼拜|月|季度|季)的?(?:同期|同一时[期段]|这个?时候|这时)",
         lambda m, d: same_days_before(UNITS[m[1]], d)),
        (r"([今本去前明])年(?!同期|\d{1,2}月|第?[一二三四1-4]季|[上下]半年|[一二三四五六七八九十]+月|q\d)",
         lambda m, d: year_of(d, {"去": -1, "前": -2, "明": 1}.get(m[1], 0))),
        (rf"(?:最近|过去|近|前)的?({COUNT})个?(天|日|周|星期|礼拜|月|季度|年|小时)(?!前)",
         lambda m, d: last(count(m[1]), UNITS[m[2]], d)),
        (r"这([两三四五六七]|\d{1,2})个?(天|周|星期|礼拜|月)(?!前)",
         lambda m, d: last(count(m[1]), UNITS[m[2]], d)),
        (rf"(本|这个?|上+个?)月({DAY})[日号]",
         lambda m, d: day_in(calendar_unit("month", steps(m[1]), d), count(m[2]))),
        (r"(?<![月份的度])第(\d{1,2})周|(?:日历|自然)周(\d{1,2})",
         lambda m, d: iso_week(None, int(m[1] or m[2]), d)),
        (rf"{YEAR}第(\d{{1,2}})周", lambda m, d: iso_week(year(m[1], d), int(m[2]), d)),
        (r"(?:最近|过去|近)的?一?个?(周|星期|月|季度|年)", lambda m, d: last(1, UNITS[m[1]], d)),
        (r"(?:最近|过去|近|这)的?半年", lambda m, d: last(6, "month", d)),
        (rf"{YEAR}?({DAY})月份?(?!\d(?!\d*[星颗条月])|底|初|末)",
         lambda m, d: named_month(year(m[1], d), count(m[2]), d)),
        (rf"{YEAR}?({DAY})月({DAY})(?:[日号]|{NOT_A_DAY})",
         lambda m, d: named_day(year(m[1], d), count(m[2]), count(m[3]), d)),
        (rf"{YEAR}?({DAY})月({DAY})[日号]?\s*(?:-|–|~|到|至)\s*({DAY})[日号](?!\d)",
         lambda m, d: days_in_month(year(m[1], d), count(m[2]), count(m[3]), count(m[4]), d)),
        (rf"{YEAR}?({DAY})月({DAY})[日号]?(?:那|所在的?)一?(?:周|星期)",
         lambda m, d: week_of(named_day(year(m[1], d), count(m[2]), count(m[3]), d).start)),
        (rf"(?<![\d月])({DAY})[日号](?!店|线)", lambda m, d: day_of_month(count(m[1]), d)),
        (r"(?<!\d)([12]\d{3})年(?!前)",
         lambda m, d: year_of(named_month(int(m[1]), 1, d).start)),
        (rf"{YEAR}?第?([一二三四1-4])季度",
         lambda m, d: quarter(year(m[1], d), count(m[2]), d)),
        (rf"{YEAR}q(\d)", lambda m, d: quarter(year(m[1], d), int(m[2]), d)),
        (rf"{YEAR}?([上下])半年", lambda m, d: half(year(m[1], d), m[2] == "下", d)),
        (rf"(?:周|星期|礼拜)([一二三四五六日天]){NOT_A_WEEKDAY}",
         lambda m, d: weekday(WEEKDAY_NUMBER[m[1]], None, d)),
        (rf"(本|这个?|上+个?|下个?)(?:周|星期|礼拜)([一二三四五六日天]){NOT_A_WEEKDAY}",
         lambda m, d: weekday(WEEKDAY_NUMBER[m[2]], steps(m[1]), d)),
        (r"(本|这个?|上+个?|下个?)(?:周|星期|礼拜)的?周末",
         lambda m, d: weekend(steps(m[1]), d)),
        (r"(本|这个?|上+个?|下个?)?周末", lambda m, d: weekend(steps(m[1]) if m[1] else None, d)),
    ]  # fmt: skip
    vague = [
        (rf"{YEAR}?({DAY})月份?的?([上下])半月", lambda m, d: half_month(
            named_month(year(m[1], d), count(m[2]), d), m[3] == "下")),
        (r"(?<![月份的])([上下])半个?月(?!前)",
         lambda m, d: half_month(calendar_unit("month", 0, d), m[1] == "下")),
        (r"(本|这个?|上+个?)月的?([上下])半月",
         lambda m, d: half_month(calendar_unit("month", steps(m[1]), d), m[2] == "下")),
        (rf"{YEAR}?({DAY})月份?的?(上旬|中旬|下旬|初|底|末)",
         lambda m, d: tenth(named_month(year(m[1], d), count(m[2]), d), TENTHS[m[3][0]])),
        (r"(本|这个?|上+个?)月的?(上旬|中旬|下旬|初|底|末)",
         lambda m, d: tenth(calendar_unit("month", steps(m[1]), d), TENTHS[m[2][0]])),
        (rf"{YEAR}?({DAY})月份?的?第([一二三四])个?(?:周|星期)",
         lambda m, d: week_in_month(named_month(year(m[1], d), count(m[2]), d), count(m[3]) - 1)),
        (rf"{YEAR}?({DAY})月份?的?最后一?个?(?:周|星期)",
         lambda m, d: week_in_month(named_month(year(m[1], d), count(m[2]), d), -1)),
        (r"(?:最近|过去|近|这|前)几(天|日|周|个星期|个月)",
         lambda m, d: last(FEW[_unit(m[1])], _unit(m[1]), d)),
        (r"(今年?|去年?)([春夏秋冬])(?:天|季)?(?!节)",
         lambda m, d: season(SEASONS["春夏秋冬".index(m[2])], -(m[1][0] == "去"), d)),
        (r"([春夏秋冬])[天季](?=以来|期间|至今|到现在|里)",
         lambda m, d: season(SEASONS["春夏秋冬".index(m[1])], 0, d)),
    ]  # fmt: skip
    return rules(plain) + rules(vague, said=True)


def _unit(written: str) -> str:
    return UNITS[written.removeprefix("个")]
