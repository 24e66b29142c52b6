"""Sentences of a reply that break no rule by their form: apologies, thanks, questions, requests."""

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.replies.phrases import either, load_phrases

__all__ = ["guards_privacy", "is_harmless", "turned"]


@dataclass(frozen=True, slots=True)
class _Forms:
    private: re.Pattern[str]
    forms: re.Pattern[str]
    risky: re.Pattern[str]
    turn: re.Pattern[str]


@lru_cache
def _forms() -> _Forms:
    words = load_phrases("rules")["harmless"]
    forms = [form for listed in words["forms"].values() for form in listed]
    return _Forms(
        private=either(words["private"]),
        forms=re.compile("|".join(f"(?:{form})" for form in forms), re.I),
        risky=either(words["risky"]),
        turn=either(words["turn"]),
    )


def is_harmless(sentence: str) -> bool:
    """Whether a sentence is an apology, thanks, a question, a request for details or a note that
    it is looked into, without a word that could promise, admit, blame or judge."""
    plain = sentence.strip(" .!。！~～")
    words = _forms()
    return (
        words.forms.fullmatch(plain) is not None or words.forms.fullmatch(sentence) is not None
    ) and not words.risky.search(sentence)


def guards_privacy(sentence: str) -> bool:
    """Whether a sentence only asks the customer to keep data out of public, whatever its words."""
    return _forms().private.fullmatch(sentence.strip(" .!;。！；~～")) is not None


def turned(sentence: str) -> list[str]:
    """A sentence in two where it goes on after an apology with something else."""
    return [part for part in _forms().turn.split(sentence, maxsplit=1) if part.strip()]
