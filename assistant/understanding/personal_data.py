"""Personal data in free text: found with offsets, masked with typed placeholders.

Patterns are anchored and every repetition is bounded, so the time grows linearly with the text.
A checksum decides where there is one (ISO 7064 mod 11-2 for the Chinese resident identity number,
GB 11643; Luhn, ISO/IEC 7812, for bank cards); elsewhere the shape of the number or a label before
it does. Full-width forms are read as their plain ones, zero-width characters are looked through.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.understanding.addresses import addresses

__all__ = ["Kind", "PersonalData", "find", "mask"]


class Kind(StrEnum):
    """What a piece of personal data is. The value is the placeholder's name."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    IDENTITY = "identity_number"
    BANK_CARD = "bank_card"
    EMAIL = "email"
    ADDRESS = "address"
    ORDER = "order_id"


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One find: `text[start:end]` is the value, without the label before it."""

    kind: Kind
    start: int
    end: int


Span = tuple[int, int]
Reader = Callable[[re.Match[str]], Span | None]

_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_PLAIN |= dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212), 0x2D) | {0x3002: 0x0A}
_PLAIN |= dict.fromkeys((0xFF0C, 0xFF1B), 0x0A)  # a full-width comma ends a Chinese address
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")

_PROVINCES = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")  # GB/T 2260
_TOLL_FREE = frozenset({"400", "800", "888", "877", "866", "855", "844", "833", "822"})
# Issuer ranges of ISO/IEC 7812 with their lengths; 9558 is ICBC's from before UnionPay.
_ISSUER = re.compile(
    r"(?:4\d{12}(?:\d{3})?|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}"
    r"|6(?:011|4[4-9]\d|5\d\d)\d{12}|35\d{14}|62\d{14,17}|81\d{14}|60\d{14,17}|9558\d{12,15}"
    r"|(?:5018|5020|5038|5893|6304|6759|676[1-3])\d{9,15})"
)
_CARD_LABEL = re.compile(
    r"(?:卡号?|账[号户]|帐[号户]|\b(?:card|account|visa|amex|iban))[^\n]{0,14}$", re.I
)
_IDENTITY_LABEL = re.compile(r"(?:身份证|证件|实名|\bID\b)[^\n]{0,10}$", re.I)
_PHONE_LABEL = re.compile(
    r"\b(?:call|phone|cell|mobile|tel|text|number|whatsapp|reach)\b[^\n]{0,16}$", re.I
)


def _before(match: re.Match[str], label: re.Pattern[str]) -> bool:
    return label.search(match.string[max(0, match.start() - 32) : match.start()]) is not None


def _whole(match: re.Match[str]) -> Span:
    return match.span()


def _is_date(year: str, month: str, day: str) -> bool:
    try:
        return 1900 <= date(int(year), int(month), int(day)).year <= 2099
    except ValueError:
        return False


def _resident(match: re.Match[str]) -> Span | None:
    """18 characters: region, birth date, serial, check character (or a label before it)."""
    number = re.sub(r"[ -]", "", match[0]).upper()
    if not _PROVINCES.match(number) or not _is_date(number[6:10], number[10:12], number[12:14]):
        return None
    total = sum(int(digit) * (1 << (17 - i)) for i, digit in enumerate(number[:17]))
    right = "10X98765432"[total % 11] == number[17]
    return match.span() if right or _before(match, _IDENTITY_LABEL) else None


def _resident_old(match: re.Match[str]) -> Span | None:
    """15 digits, before 1999; no check digit, so a number that is a card goes first."""
    number = match[0]
    if not _PROVINCES.match(number) or not _is_date(
        "19" + number[6:8], number[8:10], number[10:12]
    ):
        return None
    is_card = number[:2] in ("34", "37") and _luhn(number)
    return match.span() if _before(match, _IDENTITY_LABEL) or not is_card else None


def _luhn(number: str) -> bool:
    odd = sum(int(digit) for digit in number[-1::-2])
    return (odd + sum(sum(divmod(2 * int(digit), 10)) for digit in number[-2::-2])) % 10 == 0


def _card(match: re.Match[str]) -> Span | None:
    """The longest run of whole groups that is a card number; groups after it are not the card's."""
    labelled = _before(match, _CARD_LABEL)
    ends = [found.end() for found in re.finditer(r"\d+", match[0])]
    for end in reversed(ends):
        number = re.sub(r"\D", "", match[0][:end])
        shaped = 13 <= len(number) <= 19
        if shaped and _luhn(number) and (labelled or _ISSUER.fullmatch(number)):
            return match.start(), match.start() + end
    return match.span() if labelled and 15 <= len(re.sub(r"\D", "", match[0])) <= 19 else None


