"""Texts that nearly say what a text that judges says: they are kept out of training."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

__all__ = ["near_doubles"]

_RUN = 8
_LEAST = 12
_SHARED = 0.5

_BETWEEN = re.compile(r"\W")


def _bare(text: str) -> str:
    return _BETWEEN.sub("", text.lower())


def _runs(bare: str) -> set[str]:
    return {bare[at : at + _RUN] for at in range(len(bare) - _RUN + 1)} or {bare}


def near_doubles(texts: Iterable[str], judging: Iterable[str]) -> set[str]:
    """Those of `texts` with the words of one that judges, or with half the character runs of the
    shorter of both; texts under twelve letters only where their letters are the same."""
    known = sorted({_bare(text) for text in judging})
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for number, bare in enumerate(known):
        for run in _runs(bare):
            holding[run].append(number)
    counts = [len(_runs(bare)) for bare in known]
    same = set(known)
    found: set[str] = set()
    for text in texts:
        bare = _bare(text)
        runs = _runs(bare)
        common = Counter(number for run in runs for number in holding.get(run, ()))
        if bare in same or any(
            hits >= _SHARED * min(len(runs), counts[number])
            and min(len(bare), len(known[number])) >= _LEAST
            for number, hits in common.items()
        ):
            found.add(text)
    return found
