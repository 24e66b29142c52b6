"""What the values of a column say about the field that it can hold."""

import re
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from assistant.ingest.header_patterns import NOT_A_TIME, RECOMMENDS
from assistant.ingest.headers import is_label, plain_header
from assistant.ingest.scales import Scale, is_blank, is_worded, read_ces, read_nps
from assistant.ingest.times import looks_like_time

__all__ = ["NUMBER", "Sample"]

LOOKED_AT = 100
"""Values of a column that are looked at."""

TEXT_LENGTH = 6
"""Letters that a free text has on average at least, where the header does not say text."""

CODE = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9_./:#-]{2,}")
SERIAL = re.compile(r"([A-Za-z]{0,5}[-_]?)\d{2,}")
FEWEST_CODES = 3
"""A column of fewer values is left to its header."""

FEWEST_STARS = 4
"""Rows from which bare numbers under an unknown header can be told for a rating."""

MOST_STARS, MOST_NPS = 5, 10
"""Numbers that range beyond the first are no stars; those of NPS end at the second."""

TIME_SHARE = 0.9
READABLE_SHARE = 1 / 3
"""Of the values under a header that says what they are: broken rows are rejected one by one."""

DISTINCT_SHARE = 0.9
NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?%?")
MARK = re.compile(r"\d{1,3}(?:[.,]\d+)?(?:\s*/\s*\d{1,3})?")
STAR = re.compile(r"[1-5](?:[.,][05])?")
NOT_A_RATING = re.compile(
    r"qty|quant|count|number|amount|price|age|size|page|version|priority|rank|level|step|visit"
    r"|order|item|units?|weight|days?|数量|件数|价格|年龄|尺码|版本|次数|序号|个数|优先|天数"
)
NOT_THE_CUSTOMER = re.compile(
    r"repl(y|ies)|answer|company|owner|seller|merchant|commentcontent|url|link|address|^ip|agent"
    r"|status|browser|device|回复|卖家|商家|客服|地址|来自|antwort|reponse|respuesta|返信|답변"
)
"""Headers of texts that the shop or a machine wrote."""

NOT_THE_WRITER = re.compile(
    r"agent|assign|owner|staff|support|seller|merchant|company|shop|store|vendor|客服|卖家|商家|店"
)
"""Headers of addresses of the shop's own people."""

EMAIL = re.compile(r"[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+")

GROUPS_OF_NPS = frozenset({"promoter", "passive", "detractor", "推荐者", "被动者", "贬损者"})


