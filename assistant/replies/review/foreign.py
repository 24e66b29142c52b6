"""Complaints in the languages that have fewer cues than English and Chinese."""

import re

from assistant.replies.phrases import load_phrases
from assistant.replies.review.issues import READ

__all__ = ["foreign_issues", "foreign_terms"]


def foreign_issues(text: str, language: str) -> list[str]:
    """The ids of the issues that a text in such a language names, in reading order; [] for none
    and for another language."""
    entries = load_phrases("short").get(language, {"issues": {}})["issues"]
    found = {
        id: match.start()
        for id, entry in entries.items()
        if (match := re.search(entry["cue"], text[:READ], re.I))
    }
    for wide, narrow in load_phrases("filters")["instead"]:
        if narrow in found:
            found.pop(wide, None)
    return sorted(found, key=lambda id: found[id])


def foreign_terms(said: str, language: str) -> list[str]:
    """How a reply in such a language names what a clause complains of."""
    named = foreign_issues(said, language)
    return [load_phrases("short")[language]["issues"][id]["term"] for id in named]
