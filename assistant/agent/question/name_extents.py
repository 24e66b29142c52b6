"""How far a name reaches in a question: the letters before a part of it, the size beside a kind."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.agent.names.folding import fold
from assistant.agent.names.match import Match

__all__ = ["sized", "widened"]

LETTER = re.compile(r"[a-z0-9]")
NUMBER_BEFORE = re.compile(r"(-?\d+(?:\.\d+)?)[^\d\s,，、。?？-]{0,4}$")
NUMBER_AFTER = re.compile(
    r"[^\d\s,，、。?？有一-]{0,2}(-?\d+(?:\.\d+)?)(?!\d*[条个次星天月日号分])"
)
NUMBER_OF_NAME = re.compile(r"(?<![\d.])-?\d+(?:\.\d+)?")
"""The size that tells one thing of a kind from the others: the -5 of "-5度那款睡袋"."""


def widened(folded: str, match: Match, others: Sequence[Match]) -> Match:
    """A part of a name with the letters and digits beside it that the name has there as well: the
    "b6" of "b6精华" for the shop's "B6精华 30ml"."""
    if match.also or match.field not in ("product", "channel"):
        return match
    whole, start, end = fold(match.value), match.start, match.end
    taken = {at for other in others if other is not match for at in range(other.start, other.end)}
    while start - 1 not in taken and LETTER.match(folded[start - 1 : start]):
        if folded[start - 1 : end] not in whole:
            break
        start -= 1
    while end not in taken and LETTER.match(folded[end : end + 1]):
        if folded[start : end + 1] not in whole:
            break
        end += 1
    if (start, end) == (match.start, match.end):
        return match
    return replace(match, start=start, end=end, written=folded[start:end])


def sized(folded: str, match: Match) -> Match | None:
    """Several things of one kind, narrowed by a number beside the word for them that stands in the
    names of only some; None where none does."""
    before = NUMBER_BEFORE.search(folded[: match.start])
    after = NUMBER_AFTER.match(folded, match.end)
    for found in filter(None, (before, after)):
        for plain in (str, _unsigned):
            fit = [
                value
                for value in match.values
                if plain(found[1]) in map(plain, NUMBER_OF_NAME.findall(fold(value)))
            ]
            if fit and len(fit) < len(match.values):
                start, end = min(match.start, found.start(1)), max(match.end, found.end(1))
                written = folded[start:end]
                return Match(match.field, fit[0], start, end, written, match.exact, tuple(fit[1:]))
    return None


def _unsigned(number: str) -> str:
    return number.lstrip("-")
