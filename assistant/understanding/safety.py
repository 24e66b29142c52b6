"""Words that make an item critical whatever the model thinks: danger to life, health or money.

The phrases stand in dangers.yaml, by language and kind. One counts unless it is denied just before
or just after it. Besides Chinese and English there are the commonest phrases of the languages that
are read through the encoder alone.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from assistant.understanding.phrases import any_of, load_phrases

__all__ = [
    "Danger",
    "DangerKind",
    "DangerPhrase",
    "danger_in",
    "danger_phrases",
    "dangers_in",
    "is_danger",
    "without_spared",
]

_READ_BACK = 16
"""Characters before a phrase in which a denial is looked for."""

_READ_BACK_EN = 24


class DangerKind(StrEnum):
    """What a danger threatens: people by the first five, then money, data, and by law the shop."""

    FIRE = "fire"
    ELECTRICITY = "electricity"
    INJURY = "injury"
    HEALTH = "health"
    HAZARD = "hazard"
    MONEY = "money"
    DATA = "data"
    LAW = "law"


@dataclass(frozen=True, slots=True)
class Danger:
    """A danger that a text names, in the words of the text."""

    kind: DangerKind
    words: str


@dataclass(frozen=True, slots=True)
class DangerPhrase:
    """A regular expression over cleaned texts of a language, and an example that it finds."""

    language: str
    kind: DangerKind
    pattern: str
    example: str


@dataclass(frozen=True, slots=True)
class _Finder:
    """The phrases of some languages, a group for each kind of danger, and what takes one back
    before it or after it."""

    phrases: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    read_back: int

    def all(self, text: str) -> Iterator[Danger]:
        """The phrases that are not denied."""
        for found in self.phrases.finditer(text):
            if not self._is_denied(text, found.start(), found.end()):
                kind = next(name for name, words in found.groupdict().items() if words)
                yield Danger(DangerKind(kind.rstrip("_")), found.group())

    def _is_denied(self, text: str, start: int, end: int) -> bool:
        before = self.before.search(text, max(0, start - self.read_back), start)
        return bool(before or self.after.match(text, end))


def dangers_in(text: str, language: str | None = None) -> Iterator[Danger]:
    """The dangers that a cleaned text names and does not deny beside them.

    Without its language the phrases of all languages are looked for.
    """
    text = without_spared(text)
    chinese, english, others = _finders()
    for finder in (chinese, english) if language in ("zh", "en") else (chinese, english, others):
        yield from finder.all(text)


def danger_in(text: str, language: str | None = None) -> Danger | None:
    """The first danger that a cleaned text names; None for none."""
    return next(dangers_in(text, language), None)


def is_danger(text: str, language: str | None = None) -> bool:
    """Whether a cleaned text names a danger that is not denied beside it."""
    return danger_in(text, language) is not None


def without_spared(text: str) -> str:
    """The text with blanks for words of danger that are none where they stand."""
    return _spared().sub(lambda found: " " * len(found.group()), text)


@cache
def _spared() -> re.Pattern[str]:
    spared = load_phrases("dangers")["spared"].values()
    return re.compile(any_of(each for patterns in spared for each in patterns), re.I)


def danger_phrases() -> list[DangerPhrase]:
    """Every phrase of dangers.yaml, in its order, with the words that stand for others put in."""
    words = load_phrases("dangers")["words"]
    return [
        DangerPhrase(
            language, DangerKind(kind), *_pattern_and_example(line, words.get(language, {}))
        )
        for language, kinds in load_phrases("dangers")["phrases"].items()
        for kind, lines in kinds.items()
        for line in lines
    ]


def _pattern_and_example(
    line: str | Mapping[str, str], words: Mapping[str, str]
) -> tuple[str, str]:
    if isinstance(line, str):
        return line, line
    ((pattern, example),) = line.items()
    for name, stands_for in words.items():
        pattern = pattern.replace(name, stands_for)
    return pattern, example


@cache
def _finders() -> tuple[_Finder, _Finder, _Finder]:
    """Those of Chinese, of English and of all other languages."""
    word_start, denied = load_phrases("dangers")["word_start"], load_phrases("dangers")["denied"]
    before, after = denied["before"], denied["after"]
    rest = [
        each for each in load_phrases("dangers")["phrases"] if each not in ("zh", "en", *word_start)
    ]
    free = re.compile(any_of(after["en"]))
    words = rf"\b{any_of(before['others'])}\s+(?:\w+\s+){{0,2}}"
    return (
        _Finder(
            re.compile(_by_kind("zh")),
            re.compile(rf"{any_of(before['zh'])}\w{{0,3}}$"),
            free,
            _READ_BACK,
        ),
        _Finder(
            re.compile(rf"\b(?:{_by_kind('en')})\b"),
            re.compile(rf"(?:\b{any_of(before['en'])}|n't)[\s-]+(?:\w+\s+){{0,2}}$"),
            free,
            _READ_BACK_EN,
        ),
        _Finder(
            re.compile(rf"(?<![^\W\d_])(?:{_by_kind(*word_start)})|{_by_kind(*rest, mark='_')}"),
            re.compile(rf"(?:{words}|{any_of(before['joined'])})$"),
            re.compile(any_of(after["others"])),
            _READ_BACK,
        ),
    )


def _by_kind(*languages: str, mark: str = "") -> str:
    """One alternative for each kind of danger, a group of its name and the mark: names of groups
    must differ inside one expression."""
    patterns: dict[DangerKind, list[str]] = {}
    for phrase in danger_phrases():
        if phrase.language in languages:
            patterns.setdefault(phrase.kind, []).append(phrase.pattern)
    return "|".join(f"(?P<{kind}{mark}>{any_of(of)})" for kind, of in patterns.items())
