"""Headers of columns as they are compared: lower case, letters and digits only."""

import re
import unicodedata

from assistant.ingest.header_names import NAMES
from assistant.ingest.header_patterns import HOLDERS, LABEL, PATTERNS

__all__ = ["asked_for", "is_label", "is_name", "plain_header", "without_holders"]

NUMBER_SIGN = re.compile(r"(?:#|№|\bn[or]\.|\bnº)\s*$")
ACCENT = re.compile("[\u0300-\u036f]")
LONGEST_NAME = 200
QUESTION = re.compile(
    r"^\s*(?:q\d+\s*[.:_)]|\d+\s*[.、．:)）])\s*|^(?:请问)?(?:您的|您|请)|^(?:what is )?your ", re.I
)
"""What stands before the name of an answer in a survey: its number, and whom it asks."""


def plain_header(header: str) -> str:
    """Lower case without spaces, accents or signs; width and case of letters do not count.

    A sign for "number" at the end counts as that word: "Review #" is no review.
    """
    folded = NUMBER_SIGN.sub("number", unicodedata.normalize("NFKC", header).lower())
    if not folded.isascii():
        # Only accents fall, not the marks that tell Japanese syllables apart.
        folded = unicodedata.normalize(
            "NFC", ACCENT.sub("", unicodedata.normalize("NFD", folded)).replace("ß", "ss")
        )
    return "".join(char for char in folded if char.isalnum())


def asked_for(header: str) -> str:
    """The plain header of a survey's question without its number and whom it asks."""
    return plain_header(QUESTION.sub("", QUESTION.sub("", header)))


def without_holders(path: str) -> str:
    """The path of a nested field without the objects that only hold the feedback: the
    `product.name` of `ticket.product.name`. Empty where nothing is held, or but a bare name."""
    inner = HOLDERS.sub("", path)
    return "" if inner == path or plain_header(inner) == "name" else inner


def is_name(header: str) -> bool:
    """Whether a cell is a name that some field is known by."""
    plain = plain_header(header)
    if not plain or len(header) > LONGEST_NAME:
        return False
    return (
        plain in KNOWN
        or asked_for(header) in KNOWN
        or any(re.search(pattern, plain) for _, pattern in PATTERNS)
    )


def is_label(plain: str) -> bool:
    """Whether the column holds what someone judged about the text, or counts about it."""
    return LABEL.search(plain) is not None


KNOWN = frozenset(plain_header(name) for names in NAMES.values() for name in names.split())