def _american_phone(match: re.Match[str]) -> Span | None:
    separated = re.search(r"\D", match["rest"]) is not None
    if match["area"] in _TOLL_FREE or not (separated or _before(match, _PHONE_LABEL)):
        return None
    return match.span()


def _international_phone(match: re.Match[str]) -> Span | None:
    return match.span() if len(re.sub(r"\D", "", match[0])) >= 9 else None


def _order(match: re.Match[str]) -> Span | None:
    """A value after a label; after a bare noun ("order", "订单") it must be long."""
    digits = sum(c.isdigit() for c in match["value"])
    return (
        match.span("value") if digits >= (1 if match["explicit"] or match["noun"] else 6) else None
    )


_OPEN = r"(?<![\d.])(?<!\d-)"
_SHUT = r"(?!\d)(?!-\d)"
_AREA = r"(?:10|2\d|[3-9]\d\d)"
_HOST = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,6}[A-Za-z]{2,24}(?![A-Za-z0-9@])"
_PAPER = "(?:快递|物流|退款|退货|售后|交易|支付|流水|发票|工单|包裹)单?(?:编号|号码|号)"
_PURCHASE = (
    "order|tracking|waybill|parcel|shipment|invoice|booking|reservation|confirmation|ticket"
    "|reference|conf"
)
_PASSPORT = (
    r"(?i:护照(?:号码?)?|\bpassport(?: (?:no\.?|number))?)[ :#是]{0,3}(?:is )?"
    r"(?P<value>[A-Za-z]{1,2}\d{7,8})(?!\w)"
)
_ID_VALUE = r"(?P<value>[A-Za-z0-9](?:[A-Za-z0-9]|-(?=[A-Za-z0-9])){4,39})(?![A-Za-z0-9@])"

