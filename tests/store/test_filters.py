"""What each filter of a scope lets through."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from assistant.models import Emotion, Period, Scope, Urgency
from assistant.store.database import Database
from assistant.store.feedback import FeedbackStore
from tests.store.records import NEGATIVE, POSITIVE, labels, said


class TestEveryFilter:
    """One record that each filter lets through and one that it keeps out."""

    MATCHING = said(
        "in",
        "100% broken_mug 水壶漏水",
        "2026-03-10T00:00",
        title="50 % off",
        product="Mug",
        channel="web",
        touchpoint="checkout",
        segment="new",
        customer_id="C1",
        rating=4.5,
        tenant="filters",
    )
    OTHER = said(
        "out",
        "1000 brokenXmug 水 壶",
        "2026-03-09T23:59:59",
        product="Mug 2",
        channel="Web",
        touchpoint="checkout ",
        segment="NEW",
        customer_id="C10",
        rating=5.0,
        tenant="filters",
    )

    @pytest.fixture
    def count_in(self, shared_database: Database) -> Callable[[Scope], list[str]]:
        store = FeedbackStore(shared_database)
        mine = labels(
            NEGATIVE,
            {"delivery": NEGATIVE, "packaging": POSITIVE},
            emotion=Emotion.ANGRY,
            urgency=Urgency.HIGH,
            language="zh",
        )
        store.add([self.MATCHING, self.OTHER], [mine, labels(themes={"delivery_fee": NEGATIVE})])
        return lambda scope: [record.feedback.id for record in store.select(scope)]

    @pytest.mark.parametrize(
        "restriction",
        [
            {"period": Period(date(2026, 3, 10), date(2026, 3, 12))},
            {"product": ("Mug",)},
            {"channel": ("web", "weibo")},
            {"language": ("zh",)},
            {"touchpoint": ("checkout",)},
            {"segment": ("new",)},
            {"customer_id": ("C1",)},
            {"theme": ("delivery",)},
            {"theme": ("delivery_fee", "delivery"), "stance": (POSITIVE, NEGATIVE), "rating": (4,)},
            {"theme": ("packaging",), "stance": (POSITIVE,)},
            {"without_theme": ("delivery_fee",)},
            {"sentiment": (NEGATIVE,)},
            {"emotion": (Emotion.ANGRY, Emotion.CONFUSED)},
            {"urgency": (Urgency.CRITICAL, Urgency.HIGH)},
            {"rating": (4,)},
            {"words": ("0% ",)},
            {"words": ("n_m",)},
            {"words": ("水壶",)},
            {"words": ("50 % OFF",)},
            {"words": ("BROKEN_",)},
            {"words": ("nowhere", "漏水")},
            {"words": ("off … 50",)},
            {"words": ("off … nowhere", "漏水")},
            {"words": ("voucher", "coupon", "ваучер", "优惠券", "off … 50")},
        ],
    )
    def test_it_restricts(
        self, count_in: Callable[[Scope], list[str]], restriction: dict[str, Any]
    ) -> None:
        assert count_in(Scope(tenant="filters", **restriction)) == ["in"]

    def test_a_stance_is_the_one_towards_the_theme(
        self, count_in: Callable[[Scope], list[str]]
    ) -> None:
        blames = Scope(tenant="filters", theme=("packaging",), stance=(NEGATIVE,))
        assert count_in(blames) == []

    def test_a_stance_alone_does_not_restrict(self, count_in: Callable[[Scope], list[str]]) -> None:
        assert count_in(Scope(tenant="filters", stance=(NEGATIVE,))) == ["in", "out"]

    def test_nothing_restricts(self, count_in: Callable[[Scope], list[str]]) -> None:
        assert count_in(Scope(tenant="filters")) == ["in", "out"]