class Sample:
    """The first rows of a table, looked at column by column."""

    def __init__(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self._columns = columns
        self._rows = rows
        self._values: dict[int, list[str]] = {}
        self._checks: Mapping[str, Callable[[int], bool]] = {
            "id": self._is_distinct,
            "text": lambda place: not self._is_coded(place),
            "rating": lambda place: self._reads(place, _is_rating),
            "nps": lambda place: self._reads(place, _reads_with(read_nps)),
            "ces": lambda place: self._reads(place, _reads_with(read_ces)),
            "time": lambda place: self._reads(place, looks_like_time),
        }

    def fits(self, field: str, place: int) -> bool:
        """Whether a column whose header names this field can hold it. An empty one can."""
        check = self._checks.get(field)
        return check is None or check(place)

    def values(self, place: int) -> list[str]:
        """Values of a column that are not blank, without white space at their ends."""
        if place not in self._values:
            cells = (row[place].strip() for row in self._rows if not is_blank(row[place]))
            self._values[place] = list(islice(cells, LOOKED_AT))
        return self._values[place]

    def is_numbered(self, place: int) -> bool:
        """Whether a column holds a shop's own numbers: digits behind the same letters, or none."""
        values = self.values(place)
        prefixes = {match and match[1] for match in map(SERIAL.fullmatch, values)}
        return len(values) >= FEWEST_CODES and len(prefixes) == 1 and None not in prefixes

    def says_nps(self, place: int) -> bool:
        """Whether numbers on 0-10 in this column are answers of an NPS survey."""
        values = [value for value in self.values(place) if NUMBER.fullmatch(value)]
        numbers = [float(value.rstrip("%").replace(",", ".")) for value in values]
        if not numbers or max(numbers) <= 5 or max(numbers) > 10:
            return False
        return any(
            {value.lower() for value in self.values(other)} <= found
            for other in range(len(self._columns))
            for found in (GROUPS_OF_NPS, {"nps"})
            if self.values(other)
        )

    def time_column(self, taken: set[int]) -> int | None:
        """The first free column whose values are written dates, bare numbers not counted."""
        for place, header in self._free(taken):
            values = self.values(place)
            dated = sum(not NUMBER.fullmatch(v) and looks_like_time(v) for v in values)
            dateless = NOT_A_TIME.search(header)
            if not dateless and values and dated >= TIME_SHARE * len(values):
                return place
        return None

    def worded_rating_column(self, taken: set[int]) -> int | None:
        """The first free column of stars, "4/5", "very satisfied", 好评 and the like alone."""
        for place, _ in self._free(taken):
            values = self.values(place)
            if len(values) > 1 and len(set(values)) > 1 and all(map(is_worded, values)):
                return place
        return None

    def star_column(self, taken: set[int]) -> int | None:
        """The only free column of numbers 1-5, where they range as ratings do."""
        found = []
        for place, header in self._free(taken):
            values = self.values(place)
            if len(values) < FEWEST_STARS or not all(map(STAR.fullmatch, values)):
                continue
            numbers = [float(value.replace(",", ".")) for value in values]
            if max(numbers) >= 4 and min(numbers) <= 2 and not NOT_A_RATING.search(header):
                found.append(place)
        return found[0] if len(found) == 1 else None

    def recommending_column(self, taken: set[int]) -> int | None:
        """The first free column of whole numbers 0-10, some above 5, that asks who recommends: a
        "would recommend" of yes and no, or of votes, is none."""
        for place, column in enumerate(self._columns):
            header = plain_header(column)
            values = [] if place in taken else self.values(place)
            asks = RECOMMENDS.search(header) and not NOT_A_RATING.search(header)
            if not asks or not values or not all(map(str.isdecimal, values)):
                continue
            if MOST_STARS < max(map(int, values)) <= MOST_NPS:
                return place
        return None

    def email_column(self, taken: set[int]) -> int | None:
        """The first free column of the customers' e-mail addresses alone."""
        for place, header in self._free(taken):
            values = self.values(place)
            if values and all(map(EMAIL.fullmatch, values)) and not NOT_THE_WRITER.search(header):
                return place
        return None

    def text_columns(self, taken: set[int]) -> list[int]:
        """Free columns whose values read like free text, the longest on average first."""
        lengths = {}
        for place, header in self._free(taken):
            values = self.values(place)
            if values and not NOT_THE_CUSTOMER.search(header) and _is_free_text(values):
                lengths[place] = statistics.fmean(map(_letters, values))
        found = [place for place, length in lengths.items() if length >= TEXT_LENGTH]
        return sorted(found, key=lambda place: -lengths[place])

    def _free(self, taken: set[int]) -> Iterator[tuple[int, str]]:
        for place, column in enumerate(self._columns):
            header = plain_header(column)
            if place not in taken and not is_label(header):
                yield place, header

    def _is_coded(self, place: int) -> bool:
        """Whether a column surely holds numbers, dates or keys: every value is one."""
        values = self.values(place)
        if values and all(map(MARK.fullmatch, values)):
            return True
        return len(values) >= FEWEST_CODES and all(
            NUMBER.fullmatch(value) or CODE.fullmatch(value) or looks_like_time(value)
            for value in values
        )

    def _is_distinct(self, place: int) -> bool:
        """Whether the values tell different rows apart; the same row twice does not count."""
        rows = {tuple(row) for row in self._rows if row[place].strip()}
        ids = {row[place].strip() for row in rows}
        return len(rows) < FEWEST_CODES or len(ids) >= DISTINCT_SHARE * len(rows)

    def _reads(self, place: int, reader: Callable[[str], bool]) -> bool:
        values = self.values(place)
        return not values or sum(map(reader, values)) >= READABLE_SHARE * len(values)


def _reads_with(reader: Callable[[str], object]) -> Callable[[str], bool]:
    def reads(value: str) -> bool:
        try:
            reader(value)
        except ValueError:
            return False
        return True

    return reads


def _is_rating(value: str) -> bool:
    return any(_reads_with(scale.read)(value) for scale in (Scale.FIVE, Scale.HUNDRED)) or (
        NUMBER.fullmatch(value) is not None
    )


def _letters(value: str) -> int:
    return sum(map(str.isalpha, value))


def _is_free_text(values: Sequence[str]) -> bool:
    """Whether most values are several words, or Chinese, and few are repeated."""
    worded = sum(1 for value in values if " " in value or not value.isascii())
    dated = sum(1 for value in values if looks_like_time(value))
    return (
        worded >= 0.5 * len(values)
        and dated < 0.5 * len(values)
        and len(set(values)) >= 0.3 * len(values)
    )
