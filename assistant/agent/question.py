"""What a question says besides its intent: periods, filters, order, numbers.

Everything here reads the user's turn alone; no feedback text reaches it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.agent.names import Match, NameBook
from assistant.agent.patterns import (
    ALSO,
    BEST,
    BY_BEFORE,
    COMPARE,
    CUSTOMER,
    ENGLISH,
    FEEDBACK,
    FORETELL,
    HAN,
    IN_CHINESE,
    IN_ENGLISH,
    LAST_YEAR,
    MENTION,
    NEWEST,
    NUMBERS,
    ORDERED,
    QUOTED,
    RANKING,
    STARS,
    STARS_OR_LESS,
    STARS_OR_MORE,
    STRICTLY,
    TOP,
    VERSUS_LAST,
    WITHOUT,
    WITHOUT_AFTER,
    WORST,
)
from assistant.agent.period_rules import mend
from assistant.agent.periods import find_periods, fold
from assistant.errors import PeriodError
from assistant.models import Period
from assistant.understanding.language import detect

__all__ = ["LANGUAGES", "Question", "asked_language", "language_of", "read_question"]

LANGUAGES = ("en", "zh")
"""The languages that answers are written in."""


@dataclass(frozen=True, slots=True)
class Question:
    """One turn of the user, read. `rest` is the question without periods and names."""

    text: str
    folded: str
    language: str
    periods: tuple[Period, ...] = ()
    compares: bool = False
    year_before: bool = False
    versus_last: bool = False
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    feedback_ids: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    by: str | None = None
    order: str | None = None
    ranks: bool = False
    foretells: bool = False
    top: int | None = None
    guessed: tuple[Match, ...] = ()
    left_out: tuple[str, ...] = ()
    rest: str = ""


def language_of(question: str) -> str:
    """zh where Han characters stand, en where English words do, else what is detected."""
    if HAN.search(question):
        return "zh" if not re.search(r"[\u3040-\u30ff]", question) else "ja"
    if ENGLISH.search(question.lower()) or len(question) < 15:
        return "en"
    return detect(question)


def asked_language(text: str) -> str:
    """The language to answer in: the one that the question asks for, else its own."""
    folded = fold(text)
    if IN_ENGLISH.search(folded):
        return "en"
    return "zh" if IN_CHINESE.search(folded) else language_of(text)


def read_question(text: str, as_of: date, books: Sequence[NameBook]) -> Question:
    """Read one turn. Raises PeriodError for a period that cannot be meant."""
    folded = mend(fold(text))
    foretells = bool(FORETELL.search(folded))
    try:
        periods = find_periods(folded, as_of)
    except PeriodError:
        if not foretells:
            raise
        periods = []
    quoted = _quoted(folded)
    spans = [(p.start, p.end) for p in periods] + [span for _, span in quoted]
    matches = _names(folded, books, spans)
    filters, left_out = _filters(folded, matches, books)
    customers = [next(filter(None, m.groups())) for m in CUSTOMER.finditer(folded)]
    if customers:
        filters["customer_id"] = tuple(customer.upper() for customer in customers)
    words = [word for word, _ in quoted] + [
        next(filter(None, m.groups())) for m in MENTION.finditer(folded) if not quoted
    ]
    if IN_ENGLISH.search(folded) or IN_CHINESE.search(folded):
        filters.pop("language", None)
    rating = _stars(folded)
    if rating:
        filters["rating"] = rating
    return Question(
        text=text,
        folded=folded,
        language=asked_language(text),
        periods=tuple(p.period for p in periods),
        compares=bool(COMPARE.search(folded)),
        year_before=bool(LAST_YEAR.search(folded)),
        versus_last=bool(VERSUS_LAST.search(folded)),
        filters=filters,
        feedback_ids=_feedback_ids(folded, customers, spans),
        quoted=tuple(words),
        by=_dimension(folded, matches),
        order=_order(folded),
        foretells=foretells and not periods,
        ranks=bool(RANKING.search(folded)),
        top=_top(folded),
        left_out=left_out,
        guessed=tuple(match for match in matches if not match.exact),
        rest=_rest(folded, spans + [(m.start, m.end) for m in matches if m.field != "by"]),
    )


def _names(folded: str, books: Sequence[NameBook], taken: Iterable[tuple[int, int]]) -> list[Match]:
    """Exact names first, over all books the longest; then misspelt ones in what is left."""
    free = _blank(folded, taken)
    exact = [match for book in books for match in book.find(free)]
    kept: list[Match] = []
    for match in sorted(exact, key=lambda m: (m.start - m.end, m.start)):
        if all(match.end <= k.start or match.start >= k.end for k in kept):
            kept.append(match)
    free = _blank(free, [(m.start, m.end) for m in kept])
    for book in books:
        if book.field in ("product", "channel"):
            guessed = book.find_misspelt(free)
            kept.extend(guessed)
            free = _blank(free, [(m.start, m.end) for m in guessed])
    return sorted(kept, key=lambda match: match.start)


def _filters(
    folded: str, matches: Iterable[Match], books: Sequence[NameBook]
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """The filters that the names make, and the fields of which some values are left out."""
    found: dict[str, tuple[str, ...]] = {}
    left_out: dict[str, tuple[str, ...]] = {}
    before: Match | None = None
    excluded = False
    for match in matches:
        if match.field == "by":
            continue
        goes_on = before is not None and ALSO.fullmatch(folded[before.end : match.start])
        excluded = bool(
            WITHOUT.search(folded[: match.start])
            or WITHOUT_AFTER.match(folded, match.end)
            or (excluded and goes_on)
        )
        into = left_out if excluded else found
        into[match.field] = tuple(dict.fromkeys((*into.get(match.field, ()), match.value)))
        before = match
    for name, values in left_out.items():
        if name == "theme":
            found["without_theme"] = values
        else:
            everything = next(book.names for book in books if book.field == name)
            found[name] = tuple(value for value in everything if value not in values)
    return found, tuple(left_out)


def _quoted(folded: str) -> list[tuple[str, tuple[int, int]]]:
    return [(m[1] or m[2], m.span()) for m in QUOTED.finditer(folded)]


def _feedback_ids(
    folded: str, customers: Sequence[str], taken: Iterable[tuple[int, int]]
) -> tuple[str, ...]:
    free = _blank(folded, taken)
    ids = [m[1] for m in FEEDBACK.finditer(free)]
    return tuple(dict.fromkeys(i.upper() for i in ids if i not in customers and i != "q"))


def _number(written: str) -> int:
    return NUMBERS.get(written) or int(written)


def _stars(folded: str) -> tuple[str, ...]:
    for pattern, below in ((STARS_OR_LESS, True), (STARS_OR_MORE, False)):
        if match := pattern.search(folded):
            bound = _number(next(filter(None, match.groups())))
            strictly = bool(STRICTLY.search(match.group()))
            range_ = range(1, bound + (not strictly)) if below else range(bound + strictly, 6)
            return tuple(str(star) for star in range_ if 1 <= star <= 5)
    stars: list[int] = []
    for match in STARS.finditer(folded):
        first = _number(match[1])
        last = _number(match[2]) if match[2] else first
        if 1 <= first <= last <= 5:
            stars.extend(range(first, last + 1))
    return tuple(str(star) for star in sorted(set(stars)))


def _top(folded: str) -> int | None:
    match = TOP.search(folded)
    return min(_number(next(filter(None, match.groups()))), 50) if match else None


def _order(folded: str) -> str | None:
    for name, pattern in (("worst", WORST), ("best", BEST), ("newest", NEWEST)):
        if pattern.search(folded):
            return name
    return None


def _dimension(folded: str, matches: Sequence[Match]) -> str | None:
    """What to split by: the word after "by", "which" or 各; in a ranking any such word."""
    words = [match for match in matches if match.field == "by"]
    if any(word.value != "rating" for word in words):
        words = [word for word in words if word.value != "rating"]
    for match in words:
        if BY_BEFORE.search(folded[: match.start]):
            return match.value
    if ORDERED.search(folded):
        return next((w.value for w in words if w.value not in ("rating", "day")), None)
    return None


def _blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    characters = list(text)
    for start, end in spans:
        characters[start:end] = "\0" * (end - start)
    return "".join(characters)


def _rest(text: str, spans: Iterable[tuple[int, int]]) -> str:
    return re.sub(r"[\0\s]+", " ", _blank(text, spans)).strip(" ?？.。!！,，")
