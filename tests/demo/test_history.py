"""What the demo shop has done so far."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.analytics.baskets import companions
from assistant.app import App
from assistant.demo.orders import COMPANIONS, demo_figures, demo_orders
from assistant.demo.replies import DemoReply, demo_replies
from assistant.demo.store import demo_feedback
from assistant.models import (
    DEFAULT_TENANT,
    Emotion,
    Feedback,
    Labels,
    PlanState,
    ReplyState,
    Scope,
    Sentiment,
    Urgency,
)
from assistant.plans.known_measures import known_measures
from assistant.services.demo_history import DemoHistory
from assistant.settings import Settings

TODAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
NEGATIVE = Labels("en", Sentiment.NEGATIVE, -0.8, Emotion.ANGRY, Urgency.NORMAL, ())


@pytest.fixture(scope="module")
def said() -> list[Feedback]:
    return [each.feedback for each in demo_feedback(TODAY, ZONE) if each.feedback.time <= NOW]


@pytest.fixture(scope="module")
def arrived(said: list[Feedback]) -> list[tuple[datetime, str]]:
    return [(f.time, "en") for f in said if f.rating is not None and f.rating <= 2]


@pytest.fixture(scope="module")
def replies(arrived: list[tuple[datetime, str]]) -> list[DemoReply]:
    return demo_replies(arrived, NOW, ZONE)


def test_replies_are_sent_by_day_after_their_feedback(
    arrived: list[tuple[datetime, str]], replies: list[DemoReply]
) -> None:
    assert replies == demo_replies(arrived, NOW, ZONE)
    for each in replies:
        came = arrived[each.place][0]
        assert came <= each.approved <= each.sent <= NOW
        assert NOW - came >= timedelta(hours=24)
        assert each.author in each.body
    late = [r for r in replies if r.sent - arrived[r.place][0] > timedelta(hours=24)]
    assert 0.02 < len(late) / len(replies) < 0.12


def test_few_are_overdue(arrived: list[tuple[datetime, str]], replies: list[DemoReply]) -> None:
    answered = {each.place for each in replies}
    old = [n for n, (came, _) in enumerate(arrived) if NOW - came > timedelta(hours=24)]
    assert 1 <= sum(n not in answered for n in old) <= 30


def test_orders_agree_with_the_feedback(said: list[Feedback]) -> None:
    lines = demo_orders(said, NOW)
    assert lines == demo_orders(said, NOW)
    assert 3_000 <= len(lines) <= 8_000
    assert len({line.key for line in lines}) == len(lines)
    assert all(line.time <= NOW and line.amount and line.amount > 0 for line in lines)
    products = {(line.order_id, line.product) for line in lines}
    customers = {line.order_id: line.customer_id for line in lines}
    for each in said:
        if each.order_id:
            assert customers[each.order_id] == each.customer_id
            assert each.product is None or (each.order_id, each.product) in products


def test_the_planted_companions_are_found(said: list[Feedback]) -> None:
    pairs = [(line.order_id, str(line.product)) for line in demo_orders(said, NOW)]
    for product, (companion, _) in COMPANIONS.items():
        assert companions(pairs, product)[0][0].product == companion


def test_figures_are_known_measures() -> None:
    found = demo_figures(TODAY)
    assert {measure for measure, *_ in found} <= set(known_measures())
    assert max(day for _, day, *_ in found) < TODAY
    assert set(Counter((m, d) for m, d, *_ in found).values()) == {1}


def test_a_store_gets_its_history(tmp_path: Path) -> None:
    items = demo_feedback(TODAY, ZONE, days=40)
    app = App(Settings(home=tmp_path, timezone="Asia/Shanghai"), clock=lambda: NOW)
    app.commons.stores.feedback.add(items, [NEGATIVE] * len(items))
    history = DemoHistory(
        stores=app.commons.stores, plans=app.plans, clock=app.clock, zone=app.settings.zone,
        tenant=app.tenant,
    )  # fmt: skip
    history.add(items)
    stats = app.replies.queue.stats(Scope(tenant=DEFAULT_TENANT))
    assert stats.states[ReplyState.SENT] > 0.9 * stats.total
    assert stats.waiting == stats.total - stats.states[ReplyState.SENT]
    (plan,) = app.plans.all([PlanState.DO])
    assert "synthetic" in plan.title
    assert app.tools.customers.has_orders()
    case = app.replies.show(items[0].feedback.id)
    assert {event.reason for event in case.events} == {"synthetic"}
    app.close()
