"""Bank cards: the lengths of their issuers and the checksum, or a label before the number."""

import re

from assistant.understanding.personal.kinds import OPEN, Kind, Pattern, Span, follows
from assistant.understanding.personal.luhn import passes_luhn

__all__ = ["CARDS"]

# Issuer ranges of ISO/IEC 7812 with their lengths; 9558 is ICBC's from before UnionPay.
_ISSUER = re.compile(
    r"(?:4\d{12}(?:\d{3})?|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}"
    r"|6(?:011|4[4-9]\d|5\d\d)\d{12}|35\d{14}|62\d{14,17}|81\d{14}|60\d{14,17}|9558\d{12,15}"
    r"|(?:5018|5020|5038|5893|6304|6759|676[1-3])\d{9,15})"
)
_CARD_LABEL = re.compile(
    r"(?:卡号?|账[号户]|帐[号户]|\b(?:card|account|visa|amex|iban))[^\n]{0,14}$", re.I
)


def _card(match: re.Match[str]) -> Span | None:
    """The longest run of whole groups that is a card number; groups after it are not the card's."""
    labelled = follows(match, _CARD_LABEL)
    ends = [found.end() for found in re.finditer(r"\d+", match[0])]
    for end in reversed(ends):
        number = re.sub(r"\D", "", match[0][:end])
        shaped = 13 <= len(number) <= 19
        if shaped and passes_luhn(number) and (labelled or _ISSUER.fullmatch(number)):
            return match.start(), match.start() + end
    return match.span() if labelled and 15 <= len(re.sub(r"\D", "", match[0])) <= 19 else None


CARDS: tuple[Pattern, ...] = (
    (
        Kind.BANK_CARD,
        rf"{OPEN}(?:\d{{13,19}}|\d{{6}}[ -]\d{{10,13}}"
        r"|\d{4}[ -]{1,2}\d{6}[ -]{1,2}\d{4,5}"
        r"|\d{4}(?:[ -]{1,2}\d{4}){2,3}(?:[ -]{1,2}\d{1,4})?)(?!\d)",
        _card,
    ),
)
