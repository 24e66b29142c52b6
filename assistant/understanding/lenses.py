"""Coarser views of the themes: SERVQUAL dimensions and journey stages, read from YAML files."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from pathlib import Path
from typing import Any

from assistant.errors import ThemesError
from assistant.understanding.entries import read_entries
from assistant.understanding.themes import Taxonomy

__all__ = ["Group", "Lens", "LensFolder", "View", "load_lens"]

_FIELDS = {"id", "name", "description", "themes"}


class View(StrEnum):
    """Which lens; also the name of its file without the ending."""

    JOURNEY = "journey"
    SERVQUAL = "servqual"


@dataclass(frozen=True, slots=True)
class Group:
    """One dimension or stage: its name by language and the ids of its themes."""

    id: str
    name: Mapping[str, str]
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lens:
    """Groups in the order of their file."""

    groups: tuple[Group, ...]

    @property
    def mapping(self) -> dict[str, tuple[str, ...]]:
        return {group.id: group.themes for group in self.groups}


@dataclass(frozen=True, slots=True)
class LensFolder:
    """The lenses of a shop: its own file in the folder, else the one that ships."""

    folder: Path | None
    taxonomy: Taxonomy

    def read(self, view: View, allowed: tuple[str, ...]) -> Lens:
        """The lens of a view. Raises ThemesError as `load_lens` does."""
        own = self.folder / f"{view}.yaml" if self.folder else None
        return load_lens(view, own if own and own.exists() else None, self.taxonomy, allowed)


def load_lens(view: View, path: Path | None, taxonomy: Taxonomy, allowed: tuple[str, ...]) -> Lens:
    """Read a lens file; None reads the one that ships, less the themes that the shop has not.

    `allowed` are the ids that a group may have. Raises ThemesError for a file that cannot be
    read, names a group or a theme that does not exist, or has no theme in a group.
    """
    source = path or resources.files("prompts").joinpath(f"{view}.yaml")
    name = str(path or f"{view}.yaml")
    entries = read_entries(source, name, "groups")
    groups = [_group(entry, number, name, allowed) for number, entry in enumerate(entries, 1)]
    ids = [group.id for group in groups]
    for id in ids:
        if ids.count(id) > 1:
            raise ThemesError(f"{name} has the group {id!r} twice; keep one.")
    if path is None:
        return Lens(tuple(_known(group, taxonomy) for group in groups))
    for group in groups:
        for theme in group.themes:
            if theme not in taxonomy.ids:
                known = ", ".join(taxonomy.ids)
                raise ThemesError(
                    f"{name} puts the theme {theme!r} into {group.id!r}, but there is no such "
                    f"theme; the themes are {known}."
                )
    return Lens(tuple(groups))


def _known(group: Group, taxonomy: Taxonomy) -> Group:
    return Group(group.id, group.name, tuple(t for t in group.themes if t in taxonomy.ids))


def _group(entry: Any, number: int, file: str, allowed: tuple[str, ...]) -> Group:
    if not isinstance(entry, dict):
        raise ThemesError(f"{file}: group number {number} must be a mapping with an id and themes.")
    id = entry.get("id")
    if id not in allowed:
        raise ThemesError(f"{file} has the group {id!r}; the groups are {', '.join(allowed)}.")
    for field in entry:
        if field not in _FIELDS:
            raise ThemesError(
                f"{file}: group {id!r} has the unknown field {field!r}; allowed: "
                f"{', '.join(sorted(_FIELDS))}."
            )
    themes = entry.get("themes")
    if not isinstance(themes, list) or not themes or not all(isinstance(t, str) for t in themes):
        raise ThemesError(f"{file}: group {id!r} needs `themes: [...]` with at least one theme id.")
    name = entry.get("name") or {}
    if isinstance(name, str):
        name = {"en": name, "zh": name}
    if not isinstance(name, dict):
        raise ThemesError(f"{file}: group {id!r}: `name` must be text by language.")
    names = {language: str(name.get(language, id)) for language in ("en", "zh", *name)}
    return Group(id, names, tuple(dict.fromkeys(themes)))
