"""Which clauses of a review may blame."""

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.han import HAN
from assistant.models import Sentiment, ThemeMention
from assistant.replies.review.issues import READ, word_filter
from assistant.store.records import Record
from assistant.understanding.clauses import clauses

__all__ = [
    "Span",
    "after_turn",
    "background",
    "blamed_mentions",
    "blaming_spans",
    "goes_on",
    "is_bad",
    "is_bare_no",
    "is_content",
    "is_harmless",
    "is_ironic",
    "is_praise",
    "is_praised",
    "is_question",
    "is_scrap",
    "is_unhappy",
    "says_something",
    "sentence_spans",
    "theme_of",
    "until_turn",
]

Span = tuple[int, int]
"""Start and end of a clause."""

SCRAP, SCRAP_HAN = 4, 5
"""Words, and Chinese characters, below which a piece after a comma goes with what it is cut off."""

_SENTENCES = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")


def is_content(record: Record) -> bool:
    """Whether the customer is happy on the whole."""
    rating = record.feedback.rating
    if rating is None:
        return record.labels.sentiment is Sentiment.POSITIVE
    return rating >= 4 and record.labels.sentiment is not Sentiment.NEGATIVE


def is_praise(said: str) -> bool:
    """Whether a clause praises in words: it has a friendly one and none of blame."""
    return word_filter("pleasant").search(said) is not None and not is_bad(said)


def is_ironic(record: Record, said: str) -> bool:
    """Whether an unhappy customer's clause sounds of praise that is meant as blame."""
    return is_unhappy(record) and word_filter("irony").search(said) is not None


def background(told: Sequence[Span], text: str) -> set[Span]:
    """The clauses that only tell what came before or after the matter, and the scraps that an
    English comma cuts off them."""
    found: set[Span] = set()
    before: Span | None = None
    for span in told:
        said = text[slice(*span)]
        scrap = (
            before in found
            and before is not None
            and text[before[1] : span[0]].strip() == ","
            and is_scrap(said)
        )
        if scrap or word_filter("background").search(said):
            found.add(span)
        before = span
    return found


def is_scrap(said: str) -> bool:
    """Whether a clause is too short to tell a matter by itself."""
    wide = len(HAN.findall(said))
    return wide < SCRAP_HAN if wide else len(re.findall(r"\w+", said)) < SCRAP


def is_bare_no(said: str) -> bool:
    """Whether a scrap blames with nothing but a "no" ("flat no", "no sun"), which tells no
    matter."""
    without = word_filter("negation").sub(" ", said)
    return is_scrap(said) and is_bad(said) and not is_bad(without)


def blaming_spans(record: Record, text: str) -> list[Span]:
    """The clauses that may blame: of a kind review those that the labels blame after a "but", of a
    middling one those that the labels blame and what adds to them, or what follows a "but", of an
    unhappy one all."""
    every = clauses(text[:READ])
    if is_unhappy(record):
        return every
    blamed = [span for span in every if theme_of(record, span) is not None]
    turned = set(after_turn(text))
    if is_content(record):
        return [span for span in blamed if span in turned]
    going_on = [
        span for before, span in pairwise(every) if before in blamed and goes_on(before, span, text)
    ]
    return sorted([*blamed, *going_on]) or sorted(turned)


def goes_on(before: Span, span: Span, text: str) -> bool:
    """Whether a clause adds to the one before it ("…, and the lining sheds") without praise."""
    said = text[slice(*span)]
    apart = text[before[1] : span[0]].strip()
    return (
        apart in (",", "，")
        and word_filter("adding").search(said) is not None
        and not word_filter("praise").search(said)
        and not word_filter("pleasant").search(said)
    )


def theme_of(record: Record, span: Span) -> str | None:
    """The theme for which the labels blame a clause."""
    for mention in blamed_mentions(record):
        if mention.theme != "brand_loyalty" and mention.start < span[1] and span[0] < mention.end:
            return mention.theme
    return None


def after_turn(text: str) -> list[Span]:
    """The clauses from a "but" on that do not praise."""
    turn = word_filter("turn").search(text[:READ])
    if turn is None:
        return []
    return [
        (start, end)
        for start, end in clauses(text[:READ])
        if end > turn.start() and not word_filter("praise").search(text[start:end])
    ]


def says_something(said: str) -> bool:
    return len(re.findall("[\u3400-\u9fff]", said)) >= 4 or len(re.findall(r"\w+", said)) >= 2


def sentence_spans(text: str) -> list[Span]:
    """Where the sentences of a text stand; [] for an empty one."""
    ends = [found.end() for found in _SENTENCES.finditer(text)]
    return [(a, b) for a, b in pairwise([0, *ends, len(text)]) if a < b]


def is_question(text: str, start: int, end: int) -> bool:
    """Whether a clause asks, be it in Chinese by a verb and its no alone (还修不修)."""
    marked = re.search(r"[?？]|吗\W*$", text[start : end + 1]) is not None
    return marked or word_filter("verb_or_not").search(text[start:end]) is not None


def is_bad(said: str) -> bool:
    """Whether it has a word of blame besides its words of praise."""
    return word_filter("bad").search(word_filter("pleasant").sub(" ", said)) is not None


def is_harmless(said: str) -> bool:
    """Whether each sentence of a clause praises, sighs, feels or demands."""
    beside = ("praise", "filler", "feeling", "demanding")
    return all(
        any(word_filter(name).search(part) for name in beside) or is_praise(part)
        for part in _SENTENCES.split(said)
        if part
    )


def until_turn(text: str) -> int:
    """Where the "but" stands after praise in the first sentence, 0 without: what comes before it
    is praise too, where it has no word of blame."""
    turn = word_filter("turn").search(text[:READ])
    first = text[: turn.start()] if turn else ""
    whole = re.search(r"[.!?。！？]\s*\S", first) is None
    return len(first) if whole and any(is_praise(first[a:b]) for a, b in clauses(first)) else 0


def is_praised(record: Record, span: Span, text: str) -> bool:
    """Whether the labels praise a clause that has no word of blame, nor, where the customer is
    angry, is without one of praise."""
    praised = [m for m in record.labels.themes if m.sentiment is Sentiment.POSITIVE]
    return (
        (not is_unhappy(record) or is_praise(text[slice(*span)]))
        and any(m.start < span[1] and span[0] < m.end for m in praised)
        and theme_of(record, span) is None
        and not is_bad(text[slice(*span)])
    )


def is_unhappy(record: Record) -> bool:
    rating = record.feedback.rating
    if rating is not None and rating <= 2:
        return True
    return record.labels.sentiment is Sentiment.NEGATIVE and (rating is None or rating <= 3)


def blamed_mentions(record: Record) -> list[ThemeMention]:
    return [m for m in record.labels.themes if m.sentiment is Sentiment.NEGATIVE]
