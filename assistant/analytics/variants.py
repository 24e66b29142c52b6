"""A test with several variants: each against the control, and which is surely ahead of all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from assistant.analytics.comparison import Difference, Verdict, adjust_holm, correct_family

__all__ = ["Variants", "compare_variants"]

Side = TypeVar("Side")


@dataclass(frozen=True, slots=True)
class Variants:
    """Of each variant but the control: variant - control. `leader` has the best number, `rivals`
    are those that it is not surely ahead of; there is a winner where these are none."""

    against_control: Mapping[str, Difference]
    leader: str
    rivals: Sequence[str]

    @property
    def winner(self) -> str | None:
        return None if self.rivals else self.leader


def compare_variants(
    sides: Mapping[str, Side],
    control: str,
    difference: Callable[[Side, Side], Difference],
    *,
    worth: Mapping[str, float],
) -> Variants:
    """Every variant against the control and the leader against all others, p values corrected.

    `worth` is the number of each variant, the more the better. The variants against the control are
    one family; the leader is chosen by the same numbers, so it is judged among all the pairs. Both
    are corrected by Holm, which keeps the chance of any false finding of a family; what holds among
    all pairs also holds against the control. Source: S. Holm (1979), Scandinavian Journal of
    Statistics 6, 65-70. At least two sides, `control` among them.
    """
    others = [name for name in sides if name != control]
    against = correct_family(
        [difference(sides[name], sides[control]) for name in others], adjust_holm
    )
    leader = max(sides, key=lambda name: worth[name])
    pairs = list(combinations(sides, 2))
    judged = correct_family([difference(sides[a], sides[b]) for a, b in pairs], adjust_holm)
    surely_apart = {
        frozenset(pair)
        for pair, each in zip(pairs, judged, strict=True)
        if each.verdict is not Verdict.CANNOT_TELL
    }
    rivals = [name for name in sides if name != leader and {name, leader} not in surely_apart]
    return Variants(dict(zip(others, against, strict=True)), leader, rivals)
