"""The shop's taxonomy: what its customers talk about, read from a YAML file."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from assistant.errors import InvalidInputError, ThemesError
from assistant.models import Urgency
from assistant.understanding.entries import entries_in, read_entries

__all__ = ["Taxonomy", "Theme", "load_themes", "taxonomy_of", "themes_in"]

_ID = re.compile(r"[^\W_][\w-]{0,63}")
_FIELDS = {"id", "name", "description", "cues", "urgency", "owner", "in_use"}


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme. The mappings are by language code; any of them may lack a language.

    `id` holds letters, digits, _ and - alone. `urgency` is a floor: an item that has the theme is
    at least that urgent. `owner` names the team. One that is not `in_use` stands in the file alone.
    """

    id: str
    name: Mapping[str, str]
    description: Mapping[str, str]
    cues: Mapping[str, tuple[str, ...]]
    urgency: Urgency | None = None
    owner: str | None = None
    in_use: bool = True


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The themes in use, in the order of their file."""

    themes: tuple[Theme, ...]

    def __iter__(self) -> Iterator[Theme]:
        return iter(self.themes)

    def __len__(self) -> int:
        return len(self.themes)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(theme.id for theme in self.themes)

    def names(self, language: str) -> dict[str, str]:
        """What each theme is called in a language; without a name in it, in any other."""
        return {
            theme.id: theme.name.get(language) or next(iter(theme.name.values()), theme.id)
            for theme in self.themes
        }

    def get(self, id: str) -> Theme | None:
        """The theme with this id, None where there is none."""
        return next((theme for theme in self.themes if theme.id == id), None)

    def check(self, ids: Iterable[str]) -> None:
        """Raises InvalidInputError for an id that no theme has."""
        for id in ids:
            if id not in self.ids:
                known = ", ".join(self.ids)
                raise InvalidInputError(f"There is no theme {id!r}; the themes are {known}.")


def load_themes(path: Path | None) -> Taxonomy:
    """Read a themes file; None reads the taxonomy that ships with the product.

    Raises ThemesError for a file that cannot be read or contradicts itself.
    """
    source = resources.files("prompts").joinpath("themes.yaml") if path is None else path
    return taxonomy_of(_themes(read_entries(source, f"Themes file {path}", "themes"), str(path)))


def themes_in(text: str, name: str) -> tuple[Theme, ...]:
    """All themes that a text lists, also those not in use; an error calls the text `name`.

    Raises ThemesError for a text that is no list of themes or contradicts itself.
    """
    return _themes(entries_in(text, f"Themes file {name}", "themes"), name)


def taxonomy_of(themes: Iterable[Theme]) -> Taxonomy:
    """Those in use. Raises ThemesError where none is."""
    used = tuple(theme for theme in themes if theme.in_use)
    if not used:
        raise ThemesError("No theme is in use; turn one on.")
    return Taxonomy(used)


def _themes(entries: Sequence[Any], name: str) -> tuple[Theme, ...]:
    themes = tuple(_theme(entry, number) for number, entry in enumerate(entries, 1))
    seen: set[str] = set()
    for theme in themes:
        if theme.id in seen:
            raise ThemesError(f"Theme id {theme.id!r} stands twice in {name}; rename one.")
        seen.add(theme.id)
    return themes


def _theme(entry: Any, number: int) -> Theme:
    if not isinstance(entry, dict):
        raise ThemesError(f"Theme number {number} must be a mapping with an id and a name.")
    id = entry.get("id")
    if not isinstance(id, str) or not id.strip():
        raise ThemesError(f"Theme number {number} lacks an `id`; give it a short word.")
    id = id.strip()
    if not _ID.fullmatch(id):
        raise ThemesError(
            f"Theme id {id!r} may hold only letters, digits, _ and -, 64 at most; write it like "
            "late_delivery."
        )
    for field in entry:
        if field not in _FIELDS:
            allowed = ", ".join(sorted(_FIELDS))
            raise ThemesError(f"Theme {id!r} has the unknown field {field!r}; allowed: {allowed}.")
    name = _words(entry.get("name"), id, "name")
    if not name:
        raise ThemesError(f"Theme {id!r} lacks a `name`; write name: {{en: …, zh: …}}.")
    owner = entry.get("owner")
    return Theme(
        id=id,
        name=name,
        description=_words(entry.get("description"), id, "description"),
        cues=_cues(entry.get("cues"), id),
        urgency=_urgency(entry.get("urgency"), id),
        owner=None if owner is None else str(owner),
        in_use=_in_use(entry.get("in_use", True), id),
    )


def _words(value: Any, id: str, field: str) -> dict[str, str]:
    if value is None:
        return {}
    if isinstance(value, str):
        return {"en": value}
    if isinstance(value, dict) and all(
        isinstance(word, str) and word.strip() for word in value.values()
    ):
        return {str(language): word.strip() for language, word in value.items()}
    raise ThemesError(f"Theme {id!r}: `{field}` must be text by language, like {{en: …, zh: …}}.")


def _cues(value: Any, id: str) -> dict[str, tuple[str, ...]]:
    if value is None:
        return {}
    if isinstance(value, list):
        value = {"en": value}
    if isinstance(value, dict) and all(isinstance(words, list) for words in value.values()):
        return {
            str(language): tuple(str(word).strip() for word in words if str(word).strip())
            for language, words in value.items()
        }
    raise ThemesError(f"Theme {id!r}: `cues` must be lists by language, like {{en: [late]}}.")


def _in_use(value: Any, id: str) -> bool:
    if isinstance(value, bool):
        return value
    raise ThemesError(f"Theme {id!r}: `in_use` must be true or false, not {value!r}.")


def _urgency(value: Any, id: str) -> Urgency | None:
    if value is None:
        return None
    try:
        return Urgency(value)
    except ValueError:
        allowed = ", ".join(Urgency)
        raise ThemesError(f"Theme {id!r}: urgency {value!r} is none of {allowed}.") from None
