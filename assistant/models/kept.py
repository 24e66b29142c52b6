"""What a scope says of the columns that imports keep beside the fields, each as `column=value`."""

from collections.abc import Iterable, Mapping

__all__ = ["by_column", "column_of", "value_of"]


def column_of(kept: str) -> str:
    """The column of a `column=value`."""
    return kept.partition("=")[0]


def value_of(kept: str) -> str:
    """The value of a `column=value`; empty without one."""
    return kept.partition("=")[2]


def by_column(kept: Iterable[str]) -> Mapping[str, list[str]]:
    """Each column with its `column=value`, in their order; empty for none."""
    found: dict[str, list[str]] = {}
    for each in kept:
        found.setdefault(column_of(each), []).append(each)
    return found
