"""Several rankings to one."""

from collections import defaultdict
from collections.abc import Sequence

__all__ = ["reciprocal_rank_fusion"]

RANK_CONSTANT = 60


def reciprocal_rank_fusion(rankings: Sequence[Sequence[int]]) -> list[int]:
    """Items by the sum of 1 / (60 + rank) over the rankings that hold them, best first.

    Cormack, Clarke and Büttcher, "Reciprocal rank fusion outperforms Condorcet and individual
    rank learning methods", SIGIR 2009. No ranking gives an empty list; ties keep the order in
    which the items were met first.
    """
    scores: defaultdict[int, float] = defaultdict(float)
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            scores[item] += 1 / (RANK_CONSTANT + rank)
    return sorted(scores, key=lambda item: -scores[item])
