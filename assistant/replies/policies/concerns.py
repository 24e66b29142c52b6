"""What of a policy's sentence concerns a customer: by the goods it names, the state it asks for."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.han import HAN
from assistant.replies.phrases import either, load_phrases
from assistant.replies.policies.own_words import stems_of
from assistant.replies.policies.passages import Passage, excepted
from assistant.replies.policies.quantities import quantities
from assistant.replies.policies.sections import denies

__all__ = ["concerning", "concerning_passages", "is_preamble", "lists_any"]

SHORTEST, SHORTEST_HAN = 30, 10
"""Characters of a sentence that stands without its end."""

_PART = re.compile("(?<=[，；,;])")


_BETWEEN = re.compile(r",\s*(?:and|or)?\s*|\s(?:and|or)\s|[、及和或]")
_LIST = re.compile(
    r"\b(?:(?:[\w-]+ ){0,2}[\w-]+, )+(?:[\w-]+ ){0,2}[\w-]+,? (?:and|or) [\w-]+"
    r"|(?:[\u3400-\u9fff]{1,8}[、及和或])+[\u3400-\u9fff]{1,8}"
)
"""Things that a sentence names side by side."""

SHARED = 2
"""Words that a sentence shares with a customer whom it concerns, whatever goods it names."""

_HEAD = re.compile(r"[A-Z][\w' ,-]{2,40}(?=: )|[\u3400-\u9fff、]{2,14}(?=：)")
"""The words before the colon of an item."""

_TAKES_UP = re.compile(r"\b(?:them|they|these|those)\b|它们|该类", re.I)
"""A sentence on the goods of the one before it."""


@dataclass(frozen=True, slots=True)
class _Words:
    goods: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    every: re.Pattern[str]
    unused: re.Pattern[str]
    used: re.Pattern[str]


@lru_cache
def _words() -> _Words:
    words = load_phrases("goods")
    goods = tuple(
        (
            re.compile(rf"(?<![a-z])(?:{each['named']})", re.I),
            re.compile(each.get("owned", each["named"]), re.I),
        )
        for each in words["goods"]
    )
    every, unused, used = (re.compile(words[key], re.I) for key in ("every", "unused", "used"))
    return _Words(goods, every, unused, used)


@lru_cache(maxsize=4096)
def concerning(
    sentence: str, said: str, asks: bool = False, everywhere: frozenset[int] = frozenset()
) -> str:
    """What of a sentence may be told to a customer who `said` this about a product of that name.

    "" where all goods that it names are others than the customer's, and where it holds for unused
    goods while the customer tells of having used them, unless who `asks` for money or a return must
    hear that condition. Where only its end names other goods, the end is cut off. Goods that the
    shop speaks of `everywhere` (their places in the list) are all customers'.
    """
    words = _words()
    if not asks and words.unused.search(sentence) and words.used.search(said):
        return ""
    if words.every.search(sentence) or not _is_of_others(sentence, said, everywhere):
        return sentence
    parts = _PART.split(sentence)
    # A stop between the words of one kind of goods leaves no part that names them.
    of_others = (n for n, part in enumerate(parts) if _is_of_others(part, said, everywhere))
    first = next(of_others, 0)
    kept = "".join(parts[:first])
    kept = kept.rstrip("，,；; ")
    if len(kept) < (SHORTEST_HAN if HAN.search(kept) else SHORTEST) or not _rules(kept):
        return ""
    return kept + ("。" if HAN.search(kept) else ".")


def concerning_passages(passages: Sequence[Passage], said: str, asks: bool) -> list[Passage]:
    """The sentences that concern a customer, in their order. One that takes up the goods of the
    sentence before it ("repair them") goes with it, and so does what a paragraph gives after its
    first sentence has named other goods."""
    found: list[Passage] = []
    before: Passage | None = None
    shared, everywhere = _of_several_rows(passages), _everywhere(passages)
    itemised = _with_item_of(passages, said)
    left = headed = False
    for passage in passages:
        follows = before is not None and before.clause is passage.clause
        same = follows and before is not None and before.paragraph == passage.paragraph
        kept = concerning(passage.sentence, said, asks, everywhere)
        if passage.key and not (stems_of(passage.key) - shared[passage.clause.id]) & stems_of(said):
            kept = ""  # a row of a table for somebody else
        head = "" if same else _head(passage.sentence)
        if head and passage.clause.id in itemised and not stems_of(head) & stems_of(said):
            kept = ""  # an item of a list for somebody else
        if not same:
            headed = not kept and not excepted(passage.sentence)
        elif headed and not _names_goods(passage.sentence):
            kept = ""
        if is_preamble(passage.sentence):
            kept = ""
        left = not kept or (follows and left and _TAKES_UP.search(passage.sentence) is not None)
        if not left:
            found.append(passage if kept == passage.sentence else replace(passage, sentence=kept))
        before = passage
    return found


def is_preamble(sentence: str) -> bool:
    """Whether a sentence welcomes or says what the page is about, and so rules nothing."""
    return _preamble().search(sentence) is not None and not quantities(sentence)


def _head(sentence: str) -> str:
    """What the item of a list names at its head ("Frames: 5 years"), "" without one."""
    found = _HEAD.match(sentence)
    return found[0] if found else ""


def _with_item_of(passages: Sequence[Passage], said: str) -> set[str]:
    """The ids of the clauses with an item for what the customer speaks of."""
    theirs, opened = stems_of(said), set[tuple[str, str, int]]()
    found: set[str] = set()
    for p in passages:
        opens = (p.clause.id, p.language, p.paragraph) not in opened
        opened.add((p.clause.id, p.language, p.paragraph))
        if opens and stems_of(_head(p.sentence)) & theirs:
            found.add(p.clause.id)
    return found


def _of_several_rows(passages: Sequence[Passage]) -> dict[str, frozenset[str]]:
    """The words by which no row of a table is known: several begin with them. By clause."""
    heads: dict[str, Counter[str]] = defaultdict(Counter)
    for clause, key in {(p.clause.id, p.key) for p in passages}:
        heads[clause].update(stems_of(key))
    return {id: frozenset(w for w, n in words.items() if n > 1) for id, words in heads.items()}


def _rules(text: str) -> bool:
    """Whether a part of a sentence says by itself what is given or not given."""
    return _telling().search(text) is not None or denies(f"{text},")


@lru_cache
def _telling() -> re.Pattern[str]:
    return either(load_phrases("topics")["telling"])


@lru_cache
def _preamble() -> re.Pattern[str]:
    return either(load_phrases("topics")["preamble"])


def _names_goods(text: str) -> bool:
    """Whether it speaks of particular goods, or of all others."""
    return _words().every.search(text) is not None or bool(_goods_in(text))


@lru_cache(maxsize=4096)
def _goods_in(text: str) -> frozenset[int]:
    """The goods that a text names, by their places in the list."""
    return frozenset(n for n, (goods, _) in enumerate(_words().goods) if goods.search(text))


def _everywhere(passages: Sequence[Passage]) -> frozenset[int]:
    """The goods that most clauses name: who sells nothing else tells no goods apart by them."""
    clauses = {p.clause.id for p in passages}
    counts = Counter(
        goods for _, goods in {(p.clause.id, n) for p in passages for n in _goods_in(p.sentence)}
    )
    return frozenset(goods for goods, n in counts.items() if 2 * n > len(clauses) > 2)


def _is_of_others(text: str, said: str, everywhere: frozenset[int]) -> bool:
    """Whether it names goods, and none of the customer's."""
    named = [_words().goods[n] for n in sorted(_goods_in(text) - everywhere)]
    spoken = not denies(text) and any(goods.search(said) for goods, _ in named)
    if not named or spoken or any(owned.search(said) for _, owned in named):
        return False
    return not _lists(text, said)


def _lists(text: str, said: str) -> bool:
    """Whether a sentence lists something that the customer speaks of beside the goods of others,
    or shares so many words that it is about the matter."""
    return len(stems_of(text) & stems_of(said)) >= SHARED or lists_any(text, said)


def lists_any(text: str, said: str) -> bool:
    """Whether a sentence names side by side things of which the customer speaks of one."""
    theirs = stems_of(said)
    items = [item for run in _LIST.findall(text) for item in _BETWEEN.split(run)]
    return any(stems_of(item) & theirs for item in items)
