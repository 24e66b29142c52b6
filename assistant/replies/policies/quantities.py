"""Amounts, lengths of time and dates in English and Chinese text, in one normal form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Quantity", "days", "length_pattern", "quantities"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit: `unit` is a kind of time ("day", "business day", "month", never
    "week", "year" or the hours of whole days), a currency, "%", "count", "share" (half of the
    price), "date" or "soon" (today, at once); `value` is a number, or the word itself for the last
    three."""

    value: str
    unit: str


_ENGLISH = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_ENGLISH |= {"seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fourteen": 14}
_ENGLISH |= {"eleven": 11, "fifteen": 15, "eighteen": 18, "twenty": 20, "thirty": 30, "forty": 40}
_ENGLISH |= {"fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80}
_ENGLISH |= {"ninety": 90, "couple": 2}
_DIGITS = dict(zip("零一二三四五六七八九", range(10), strict=True)) | {"两": 2}
_HAN = "零一二两三四五六七八九十百半"

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_WORD = "|".join(sorted((word for word in _ENGLISH if len(word) > 2), key=len, reverse=True))
_NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|\b(?:(?:{_TENS})[ -](?:{_ONES})|{_WORD}|an?)\b|[{_HAN}]+)"
_TIME_EN = re.compile(
    rf"(?P<low>{_NUMBER})(?:\s*(?:to|-|–|and|or)\s*(?P<high>{_NUMBER}))?(?:\s+of)?[\s-]*"
    r"(?:(?:full|whole|entire|calendar|more|further|extra|additional) )?"
    r"(?P<business>business |working )?"
    r"(?P<unit>minute|hour|day|week|fortnight|month|year|decade)s?\b"
    r"(?P<half> and a half)?",
    re.I,
)
_TIME_ZH = re.compile(
    rf"(?<![哪每这那第同某\d{_HAN}])(?<!\d\.)(?!(?<=有)一)(?P<low>\d+(?:\.\d+)?|[{_HAN}]+)\s*(?:个)?(?:[至到~-]\s*(?P<high>\d+|[{_HAN}]+)\s*)?个?\s*"
    r"(?P<unit>工作日|分钟|小时|天|日(?!期)|周|星期|礼拜|月|年)(?P<half>半)?"
)
_UNITS = {
    "分钟": "minute",
    "小时": "hour",
    "天": "day",
    "日": "day",
    "周": "week",
    "星期": "week",
    "礼拜": "week",
    "月": "month",
    "年": "year",
    "工作日": "business day",
}
_DAYS_IN = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "business day": 1.4, "month": 30.4}
_MONTHS_IN = {"year": 12, "decade": 120}
_MONEY_BEFORE = re.compile(r"(?P<unit>[$€£¥￥])\s?(?P<value>\d[\d,]*(?:\.\d+)?)")
_MONEY_AFTER = re.compile(
    rf"(?P<value>\d[\d,]*(?:\.\d+)?|[{_HAN}]+)\s*"
    r"(?P<unit>元|块钱|(?<=\d)块|(?P<piece>块)(?![\u3400-\u9fff])|美元|dollars?\b|euros?\b|usd\b|eur\b|rmb\b|pounds?\b|%|percent\b|折)",
    re.I,
)
_PAYING = re.compile(r"[退赔补返付花收减贵价费钱省差赚罚十百].{0,4}$")
"""What stands before a 块 that is money, and no piece of a thing: 退你五块, but 缺了一块."""

_CURRENCY = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yuan", "￥": "yuan", "元": "yuan"}
_CURRENCY |= {"块": "yuan", "块钱": "yuan", "rmb": "yuan", "美元": "dollar", "usd": "dollar"}
_CURRENCY |= {"eur": "euro", "percent": "%"}
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_DATE = re.compile(
    rf"\b\d{{4}}-\d\d-\d\d\b|\b(?:{_MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})\b|\d{{1,2}}\s*月\s*\d{{1,2}}\s*[日号]"
    rf"|\b(?:(?:by|before|on|until|this|next|for|from)\s+)?(?:{_DAYS})\b"
    r"|(?:本|下|这)?(?:周|星期|礼拜)[一二三四五六日天](?:之?前)?",
    re.I,
)
_SOON = re.compile(
    r"\b(?:today|tonight|tomorrow|immediately|right away|straight away|at once|instantly|right now"
    r"|(?:this|next) (?:week|month)"
    r"|(?:by|before|over|at) the (?:weekend|end of (?:the|this) (?:day|week|month)))\b"
    r"|今天|今晚|明天|后天"
    r"|马上|立即|立刻|即刻|当天|[本下]周(?![一二三四五六日天])|[本下]个?月|(?:这|本)?周末|月底",
    re.I,
)
_SHARE = re.compile(
    r"\bhalf (?:of )?(?:the|your|its|what|price)\b(?! (?:fun|story|battle|joy)\b)"
    r"|\b(?:a|one|two)[ -](?:thirds?|quarters?) of\b"
    r"|一半|半价|[二三四五]分之[一二三四]",
    re.I,
)


