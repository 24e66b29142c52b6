"""Reads a question: periods, names, filters, order and numbers, from the user's words alone."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Any

from assistant.agent.names.finder import NameBook
from assistant.agent.names.folding import fold, unfolded
from assistant.agent.names.match import Match
from assistant.agent.names.spelling import respelt
from assistant.agent.names.things import read_words
from assistant.agent.periods.finder import FoundPeriod, find_periods
from assistant.agent.periods.time_words import mend
from assistant.agent.question.amounts import grown_asked, place_asked, stars_asked, top_asked
from assistant.agent.question.bounds import GROUPS_BY_STARS, LEAST, Bound, bound_asked, least_asked
from assistant.agent.question.dimensions import (
    dimension_asked,
    order_asked,
    second_dimension,
    step_asked,
)
from assistant.agent.question.figure_patterns import BY_DAY_KIND
from assistant.agent.question.foreign import foreign_language, in_english
from assistant.agent.question.name_filters import blank, filters_of, names_in, squeezed
from assistant.agent.question.patterns import (
    CUSTOMER,
    EMAIL,
    FEEDBACK,
    FORETELL,
    IN_CHINESE,
    IN_ENGLISH,
    MENTION,
    OR_WORD,
    ORDER_ID,
    QUOTED,
    STARS,
    STARS_OR_LESS,
    STARS_OR_MORE,
    UNIQUE,
)
from assistant.agent.question.question import Question, asked_language
from assistant.agent.question.ranking_patterns import (
    AGAINST,
    AGAINST_AROUND,
    COMPARE,
    COMPARE_ONLY,
    LAST_YEAR,
    RANKING,
    VERSUS_LAST,
    WHICH_THING,
)
from assistant.agent.question.score_groups import score_group
from assistant.errors import PeriodError
from assistant.models import ATTRIBUTES, NAMED

__all__ = ["read_question"]

PROBLEM = re.compile(r" (?:problems?|issues?|complaints?|defects?)$|问题$")
NO_NAMES = (STARS_OR_LESS, STARS_OR_MORE, STARS, WHICH_THING)
"""What stands where a name could, and names nothing."""

Span = tuple[int, int]
EACH = re.compile(
    r"各(?:有|自|是|占|多少|几)|分别|[俩两2]个?(?:款|型号|种|版本)|\beach of\b|\brespectively\b"
)
"""What sets the members of a kind apart, which else are one."""

WHO_ASKS = re.compile(
    r"我们?(?:是|叫)(?!想|要|说|问|在|不|否|来|怕|觉|指)[\u4e00-\u9fffa-z0-9]{1,14}?(?=[,，。.!！])"
)
"""Who somebody is who asks ("我是新来的客服小王,"), which is no part of the question."""

SCORE_NAMED = re.compile(r"\bnps\b|\bcsat\b|\bsatisf\w+|\brat(?:ed|ing)|评分|均分|满意|得分")
SAID_OF = 2
"""The group of MENTION that holds the first word of what somebody said."""

LONG_AGO = timedelta(days=270)
DESTINATION = re.compile(
    r"\b(?:(?:nice|kind|good|happy|lovely|positive|glowing|great|best|warm|praising) (?:\w+ )?"
    r"(?:quotes?|comments?|testimonials?|reviews?|lines?|things?)"
    r"|(?:need|want|looking for|after) (?:(?:a|an|some|one|two|few) )*"
    r"(?:it|some|one|something|content|quotes?|lines?|material|copy))\b.{0,60}"
    r"( for (?:an? |our |the |my )*(?:instagram|insta|facebook|tiktok|twitter|x|linkedin|pinterest"
    r"|youtube|newsletter|website|site|homepage|blog|brochure|flyer|poster|ads?|social media)\b"
    r"(?: (?:posts?|page|stor(?:y|ies)|feed|ads?|account))?)\s*[?.!]*$"
)
"""Where a text is to be shown, which is not where it comes from."""

WE_CHANGED = re.compile(
    r"\b(?:since|after|before) we (?:\w+ )?(?:changed|switched|swapped|replaced|moved|introduced"
    r"|launched)((?: (?:to|the|our|a|an|new|another))* [a-z]+)"
)
"""What the shop did: the day counts, the thing is none that the score is of."""

YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)|去年|last year")
OTHER_SIZES = re.compile(r"\b(?:sample|group|company|team|basket|order) sizes?\b|\bsize of\b")
"""Sizes that are none of a product's."""


def read_question(
    text: str, as_of: date, books: Sequence[NameBook], *, of_group: bool = False
) -> Question:
    """Read one turn. `of_group` says that the conversation is about the promoters, the passives
    or the detractors. Raises PeriodError for a period that cannot be meant."""
    return _Reader(text, as_of, books, of_group).question()


