"""Telephone numbers: Chinese, British, North American and, after a +, of anywhere."""

import re

from assistant.understanding.personal.kinds import OPEN, SHUT, Kind, Pattern, Span, follows, whole

__all__ = ["PHONES"]

_TOLL_FREE = frozenset({"400", "800", "888", "877", "866", "855", "844", "833", "822"})
_PHONE_LABEL = re.compile(
    r"\b(?:call|phone|cell|mobile|tel|text|number|whatsapp|reach)\b[^\n]{0,16}$", re.I
)
_AREA = r"(?:10|2\d|[3-9]\d\d)"


def _american_phone(match: re.Match[str]) -> Span | None:
    separated = re.search(r"\D", match["rest"]) is not None
    if match["area"] in _TOLL_FREE or not (separated or follows(match, _PHONE_LABEL)):
        return None
    return match.span()


def _international_phone(match: re.Match[str]) -> Span | None:
    return match.span() if len(re.sub(r"\D", "", match[0])) >= 9 else None


PHONES: tuple[Pattern, ...] = (
    # Abroad; +1, +44 and +86 are read by the patterns after it.
    (
        Kind.MOBILE,
        rf"(?<![\d+])\+(?!1|44|86)[2-9]\d{{0,2}}(?:[ .-]?\(?\d{{2,4}}\)?){{2,4}}\d{{0,3}}{SHUT}",
        _international_phone,
    ),
    (
        Kind.MOBILE,
        rf"{OPEN}(?:\(?(?:\+|00)?86\)?[ -]?)?1[3-9]\d"
        rf"(?:[ .-]?\d{{4}}[ .-]?\d{{4}}|[ .-]\d{{3}}[ .-]\d{{5}}){SHUT}",
        whole,
    ),
    (
        Kind.LANDLINE,
        rf"{OPEN}(?:\(0{_AREA}\) ?|(?:\+86[ -]?0?|0){_AREA}[ -]?)[2-8]\d{{2,3}}[ -]?\d{{4}}"
        rf"(?:(?:-|转|ext\.? ?)\d{{1,6}})?{SHUT}",
        whole,
    ),
    (
        Kind.LANDLINE,
        rf"{OPEN}(?:(?:\+|00)44 ?(?:\(0\) ?)?|\(?0)"
        rf"(?:20\)? ?[378]\d{{3}} ?\d{{4}}|1\d{{2,3}}\)? ?\d{{3}} ?\d{{3,4}}){SHUT}",
        whole,
    ),
    (
        Kind.MOBILE,
        rf"{OPEN}(?:(?:\+|00)44[ -]?(?:\(0\)[ -]?)?|0)7\d{{3}}[ -]?\d{{3}}[ -]?\d{{3}}{SHUT}",
        whole,
    ),
    # A North American number does not tell whether it is a mobile.
    (
        Kind.MOBILE,
        rf"{OPEN}(?:\+?1[ .-]?)?"
        rf"(?P<rest>\(?(?P<area>[2-9]\d\d)\)?[ .-]?[2-9]\d\d[ .-]?\d{{4}}){SHUT}",
        _american_phone,
    ),
)
