"""Numbers that only say what a score means: 4 or 5 stars, answers of 9-10, out of 5, the top 3.

They are nobody's figures, so that they need none, but only as long as they claim nothing: the "4
stars" of an average, "an NPS of 50" and "4 out of 5 customers" are claims.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.agent.checking.directions import CLAUSE
from assistant.agent.checking.numerals import UNITS

__all__ = ["defined_in_words", "without_definitions"]

ENDS = r"(?!\d|\.\d| ?%)"
TO = r" ?(?:[-–—~～/、至到和或&]|\bto\b|\bor\b|\band\b) ?"
AVERAGE = re.compile(r"\b(?:average|averag\w+|mean|avg|overall)\b|平均|均[分值]", re.IGNORECASE)
KIND = " ★ "
"""What remains of stars that only say which reviews are meant."""

BRACKET = re.compile(r"[()（）]")

SEVERAL_STARS = re.compile(
    rf"(?<![\d.])[1-5](?:{TO}[1-5]{ENDS})+(?:[- ]?(?:stars?\b|★|星|分)| out of 5{ENDS})",
    re.IGNORECASE,
)
STARS = re.compile(
    r"(?<![\d.])[1-5](?:-stars?\b|★|星"
    r"|[ -]stars?(?: (?:reviews?|ratings?|feedback|comments?)\b|(?= ?[:|])))"
    rf"|(?<=[≥≤<>]) ?[1-5]{ENDS}(?:[ -]?stars?\b)?|(?<![\d.])[1-5]\+(?:[ -]stars?\b)?"
    r"|\b(?:g[ai]ve|giving|left|leaving) (?:us |it |only |just )?[1-5] stars?\b",
    re.IGNORECASE,
)
OF_SCALE = re.compile(
    rf"(?<=\d\.\d|\.\d\d) ?(?:stars? )?(?:/|out of|of) ?(?:5|7|10)(?:\.0)?{ENDS}"
    r"|(?<=[1-5]) out of 5(?= stars?\b)"
    r"|满分(?:为|是)? ?(?:5|7|100|10)(?!\d) ?分?|(?:5|7|10|百)分制",
    re.IGNORECASE,
)
RANGE_OF_SCALE = re.compile(
    rf"\b(?:scale|range[sd]?)\b.{{0,12}}?(?:[-−–]100{TO}\+?100|[01]{TO}(?:5|7|10|100)){ENDS}"
    rf"|[-−–]100{TO}\+?100{ENDS}",
    re.IGNORECASE,
)
ANSWERS = re.compile(rf"(?<![\d.])(?:9{TO}10|7{TO}8|0{TO}6)(?= ?[)）分,，;；:：.。的]|\s|$)")
OF_ANSWERS = re.compile(
    r"\b(?:promoter|passive|detractor|scorer)s?\b|\b(?:scored|answered)\b|推荐者|贬损|被动|中立|打|回答",
    re.IGNORECASE,
)
LEVEL = re.compile(
    r"\b(?:at|on) (?:the |a )?(?:95|5) ?% (?:significance )?level\b|\b95 ?% (?:sure|certain)\b"
    r"|\bat p ?[<≤] ?0?\.05\b|(?:95|5) ?%的?(?:显著性?)?水平",
    re.IGNORECASE,
)
BENCHMARK = re.compile(
    r"\b(?:over|above|beyond) 50(?= (?:is|are|would be|counts?|would count) (?:considered|seen|as))"
    r"|(?<=[过于]) ?50(?=(?:分)?(?:才|就)?(?:算|视为))|50(?:分)?(?=以上(?:才|就)?(?:算|视为|为优))",
    re.IGNORECASE,
)
CLOCK = re.compile(
    r"\bwithin (?:24|12) ?(?:h|hours?)\b|\b12-hour\b|(?:24|12) ?小时(?=之?内|以内|时限|时钟)",
    re.IGNORECASE,
)
FIRST_OF_LIST = re.compile(
    rf"\b(?:top|first|bottom)[ -]\d{{1,2}}{ENDS}\b"
    r"|\b\d{1,2} (?=(?:worst|best|biggest|main|latest|newest|angriest|oldest)\b)"
    r"|[前后最] ?\d{1,2} ?(?=[大个名条项位])",
    re.IGNORECASE,
)
ROW_OF_STARS = re.compile(r"^(\| *)[1-5](?:★| *\|)", re.MULTILINE)
TABLE_OF_STARS = re.compile(
    r"^\|[^|\n]*(?:stars?|ratings?|星|评分)[^|\n]*\|.*\n(?:\|.*(?:\n|\Z))+",
    re.MULTILINE | re.IGNORECASE,
)

QUOTED = re.compile(r"([“\"「『‘][^”\"」』’\n]*[”\"」』’])")
HAN_RANGE = re.compile(r"(?<=[零一二三四五六七八九十]) ?[-–—~～] ?(?=[零一二三四五六七八九十])")
SMALL = re.compile(r"(?<![\d.])(?:10|\d)(?![\d.])")
WORDS = {"en": UNITS.split(), "zh": list("零一二三四五六七八九十")}


def defined_in_words(text: str, language: str) -> str:
    """The text with the stars and answers that only define written as words, so that each digit of
    an answer is a figure: five-star reviews, promoters (nine–ten). Quotes stay as they are."""
    words = WORDS["zh" if language == "zh" else "en"]

    def spelled(match: re.Match[str]) -> str:
        told = SMALL.sub(lambda digits: words[int(digits.group())], match.group())
        return HAN_RANGE.sub("至", told)

    def clause_told(clause: str) -> str:
        for each in _defining(clause):
            clause = each.sub(spelled, clause)
        return clause

    def told(piece: str) -> str:
        return "".join(map(clause_told, _parts(OF_SCALE.sub(spelled, piece))))

    pieces = QUOTED.split(text)
    return "".join(piece if n % 2 else told(piece) for n, piece in enumerate(pieces))


def without_definitions(text: str) -> str:
    """The text without such numbers. Which stars are meant is told only of a clause that speaks of
    no average."""
    text = TABLE_OF_STARS.sub(lambda table: ROW_OF_STARS.sub(r"\1 |", table.group()), text)
    for each in (OF_SCALE, RANGE_OF_SCALE, LEVEL, BENCHMARK, CLOCK, FIRST_OF_LIST):
        text = each.sub(" ", text)
    return "".join(_without_kinds(part) for part in _parts(text))


def _without_kinds(clause: str) -> str:
    for each in _defining(clause):
        clause = each.sub(" " if each is ANSWERS else KIND, clause)
    return clause


def _parts(text: str) -> list[str]:
    """The clauses and brackets of a text, with what parts them."""
    ends = {match.end() for each in (CLAUSE, BRACKET) for match in each.finditer(text)}
    places = sorted({0, len(text), *ends})
    return [text[a:b] for a, b in pairwise(places)]


def _defining(clause: str) -> Iterator[re.Pattern[str]]:
    """What may be taken for a definition in a clause: answers where it speaks of who gave them,
    stars where it speaks of no average."""
    if OF_ANSWERS.search(clause) or clause.rstrip().endswith((")", "）")):
        yield ANSWERS
    if not AVERAGE.search(clause):
        yield SEVERAL_STARS
        yield STARS
