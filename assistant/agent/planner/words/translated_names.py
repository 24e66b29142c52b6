"""Products in the other script, by the lists of things and the sentence encoder: 水壶 and Kettle.

What is found stands in the answer ("I read “水壶” as Kettle"), for it may be another thing.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from assistant.agent.names.finder import NameBook
from assistant.agent.names.match import Match
from assistant.agent.names.things import load_things
from assistant.agent.planner.shop.mind import Mind
from assistant.agent.planner.shop.strangers import PARTICLES, Stranger
from assistant.agent.question.question import LANGUAGES, Question
from assistant.han import HAN

__all__ = ["with_translated_products"]

LATIN = re.compile(r"[^\W\d_]{4,}")
SHORTEST_PIECE, LONGEST_PIECE = 2, 4
MOST_PRODUCTS = 3
ONE_CHARACTER = re.compile(
    r"(?:^|(?<=[\0和与跟、比]))([\u3400-\u9fff])"
    r"(?=哪|谁|的(?!\0)|最近|怎么样|评分|差评|好评|比|[和与跟、])"
)
"""A thing of one character, where it stands like a name: 头盔和锁哪个好."""

EACH_OF = re.compile(
    r"(?:哪一?[家个款种类条间位]|哪几[家个款种类条间位]|各个?|每一?[家个款种类])(?=[\u3400-\u9fff])"
    r"|\b(?:which|what|each|every|per) (?:of (?:the|our) )?(?=[a-z])"
)
"""What stands before a kind of things, which is no name: 哪家航空公司, "which airline"."""

LONGEST_KIND = 4
"""Characters of a Chinese noun for a kind, unless a 的 ends it."""

JOINED = re.compile(r"\0\s*(?:和|与|跟|、|比|还是|vs\.?|versus|and|or|against)\s*(?!\0)"
                    r"|(?<!\0)\s*(?:和|与|跟|、|比|还是)\s*\0")  # fmt: skip
"""A name that is joined to something that is none yet."""

Pieces = Sequence[tuple[str, int, int]]
MOST_PIECES = 300
"""Pieces that are encoded for one question; a longer one is a pasted text, not a name."""


def with_translated_products(question: Question, mind: Mind) -> Question:
    """The question with the products that it names in the other script, if it names any.

    Beside a product that is found already, another is looked for only where it is joined to it.
    """
    for _ in range(MOST_PRODUCTS):
        if "product" in question.filters and not JOINED.search(question.open):
            return question
        found = _product(question, mind)
        if found is None or set(found.values) <= set(question.filters.get("product", ())):
            return question
        question = question.with_name(found)
    return question


def _product(question: Question, mind: Mind) -> Match | None:
    book = mind.book("product")
    strangers = mind.strangers.find(question.open)
    if HAN.search(question.open) and book.has_latin:
        rest = _without(question.open, mind.strangers.is_everyday)
        pieces = _pieces(rest)
        ones = [(m[1], *m.span(1)) for m in ONE_CHARACTER.finditer(question.open)]
        if named := _by_list([*pieces, *ones], book):
            return named
        pieces = _without_kinds(pieces, question.open, rest)
    elif book.has_han and (strangers or HAN.search(question.open)):
        written = {each.written for each in strangers if not HAN.search(each.written)}
        if HAN.search(question.open):
            # Latin words among Han ones stand in no place of a name, but are few.
            latin = LATIN.findall(question.open)
            written |= {word for word in latin if not mind.strangers.is_everyday(word)}
        pieces = [(each, 0, 0) for each in sorted(written)]
        if named := _by_list(pieces, book):
            return named
        kinds = [question.open[match.end() :] for match in EACH_OF.finditer(question.open)]
        pieces = [each for each in pieces if not any(k.startswith(each[0]) for k in kinds)]
    elif question.language not in LANGUAGES and book.has_latin:
        words = [w for w in LATIN.findall(question.open) if not mind.strangers.is_everyday(w)]
        return book.nearest([(word, 0, 0) for word in words], mind.encode, same_script=True)
    else:
        return None
    if len(pieces) > MOST_PIECES or any(each.known for each in strangers):
        return None
    found = _whole_word(book.nearest(pieces, mind.encode), question.open)
    # What means an everyday word as nearly as a thing is none: the nearest of many pieces is near.
    sure = found and mind.strangers.is_sure(Stranger(found.written), mind.encode)
    other = found and mind.strangers.mean_other_than(found.written, found.value, mind.encode)
    return found if sure and not other else None


def _without_kinds(pieces: Pieces, text: str, rest: str) -> list[tuple[str, int, int]]:
    """The pieces without those inside what only says of which kind each is: 哪家航空公司的. An
    everyday kind (哪个渠道) is blanked in the rest, and what follows it may be a name."""
    kinds = []
    for match in EACH_OF.finditer(text):
        start = match.end()
        end = text.find("的", start, start + LONGEST_KIND + 2)
        if rest[start : start + 1].strip():
            kinds.append((start, end if end > start else start + LONGEST_KIND))
    return [p for p in pieces if not any(a <= p[1] and p[2] <= b for a, b in kinds)]


def _whole_word(found: Match | None, text: str) -> Match | None:
    """A match with the letter behind it that makes a thing of what is none: 加热 before 棒."""
    if found is None or found.written in load_things() or found.end == found.start:
        return found
    behind = text[found.end : found.end + 1]
    if behind not in load_things().last_letters:
        return found
    return replace(found, end=found.end + 1, written=found.written + behind)


def _by_list(pieces: Pieces, book: NameBook) -> Match | None:
    """The longest piece that is a thing of which another name is a product's here."""
    for written, start, end in sorted(pieces, key=lambda piece: -len(piece[0])):
        for other in load_things().others(written):
            if match := _whole(other, book):
                first, *also = match.values
                return Match(book.field, first, start, end, written, False, tuple(also))
    return None


def _whole(word: str, book: NameBook) -> Match | None:
    return next((m for m in book.find(word) if m.written == word), None)


def _without(rest: str, everyday: Callable[[str], bool]) -> str:
    """The rest with its everyday words of two and more Han characters blanked, longest first."""
    for size in range(LONGEST_PIECE, SHORTEST_PIECE - 1, -1):
        for start in range(len(rest) - size + 1):
            if everyday(rest[start : start + size]):
                rest = rest[:start] + " " * size + rest[start + size :]
    return rest


def _pieces(rest: str) -> list[tuple[str, int, int]]:
    """Every run of two to four Han characters, as a candidate for a name."""
    spans: Iterable[tuple[int, int]] = (
        (start, start + size)
        for size in range(SHORTEST_PIECE, LONGEST_PIECE + 1)
        for start in range(len(rest) - size + 1)
    )
    return [
        (rest[a:b], a, b)
        for a, b in spans
        if all(HAN.match(c) and c not in PARTICLES for c in rest[a:b])
    ]
