"""What the shop knows of its customers: what they said and what they bought."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from typing import Any

from assistant.analytics.churn import ChurnRisk, ChurnRisks, halves
from assistant.analytics.intervals import Estimate
from assistant.analytics.lifecycle import LifecycleStage
from assistant.analytics.rfm import RfmSegment
from assistant.customers.baskets import Together, best_sellers, bought_with
from assistant.customers.card import CustomerCard, churn_risk_of, theme_counts
from assistant.customers.churning import Churning
from assistant.customers.clientele import Clientele
from assistant.customers.defects import Defects, count_defects, defect_rate
from assistant.customers.personas import Personas, find_personas
from assistant.customers.recommending import Recommendations, recommend
from assistant.kept import Kept
from assistant.models import Period, Scope
from assistant.replies.workflow.queue import ReplyQueue
from assistant.store.orders import BasketKey, OrderStore
from assistant.store.tallies import Tallies
from assistant.store.voices import Voices

__all__ = ["CustomerBook", "Segments"]

MOST_DAYS = 2
"""Days whose buyers are kept in memory: a large shop has a million."""
MOST_SCOPES = 2
"""Scopes whose speakers are kept, likewise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segments:
    """All customers: how many are in which segment and stage, and who may leave.

    `segments` are empty below 5 buyers or without amounts of money; `signals` are those of the
    `speakers`, who spoke in the period.
    """

    buyers: int
    speakers: Sequence[str]
    signals: ChurnRisks
    segments: Mapping[RfmSegment, int]
    stages: Mapping[LifecycleStage, int]
    usual_gap: float | None
    repeat: int

    def at_risk(self, least: int) -> int:
        """How many customers have a signal of so much or more."""
        return int((self.signals.values >= least).sum())

    def risks(self, top: int) -> list[tuple[str, ChurnRisk]]:
        """The customers who may leave with their signals, the loudest first."""
        places = self.signals.loudest(self.speakers, top)
        return [(self.speakers[place], self.signals.of(place)) for place in places]


