"""English praise and blame by denial: "not a scratch", "would not recommend"."""

import re
from functools import cache

from assistant.understanding.phrases import any_of, load_phrases

__all__ = ["without_denials"]

_ENDINGS = "(?:e?s|ped|p?ing|ed|ing|y)?"


def without_denials(text: str) -> str:
    """The cleaned text with each praise and blame by denial as one word, so that offsets stay."""
    praise, blame = _patterns()
    text = praise.sub(lambda found: "great".ljust(len(found.group())), text)
    return blame.sub(lambda found: "terrible".ljust(len(found.group())), text)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    of = {name: any_of(patterns) for name, patterns in load_phrases("denials").items()}
    smell = f"{of['of_a_smell']} {of['smells']}s?"
    fault = f"(?:{of['of_a_fault']} )?{of['faults']}{_ENDINGS}"
    denied = f"{of['before_fault']} {any_of((smell, fault))}"
    praise = rf"\b{any_of((of['praise'], denied))}(?: at all)?\b"
    blame = (
        rf"\b{of['not_recommended']} recommend\w*"
        rf"|\b{of['not_so']} (?:{of['how']} )?{of['good']}\b"
    )
    return re.compile(praise), re.compile(blame)
