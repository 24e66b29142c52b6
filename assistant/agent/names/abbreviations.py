"""What people make of a long Chinese name by leaving characters out: 防晒服 for 速干防晒钓服."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from assistant.agent.names.parts import HAN_RUN, han_runs

__all__ = ["abbreviations_in", "runs_of"]

SHORTEST, LONGEST = 3, 6

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
