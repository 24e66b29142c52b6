"""Checks a finished text against the ledger: no number, id, quote or link that no tool returned.

Dates, ids, list numbering and the names of the shop are no figures. A number may be written
rounded; without its sign only where the sentence says which way ("fell by 3.2"). Up and down,
more and less must agree with the figures; a number of one product or score must not be told of
another. Numbers inside cited quotes are the customer's.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from assistant.agent.checking.dated import misdated
from assistant.agent.checking.directions import miscompared, misdirected, overstated
from assistant.agent.checking.majorities import no_majority
from assistant.agent.checking.multiples import mismultiplied
from assistant.agent.checking.names_told import NamesTold
from assistant.agent.checking.numerals import Claim, Kind, claims, spelled_claims, visible
from assistant.agent.checking.other_numbers import without_other_numbers
from assistant.agent.checking.scores_named import (
    clause_at,
    is_of_group_named,
    is_of_score_named,
    row_or_clause_at,
)
from assistant.agent.checking.spoken import misattributed, quotes_of, without_quotes
from assistant.agent.checking.themes_told import ThemesTold
from assistant.han import HAN
from assistant.models import Figure, Ledger

__all__ = ["BARE_ID", "CITED", "Finding", "check"]

CITED = re.compile(r"\[([^\[\]\s]{1,200})\]")
BARE_ID = re.compile(r"(?<![A-Za-z0-9])[A-Z]{1,6}[-_]?\d{3,}(?![A-Za-z0-9])")
LINK = re.compile(r"!\[|\]\s*\(|(?:https?|ftp)://|\bwww\.|<[a-zA-Z/!]|\]:\s*\S", re.IGNORECASE)
ROUNDING = 1e-6
DECIMALS = 2
TOLD = 0.5 * 10**-DECIMALS
"""How far a figure may be from how it was told."""
FOLLOWING = re.compile("[^\\ue000-\\uf8ff\\U000f0000-\\U000fffff\\n]{0,12}")
SENTENCE = re.compile(r"[.!?](?=\s|$)|[。！？；;\n]")

LETTER = re.compile(r"[A-Za-z]")
ENOUGH_LETTERS = 20
LONGEST = 12_000
"""Characters of a model's answer; what is longer is no answer."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in a text that the ledger does not back."""

    kind: str
    written: str
    then: str = ""
    """The few characters that follow it, by which it is told from the same written elsewhere."""


@dataclass(frozen=True, slots=True)
class _Value:
    """A number of a figure: its value or a bound, or how many records it rests on."""

    number: float
    figure: Figure
    is_n: bool = False
    is_end: bool = False
    """One end of its interval."""

    def fits(self, kind: Kind) -> bool:
        unit = self.figure.unit
        if kind is Kind.SHARE:
            return not self.is_n and unit in ("%", "")
        if kind is Kind.COUNT:
            expected = self.figure.name == "expected"
            return self.is_n or expected or unit not in ("%", "points", "stars", "of seven")
        return not (kind is Kind.POINTS and self.is_n)


def check(
    text: str,
    ledger: Ledger,
    names: Iterable[str] = (),
    question: str = "",
    phrases: Iterable[str] = (),
    language: str | None = None,
    strict: bool = True,
    wordings: Mapping[str, Iterable[str]] = MappingProxyType({}),
    themes: Mapping[str, Iterable[str]] = MappingProxyType({}),
    as_of: date | None = None,
) -> list[Finding]:
    """What a text claims and the ledger does not hold; an empty list means verified.

    `names` are the shop's own (products, channels …), whose digits are no figures; a quote may
    also say a piece of the user's own `question` back. `phrases` are wordings that neither name a
    product or channel nor claim a number: the theme "Website and app" in a shop with the channel
    "app", the user's own "618". With a `language` the text must be in it.
    `strict` is for texts by a model, templates need it not: numbers in words are read, and a name
    that is a number, or claims one ("NPS is 99"), frees its digits only as the first cell of a row.
    `wordings` are other ways in which the text writes a name or theme: 微博 for weibo. `themes` are
    how answers call the themes, by their ids: a number of one must not be told of another.
    """
    if strict and len(text) > LONGEST:
        return [Finding("length", f"{len(text)} characters")]
    findings: list[Finding] = []
    seen = visible(text)
    plain, misquoted = without_quotes(seen, ledger, question)
    findings += [Finding("quote", quote) for quote in misquoted]
    findings += [Finding("id of another quote", id) for id in misattributed(seen, ledger)]
    known = {citation.id for citation in ledger.citations}
    findings += [Finding("citation", c) for c in CITED.findall(plain) if c not in known]
    plain = unicodedata.normalize("NFKC", _without_ids(CITED.sub(" ", plain), known))
    findings += [Finding("link", match.group()) for match in LINK.finditer(plain)]
    for phrase in sorted(phrases, key=len, reverse=True):
        plain = plain.replace(unicodedata.normalize("NFKC", phrase), " ")
    of_themes = ThemesTold(themes, wordings)
    plain = of_themes.marked(plain)
    told = NamesTold.of(ledger, wordings)
    plain = told.marked(plain, names, strict=strict)
    findings += [
        Finding("citation", each)
        for each in BARE_ID.findall(plain)
        if each not in known and each not in question
    ]
    if language and not _is_in(plain, language):
        findings.append(Finding("language", language))
    dated, plain = of_themes.marked_wholly(plain), without_other_numbers(plain, ledger, question)
    unbacked = _unbacked(plain, ledger, told, of_themes, strict)
    findings += [Finding("number", *each) for each in unbacked]
    findings += [Finding("direction", said) for said in misdirected(plain, ledger.figures)]
    if strict:
        findings += [Finding("no significant change", s) for s in overstated(plain, ledger.figures)]
        findings += [Finding("comparison", s) for s in miscompared(text, ledger.figures)]
        marks = {**of_themes.marks, **told.marks}
        findings += [
            Finding("number of another period", s) for s in misdated(dated, ledger.figures, as_of)
        ]
        findings += [Finding("multiple", s) for s in mismultiplied(dated, ledger.figures, marks)]
        findings += [
            Finding("majority", s) for s in no_majority(dated, ledger.figures, marks, as_of)
        ]
    return findings


