"""Where a reply is posted: public or not, how long it may be, how to write privately."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.replies.phrases import load_phrases

__all__ = ["CLOSE", "Channel", "Length", "channel_of", "length_of", "size_of"]


CLOSE = ("zh", "ja")
"""Languages that leave no blanks between words."""


@dataclass(frozen=True, slots=True)
class Channel:
    """`limit` counts characters; `private` says by language how a customer writes privately."""

    id: str
    public: bool
    limit: int
    private: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Length:
    """How long a reply should be, in words, for Chinese and Japanese in characters without
    blanks."""

    low: int
    high: int


def channel_of(name: str | None) -> Channel:
    """The channel by the name that the feedback has; an unknown one counts as public."""
    channels = load_phrases("channels")["channels"]
    id = next(
        (id for id, entry in channels.items() if name and re.search(entry["match"], name, re.I)),
        "other",
    )
    entry = channels[id]
    return Channel(id, bool(entry["public"]), int(entry["limit"]), dict(entry["private"]))


def length_of(language: str, *, thanks: bool) -> Length:
    """The wanted length of an answer to a complaint, or of thanks."""
    rules = load_phrases("channels")["thanks" if thanks else "length"]
    rule = rules.get(language, rules["en"])
    return Length(rule["low"], rule["high"])


def size_of(text: str, language: str) -> int:
    """Characters without blanks for Chinese and Japanese, else words; 0 for an empty text."""
    return len(re.sub(r"\s", "", text)) if language in CLOSE else len(text.split())
