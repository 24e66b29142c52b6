"""Which encoding a text file has, decided over the whole of it.

Order: byte order mark, strict UTF-8, GB18030, detector; a name given by the user comes before all.
A file that is whole but for a few broken bytes keeps its encoding, and the rows with those bytes
are rejected later instead of the file.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

import chardet

from assistant.errors import ImportFileError
from assistant.han import HAN
from assistant.ingest.sources import SourceFile

__all__ = ["TextEncoding", "detect_encoding"]

# UTF-32 stands first: its little-endian mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE_BYTES = 200_000
TOLERATED = 0.02
"""Share of characters outside ASCII that may be broken before the encoding is given up."""

COMMON_HANZI = 0.9
"""Share of ideographs within GB2312 below which text that decodes as GB18030 is not Chinese."""

LEAST_CONFIDENCE = 0.2
"""Below this the detector's guess is worth less than the commonest Western encoding."""


@dataclass(frozen=True, slots=True)
class TextEncoding:
    """A Python codec, how to meet bytes that do not fit it, and whether there are any."""

    codec: str
    damaged: bool = False

    @property
    def errors(self) -> str:
        """UTF-8 keeps broken bytes apart from a genuine U+FFFD; other codecs cannot."""
        if not self.damaged:
            return "strict"
        return "surrogateescape" if self.codec.startswith("utf-8") else "replace"

    def is_broken(self, text: str) -> bool:
        """Whether the text holds bytes that did not fit."""
        if not self.damaged:
            return False
        if self.errors == "replace":
            return "\ufffd" in text
        return any("\udc80" <= char <= "\udcff" for char in text)


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a codec took the whole file: the first byte it refused, and whether only the end is."""

    refused_at: int | None
    cut: bool = False


def detect_encoding(source: SourceFile, wanted: str | None = None) -> TextEncoding:
    """The encoding of a text file.

    Raises ImportFileError where `wanted` is unknown or does not fit, where the file ends in the
    middle of a character, or where nothing fits.
    """
    if wanted is not None:
        return _given(source, wanted)
    head = source.head()
    for mark, codec in MARKS:
        if head.startswith(mark):
            return _accepted(source, codec)
    unmarked = _unmarked_utf16(head)
    if unmarked:
        return _accepted(source, unmarked)
    fit = _try(source, "utf-8")
    if fit.refused_at is None:
        return TextEncoding("utf-8")
    if fit.cut:
        raise _cut(source, "UTF-8")
    if _loss(source, "utf-8") <= TOLERATED:
        return TextEncoding("utf-8", damaged=True)
    return _chinese(source) or _detected(source)


def _given(source: SourceFile, wanted: str) -> TextEncoding:
    try:
        info = codecs.lookup(wanted)
        # Codecs from bytes to bytes, like base64, are no text encodings.
        "".encode(info.name)
    except (LookupError, ValueError):
        raise ImportFileError(
            f"There is no encoding {wanted!r}: write one like utf-8, gb18030, big5 or utf-16."
        ) from None
    # A mark in front would otherwise become part of the first header.
    codec = "utf-8-sig" if info.name == "utf-8" else info.name
    return _accepted(source, codec)


def _accepted(source: SourceFile, codec: str) -> TextEncoding:
    fit = _try(source, codec)
    if fit.refused_at is None:
        return TextEncoding(codec)
    if fit.cut:
        raise _cut(source, codec)
    if _loss(source, codec) <= TOLERATED:
        return TextEncoding(codec, damaged=True)
    raise ImportFileError(
        f"{source.name} is not {codec}: byte {fit.refused_at + 1} does not fit; "
        "leave --encoding out to have it detected, or name another."
    )


def _chinese(source: SourceFile) -> TextEncoding | None:
    sample = _sample(source)
    ideographs = HAN.findall(sample.decode("gb18030", "replace"))
    common = sum(1 for char in ideographs if char.encode("gb2312", "ignore"))
    if ideographs and common / len(ideographs) < COMMON_HANZI:
        return None
    fit = _try(source, "gb18030")
    if fit.refused_at is None:
        return TextEncoding("gb18030")
    if fit.cut:
        raise _cut(source, "GB18030")
    return TextEncoding("gb18030", damaged=True) if _loss(source, "gb18030") <= TOLERATED else None


def _detected(source: SourceFile) -> TextEncoding:
    guess = chardet.detect(_sample(source))
    sure = guess["confidence"] >= LEAST_CONFIDENCE
    for codec in (guess["encoding"] if sure else None, "cp1252", guess["encoding"], "gb18030"):
        if codec and _try(source, codec).refused_at is None:
            return TextEncoding(codecs.lookup(codec).name)
    raise ImportFileError(
        f"The encoding of {source.name} cannot be told: name it with --encoding, like "
        "--encoding big5, or save the file as UTF-8."
    )


def _cut(source: SourceFile, codec: str) -> ImportFileError:
    return ImportFileError(
        f"{source.name} ends in the middle of a {codec} character, so it was cut off: "
        "export or copy it again."
    )


def _try(source: SourceFile, codec: str) -> _Fit:
    decoder = codecs.getincrementaldecoder(codec)("strict")
    seen, beyond_ascii = 0, False
    for chunk in source.chunks():
        try:
            text = decoder.decode(chunk)
        except UnicodeError as error:
            return _Fit(seen + getattr(error, "start", 0))
        seen += len(chunk)
        beyond_ascii = beyond_ascii or not text.isascii()
    try:
        decoder.decode(b"", final=True)
    except UnicodeError:
        # One stray byte at the end of plain ASCII says nothing about the encoding.
        return _Fit(seen - 1, cut=beyond_ascii or codec.startswith("utf-16"))
    return _Fit(None)


def _loss(source: SourceFile, codec: str) -> float:
    """The broken share of the characters outside ASCII: 0 where there are none."""
    decoder = codecs.getincrementaldecoder(codec)("replace")
    broken = outside = 0
    for chunk in source.chunks():
        text = decoder.decode(chunk)
        broken += text.count("\ufffd")
        outside += len(text) - len(text.encode("ascii", "ignore"))
    return broken / outside if outside else 0.0


def _sample(source: SourceFile) -> bytes:
    """The first lines that are not plain ASCII, from anywhere in the file."""
    lines: list[bytes] = []
    size = 0
    for line in _lines(source):
        if not line.isascii():
            lines.append(line)
            size += len(line)
            if size >= SAMPLE_BYTES:
                break
    return b"".join(lines)


def _lines(source: SourceFile) -> Iterator[bytes]:
    rest = b""
    for chunk in source.chunks():
        whole = (rest + chunk).splitlines(keepends=True)
        rest = whole.pop()
        yield from whole
    yield rest


def _unmarked_utf16(head: bytes) -> str | None:
    """UTF-16 shows as zero bytes in one half of the positions: half of each ASCII character."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < 4 or max(even, odd) * 10 < len(head) // 2:
        return None
    if odd > 10 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 10 * odd else None
