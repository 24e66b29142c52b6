"""Reads dates and numbers that were typed into a box."""

from datetime import date

from assistant.errors import InvalidInputError

__all__ = ["day_in", "number_in"]


def day_in(written: str) -> date | None:
    """A day like 2026-12-31; None for an empty box. Raises InvalidInputError."""
    if not written.strip():
        return None
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        raise InvalidInputError(f"{written!r} is no date; write it like 2026-12-31.") from None


def number_in(written: str) -> float | None:
    """A number, with a decimal comma or a percent sign if need be; None for an empty box.

    Raises InvalidInputError.
    """
    if not written.strip():
        return None
    try:
        return float(written.replace(",", ".").rstrip("% "))
    except ValueError:
        raise InvalidInputError(f"{written!r} is no number; write it like 12.5.") from None
