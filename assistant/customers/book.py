"""What the shop knows of its customers: what they said and what they bought."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from itertools import pairwise
from statistics import median

from assistant.analytics.baskets import Companion, companions
from assistant.analytics.segments import (
    ChurnRisk,
    CustomerVoice,
    RfmSegment,
    Stage,
    churn_risk,
    lifecycle_stage,
    rfm,
)
from assistant.customers.defects import Defects, count_defects
from assistant.customers.personas import Personas, find_personas
from assistant.customers.recommending import Recommendations, recommend
from assistant.models import Emotion, Period, Scope, Sentiment
from assistant.replies.queue import ReplyQueue
from assistant.store.orders import Buyer, OrderStore
from assistant.store.tallies import Tallies, read_themes
from assistant.store.voices import Said, Voices

__all__ = ["CustomerBook", "CustomerCard", "Segments", "Together"]

FEWEST_GAPS = 5
"""Gaps between orders that the shop's usual gap must rest on."""

OWN_ORDERS = 3
"""From so many orders on the usual gap is the customer's own."""

FALL = 0.3
FEWEST_BASKETS = 20
"""Orders of several products from which orders are the baskets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerCard:
    """One customer up to a day.

    `older` and `newer` are the mean sentiment scores of the two halves of at least 4 feedback,
    else None. `stage` and `segment` are None where too little is known to tell.
    """

    customer_id: str
    said: Sequence[Said]
    risk: ChurnRisk
    blamed: Mapping[str, int]
    praised: Mapping[str, int]
    older: float | None = None
    newer: float | None = None
    buyer: Buyer | None = None
    days_since: int | None = None
    stage: Stage | None = None
    segment: RfmSegment | None = None

    @property
    def trend(self) -> str | None:
        """worsening, improving or steady; None below 4 feedback."""
        if self.older is None or self.newer is None:
            return None
        if self.older - self.newer >= FALL:
            return "worsening"
        return "improving" if self.newer - self.older >= FALL else "steady"


@dataclass(frozen=True, slots=True, kw_only=True)
class Segments:
    """All customers: how many are in which segment and stage, and who may leave.

    `segments` are empty below 5 buyers or without amounts of money; `risks` are (customer, risk),
    the highest first, of those who spoke in the period.
    """

    buyers: int
    speakers: int
    segments: Mapping[RfmSegment, int]
    stages: Mapping[Stage, int]
    usual_gap: float | None
    repeat: int
    risks: Sequence[tuple[str, ChurnRisk]]


@dataclass(frozen=True, slots=True)
class Together:
    """What baskets hold besides a product. `by` is order_id or customer_id, what a basket is; n
    baskets of `total` hold the product."""

    product: str
    by: str
    companions: Sequence[Companion]
    n: int
    total: int


class CustomerBook:
    """Reads customers; computes everything anew from the store."""

    def __init__(
        self,
        voices: Voices,
        orders: OrderStore,
        tallies: Tallies,
        replies: ReplyQueue,
        zone: tzinfo,
    ) -> None:
        self._voices = voices
        self._orders = orders
        self._tallies = tallies
        self._replies = replies
        self._zone = zone

    def has_orders(self, tenant: str) -> bool:
        """Whether the shop's orders were imported."""
        return self._orders.span(tenant) is not None

    def spelled(self, customer_id: str, tenant: str) -> str:
        """The id as the shop writes it where case alone differs, else as it was given."""
        return self._voices.spelled(customer_id, tenant)

    def defects(self, scope: Scope, until: date) -> Defects:
        """Defective and all orders by product; empty where the orders are not known."""
        return count_defects(self._tallies, self._orders, scope, until)

    def personas(self, scope: Scope) -> Personas:
        """The personas of the customers who spoke in a scope."""
        return find_personas(self._voices, scope)

    def recommend(
        self, customer_id: str, tenant: str, until: date, top: int = 5
    ) -> Recommendations:
        """What a customer would like. Raises InvalidInputError without the library."""
        return recommend(self._orders, customer_id, tenant, until, top)

    def bought_with(self, product: str, tenant: str, until: date) -> Together:
        """What is bought with a product: in the same order, else by the same customers, where
        few orders have several products."""
        pairs = self._orders.pairs(tenant, until, "order_id")
        sizes = Counter(order for order, _ in pairs)
        by = "order_id"
        if sum(n > 1 for n in sizes.values()) < FEWEST_BASKETS:
            by, pairs = "customer_id", self._orders.pairs(tenant, until, "customer_id")
        found, n, total = companions(pairs, product)
        return Together(product, by, found, n, total)

    def best_sellers(self, tenant: str, until: date, top: int) -> list[str]:
        """The products of most orders, first the most frequent."""
        counts = Counter(p for _, p in self._orders.pairs(tenant, until, "order_id"))
        return sorted(counts, key=lambda product: (-counts[product], product))[:top]

    def card(self, customer_id: str, tenant: str, until: date) -> CustomerCard:
        """One customer; one who is unknown has neither feedback nor orders."""
        whole = Period(date.min, until)
        scope = Scope(tenant=tenant, period=whole, customer_id=(customer_id,))
        said = self._voices.of(scope).get(customer_id, [])
        buyer = self._orders.buyer(customer_id, tenant, until)
        blamed, praised = _stances(said)
        older, newer = _halves([each.score for each in said])
        unanswered = self._replies.unanswered(scope, self._replies.moment(until, self._zone))
        return CustomerCard(
            customer_id=customer_id,
            said=said,
            risk=_risk(said, unanswered.get(customer_id, 0)),
            blamed=blamed,
            praised=praised,
            older=older,
            newer=newer,
            buyer=buyer,
            days_since=(until - buyer.last).days if buyer else None,
            stage=self._stage(buyer, tenant, until) if buyer else None,
            segment=self._segments(tenant, until).get(customer_id) if buyer else None,
        )

    def segments(self, scope: Scope, until: date) -> Segments:
        """Every customer of a tenant: purchases up to a day, feedback in the scope."""
        tenant = scope.tenant
        voices = self._voices.of(scope)
        buyers = self._orders.buyers(tenant, until)
        days = self._orders.order_days(tenant, until)
        usual = _usual_gap(days)
        stages = Counter(
            lifecycle_stage(b.orders, (until - b.last).days, _own_gap(days[b.customer_id]) or usual)
            for b in buyers
            if usual is not None
        )
        unanswered = self._replies.unanswered(scope, self._replies.moment(until, self._zone))
        risks = [
            (customer, _risk(said, unanswered.get(customer, 0)))
            for customer, said in voices.items()
        ]
        risks = [(customer, risk) for customer, risk in risks if risk.value]
        risks.sort(key=lambda pair: (-(pair[1].value or 0), -pair[1].n, pair[0]))
        return Segments(
            buyers=len(buyers),
            speakers=len(voices),
            segments=Counter(self._segments(tenant, until).values()),
            stages=stages,
            usual_gap=usual,
            repeat=sum(b.orders > 1 for b in buyers),
            risks=risks,
        )

    def _segments(self, tenant: str, until: date) -> dict[str, RfmSegment]:
        """The RFM segment of every buyer with a sum of money; none of fewer than 5."""
        buyers = [b for b in self._orders.buyers(tenant, until) if b.spent is not None]
        scores = rfm(
            [(until - b.last).days for b in buyers],
            [b.orders for b in buyers],
            [b.spent or 0 for b in buyers],
        )
        if not scores.enough:
            return {}
        ids = [b.customer_id for b in buyers]
        return dict(zip(ids, scores.segments(), strict=True))

    def _stage(self, buyer: Buyer, tenant: str, until: date) -> Stage | None:
        own = self._orders.order_days(tenant, until, buyer.customer_id)[buyer.customer_id]
        gap = _own_gap(own) or _usual_gap(self._orders.order_days(tenant, until))
        if gap is None:
            return None
        return lifecycle_stage(buyer.orders, (until - buyer.last).days, gap)


