"""The wordings that feedback is to contain: what stands in quotes, what somebody "mentioned"."""

import re
from collections.abc import Sequence

from assistant.agent.names.finder import NameBook
from assistant.agent.names.folding import fold, unfolded
from assistant.agent.question.patterns.saying import MENTION, OR_WORD, QUOTED
from assistant.agent.question.places import Place
from assistant.models import NAMED

__all__ = ["as_typed", "wordings_in"]

PROBLEM = re.compile(r" (?:problems?|issues?|complaints?|defects?)$|问题$")
SAYS_IT = re.compile(
    r"(?:\b(?:mention\w*|contain\w*|words?|phrase|term|say\w*|said|wr(?:ite|ites|ote)|like)"
    r"(?: the| word| phrase)*|提到|提及|包含|含有|说|写|字|词|类似)\W*$"
)
"""What makes a wording of what stands in quotation marks behind it."""
SAID_OF = 2
"""The group of MENTION that holds the first word of what somebody said."""


def wordings_in(folded: str, books: Sequence[NameBook]) -> list[Place]:
    """Where the wordings stand; those in quotation marks alone where there are any."""
    quoted = [m.span(n) for m in QUOTED.finditer(folded) for n in (1, 2) if m[n]]
    if quoted:
        return [place for place in quoted if not _is_name(folded, place, books)]
    found: list[Place] = []
    products = {m.start for b in books if b.field == "product" for m in b.find(folded)}
    for match in MENTION.finditer(folded):
        for n, word in enumerate(match.groups(), start=1):
            # "Did anyone say the kettle leaks" tells of the kettle.
            told = n == SAID_OF and match.start(n) in products
            if word and not told and not _is_theme(word, books):
                found += [match.span(n), *_joined(folded, match.end(n))]
    return found


def as_typed(places: Sequence[Place], text: str, folded: str) -> tuple[str, ...]:
    """What stands in these places of the folded question, also in the script it was typed in:
    the feedback may hold either."""
    typed = unfolded(text)
    if len(typed) != len(folded):
        typed = folded
    written = [each[start:end] for start, end in places for each in (folded, typed)]
    return tuple(dict.fromkeys(written))


def _is_name(folded: str, place: Place, books: Sequence[NameBook]) -> bool:
    """Whether what stands in quotation marks is a whole name of the shop that no word in front of
    it makes a wording: feedback from "first light", not feedback that says "first light"."""
    start, end = place
    if SAYS_IT.search(folded[:start]):
        return False
    names = (name for book in books if book.field in NAMED for name in book.names)
    return any(fold(name) == folded[start:end] for name in names)


def _joined(folded: str, at: int) -> list[Place]:
    """Where the words stand that "or" joins to one that feedback is to contain: "mention DHL or
    strike"."""
    found = []
    while match := OR_WORD.match(folded, at):
        found.append(match.span(1 if match[1] else 2))
        at = match.end()
    return found


def _is_theme(word: str, books: Sequence[NameBook]) -> bool:
    """Whether several words are about a theme: "mention quality problems" means no wording."""
    themes = (book for book in books if book.field == "theme" and PROBLEM.search(word))
    return any(book.find(word) for book in themes)
