"""Reads a question: periods, names, filters, order and numbers, from the user's words alone."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from assistant.agent.names.finder import NameBook
from assistant.agent.names.folding import fold
from assistant.agent.names.match import Match
from assistant.agent.names.spelling import respelt
from assistant.agent.names.things import read_words
from assistant.agent.periods.finder import FoundPeriod
from assistant.agent.periods.time_words import mend
from assistant.agent.question.amounts import grown_asked, place_asked, stars_asked, top_asked
from assistant.agent.question.asides import asides_in, without_preamble
from assistant.agent.question.bounds import GROUPS_BY_STARS, LEAST, bounds_asked
from assistant.agent.question.column_words import columns_in
from assistant.agent.question.dimensions import (
    dimension_asked,
    order_asked,
    second_dimension,
    step_asked,
)
from assistant.agent.question.foreign import foreign_language, in_english
from assistant.agent.question.half_names import is_half
from assistant.agent.question.name_filters import filters_of, names_in
from assistant.agent.question.patterns.common import CUSTOMER, EMAIL, FEEDBACK, FORETELL, ORDER_ID
from assistant.agent.question.patterns.comparing import COMPARE, LAST_YEAR, VERSUS_LAST
from assistant.agent.question.patterns.course import CHANGE_MADE
from assistant.agent.question.patterns.figures import BY_DAY_KIND
from assistant.agent.question.patterns.kinds import COPIES, URGENT
from assistant.agent.question.patterns.omissions import UNIQUE
from assistant.agent.question.patterns.ranking import FANS, RANKING, WHICH_THING
from assistant.agent.question.patterns.references import IN_CHINESE, IN_ENGLISH
from assistant.agent.question.patterns.sales import DEFECT_RATE
from assistant.agent.question.patterns.stars import STARS, STARS_OR_LESS, STARS_OR_MORE
from assistant.agent.question.places import Place, blank, places_of, squeezed
from assistant.agent.question.question import Question, asked_language
from assistant.agent.question.score_groups import score_group
from assistant.agent.question.times import is_against, periods_beside
from assistant.agent.question.wordings import as_typed, wordings_in
from assistant.models import ATTRIBUTES, NAMED, Urgency

__all__ = ["read_question"]

NO_NAMES = (STARS_OR_LESS, STARS_OR_MORE, STARS, WHICH_THING, CHANGE_MADE, FANS)
"""What stands where a name could."""

URGENT_LEVELS = (str(Urgency.CRITICAL), str(Urgency.HIGH))

EACH = re.compile(
    r"各(?:有|自|是|占|多少|几)|分别|[俩两2]个?(?:款|型号|种|版本)|\b(?:each of|respectively)\b"
)
"""What sets the members of a kind apart, which else are one."""


def read_question(
    text: str,
    as_of: date,
    books: Sequence[NameBook],
    *,
    of_group: bool = False,
    columns: Sequence[tuple[str, str]] = (),
) -> Question:
    """Read one turn. `of_group` says that the conversation is about the promoters, the passives
    or the detractors; `columns`, each with a word for it, are told apart from names where the
    question splits by one. Raises PeriodError for a period that cannot be meant."""
    return _Reader(text, as_of, books, of_group, columns).question()


class _Reader:
    """One folded question; what is read first is taken from what is read later."""

    def __init__(
        self,
        text: str,
        as_of: date,
        books: Sequence[NameBook],
        of_group: bool,
        columns: Sequence[tuple[str, str]],
    ) -> None:
        self.text = text
        self.columns = columns
        self.as_of = as_of
        self.books = books
        known = {word for book in books for word in book.words}
        folded = without_preamble(fold(text))
        if language := foreign_language(folded):
            named = (m for b in books if b.field in NAMED for m in b.find(folded))
            folded = in_english(folded, language, [(m.start, m.end) for m in named])
        mended = mend(respelt(folded, known))
        self.folded, self.nps = score_group(mended, known=of_group)

    def question(self) -> Question:
        """What the question says. Raises PeriodError."""
        filters, left_out = self.filters
        return Question(
            text=self.text,
            folded=self.folded,
            language=asked_language(self.text),
            filters=filters,
            left_out=left_out,
            feedback_ids=self.feedback_ids,
            quoted=as_typed(self.words, self.text, self.folded),
            matched=tuple(
                match
                for match in self.matches
                if match.field in ("product", "channel", "language")
                and not (match.goes_without_saying and not is_half(match, self.folded))
            ),
            kinds=self._kinds(),
            open=self._open(),
            rest=squeezed(self._without_names),
            wording=squeezed(self._wording()),
            **self._time(),
            **self._order(),
        )

    def _time(self) -> dict[str, Any]:
        said = ((self.folded[p.start : p.end].strip(), p.period) for p in self.periods if p.said)
        return {
            "periods": tuple(p.period for p in self.periods),
            "said": tuple(said),
            "compares": bool(COMPARE.search(self.folded)),
            "against": is_against(self.folded, self.periods),
            "year_before": bool(self.years_before),
            "versus_last": bool(VERSUS_LAST.search(self.folded)),
            "foretells": bool(FORETELL.search(self.folded)) and not self.periods,
        }

    def _order(self) -> dict[str, Any]:
        bound, least = bounds_asked(self.folded)
        numbers = [*places_of(STARS, self.folded), *places_of(LEAST, self.folded)]
        by = dimension_asked(self.folded, self.matches, bound, ranks=bool(least))
        step = step_asked(blank(self.folded, self.products))
        return {
            "by": by,
            "also_by": second_dimension(self.folded, self.matches, by, step),
            "bound": bound,
            "least": least,
            "step": step,
            "grown": grown_asked(self.folded),
            "order": order_asked(self.folded),
            "place": place_asked(self.folded),
            "ranks": bool(RANKING.search(self.folded)),
            "top": top_asked(blank(self.folded, [*self.products, *numbers])),
        }

    @cached_property
    def years_before(self) -> list[Place]:
        return places_of(LAST_YEAR, self.folded)

    @cached_property
    def periods(self) -> list[FoundPeriod]:
        no_periods = [*self.years_before, *places_of(BY_DAY_KIND, self.folded)]
        named = [m for b in self.books if b.field in NAMED for m in b.find(self.folded)]
        found = periods_beside(named, self.folded, no_periods, self.as_of)
        # "Does anyone mention Christmas" asks for the word, whenever it was said.
        return [p for p in found if (p.start, p.end) not in self.words]

    @cached_property
    def words(self) -> list[Place]:
        return wordings_in(self.folded, self.books)

    @cached_property
    def taken(self) -> list[Place]:
        """The places in which no name is looked for."""
        return [
            *self.years_before,
            *places_of(BY_DAY_KIND, self.folded),
            *((p.start, p.end) for p in self.periods),
            *self.words,
            *places_of(ORDER_ID, self.folded),
            *places_of(EMAIL, self.folded),
            *places_of(UNIQUE, self.folded),
            *asides_in(self.folded),
            *(place for _, _, place in columns_in(self.folded, self.columns)),
            *places_of(IN_ENGLISH, self.folded),
            *places_of(IN_CHINESE, self.folded),
            *places_of(DEFECT_RATE, self.folded),
            *places_of(COPIES, self.folded),
        ]

    @cached_property
    def matches(self) -> list[Match]:
        return names_in(self.folded, self.books, self.taken)

    @cached_property
    def products(self) -> list[Place]:
        return [(match.start, match.end) for match in self.matches if match.field == "product"]

    @cached_property
    def customers(self) -> list[str]:
        free = blank(self.folded, self.taken)
        numbered = [next(filter(None, match.groups())) for match in CUSTOMER.finditer(free)]
        return numbered + EMAIL.findall(self.folded)

    @cached_property
    def feedback_ids(self) -> tuple[str, ...]:
        free = blank(self.folded, self.taken + self.products)
        ids = [match[1] for match in FEEDBACK.finditer(free)]
        return tuple(dict.fromkeys(i.upper() for i in ids if i not in self.customers and i != "q"))

    @cached_property
    def filters(self) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
        """What restricts, and the fields of which values are left out."""
        found, left_out = filters_of(self.folded, self.matches, self.books)
        if self.customers:
            found["customer_id"] = tuple(customer.upper() for customer in self.customers)
        if orders := ORDER_ID.findall(self.folded):
            found["order_id"] = tuple(order.upper() for order in orders)
        if IN_ENGLISH.search(self.folded) or IN_CHINESE.search(self.folded):
            found.pop("language", None)
        if UNIQUE.search(self.folded):
            found["unique"] = ("yes",)
        free = blank(self.folded, self.taken)
        if (rating := stars_asked(free)) and not GROUPS_BY_STARS.search(self.folded):
            found["rating"] = rating
        if URGENT.search(self.folded) and "urgency" not in found:
            found["urgency"] = URGENT_LEVELS
        if self.nps:
            found["nps"] = self.nps
        return found, left_out

    def _kinds(self) -> tuple[str, ...]:
        if EACH.search(self.folded):
            return ()
        named = [match for match in self.matches if match.field in ATTRIBUTES]
        fields = Counter(match.field for match in named)
        return tuple(match.field for match in named if match.also and fields[match.field] == 1)

    @cached_property
    def _without_names(self) -> str:
        names = [(m.start, m.end) for m in self.matches if m.field != "by"]
        return blank(self.folded, self.taken + names)

    def _wording(self) -> str:
        """Without periods, what the shop calls its own, quoted words and ids."""
        names = [(m.start, m.end) for m in self.matches if m.field in NAMED]
        times = [(p.start, p.end) for p in self.periods]
        patterns = (ORDER_ID, CUSTOMER, FEEDBACK, EMAIL)
        ids = [m.span(m.lastindex or 0) for each in patterns for m in each.finditer(self.folded)]
        return blank(self.folded, [*self.years_before, *times, *self.words, *names, *ids])

    def _open(self) -> str:
        ids = [
            m.span() for m in FEEDBACK.finditer(self.folded) if m[1].upper() in self.feedback_ids
        ]
        others = [span for pattern in NO_NAMES for span in places_of(pattern, self.folded)]
        return blank(self._without_names, [*ids, *others, *places_of(_sayings(), self.folded)])


@lru_cache
def _sayings() -> re.Pattern[str]:
    """Figures of speech, whose words name nothing."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, read_words('fillers')['sayings']))})\b")
