"""What people change in drafts, and what became of the customers who were answered. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from statistics import mean

from assistant.analytics.intervals import Estimate, wilson
from assistant.store.records import Record

__all__ = [
    "EditReport",
    "Helped",
    "Suggestion",
    "helped",
    "outcome_of",
    "share_kept",
    "suggestions",
    "summary",
]

OFTEN = 3
"""Texts in which the same change must have been made before it is suggested."""

LONGEST_PHRASE = 8
RECOVERED = 4.0

_TOKEN = re.compile(r"[\u3400-\u9fff]|[\w'’-]+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A change that people keep making: `old` becomes `new` ("" for left out, or added)."""

    old: str
    new: str
    count: int


@dataclass(frozen=True, slots=True)
class EditReport:
    """How drafts fare: mean share kept in 0…1 over `n` texts, how many went out unchanged, and
    what is changed often. No texts give None."""

    kept: float | None
    unchanged: int
    n: int
    suggestions: tuple[Suggestion, ...]


class Helped(StrEnum):
    """What a customer's next feedback says about a reply."""

    RECOVERED = "recovered"
    RETURNED = "returned"
    WORSE = "worse"
    SILENT = "silent"


def share_kept(draft: str, final: str) -> float:
    """The share of words (Chinese: characters) that draft and final text have in common, in order:
    2 · matches / (both lengths), the ratio of Ratcliff & Obershelp 1988. Two empty texts: 1."""
    first, second = _TOKEN.findall(draft), _TOKEN.findall(final)
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def suggestions(pairs: Iterable[tuple[str, str]]) -> list[Suggestion]:
    """The short changes that were made in several texts, the most frequent first.

    They belong into the brand file: a phrase that is always left out under `avoid`, a closing that
    is always put in under `sign_off`.
    """
    counted: Counter[tuple[str, str]] = Counter()
    for draft, final in pairs:
        counted.update(set(_changes(draft, final)))
    found = [Suggestion(old, new, n) for (old, new), n in counted.items() if n >= OFTEN]
    return sorted(found, key=lambda each: (-each.count, each.old, each.new))


def summary(pairs: Sequence[tuple[str, str]]) -> EditReport:
    """What people did with drafts, from (draft, final text) pairs."""
    kept = [share_kept(draft, final) for draft, final in pairs]
    return EditReport(
        kept=mean(kept) if kept else None,
        unchanged=sum(draft == final for draft, final in pairs),
        n=len(pairs),
        suggestions=tuple(suggestions(pairs)),
    )


def outcome_of(answered: Record, then: Record | None) -> Helped:
    """Whether a reply seems to have helped, by what the same customer said first after it.

    Recovered: four stars or more, or positive words without a rating. Worse: a lower rating than
    before, or negative words again without one. Anything else means that the customer came back.
    """
    if then is None:
        return Helped.SILENT
    before, rating = answered.feedback.rating, then.feedback.rating
    if rating is None:
        words = {"positive": Helped.RECOVERED, "negative": Helped.WORSE}
        return words.get(str(then.labels.sentiment), Helped.RETURNED)
    if rating >= RECOVERED:
        return Helped.RECOVERED
    return Helped.WORSE if before is not None and rating < before else Helped.RETURNED


def helped(outcomes: Iterable[Helped]) -> tuple[Estimate, Counter[Helped]]:
    """The share of recovered customers among those heard of again, with Wilson's interval, and the
    counts. The silent are in the counts alone: silence says nothing."""
    counted = Counter(outcomes)
    heard = counted.total() - counted[Helped.SILENT]
    return wilson(counted[Helped.RECOVERED], heard), counted


def _changes(draft: str, final: str) -> Iterable[tuple[str, str]]:
    first, second = _TOKEN.findall(draft), _TOKEN.findall(final)
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal" and max(b - a, d - c) <= LONGEST_PHRASE:
            yield _joined(first[a:b]), _joined(second[c:d])


def _joined(tokens: Sequence[str]) -> str:
    """Tokens as text: Chinese without blanks, a mark close to the word before it."""
    text = " ".join(tokens)
    text = re.sub(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])", "", text)
    return re.sub(r" ([.,;:!?。，；：！？])", r"\1", text)
