"""How stars are written in a question, and bounds of them."""

import re

__all__ = [
    "NUMBER",
    "NUMBERS",
    "POINTS_GIVEN",
    "STARS",
    "STARS_OR_LESS",
    "STARS_OR_MORE",
    "STRICTLY",
]

NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
NUMBERS |= {"eight": 8, "nine": 9, "ten": 10, "twenty": 20}
NUMBERS |= dict(zip("一二两三四五六七八九十", [1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10], strict=True))
NUMBER = rf"(\d{{1,3}}|{'|'.join(NUMBERS)})"

STARS = re.compile(
    rf"{NUMBER}(?:\s*(?:-|to|~|到|至|和|and|or|或)\s*{NUMBER})?\s*-?\s*(?:stars?\b|颗?星)"
)

_STAR = r"\s*(?:星|分(?!钟|之))"

STARS_OR_LESS = re.compile(
    rf"(?:\b(?:under|below|less than|fewer than)\s*{NUMBER}\s*-?\s*stars?\b)"
    rf"|(?:(?<!不)低于|不到|不足|不超过|不高于)\s*{NUMBER}{_STAR}"
    rf"|{NUMBER}[ -]*(?:stars?|星)(?:评价)?\s*(?:and|or) "
    r"(?:below|less|lower|under|worse|fewer|down)\b"
    rf"|{NUMBER}{_STAR}(?:及|或|和|以及)?(?:以下|之下)"
    rf"|\brated {NUMBER} or (?:less|lower|below)\b"
)

STARS_OR_MORE = re.compile(
    rf"(?:\b(?:over|above|more than|at least)\s*{NUMBER}\s*-?\s*stars?\b)"
    rf"|(?:(?<!不)高于|至少|(?<!不)超过|不低于|不少于)\s*{NUMBER}{_STAR}"
    rf"|{NUMBER}[ -]*(?:stars?|星)(?:评价)?\s*(?:and|or) (?:above|more|higher|over|better|up)\b"
    rf"|{NUMBER}\s*(?:\+|plus)[ -]?(?:stars?\b|星)"
    rf"|{NUMBER}{_STAR}(?:及|或|和|以及)?(?:以上|之上)"
    rf"|\brated {NUMBER} or (?:more|higher|above|better)\b"
)

POINTS_GIVEN = re.compile(
    rf"(?:打|给|评)(?:了|的是|出)?\s*{NUMBER}\s*(?:分?\s*[、,，/和或到至~-]?\s*{NUMBER}\s*)?分(?!钟|之|以|及)"
)
"""Stars that are called points: 打4分的, 打1分2分的."""

STRICTLY = re.compile(r"under|below|less than|fewer|低于|不到|不足|over|above|more than|高于|超过")
"""What a bound begins with that leaves its own number out."""
