"""What makes two rows the same feedback."""

import hashlib
import unicodedata
from collections.abc import Sequence
from datetime import datetime

__all__ = ["content_hash", "feedback_id", "row_key"]


def content_hash(
    content: Sequence[str | float | None], written: datetime | None, occurrence: int = 1
) -> str:
    """SHA-1 over what the customer said and what it was about, as 40 hex digits.

    `written` is the time as the file has it, None where it has none: the time of the import
    would make every run new. Runs of white space do not count, nor does the composed or
    decomposed writing of a letter. `occurrence` tells apart answers that are alike without being
    the same: the second 5 of a survey without words.
    """
    parts = [_normal(value) for value in content]
    parts.append(written.isoformat() if written else "")
    if occurrence > 1:
        parts.append(str(occurrence))
    return hashlib.sha1("\x1f".join(parts).encode(), usedforsecurity=False).hexdigest()


def row_key(source: str | None, external_id: str | None, digest: str) -> str:
    """`id:SOURCE:ID` for the numbering of a source that somebody named, else `sha1:HASH`.

    `source` None says that nobody named it: then it is but the name of a file, and the same export
    under another name is the same feedback. The hash holds the id besides the content, so that two
    exports which both count from one stay apart.
    """
    if external_id is None:
        return f"sha1:{digest}"
    if source is not None:
        return f"id:{source}:{external_id}"
    both = f"{external_id}\x1f{digest}".encode()
    return f"sha1:{hashlib.sha1(both, usedforsecurity=False).hexdigest()}"


def feedback_id(external_id: str | None, digest: str) -> str:
    """The id that users see: that of the source, else `F` and ten digits of the hash."""
    return external_id or f"F{digest[:10]}"


def _normal(value: str | float | None) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return " ".join(unicodedata.normalize("NFC", value).split())
    return str(value)
