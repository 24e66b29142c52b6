"""Checks a finished text against the ledger: no number, id or quote that no tool returned.

Dates, ids, list numbering and the names of the shop are no figures. A number may be written
rounded and without its sign ("fell by 3.2"); numbers inside cited quotes are the customer's.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.models import Ledger
from prompts.formats import inert

__all__ = ["Finding", "check"]

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
DATES = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}|\d{4}年(?:\d{1,2}月(?:\d{1,2}[日号])?)?|\d{1,2}月\d{1,2}[日号]?|\d{1,2}月份"
    r"|\d{1,2}:\d{2}|\bQ[1-4]\b(?:[ ,]+(?:19|20)\d\d\b)?"
    r"|\b(?:in|of|since|during|until|year|" + MONTH + r")[ ,]+(?:19|20)\d\d\b(?![-/.]\d)"
    r"|\b\d{1,2}(?:st|nd|rd|th)? (?:of )?" + MONTH + r"(?![a-z])(?:[ ,]+(?:19|20)\d\d\b)?"
    r"|\b" + MONTH + r" \d{1,2}(?:st|nd|rd|th)?\b(?:[ ,]+(?:19|20)\d\d\b)?",
    re.IGNORECASE,
)
QUOTE = re.compile(r"[“「『\"]([^”」』\"]+)[”」』\"]")
CITED = re.compile(r"\[([^\[\]\s]{1,200})\]")
LISTING = re.compile(r"^\s*(?:\d{1,2}(?:[.)](?!\d)|、)|[-*]\s)", re.MULTILINE)
# Not \w: a number may touch Chinese characters.
NUMBER = re.compile(
    r"(?<![A-Za-z0-9_.])[-+−]?\d+(?:,\d{3})*(?:\.\d+)?(k?)(?![A-Za-z0-9_])(?!\.\d)", re.IGNORECASE
)
ATTRIBUTED = re.compile(r"\s*[—–-]*\s*\[")
HAN = re.compile(r"[\u3400-\u9fff]")
LONGEST_PHRASE, LONGEST_HAN_PHRASE = 24, 8
"""Letters that may stand between quotation marks without being somebody's words."""

HAN_TENTHS = {c: i for i, c in enumerate("一二三四五六七八九", 1)} | {"两": 2, "半": 5}
TENTHS = re.compile(r"([一二两三四五六七八九])成(?!本|功|为|立|员|分|长)([一二三四五六七八九半])?")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in a text that the ledger does not back."""

    kind: str
    written: str


def check(
    text: str, ledger: Ledger, names: Iterable[str] = (), question: str = ""
) -> list[Finding]:
    """What a text claims and the ledger does not hold; an empty list means verified.

    `names` are the shop's own (products, channels …), whose digits are no figures; a quote may
    also say a piece of the user's own `question` back.
    """
    findings: list[Finding] = []
    plain = _without_quotes(text, ledger, question, findings)
    known = {citation.id for citation in ledger.citations}
    findings += [Finding("citation", c) for c in CITED.findall(plain) if c not in known]
    plain = unicodedata.normalize("NFKC", CITED.sub(" ", plain))
    for name in sorted(names, key=len, reverse=True):
        plain = plain.replace(name, " ")
    plain = LISTING.sub(" ", DATES.sub(" ", plain))
    allowed = _allowed(ledger)
    findings.extend(
        Finding("number", match.group())
        for match in NUMBER.finditer(plain)
        if not _backed(match, allowed)
    )
    for match in TENTHS.finditer(plain):
        share = 10 * HAN_TENTHS[match[1]] + (HAN_TENTHS[match[2]] if match[2] else 0)
        if not any(abs(abs(value) - share) <= 5 for value in allowed):
            findings.append(Finding("number", match.group()))
    return findings


def _without_quotes(text: str, ledger: Ledger, question: str, findings: list[Finding]) -> str:
    """The text without its verbatim quotes; a long quote that nobody said is a finding."""
    for written in ledger.texts:
        text = text.replace(written.strip(), " ")
    # Whole quotes first: a bracket or a quotation mark inside one is the customer's.
    for quote in sorted({citation.quote for citation in ledger.citations}, key=len, reverse=True):
        for written in (quote, inert(quote)):
            text = text.replace(f"“{written}”", " ")
    spoken = [_squeeze(citation.quote) for citation in ledger.citations]
    asked = _squeeze(unicodedata.normalize("NFKC", question).lower())
    spoken += [asked] if asked else []

    def drop(match: re.Match[str]) -> str:
        said = _squeeze(match[1])
        if any(said in quote for quote in spoken):
            return " "
        longest = LONGEST_HAN_PHRASE if HAN.search(said) else LONGEST_PHRASE
        if len(said) > longest or ATTRIBUTED.match(match.string, match.end()):
            findings.append(Finding("quote", match[1]))
        return match.group()

    return QUOTE.sub(drop, text)


def _squeeze(text: str) -> str:
    unescaped = re.sub(r"\\([\[\](])", r"\1", text).replace("&lt;", "<")
    return re.sub(r"[\s“”\"「」『』]+", "", unescaped).rstrip("….")


def _allowed(ledger: Ledger) -> list[float]:
    values: list[float] = []
    for figure in ledger.figures:
        values.extend(
            value
            for value in (figure.value, figure.low, figure.high, figure.n)
            if isinstance(value, int | float)
        )
    return values


def _backed(match: re.Match[str], allowed: Iterable[float]) -> bool:
    written = match.group().rstrip("kK").replace(",", "").replace("−", "-")
    decimals = len(written.partition(".")[2])
    factor = 1000 if match[1] else 1
    value = abs(float(written))
    slack = 0.5 * 10**-decimals + 1e-9
    return any(abs(abs(each) / factor - value) <= slack for each in allowed)