class CustomerBook:
    """Reads the customers of one tenant; keeps nothing but the clientele of the latest days and
    who spoke in the latest scopes."""

    def __init__(
        self,
        *,
        voices: Voices,
        orders: OrderStore,
        tallies: Tallies,
        replies: ReplyQueue,
        zone: tzinfo,
        tenant: str,
    ) -> None:
        self._voices = voices
        self._orders = orders
        self._tallies = tallies
        self._replies = replies
        self._zone = zone
        self._tenant = tenant
        self._kept = Kept[date, Clientele](MOST_DAYS)
        self._spoke = Kept[Scope, Churning](MOST_SCOPES)

    def has_orders(self) -> bool:
        """Whether the shop's orders were imported."""
        return self.orders_span() is not None

    def orders_span(self) -> tuple[date, date] | None:
        """The first and the last day with an order, None without orders."""
        return self._orders.span(self._tenant)

    def placed(self, period: Period) -> dict[str, list[tuple[date, str]]]:
        """The orders of a period by customer: day and id, oldest first."""
        return self._orders.placed(self._tenant, period)

    def order_values(self, scope: Scope, by: BasketKey) -> list[float]:
        """What each order cost that the records of a scope name, or that their customers placed in
        its period; empty without amounts."""
        return self._orders.values(scope, by)

    def side_values(self, period: Period, side: str) -> list[float]:
        """What each order of a period cost that has a `column=value` of the orders' own columns."""
        return self._orders.values_of_side(self._tenant, period, side)

    def first_orders(self, period: Period, side: str) -> dict[str, tuple[date, str]]:
        """The first order of a period with such a value by customer: day and id."""
        return self._orders.first_orders(self._tenant, period, side)

    def numbers(self, scope: Scope, column: str, *by: str) -> Counter[tuple[Any, ...]]:
        """How often each number of a column kept with the feedback of a scope stands in each group:
        `(*by, number)`, one an order; empty for a column without numbers."""
        return self._orders.numbers(scope, column, *by)

    def answers(self, scope: Scope, column: str) -> dict[str, dict[Any, int]]:
        """How often each known customer of a scope gave which answer in a column."""
        return self._voices.answers(scope, column)

    def spelled(self, customer_id: str) -> str:
        """The id as the shop writes it where case alone differs, else as it was given."""
        return self._voices.spelled("customer_id", customer_id, self._tenant)

    def as_written(self, scope: Scope) -> Scope:
        """The scope with the ids of its customers and orders as the shop writes them."""
        if not (scope.customer_id or scope.order_id):
            return scope
        orders = tuple(self._voices.spelled("order_id", id, self._tenant) for id in scope.order_id)
        return replace(
            scope, customer_id=tuple(map(self.spelled, scope.customer_id)), order_id=orders
        )

    def defects(self, scope: Scope, until: date) -> Defects:
        """Defective and all orders by product; empty where the orders are not known."""
        return count_defects(self._tallies, self._orders, scope, until)

    def defect_rate(self, scope: Scope, until: date) -> Estimate:
        """The share of defective orders in a scope, in 0…1."""
        return defect_rate(self._tallies, self._orders, scope, until)

    def personas(self, scope: Scope) -> Personas:
        """The personas of the customers who spoke in a scope."""
        return find_personas(self._voices, scope)

    def recommend(self, customer_id: str, until: date, top: int = 5) -> Recommendations:
        """What a customer would like. Raises InvalidInputError without the library."""
        return recommend(self._orders, customer_id, self._tenant, until, top)

    def bought_with(self, product: str, until: date) -> Together:
        """What is bought with a product up to a day."""
        return bought_with(self._orders, product, self._tenant, until)

    def best_sellers(self, until: date, top: int) -> list[str]:
        """The products of most orders up to a day, the most frequent first."""
        return best_sellers(self._orders, self._tenant, until, top)

    def card(self, customer_id: str, until: date) -> CustomerCard:
        """One customer; one who is unknown has neither feedback nor orders."""
        whole = Period(date.min, until)
        scope = Scope(tenant=self._tenant, period=whole, customer_id=(customer_id,))
        said = self._voices.of(scope).get(customer_id, [])
        buyer = self._orders.buyer(customer_id, self._tenant, until)
        blamed, praised = theme_counts(said)
        older, newer = halves([each.score for each in said]) or (None, None)
        unanswered = self._replies.unanswered(scope, self._replies.moment(until, self._zone))
        return CustomerCard(
            customer_id=customer_id,
            said=said,
            risk=churn_risk_of(said, unanswered.get(customer_id, 0)),
            blamed=blamed,
            praised=praised,
            older=older,
            newer=newer,
            buyer=buyer,
            days_since=(until - buyer.last).days if buyer else None,
            stage=self._clientele(until).stage(buyer) if buyer else None,
            segment=self._clientele(until).segments.get(customer_id) if buyer else None,
        )

    def segments(self, scope: Scope, until: date) -> Segments:
        """Every customer: purchases up to a day, feedback in the scope."""
        clientele = self._clientele(until)
        speaking = self._speaking(scope)
        unanswered = self._replies.unanswered(scope, self._replies.moment(until, self._zone))
        return Segments(
            buyers=len(clientele.buyers),
            speakers=speaking.customers,
            signals=speaking.signals(unanswered),
            segments=Counter(clientele.segments.values()),
            stages=clientele.stages(),
            usual_gap=clientele.usual_gap,
            repeat=sum(buyer.orders > 1 for buyer in clientele.buyers),
        )

    def _speaking(self, scope: Scope) -> Churning:
        """Who spoke in a scope, read once for a state of the store."""
        state = self._tallies.state(self._tenant)
        found = self._spoke.find(state, scope)
        if found is None:
            found = Churning.of(self._voices, scope)
            self._spoke.keep(state, scope, found)
        return found

    def _clientele(self, until: date) -> Clientele:
        """All buyers up to a day, read once for a state of the store."""
        state = self._tallies.state(self._tenant)
        found = self._kept.find(state, until)
        if found is None:
            days = self._orders.order_days(self._tenant, until)
            found = Clientele.of(self._orders.buyers(self._tenant, until), days, until)
            self._kept.keep(state, until, found)
        return found
