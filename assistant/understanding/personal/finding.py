"""Personal data in free text: found with offsets, masked with typed placeholders.

Patterns are anchored and every repetition is bounded, so the time grows linearly with the text.
A checksum decides where there is one; elsewhere the shape of the number or a label before it does.
Full-width forms are read as their plain ones, zero-width characters are looked through.
"""

import re
from collections.abc import Iterator

from assistant.understanding.personal.addresses import addresses
from assistant.understanding.personal.cards import CARDS
from assistant.understanding.personal.identity import IDENTITIES
from assistant.understanding.personal.kinds import Kind, Pattern, PersonalData, whole
from assistant.understanding.personal.orders import ORDERS
from assistant.understanding.personal.phones import PHONES

__all__ = ["find", "mask"]

_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_PLAIN |= dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212), 0x2D) | {0x3002: 0x0A}
_PLAIN |= dict.fromkeys((0xFF0C, 0xFF1B), 0x0A)  # a full-width comma ends a Chinese address
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")

_HOST = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,6}[A-Za-z]{2,24}(?![A-Za-z0-9@])"
_MAIL: Pattern = (
    Kind.EMAIL,
    rf"(?<![A-Za-z0-9._%+-])[A-Za-z0-9_%+-][A-Za-z0-9._%+-]{{0,63}}@{_HOST}",
    whole,
)

_READERS = tuple(
    (kind, re.compile(pattern), read)
    for kind, pattern, read in (_MAIL, *ORDERS, *IDENTITIES, *CARDS, *PHONES)
)


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
