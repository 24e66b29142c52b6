"""The beginning of a text, for a line that has no room for more."""

__all__ = ["excerpt"]


def excerpt(text: str, longest: int) -> str:
    """At most `longest` characters on one line, with "…" after them where the text goes on."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[:longest]}…"
