"""A short, careful answer in a language that has no phrases of its own."""

from typing import Any

from assistant.models import Sentiment
from assistant.replies.brand import Brand
from assistant.replies.complaints import complaints
from assistant.replies.deadlines import due_at
from assistant.replies.draft import Draft, Tone
from assistant.replies.phrases import load_phrases
from assistant.replies.wordings import customer_name
from assistant.store.records import Record

__all__ = ["language_name", "short_draft", "short_languages"]


def short_languages() -> tuple[str, ...]:
    """The codes of the languages that have a short answer."""
    return tuple(load_phrases("short"))


def language_name(code: str) -> str:
    """The English name of a language that drafts are written in."""
    names = {"en": "English", "zh": "Chinese"}
    return names.get(code) or str(load_phrases("short")[code]["name"])


def short_draft(record: Record, brand: Brand, language: str, tone: Tone) -> Draft:
    """Thanks for praise, else a note that promises nothing; a person must add what the shop does,
    which `missing` says."""
    words: dict[str, Any] = load_phrases("short")[language]
    name = customer_name(record, "first")
    greeting = words["greeting"]
    hello = greeting["named"].format(name=name) if name else greeting["unnamed"]
    kind = record.labels.sentiment is Sentiment.POSITIVE and not complaints(record)
    product = record.feedback.product or words["product"]
    body = words["thanks" if kind else "complaint"].format(product=product)
    sign = brand.sign_off.get(language) or words["sign"]
    return Draft(
        feedback_id=record.feedback.id,
        language=language,
        body=f"{hello}\n\n{body}\n\n{sign}",
        tone=tone,
        due_at=due_at(record.feedback.time, brand.hours),
        missing=() if kind else (words["missing"],),
    )
