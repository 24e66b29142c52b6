"""What a question says besides its intent: periods, filters, order, numbers.

Everything here reads the user's turn alone; no feedback text reaches it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.agent.amounts import grown_asked, place_asked, stars_asked, top_asked
from assistant.agent.bounds import Bound, bound_asked
from assistant.agent.dimensions import dimension_asked, order_asked, step_asked
from assistant.agent.folding import fold, unfolded
from assistant.agent.match import Match
from assistant.agent.names import NameBook
from assistant.agent.patterns import (
    AGAINST,
    AGAINST_AROUND,
    COMPARE,
    COMPARE_ONLY,
    CUSTOMER,
    ENGLISH,
    FEEDBACK,
    FORETELL,
    HAN,
    IN_CHINESE,
    IN_ENGLISH,
    LAST_YEAR,
    MENTION,
    ORDER_ID,
    QUOTED,
    RANKING,
    STARS,
    STARS_OR_LESS,
    STARS_OR_MORE,
    UNIQUE,
    VERSUS_LAST,
    WHICH_THING,
)
from assistant.agent.periods import FoundPeriod, find_periods
from assistant.agent.reading import blank, filters_of, names_in, squeezed
from assistant.agent.spelling import respelt
from assistant.agent.time_words import mend
from assistant.errors import PeriodError
from assistant.models import Period
from assistant.tools.trend import Step
from assistant.understanding.language import detect

__all__ = ["LANGUAGES", "Question", "asked_language", "language_of", "read_question"]

PROBLEM = re.compile(r" (?:problems?|issues?|complaints?|defects?)$|问题$")
LANGUAGES = ("en", "zh")
"""The languages that answers are written in."""


@dataclass(frozen=True, slots=True)
class Question:
    """One turn of the user, read.

    `open` is the folded question in which periods and names are blanked, `rest` the same without
    the gaps. `said` are periods whose days the answer must name. `place` is 2 for "second worst".
    `against` says that its only period is what the present is compared with ("than last month").
    `grown` is 1 where what rose most is asked for, -1 where what fell most is.
    `matched` are names that were written otherwise than the shop writes them.
    """

    text: str
    folded: str
    language: str
    periods: tuple[Period, ...] = ()
    said: tuple[tuple[str, Period], ...] = ()
    compares: bool = False
    against: bool = False
    year_before: bool = False
    versus_last: bool = False
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    feedback_ids: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    by: str | None = None
    bound: Bound | None = None
    step: Step | None = None
    grown: int = 0
    order: str | None = None
    place: int | None = None
    ranks: bool = False
    foretells: bool = False
    top: int | None = None
    matched: tuple[Match, ...] = ()
    left_out: tuple[str, ...] = ()
    open: str = ""
    rest: str = ""

    def with_name(self, match: Match) -> "Question":
        """The question with one name more, blanked where it stands."""
        at = self.open.find(match.written)
        opened = self.open if at < 0 else blank(self.open, [(at, at + len(match.written))])
        return replace(
            self,
            filters={**self.filters, match.field: match.values},
            open=opened,
            rest=self.rest.replace(match.written, " ").strip(),
            matched=(*self.matched, match),
        )


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
    known = {word for book in books for word in book.words}
    folded = mend(respelt(fold(text), known))
    bound = bound_asked(folded)
    foretells = bool(FORETELL.search(folded))
    year_before = [match.span() for match in LAST_YEAR.finditer(folded)]
    periods = _periods(blank(folded, year_before), as_of, foretells)
    quoted = [(m[n], m.span(n)) for m in QUOTED.finditer(folded) for n in (1, 2) if m[n]]
    words = quoted or [
        (word, match.span(n))
        for match in MENTION.finditer(folded)
        for n, word in enumerate(match.groups(), start=1)
        if word and not _is_theme(word, books)
    ]
    orders = list(ORDER_ID.finditer(folded))
    spans = [*year_before, *((p.start, p.end) for p in periods), *(span for _, span in words)]
    spans += [match.span() for match in orders]
    copies = [match.span() for match in UNIQUE.finditer(folded)]
    spans += copies
    matches = names_in(folded, books, spans)
    filters, left_out = filters_of(folded, matches, books)
    customers = [next(filter(None, m.groups())) for m in CUSTOMER.finditer(blank(folded, spans))]
    if customers:
        filters["customer_id"] = tuple(customer.upper() for customer in customers)
    if orders:
        filters["order_id"] = tuple(match[1].upper() for match in orders)
    if IN_ENGLISH.search(folded) or IN_CHINESE.search(folded):
        filters.pop("language", None)
    if copies:
        filters["unique"] = ("yes",)
    if rating := stars_asked(blank(folded, spans)):
        filters["rating"] = rating
    named = [(m.start, m.end) for m in matches if m.field == "product"]
    ids = _feedback_ids(folded, customers, spans + named)
    blanked = blank(folded, spans + [(m.start, m.end) for m in matches if m.field != "by"])
    named_ids = [m.span() for m in FEEDBACK.finditer(folded) if m[1].upper() in ids]
    return Question(
        text=text,
        folded=folded,
        language=asked_language(text),
        periods=tuple(p.period for p in periods),
        said=tuple((folded[p.start : p.end].strip(), p.period) for p in periods if p.said),
        compares=bool(COMPARE.search(folded)),
        against=_is_against(folded, periods),
        year_before=bool(year_before),
        versus_last=bool(VERSUS_LAST.search(folded)),
        filters=filters,
        feedback_ids=ids,
        quoted=_as_typed([span for _, span in words], text, folded),
        by=dimension_asked(folded, matches, bound),
        bound=bound,
        step=step_asked(folded),
        grown=grown_asked(folded),
        order=order_asked(folded),
        place=place_asked(folded),
        foretells=foretells and not periods,
        ranks=bool(RANKING.search(folded)),
        top=top_asked(blank(folded, named)),
        left_out=left_out,
        matched=tuple(
            match
            for match in matches
            if match.field in ("product", "channel") and not match.goes_without_saying
        ),
        open=blank(
            blanked,
            named_ids
            + [
                m.span()
                for each in (STARS_OR_LESS, STARS_OR_MORE, STARS, WHICH_THING)
                for m in each.finditer(folded)
            ],
        ),
        rest=squeezed(blanked),
    )


def _is_theme(word: str, books: Sequence[NameBook]) -> bool:
    """Whether several words are about a theme: "mention quality problems" means no wording."""
    themes = (book for book in books if book.field == "theme" and PROBLEM.search(word))
    return any(book.find(word) for book in themes)


def _as_typed(spans: Sequence[tuple[int, int]], text: str, folded: str) -> tuple[str, ...]:
    """What stands in these places of the folded question, also in the script it was typed in:
    the feedback may hold either."""
    typed = unfolded(text)
    if len(typed) != len(folded):
        typed = folded
    written = [each[start:end] for start, end in spans for each in (folded, typed)]
    return tuple(dict.fromkeys(written))


def _periods(folded: str, as_of: date, foretells: bool) -> list[FoundPeriod]:
    try:
        return find_periods(folded, as_of)
    except PeriodError:
        if not foretells:
            raise
        return []


def _is_against(folded: str, periods: Sequence[FoundPeriod]) -> bool:
    """Whether the only period of a question is the one that another is compared with."""
    if len(periods) != 1:
        return False
    before, after = folded[: periods[0].start], folded[periods[0].end :]
    around = AGAINST_AROUND[0].search(before) and AGAINST_AROUND[1].match(after)
    return bool(COMPARE_ONLY.search(folded) or AGAINST.search(before) or around)


def _feedback_ids(
    folded: str, customers: Sequence[str], taken: Sequence[tuple[int, int]]
) -> tuple[str, ...]:
    ids = [match[1] for match in FEEDBACK.finditer(blank(folded, taken))]
    return tuple(dict.fromkeys(i.upper() for i in ids if i not in customers and i != "q"))
