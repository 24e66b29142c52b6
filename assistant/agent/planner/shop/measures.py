"""Numbers of a column that a question bounds: "aged over 60", 60岁以上."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.agent.names.column_kinds import is_span, stems_of
from assistant.agent.planner.shop.spans import (
    SAID_NUMBER,
    SAID_SPAN,
    days_of_header,
    number_said,
)
from assistant.agent.question.places import Place
from assistant.han import HAN
from assistant.models import Band

__all__ = ["BANDS", "Measure", "measures_in"]

BANDS = 4
"""Into so many a column of numbers is parted that has many values."""

SHORTEST_WORD = 3
TWO_ENDS = SHORTEST_END = 2
WORD = re.compile(r"[a-z]+")
SIDES = {
    "over": r"over|above|(?:more|older|bigger|larger|greater|higher|longer) than|>(?!=)"
    r"|大于|超过|高于|不止",
    "from": r"at least|from|>=|至少|不低于",
    "under": r"under|below|(?:less|younger|smaller|lower|shorter) than|<(?!=)|小于|低于|不到",
    "to": r"at most|up to|<=|不超过|至多",
}
SIDE = "|".join(f"(?P<{name}>{words})" for name, words in SIDES.items())
BEHIND = (
    r"\s*(?:及?(?:(?P<from>以上)|(?P<to>以下))"
    r"|(?:and|or) (?:(?P<above>up|above|over|more|older|bigger|larger|longer)"
    r"|(?P<beneath>below|under|less|younger|smaller))\b)"
)
LINK = r"\s*(?:(?:of|is|are|in|for|between|took|takes|lasted|在|是|为|了|得|要)\s*)*"
UNIT = rf"(?:{SAID_SPAN}|\s?[a-z]{{1,7}}\b|[升米克元斤寸])?"
N = SAID_NUMBER
TWO = rf"(?P<first>{N})\s*(?:-|–|~|to|and|到|至)\s*(?P<last>{N})"

BIG = r"\b(?:big|large|high|long|old|heavy|tall)(?:g?er|g?est)?\s+(?!than\b)", r"[大高长重]"
SMALL = (
    r"\b(?:small|little|low|short|young|light)(?:er|est)?\s+(?!than\b)",
    r"[小低短轻]",
)
"""What is said before a column's word of its highest numbers, and of its lowest."""

DIMENSION = re.compile(r"(?:长度?|重量?|高度?|宽度?|容量|大小|尺寸|规格|数量|数)$")
"""What a Chinese header adds to what is measured: the 长 of 缸长."""

OTHERS = re.compile(rf"\b(?:those|ones|people|customers) (?:{SIDE})\s*(?P<n>{N})\b")
"""The other side of a comparison, which does not name the column again."""