def _without_ids(text: str, known: Iterable[str]) -> str:
    """The text without the ids that the tools gave, where they stand without brackets; such as
    are numbers alone stay, as they may be meant as numbers."""
    for id in known:
        if not id.isdecimal() and id in text:
            text = re.sub(rf"(?<![A-Za-z0-9]){re.escape(id)}(?![A-Za-z0-9])", " ", text)
    return text


def _unbacked(
    plain: str, ledger: Ledger, names: NamesTold, themes: ThemesTold, strict: bool
) -> list[tuple[str, str]]:
    """The numbers that no figure backs, each with what follows it."""
    values = sorted(_values(ledger), key=_size)
    sizes = [_size(value) for value in values]
    ends = [0, *(match.end() for match in SENTENCE.finditer(plain)), len(plain) + 1]
    quoted = len(quotes_of(ledger))
    spelled = list(spelled_claims(plain)) if strict else []
    digits = plain
    for claim in spelled:
        if claim.is_ratio:  # 1 out of 3: its digits are read once, as the ratio that they are
            end = claim.start + len(claim.written)
            digits = digits[: claim.start] + " " * len(claim.written) + digits[end:]
    wrong = []
    for claim in [*claims(digits), *spelled]:
        few = claim.kind is Kind.COUNT and claim.written.lower()[0] in "一二两三ot"
        if few and claim.value <= max(1, quoted):
            continue  # "two customers", with their two quotes
        reach = claim.slack + TOLD + ROUNDING
        low, high = claim.value - reach - claim.below, claim.value + reach + claim.above
        near = values[bisect_left(sizes, low) : bisect_right(sizes, high)]
        place = bisect_right(ends, claim.start)
        sentence = plain[ends[place - 1] : ends[place]]
        backing = [v for v in near if v.fits(claim.kind) and _is_near(claim, v.number)]
        backing = [v for v in backing if _says_its_sign(claim, v.number, sentence)]
        if claim.is_ratio:  # nobody tells the end of an interval as "seven in ten"
            backing = [v for v in backing if not v.is_end and v.figure.unit != "points"]
            backing = [v for v in backing if not v.figure.name.endswith("count")]
        if strict:
            clause = clause_at(plain, claim.start)
            backing = [v for v in backing if v.is_n or is_of_score_named(v.figure, clause)]
            words = row_or_clause_at(plain, claim.start)
            before = plain[ends[place - 1] : claim.start]
            backing = [
                v
                for v in backing
                if (v.is_n or is_of_group_named(v.figure, words, before))
                and themes.allow(v.figure, words, before)
            ]
        if not any(names.allow(v.figure, sentence) for v in backing):
            end = claim.start + len(claim.written.lstrip("+-−"))
            wrong.append((claim.written, FOLLOWING.match(plain, end).group()))  # type: ignore[union-attr]
    return wrong


def _values(ledger: Ledger) -> list[_Value]:
    found: list[_Value] = []
    for figure in ledger.figures:
        if isinstance(figure.value, int | float):
            found.append(_Value(float(figure.value), figure))
        ends = (end for end in (figure.low, figure.high) if end is not None)
        found += [_Value(float(end), figure, is_end=True) for end in ends]
        found.append(_Value(figure.n, figure, is_n=True))
    return found


def _size(value: _Value) -> float:
    return abs(value.number)


def _is_near(claim: Claim, number: float) -> bool:
    """Whether a number rounds to the claimed one, from all its digits or from the two decimals
    with which a model was told it: 10.949 is told as 10.95, and that is 11.0."""
    return claim.holds(abs(number)) or claim.holds(round(abs(number), DECIMALS))


def _says_its_sign(claim: Claim, number: float, sentence: str) -> bool:
    if claim.sign == "+":
        return number >= -claim.slack
    if claim.sign == "-":
        return number <= claim.slack
    return number >= -claim.slack or bool(DOWNWARD.search(sentence))


DOWNWARD = re.compile(
    r"\b(?:f[ae]ll\w*|drop\w*|declin\w*|decreas\w*|down|lower\w*|less|los[est]\w*|minus|negative"
    r"|below|worse\w*|shr[aiu]nk|slipp?\w*|dip\w*|cut|reduc\w*|cost\w*|behind|under|fewer)\b"
    r"|[降跌减低负少差]|下滑|回落|缩",
    re.IGNORECASE,
)


def _is_in(text: str, language: str) -> bool:
    """Whether a text without its quotes is in Chinese, or free of it."""
    han, letters = len(HAN.findall(text)), len(LETTER.findall(text))
    if 2 * han + letters < ENOUGH_LETTERS:  # a Han character says about two letters' worth
        return True
    return han * 4 >= letters if language == "zh" else han * 4 <= letters
