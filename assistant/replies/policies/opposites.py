"""Conditions of which only one can hold: whether a review states the other one than a policy."""

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.replies.phrases import either, load_phrases
from assistant.replies.policies.elapsed import in_use
from assistant.replies.policies.own_words import stems_of
from assistant.replies.policies.quantities import days, length_pattern, quantities

__all__ = ["contradicts", "opposed"]

NEAR = 4
"""Words behind a "before" or "after" that name what is done."""

_Side = tuple[str, bool]
"""A condition and on which side of it something stands."""

_WORD = re.compile(r"[a-z]+")
_HAN_EVENT = "([\u3400-\u9fff]{2})"
_RESULT = "(?:上去?|好|完|了|过|起来)"
"""What stands behind the first character of a Chinese verb that is done."""


@lru_cache(maxsize=4096)
def contradicts(sentence: str, said: str) -> bool:
    """Whether who `said` this states the opposite of a condition of a sentence of the policies:
    what they bought or did, before or after what, within which time. What the shop told them, and
    what stands on both sides, states nothing."""
    heard = _heard(said)
    theirs = _sides(heard)
    if any((name, not side) in theirs for name, side in _sides(sentence)):
        return True
    return _is_of_other_time(sentence, heard) or _is_too_early(sentence, heard)


@lru_cache(maxsize=4096)
def opposed(first: str, second: str) -> bool:
    """Whether two sentences of the policies hold in opposite cases."""
    other = _sides(second)
    if any((name, not side) in other for name, side in _sides(first)):
        return True
    before, after = (_events(first, kind) for kind in ("before", "after"))
    return bool(before & _events(second, "after") or after & _events(second, "before"))


def _heard(said: str) -> str:
    """The customer's own case: without what the shop is told to have said."""
    return _refusing("hearsay").sub(" ", said)


@lru_cache(maxsize=4096)
def _sides(text: str) -> frozenset[_Side]:
    """The sides of the listed conditions that a text states; none of one with both."""
    denied = [found.span() for found in _refusing("negated").finditer(text)]
    found: set[_Side] = set()
    for number, patterns in enumerate(_pairs()):
        told = [
            any(
                not any(start < match.start() < end for start, end in denied)
                for match in pattern.finditer(text)
            )
            for pattern in patterns
        ]
        if told[0] != told[1]:
            found.add((str(number), told[1]))
    return frozenset(found)


def _is_of_other_time(sentence: str, heard: str) -> bool:
    """Whether a sentence holds before what the customer did already, or after what is not done."""
    before, after = (_events(sentence, kind) for kind in ("before", "after"))
    if not before and not after:
        return False
    if not any(word.isascii() for word in before | after):
        done = any(_told("done", event).search(heard) for event in before - after)
        undone = any(_told("undone", event).search(heard) for event in after - before)
        return done or undone
    theirs_before, theirs_after = (_events(heard, kind) for kind in ("before", "after"))
    before, after = before - after, after - before
    late = before & theirs_after and not before & theirs_before
    return bool(late or (after & theirs_before and not after & theirs_after))


@lru_cache(maxsize=4096)
def _events(text: str, kind: str) -> frozenset[str]:
    """What a text sets something before or after: stems, and Chinese words of two characters."""
    found: set[str] = set()
    words = load_phrases("opposites")[kind]
    for match in re.finditer(words["en"], text, re.I):
        named = _WORD.findall(re.split("[,.;:!?]", text[match.end() :].lower(), maxsplit=1)[0])
        found |= stems_of(" ".join(named[:NEAR]))
    found.update(match[1] for match in re.finditer(_HAN_EVENT + words["zh"], text))
    return frozenset(found)


@lru_cache(maxsize=512)
def _told(kind: str, event: str) -> re.Pattern[str]:
    """How a review says that a thing is done or not, by its word or the verb that begins it."""
    words: str = load_phrases("opposites")[kind]
    return re.compile(words.replace("EVENT", f"(?:{event}|{event[0]}{_RESULT})"))


def _is_too_early(sentence: str, heard: str) -> bool:
    """Whether a sentence holds only after a longer time than has passed by a review."""
    least = min(_longer(sentence), default=0.0)
    told = max((days(time) or 0.0 for time in in_use(heard)), default=0.0)
    return 0 < told <= least


def _longer(sentence: str) -> Iterator[float]:
    for match in _longer_pattern().finditer(sentence):
        yield from (length for found in quantities(match[0]) if (length := days(found)))


@lru_cache
def _longer_pattern() -> re.Pattern[str]:
    words: dict[str, str] = load_phrases("opposites")["longer"]
    return re.compile(
        "|".join(form.replace("TIME", f"(?:{length_pattern()})") for form in words.values()), re.I
    )


@lru_cache
def _pairs() -> list[tuple[re.Pattern[str], ...]]:
    return [tuple(map(either, pair)) for pair in load_phrases("opposites")["pairs"]]


@lru_cache
def _refusing(kind: str) -> re.Pattern[str]:
    return either(load_phrases("refusals")[kind])
