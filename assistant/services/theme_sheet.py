"""A themes file, changed theme by theme: the rest of the text stays as it was written."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from assistant.understanding.themes import Theme, themes_in

__all__ = ["free_id", "with_theme", "without_theme"]

NAME = "themes.yaml"
DASH = re.compile(r"(\s*)-\s+")
LONGEST_ID = 40
ENDLESS = 1_000_000
"""Characters of a line, so that the words of one language stay on one line."""


def with_theme(text: str, theme: Theme) -> str:
    """The text with this theme in place of the one with its id, or after the last one.

    Raises ThemesError for a text that is no list of themes.
    """
    places = _places(text)
    if places is None:
        listed = {each.id: each for each in themes_in(text, NAME)} | {theme.id: theme}
        return _anew(listed.values())
    if theme.id in places:
        start, end, column = places[theme.id]
        return f"{text[:start]}{_written(theme, column)}{text[end:]}"
    start, end, column = list(places.values())[-1]
    line = text.rfind("\n", 0, start) + 1
    return f"{text[:end]}\n\n{text[line:start]}{_written(theme, column)}{text[end:]}"


def without_theme(text: str, id: str) -> str:
    """The text without the theme of this id; raises as `with_theme` does."""
    places = _places(text)
    if places is None:
        return _anew(each for each in themes_in(text, NAME) if each.id != id)
    if id not in places:
        return text
    start, end, _ = places[id]
    line = text.rfind("\n", 0, start) + 1
    return text[:line].rstrip("\n") + text[end:]


def free_id(name: str, taken: Iterable[str]) -> str:
    """An id for a new theme, from its name where that has Latin letters."""
    plain = re.sub(r"[^a-z0-9]+", "_", name.lower())[:LONGEST_ID].strip("_") or "theme"
    known, number, id = set(taken), 2, plain
    while id in known:
        id, number = f"{plain}_{number}", number + 1
    return id


def _places(text: str) -> dict[str, tuple[int, int, int]] | None:
    """Where each theme starts and ends, and in which column; None where the themes do not stand
    below one another, each after its own dash."""
    themes = themes_in(text, NAME)
    document: Any = yaml.compose(text, yaml.SafeLoader)
    entries = next(value for key, value in document.value if key.value == "themes").value
    found = {}
    for theme, entry in zip(themes, entries, strict=True):
        start, end = entry.start_mark.index, entry.end_mark.index
        line = text.rfind("\n", 0, start) + 1
        if entry.flow_style or not DASH.fullmatch(text[line:start]):
            return None
        found[theme.id] = (start, start + _length(text[start:end]), entry.start_mark.column)
    return found


def _length(entry: str) -> int:
    """Without the comments and blank lines that lead to the next one."""
    lines = entry.splitlines(keepends=True)
    while lines and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines.pop()
    return len("".join(lines).rstrip("\n"))


def _written(theme: Theme, column: int) -> str:
    return _dumped(_plain(theme)).rstrip("\n").replace("\n", "\n" + " " * column)


def _anew(themes: Iterable[Theme]) -> str:
    return _dumped({"themes": [_plain(theme) for theme in themes]})


def _plain(theme: Theme) -> dict[str, Any]:
    fields: Mapping[str, Any] = {
        "id": theme.id,
        "name": dict(theme.name),
        "description": dict(theme.description),
        "cues": {language: list(words) for language, words in theme.cues.items() if words},
        "urgency": str(theme.urgency) if theme.urgency else None,
        "owner": theme.owner,
        "in_use": None if theme.in_use else False,
    }
    return {name: value for name, value in fields.items() if value not in (None, {}, "")}


def _dumped(plain: Mapping[str, Any]) -> str:
    written: str = yaml.safe_dump(
        plain, allow_unicode=True, sort_keys=False, width=ENDLESS, default_flow_style=None
    )
    return written
