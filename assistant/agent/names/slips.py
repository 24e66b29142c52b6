"""Names as people mistype them: a letter wrong, a space missing, a character that sounds alike."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA

from assistant.agent.names.parts import HAN, HAN_RUN, WORD
from assistant.agent.names.sounds import pinyin
from assistant.agent.names.spelling import everyday_words
from assistant.agent.names.things import read_words

__all__ = ["homophones_in", "slips_in"]

Place = tuple[int, int]

DIGITS = re.compile(r"\d+")
SHORTEST = 5
LONG_NAME = 3
"""Characters of a Chinese name in which one wrong one is forgiven."""


def slips_in(
    text: str, spellings: Sequence[str], own: Collection[str]
) -> Iterator[tuple[str, Place]]:
    """The spellings that a folded text writes with one error, two in a long word, or without a
    space, with their places. `spellings` come the longest first; those that are no `own` ones, but
    words of them, are forgiven less."""
    words = list(WORD.finditer(text))
    pieces = [(w.group(), w.span()) for w in words]
    pieces += [
        (a.group() + b.group(), (a.start(), b.end()))
        for a, b in pairwise(words)
        if text[a.end() : b.start()] == " "
    ]
    for written, (start, end) in pieces:
        if len(written) < SHORTEST or written in everyday_words():
            continue
        spelling = _closest(written, spellings, own)
        said = " " in text[start:end] and _said_words().issuperset(text[start:end].split())
        if spelling and (not said or written == spelling.replace("-", "").replace(" ", "")):
            yield spelling, (start, end)


def homophones_in(text: str, names: Iterable[str]) -> list[tuple[str, Place]]:
    """The first of the Chinese names that a text writes with one character for another that sounds
    alike, 精化液 for 精华液, with its place; empty for none."""
    long = [name for name in names if HAN_RUN.fullmatch(name) and len(name) >= LONG_NAME]
    return [
        (name, (start, start + len(name)))
        for run in HAN_RUN.finditer(text)
        for name in long
        for start in range(run.start(), run.end() - len(name) + 1)
        if _sounds_like(text[start : start + len(name)], name)
    ][:1]


def _closest(written: str, spellings: Iterable[str], own: Collection[str]) -> str | None:
    allowed = 1 if len(written) < 8 else 2
    best: tuple[int, str] | None = None
    for spelling in spellings:
        if spelling not in own and len(spelling) < SHORTEST + 1:
            continue
        if HAN.search(spelling) or abs(len(spelling) - len(written)) > allowed + 1:
            continue
        if DIGITS.findall(written) != DIGITS.findall(spelling):
            continue  # gt-300 is no slip of gt-200
        distance = OSA.distance(written, spelling.replace(" ", ""), score_cutoff=allowed)
        if distance <= allowed and (best is None or distance < best[0]):
            best = (distance, spelling)
    return best[1] if best and written[0] == best[1][0] else None


@lru_cache
def _said_words() -> frozenset[str]:
    """Everyday words and what else people ask with: two of them may be a name without its hyphen,
    and are no slip of one, as "love that" is none of Live Chat."""
    return everyday_words().union(read_words("fillers")["asked"]["en"].split())


def _sounds_like(written: str, name: str) -> bool:
    """Whether one character differs, in writing alone."""
    wrong = [pair for pair in zip(written, name, strict=True) if pair[0] != pair[1]]
    return len(wrong) == 1 and pinyin(wrong[0][0]) == pinyin(wrong[0][1])
