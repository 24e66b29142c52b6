"""The numbers that a text claims, however written: 12.5 %, 1.2k, 三成, a third, 百分之四十, twelve.

Invisible characters, HTML entities and emphasis inside a number are undone first, so that what is
read here is what a reader sees.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant.agent.checking.rounded import beyond, rounding

__all__ = [
    "HAN_NUMBER",
    "UNITS",
    "WORD",
    "Claim",
    "Kind",
    "claims",
    "spelled_claims",
    "visible",
]


class Kind(StrEnum):
    """What a number says of itself by the words around it."""

    ANY = "any"
    SHARE = "share"
    POINTS = "points"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Claim:
    """A number as claimed. `slack` is how far a figure may be from `value` and still back it,
    `below` and `above` how much further down and up where it says that it is round: "over 400"."""

    written: str
    value: float
    slack: float
    kind: Kind
    sign: str
    start: int
    is_ratio: bool = False
    below: float = 0.0
    above: float = 0.0

    def holds(self, size: float) -> bool:
        """Whether a figure of this size, its sign aside, is what is claimed."""
        return -self.slack - self.below <= size - self.value <= self.slack + self.above


NUMBER = re.compile(
    r"(?P<lead>(?<![A-Za-z])[A-Za-z]*)(?P<sign>[-+−]?)"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+\.\d+|\d+,\d{1,2}(?!\d)|\d+)"
    r"(?P<tail>[A-Za-z]*)"
)
SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "thousand": 1e3, "million": 1e6}
SCALES |= {"billion": 1e9, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
SCALE_AFTER = re.compile(r"\s*(thousand|million|billion|千|万|亿)")
METRIC = re.compile(r"(?:nps|csat|ces|usd|rmb|cny|eur|gbp|no)\Z", re.IGNORECASE)
SHARE = re.compile(r"\s*(?:%|percent\b|per cent\b|pct\b)", re.IGNORECASE)
POINTS = re.compile(
    r"\s*(?:个?百分点|%?\s*(?:percentage )?points?\b|pp\b|pts?\b|分)", re.IGNORECASE
)
NO_NOUN = r"(?!(?:points?|stars?|percent|of|from|to|and|in|by|out|across|on|with|for)\b)"
PEOPLE = (
    r"(?:reviews?|records?|customers?|people|complaints?|answers?|responses?|respondents|mentions?"
    r"|tickets?|orders?|buyers?|users?|shoppers?|items)\b"
)
COUNTED = re.compile(
    rf"\s*(?:(?:{NO_NOUN}[a-z-]+ )?{PEOPLE}|[条位名份单]|个?(?:客户|用户|顾客|投诉|评价|反馈|人))",
    re.IGNORECASE,
)
# 5G, 3D and the like name a thing; A5, K2 and B2B do when their letters are capitals.
THING = re.compile(r"\A\d{1,2}[GD]\Z")
PLACES = {"st": 1, "nd": 2, "rd": 3}
HAN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
HAN_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
HAN_NUMBER = r"[零〇一二两三四五六七八九十百千万]+"
TENTHS = re.compile(r"([一二两三四五六七八九])成(?!本|功|为|立|员|分|长)([一二三四五六七八九半])?")
HAN_PARTS = re.compile(rf"({HAN_NUMBER}|\d+)分之({HAN_NUMBER}(?:点{HAN_NUMBER})?|\d+(?:\.\d+)?)")
HAN_COUNT = re.compile(rf"(?<!第)({HAN_NUMBER})(?:多|余)?(?:[条位名份单]|个?(?:客户|用户|顾客|人))")
HAN_HALF = re.compile(r"(?<![第])一半|半数")
UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
UNITS += " fifteen sixteen seventeen eighteen nineteen"
SMALL = {word: value for value, word in enumerate(UNITS.split())}
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
TENS |= {"eighty": 80, "ninety": 90}
LARGE = {"hundred": 100, "thousand": 1000, "dozen": 12}
WORD = "|".join([*SMALL, *TENS, *LARGE])
WORDS = re.compile(rf"(?<!\d )\b(?:{WORD})(?:(?:[ -]| and )(?:{WORD}))*\b", re.IGNORECASE)
PARTS = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
FRACTION = re.compile(
    r"\b(a|one|two|three|four) (third|quarter|fifth|tenth)s?\b(?=\s*(?:of|\W|$|are|is|were|have))",
    re.IGNORECASE,
)
HALF = re.compile(
    r"\b(?:(?<=than )half|half (?:of|the|our|all|as)|by half|halved)\b", re.IGNORECASE
)
IN_SO_MANY = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|\d{1,2}) (?:in|out of)(?: every)? "
    r"(two|three|four|five|six|seven|eight|nine|ten|twenty|\d{1,3})\b(?![.\d%])",
    re.IGNORECASE,
)
LARGEST_LOOSE_WORD = 20
"""A number word up to this one counts nothing unless a noun or "percent" follows."""
ROUNDED_PART = 0.5
APPROXIMATELY = 3.0
"""Per cent points by which a fraction in words may miss: "a third" for 31 %."""


UNUSUAL = re.compile("[^\\n -~\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
"""Characters outside plain English and Chinese texts, of which some are invisible."""


def visible(text: str) -> str:
    """The text as a reader sees it: entities decoded, invisible characters and marks gone."""
    text = html.unescape(text)
    text = UNUSUAL.sub(lambda c: "" if unicodedata.category(c[0]) == "Cf" else c[0], text)
    text = re.sub(r"(?<=\d)[\u00a0\u2007\u2009\u202f](?=\d{3})", "", text)
    return re.sub(r"(?<=[\d.])(?:[*`\\]|~~)+(?=[\d.%])", "", text)


def claims(text: str) -> Iterator[Claim]:
    """The numbers in digits. `text` is NFKC and free of dates, ids, names and quotes."""
    for match in NUMBER.finditer(text):
        lead, digits, tail = match["lead"], match["digits"], match["tail"]
        is_metric = bool(METRIC.match(lead))
        if (lead and lead.isupper() and not is_metric) or THING.match(digits + tail):
            continue
        if PLACES.get(tail.lower()) == int(digits[-1]) and len(digits) == 1:
            continue
        plain = digits if re.match(r"\d+,\d{1,2}\Z", digits) is None else digits.replace(",", ".")
        plain = plain.replace(",", "")
        after = text[match.start("tail") :]
        scale = SCALES.get(tail.lower(), 1.0)
        if not tail and (word := SCALE_AFTER.match(after)):
            scale, after = SCALES[word[1]], after[word.end() :]
        hyphen = bool(lead and not is_metric) or text[: match.start("sign")][-1:].isdigit()
        decimals = len(plain.partition(".")[2])
        below, above = rounding(text, match.start(), plain)
        yield Claim(
            written=match["sign"] * (not hyphen) + digits + tail,
            value=float(plain) * scale,
            slack=(0.5 * 10**-decimals + 1e-9) * scale,
            kind=_kind(after, text[: match.start()]),
            sign="" if hyphen else match["sign"].replace("−", "-"),
            start=match.start("digits"),
            below=below * scale,
            above=above * scale,
        )


def spelled_claims(text: str) -> Iterator[Claim]:
    """The numbers in words, English and Chinese."""
    for claim in _ratios(text):
        yield claim
        # What was read as a ratio is not read again as its parts.
        end = claim.start + len(claim.written)
        text = text[: claim.start] + " " * len(claim.written) + text[end:]
    for match in HAN_COUNT.finditer(text):
        yield Claim(match.group(), _number(match[1]), 0.5, Kind.COUNT, "", match.start())
    for match in WORDS.finditer(text):
        kind, value = _kind(text[match.end() :], ""), _words(match.group())
        if kind is not Kind.ANY or value > LARGEST_LOOSE_WORD:
            yield Claim(match.group(), value, 0.5, kind, "", match.start())


def _ratios(text: str) -> Iterator[Claim]:
    for match in TENTHS.finditer(text):
        half = 5 if match[2] == "半" else HAN_DIGITS[match[2]] if match[2] else 0
        yield _ratio(match, 10 * HAN_DIGITS[match[1]] + half, 5)
    for match in HAN_PARTS.finditer(text):
        parts, of_them = _number(match[1]), _number(match[2])
        if parts:
            yield _ratio(match, 100 * of_them / parts, 0.5 if parts == 100 else APPROXIMATELY)
    for match in (*HAN_HALF.finditer(text), *HALF.finditer(text)):
        yield _ratio(match, 50, APPROXIMATELY)
    for match in FRACTION.finditer(text):
        of = SMALL.get(match[1].lower(), 1)
        yield _ratio(match, 100 * of / PARTS[match[2].lower()], APPROXIMATELY)
    for match in IN_SO_MANY.finditer(text):
        some, of_all = (
            float(each) if each[0].isdigit() else float(_words(each)) for each in match.groups()
        )
        if of_all:
            yield _ratio(match, 100 * some / of_all, APPROXIMATELY)


def _kind(after: str, before: str) -> Kind:
    if POINTS.match(after):
        return Kind.POINTS
    if SHARE.match(after) or before.endswith("百分之"):
        return Kind.SHARE
    return Kind.COUNT if COUNTED.match(after) else Kind.ANY


def _ratio(match: re.Match[str], share: float, slack: float) -> Claim:
    below, above = beyond(match.string, match.start())
    if above:  # "more than half" is no 48 %
        below = ROUNDED_PART - slack
    return Claim(
        match.group(), share, slack, Kind.SHARE, "", match.start(),
        is_ratio=True, below=below, above=above,
    )  # fmt: skip


def _number(written: str) -> float:
    """A number in digits or Han characters: 四十五, 一百零二, 三点五."""
    if written[0].isdigit():
        return float(written)
    whole, _, parts = written.partition("点")
    total = value = 0.0
    for character in whole:
        if character in HAN_UNITS:
            unit = HAN_UNITS[character]
            if unit == HAN_UNITS["万"]:
                total, value = (total + value) * unit, 0
            else:
                total, value = total + (value or 1) * unit, 0
        else:
            value = HAN_DIGITS[character]
    decimals = "".join(str(HAN_DIGITS.get(each, 0)) for each in parts)
    return total + value + (float(f"0.{decimals}") if decimals else 0)


def _words(written: str) -> int:
    total = value = 0
    for word in re.split(r"[ -]+", written.lower()):
        if word in LARGE:
            value = (value or 1) * LARGE[word]
            if word == "thousand":
                total, value = total + value, 0
        else:
            value += SMALL.get(word, TENS.get(word, 0))
    return total + value
