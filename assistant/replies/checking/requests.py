"""What a reply may not ask for: personal data where everybody reads it, secrets anywhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.replies.checking.courtesy import guards_privacy
from assistant.replies.checking.promises import spoken_sentences
from assistant.replies.draft import Finding, Severity
from assistant.replies.phrases import either, load_phrases

__all__ = ["data_requests"]


@dataclass(frozen=True, slots=True)
class _Words:
    asks: re.Pattern[str]
    data: re.Pattern[str]
    secret: re.Pattern[str]
    openly: re.Pattern[str]
    privately: re.Pattern[str]
    refuses: re.Pattern[str]


@lru_cache
def _words() -> _Words:
    listed: dict[str, dict[str, str]] = load_phrases("rules")["data_requests"]
    return _Words(**{key: either(by) for key, by in listed.items()})


def data_requests(body: str, *, public: bool) -> Iterator[Finding]:
    """The first sentence that asks for an address, a phone or card number and the like openly: in a
    comment, or in a `public` reply that names no private way; and the first that asks for a
    password, a code or a whole card number, on any way."""
    words, texts = _words(), load_phrases("rules")["findings"]
    asking = [
        said
        for said in spoken_sentences(body)
        if words.asks.search(said) and not words.refuses.search(said) and not guards_privacy(said)
    ]
    exposed = public and not words.privately.search(body)
    checks = (
        ("asks_secret", [said for said in asking if words.secret.search(said)]),
        (
            "asks_openly",
            [
                said
                for said in asking
                if words.data.search(said) and (exposed or words.openly.search(said))
            ],
        ),
    )
    for text, found in checks:
        if found:
            yield Finding("personal_data", Severity.ERROR, texts[text].format(found=found[0][:100]))
