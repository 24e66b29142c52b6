"""JSON lines, and JSON documents that are a list of objects or an object holding one such list.

Documents are read object by object, so a large list is never held as a whole.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import Any, NoReturn, TextIO

from assistant.errors import ImportFileError
from assistant.ingest.tables import BadRow, Row, cell_text

__all__ = ["Entries", "aligned", "json_columns", "read_json", "read_jsonl"]

CHUNK = 1 << 16
LARGEST_VALUE = 1 << 24
"""Characters of one value after which a document counts as broken rather than unfinished."""

Opener = Callable[[], TextIO]
Entries = Iterator[tuple[int, dict[str, str]] | BadRow]


def read_jsonl(opener: Opener) -> Entries:
    """One object a line, nested keys joined by dots; a line that is none becomes a BadRow."""
    with closing(opener()) as text:
        for number, line in enumerate(text, 1):
            body = line.strip("\ufeff \t\r\n")
            if not body:
                continue
            try:
                value = json.loads(body)
            except (ValueError, RecursionError) as error:
                yield BadRow(number, f"invalid JSON: {_reason(error)}", [body])
                continue
            yield _entry(number, value, body)


def read_json(opener: Opener, name: str) -> Entries:
    """The objects of a document, with the line each starts on.

    Raises ImportFileError where the document is no valid JSON or holds no list of objects, or
    more than one.
    """
    with closing(opener()) as text:
        document = _Document(text, name)
        if document.peek() == "[":
            yield from _listed(document)
        else:
            yield from _held(document, name)
        if document.peek():
            document.fail("there is more text after the end")


def json_columns(entries: Entries) -> tuple[str, ...]:
    """All keys in the order in which they first occur."""
    columns: dict[str, None] = {}
    for entry in entries:
        if not isinstance(entry, BadRow):
            columns.update(dict.fromkeys(entry[1]))
    return tuple(columns)


def aligned(entries: Entries, columns: Sequence[str]) -> Iterator[Row | BadRow]:
    """The objects as rows in the order of `columns`."""
    for entry in entries:
        if isinstance(entry, BadRow):
            yield entry
        else:
            line, values = entry
            yield Row(line, [values.get(column, "") for column in columns])


def _listed(document: "_Document") -> Entries:
    for line, value in document.items():
        yield _entry(line, value, json.dumps(value, ensure_ascii=False))


def _held(document: "_Document", name: str) -> Entries:
    found: str | None = None
    for key in document.members():
        if document.peek() != "[" or not document.starts_objects():
            document.value()
            continue
        if found is not None:
            raise ImportFileError(
                f"{name} holds more than one list ({found!r} and {key!r}): "
                "save the one with the feedback as a file of its own."
            )
        found = key
        yield from _listed(document)
    if found is None:
        raise ImportFileError(
            f"{name} holds no list of objects: save the feedback as a JSON list or as JSON lines."
        )


def _entry(line: int, value: Any, body: str) -> tuple[int, dict[str, str]] | BadRow:
    if isinstance(value, dict):
        return line, dict(_flat(value, ""))
    return BadRow(line, "not a JSON object", [body])


def _flat(value: dict[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield from _flat(inner, f"{prefix}{key}.")
        elif isinstance(inner, list):
            yield f"{prefix}{key}", json.dumps(inner, ensure_ascii=False)
        else:
            yield f"{prefix}{key}", cell_text(inner)


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return error.msg
    # Besides bad syntax the decoder refuses numbers of thousands of digits.
    return "too deeply nested" if isinstance(error, RecursionError) else "a number is too long"


class _Document:
    """A cursor over a JSON document that is read in pieces."""

    def __init__(self, text: TextIO, name: str) -> None:
        self._text = text
        self._name = name
        self._buffer = ""
        self._at = 0
        self._line, self._counted = 1, 0
        self._decoder = json.JSONDecoder()

    def peek(self) -> str:
        """The next character that is no white space; "" at the end."""
        while True:
            while self._at < len(self._buffer):
                char = self._buffer[self._at]
                if char not in " \t\r\n\ufeff":
                    return char
                self._at += 1
            if not self._more(CHUNK):
                return ""

    def take(self, expected: str) -> bool:
        """Step over the next character where it is the expected one."""
        if self.peek() != expected:
            return False
        self._at += 1
        return True

    def value(self) -> tuple[int, Any]:
        """The next value and the line it starts on."""
        self.peek()
        line = self._here()
        self._let_go()
        wanted = CHUNK
        while True:
            try:
                value, end = self._decoder.raw_decode(self._buffer, self._at)
            except (ValueError, RecursionError) as error:
                if len(self._buffer) - self._at > LARGEST_VALUE or not self._more(wanted):
                    self.fail(_reason(error))
            else:
                # A number that touches the end of the buffer may go on behind it.
                if end < len(self._buffer) or not self._more(wanted):
                    self._at = end
                    return line, value
            wanted *= 2

    def items(self) -> Iterator[tuple[int, Any]]:
        self._at += 1
        if self.take("]"):
            return
        while True:
            yield self.value()
            if self.take("]"):
                return
            if not self.take(","):
                self.fail("expected ',' or ']'")

    def members(self) -> Iterator[str]:
        """The keys of an object; the caller reads the value of each before the next."""
        self._at += 1
        if self.take("}"):
            return
        while True:
            _, key = self.value()
            if not isinstance(key, str) or not self.take(":"):
                self.fail("expected a key and ':'")
            yield key
            if self.take("}"):
                return
            if not self.take(","):
                self.fail("expected ',' or '}'")

    def starts_objects(self) -> bool:
        """Whether the list at the cursor begins with an object."""
        at = self._at
        self._at += 1
        # The buffer only grows at its end here, so the position stays good.
        found = self.peek() == "{"
        self._at = at
        return found

    def fail(self, reason: str) -> NoReturn:
        raise ImportFileError(
            f"{self._name} is not valid JSON (line {self._here()}: {reason}): export it again."
        )

    def _here(self) -> int:
        """The line of the cursor."""
        self._line += self._buffer.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def _let_go(self) -> None:
        """Drop what lies behind the cursor, a good piece at a time."""
        if self._at > CHUNK:
            self._buffer = self._buffer[self._at :]
            self._at = self._counted = 0

    def _more(self, size: int) -> bool:
        fresh = self._text.read(size)
        self._buffer += fresh
        return bool(fresh)
