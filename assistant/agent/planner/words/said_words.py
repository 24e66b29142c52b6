"""The unread words of a Chinese question as customers write them.

No blanks part Chinese words, and what a question says need not be in any list: 充不进电 is one word
where customers write it so, 掉色掉毛 two.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from assistant.agent.planner.shop.strangers import PARTICLES

__all__ = ["NOT", "said_words"]

HAN_RUN = re.compile(r"[\u3400-\u9fff]{2,}")
SHORTEST, LONGEST = 2, 8
FASTENED = frozenset("得地者们")
"""Letters that say as little as particles, but may stand inside a word."""

NOT = frozenset("不没无")
"""Particles that a word may begin with."""

AFTER = frozenset("掉了完坏过住开破断到着光")
"""What follows a verb of one letter and only says how it went: the 掉 of 断掉."""

Occurs = Callable[[str], bool]


def said_words(text: str, words: Sequence[str], is_filler: Occurs, occurs: Occurs) -> list[str]:
    """The longest pieces around the unread `words` of a text that occur in feedback, in their
    order; empty where none does. `occurs` is asked a few times for each letter."""
    found: list[str] = []
    for run in HAN_RUN.findall(text):
        run = _without_fillers(run, is_filler)
        for part in run.split():
            if any(word in part for word in words if HAN_RUN.fullmatch(word)):
                found += _pieces(part, is_filler, occurs) or _verbs(part, words, occurs)
    return list(dict.fromkeys(found))


def _without_fillers(run: str, is_filler: Occurs) -> str:
    for size in range(LONGEST, SHORTEST - 1, -1):
        for start in range(len(run) - size + 1):
            if is_filler(run[start : start + size]):
                run = run[:start] + " " * size + run[start + size :]
    return run


def _pieces(part: str, is_filler: Occurs, occurs: Occurs) -> list[str]:
    """The pieces that cover most letters of a part, the fewest of them."""
    best: list[tuple[int, int, list[str]]] = [(0, 0, [])] * (len(part) + 1)
    for start in range(len(part) - SHORTEST, -1, -1):
        best[start] = best[start + 1]
        for piece in _written(part[start : start + LONGEST], occurs):
            if _says_something(piece) and not is_filler(piece):
                covered, pieces, rest = best[start + len(piece)]
                found = (covered + len(piece), pieces - 1, [piece, *rest])
                best[start] = max(best[start], found, key=lambda each: each[:2])
    return best[0][2]


def _written(part: str, occurs: Occurs) -> Iterator[str]:
    """The beginnings of a part that occur: what does not, occurs in nothing longer."""
    for end in range(SHORTEST, len(part) + 1):
        if not occurs(part[:end]):
            return
        yield part[:end]


def _says_something(piece: str) -> bool:
    empty = PARTICLES | FASTENED
    content = [letter for letter in piece if letter not in empty]
    return len(content) >= SHORTEST and piece[0] not in empty - NOT and piece[-1] not in empty


def _verbs(part: str, words: Sequence[str], occurs: Occurs) -> list[str]:
    """The verb of one letter of words that only add how it went."""
    verbs = (w[0] for w in words if w in part and len(w) == SHORTEST and w[1] in AFTER)
    return [verb for verb in verbs if occurs(verb)]
