"""The kinds of personal data, and how a pattern finds one of them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["OPEN", "SHUT", "Kind", "Pattern", "PersonalData", "Span", "follows", "whole"]


class Kind(StrEnum):
    """What a piece of personal data is. The value is the placeholder's name."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    IDENTITY = "identity_number"
    BANK_CARD = "bank_card"
    EMAIL = "email"
    ADDRESS = "address"
    ORDER = "order_id"


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One find: `text[start:end]` is the value, without the label before it."""

    kind: Kind
    start: int
    end: int


Span = tuple[int, int]
Reader = Callable[[re.Match[str]], Span | None]

Pattern = tuple[Kind, str, Reader]
"""A kind, the expression of what may be one, and what tells its place in a match or None."""

OPEN = r"(?<![\d.])(?<!\d-)"
SHUT = r"(?!\d)(?!-\d)"
"""Where a number begins and ends that is no part of a longer one."""

LABEL_REACH = 32


def whole(match: re.Match[str]) -> Span:
    return match.span()


def follows(match: re.Match[str], label: re.Pattern[str]) -> bool:
    """Whether a label stands shortly before a match."""
    return (
        label.search(match.string[max(0, match.start() - LABEL_REACH) : match.start()]) is not None
    )
