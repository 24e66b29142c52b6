"""Cells of CSV files that are safe to open in a spreadsheet."""

__all__ = ["disarmed"]

ARMED = ("=", "+", "-", "@", "\t", "\r")


def disarmed(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before = + - @, tab and
    carriage return, also behind blanks."""
    risky = cell.startswith(ARMED) or cell.lstrip().startswith(ARMED)
    return f"'{cell}" if risky else cell