def quantities(text: str) -> frozenset[Quantity]:
    """Every quantity of a text; none for an empty one. A range gives both of its ends."""
    return frozenset(_found(text))


def length_pattern() -> str:
    """The pattern of a length of time, without named groups."""
    forms = (re.sub(r"\?P<\w+>", "?:", each.pattern) for each in (_TIME_EN, _TIME_ZH))
    return "|".join(forms)


def days(quantity: Quantity) -> float | None:
    """A length of time in days, a working day as seven fifths of one; None for anything else."""
    length = _DAYS_IN.get(quantity.unit)
    return None if length is None else length * float(quantity.value)


def _found(text: str) -> Iterator[Quantity]:
    for match in _TIME_EN.finditer(text):
        unit = ("business " if match["business"] else "") + match["unit"].lower()
        for end in _ends(match):
            yield _time(end, unit, match["half"])
    for match in _TIME_ZH.finditer(text):
        if match["unit"] == "月" and not re.search(r"个\s*月$", match[0]):
            continue  # a month of the calendar is no length of time
        for end in (match["low"], match["high"]):
            if end:
                yield _time(end, _UNITS[match["unit"]], match["half"])
    for pattern in (_MONEY_BEFORE, _MONEY_AFTER):
        for match in pattern.finditer(text):
            unit = match["unit"].lower()
            if match.groupdict().get("piece") and not _PAYING.search(text[: match.end("value")]):
                continue
            yield Quantity(_number(match["value"]), _CURRENCY.get(unit, unit.rstrip("s")))
    for match in _DATE.finditer(text):
        yield Quantity(re.sub(r"\s+", " ", match[0].lower()), "date")
    for match in _SHARE.finditer(text):
        yield Quantity(match[0].lower(), "share")
    for match in _SOON.finditer(text):
        yield Quantity(match[0].lower(), "soon")


def _ends(match: re.Match[str]) -> list[str]:
    """The ends of a range, the only length, or what follows a number of another thing ("paid 42 and
    four days later")."""
    low, high = match["low"], match["high"]
    if not high:
        return [low]
    return [low, high] if float(_number(low)) <= float(_number(high)) else [high]


def _time(number: str, unit: str, half: str | None) -> Quantity:
    value = _number(number)
    if half and value.isdigit():
        value = f"{value}.5"
    if unit in ("week", "fortnight") and value.isdigit():
        return Quantity(str(int(value) * (7 if unit == "week" else 14)), "day")
    if unit == "hour" and value.isdigit() and int(value) and int(value) % 24 == 0:
        return Quantity(str(int(value) // 24), "day")
    if unit in _MONTHS_IN and value.replace(".", "").isdigit():
        return Quantity(f"{_MONTHS_IN[unit] * float(value):g}", "month")
    return Quantity(value, unit)


def _number(written: str) -> str:
    low = written.lower().replace(",", "")
    words = re.split(r"[ -]", low)
    if all(word in _ENGLISH for word in words):
        return str(sum(_ENGLISH[word] for word in words))
    if low[0] in _HAN:
        return _chinese(low)
    return low.rstrip("0").rstrip(".") if "." in low else low


def _chinese(written: str) -> str:
    if written == "半":
        return "0.5"
    total = current = 0
    for character in written:
        if character == "十":
            total, current = total + (current or 1) * 10, 0
        elif character == "百":
            total, current = total + (current or 1) * 100, 0
        else:
            current = _DIGITS.get(character, 0)
    return str(total + current)
