"""Reads JSON as models write it: inside prose, fenced, with single quotes or a comma too many."""

import ast
import json
import re
from collections.abc import Iterator
from typing import Any

__all__ = ["loose_object", "objects"]

MOST_OPENINGS = 50
"""Brackets tried as the start of an object: a text of thousands of them holds none."""
LONGEST = 8_000
"""Characters of an object that is read although it is no JSON."""
OPENING = re.compile(r"[{\[]")
TRAILING_COMMA = re.compile(r",(\s*[}\]])")
WORDS = {"true": "True", "false": "False", "null": "None"}
BARE_WORD = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\b(true|false|null)\b""")
CLOSING = {"{": "}", "[": "]"}


def objects(text: str) -> Iterator[dict[str, Any]]:
    """The JSON objects in a text, also those inside lists, in their order."""
    decoder = json.JSONDecoder()
    at = 0
    for _ in range(MOST_OPENINGS):
        opening = OPENING.search(text, at)
        if opening is None:
            return
        try:
            value, at = decoder.raw_decode(text, opening.start())
        except (ValueError, RecursionError):
            piece = _balanced(text, opening.start())
            value = _loose(piece)
            at = opening.start() + len(piece) if value is not None else opening.end()
        values = value if isinstance(value, list) else [value]
        yield from (each for each in values if isinstance(each, dict))


def loose_object(text: str) -> dict[str, Any] | None:
    """The one object that a text is; None where it is none."""
    found = list(objects(text))
    return found[0] if len(found) == 1 else None


def _balanced(text: str, start: int) -> str:
    """From a bracket to the one that closes it, quotes skipped; empty where none does."""
    open_brackets: list[str] = []
    quote = ""
    skip = False
    for at in range(start, min(len(text), start + LONGEST)):
        character = text[at]
        if skip:
            skip = False
        elif quote:
            skip = character == "\\"
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character in CLOSING:
            open_brackets.append(CLOSING[character])
        elif open_brackets and character == open_brackets[-1]:
            open_brackets.pop()
            if not open_brackets:
                return text[start : at + 1]
    return ""


def _loose(piece: str) -> Any:
    """What a piece says as JSON without its last commas, or as a Python literal; else None."""
    if not piece:
        return None
    mended = TRAILING_COMMA.sub(r"\1", piece)
    try:
        return json.loads(mended)
    except (ValueError, RecursionError):
        pass
    literal = BARE_WORD.sub(lambda m: m[1] or WORDS[m[2]], mended)
    try:
        return ast.literal_eval(literal)
    except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
        return None