class _Reader:
    """One folded question; what is read first is taken from what is read later."""

    def __init__(self, text: str, as_of: date, books: Sequence[NameBook], of_group: bool) -> None:
        self.text = text
        self.as_of = as_of
        self.books = books
        known = {word for book in books for word in book.words}
        folded = WHO_ASKS.sub(lambda match: " " * len(match.group()), fold(text))
        if language := foreign_language(folded):
            named = (m for b in books if b.field in NAMED for m in b.find(folded))
            folded = in_english(folded, language, [(m.start, m.end) for m in named])
        mended = mend(respelt(folded, known))
        self.folded, self.nps = score_group(mended, known=of_group)

    def question(self) -> Question:
        """Everything that the question says. Raises PeriodError."""
        filters, left_out = self.filters
        return Question(
            text=self.text,
            folded=self.folded,
            language=asked_language(self.text),
            filters=filters,
            left_out=left_out,
            feedback_ids=self.feedback_ids,
            quoted=_as_typed([span for _, span in self.words], self.text, self.folded),
            matched=tuple(
                match
                for match in self.matches
                if match.field in ("product", "channel", "language")
                and not match.goes_without_saying
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
            "against": _is_against(self.folded, self.periods),
            "year_before": bool(self.years_before),
            "versus_last": bool(VERSUS_LAST.search(self.folded)),
            "foretells": bool(FORETELL.search(self.folded)) and not self.periods,
        }

    def _order(self) -> dict[str, Any]:
        bound, least = self._bounds()
        numbers = [*_spans(STARS, self.folded), *_spans(LEAST, self.folded)]
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

    def _bounds(self) -> tuple[Bound | None, int | None]:
        """The bound of a number, and how many records a group must have beside it: "under 3 stars
        with at least 20 reviews". Where no number but that of the records is named, it is both."""
        least = least_asked(self.folded)
        if least is None:
            return bound_asked(self.folded), None
        number, span = least
        left = blank(self.folded, [span])
        of_reviews = GROUPS_BY_STARS.search(left) and not GROUPS_BY_STARS.search(self.folded)
        other = None if of_reviews else bound_asked(left)
        if other or (not of_reviews and SCORE_NAMED.search(left)):
            return other, number
        return bound_asked(self.folded), number

    @cached_property
    def years_before(self) -> list[Span]:
        return _spans(LAST_YEAR, self.folded)

    @cached_property
    def periods(self) -> list[FoundPeriod]:
        """The periods; a future one is none where the question asks what will be."""
        try:
            no_periods = [*self.years_before, *_spans(BY_DAY_KIND, self.folded)]
            found = find_periods(blank(self.folded, no_periods), self.as_of)
            if FORETELL.search(self.folded) and not YEAR.search(self.folded):
                # "What will December be" means the one to come, of which nothing is known.
                found = [p for p in found if p.period.end >= self.as_of - LONG_AGO]
            return found
        except PeriodError:
            if not FORETELL.search(self.folded):
                raise
            return []

    @cached_property
    def words(self) -> list[tuple[str, Span]]:
        """The wordings that feedback is to contain."""
        quoted = [(m[n], m.span(n)) for m in QUOTED.finditer(self.folded) for n in (1, 2) if m[n]]
        if quoted:
            return quoted
        found: list[tuple[str, Span]] = []
        products = {
            m.start for b in self.books if b.field == "product" for m in b.find(self.folded)
        }
        for match in MENTION.finditer(self.folded):
            for n, word in enumerate(match.groups(), start=1):
                # "Did anyone say the kettle leaks" tells of the kettle.
                told = n == SAID_OF and match.start(n) in products
                if word and not told and not _is_theme(word, self.books):
                    found.append((word, match.span(n)))
                    found += _joined(self.folded, match.end(n))
        return found

    @cached_property
    def taken(self) -> list[Span]:
        """The places in which no name is looked for."""
        return [
            *self.years_before,
            *_spans(BY_DAY_KIND, self.folded),
            *((p.start, p.end) for p in self.periods),
            *(span for _, span in self.words),
            *_spans(ORDER_ID, self.folded),
            *_spans(EMAIL, self.folded),
            *_spans(UNIQUE, self.folded),
            *_spans(OTHER_SIZES, self.folded),
            *(match.span(1) for match in DESTINATION.finditer(self.folded)),
            *self.changed_things,
            *_spans(IN_ENGLISH, self.folded),
            *_spans(IN_CHINESE, self.folded),
        ]

    @property
    def changed_things(self) -> list[Span]:
        """What the shop changed, in a question for a score since then."""
        if not SCORE_NAMED.search(self.folded):
            return []
        return [match.span(1) for match in WE_CHANGED.finditer(self.folded)]

    @cached_property
    def matches(self) -> list[Match]:
        return names_in(self.folded, self.books, self.taken)

    @cached_property
    def products(self) -> list[Span]:
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
        said = [span for _, span in self.words]
        patterns = (ORDER_ID, CUSTOMER, FEEDBACK)
        ids = [m.span(m.lastindex or 0) for each in patterns for m in each.finditer(self.folded)]
        return blank(self.folded, [*self.years_before, *times, *said, *names, *ids])

    def _open(self) -> str:
        ids = [
            m.span() for m in FEEDBACK.finditer(self.folded) if m[1].upper() in self.feedback_ids
        ]
        others = [span for pattern in NO_NAMES for span in _spans(pattern, self.folded)]
        sayings = _spans(_sayings(), self.folded)
        return blank(self._without_names, ids + others + sayings)


@lru_cache
def _sayings() -> re.Pattern[str]:
    """Figures of speech, whose words name nothing."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, read_words('fillers')['sayings']))})\b")


def _spans(pattern: re.Pattern[str], folded: str) -> list[Span]:
    return [match.span() for match in pattern.finditer(folded)]


def _joined(folded: str, at: int) -> list[tuple[str, Span]]:
    """The words that "or" joins to one that feedback is to contain: "mention DHL or strike"."""
    found = []
    while match := OR_WORD.match(folded, at):
        found.append((match[1] or match[2], match.span(1 if match[1] else 2)))
        at = match.end()
    return found


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


def _is_against(folded: str, periods: Sequence[FoundPeriod]) -> bool:
    """Whether the only period of a question is the one that another is compared with."""
    if len(periods) != 1:
        return False
    before, after = folded[: periods[0].start], folded[periods[0].end :]
    around = AGAINST_AROUND[0].search(before) and AGAINST_AROUND[1].match(after)
    return bool(COMPARE_ONLY.search(folded) or AGAINST.search(before) or around)
