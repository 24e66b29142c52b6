"""Runs of Han characters, which no blanks part, cut at the words that are known."""

import re
from collections.abc import Callable, Iterator

from assistant.agent.planner.shop.strangers import PARTICLES

__all__ = ["han_pieces"]

HAN_RUN = re.compile(r"[\u3400-\u9fff]{2,}")
SHORTEST = 2


def han_pieces(
    text: str, is_known: Callable[[str], bool], longest: int, marks: str = ""
) -> Iterator[str]:
    """What is left of the Han characters of a text, in its order, when known words of up to
    `longest` characters, the longest first, and particles and `marks` are taken out."""
    breaks = PARTICLES.union(marks)
    for run in HAN_RUN.findall(text):
        for size in range(longest, SHORTEST - 1, -1):
            for start in range(len(run) - size + 1):
                if is_known(run[start : start + size]):
                    run = run[:start] + " " * size + run[start + size :]
        kept = "".join(" " if letter in breaks else letter for letter in run)
        yield from (piece for piece in kept.split() if len(piece) >= SHORTEST)
