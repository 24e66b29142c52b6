"""Puts questions in German, Spanish and French into English, word by word, to be read there."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from assistant.agent.question.patterns.common import ENGLISH
from assistant.yaml_files import read_yaml

__all__ = ["foreign_language", "in_english"]

MARKS = re.compile(r"[¿¡]")
FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class _Words:
    """The forms of one language, and what each means; the longest match at a place wins."""

    forms: tuple[tuple[re.Pattern[str], str], ...]

    def replaced(self, text: str) -> tuple[str, int]:
        """The text in English, and how many of its words were known."""
        found: list[str] = []
        at = known = 0
        while at < len(text):
            if text[at].isspace() or (at and _is_inside(text, at)):
                found.append(text[at])
                at += 1
                continue
            matches = ((form.match(text, at), english) for form, english in self.forms)
            best = max(
                ((match, english) for match, english in matches if match),
                key=lambda pair: pair[0].end(),
                default=None,
            )
            if best is None or best[0].end() == at:
                found.append(text[at])
                at += 1
                continue
            match, english = best
            found.append(match.expand(english))
            if text[match.end() - 1] == "'":  # l'emballage: two words in one
                found.append(" ")
            known += len(match.group().split())
            at = match.end()
        return "".join(found), known


def _is_inside(text: str, at: int) -> bool:
    """Whether a word goes on here."""
    return text[at].isalnum() and text[at - 1].isalnum()


@lru_cache(maxsize=256)
def foreign_language(folded: str) -> str | None:
    """The language of the lists in which a folded question is written; None for English, for
    Chinese, and where too few words are known."""
    scores = {name: words.replaced(folded)[1] for name, words in _languages().items()}
    best = max(scores, key=lambda name: scores[name])
    english = len(ENGLISH.findall(folded))
    return best if scores[best] >= FEWEST_WORDS and scores[best] > english else None


def in_english(folded: str, language: str, kept: Iterable[tuple[int, int]]) -> str:
    """A folded question in English; what stands in the places `kept` stays as it is."""
    words = _languages()[language]
    pieces: list[str] = []
    last = 0
    for start, end in sorted(kept):
        if start < last:
            continue
        pieces += [words.replaced(folded[last:start])[0], folded[start:end]]
        last = end
    pieces.append(words.replaced(folded[last:])[0])
    return " ".join(MARKS.sub("", "".join(pieces)).split())


@lru_cache
def _languages() -> Mapping[str, _Words]:
    raw = read_yaml(resources.files("prompts").joinpath("foreign_words.yaml").read_text("utf-8"))
    return {
        name: _Words(
            tuple(
                (re.compile(rf"(?:{form})(?:(?<=')|(?!\w))"), english)
                for form, english in forms.items()
            )
        )
        for name, forms in raw.items()
    }
