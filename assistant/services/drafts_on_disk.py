"""How a shop's files are edited: a draft is tried out first, then replaces the file at once."""

import os
import secrets
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import ConflictError, HearkenError, InvalidInputError

__all__ = ["check_length", "check_place", "check_unchanged", "draft_folder", "write_whole"]

LARGEST = 1_000_000
"""Characters of one file."""


@contextmanager
def draft_folder(home: Path) -> Iterator[Path]:
    """A temporary folder for a draft; errors raised within it name the file without the folder."""
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
    """Raises InvalidInputError for a file outside the home; `setting` is what put it there."""
    if not path.resolve().is_relative_to(home.resolve()):
        raise InvalidInputError(
            f"{setting} lies outside of HEARKEN_HOME; edit {path} where it lies."
        )


def check_unchanged(name: str, now: str, before: str | None) -> None:
    """Raises ConflictError where a file no longer says what its editor was shown `before`."""
    if before is not None and now.rstrip("\n") != before.rstrip("\n"):
        raise ConflictError(
            f"{name} has been changed since you opened it; copy what you wrote, open it again and "
            "save then."
        )


def write_whole(path: Path, text: str) -> None:
    """Write a file whole or not at all: readers see the old text or the new. Its mode is kept."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}-{secrets.token_hex(6)}")
    try:
        with draft.open("x", encoding="utf-8") as file:
            file.write(text if text.endswith("\n") else f"{text}\n")
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            draft.chmod(stat.S_IMODE(path.stat().st_mode))
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
