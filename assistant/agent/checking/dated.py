"""The period that a piece of a text names, and numbers that are of another period."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.agent.checking.directions import CLAUSE, SENTENCE
from assistant.agent.checking.numerals import Claim, Kind, claims
from assistant.agent.checking.other_numbers import DATES
from assistant.agent.checking.scores_named import is_of_group_named, is_of_score_named
from assistant.agent.periods.finder import find_periods
from assistant.errors import PeriodError
from assistant.models import Figure, Period

__all__ = ["misdated", "periods_named", "reaches"]

PIECE = re.compile(rf"{CLAUSE.pattern}|[()（）]|\band\b|[和与]", re.IGNORECASE)
COMPARED = re.compile(
    r"\b(?:than|from|vs|versus|since|against|compar\w+|to|after|before|by|until|over|now)\b|[比较对从自至]|(?<![收得提达])到|以来"
    r"|→|->|[–—-] ?[A-Z\d]",
    re.IGNORECASE,
)
"""What names a period beside that of the number: more than in May, since May, from 3 in May."""
NO_DAY = re.compile(r"(?<![\d.])\d+(?:\.\d+)? ?%|(?<![\d.])\d+\.\d+(?![\d.])")
"""Numbers that are no day of the month before them: "in June 58 % were …"."""

LETTERS = re.compile(r"[^\W\d_]")
MOST_LETTERS_BESIDE = 12
LEAST_COUNT = 10
"""Counts below it stand in every text, and say nothing of where they come from."""


def periods_named(words: str, as_of: date | None) -> list[Period]:
    """The periods that words name, read as on a day; empty where they name none, or none that has
    been."""
    if as_of is None:
        return []
    try:
        return [found.period for found in find_periods(NO_DAY.sub(" ", words), as_of)]
    except PeriodError:
        return []


def reaches(figure: Figure, period: Period) -> bool:
    """Whether a figure may be told of a period: its own has days of it, or is not known, or it
    tells of two periods."""
    own = figure.period
    of_two = any(part in figure.name for part in ("change", "before", "needed"))
    return own is None or of_two or (own.start <= period.end and period.start <= own.end)


def misdated(text: str, figures: Sequence[Figure], as_of: date | None) -> Iterator[str]:
    """The numbers that are told of a period of which they are not, and which no other figure
    explains: "in October CSAT was 34.9 %" where that is November's.

    Judged are pieces of sentences that name one period, or follow one that stands alone ("In
    October, …"), compare with no other, and hold no number of the period that they name.
    """
    for sentence in SENTENCE.split(text):
        alone: list[Period] = []
        for piece in PIECE.split(sentence):
            own = periods_named(piece, as_of)
            told = list(claims(DATES.sub(" ", piece)))
            named, alone = own or alone, [] if told or not _is_short(piece) else own
            if len(named) != 1 or COMPARED.search(piece):
                continue
            told = [claim for claim in told if _tells(claim)]
            backing = [(claim, _backing(claim, piece, figures)) for claim in told]
            known = [(claim, found) for claim, found in backing if found]
            if any(reaches(each, named[0]) for _, found in known for each in found):
                continue
            yield from (claim.written for claim, _ in known)


def _is_short(piece: str) -> bool:
    """Whether a piece has room for the name of its period and nothing else."""
    return len(LETTERS.findall(piece)) <= MOST_LETTERS_BESIDE


def _tells(claim: Claim) -> bool:
    return claim.kind is not Kind.ANY or "." in claim.written or claim.value >= LEAST_COUNT


def _backing(claim: Claim, piece: str, figures: Sequence[Figure]) -> list[Figure]:
    """The figures that a number may be, as the words beside it name them."""
    return [
        figure
        for figure in figures
        if _is_written(claim, figure)
        and is_of_score_named(figure, piece)
        and is_of_group_named(figure, piece, "")
    ]


def _is_written(claim: Claim, figure: Figure) -> bool:
    """Whether a number of a figure is written so, its sign aside."""
    numbers = (figure.value, figure.low, figure.high, figure.n)
    return any(isinstance(each, int | float) and claim.holds(abs(each)) for each in numbers)
