"""Written times: one value at a time, with the order of day and month settled for a whole column.

A value without a zone stays naive here: which zone it is in is the caller's knowledge.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

__all__ = ["DayOrder", "TimeParser", "looks_like_time", "numeric_date"]

MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
MONTH_NAME = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
FOREIGN_MONTHS = {
    "jan": ("januar", "jänner", "janvier", "janv", "enero", "ene", "gennaio", "gen", "janeiro"),
    "feb": ("februar", "février", "fevrier", "févr", "febrero", "febbraio", "fevereiro", "fev"),
    "mar": ("märz", "maerz", "mär", "mars", "marzo", "março"),
    "apr": ("avril", "avr", "abril", "abr", "aprile"),
    "may": ("mai", "mayo", "maggio", "mag", "maio"),
    "jun": ("juni", "juin", "junio", "giugno", "giu", "junho"),
    "jul": ("juli", "juillet", "juil", "julio", "luglio", "lug", "julho"),
    "aug": ("août", "aout", "agosto", "ago"),
    "sep": ("septembre", "septiembre", "settembre", "set", "setembro"),
    "oct": ("oktober", "okt", "octobre", "octubre", "ottobre", "ott", "outubro", "out"),
    "nov": ("novembre", "noviembre", "novembro"),
    "dec": ("dezember", "dez", "décembre", "diciembre", "dic", "dicembre", "dezembro"),
}
FOREIGN_MONTH = re.compile(
    r"(?<=\d)\.?(?:\s+de)?[\s-]+("
    + "|".join(sorted((n for names in FOREIGN_MONTHS.values() for n in names), key=len)[::-1])
    + r")\.?(?:\s+de|\s+del)?(?=[\s-]+\d)",
    re.I,
)
SENTENCE = re.compile(r"^[a-z][a-z,\s]{0,80}?\bon\s+(?=\w*\s?\d|[a-z]+\s\d)", re.I)
"""What a shop's page writes in front of the date, as in "Reviewed in Canada on"."""

ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8,
    "pdt": -7, "cet": 1, "cest": 2, "bst": 1, "jst": 9, "hkt": 8, "sgt": 8,
}  # fmt: skip
"""Hours east of Greenwich. CST is missing on purpose: China and Chicago both use it."""

YEAR_FIRST = re.compile(
    r"(?P<y>\d{4})\s*(?P<sep>[-/.年년])\s*(?P<m>\d{1,2})\s*[-/.月월]\s*(?P<d>\d{1,2})(?:\s*[日号일]|\.(?!\d))?"
)
YEAR_LAST = re.compile(
    r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})(?!\d)"
)
NAME_FIRST = re.compile(
    WEEKDAY + MONTH_NAME + r"\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})(?!\d|:)", re.I
)
NAME_DASHED = re.compile(MONTH_NAME + r"[-/](?P<d>\d{1,2})[-/](?P<y>\d{4}|\d{2})(?!\d)", re.I)
SPACED = re.compile(r"(?P<m>\d{1,2})\s(?P<d>\d{1,2}),\s(?P<y>\d{4})(?!\d)")
DAY_FIRST = re.compile(
    WEEKDAY
    + r"(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+"
    + MONTH_NAME
    + r"[\s,-]+(?P<y>\d{4}|\d{2})(?!\d)",
    re.I,
)
STAMP = re.compile(
    WEEKDAY
    + MONTH_NAME
    + r"\s+(?P<d>\d{1,2})\s+(?P<time>\d{1,2}:\d{2}(?::\d{2})?)"
    + r"\s+(?P<zone>[-+]\d{4}|[a-z]+)?\s*(?P<y>\d{4})$",
    re.I,
)
CLOCK = re.compile(
    r"(?:[,T\s]|(?:at|um|a las|alle|à)\b|[(（]?(?:星期|周)[一二三四五六日天][)）]?"
    r"|[(（][月火水木金土日월화수목금토일][)）])*"
    r"(?P<part>凌晨|早上|早晨|清晨|上午|中午|下午|傍晚|晚上|晚|夜里|午前|午後|오전|오후)?\s*"
    r"(?:(?P<h>\d{1,2})"
    r"(?:\s*[:点时時시h.]\s*(?:(?P<min>\d{1,2})\s*[分분]?"
    r"(?:\s*:?\s*(?P<s>\d{1,2})(?:[.,](?P<f>\d+))?\s*[秒초]?)?)?)?"
    r"(?:\s*uhr)?"
    r"\s*(?P<half>[ap]\.?m\.?)?)?"
    r"\s*[(\[]?(?P<zone>[-+]\d{2}:?\d{2}(?!\d)|[-+]\d{2}(?!\d)"
    r"|(?:utc|gmt)\s*[-+]\s*\d{1,2}(?::?\d{2})?|[a-z]{1,4})?[)\]]?\s*$",
    re.I,
)
NUMERIC = re.compile(r"\d{5,19}(?:\.\d+)?")
EXCEL_EPOCH = datetime(1899, 12, 30)
EXCEL_DAYS = range(20_000, 80_000)
CENTURY_TURN = 69
"""Two-digit years up to this one are of this century, as POSIX has it."""

