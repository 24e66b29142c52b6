"""Quotes in a text: verbatim ones are the customer's words, others are findings."""

import re
import unicodedata

from assistant.agent.checking.numerals import visible
from assistant.han import HAN
from assistant.models import Citation, Ledger
from prompts.formats import inert

__all__ = ["misattributed", "quotes_of", "without_quotes"]

QUOTE = re.compile(r"[“「『\"]([^”」』\"]+)[”」』\"]")
ATTRIBUTED = re.compile(r"\s*[—–-]*\s*\[")
QUOTE_WITH_ID = re.compile(QUOTE.pattern + ATTRIBUTED.pattern + r"([^\[\]\s]{1,200})\]")
DIGIT = re.compile(r"\d|[一二两三四五六七八九十]成|百分之")
LONGEST_PHRASE, LONGEST_HAN_PHRASE = 24, 8
"""Letters that may stand between quotation marks without being somebody's words."""
SHORTEST_WITH_DIGITS, SHORTEST_HAN_WITH_DIGITS = 15, 6
"""A piece of a quote that holds digits is a quote from this length on; "99" alone is a number."""


def without_quotes(text: str, ledger: Ledger, question: str) -> tuple[str, list[str]]:
    """The text without verbatim quotes, and the quotes that nobody said.

    A quote with digits counts as one only where it is long enough and its id stands in the same
    line; otherwise its digits are numbers like any other.
    """
    for written in ledger.texts:
        text = text.replace(visible(written).strip(), " ")
    citations = quotes_of(ledger)
    # Whole quotes first: a bracket or a quotation mark inside one is the customer's.
    for citation in sorted(citations, key=lambda each: len(each.quote), reverse=True):
        for said in dict.fromkeys((visible(citation.quote), visible(inert(citation.quote)))):
            text = _without_whole(text, said, citation.id)
    spoken = [(citation.id, _squeeze(visible(citation.quote))) for citation in citations]
    texts = [_squeeze(visible(written)) for written in ledger.texts]
    asked = _squeeze(unicodedata.normalize("NFKC", question).lower())
    wrong: list[str] = []

    def drop(match: re.Match[str]) -> str:
        said = _squeeze(match[1])
        ids = [id for id, quote in spoken if said in quote]
        if ids or (asked and said in asked) or any(said in each for each in texts):
            free = not DIGIT.search(said) or (_is_long(said) and _is_cited(match, ids))
            return " " if free else match.group()
        longest = LONGEST_HAN_PHRASE if HAN.search(said) else LONGEST_PHRASE
        if len(said) > longest or ATTRIBUTED.match(match.string, match.end()):
            wrong.append(match[1])
        return match.group()

    return QUOTE.sub(drop, text), wrong


def misattributed(text: str, ledger: Ledger) -> list[str]:
    """The ids that stand behind a quote of somebody else."""
    spoken = [(each.id, _squeeze(visible(each.quote))) for each in quotes_of(ledger)]
    found = []
    for match in QUOTE_WITH_ID.finditer(text):
        said = _squeeze(match[1])
        ids = {id for id, quote in spoken if said in quote}
        if ids and match[2] not in ids:
            found.append(match[2])
    return found


def quotes_of(ledger: Ledger) -> tuple[Citation, ...]:
    """The citations, each quote once."""
    return tuple(dict.fromkeys(ledger.citations))


def _without_whole(text: str, said: str, id: str) -> str:
    whole = f"“{said}”"
    if not DIGIT.search(said):
        return text.replace(whole, " ")
    lines = text.split("\n")
    return "\n".join(
        line.replace(whole, " ") if f"[{id}]" in line or _is_cited_below(lines, at, id) else line
        for at, line in enumerate(lines)
    )


def _is_cited_below(lines: list[str], at: int, id: str) -> bool:
    """A quotation may have its id in the next line."""
    return at + 1 < len(lines) and f"[{id}]" in lines[at + 1]


def _is_long(said: str) -> bool:
    least = SHORTEST_HAN_WITH_DIGITS if HAN.search(said) else SHORTEST_WITH_DIGITS
    return len(said) >= least


def _is_cited(match: re.Match[str], ids: list[str]) -> bool:
    text = match.string
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    end = text.find("\n", end + 1) if end >= 0 else -1
    near = text[start : end if end >= 0 else len(text)]
    return any(f"[{id}]" in near for id in ids)


def _squeeze(text: str) -> str:
    unescaped = re.sub(r"\\([\[\](:.])", r"\1", text).replace("&lt;", "<")
    return re.sub(r"[\s“”\"「」『』]+", "", unescaped).rstrip("….")
