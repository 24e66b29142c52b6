"""The shop's own files in a running program: a change holds at once."""

import logging
from collections.abc import Iterable
from pathlib import Path

from assistant.errors import ThemesError
from assistant.services.renewal import Renewed
from assistant.settings import Settings
from assistant.understanding.themes import Taxonomy, load_themes

__all__ = ["LiveThemes", "state_of"]

State = tuple[tuple[str, int, int], ...]

log = logging.getLogger("hearken.themes")


def state_of(paths: Iterable[Path | None]) -> State:
    """What tells whether files have changed: the path, time and size of each.

    A folder stands for the Markdown files below it; a file that does not exist adds nothing.
    """
    found = []
    for path in paths:
        if path is None:
            continue
        for file in sorted(path.rglob("*.md")) if path.is_dir() else [path]:
            try:
                stat = file.stat()
            except OSError:
                continue
            found.append((str(file), stat.st_mtime_ns, stat.st_size))
    return tuple(found)


class LiveThemes:
    """The taxonomy of the themes file as it now stands.

    A file that is broken by hand while the program runs changes nothing until it is mended; the
    first reading raises ThemesError.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._latest: Taxonomy | None = None
        self._taxonomy = Renewed(self._read, lambda: state_of([settings.themes_file]))
        self._taxonomy()

    def __call__(self) -> Taxonomy:
        return self._taxonomy()

    def _read(self) -> Taxonomy:
        try:
            self._latest = load_themes(self._settings.themes_file)
        except ThemesError as error:
            if self._latest is None:
                raise
            log.warning("The themes in use are kept: %s", error)
        return self._latest
