"""One spelling for what people type alike: widths, case, spaces, Traditional Chinese."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

from assistant.han import HAN

__all__ = ["fold", "unfolded"]

SPACED = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=\d)|(?<=\d)\s+(?=[\u4e00-\u9fff])")


def fold(text: str) -> str:
    """NFKC and lower case, each space one, none between a number and a Chinese character, and
    Traditional characters as Simplified ones."""
    plain = unfolded(text)
    if not HAN.search(plain):
        return plain
    simplified: str = _converter().convert(plain)
    # Places in the folded text must be places in the unfolded one.
    return simplified if len(simplified) == len(plain) else plain


def unfolded(text: str) -> str:
    """The same in the script that it was written in, character for character."""
    return SPACED.sub("", " ".join(unicodedata.normalize("NFKC", text).lower().split()))


@lru_cache
def _converter() -> Any:
    from opencc import OpenCC  # only Chinese needs it

    return OpenCC("t2s")
