"""The forms under which feedback holds a word that a question names."""

import re
from collections.abc import Sequence

__all__ = ["forms_of", "in_number", "pieces_of", "stem_of"]

WORD = re.compile(r"[a-z]+")
STEM = 5
SHORTEST_STEM = 4
DOUBLED = re.compile(r"([b-df-hj-np-rtvwxz])\1$")
SHORTEST_PLURAL = 4
HISSED = (("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("sses", "ss"))
"""Plurals that take a syllable more."""


def forms_of(written: str) -> tuple[str, ...]:
    """A word and its stem, of which the other forms are made."""
    if written.isascii() and len(written) > SHORTEST_PLURAL:
        for plural, singular in (*HISSED, ("ies", "y"), ("ing", ""), ("es", "e"), ("s", "")):
            if written.endswith(plural) and not written.endswith("ss"):
                stem = written.removesuffix(plural) + singular
                # "Shedding" is of "shed", which says "sheds" as well.
                once = DOUBLED.sub(r"\1", stem) if plural == "ing" else stem
                return (written, once if len(once) >= SHORTEST_PLURAL else stem)
        if written.endswith("en") and len(written) > STEM + 2:
            return (written, written.removesuffix("en"))
    return (written,)


def in_number(written: str) -> tuple[str, ...]:
    """A word with its singular, of which the plural is made."""
    return (written,) if written.endswith(("ing", "en")) else forms_of(written)


def pieces_of(wordings: Sequence[str]) -> list[str]:
    """The stem of each word of the first wording: "cracked lid" is said as "the lid has cracks" as
    well. Empty for no wording, and for one that is more than words."""
    written = wordings[0] if wordings else ""
    words = WORD.findall(written)
    return [_said_stem(word) for word in words] if " ".join(words) == written else []


def stem_of(word: str) -> str:
    """What the forms of a word begin with: the "leak" of "leaking"."""
    return forms_of(word)[-1]


def _said_stem(word: str) -> str:
    past = word.removesuffix("ed")
    return past if word != past and len(past) >= SHORTEST_STEM else stem_of(word)
