"""Every complaint of a review: issues found by their words, then what else it blames."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.models import Sentiment, ThemeMention
from assistant.replies.review.issues import READ, Issue, find_issues, issues, word_filter
from assistant.store.records import Record
from assistant.understanding.clauses import clauses

__all__ = ["OTHER", "Complaint", "complaints", "is_content", "is_praise", "without_others"]

OTHER = "other"
"""The theme of a complaint that has none of the known ones."""

SERVICE = "customer_service"
"""The theme of complaints that come on top of what went wrong first."""

MOST = 4
"""Complaints that one reply names."""

SCRAP = 4
"""Words below which a piece after a comma goes with what it is cut off."""

_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Complaint:
    """One complaint of a review with the customer's own words; `issue` is None where no cue tells
    its kind."""

    issue: Issue | None
    theme: str
    quote: str


def complaints(record: Record) -> tuple[Complaint, ...]:
    """The complaints of a review, at most four, demands last; none for a text without one."""
    text = record.feedback.full_text
    known = issues()
    mentions = find_issues(text)
    if is_content(record):
        # A compliment may speak of what others complain of ("客服态度好").
        blamed = [(m.start, m.end) for m in _blamed(record)] + _after_turn(text)
        praised = [m for m in record.labels.themes if m.sentiment is Sentiment.POSITIVE]
        mentions = [
            m
            for m in mentions
            if any(a < m.end and m.start < b for a, b in blamed)
            or not (
                _is_harmless(text[m.start : m.end])
                or any(p.start < m.end and m.start < p.end for p in praised)
            )
        ]
    found = [
        (m.start, Complaint(known[m.issue], known[m.issue].theme, text[m.start : m.end]))
        for m in mentions
    ]
    taken = [(m.start, m.end) for m in mentions]
    found += _besides(record, text, [one for _, one in found], taken)[: max(0, MOST - len(found))]
    found.sort(key=lambda pair: (_demands(pair[1]), pair[0]))
    return tuple(one for _, one in found[:MOST])


def is_content(record: Record) -> bool:
    """Whether the customer is happy on the whole."""
    rating = record.feedback.rating
    if rating is None:
        return record.labels.sentiment is Sentiment.POSITIVE
    return rating >= 4 and record.labels.sentiment is not Sentiment.NEGATIVE


def is_praise(said: str) -> bool:
    """Whether a clause praises in words: it has a friendly one and none of blame."""
    return word_filter("pleasant").search(said) is not None and not _is_bad(said)


def without_others(one: Complaint, found: Sequence[Complaint], text: str) -> str:
    """The text without what its other complaints say, where these are matters of their own."""
    for other in found:
        apart = other.issue is not None and not other.issue.vague and other.quote != one.quote
        if apart and one.quote not in other.quote:
            text = text.replace(other.quote, " ")
    return text


def _besides(
    record: Record, text: str, found: Sequence[Complaint], taken: Sequence[_Span]
) -> list[tuple[int, Complaint]]:
    """Clauses that blame in words no cue knows, the surest first: those that the labels blame and
    that have a word of blame, then those with either; of an unhappy text also the one that opens
    it, or what there is. What only tells the story around it stands back."""
    sure = {one.issue.id for one in found if one.issue and not one.issue.vague}
    said = [
        (start, end)
        for start, end in _spans(record, text)
        if _says_something(text[start:end])
        and not any(start < b and a < end for a, b in taken)
        and not any(issues()[id].cues.search(text[start:end]) for id in sure)
        and not _is_question(text, start, end)
    ]
    before = _until_turn(text)
    told = [
        span
        for span in said
        if not (_is_harmless(text[slice(*span)]) or _is_praised(record, span, text))
        and (span[1] > before or _is_bad(text[slice(*span)]))
    ]
    if not told and not found and _is_unhappy(record):
        # Who is unhappy and writes nothing but praise means the opposite.
        told = said
    themes = {span: _theme(record, span) for span in told}
    blamed = {span: (themes[span] is not None) + _is_bad(text[slice(*span)]) for span in told}
    chosen = sorted((span for span in told if blamed[span]), key=lambda span: -blamed[span])
    besides = _background(told, text)
    matter = [span for span in told if span not in besides]
    told_of = any(not (one.issue and one.issue.demand) for one in found)
    if told_of or matter:
        chosen = [span for span in chosen if span not in besides]
    if _is_unhappy(record) and not told_of and not chosen:
        chosen = matter[:1]
    elif _is_unhappy(record) and all(one.theme == SERVICE for one in found):
        chosen += [span for span in matter[:1] if _opens(span, text, [*taken, *chosen])]
    plain = "product_quality" if record.feedback.product and not found else OTHER
    return [(a, Complaint(None, themes[a, b] or plain, text[a:b])) for a, b in chosen]


def _background(told: Sequence[_Span], text: str) -> set[_Span]:
    """The clauses that only tell what came before or after the matter, and the scraps that an
    English comma cuts off them."""
    found: set[_Span] = set()
    before: _Span | None = None
    for span in told:
        said = text[slice(*span)]
        scrap = (
            before in found
            and before is not None
            and text[before[1] : span[0]].strip() == ","
            and len(re.findall(r"\w+", said)) < SCRAP
        )
        if scrap or word_filter("background").search(said):
            found.add(span)
        before = span
    return found


def _opens(span: _Span, text: str, others: Sequence[_Span]) -> bool:
    """Whether a clause tells the matter before all others do, not merely what was bought."""
    bought = word_filter("bought").search(text[slice(*span)]) is not None
    return not bought and all(span[1] <= start for start, _ in others)


def _spans(record: Record, text: str) -> list[_Span]:
    """The clauses that may blame: of a kind review those that the labels blame after a "but", of a
    middling one those that the labels blame, of an unhappy one all."""
    every = clauses(text[:READ])
    if _is_unhappy(record):
        return every
    blamed = [span for span in every if _theme(record, span) is not None]
    turned = set(_after_turn(text))
    return [span for span in blamed if span in turned] if is_content(record) else blamed


def _theme(record: Record, span: _Span) -> str | None:
    """The theme for which the labels blame a clause."""
    for mention in _blamed(record):
        if mention.theme != "brand_loyalty" and mention.start < span[1] and span[0] < mention.end:
            return mention.theme
    return None


def _after_turn(text: str) -> list[_Span]:
    """The clauses from a "but" on that do not praise."""
    turn = word_filter("turn").search(text[:READ])
    if turn is None:
        return []
    return [
        (start, end)
        for start, end in clauses(text[:READ])
        if end > turn.start() and not word_filter("praise").search(text[start:end])
    ]


def _demands(one: Complaint) -> bool:
    return one.issue is not None and one.issue.demand


def _says_something(said: str) -> bool:
    return len(re.findall("[\u3400-\u9fff]", said)) >= 4 or len(re.findall(r"\w+", said)) >= 2


def _is_question(text: str, start: int, end: int) -> bool:
    return re.search(r"[?？]|吗\W*$", text[start : end + 1]) is not None


def _is_bad(said: str) -> bool:
    """Whether it has a word of blame besides its words of praise."""
    return word_filter("bad").search(word_filter("pleasant").sub(" ", said)) is not None


def _is_harmless(said: str) -> bool:
    beside = ("praise", "filler", "feeling", "demanding")
    if any(word_filter(name).search(said) for name in beside):
        return True
    return is_praise(said)


def _until_turn(text: str) -> int:
    """Where the "but" stands after praise in the first sentence, 0 without: what comes before it
    is praise too, where it has no word of blame."""
    turn = word_filter("turn").search(text[:READ])
    first = text[: turn.start()] if turn else ""
    whole = re.search(r"[.!?。！？]\s*\S", first) is None
    return len(first) if whole and any(is_praise(first[a:b]) for a, b in clauses(first)) else 0


def _is_praised(record: Record, span: _Span, text: str) -> bool:
    """Whether the labels praise a clause that has no word of blame."""
    praised = [m for m in record.labels.themes if m.sentiment is Sentiment.POSITIVE]
    return (
        any(m.start < span[1] and span[0] < m.end for m in praised)
        and _theme(record, span) is None
        and not _is_bad(text[slice(*span)])
    )


def _is_unhappy(record: Record) -> bool:
    rating = record.feedback.rating
    if rating is not None and rating <= 2:
        return True
    return record.labels.sentiment is Sentiment.NEGATIVE and (rating is None or rating <= 3)


def _blamed(record: Record) -> list[ThemeMention]:
    return [m for m in record.labels.themes if m.sentiment is Sentiment.NEGATIVE]
