"""Sentences of the parts in the language of the reader.

The parts say what went wrong in plain English, and so do logs and the command line. This is their
catalogue in another language, keyed by the English sentence, in files of `<language>/`: what a
value stood for is taken out of the sentence again, so that stored notes and errors can be read in
both languages as well. Where the window offers another way out than the command line does, what it
says instead stands in `window/<language>.yaml`; of a finished import, where nothing can be chosen
any more, in `imported/<language>.yaml`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from string import Formatter

from assistant.yaml_files import read_yaml

__all__ = ["Sentences"]

LIST = re.compile("(, | or )")
LONGEST = 4_000
"""Longer texts are no sentences of ours."""

SAID = "said"
"""The mark of a place whose value is itself a sentence or a word of the catalogue."""


class Sentences:
    """What the parts say, in one language, at the command line or in the window, there of an import
    that has ended.

    A sentence without an entry stays English.
    """

    def __init__(self, language: str, *, in_window: bool = False, imported: bool = False) -> None:
        self.language = language
        places = ("window",) if in_window else ()
        self._exact, self._forms = _catalogue(language, (*places, *("imported",) * imported))

    def __call__(self, said: object) -> str:
        """An error, a note or a finding in this language."""
        text = str(said)
        if text in self._exact:
            return self._exact[text]
        if len(text) <= LONGEST:
            for form in self._forms:
                values = form.values(text)
                if values is not None:
                    return form.wording.format_map({k: _Value(v, self) for k, v in values.items()})
        return text

    def within(self, said: str) -> str:
        """A sentence inside another one, which took its full stop; or words with commas."""
        if (whole := self(said)) != said:
            return whole
        if (stopped := self(f"{said}.")) != f"{said}.":
            return stopped.removesuffix("。")
        if self.language == "zh":
            return "、".join(map(self, LIST.split(said)[::2]))
        return "".join(map(self, LIST.split(said)))


class _Value(str):
    """A value on its way into a sentence: as it stands, or where asked for in the language."""

    __slots__ = ("_sentences",)
    _sentences: Sentences

    def __new__(cls, value: str, sentences: Sentences) -> "_Value":
        made = super().__new__(cls, value)
        made._sentences = sentences
        return made

    def __format__(self, spec: str) -> str:
        return self._sentences.within(str(self)) if spec == SAID else str(self)


@dataclass(frozen=True, slots=True)
class _Form:
    """A sentence with places: text, name, text, name, … text."""

    pieces: tuple[str, ...]
    names: tuple[str, ...]
    wording: str

    @classmethod
    def of(cls, english: str, wording: str) -> "_Form":
        pieces, names = [""], []
        for literal, name, _, _ in Formatter().parse(english):
            pieces[-1] += literal
            if name is not None:
                names.append(name)
                pieces.append("")
        return cls(tuple(pieces), tuple(names), wording)

    @property
    def weight(self) -> int:
        """How much of the sentence is fixed: the fuller form is the better match."""
        return sum(map(len, self.pieces))

    def values(self, text: str) -> dict[str, str] | None:
        """What stands in the places; None where the text is another sentence.

        Each place ends where the next fixed piece first occurs, so a hostile value costs no more
        than its length.
        """
        first, last = self.pieces[0], self.pieces[-1]
        end = len(text) - len(last)
        if end < len(first) or not text.startswith(first) or not text.endswith(last):
            return None
        at, found = len(first), []
        for piece in self.pieces[1:-1]:
            place = text.find(piece, at, end)
            if place < 0:
                return None
            found.append(text[at:place])
            at = place + len(piece)
        return dict(zip(self.names, [*found, text[at:end]], strict=True))


@lru_cache
def _catalogue(
    language: str, places: tuple[str, ...]
) -> tuple[Mapping[str, str], tuple[_Form, ...]]:
    """Fixed sentences, and those with places, the fullest first."""
    here = resources.files(__name__)
    folder = here.joinpath(language)
    files = sorted(folder.iterdir(), key=lambda each: each.name) if folder.is_dir() else []
    files += [here.joinpath(f"{place}/{language}.yaml") for place in places]
    entries: dict[str, str] = {}
    for file in files:
        entries |= read_yaml(file.read_text("utf-8"))
    forms = [_Form.of(english, wording) for english, wording in entries.items()]
    exact = {form.pieces[0]: form.wording.format() for form in forms if not form.names}
    placed = sorted((form for form in forms if form.names), key=lambda form: -form.weight)
    return exact, tuple(placed)
