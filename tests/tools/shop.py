"""A store so small that every figure can be counted by hand.

The as-of day is Friday 2026-03-13. NOW is its week, BEFORE the same weekdays of the week before;
the records outside both, and those of another tenant, must count nowhere.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from assistant.customers.book import CustomerBook
from assistant.models import Emotion, Incoming, Labels, Period, Sentiment, Urgency
from assistant.models.vectors import Encode
from assistant.plans.desk import PlanDesk
from assistant.plans.scorecard import Scorecards
from assistant.replies.review.risk import risk_of
from assistant.replies.shop.brand import load_brand
from assistant.replies.workflow.queue import ReplyQueue
from assistant.replies.writing.desk import ReplyDesk
from assistant.store.clusters import Clusters
from assistant.store.database import Database
from assistant.store.feedback import FeedbackStore
from assistant.store.orders import OrderStore
from assistant.store.outbox import Outbox
from assistant.store.plans import PlanStore
from assistant.store.replies import ReplyStore
from assistant.store.reply_queue import ReplyQueueStore
from assistant.store.shop_figures import ShopFigures
from assistant.store.tallies import Tallies
from assistant.store.voices import Voices
from assistant.tools.context import Search, ToolContext
from assistant.understanding.lenses import LensFolder
from assistant.understanding.themes import Taxonomy
from retrieval.embedders import BuiltinEmbedder
from retrieval.index import ChromaIndex
from retrieval.indexer import drain
from retrieval.search import HybridSearch
from tests.store.records import NEGATIVE, NEUTRAL, POSITIVE, labels, said

__all__ = [
    "AS_OF",
    "BEFORE",
    "EMPTY",
    "NOW",
    "TENANT",
    "book_of",
    "cards_of",
    "context_over",
    "of_tenant",
    "open_shop",
    "queue_of",
]


AS_OF = date(2026, 3, 13)
NOW = Period(date(2026, 3, 9), AS_OF)
BEFORE = Period(date(2026, 3, 2), date(2026, 3, 6))
EMPTY = Period(date(2025, 7, 1), date(2025, 7, 7))
TENANT = "small-shop"

STANCES = {"-": NEGATIVE, "0": NEUTRAL, "+": POSITIVE}
# id day product channel rating nps ces score emotion urgency themes | text
ROWS = """
N1  03-09 Kettle web 1   0  - -.95 angry        critical -product_quality | The kettle leaked again and nobody helps.
N2  03-09 Kettle web 1   3  - -.90 angry        high -product_quality -customer_service | Broken again and support hung up.
N3  03-10 Kettle app 2   7  - -.50 disappointed normal   -delivery        | The courier came 12 days late.
N4  03-10 Mug    web 5   10 - .95  delighted    low      +product_quality | Lovely mug, sturdy and warm.
N5  03-11 Mug    app 4   8  - .50  satisfied    low      +delivery        | It came on time.
N6  03-11 Mug    app 4.5 9  - .60  satisfied    low      -                | Good enough for me.
N7  03-12 Lamp   web 3   -  - .00  neutral      normal   0packaging       | 盒子是普通的纸盒。
N8  03-12 -      web -   7  2 .05  neutral      normal   -                | No opinion.
N9  03-13 Kettle web 2   -  5 -.60 disappointed normal   -delivery        | 快递太慢，等了两周才到。
N10 03-13 Mug    app 5   10 6 .90  delighted    low +delivery +product_quality | 杯子很漂亮，物流也快！
B1  03-02 Kettle web 5   10 - .80  satisfied    low      +product_quality | Boils fast.
B2  03-03 Kettle web 4   9  - .50  satisfied    low      -                | Fine.
B3  03-04 Mug    app 3   7  4 .00  neutral      normal   -                | It is a mug.
B4  03-05 Mug    web 1   2  - -.80 angry        normal   -delivery        | My parcel was lost.
B5  03-06 Lamp   web -   -  - -.40 disappointed high     -packaging       | The box was crushed.
O1  03-08 Lamp   app 3   5  7 .00  neutral      normal   -                | Sunday purchase.
O2  02-01 Kettle app 1   1  7 -.90 angry        critical -product_quality | Very old complaint.
"""  # noqa: E501


def _missing(cell: str) -> str | None:
    return None if cell == "-" else cell


def _row(line: str, tenant: str) -> tuple[Incoming, Labels]:
    left, text = line.split("|")
    id, day, product, channel, rating, nps, ces, score, emotion, urgency, *themes = left.split()
    value = float(score)
    stance = NEGATIVE if value < -0.1 else POSITIVE if value > 0.1 else NEUTRAL
    mentions: dict[str, Sentiment] = {t[1:]: STANCES[t[0]] for t in themes if t != "-"}
    item = said(
        id,
        text.strip(),
        f"2026-{day}T12:00",
        tenant=tenant,
        product=_missing(product),
        channel=channel,
        rating=float(rating) if rating != "-" else None,
        nps=int(nps) if nps != "-" else None,
        ces=float(ces) if ces != "-" else None,
        customer_id=f"C{id}",
    )
    read = labels(
        stance, mentions, emotion=Emotion(emotion), urgency=Urgency(urgency), score=value,
        language="zh" if text.strip()[0] > "\u3000" else "en",
    )  # fmt: skip
    return item, read


def records(tenant: str) -> tuple[Sequence[Incoming], Sequence[Labels]]:
    rows = [_row(line, tenant) for line in ROWS.strip().splitlines()]
    return [item for item, _ in rows], [read for _, read in rows]


def queue_of(database: Database) -> ReplyQueue:
    """What waits for an answer, by the real clock."""
    return ReplyQueue(
        FeedbackStore(database),
        ReplyQueueStore(database),
        ReplyStore(database),
        lambda: datetime.now(UTC),
        lambda record: risk_of(record).kind,
    )


def book_of(database: Database, tenant: str) -> CustomerBook:
    """The customers of a tenant."""
    return CustomerBook(
        voices=Voices(database),
        orders=OrderStore(database),
        tallies=Tallies(database),
        replies=queue_of(database),
        zone=ZoneInfo("UTC"),
        tenant=tenant,
    )


def cards_of(database: Database, tenant: str) -> Scorecards:
    """The scorecard of a tenant."""
    return Scorecards(
        tallies=Tallies(database),
        orders=OrderStore(database),
        plans=PlanStore(database),
        figures=ShopFigures(database),
        replies=queue_of(database),
        zone=ZoneInfo("UTC"),
        tenant=tenant,
    )


def of_tenant(context: ToolContext, database: Database, tenant: str) -> ToolContext:
    """What another tenant of the same database sees."""
    return replace(
        context,
        tenant=tenant,
        plans=PlanDesk(PlanStore(database), context.tallies, context.taxonomy, tenant),
        scorecards=cards_of(database, tenant),
        customers=book_of(database, tenant),
    )


def open_shop(
    database: Database, home: Path, encoder: BuiltinEmbedder, taxonomy: Taxonomy, tenant: str
) -> ToolContext:
    """The context of a tenant: TENANT has the rows above, anyone else has none."""
    store = FeedbackStore(database)
    if tenant == TENANT:
        store.add(*records(TENANT))
        store.add(*records("another-shop"))
    index = ChromaIndex(home / "index", encoder.name)
    drain(Outbox(database), index, encoder)
    search = HybridSearch(store, lambda: index, encoder)
    return context_over(database, search, encoder.encode, taxonomy, tenant, AS_OF)


def context_over(
    database: Database,
    search: Search,
    encode: Encode,
    taxonomy: Taxonomy,
    tenant: str,
    as_of: date,
) -> ToolContext:
    """The context of a tenant of a database, without policies and files of its own."""
    tallies = Tallies(database)
    return ToolContext(
        feedback=FeedbackStore(database),
        tallies=tallies,
        search=search,
        taxonomy=taxonomy,
        tenant=tenant,
        as_of=as_of,
        zone=ZoneInfo("UTC"),
        encode=encode,
        desk=ReplyDesk((), load_brand(None), encode),
        lenses=LensFolder(None, taxonomy),
        replies=queue_of(database),
        plans=PlanDesk(PlanStore(database), tallies, taxonomy, tenant),
        scorecards=cards_of(database, tenant),
        customers=book_of(database, tenant),
        clusters=Clusters(database, BuiltinEmbedder.name),
    )
