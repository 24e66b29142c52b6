"""Feedback that no template may answer: safety, payment misuse, privacy, threats, law, press."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.models import Urgency
from assistant.models.vectors import Encode
from assistant.replies.draft import RiskKind
from assistant.replies.phrases import load_phrases
from assistant.replies.review.blame import is_content
from assistant.replies.review.foreign import foreign_issues
from assistant.replies.review.issues import IssueMention, find_issues, issues
from assistant.replies.review.wordings import without_insults
from assistant.store.records import Record
from assistant.understanding.cleaning import clean
from assistant.understanding.danger_head import critical_dangers, load_danger_head
from assistant.understanding.safety import DangerKind, dangers_in, without_spared

__all__ = [
    "Risk",
    "is_internal",
    "meant_risk",
    "names_danger",
    "names_danger_beside",
    "names_risk",
    "risk_of",
    "risk_topics",
]

PAYMENTS = "payment_security"
SURELY = 1.0
"""Log-odds over the threshold from which on a text surely means a danger, for the words that are
left of a matter which the shop has a rule for."""

LONGEST_QUOTE = 160
_LIKE = {
    DangerKind.MONEY: RiskKind.PAYMENT,
    DangerKind.DATA: RiskKind.PRIVACY,
    DangerKind.LAW: RiskKind.LEGAL,
}
"""The risks that threaten no life or health."""

TEXTS_KEPT = 4_096
"""Texts whose risk is remembered: a queue is read again and again, and its texts never change."""


@dataclass(frozen=True, slots=True)
class Risk:
    """`quote` are the words of the feedback that decided, or that come nearest to it where the
    labels did; `like` is the kind of risk that urgent words sound of, where they sound of one."""

    kind: RiskKind
    quote: str = ""
    like: RiskKind | None = None


@lru_cache
def _kinds() -> tuple[tuple[RiskKind, tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]], ...]:
    words = load_phrases("risks")
    denied = {language: re.compile(text, re.I) for language, text in words["denied"].items()}
    return tuple(
        (
            RiskKind(kind["id"]),
            tuple(
                (re.compile(cue, re.I), denied[language])
                for language, cues in kind["cues"].items()
                for cue in cues
            ),
        )
        for kind in words["kinds"]
    )


@lru_cache
def _any_cue() -> re.Pattern[str]:
    """What small letters of ASCII are searched for at first, and mostly in vain: to match either
    case takes three times as long."""
    kinds = load_phrases("risks")["kinds"]
    return re.compile(
        "|".join(cue for kind in kinds for cues in kind["cues"].values() for cue in cues)
    )


def risk_of(record: Record) -> Risk:
    """The gravest risk that the text names and does not deny; else "urgent" where the labels are
    critical and the text bears them out, see `_is_urgent`. A text without any has the kind none.
    """
    if named := _named(record.feedback.full_text):
        return named
    critical = record.labels.urgency is Urgency.CRITICAL
    return _urgent(record) if critical and _is_urgent(record) else Risk(RiskKind.NONE)


def meant_risk(record: Record, encode: Encode) -> Risk:
    """A danger to people that neither a phrase nor the labels tell and a clause surely means, where
    no known complaint explains it; else of the kind none."""
    text = record.feedback.full_text
    known = bool(_told(find_issues(text)) or foreign_issues(text, record.labels.language))
    if (
        is_content(record)
        or known
        or not load_danger_head().means_danger(without_spared(text), encode, SURELY)
    ):
        return Risk(RiskKind.NONE)
    meant = _urgent(record)
    return meant if meant.like is RiskKind.SAFETY else Risk(RiskKind.NONE)


def _urgent(record: Record) -> Risk:
    """What the words of a critical text sound of, and these words; its beginning where they sound
    of nothing."""
    text = record.feedback.full_text
    cleaned = clean(text)
    danger = next(iter(critical_dangers(cleaned, record.labels.language)), None)
    start = cleaned.find(danger.words) if danger else 0
    words = _sentence(text, start, start + len(danger.words) if danger else 0)
    like = _LIKE.get(danger.kind, RiskKind.SAFETY) if danger else None
    return Risk(RiskKind.URGENT, words, like)


def names_risk(text: str) -> bool:
    """Whether a text names a risk that it does not deny, whatever its labels."""
    return _named(text) is not None


@lru_cache(maxsize=TEXTS_KEPT)
def _named(text: str) -> Risk | None:
    if text.isascii() and not _any_cue().search(text.lower()):
        return None
    bare = without_spared(text)
    for kind, cues in _kinds():
        for cue, denied in cues:
            for match in cue.finditer(bare):
                if not denied.search(bare, max(0, match.start() - 16), match.start()):
                    return Risk(kind, _sentence(text, match.start(), match.end()))
    return None


def names_danger(record: Record, faults: Sequence[str], encode: Encode) -> bool:
    """Whether a text names a danger: by a listed phrase, by the meaning of a clause, or by words
    that sound of one and stand in none of its `faults`, which are quotes.

    The meaning takes back what n-grams alone have read, as in a fault that is known.
    """
    text = without_insults(record.feedback.full_text)
    head = load_danger_head()
    if any(dangers_in(clean(text), record.labels.language)) or head.means_danger(text, encode):
        return True
    for fault in faults:
        text = text.replace(fault, " ")
    return head.danger(clean(text)) is not None


def names_danger_beside(record: Record, rest: str, encode: Encode) -> bool:
    """Whether a text names a danger by a listed phrase, or its `rest`, which no rule of the shop
    deals with, surely means one."""
    text = clean(without_insults(record.feedback.full_text))
    return any(dangers_in(text, record.labels.language)) or load_danger_head().means_danger(
        without_insults(rest), encode, SURELY
    )


def _is_urgent(record: Record) -> bool:
    """Whether the words of a text bear out that it is labelled critical.

    Insults threaten nobody, being charged twice is a matter for a quick answer, not for a card, and
    a complaint that is known explains the labels where the words name no danger, but no demand
    does. Money that is only read between the lines is none.
    """
    text, language = record.feedback.full_text, record.labels.language
    mentions = find_issues(text)
    paid = [m for m in mentions if issues()[m.issue].theme == PAYMENTS]
    for mention in paid:
        text = issues()[mention.issue].cues.sub(" ", text)
    text = without_insults(text)
    bare = without_spared(text)
    rest = clean(bare)
    head = load_danger_head()
    read = head.danger(rest)
    of_money = read is not None and read.kind is DangerKind.MONEY
    if any(
        danger.kind is not DangerKind.MONEY or not paid for danger in dangers_in(rest, language)
    ):
        return True
    if head.names_danger(rest):
        return not (paid and (of_money or read is None))
    return not (_told(mentions) or of_money or bare != text or foreign_issues(text, language))


def _told(mentions: Sequence[IssueMention]) -> list[IssueMention]:
    """Those that are no demands."""
    return [m for m in mentions if not issues()[m.issue].demand]


def risk_topics(record: Record) -> tuple[str, ...]:
    """The policy subjects that an answer to a risk may rest on; () without a risk."""
    kind = risk_of(record).kind
    found = [entry["topics"] for entry in load_phrases("risks")["kinds"] if entry["id"] == kind]
    return tuple(found[0]) if found else ()


def is_internal(body: str) -> bool:
    """Whether a text carries the mark of an escalation card."""
    cards = load_phrases("risks")["card"].values()
    return any(card["marker"] in body for card in cards)


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a find, shortened to a quote."""
    before = max((text.rfind(stop, 0, start) for stop in ".!?。！？\n"), default=-1) + 1
    after = min(
        (at for stop in ".!?。！？\n" if (at := text.find(stop, end)) >= 0), default=len(text)
    )
    quote = " ".join(text[before : after + 1].split())
    return quote if len(quote) <= LONGEST_QUOTE else text[start:end]
