"""Stores with planted effects, and odd ones: what no tool may stumble over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from assistant.models import Emotion, Incoming, Labels, Sentiment, Urgency
from assistant.store.database import Database
from assistant.tools.context import ToolContext
from tests.store.records import NEGATIVE, NEUTRAL, POSITIVE, labels, said
from tests.tools.shop import of_tenant

__all__ = ["AS_OF", "ODD", "fill", "planted"]

AS_OF = date(2026, 3, 13)

Row = tuple[Incoming, Labels]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One record in brief."""

    day: int = 0
    product: str | None = "Mug"
    channel: str | None = "web"
    segment: str | None = None
    touchpoint: str | None = None
    rating: float | None = None
    nps: int | None = None
    order: str | None = None
    customer: str | None = None
    themes: Mapping[str, Sentiment] | None = None
    urgency: Urgency = Urgency.NORMAL
    stance: Sentiment | None = None
    extra: Mapping[str, str] | None = None
    text: str = "The parcel came late and nobody answered."


def fill(
    context: ToolContext, database: Database, tenant: str, records: Iterator[Said]
) -> ToolContext:
    """The context of a tenant that holds these records."""
    rows = [_row(number, each, tenant) for number, each in enumerate(records)]
    context.feedback.add([item for item, _ in rows], [read for _, read in rows])
    return of_tenant(context, database, tenant)


def _row(number: int, each: Said, tenant: str) -> Row:
    day = AS_OF - timedelta(days=each.day)
    themes = dict(each.themes or {})
    stance = each.stance or (NEGATIVE if NEGATIVE in themes.values() else POSITIVE)
    item = said(
        f"T{number:04}", each.text, f"{day.isoformat()}T12:00", tenant=tenant,
        product=each.product, channel=each.channel, segment=each.segment,
        touchpoint=each.touchpoint, rating=each.rating, nps=each.nps, order_id=each.order,
        customer_id=each.customer, extra=dict(each.extra or {}),
    )  # fmt: skip
    emotion = Emotion.ANGRY if stance == NEGATIVE else Emotion.SATISFIED
    score = {NEGATIVE: -0.8, NEUTRAL: 0.0, POSITIVE: 0.8}[stance]
    read = labels(stance, themes, emotion=emotion, urgency=each.urgency, score=score, language="en")
    whole = tuple(replace(mention, end=len(each.text)) for mention in read.themes)
    return item, replace(read, themes=whole)


def planted() -> Iterator[Said]:
    """120 days. The courier got worse 30 days ago: late parcels, lower ratings and NPS. The app
    pleases more than the web. The Kettle alone breaks; who gets a broken one does not come back.
    Between three and four stars nobody recommends more."""
    random = Random(12)
    recommends = {1: (0, 0), 2: (2, 4), 3: (7, 8), 4: (7, 8), 5: (9, 10)}
    for number in range(2400):
        day = number % 120
        late = random.random() < (0.45 if day < 30 else 0.12)
        product = random.choice(("Kettle", "Mug", "Lamp"))
        broken = product == "Kettle" and random.random() < 0.3
        channel = random.choice(("app", "web"))
        mean = 4.4 - 1.6 * late - 1.2 * broken + (0.4 if channel == "app" else 0)
        rating = min(5, max(1, round(random.gauss(mean, 0.7))))
        themes = ({"delivery": NEGATIVE} if late else {}) | (
            {"product_quality": NEGATIVE} if broken else {"product_quality": POSITIVE}
        )
        customer = f"C{number}"
        yield Said(
            day=day, product=product, channel=channel, rating=rating, themes=themes,
            nps=random.randint(*recommends[rating]), order=f"O{number}", customer=customer,
            touchpoint=random.choice(("relationship", "checkout")),
            segment=random.choice(("new", "loyal")),
            urgency=Urgency.HIGH if broken else Urgency.NORMAL,
        )  # fmt: skip
        if day >= 60 and random.random() < (0.15 if broken else 0.55):
            yield Said(day=day - 58, product=None, channel=None, order=f"R{number}",
                       customer=customer, text="Ordered again.")  # fmt: skip


def _many(**fields: object) -> Iterator[Said]:
    return (Said(day=number % 40, **fields) for number in range(80))  # type: ignore[arg-type]


LATE = {"delivery": NEGATIVE}

ODD: Mapping[str, list[Said]] = {
    "one record": [Said(rating=1, nps=0, themes=LATE)],
    "two records": [Said(rating=1, nps=0, themes=LATE), Said(day=40, rating=5, nps=10)],
    "bare": list(_many(product=None, channel=None)),
    "constant": list(_many(rating=5, nps=10, themes=LATE, touchpoint="checkout")),
    "no ratings": list(_many(nps=3, themes=LATE)),
    "no nps": list(_many(rating=2, themes=LATE)),
    "nps in one channel": [*_many(channel="app", nps=9), *_many(channel="web", rating=4)],
    "no themes": list(_many(rating=3, nps=7)),
    "all praise": list(_many(rating=5, nps=10, themes={"delivery": POSITIVE})),
    "only long ago": [Said(day=400 + n, rating=3, nps=7, themes=LATE) for n in range(40)],
    "empty texts": list(_many(text="", rating=1, themes=LATE)),
    "one level each": [
        Said(day=n, rating=1 + n % 5, nps=n % 11, themes=LATE if n % 2 else None) for n in range(30)
    ],
}
"""Nothing to compare, nothing to vary, nothing to count."""
