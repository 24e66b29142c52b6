"""All buyers of a shop up to a day: what one of them is compared with."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from assistant.analytics.lifecycle import LifecycleStage, lifecycle_stage
from assistant.analytics.rfm import RfmSegment, rfm
from assistant.store.orders import Buyer

__all__ = ["Clientele"]

FEWEST_GAPS = 5
"""Gaps between orders that the shop's usual gap must rest on."""

OWN_GAPS = 2
"""From so many gaps on the usual one is the customer's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clientele:
    """The buyers up to the day `until`, with the days between their orders and their RFM segments.

    `own_gaps` are the median gaps of those with enough orders, `usual_gap` that of all, None where
    few ordered again. `segments` has no buyer without a sum of money, and nobody of fewer than 5.
    """

    until: date
    buyers: Sequence[Buyer]
    own_gaps: Mapping[str, float]
    usual_gap: float | None
    segments: Mapping[str, RfmSegment]

    @classmethod
    def of(
        cls, buyers: Sequence[Buyer], order_days: Mapping[str, Sequence[date]], until: date
    ) -> "Clientele":
        """Computed from the buyers and the days of their orders, by customer."""
        gaps = {customer: _gaps(days) for customer, days in order_days.items()}
        everyone = [gap for each in gaps.values() for gap in each]
        return cls(
            until=until,
            buyers=buyers,
            own_gaps={who: median(own) for who, own in gaps.items() if len(own) >= OWN_GAPS},
            usual_gap=median(everyone) if len(everyone) >= FEWEST_GAPS else None,
            segments=_segments(buyers, until),
        )

    def stage(self, buyer: Buyer) -> LifecycleStage | None:
        """Where a buyer stands; None where neither an own nor a usual gap is known."""
        gap = self.own_gaps.get(buyer.customer_id, self.usual_gap)
        if gap is None:
            return None
        return lifecycle_stage(buyer.orders, (self.until - buyer.last).days, gap)

    def stages(self) -> Counter[LifecycleStage]:
        """How many buyers are at each stage; empty where no usual gap is known."""
        if self.usual_gap is None:
            return Counter()
        return Counter(stage for buyer in self.buyers if (stage := self.stage(buyer)))


def _gaps(days: Sequence[date]) -> list[int]:
    """The days between orders; several orders of one day count as one."""
    return [(later - day).days for day, later in pairwise(sorted(set(days)))]


def _segments(buyers: Sequence[Buyer], until: date) -> dict[str, RfmSegment]:
    paid = [buyer for buyer in buyers if buyer.spent is not None]
    scores = rfm(
        [(until - buyer.last).days for buyer in paid],
        [buyer.orders for buyer in paid],
        [buyer.spent or 0 for buyer in paid],
    )
    if not scores.enough:
        return {}
    return dict(zip((buyer.customer_id for buyer in paid), scores.segments(), strict=True))
