"""What the command line reads from its words and writes to its streams."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from assistant.errors import InvalidInputError
from assistant.models import FIRST_DAY, LAST_DAY

__all__ = [
    "day_of",
    "fail",
    "lines_of",
    "mapping_of",
    "out",
    "print_json",
    "questions_of",
    "say",
    "text_of",
]


def day_of(written: str | None, option: str = "--as-of") -> date | None:
    """The day that an option names, None where it was left out. Raises InvalidInputError."""
    if written is None:
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise InvalidInputError(
            f"{option} {written!r} is no date; write it like 2026-03-13."
        ) from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise InvalidInputError(
            f"{option} {day} is out of range; choose {FIRST_DAY} to {LAST_DAY}."
        )
    return day


def mapping_of(pairs: list[str]) -> dict[str, str]:
    """Field to column, from `field=column` pairs; to "" for `field=`. Raises InvalidInputError."""
    mapping = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not equals or not field:
            raise InvalidInputError(f"--map {pair!r} is not of the form field=column.")
        mapping[field.strip()] = column.strip()
    return mapping


def questions_of(path: Path) -> list[dict[str, str]]:
    """The id and the question of each line of a JSONL file. Raises InvalidInputError."""
    questions = []
    for number, line in enumerate(lines_of(path), start=1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
            questions.append({"id": str(raw["id"]), "question": str(raw["question"])})
        except (ValueError, KeyError, TypeError):
            raise InvalidInputError(
                f'{path}, line {number}: not of the form {{"id": …, "question": …}}.'
            ) from None
    return questions


def lines_of(path: Path) -> list[str]:
    """The lines of a UTF-8 file. Raises InvalidInputError."""
    return text_of(path).splitlines()


def text_of(path: Path) -> str:
    """A UTF-8 file. Raises InvalidInputError."""
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise InvalidInputError(f"{path} cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise InvalidInputError(f"{path} is not UTF-8 text; save it as UTF-8.") from None


def print_json(value: Any) -> None:
    """One line of JSON on stdout, flushed, so that a reader has each answer at once."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def out(text: str) -> None:
    """A line of the result, on stdout."""
    sys.stdout.write(text + "\n")


def say(text: str) -> None:
    """A line for the person who waits, on stderr."""
    sys.stderr.write(text + "\n")


def fail(text: str, code: int = 1) -> NoReturn:
    """Say what is wrong, unless there is nothing to say, and end with the exit code."""
    if text:
        say(text)
    sys.exit(code)
