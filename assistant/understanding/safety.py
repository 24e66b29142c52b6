"""Words that make an item critical whatever the model thinks: danger to life, health or money.

The phrases stand in dangers.yaml, by language and kind. One counts unless it is denied just before
or just after it. Besides Chinese and English there are the commonest phrases of the languages that
are read through the encoder alone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from assistant.understanding.phrases import any_of, load_phrases

__all__ = ["DangerPhrase", "danger_in", "danger_phrases", "is_danger"]

_READ_BACK = 16
"""Characters before a phrase in which a denial is looked for."""

_READ_BACK_EN = 24


@dataclass(frozen=True, slots=True)
class DangerPhrase:
    """A regular expression over cleaned texts of a language, and an example that it finds."""

    language: str
    kind: str
    pattern: str
    example: str


@dataclass(frozen=True, slots=True)
class _Finder:
    """The phrases of some languages, and what takes one back before it or after it."""

    phrases: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    read_back: int

    def first(self, text: str) -> str | None:
        """The first phrase that is not denied."""
        for found in self.phrases.finditer(text):
            if not self._is_denied(text, found.start(), found.end()):
                return found.group()
        return None

    def _is_denied(self, text: str, start: int, end: int) -> bool:
        before = self.before.search(text, max(0, start - self.read_back), start)
        return bool(before or self.after.match(text, end))


def danger_in(text: str, language: str | None = None) -> str | None:
    """The first danger that a cleaned text names and does not deny beside it; None for none.

    Without its language the phrases of all languages are looked for.
    """
    chinese, english, others = _finders()
    for finder in (chinese, english) if language in ("zh", "en") else (chinese, english, others):
        if found := finder.first(text):
            return found
    return None


def is_danger(text: str, language: str | None = None) -> bool:
    """Whether a cleaned text names a danger that is not denied beside it."""
    return danger_in(text, language) is not None


def danger_phrases() -> list[DangerPhrase]:
    """Every phrase of dangers.yaml, in its order."""
    return [
        DangerPhrase(language, kind, *_pattern_and_example(line))
        for language, kinds in load_phrases("dangers")["phrases"].items()
        for kind, lines in kinds.items()
        for line in lines
    ]


def _pattern_and_example(line: str | Mapping[str, str]) -> tuple[str, str]:
    if isinstance(line, str):
        return line, line
    ((pattern, example),) = line.items()
    return pattern, example


@cache
def _finders() -> tuple[_Finder, _Finder, _Finder]:
    """Those of Chinese, of English and of all other languages."""
    word_start, denied = load_phrases("dangers")["word_start"], load_phrases("dangers")["denied"]
    before, after = denied["before"], denied["after"]
    rest = [
        each for each in load_phrases("dangers")["phrases"] if each not in ("zh", "en", *word_start)
    ]
    begun = rf"(?<![^\W\d_]){any_of(_of(*word_start))}"
    free = re.compile(any_of(after["en"]))
    words = rf"\b{any_of(before['others'])}\s+(?:\w+\s+){{0,2}}"
    return (
        _Finder(
            re.compile(any_of(_of("zh"))),
            re.compile(rf"{any_of(before['zh'])}\S{{0,3}}$"),
            free,
            _READ_BACK,
        ),
        _Finder(
            re.compile(rf"\b{any_of(_of('en'))}\b"),
            re.compile(rf"(?:\b{any_of(before['en'])}|n't)[\s-]+(?:\w+\s+){{0,2}}$"),
            free,
            _READ_BACK_EN,
        ),
        _Finder(
            re.compile(any_of([begun, *_of(*rest)])),
            re.compile(rf"(?:{words}|{any_of(before['joined'])})$"),
            re.compile(any_of(after["others"])),
            _READ_BACK,
        ),
    )


def _of(*languages: str) -> list[str]:
    return [phrase.pattern for phrase in danger_phrases() if phrase.language in languages]
