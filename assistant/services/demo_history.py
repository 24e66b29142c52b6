"""What the demo shop has done so far: its replies, orders, figures and a running plan."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from assistant.models import Actor, Feedback, Incoming, Period, PlanState, Role, Scope, ShopFigure
from assistant.plans.desk import PlanDesk
from assistant.plans.known_measures import known_measures
from assistant.store.sent_replies import SentReply
from assistant.store.stores import Stores

__all__ = ["DemoHistory"]

SYNTHETIC = "synthetic"
MOST_REPLIES = 100_000
BEGUN = timedelta(days=14)
"""How long ago the running plan began."""

PLAN_PRODUCT = "Kettle K2"


class DemoHistory:
    """Fills the tables beside the feedback of a fresh demo store; everything says synthetic."""

    def __init__(
        self,
        *,
        stores: Stores,
        plans: PlanDesk,
        clock: Callable[[], datetime],
        zone: ZoneInfo,
        tenant: str,
    ) -> None:
        self._stores = stores
        self._plans = plans
        self._clock = clock
        self._zone = zone
        self._tenant = tenant

    def add(self, items: Sequence[Incoming]) -> None:
        """Invent what belongs to stored demo feedback."""
        self._reply()
        self._order([item.feedback for item in items])
        self._bring_figures()
        self._plan()

    def _reply(self) -> None:
        from assistant.demo.replies import demo_replies

        now, scope = self._clock(), Scope(tenant=self._tenant)
        waiting = self._stores.reply_queue.waiting(scope, MOST_REPLIES, until=now)
        rows = [each.row for each in waiting]
        records = sorted(self._stores.feedback.by_rows(rows, scope), key=lambda r: r.row)
        arrived = [(record.feedback.time, record.labels.language) for record in records]
        self._stores.sent_replies.add(
            [
                SentReply(
                    row=records[made.place].row,
                    body=made.body,
                    author=made.author,
                    approved=made.approved,
                    sent=made.sent,
                    source=SYNTHETIC,
                )
                for made in demo_replies(arrived, now, self._zone)
            ],
            self._tenant,
        )

    def _order(self, feedback: Sequence[Feedback]) -> None:
        from assistant.demo.orders import demo_orders

        lines = demo_orders(feedback, self._clock())
        self._stores.orders.add([replace(line, tenant=self._tenant) for line in lines])

    def _bring_figures(self) -> None:
        from assistant.demo.orders import demo_figures

        known = known_measures()
        today = self._clock().astimezone(self._zone).date()
        self._stores.shop_figures.add(
            [
                ShopFigure(
                    day=day,
                    measure=measure,
                    perspective=known[measure].perspective,
                    value=value,
                    unit=known[measure].unit,
                    target=target,
                    tenant=self._tenant,
                )
                for measure, day, value, target in demo_figures(today)
            ]
        )

    def _plan(self) -> None:
        """Two weeks ago the shop promised fewer complaints about its kettle."""
        begun = self._clock() - BEGUN
        day = begun.astimezone(self._zone).date()
        before = Period(day - timedelta(days=28), day - timedelta(days=1))
        scope = Scope(tenant=self._tenant, period=before, product=(PLAN_PRODUCT,))
        title = f"{PLAN_PRODUCT}: a new gasket for the base ({SYNTHETIC})"
        proposed = self._plans.propose(title, scope, day).plan
        if proposed.baseline is None:
            return
        plan = replace(
            proposed,
            owner="product",
            achievable="The supplier has the new gasket in stock.",
            relevant="The leaking base is what kettle buyers complain about.",
        )
        who = Actor("Mei", Role.MANAGER)
        made = self._plans.open(plan, who, SYNTHETIC, begun)
        self._plans.move(made.id, PlanState.DO, who, SYNTHETIC, begun)
