"""A text split into clauses, so that "物流快但是包装破了" is read as two stances."""

import re
from collections.abc import Sequence

__all__ = ["Clause", "clauses", "pieces"]

Clause = tuple[int, int]
"""Start and end offset in the text that was split."""

MOST = 200
"""Clauses of one text that are read; the last one takes what is left."""

_CUT = re.compile(
    r"(?<=[!?;,~…。！？；，、\n])"
    r"|(?<=[.:])(?=\s|[^\x00-\x7f])"
    r"|(?<=[^\s\d])(?=但是|不过|可是|然而|只是|就是|而且|另外|但(?!愿|凡))"
    r"|(?<=\s)(?=(?:but|however|although|though|except|while|yet)\s)"
)
_CONTENT = re.compile(r"\w")
_WORTH_WIDE, _WORTH_NARROW = re.compile(r"\w\W*\w"), re.compile(r"(?:\w\W*){5}\w")
"""Two letters say something where a letter is a word, six elsewhere."""


def _worth(piece: str) -> bool:
    return bool((_WORTH_NARROW if piece.isascii() else _WORTH_WIDE).search(piece))


def clauses(text: str) -> list[Clause]:
    """Offsets of the clauses of a cleaned text, without blanks and stops at their ends.

    They do not overlap, stand in order, and hold every word of the text. A piece too short to say
    something joins the next one. A text without a word has none.
    """
    cuts = [
        0,
        *sorted({found.start() for found in _CUT.finditer(text)} - {0, len(text)}),
        len(text),
    ]
    if len(cuts) > MOST + 1:
        cuts = [*cuts[:MOST], len(text)]
    found: list[Clause] = []
    start = 0
    for end in cuts[1:]:
        if _worth(text[start:end]):
            found.append((start, end))
            start = end
    if start < len(text) and _CONTENT.search(text, start):
        begin = found.pop()[0] if found else start
        found.append((begin, len(text)))
    return [_trimmed(text, start, end) for start, end in found]


def pieces(texts: Sequence[str], spans: Sequence[Sequence[Clause]]) -> list[str]:
    """The clauses of all texts as texts of their own."""
    return [text[a:b] for text, cut in zip(texts, spans, strict=True) for a, b in cut]


def _trimmed(text: str, start: int, end: int) -> Clause:
    edges = " \t\n\r,，、;；.。:："
    while start < end and text[start] in edges:
        start += 1
    while end > start and text[end - 1] in edges:
        end -= 1
    return start, end
