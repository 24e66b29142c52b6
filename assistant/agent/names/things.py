"""What things and places are called in two languages, whether this shop has them or not."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from assistant.agent.names.folding import fold
from assistant.agent.names.parts import MARK, MOST_OF_A_KIND, han_runs
from assistant.yaml_files import read_yaml

__all__ = ["Things", "kinds_of", "load_places", "load_things", "read_words"]

HAN_RUN = re.compile(r"[\u3400-\u9fff]{1,12}")
WORD = re.compile(r"[a-z0-9][a-z0-9'-]*")
BESIDES = re.compile(r"\b(?:with|for|in|by)\b|[(\[,/|]")
VARIANT = re.compile(
    rf"{MARK.pattern}|[mc]m|[mc]l|k?g|lbs?|oz|inch(?:es)?|ft|pcs|[gt]b|small|medium|large|kids?|adults?|junior|(?:wo)?men(?:'?s)?"
    r"|mix|mixed|blend|bundle|assortment|assorted|vanilla|lemon|lime|citrus|cola|caramel|unflavou?red|starter|beginners?|travel|refills?|white|black|grey|gray|red|blue|green"
    r"|yellow|pink|purple|orange|brown|beige|navy|teal|cream"
    r"|slate|sage|charcoal|khaki|ivory|turquoise|burgundy|mustard|lilac|mauve|taupe|magenta|maroon"
    r"|indigo|terracotta|silver|bronze|graphite|anthracite|floral|striped"
)
"""What may follow the thing of a name: its model, size, colour, and how several come together."""

HOLDS = 1_000
"""Weight of a word that stands in the name itself, above any length."""


class Things:
    """Groups of words, each group for one thing."""

    def __init__(self, groups: Iterable[Sequence[str]], *, anywhere: bool = False) -> None:
        """`anywhere` lets a word count wherever it stands in a name ("Amazon US"), else only
        where the name ends with it ("a desk lamp is no desk")."""
        self._parts = _all_parts if anywhere else _parts
        self._groups = [[fold(word) for word in group] for group in groups]
        self._of: defaultdict[str, list[int]] = defaultdict(list)
        for number, group in enumerate(self._groups):
            for word in group:
                self._of[word].append(number)
        self.longest = max(map(len, self._of), default=0)
        """Characters of the longest word."""
        self.last_letters = frozenset(word[-1] for word in self._of if han_runs(word) == [word])
        """What the words of Han characters end with."""

    def __contains__(self, word: str) -> bool:
        return bool(_one(word) & self._of.keys()) and not _is_one_han(word)

    def others(self, word: str) -> tuple[str, ...]:
        """What else the thing of a word is called, in either language; empty for no thing."""
        numbers = {number for form in sorted(_one(word)) for number in self._of.get(form, ())}
        words = (other for number in sorted(numbers) for other in self._groups[number])
        return tuple(dict.fromkeys(other for other in words if other != word))

    def spellings(self, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The words that stand for some of the names: {word: (name, …)}.

        A name answers to the words of every group of which it holds one. Where several names
        share a word, those that hold it win, then those that hold the longest word of its group;
        what is left over with many names means none of them.
        """
        claims: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for name in dict.fromkeys(names):
            held = {
                word for part in self._parts(fold(name)) for word in _one(part) & self._of.keys()
            }
            for word in held:
                for number in self._of[word]:
                    for other in self._groups[number]:
                        weight = len(word) + (HOLDS if held & _one(other) else 0)
                        claims[other][name] = max(weight, claims[other].get(name, 0))
        found = {}
        for word, holders in claims.items():
            most = max(holders.values())
            floor = HOLDS if most >= HOLDS else most
            chosen = tuple(name for name, weight in holders.items() if weight >= floor)
            if len(chosen) <= MOST_OF_A_KIND and not _is_one_han(word):
                found[word] = chosen
        return found


@lru_cache
def read_words(name: str) -> Any:
    """A YAML file of prompts/, read once; not to be changed."""
    return read_yaml(resources.files("prompts").joinpath(f"{name}.yaml").read_text("utf-8"))


@lru_cache
def load_things() -> Things:
    """The things of prompts/product_words.yaml."""
    return Things(read_words("product_words"))


@lru_cache
def load_places() -> Things:
    """The channels of prompts/question_words.yaml."""
    return Things(read_words("question_words")["channels"], anywhere=True)


def kinds_of(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The words for a kind of products, with the several names that belong to it: {"plants":
    ("Boston Fern", "Snake Plant")}, by prompts/product_kinds.yaml."""
    known = list(dict.fromkeys(names))
    ends = {n: {form for part in _parts(fold(n)) for form in _one(part)} for n in known}
    found = {}
    for kind in read_words("product_kinds"):
        members = {form for word in (*kind["words"], *kind["of"]) for form in _one(fold(word))}
        belong = tuple(
            n
            for n in known
            if ends[n] & members or (kind.get("first") and _begins(fold(n), members, ends[n]))
        )
        if 1 < len(belong) <= MOST_OF_A_KIND and len(belong) < len(known):
            words = {fold(word) for word in kind["words"]}
            plurals = {f"{word}s" for word in words if word.isascii()}
            found.update(dict.fromkeys(words | plurals, belong))
    return found


def _begins(name: str, members: set[str], ends: set[str]) -> bool:
    """Whether a name begins with one of the words and ends with no thing: a Monstera Deliciosa is
    a plant, and a Fig Candle is none."""
    words = WORD.findall(name)
    return bool(words) and words[0] in members and not any(end in load_things() for end in ends)


def _is_one_han(word: str) -> bool:
    return len(word) == 1 and bool(HAN_RUN.match(word))


def _one(word: str) -> set[str]:
    """A word as it stands, in the singular and in the plural."""
    return {word, word.removesuffix("s"), word.removesuffix("es"), f"{word}s"}


def _all_parts(name: str) -> set[str]:
    """Every run of one to three words, and every piece of the Han characters."""
    words = WORD.findall(name)
    runs = {" ".join(words[i : i + n]) for n in (1, 2, 3) for i in range(len(words) - n + 1)}
    return runs | _parts(name)


def _parts(name: str) -> set[str]:
    """The words that a name ends with, and every piece of its Han characters.

    A desk lamp is a lamp and no desk; what follows "with" or "for", and a model's mark, is no
    part of it.
    """
    words = WORD.findall(BESIDES.split(name)[0])
    while len(words) > 1 and VARIANT.fullmatch(words[-1]):
        words.pop()
    parts = {" ".join(words[-n:]) for n in (1, 2, 3)}
    for run in han_runs(name):
        parts |= {run[i:j] for i in range(len(run)) for j in range(i + 2, len(run) + 1)}
        parts.add(run[-1])  # 白茶 is a tea, 茶漏 is none
    return parts
