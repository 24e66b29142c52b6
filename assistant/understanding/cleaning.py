"""Text as the models read it: without markup, addresses and invisible characters.

Cleaning keeps the length: what is left out becomes a space (or disappears in the n-grams, which
skip repeated spaces), so that an offset in the cleaned text is the same offset in the original.
"""

import re

__all__ = ["CAP", "clean"]

CAP = 4000
"""Characters of a text that are read. The labels of a longer one rest on its beginning."""

_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
_MARKUP = re.compile(
    r"<!--.{0,400}?-->|</?[a-zA-Z][^<>]{0,300}>|&(?:[a-zA-Z]{2,8}|#\d{1,7});|https?://[^\s<>\"，。]+"
    r"|(?<![\w.])@[A-Za-z0-9_]+",
    re.DOTALL,
)
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5F)} | {0x3000: 0x20}
_FULL_WIDTH |= {ord("’"): ord("'"), ord("‘"): ord("'"), ord("“"): ord('"'), ord("”"): ord('"')}
_FULL_WIDTH |= {0xFF01: 0x21, 0xFF0C: 0x2C, 0x3002: 0x2E}


def _lower(text: str) -> str:
    lowered = text.lower()
    # A few letters (İ) grow when lowered; then each is lowered alone, or kept.
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def clean(text: str) -> str:
    """The first CAP characters, lower case, half width, markup and hidden characters blanked.

    Has exactly min(len(text), CAP) characters.
    """
    text = text[:CAP]
    if not text.isascii():
        text = _HIDDEN.sub(" ", text).translate(_FULL_WIDTH)
    elif not text.isprintable():
        text = _HIDDEN.sub(" ", text)
    if "<" in text or "&" in text or "@" in text or "://" in text:
        text = _MARKUP.sub(_blank, text)
    return _lower(text)
