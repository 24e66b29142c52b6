"""The planner's knowledge of one shop: its names and how people write them."""

from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from assistant.agent.names import NameBook
from assistant.agent.periods import fold
from assistant.errors import SettingsError
from assistant.understanding.themes import Taxonomy

__all__ = ["Glossary", "load_glossary", "name_books"]

AMBIGUOUS = frozenset(("new", "old", "all", "other"))
"""Segments whose bare name is an everyday word of a question."""

Glossary = Mapping[str, Mapping[str, list[str]]]


def load_glossary(path: Path) -> Glossary:
    """What the shop calls its products and channels: {field: {name: [aliases]}}.

    A missing file is an empty glossary. Raises SettingsError for one that cannot be read.
    """
    if not path.exists():
        return {}
    try:
        raw = yaml.safe_load(path.read_text("utf-8")) or {}
        return {
            field: {name: _spellings(written) for name, written in names.items()}
            for field, names in raw.items()
        }
    except (OSError, UnicodeDecodeError, yaml.YAMLError, AttributeError, TypeError):
        raise SettingsError(
            f"The glossary {path} cannot be read; write it as `products:` and `channels:` with "
            "a list of aliases under each name."
        ) from None


def name_books(
    products: Iterable[str],
    channels: Iterable[str],
    touchpoints: Iterable[str],
    segments: Iterable[str],
    taxonomy: Taxonomy,
    glossary: Glossary,
) -> tuple[NameBook, ...]:
    """The books in the order in which equally long names win."""
    words = _question_words()
    places = {
        "channel": (list(channels), words["channels"], glossary.get("channels", {})),
        "touchpoint": (list(touchpoints), words["touchpoints"], {}),
    }
    books = [NameBook.of_names("product", products, glossary.get("products", {}))]
    books.append(NameBook("theme", _theme_spellings(taxonomy, words["themes"])))
    for field, (names, groups, aliases) in places.items():
        known = {name: [*aliases.get(name, ()), *_group(name, groups)] for name in names}
        books.append(NameBook(field, known))
    spelled = {name: [f"{name} customers", f"{name} buyers", f"{name}客户"] for name in segments}
    books.append(NameBook("segment", spelled, itself=not AMBIGUOUS.intersection(segments)))
    for field in ("language", "sentiment", "emotion", "urgency", "dimension"):
        spelled = words[{"urgency": "urgencies"}.get(field, f"{field}s")]
        name = "by" if field == "dimension" else field
        listed = {value: _spellings(written) for value, written in spelled.items()}
        books.append(NameBook(name, listed, itself=field not in ("language",)))
    return tuple(books)


def _question_words() -> dict[str, Any]:
    file = resources.files("prompts").joinpath("question_words.yaml")
    words: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    return words


def _spellings(written: Any) -> list[str]:
    if isinstance(written, Mapping):
        return [str(each) for listed in written.values() for each in listed]
    return [str(each) for each in written]


def _theme_spellings(
    taxonomy: Taxonomy, words: Mapping[str, Mapping[str, list[str]]]
) -> dict[str, list[str]]:
    """Our themes by the words of question_words.yaml, the shop's own also by their cues."""
    return {
        theme.id: [
            *theme.name.values(),
            theme.id.replace("_", " "),
            *(
                _spellings(words[theme.id])
                if theme.id in words
                else [cue for cues in theme.cues.values() for cue in cues]
            ),
        ]
        for theme in taxonomy
    }


def _group(name: str, groups: Iterable[list[str]]) -> list[str]:
    written = fold(name)
    return next((group for group in groups if written in map(fold, group)), [])
