"""Times that have passed: what a reply or a review tells of, not what anybody promises."""

import re
from functools import lru_cache

from assistant.replies.phrases import either, load_phrases
from assistant.replies.policies.quantities import Quantity, length_pattern, quantities

__all__ = ["elapsed", "in_use"]

_STOP = re.compile(r"(?<=[.!?。！？；;])")


def elapsed(text: str) -> frozenset[Quantity]:
    """The lengths of time that a text tells as gone ("after five weeks", "用了两个月"); none for an
    empty one."""
    return frozenset(found for match in _told().finditer(text) for found in quantities(match[0]))


def in_use(review: str) -> frozenset[Quantity]:
    """The same without what somebody has waited for the shop: a refund, an answer, a parcel; with
    the time after which somebody looked at what had come."""
    awaited = _awaited()
    spoken = [said for said in _STOP.split(review) if not awaited.search(said)]
    looked = (found for match in _found().finditer(review) for found in quantities(match[0]))
    return elapsed("".join(spoken)) | frozenset(looked)


@lru_cache
def _told() -> re.Pattern[str]:
    forms = [
        form for listed in load_phrases("rules")["elapsed"]["told"].values() for form in listed
    ]
    length = f"(?:{length_pattern()})"
    return re.compile("|".join(form.replace("TIME", length) for form in forms), re.I)


@lru_cache
def _found() -> re.Pattern[str]:
    length = f"(?:{length_pattern()})"
    forms = load_phrases("rules")["elapsed"]["found"].values()
    return re.compile("|".join(form.replace("TIME", length) for form in forms), re.I)


@lru_cache
def _awaited() -> re.Pattern[str]:
    return either(load_phrases("rules")["elapsed"]["awaited"])
