"""The step that a reply asks of the customer."""

import re
from collections.abc import Sequence

from assistant.replies.review.complaints import Complaint
from assistant.replies.review.issues import word_filter
from assistant.replies.writing.layout import Part
from assistant.replies.writing.voice import Voice

__all__ = ["next_step"]

MOST_ASKS = 3
"""Things that a reply asks for, beside the order number."""

_PICTURE = re.compile(r"photo|video|screenshot|照片|视频|截图")
_RETURN = re.compile(r"of your return\b|退货的物流")


def next_step(voice: Voice, found: Sequence[Complaint], *, requested: bool) -> Part:
    """What the customer does next: whom to write to and what to send. What a rule has `requested`
    already is not asked for again."""
    asks = [ask for one in found for ask in _asks(voice, one) if not requested]
    order = voice.words["order_number"]
    if all(one.theme == "website_app" or (one.issue and one.issue.remark) for one in found):
        asks = [ask for ask in asks if ask != order]  # there is no order to look up
    elif not voice.record.feedback.order_id:
        voice.notes.lack("order" if voice.record.feedback.product else "whose")
        asks = [order, *asks]
    else:
        asks = [ask for ask in asks if ask != order]
    if not asks:
        return Part(voice.pick(voice.words["next_plain"], private=voice.private))
    shown = voice.listed([_with_article(voice, ask) for ask in _once(asks)][:MOST_ASKS])
    return Part(voice.pick(voice.words["next"], private=voice.private, asks=shown))


def _asks(voice: Voice, one: Complaint) -> Sequence[str]:
    """What the customer can send about a complaint: no picture of what none shows, no proof of a
    return that nobody speaks of."""
    asks: Sequence[str]
    if one.issue:
        asks = one.issue.asks.get(voice.language, ())
    else:
        asks = voice.words["theme_asks"].get(one.theme, ())
    said = voice.record.feedback.full_text
    unseen = word_filter("unseen").search(one.quote) is not None
    sent = word_filter("sent_back").search(said) is not None
    return [
        ask
        for ask in asks
        if not (unseen and _PICTURE.search(ask)) and (sent or not _RETURN.search(ask))
    ]


def _with_article(voice: Voice, ask: str) -> str:
    mine = voice.language == "en" and ask.startswith(("order", "delivery"))
    return f"your {ask}" if mine else ask


def _once(asks: Sequence[str]) -> list[str]:
    """Each thing to send once, of photos and the like the first."""
    kept: list[str] = []
    for ask in dict.fromkeys(asks):
        if not (_PICTURE.search(ask) and any(_PICTURE.search(other) for other in kept)):
            kept.append(ask)
    return kept