_PATTERNS: tuple[tuple[Kind, str, Reader], ...] = (
    (
        Kind.EMAIL,
        rf"(?<![A-Za-z0-9._%+-])[A-Za-z0-9_%+-][A-Za-z0-9._%+-]{{0,63}}@{_HOST}",
        _whole,
    ),
    (
        Kind.ORDER,
        rf"(?:(?:订单|定单|运单|单)(?P<explicit>编号|号码|号|ID|id)?|(?P<noun>{_PAPER}))"
        rf"[ :#(为是]{{0,4}}{_ID_VALUE}",
        _order,
    ),
    (
        Kind.ORDER,
        rf"(?i:\b(?:(?P<noun>pnr|record locator)|(?:{_PURCHASE})s?(?: (?:{_PURCHASE}))?)"
        r"(?P<explicit> ?(?:numbers?|no|num|id|code|ref)\b\.?| ?#)?"
        rf"[ :#=(]{{0,3}}(?:(?:is|was)\b[ :#]{{0,2}})?){_ID_VALUE}",
        _order,
    ),
    (Kind.ORDER, rf"{_OPEN}(?:\d{{3}}-\d{{7}}-\d{{7}}|\b1Z[0-9A-Z]{{16}}){_SHUT}", _whole),
    (
        Kind.IDENTITY,
        rf"{_OPEN}\d{{6}}[ -]?\d{{8}}[ -]?\d{{3}}[\dXx](?![\dA-Za-z])",
        _resident,
    ),
    (Kind.IDENTITY, rf"{_OPEN}\d{{15}}{_SHUT}", _resident_old),
    (Kind.IDENTITY, _PASSPORT, lambda match: match.span("value")),
    # A social security number: the areas and groups that were never issued are left out.
    (
        Kind.IDENTITY,
        rf"{_OPEN}(?!000|666|9)\d{{3}}([ -])(?!00)\d\d\1(?!0000)\d{{4}}{_SHUT}",
        _whole,
    ),
    (
        Kind.BANK_CARD,
        rf"{_OPEN}(?:\d{{13,19}}|\d{{6}}[ -]\d{{10,13}}"
        r"|\d{4}[ -]{1,2}\d{6}[ -]{1,2}\d{4,5}"
        r"|\d{4}(?:[ -]{1,2}\d{4}){2,3}(?:[ -]{1,2}\d{1,4})?)(?!\d)",
        _card,
    ),
    # Abroad; +1, +44 and +86 are read by the patterns after it.
    (
        Kind.MOBILE,
        rf"(?<![\d+])\+(?!1|44|86)[2-9]\d{{0,2}}(?:[ .-]?\(?\d{{2,4}}\)?){{2,4}}\d{{0,3}}{_SHUT}",
        _international_phone,
    ),
    (
        Kind.MOBILE,
        rf"{_OPEN}(?:\(?(?:\+|00)?86\)?[ -]?)?1[3-9]\d"
        rf"(?:[ .-]?\d{{4}}[ .-]?\d{{4}}|[ .-]\d{{3}}[ .-]\d{{5}}){_SHUT}",
        _whole,
    ),
    (
        Kind.LANDLINE,
        rf"{_OPEN}(?:\(0{_AREA}\) ?|(?:\+86[ -]?0?|0){_AREA}[ -]?)[2-8]\d{{2,3}}[ -]?\d{{4}}"
        rf"(?:(?:-|转|ext\.? ?)\d{{1,6}})?{_SHUT}",
        _whole,
    ),
    (
        Kind.LANDLINE,
        rf"{_OPEN}(?:(?:\+|00)44 ?(?:\(0\) ?)?|\(?0)"
        rf"(?:20\)? ?[378]\d{{3}} ?\d{{4}}|1\d{{2,3}}\)? ?\d{{3}} ?\d{{3,4}}){_SHUT}",
        _whole,
    ),
    (
        Kind.MOBILE,
        rf"{_OPEN}(?:(?:\+|00)44[ -]?(?:\(0\)[ -]?)?|0)7\d{{3}}[ -]?\d{{3}}[ -]?\d{{3}}{_SHUT}",
        _whole,
    ),
    # A North American number does not tell whether it is a mobile.
    (
        Kind.MOBILE,
        rf"{_OPEN}(?:\+?1[ .-]?)?"
        rf"(?P<rest>\(?(?P<area>[2-9]\d\d)\)?[ .-]?[2-9]\d\d[ .-]?\d{{4}}){_SHUT}",
        _american_phone,
    ),
)
_READERS = tuple((kind, re.compile(pattern), read) for kind, pattern, read in _PATTERNS)


def _spans(text: str) -> Iterator[PersonalData]:
    """What each reader finds in plain text, in the order in which they go first."""
    for kind, pattern, read in _READERS:
        for match in pattern.finditer(text):
            span = read(match)
            if span is not None:
                yield PersonalData(kind, *span)
    for span in addresses(text):
        yield PersonalData(Kind.ADDRESS, *span)


def find(text: str) -> list[PersonalData]:
    """The personal data of a text in reading order, without overlaps; none for an empty text.

    Offsets count characters of `text` as given. Where two kinds claim the same characters, a
    labelled order id goes before a number with a checksum, and that before a telephone number.
    """
    plain = text.translate(_PLAIN)
    kept = (
        [i for i, c in enumerate(plain) if not _UNSEEN.match(c)] if _UNSEEN.search(plain) else None
    )
    if kept is not None:
        plain = _UNSEEN.sub("", plain)
    taken = bytearray(len(plain))
    found = []
    for item in _spans(plain):
        if any(taken[item.start : item.end]):
            continue
        taken[item.start : item.end] = b"\1" * (item.end - item.start)
        if kept is not None:
            item = PersonalData(item.kind, kept[item.start], kept[item.end - 1] + 1)
        found.append(item)
    return sorted(found, key=lambda item: item.start)


def mask(text: str) -> str:
    """The text with each find replaced by its kind in brackets, such as `[email]`.

    Masking again changes nothing: what a first replacement uncovers is masked at once. Each round
    takes digits or an @ away and adds none, so it ends.
    """
    while found := find(text):
        parts, at = [], 0
        for item in found:
            parts += [text[at : item.start], f"[{item.kind}]"]
            at = item.end
        text = "".join([*parts, text[at:]])
    return text
