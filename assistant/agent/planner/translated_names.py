"""A product in the other script, which only the sentence encoder can connect: 水壶 and Kettle."""

from collections.abc import Callable

from assistant.agent.planner.mind import Mind
from assistant.agent.question.patterns import HAN
from assistant.agent.question.question import Question

__all__ = ["with_translated_product"]

SHORTEST_PIECE, LONGEST_PIECE = 2, 4
MOST_PIECES = 300
"""Pieces that are encoded for one question; a longer one is a pasted text, not a name."""


def with_translated_product(question: Question, mind: Mind) -> Question:
    """The question with the product that it names in the other script, if it names one."""
    if "product" in question.filters:
        return question
    book = mind.book("product")
    strangers = mind.strangers.find(question.open)
    if any(each.known for each in strangers):
        return question
    if HAN.search(question.rest) and book.has_latin:
        pieces = _pieces(_without(question.rest, mind.strangers.is_everyday))
    elif book.has_han and strangers:
        pieces = [(each.written, 0, 0) for each in strangers if not HAN.search(each.written)]
    else:
        return question
    if len(pieces) > MOST_PIECES:
        return question
    found = book.nearest(pieces, mind.encode)
    return question if found is None else question.with_name(found)


def _without(rest: str, everyday: Callable[[str], bool]) -> str:
    """The rest with its everyday words of two and more Han characters blanked, longest first."""
    for size in range(LONGEST_PIECE, SHORTEST_PIECE - 1, -1):
        for start in range(len(rest) - size + 1):
            if everyday(rest[start : start + size]):
                rest = rest[:start] + " " * size + rest[start + size :]
    return rest


def _pieces(rest: str) -> list[tuple[str, int, int]]:
    """Every run of two to four Han characters, as a candidate for a name."""
    spans = (
        (start, start + size)
        for size in range(SHORTEST_PIECE, LONGEST_PIECE + 1)
        for start in range(len(rest) - size + 1)
    )
    return [(rest[a:b], a, b) for a, b in spans if all(HAN.match(c) for c in rest[a:b])]
