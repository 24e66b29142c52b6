"""Which products are bought together beyond chance."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.analytics.comparison import Difference, correct_family, difference_of_proportions
from assistant.analytics.intervals import Estimate, wilson

__all__ = ["MIN_TOGETHER", "Companion", "companions"]

MIN_TOGETHER = 3
"""Fewer common baskets say nothing about two products."""


@dataclass(frozen=True, slots=True)
class Companion:
    """A product beside another one.

    `together` baskets hold both; `share` of the baskets with the first hold this one too (0…1,
    Wilson interval); `elsewhere` is its share in the other baskets; `lift` is share over the share
    in all baskets.
    """

    product: str
    together: int
    share: Estimate
    elsewhere: Estimate
    lift: float
    difference: Difference


def companions(pairs: Iterable[tuple[str, str]], product: str) -> tuple[list[Companion], int, int]:
    """What baskets with a product hold besides, surely more often than the other baskets.

    `pairs` are (basket, product). Confidence and lift: Agrawal, Imielinski & Swami (1993), SIGMOD,
    207-216; Brin et al. (1997), SIGMOD, 255-264. A companion needs 3 common baskets and a share
    surely above that of the other baskets, judged over all candidates by Benjamini-Hochberg. The
    most frequent comes first. Also returns the baskets with the product and all baskets; unknown
    products have none.
    """
    baskets: defaultdict[str, set[str]] = defaultdict(set)
    for owner, each in pairs:
        baskets[owner].add(each)
    mine = [basket for basket in baskets.values() if product in basket]
    n, total = len(mine), len(baskets)
    together: defaultdict[str, int] = defaultdict(int)
    everywhere: defaultdict[str, int] = defaultdict(int)
    for basket in baskets.values():
        for each in basket - {product}:
            everywhere[each] += 1
            together[each] += product in basket
    candidates = sorted(each for each, k in together.items() if k >= MIN_TOGETHER)
    judged = correct_family(
        [
            difference_of_proportions(
                together[each], n, everywhere[each] - together[each], total - n
            )
            for each in candidates
        ]
    )
    found = [
        Companion(
            product=each,
            together=together[each],
            share=wilson(together[each], n),
            elsewhere=wilson(everywhere[each] - together[each], total - n),
            lift=(together[each] / n) / (everywhere[each] / total),
            difference=difference,
        )
        for each, difference in zip(candidates, judged, strict=True)
        if difference.significant and (difference.value or 0) > 0
    ]
    return sorted(found, key=lambda c: (-c.together, c.product)), n, total
