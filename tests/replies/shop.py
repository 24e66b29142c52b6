"""Reviews to answer and the service over them. The clock stands where a test puts it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from assistant.models import Actor, Emotion, Labels, Role, Scope, Sentiment, Urgency
from assistant.replies.shop.brand import Brand
from assistant.replies.shop.deadlines import OpeningHours
from assistant.replies.workflow.queue import ReplyQueue
from assistant.replies.workflow.service import ReplyService
from assistant.replies.writing.desk import ReplyDesk
from assistant.store.audit import AuditLog
from assistant.store.database import Database
from assistant.store.feedback import FeedbackStore
from assistant.store.finished_replies import FinishedReplies
from assistant.store.replies import ReplyStore
from assistant.store.reply_queue import ReplyQueueStore
from retrieval.embedders import BuiltinEmbedder
from tests.replies.reviews import ALIASES, BRAND, CLAUSES
from tests.store.records import said

__all__ = ["ANNA", "BEN", "MAYA", "NOW", "VERA", "Shop"]

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
ANNA, BEN = Actor("anna", Role.AGENT), Actor("ben", Role.AGENT)
MAYA, VERA = Actor("maya", Role.MANAGER), Actor("vera", Role.VIEWER)

TEXTS = (
    "The kettle leaks from the base after two months.",
    "快递晚了九天才到，客服也不回复。",
    "I was charged twice for one order.",
    "The lid arrived cracked and the box was soaked.",
    "颜色和图片完全不一样，色差太大。",
)


class Shop:
    """One tenant's reviews: `add` puts them in, `service` and `queue` are what is tested."""

    def __init__(
        self,
        database: Database,
        encoder: BuiltinEmbedder,
        tenant: str,
        hours: OpeningHours | None = None,
        brand: Brand = BRAND,
    ) -> None:
        self.tenant = tenant
        self.now = NOW
        self.feedback = FeedbackStore(database)
        self.audit = AuditLog(database)
        self.replies = ReplyStore(database)
        self.finished = FinishedReplies(database)
        waiting = ReplyQueueStore(database)
        desk = ReplyDesk(CLAUSES, brand, encoder.encode, None, ALIASES)
        self.queue = ReplyQueue(
            self.feedback, waiting, self.replies, lambda: self.now, desk.risk, hours
        )
        self.service = ReplyService(self.feedback, self.replies, self.queue, desk, tenant)

    @property
    def scope(self) -> Scope:
        return Scope(tenant=self.tenant)

    def add(
        self,
        id: str,
        text: str = TEXTS[0],
        *,
        hours_ago: float = 1,
        sentiment: Sentiment = Sentiment.NEGATIVE,
        rating: float | None = 1,
        score: float = -0.8,
        urgency: Urgency = Urgency.NORMAL,
        customer: str | None = None,
        channel: str = "Website",
    ) -> str:
        at = (NOW - timedelta(hours=hours_ago)).strftime("%Y-%m-%dT%H:%M:%S")
        item = said(
            id, text, at, tenant=self.tenant, rating=rating, customer_id=customer, channel=channel
        )
        language = "zh" if text and text[0] > "\u3000" else "en"
        read = Labels(language, sentiment, score, Emotion.ANGRY, urgency, ())
        self.feedback.add([item], [read])
        return id

    def add_many(self, count: int) -> Sequence[str]:
        at = (NOW - timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M:%S")
        ids = [f"M{n:04}" for n in range(count)]
        items = [
            said(id, f"{TEXTS[n % 5]} {n}", at, tenant=self.tenant, rating=1)
            for n, id in enumerate(ids)
        ]
        read = Labels("en", Sentiment.NEGATIVE, -0.8, Emotion.ANGRY, Urgency.NORMAL, ())
        self.feedback.add(items, [read] * count)
        return ids