AFTERNOON = frozenset(
    {"下午", "傍晚", "晚上", "晚", "夜里", "午後", unicodedata.normalize("NFKC", "오후")}
)


@dataclass(frozen=True, slots=True)
class DayOrder:
    """Whether the day stands before the month in dates like 03/04/2026, and how that is known.

    `first_over` and `second_over` count values whose first or second number is above 12.
    """

    day_first: bool
    first_over: int = 0
    second_over: int = 0
    ambiguous: int = 0

    @classmethod
    def of(cls, dates: Mapping[str, int]) -> "DayOrder":
        """The order that the dates of a column, with their counts, prove; else the majority.

        Where no value decides: slashes mean month first, as in the United States, and hyphens
        day first.
        """
        first = second = ambiguous = slashes = 0
        for date, count in dates.items():
            found = YEAR_LAST.fullmatch(date)
            # With dots the day stands first everywhere: they say nothing about other dates.
            if not found or found["sep"] == ".":
                continue
            a, b = int(found["a"]), int(found["b"])
            if a > 12 >= b:
                first += count
            elif b > 12 >= a:
                second += count
            else:
                ambiguous += count
                slashes += count if found["sep"] == "/" else 0
        if first == second:
            return cls(slashes == 0 and ambiguous > 0, first, second, ambiguous)
        return cls(first > second, first, second, ambiguous)

    @property
    def note(self) -> str | None:
        """What the user should know about the choice; None where the values leave no doubt."""
        order = "day before month" if self.day_first else "month before day"
        if self.first_over and self.second_over:
            return f"dates contradict each other in the order of day and month; read as {order}"
        if self.ambiguous and not (self.first_over or self.second_over):
            return f"no date shows whether the day or the month stands first; read as {order}"
        return None


@dataclass(frozen=True, slots=True)
class TimeParser:
    """Reads the times of one column."""

    order: DayOrder = DayOrder(False)

    def parse(self, value: str) -> datetime:
        """The time: aware where the value names a zone, else naive; a bare date is its midnight.

        Raises ValueError where the value is no date of the calendar or of no known form.
        """
        plain = unicodedata.normalize("NFKC", value).strip()
        # First of all: ISO would read some counts of milliseconds as dates of the year 1612.
        if NUMERIC.fullmatch(plain):
            return _from_number(plain)
        try:
            return datetime.fromisoformat(plain)
        except ValueError:
            pass
        plain = _in_english(plain)
        if found := STAMP.match(plain):
            year, month, day = int(found["y"]), MONTHS[found["name"][:3].lower()], int(found["d"])
            return _with_clock(year, month, day, f"{found['time']} {found['zone'] or ''}")
        for form in (YEAR_FIRST, YEAR_LAST, NAME_FIRST, DAY_FIRST, NAME_DASHED, SPACED):
            if found := form.match(plain):
                return _with_clock(*self._date(found), plain[found.end() :])
        raise ValueError("no known form of a date")

    def _date(self, found: re.Match[str]) -> tuple[int, int, int]:
        parts = found.groupdict()
        year = int(parts["y"])
        if len(parts["y"]) == 2:
            year += 2000 if year < CENTURY_TURN else 1900
        if parts.get("name"):
            return year, MONTHS[parts["name"][:3].lower()], int(parts["d"])
        if parts.get("m"):
            return year, int(parts["m"]), int(parts["d"])
        a, b = int(parts["a"]), int(parts["b"])
        # With dots the day stands first everywhere.
        return (year, b, a) if self.order.day_first or parts["sep"] == "." else (year, a, b)


