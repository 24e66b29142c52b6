"""Every complaint of a review: issues found by their words, then what else it blames."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.models import Sentiment
from assistant.replies.review.blame import (
    Span,
    after_turn,
    background,
    blamed_mentions,
    blaming_spans,
    goes_on,
    is_bad,
    is_bare_no,
    is_content,
    is_harmless,
    is_ironic,
    is_praise,
    is_praised,
    is_question,
    is_scrap,
    is_unhappy,
    says_something,
    theme_of,
    until_turn,
)
from assistant.replies.review.issues import (
    READ,
    Issue,
    IssueMention,
    find_issues,
    issues,
    word_filter,
)
from assistant.replies.review.matters import SERVICE, came_of_it, reasons, silent, written_about
from assistant.store.records import Record
from assistant.understanding.clauses import clauses

__all__ = [
    "OTHER",
    "SERVICE",
    "Complaint",
    "complaints",
    "is_content",
    "is_known",
    "is_praise",
    "without_others",
]

OTHER = "other"
"""The theme of a complaint that has none of the known ones."""

MOST = 4
"""Complaints that one reply names."""


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
    mentions = find_issues(text)
    if is_content(record):
        # A compliment may speak of what others complain of ("客服态度好").
        blamed = [(m.start, m.end) for m in blamed_mentions(record)] + after_turn(text)
        praised = [m for m in record.labels.themes if m.sentiment is Sentiment.POSITIVE]
        mentions = [
            m
            for m in mentions
            if any(a < m.end and m.start < b for a, b in blamed)
            or not (
                is_harmless(text[m.start : m.end])
                or any(p.start < m.end and m.start < p.end for p in praised)
            )
        ]
    blaming = [m for m in mentions if not _is_wondered(text, m)]
    return _of_mentions(record, blaming) or _of_mentions(record, mentions)


def _of_mentions(record: Record, mentions: Sequence[IssueMention]) -> tuple[Complaint, ...]:
    """The complaints that cues tell, and those besides."""
    text, known = record.feedback.full_text, issues()
    found = [
        (m.start, Complaint(known[m.issue], known[m.issue].theme, text[m.start : m.end]))
        for m in mentions
    ]
    taken = [(m.start, m.end) for m in mentions]
    found += [(start, _reason(record, text[start:end])) for start, end in reasons(text, mentions)]
    wrote = [(a, Complaint(None, OTHER, text[a:b])) for a, b in written_about(text, mentions)]
    found += wrote[: max(0, MOST - len(found))]
    found += _besides(record, text, [one for _, one in found], taken)[: max(0, MOST - len(found))]
    found.sort(key=lambda pair: (_demands(pair[1]), pair[0]))
    return tuple(one for _, one in found[:MOST])


def without_others(one: Complaint, found: Sequence[Complaint], text: str) -> str:
    """The text without what its other complaints say, where these are matters of their own or
    this one is."""
    for other in found:
        apart = (is_known(other) or is_known(one)) and other.quote != one.quote
        if apart and one.quote not in other.quote:
            text = text.replace(other.quote, " ")
    return text


def _is_wondered(text: str, mention: IssueMention) -> bool:
    """Whether words that tell a kind of complaint stand in a polite question."""
    if not is_question(text, mention.start, mention.end):
        return False
    begins = max(text.rfind(stop, 0, mention.start) for stop in ".!?。！？")
    return word_filter("wondering").search(text, begins + 1, mention.end) is not None


def is_known(one: Complaint) -> bool:
    """Whether its words tell its kind, not merely that something is wrong."""
    return one.issue is not None and not one.issue.vague


def _reason(record: Record, said: str) -> Complaint:
    """What a demand rests on: as a rule something about the item."""
    theme = "product_quality" if record.feedback.product else OTHER
    return Complaint(None, theme, said)


def _besides(
    record: Record, text: str, found: Sequence[Complaint], taken: Sequence[Span]
) -> list[tuple[int, Complaint]]:
    """Clauses that blame in words no cue knows, the surest first: those that the labels blame and
    that have a word of blame, then those with either; of an unhappy text also the one that opens
    it, or what there is. What only tells the story around it stands back."""
    sure = {one.issue.id for one in found if one.issue and not one.issue.vague}
    said = [
        (start, end)
        for start, end in blaming_spans(record, text)
        if says_something(text[start:end])
        and not any(start < b and a < end for a, b in taken)
        and not any(issues()[id].cues.search(text[start:end]) for id in sure)
        and not is_question(text, start, end)
        and not word_filter("wondering").search(text[start:end])
    ]
    before = until_turn(text)
    if not said and not found and is_unhappy(record):
        # An unhappy review of questions alone blames by them.
        said = [span for span in blaming_spans(record, text) if theme_of(record, span) is not None]
    told = [
        span
        for span in said
        if not (is_harmless(text[slice(*span)]) or is_ironic(record, text[slice(*span)]))
        and not is_praised(record, span, text)
        and (span[1] > before or is_bad(text[slice(*span)]))
    ]
    if not told and not found and is_unhappy(record):
        # Who is unhappy and writes nothing but praise means the opposite.
        told = said
    themes = {span: theme_of(record, span) for span in told}
    blamed = {span: (themes[span] is not None) + is_bad(text[slice(*span)]) for span in told}
    chosen = sorted((span for span in told if blamed[span]), key=lambda span: -blamed[span])
    besides = background(told, text)
    matter = [span for span in told if span not in besides]
    told_of = any(not (one.issue and one.issue.demand) for one in found)
    if told_of or matter:
        chosen = [span for span in chosen if span not in besides]
    turned = not is_content(record) and any(span in after_turn(text) for span in matter)
    if (is_unhappy(record) or turned) and not told_of and not chosen:
        chosen = matter[:1]
    elif is_unhappy(record) and not found and (came := came_of_it(chosen, matter, text)):
        chosen = came
    elif is_unhappy(record) and all(one.theme == SERVICE for one in found):
        chosen += [span for span in matter[:1] if _opens(span, text, [*taken, *chosen])]
    chosen += _adding([*taken, *chosen], [span for span in matter if span not in chosen], text)
    if is_unhappy(record):
        told_so = silent(matter, [*taken, *chosen], text)
        themes |= {span: themes[span] or OTHER for span in told_so}
        chosen += told_so
    bare = [span for span in chosen if is_bare_no(text[slice(*span)])]
    if not found and bare == chosen:
        chosen = [span for span in matter if span not in bare][:1] or chosen
    else:
        chosen = [span for span in chosen if span not in bare or not _trails(span, chosen, text)]
    plain = _plain_theme(record, found, [themes[span] for span in chosen])
    joined = _joined(sorted(chosen), text)
    return [
        (a, Complaint(None, next(filter(None, map(themes.get, spans)), plain), text[a:b]))
        for a, b, spans in joined
    ]


def _adding(blamed: Sequence[Span], rest: Sequence[Span], text: str) -> list[Span]:
    """The clauses of the rest that add to one which blames, or that such a one adds to."""
    found = []
    for before, span in pairwise(clauses(text[:READ])):
        if goes_on(before, span, text):
            found += [span] if span in rest and any(end == before[1] for _, end in blamed) else []
            found += [before] if before in rest and any(a == span[0] for a, _ in blamed) else []
    return found


def _trails(span: Span, chosen: Sequence[Span], text: str) -> bool:
    """Whether a clause follows, after a comma, one that blames nothing."""
    before = re.search(r"[,，]\s*(?:and |yet )?$", text[: span[0]])
    return before is not None and all(end != before.start() for _, end in chosen)


def _plain_theme(record: Record, found: Sequence[Complaint], told: Sequence[str | None]) -> str:
    """The theme of a clause for which the labels blame none: what they blame elsewhere in the
    review and nothing told is about; the item where they blame nothing at all."""
    blamed = [m.theme for m in blamed_mentions(record) if m.theme != "brand_loyalty"]
    left = [theme for theme in blamed if theme not in (*(one.theme for one in found), *told)]
    if left:
        return left[0]
    return "product_quality" if record.feedback.product and not found and not blamed else OTHER


def _joined(chosen: Sequence[Span], text: str) -> list[tuple[int, int, list[Span]]]:
    """The clauses in reading order, scraps joined to what stands beside them in a sentence."""
    found: list[tuple[int, int, list[Span]]] = []
    for span in chosen:
        start, end, spans = found[-1] if found else (0, 0, [])
        beside = found and text[end : span[0]].strip() in ("", ",", "，")
        if beside and (is_scrap(text[start:end]) or is_scrap(text[slice(*span)])):
            found[-1] = (start, span[1], [*spans, span])
        else:
            found.append((*span, [span]))
    return found


def _opens(span: Span, text: str, others: Sequence[Span]) -> bool:
    """Whether a clause tells the matter before all others do, not merely what was bought."""
    bought = word_filter("bought").search(text[slice(*span)]) is not None
    return not bought and all(span[1] <= start for start, _ in others)


def _demands(one: Complaint) -> bool:
    return one.issue is not None and one.issue.demand
