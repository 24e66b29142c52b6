"""Round numbers that say so: about 4,200, over 1,000, nearly 50 %, 超过1000条."""

import re

__all__ = ["beyond", "rounding"]

ROUNDED = (
    (r"about|around|approximately|approx\.?|roughly|some|circa|ca\.", r"约|大概|≈|~", 1, 1),
    (r"over|more than|above|at least|exceed\w*", r"超过?|多于|高于|逾|至少", 0, 2),
    (
        r"nearly|almost|under|fewer than|less than|below|close to",
        r"近|将近|不到|不足|少于|低于",
        2,
        0,
    ),
)
"""Words before a round number, and how many halves of what it rounds to they allow on each side."""
BEFORE_ROUND = tuple(
    (re.compile(rf"(?:\b(?:{english})|(?<!最)(?:{chinese})) ?\Z", re.IGNORECASE), below, above)
    for english, chinese, below, above in ROUNDED
)
LONGEST_BEFORE = 16
BEYOND = 15.0
"""Per cent points by which a share may lie beyond the part that it is said to be over or under."""
FREE_PART = 0.05
"""Half of what a number rounds to is no more than this part of it."""


def rounding(text: str, place: int, plain: str) -> tuple[float, float]:
    """How far below and above a number its figure may be, for the word before it: "about 4200" is
    50 and 50, "over 4200" 0 and 100. A number that ends in no zero was not rounded so."""
    zeros = len(plain) - len(plain.rstrip("0")) if "." not in plain else 0
    half = min(0.5 * 10**zeros, FREE_PART * float(plain)) if zeros else 0.0
    for before, below, above in BEFORE_ROUND if half else ():
        if before.search(text, max(0, place - LONGEST_BEFORE), place):
            return below * half, above * half
    return 0.0, 0.0


def beyond(text: str, place: int) -> tuple[float, float]:
    """How far below and above a part in words its share may be, for the word before it: 58 % is
    "more than half", 40 % "less than half"; "about half" allows no more than its words do."""
    for before, below, above in BEFORE_ROUND:
        if below != above and before.search(text, max(0, place - LONGEST_BEFORE), place):
            return below * BEYOND / 2, above * BEYOND / 2
    return 0.0, 0.0
