"""A store in which a change on one day took most complaints about refunds away."""

from datetime import date, timedelta

from assistant.models import Incoming, Labels
from assistant.store.database import Database
from assistant.store.feedback import FeedbackStore
from tests.store.records import NEGATIVE, NEUTRAL, labels, said

__all__ = ["CHANGED", "DAYS", "fill"]

CHANGED = date(2026, 3, 1)
DAYS = 28
PER_DAY = 10


def fill(database: Database, before: int, after: int, tenant: str = "shop") -> None:
    """Ten records a day, 28 days before and after the change; so many of each ten blame refunds,
    with one star and NPS 2, the others give five and 10."""
    items: list[Incoming] = []
    read: list[Labels] = []
    for day in range(-DAYS, DAYS):
        moment = (CHANGED + timedelta(days=day)).isoformat() + "T12:00"
        for place in range(PER_DAY):
            blames = place < (before if day < 0 else after)
            rating, nps = (1.0, 2) if blames else (5.0, 10)
            name = f"D{day}-{place}"
            about = {"tenant": tenant, "product": "Kettle"}
            items.append(said(name, at=moment, rating=rating, nps=nps, **about))
            themes = {"returns_refunds": NEGATIVE} if blames else {}
            read.append(labels(NEGATIVE if blames else NEUTRAL, themes))
    FeedbackStore(database).add(items, read)
