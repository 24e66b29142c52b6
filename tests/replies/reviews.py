"""Records for the tests: a review with the labels that matter to a reply."""

import re
from datetime import UTC, datetime

from assistant.demo.store import demo_policies
from assistant.models import Emotion, Feedback, Labels, Sentiment, ThemeMention, Urgency
from assistant.replies.policies.clauses import load_policies
from assistant.replies.shop.brand import load_brand
from assistant.store.records import Record

CLAUSES = load_policies(demo_policies())
BRAND = load_brand(None, CLAUSES)
ALIASES = {"Kettle K2": ("kettle", "水壶"), "Desk Fan": ("desk fan", "风扇")}


def review(
    text: str,
    *,
    id: str = "S1",
    channel: str | None = "Website",
    product: str | None = None,
    name: str | None = None,
    rating: float | None = 1,
    order: str | None = None,
    language: str | None = None,
    sentiment: Sentiment = Sentiment.NEGATIVE,
    urgency: Urgency = Urgency.NORMAL,
    themes: tuple[ThemeMention, ...] = (),
) -> Record:
    spoken = language or ("zh" if re.search("[\u4e00-\u9fff]", text) else "en")
    said = Feedback(
        id=id,
        time=datetime(2026, 3, 10, 8, 30, tzinfo=UTC),
        text=text,
        channel=channel,
        product=product,
        customer_name=name,
        rating=rating,
        order_id=order,
    )
    labels = Labels(spoken, sentiment, -0.8, Emotion.ANGRY, urgency, themes)
    return Record(1, said.time.date(), said, labels)