def _in_english(plain: str) -> str:
    """The time without the sentence in front of it, foreign names of months in English."""
    plain = SENTENCE.sub("", plain)
    return FOREIGN_MONTH.sub(lambda found: f" {_month(found[1])} ", plain) if plain else plain


def _month(name: str) -> str:
    return next(english for english, names in FOREIGN_MONTHS.items() if name.lower() in names)


def numeric_date(value: str) -> str | None:
    """The part like 03/04/2026 that a value starts with, None where it has another form."""
    found = YEAR_LAST.match(value.strip())
    return found[0] if found else None


def looks_like_time(value: str) -> bool:
    """Whether the value is a time in any order of day and month."""
    for day_first in (False, True):
        try:
            TimeParser(DayOrder(day_first)).parse(value)
        except (ValueError, OverflowError):
            continue
        return True
    return False


def _with_clock(year: int, month: int, day: int, tail: str) -> datetime:
    found = CLOCK.match(tail)
    if not found:
        raise ValueError(f"the part {tail.strip()!r} is no time of day")
    hour, minute, second = (int(found[name] or 0) for name in ("h", "min", "s"))
    fraction = int((found["f"] or "0")[:6].ljust(6, "0"))
    half = (found["half"] or "").lower()[:1]
    afternoon = half == "p" or found["part"] in AFTERNOON
    if afternoon and hour < 12:
        hour += 12
    elif found["part"] == "中午" and hour < 3:
        # 中午1点 is one o'clock in the afternoon.
        hour += 12 if found["h"] and hour else 0
    elif (half == "a" or found["part"] in ("凌晨", "午前", "오전")) and hour == 12:
        hour = 0
    midnight = hour == 24 and not minute and not second
    zone = _zone(found["zone"])
    time = datetime(year, month, day, 0 if midnight else hour, minute, second, fraction, zone)
    return time + timedelta(days=1) if midnight else time


def _zone(written: str | None) -> timezone | None:
    if not written:
        return None
    name = re.sub(r"\s", "", written.lower())
    if name in ZONES:
        return timezone(timedelta(hours=ZONES[name]))
    found = re.fullmatch(r"(?:utc|gmt)?([-+])(\d{1,2}):?(\d{2})?", name)
    if not found:
        raise ValueError(f"the time zone {written!r} is not known")
    offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(-offset if found[1] == "-" else offset)


def _from_number(digits: str) -> datetime:
    """Compact dates, seconds to nanoseconds since 1970, or days as spreadsheets count them."""
    whole = digits.split(".")[0]
    if len(whole) in (8, 12, 14) and whole[:2] in ("19", "20") and whole == digits:
        form = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}[len(whole)]
        return datetime.strptime(whole, form)
    if len(whole) == 5 and int(whole) in EXCEL_DAYS:
        # A float holds the time of day to some microseconds only.
        seconds = round(float(digits) * 86_400)
        return EXCEL_EPOCH + timedelta(seconds=seconds)
    scale = {9: 1, 10: 1, 12: 1e3, 13: 1e3, 16: 1e6, 19: 1e9}.get(len(whole))
    if scale is None:
        raise ValueError("a number that is no time")
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=float(digits) / scale)
