"""Turns one row of cells into a feedback, or says why it is none."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from assistant.ingest.columns import ColumnPlan
from assistant.ingest.keys import content_hash, feedback_id, row_key
from assistant.ingest.scales import Scale, is_blank, read_ces, read_nps
from assistant.ingest.tables import Row
from assistant.ingest.times import TimeParser
from assistant.models import Feedback, Incoming

__all__ = ["LONGEST_TEXT", "RowError", "RowParser", "clean_text", "customer_id", "language_code"]

LONGEST_TEXT = 100_000
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
LATEST_AHEAD = timedelta(days=1)
NO_TEXT = frozenset({"NaN", "nan", "NULL", "null", "\\N", "#N/A", "(空)", "(跳过)", "(blank)"})
BRACKETS = "[](){}<>#\"'`"
PLAIN_ID = re.compile(
    r"[^\s<>\[\](){}|\\`*\"'&\x00-\x1f](?:[^<>\[\](){}|\\`*\"'&\x00-\x1f]{0,118}[^\s<>\[\](){}|\\`*\"'&\x00-\x1f])?"
)
SURROGATE = re.compile("[\ud800-\udfff]")
LANGUAGES = {
    "chinese": "zh", "mandarin": "zh", "中文": "zh", "汉语": "zh", "简体中文": "zh",
    "繁体中文": "zh", "cn": "zh", "english": "en", "英文": "en", "英语": "en", "japanese": "ja",
    "日语": "ja", "korean": "ko", "french": "fr", "german": "de", "spanish": "es",
}  # fmt: skip
IDENTIFYING = ("title", "product", "channel", "customer_id", "order_id")
"""Fields that belong to the content of a feedback besides its text, answers and time."""

NAMED = (*IDENTIFYING, "id", "source", "customer_name", "touchpoint", "segment")
"""Fields that take their cell as it is, without white space at its ends."""

T = TypeVar("T")


class RowError(ValueError):
    """A row that is no feedback; its message is the reason in the list of rejected rows."""


@dataclass(slots=True)
class RowParser:
    """Reads the rows of one file.

    `source` is for rows without a source of their own, `zone` for times without a zone, `now`
    for rows without a time. `truncated`, `undated` and `untidy_ids` count what the report has to
    mention.
    """

    plan: ColumnPlan
    times: TimeParser
    scale: Scale | None
    source: str
    own_source: bool
    tenant: str
    zone: ZoneInfo
    now: datetime
    truncated: int = 0
    undated: int = 0
    untidy_ids: int = 0
    _wordless: Counter[str] = field(default_factory=Counter)
    _ratings: dict[str, float | None] = field(default_factory=dict)

    def parse(self, row: Row) -> Incoming:
        """The feedback of a row. Raises RowError."""
        cells = {name: row.cells[place] for name, place in self.plan.fields.items()}
        text = self._text(cells.get("text", ""))
        rating = self._rating(cells.get("rating", ""))
        nps = _read("nps", cells, read_nps)
        ces = _read("ces", cells, read_ces)
        if not text.strip():
            if rating is None and nps is None and ces is None:
                raise RowError("no text")
            text = ""
        written = self._written(cells.get("time", ""))
        named = {name: _cell(cells[name]) for name in NAMED if name in cells}
        about = [text, rating, nps, ces, *(named.get(name) for name in IDENTIFYING)]
        digest = self._digest(about, written, named)
        external = self._id(named.get("id"))
        source = self.source if self.own_source else named.get("source") or self.source
        feedback = Feedback(
            id=feedback_id(external, digest),
            time=self._stored(written),
            text=text,
            source=source,
            title=named.get("title"),
            rating=rating,
            nps=nps,
            ces=ces,
            channel=named.get("channel") or named.get("source"),
            product=named.get("product"),
            order_id=named.get("order_id"),
            customer_id=customer_id(named.get("customer_id")),
            customer_name=named.get("customer_name"),
            touchpoint=named.get("touchpoint"),
            segment=named.get("segment"),
            language=language_code(cells.get("language", "")),
            tenant=self.tenant,
            extra=self._extra(row),
        )
        key = row_key(self.source if self.own_source else None, named.get("id"), digest)
        return Incoming(key, feedback, row.line, dated=written is not None)

    def _id(self, written: str | None) -> str | None:
        """The id without brackets around it; None for one that no person could paste.

        Ids stand in links, commands and answers: one with markup in it would have to be written
        otherwise in each of them.
        """
        tidy = written.strip(BRACKETS) if written else None
        if tidy and not PLAIN_ID.fullmatch(tidy):
            self.untidy_ids += 1
            return None
        return tidy or None

    def _digest(
        self,
        about: Sequence[str | float | None],
        written: datetime | None,
        named: Mapping[str, str | None],
    ) -> str:
        """The content hash; answers without words or a person are told apart by their count.

        A hundred customers who just gave a 5 are no duplicates of one another. Counting them
        keeps a second run of the same file from adding them again.
        """
        digest = content_hash(about, written)
        words = about[0] or named.get("title")
        if words or named.get("id") or named.get("customer_id") or named.get("order_id"):
            return digest
        self._wordless[digest] += 1
        return content_hash(about, written, self._wordless[digest])

    def _text(self, cell: str) -> str:
        text = clean_text(cell)
        if text in NO_TEXT:
            return ""
        if len(text) > LONGEST_TEXT:
            self.truncated += 1
            return text[:LONGEST_TEXT]
        return text

    def _rating(self, cell: str) -> float | None:
        if cell not in self._ratings:
            if self.scale is None:
                return None
            try:
                self._ratings[cell] = self.scale.read(cell)
            except ValueError as error:
                raise RowError(str(error)) from None
        return self._ratings[cell]

    def _written(self, cell: str) -> datetime | None:
        if is_blank(cell):
            return None
        try:
            return self.times.parse(cell.strip())
        except (ValueError, OverflowError) as error:
            raise RowError(f"time {cell.strip()[:40]!r} cannot be read: {error}") from None

    def _stored(self, written: datetime | None) -> datetime:
        if written is None:
            self.undated += 1
            return self.now
        try:
            time = written if written.tzinfo else written.replace(tzinfo=self.zone)
            time = time.astimezone(UTC)
        except OverflowError:
            raise RowError(f"time {written.isoformat()} is outside the calendar") from None
        if time > self.now + LATEST_AHEAD:
            raise RowError(f"time {written.isoformat()} is in the future")
        if time < EARLIEST:
            raise RowError(f"time {written.isoformat()} is before 1990")
        return time

    def _extra(self, row: Row) -> dict[str, str]:
        return {
            name: clean_text(row.cells[place])
            for place, name in self.plan.kept
            if not (row.cells[place] == "" or row.cells[place].isspace())
        }


def clean_text(cell: str) -> str:
    """The cell verbatim, but for what no database takes: NUL, lone surrogates, a leading mark."""
    text = cell.removeprefix("\ufeff")
    if "\0" in text:
        text = text.replace("\0", "")
    return text if text.isascii() else SURROGATE.sub("", text)


def customer_id(cell: str | None) -> str | None:
    """The id of a customer; an e-mail address is one however its case is written."""
    return cell.lower() if cell and "@" in cell else cell


def language_code(cell: str) -> str | None:
    """The primary tag of a language, as in zh for zh-CN; None where the cell is no language."""
    plain = cell.strip().lower()
    if plain in LANGUAGES:
        return LANGUAGES[plain]
    primary = re.split(r"[-_]", plain)[0]
    if len(primary) in (2, 3) and primary.isascii() and primary.isalpha():
        return LANGUAGES.get(primary, primary)
    return None


def _cell(cell: str) -> str | None:
    if not cell:
        return None
    value = clean_text(cell).strip()
    # Some exports write ="123" to keep spreadsheets from turning an id into a number.
    if value.startswith('="') and value.endswith('"'):
        value = value[2:-1]
    if not value.isprintable():
        value = " ".join("".join(c if c.isprintable() else " " for c in value).split())
    return None if is_blank(value) else value


def _read(name: str, cells: Mapping[str, str], reader: Callable[[str], T | None]) -> T | None:
    try:
        return reader(cells[name]) if name in cells else None
    except ValueError as error:
        raise RowError(str(error)) from None
