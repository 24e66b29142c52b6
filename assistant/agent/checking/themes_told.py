"""Which themes a text tells, and whether a figure may be told beside them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from assistant.models import Figure

__all__ = ["ThemesTold"]

MARKS = 0xF0000
"""Themes stand as one private character each while a text is checked."""


@dataclass(slots=True)
class ThemesTold:
    """The themes of one text: `wordings` are how answers call each, by its id, `others` how else
    this text does; `marks` the private characters that stand for them."""

    wordings: Mapping[str, Iterable[str]]
    others: Mapping[str, Iterable[str]] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)

    def marked(self, text: str) -> str:
        """The text with each theme as one private character; longer wordings go first."""
        known = {
            unicodedata.normalize("NFKC", wording): theme
            for theme, wordings in self.wordings.items()
            for wording in wordings
        }
        themes = list(self.wordings)
        for wording in sorted(known, key=len, reverse=True):
            mark = chr(MARKS + themes.index(known[wording]))
            self.marks[mark] = known[wording]
            words = rf"(?<![A-Za-z0-9]){re.escape(wording)}(?![A-Za-z0-9])"
            text = re.sub(words, mark, text, flags=re.IGNORECASE)
        return text

    def marked_wholly(self, text: str) -> str:
        """A marked text with the other wordings of themes as their characters, too."""
        themes = list(self.wordings)
        for theme in set(themes) & set(self.others):
            mark = chr(MARKS + themes.index(theme))
            self.marks[mark] = theme
            for wording in sorted(self.others[theme], key=len, reverse=True):
                text = re.sub(re.escape(wording), mark, text, flags=re.IGNORECASE)
        return text

    def allow(self, figure: Figure, words: str, before: str) -> bool:
        """Whether a figure of a theme is of one that the words around it, their themes marked,
        name, or of the one named last in the sentence before it. Words without any may tell of
        each, and a figure of no theme may stand beside each."""
        named = {self.marks[c] for c in words if c in self.marks}
        last = [self.marks[c] for c in before if c in self.marks][-1:]
        own = set(map(str, figure.filters.get("theme", ())))
        if not named or not own or own & {*named, *last}:
            return True
        folded = words.casefold()
        return any(each in folded for theme in own for each in self.others.get(theme, ()))
