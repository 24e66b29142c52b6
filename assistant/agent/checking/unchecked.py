"""A text that is still being written, without what nobody has checked yet."""

import re

from assistant.agent.checking.numerals import HAN_NUMBER, WORD, spelled_claims

__all__ = ["HIDDEN", "without_claims"]

HIDDEN = "…"
THOUGHT = "</think>"
CODE = re.compile(r"[{<`]")
"""Where markup begins, or a call that is written as text."""
SAID = re.compile(r"“[^”]*(?:”|\Z)|「[^」]*(?:」|\Z)|\"[^\"]*(?:\"|\Z)|!?\[[^\]]*(?:\]|\Z)")
"""Quotes and cited ids, closed or not yet."""
ADDRESS = re.compile(r"(?:https?|ftp)://\S*|\bwww\.\S*", re.IGNORECASE)
DIGITS = re.compile(r"[-+−]?\d(?:[\d.,:/．，-]*\d)?(?:\s?[%％])?")
WORDS = re.compile(rf"\b(?!one\b)(?:{WORD})(?:[ -](?:{WORD}))*\b", re.IGNORECASE)
OPEN = re.compile(rf"[A-Za-z]*\Z|(?:{HAN_NUMBER}|[成分之半])+\Z")
"""The last word, or number, which may not be whole."""


def without_claims(text: str) -> str:
    """The beginning of a text with "…" for what a check would have to back: numbers, quotes, ids
    and addresses. What a model thinks, markup and calls written as text are left out."""
    text = CODE.split(text.rpartition(THOUGHT)[2], maxsplit=1)[0]
    for pattern in (SAID, ADDRESS, DIGITS):
        text = pattern.sub(HIDDEN, text)
    text = OPEN.sub("", text)
    for claim in spelled_claims(text):
        text = text.replace(claim.written, HIDDEN)
    return WORDS.sub(HIDDEN, text).lstrip()
