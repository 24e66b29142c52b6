"""What a short question asks of the answer before it: more of it, why, since then, of the two."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Any

from assistant.agent.names.things import read_words

__all__ = [
    "Manner",
    "Move",
    "is_only_language",
    "language_into",
    "manner_of",
    "move_of",
    "place_shown",
    "told_words",
]

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1, "newest": 0}
EDGES = " ,.;:!?。，！？、…\0"


class Move(StrEnum):
    """What a follow-up asks, by its name in prompts/follow_ups.yaml."""

    MORE = "more"
    ALL = "all"
    TOTAL = "total"
    SHARE = "share"
    UNTIL = "until"
    NORMAL = "normal"
    WHY = "why"
    WHY_THAT = "why_that"
    DIFFERENCE = "difference"
    AGAINST_BEFORE = "against_before"
    WORST = "worst"
    TWO = "two"
    ONE = "one"
    REAL = "real"
    EACH = "each"
    DUE = "due"
    COUNT = "count"
    WHO = "who"
    ALWAYS = "always"
    HISTORY = "history"


class Manner(StrEnum):
    """How a draft is to be changed."""

    WARM = "warm"
    BRIEF = "brief"
    FORMAL = "formal"
    AGAIN = "again"


def move_of(said: str) -> Move | None:
    """The move that a folded question without its periods and names is; None for none."""
    bare = _bare(said)
    return next((move for move, pattern in _moves().items() if pattern.fullmatch(bare)), None)


def manner_of(folded: str) -> Manner | None:
    """How a question that says nothing else wants a draft changed; None for other questions."""
    into = language_into(folded)
    said = into[1] if into else folded
    for manner, pattern in _manners().items():
        if pattern.search(said) and not _content(pattern.sub(" ", said)):
            return manner
    return None


def language_into(folded: str) -> tuple[str, str] | None:
    """The language that a text is to be put into, and the question without these words."""
    for code, pattern in _into().items():
        if match := pattern.search(folded):
            return code, folded[: match.start()] + " " + folded[match.end() :]
    return None


def is_only_language(folded: str) -> bool:
    """Whether a question only names the language that a text is to be put into."""
    found = language_into(folded)
    return found is not None and not _content(found[1])


def place_shown(folded: str) -> int | None:
    """1 for the first of what was shown, -1 for the last, 0 for the newest; None for none."""
    places = _read()["places"]
    return next((ORDINALS[name] for name in places if re.search(places[name], folded)), None)


def told_words(folded: str) -> str | None:
    """By what stands in it a review is meant: "choking" of "the choking one"; None for none."""
    said = re.sub(r"^(?:帮我|帮忙|请|麻烦你?|给我)+", "", folded)
    found = (re.search(pattern, said) for pattern in _read()["told"])
    match = next(filter(None, found), None)
    return match[1].strip() if match else None


def _content(left: str) -> str:
    """What a question says besides the words that say nothing."""
    besides = _read()["besides"]
    left = re.sub(rf"\b(?:{besides['en']})\b", " ", left)
    return re.sub(rf"{besides['zh']}|[\W_]+", "", left)


def _bare(said: str) -> str:
    """A question without the words that begin and end it and mean nothing."""
    raw = _read()
    lead = re.compile(rf"^(?:{raw['lead']}(?![a-z])[\s,，]*)")
    end = re.compile(rf"[\s,，]*(?<![a-z]){raw['end']}$")
    bare = re.sub(r"[\s\0]+", " ", said).strip(EDGES)
    whole = bare
    while (match := lead.match(bare)) and match.end() < len(bare):
        if any(pattern.fullmatch(bare) for pattern in _moves().values()):
            break
        bare = bare[match.end() :].strip(EDGES)
    while (match := end.search(bare)) and match.start() > 0:
        if any(pattern.fullmatch(bare) for pattern in _moves().values()):
            break
        bare = bare[: match.start()].strip(EDGES)
    return bare or whole


def _read() -> Any:
    return read_words("follow_ups")


@lru_cache
def _moves() -> Mapping[Move, re.Pattern[str]]:
    return {move: re.compile("|".join(f"(?:{p})" for p in _read()["moves"][move])) for move in Move}


@lru_cache
def _manners() -> Mapping[Manner, re.Pattern[str]]:
    return {manner: re.compile(_read()["manners"][manner]) for manner in Manner}


@lru_cache
def _into() -> Mapping[str, re.Pattern[str]]:
    languages = read_words("question_words")["languages"]
    into = _read()["into"]
    return {
        code: re.compile(into.replace("{words}", "|".join(map(re.escape, _sorted(words)))))
        for code, words in languages.items()
    }


def _sorted(words: Mapping[str, list[str]]) -> list[str]:
    """The words of a language, the longest first; the character before 语 and 文 names it too."""
    return sorted([*words["en"], *words["zh"]], key=lambda word: -len(word))
