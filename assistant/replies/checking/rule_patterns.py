"""What a reply may not say, found by the patterns of prompts/replies/rules.yaml alone."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from assistant.replies.checking.promises import sentence_at
from assistant.replies.draft import Finding, Severity
from assistant.replies.phrases import either, load_phrases

__all__ = ["conditional", "denied", "pattern_findings"]


@lru_cache
def _compiled() -> tuple[tuple[str, Severity, str, re.Pattern[str]], ...]:
    rules: dict[str, Any] = load_phrases("rules")["checks"]
    return tuple(
        (
            id,
            Severity(rule["severity"]),
            rule["text"],
            re.compile(f"(?:{rule['en']})|(?:{rule['zh']})", re.I),
        )
        for id, rule in rules.items()
    )


@lru_cache
def conditional() -> re.Pattern[str]:
    """What tells that a sentence begins with a condition."""
    return either(load_phrases("rules")["conditional"])


@lru_cache
def denied() -> dict[str, re.Pattern[str]]:
    """What tells, by check, that a sentence says the thing is not done."""
    rules: dict[str, dict[str, str]] = load_phrases("rules")["denied"]
    return {id: either(by) for id, by in rules.items()}


def pattern_findings(own: str) -> Iterator[tuple[Finding, int]]:
    """What a pattern tells of the shop's own words, once a rule, with its place.

    What a sentence denies does not count, nor an admission that begins with a condition.
    """
    refused = denied()
    for id, severity, text, pattern in _compiled():
        for match in pattern.finditer(own):
            if id in refused and refused[id].search(sentence_at(own, match.start())):
                continue
            if id == "admission" and conditional().search(_before(own, match.start())):
                continue
            shown = " ".join(match[0].split())[:80]
            yield Finding(id, severity, text.format(found=shown)), match.start()
            break


def _before(text: str, place: int) -> str:
    """What stands before a place in its part of the sentence, between commas."""
    return re.split("[,，;；.。!！?？\n]", text[:place])[-1]
