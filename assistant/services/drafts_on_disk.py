"""Files of a shop that are edited: tried out beside the old ones, then written whole."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import HearkenError, InvalidInputError

__all__ = ["check_length", "check_place", "draft_folder", "write_whole"]

LARGEST = 1_000_000
"""Characters of one file."""


@contextmanager
def draft_folder(home: Path) -> Iterator[Path]:
    """A folder for a draft, gone afterwards; what goes wrong with it names the file alone."""
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home, prefix=".draft-") as made:
        try:
            yield Path(made)
        except HearkenError as error:
            raise type(error)(str(error).replace(f"{made}{os.sep}", "")) from None


def check_length(text: str) -> None:
    """Raises InvalidInputError for an empty or overlong text."""
    if not text.strip():
        raise InvalidInputError("The text is empty; nothing was changed.")
    if len(text) > LARGEST:
        raise InvalidInputError(f"The text has {len(text)} characters; shorten it to {LARGEST}.")


def check_place(path: Path, home: Path, setting: str) -> None:
    """Raises InvalidInputError for a file outside of the home; `setting` named its place."""
    if not path.resolve().is_relative_to(home.resolve()):
        raise InvalidInputError(
            f"{setting} lies outside of HEARKEN_HOME; edit {path} where it lies."
        )


def write_whole(path: Path, text: str) -> None:
    """Whole or not at all: a reader sees the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", dir=path.parent, prefix=f".{path.name}-", encoding="utf-8", delete=False
    ) as draft:
        draft.write(text if text.endswith("\n") else f"{text}\n")
        draft.flush()
        os.fsync(draft.fileno())
    Path(draft.name).replace(path)