def _risk(said: Sequence[Said], unanswered: int) -> ChurnRisk:
    answers = [each.nps for each in said if each.nps is not None]
    return churn_risk(
        CustomerVoice(
            scores=[each.score for each in said],
            last_angry=bool(said) and said[-1].emotion == Emotion.ANGRY,
            last_nps=answers[-1] if answers else None,
            complaints=sum(each.sentiment == Sentiment.NEGATIVE for each in said),
            unanswered=unanswered,
        )
    )


def _stances(said: Sequence[Said]) -> tuple[dict[str, int], dict[str, int]]:
    """How often each theme was blamed and praised, the most frequent first."""
    counts: dict[str, Counter[str]] = {s: Counter() for s in Sentiment}
    for each in said:
        for theme, stance in read_themes(each.themes):
            counts[stance][theme] += 1
    negative, positive = counts[Sentiment.NEGATIVE], counts[Sentiment.POSITIVE]
    return dict(negative.most_common()), dict(positive.most_common())


def _halves(scores: Sequence[float]) -> tuple[float | None, float | None]:
    half = len(scores) // 2
    if half < 2:
        return None, None
    return sum(scores[:half]) / half, sum(scores[-half:]) / half


def _own_gap(days: Sequence[date]) -> float | None:
    """The median gap of a customer with enough orders; days of several orders count as one."""
    distinct = sorted(set(days))
    if len(distinct) < OWN_ORDERS:
        return None
    return median((b - a).days for a, b in pairwise(distinct))


def _usual_gap(days: Mapping[str, Sequence[date]]) -> float | None:
    """The median gap between the orders of all customers, None where few ordered again."""
    gaps = [(b - a).days for each in days.values() for a, b in pairwise(sorted(set(each)))]
    return median(gaps) if len(gaps) >= FEWEST_GAPS else None
