"""Identity numbers: Chinese residents, passports, American social security.

A checksum decides for a resident (ISO 7064 mod 11-2, GB 11643) unless a label stands before it.
"""

import re
from datetime import date

from assistant.understanding.personal.kinds import OPEN, SHUT, Kind, Pattern, Span, follows, whole
from assistant.understanding.personal.luhn import passes_luhn

__all__ = ["IDENTITIES"]

_PROVINCES = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")  # GB/T 2260
_IDENTITY_LABEL = re.compile(r"(?:身份证|证件|实名|\bID\b)[^\n]{0,10}$", re.I)
_PASSPORT = (
    r"(?i:护照(?:号码?)?|\bpassport(?: (?:no\.?|number))?)[ :#是]{0,3}(?:is )?"
    r"(?P<value>[A-Za-z]{1,2}\d{7,8})(?!\w)"
)


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
    return match.span() if right or follows(match, _IDENTITY_LABEL) else None


def _resident_old(match: re.Match[str]) -> Span | None:
    """15 digits, before 1999; no check digit, so a number that is a card goes first."""
    number = match[0]
    if not _PROVINCES.match(number) or not _is_date(
        "19" + number[6:8], number[8:10], number[10:12]
    ):
        return None
    is_card = number[:2] in ("34", "37") and passes_luhn(number)
    return match.span() if follows(match, _IDENTITY_LABEL) or not is_card else None


IDENTITIES: tuple[Pattern, ...] = (
    (
        Kind.IDENTITY,
        rf"{OPEN}\d{{6}}[ -]?\d{{8}}[ -]?\d{{3}}[\dXx](?![\dA-Za-z])",
        _resident,
    ),
    (Kind.IDENTITY, rf"{OPEN}\d{{15}}{SHUT}", _resident_old),
    (Kind.IDENTITY, _PASSPORT, lambda match: match.span("value")),
    # A social security number: the areas and groups that were never issued are left out.
    (
        Kind.IDENTITY,
        rf"{OPEN}(?!000|666|9)\d{{3}}([ -])(?!00)\d\d\1(?!0000)\d{{4}}{SHUT}",
        whole,
    ),
)
