"""Markdown tables, as the evals print them."""

from collections.abc import Iterable, Sequence

__all__ = ["share", "table"]

RULES = {"l": ":--", "r": "--:"}


def table(head: Sequence[str], rows: Iterable[Sequence[object]], align: str = "") -> str:
    """A table without a line break at its end. `align` has a letter a column, l or r; without it
    readers choose. Cells are written as they are."""
    rules = [RULES[letter] for letter in align] or ["---"] * len(head)
    lines = [_line(head), "|" + "|".join(rules) + "|"]
    return "\n".join([*lines, *(_line(row) for row in rows)])


def share(value: float | None) -> str:
    """A number between 0 and 1, to three places; nothing where there is none."""
    return "" if value is None else f"{value:.3f}"


def _line(cells: Sequence[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |"
