"""What people make of a name by leaving letters out: 防晒服 for 速干防晒钓服, "amzn" for Amazon."""

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

from assistant.agent.names.parts import HAN_RUN, han_runs
from assistant.agent.names.spelling import everyday_words

__all__ = ["abbreviations_in", "initials_of", "runs_of", "short_forms_in", "without_vowels"]

SHORTEST, LONGEST = 3, 6

VOWELS = re.compile(r"(?<!^)[aeiou]")
SHORTEST_SKELETON = 4
LATIN = re.compile(r"(?<![\w'-])[a-z]{4,}(?![\w'-])")

UNITS = frozenset(
    ["am", "pm", "cm", "mm", "kg", "ml", "mg", "oz", "lb", "ft", "tv", "pc", "id", "vs"]
)
"""Two letters that stand for something else, whatever a shop is called."""

WORD = re.compile(r"(?<![\w'-])[a-z]{2,}(?![\w'-])")

Place = tuple[int, int]


def runs_of(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The Chinese runs of names that are long enough to be shortened: {name: (run, …)}."""
    found = {name: tuple(r for r in han_runs(name) if len(r) > SHORTEST) for name in names}
    return {name: runs for name, runs in found.items() if runs}


def abbreviations_in(text: str, runs: Mapping[str, tuple[str, ...]]) -> list[tuple[Place, str]]:
    """The places of a folded text that shorten just one of the names, the longest first."""
    found: list[tuple[Place, str]] = []
    for written in HAN_RUN.finditer(text):
        for size in range(min(LONGEST, len(written.group())), SHORTEST - 1, -1):
            for start in range(written.start(), written.end() - size + 1):
                place = start, start + size
                if any(place[0] < end and begin < place[1] for (begin, end), _ in found):
                    continue
                piece = text[start : start + size]
                meant = [n for n, each in runs.items() if any(_shortens(piece, r) for r in each)]
                if len(meant) == 1:
                    found.append((place, meant[0]))
    return found


def _shortens(piece: str, run: str) -> bool:
    """Whether a piece holds the characters of a run in their order, the last one at its end, two of
    them side by side as they stand there: scattered ones are in many a sentence."""
    if len(piece) >= len(run) or piece[-1] != run[-1]:
        return False
    rest = iter(run)
    if not all(character in rest for character in piece):
        return False
    return any(f"{a}{b}" in run for a, b in pairwise(piece[:-1]))


def initials_of(names: Iterable[str]) -> dict[str, str]:
    """Folded names of several words by their initials: {"jl": "john lewis"}; those that two names
    share are left out, and everyday words."""
    found: dict[str, list[str]] = {}
    for name in names:
        words = name.split()
        short = "".join(word[0] for word in words)
        if len(words) > 1 and short.isalpha() and short not in everyday_words() | UNITS:
            found.setdefault(short, []).append(name)
    return {short: meant[0] for short, meant in found.items() if len(meant) == 1}


def without_vowels(spellings: Iterable[str]) -> dict[str, str]:
    """Words of one spelling each by what is left of them without vowels: {"amzn": "amazon"}. Two
    words that come to the same are left out, and what is an everyday word."""
    found: dict[str, list[str]] = {}
    for spelling in spellings:
        short = VOWELS.sub("", spelling)
        long_enough = SHORTEST_SKELETON <= len(short) < len(spelling)
        if long_enough and LATIN.fullmatch(spelling) and short not in everyday_words():
            found.setdefault(short, []).append(spelling)
    return {short: meant[0] for short, meant in found.items() if len(meant) == 1}


def short_forms_in(text: str, words: Mapping[str, str]) -> list[tuple[Place, str]]:
    """The places of a folded text that write one of the words short."""
    found = WORD.finditer(text)
    return [(match.span(), words[match.group()]) for match in found if match.group() in words]