@dataclass(frozen=True)
class Measure:
    """A column of numbers: its folded `header`, what people call it, the `step` between two of its
    numbers, and the lowest and the highest of its `bands`; of too few numbers none. `kinds` is what
    its stems are called besides, where no other column is. Its patterns are made once."""

    header: str
    called: Sequence[str]
    step: float
    bands: Sequence[Band] = ()
    kinds: Sequence[str] = ()

    @property
    def stems(self) -> tuple[str, ...]:
        """The words that say what is counted, without what it is counted in."""
        return (*stems_of(self.header), *self.kinds)

    @cached_property
    def sizes(self) -> Sequence[tuple[re.Pattern[str], Band]]:
        """How the ends of its numbers are named: "big tanks", 大缸."""
        return tuple(self._sizes())

    @cached_property
    def forms(self) -> Sequence[re.Pattern[str]]:
        """How its numbers are bounded."""
        return tuple(self._forms())

    def _sizes(self) -> Iterator[tuple[re.Pattern[str], Band]]:
        if len(self.bands) < TWO_ENDS:
            return
        things = {DIMENSION.sub("", word) for word in self.called if HAN.search(word)} - {""}
        words = [w for w in WORD.findall(self.called[0]) if len(w) >= SHORTEST_WORD]
        for (english, chinese), band in ((BIG, self.bands[-1]), (SMALL, self.bands[0])):
            for word in words:
                yield re.compile(rf"{english}{re.escape(word)}(?:e?s)?\b"), band
            for thing in things:
                yield re.compile(rf"{chinese}{re.escape(thing)}"), band
            for end in {word[-SHORTEST_END:] for word in self.called if HAN.search(word)}:
                yield re.compile(rf"{re.escape(end)}(?:比较|偏|较|最)?{chinese}(?:的|些)"), band

    def _forms(self) -> Iterator[re.Pattern[str]]:
        own = [w for w in WORD.findall(self.called[0]) if len(w) >= SHORTEST_WORD]
        words = sorted({*self.called, *self.kinds, *own}, key=len, reverse=True)
        name = "|".join(
            re.escape(w) if HAN.search(w) else rf"\b{re.escape(w)}(?:e?s|ed|ing)?\b" for w in words
        )
        for form in (
            rf"(?:{name}){LINK}{TWO}{UNIT}",
            rf"{TWO}\s?(?:{name})",
            rf"(?:{name}){LINK}(?:{SIDE})\s*(?P<n>{N}){UNIT}",
            rf"(?:{SIDE})\s*(?P<n>{N})\s?(?:{name})",
            rf"(?:{name}){LINK}(?P<n>{N}){UNIT}{BEHIND}",
            rf"(?P<n>{N})\s?(?:{name}){BEHIND}",
            rf"(?P<n>{N})\s?(?P<from>\+|or more|plus)\s?(?:{name})",
            *self._as_done,
        ):
            yield re.compile(form)

    @property
    def _as_done(self) -> Iterator[str]:
        """How a time is bounded that is only said to have gone by: 等待 is said 等."""
        stems = self.stems if is_span(self.header) else ()
        if first := "|".join(re.escape(each[0]) for each in stems if HAN.search(each)):
            yield rf"(?:{first}){LINK}(?:{SIDE})\s*(?P<n>{N}){SAID_SPAN}"
            yield rf"(?:{first}){LINK}(?P<n>{N}){SAID_SPAN}{BEHIND}"

    def band(self, match: re.Match[str]) -> Band:
        """The numbers that a match of one of its forms leaves."""
        told = {name: value for name, value in match.groupdict().items() if value}
        if "first" in told:
            return Band(*sorted(self._number(match, end) for end in ("first", "last")))
        number = self._number(match, "n")
        if told.keys() & {"over", "from", "above"}:
            return Band(low=self._beyond(number, 1) if "over" in told else number)
        return Band(high=self._beyond(number, -1) if "under" in told else number)

    def _beyond(self, number: float, way: int) -> float:
        """The next number of the column above (1) or below (-1) one that need be none of its own:
        of whole hours, 1 above half an hour."""
        steps = round(number / self.step, 6)
        return round(self.step * ((math.floor if way > 0 else math.ceil)(steps) + way), 6)

    def _number(self, match: re.Match[str], group: str) -> float:
        behind = match.string[match.end(group) :]
        return number_said(match[group], behind, days_of_header(self.header))


def measures_in(folded: str, columns: Mapping[str, Measure]) -> list[tuple[str, Place]]:
    """The bands, as `Age=≥60`, that a folded question sets to columns of numbers, and where they
    stand; empty for none."""
    found: list[tuple[str, Place]] = []
    for column, measure in columns.items():
        for match in (m for form in measure.forms for m in form.finditer(folded)):
            start, end = match.span()
            if not any(a < end and start < b for _, (a, b) in found):
                found.append((f"{column}={measure.band(match)}", (start, end)))
        for form, band in measure.sizes:
            for match in form.finditer(folded):
                if not any(a < match.end() and match.start() < b for _, (a, b) in found):
                    found.append((f"{column}={band}", match.span()))
        if len(found) == 1 and (other := OTHERS.search(folded, found[0][1][1])):
            found.append((f"{column}={measure.band(other)}", other.span()))
    return found
