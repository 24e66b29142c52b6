"""How numbers and quotes are written in answers. Digits are plain, so that they can be checked."""

import re
from collections.abc import Sequence

from assistant.models import Figure

__all__ = [
    "answers",
    "bold_closed",
    "defused",
    "inert",
    "interval",
    "number",
    "plural",
    "signed",
    "stars",
    "tidy",
]

DECIMALS = {"records": 0, "days": 0, "of hundred": 0, "": 2, "stars": 2, "of seven": 2, "number": 2}
DECIMALS |= {"points": 1, "%": 1}
FINE = {"priority": 3, "p_value": 3, "corrected_p_value": 3}
"""Decimals of a product of four numbers below one and of a chance, which are small."""

WHOLE = ("count", "rank", "themes", "mentions")
SUFFIX = {"%": "%"}
NOTHING = "–"
BOLD = re.compile(r"\*\*([^*\n]+?)([：，。；！？、]*)\*\*(?=(\S?))")


def _decimals(figure: Figure) -> int:
    whole = any(figure.name.endswith(word) or f"_{word}_" in figure.name for word in WHOLE)
    if figure.name == "quoted_value":
        whole = isinstance(figure.value, int | float) and figure.value == int(figure.value)
    return 0 if whole else FINE.get(figure.name, DECIMALS.get(figure.unit, 1))


def _write(value: float | str | None, figure: Figure, sign: str = "") -> str:
    if value is None:
        return NOTHING
    if isinstance(value, str):
        return value
    decimals = _decimals(figure)
    rounded = round(value, decimals)
    # A rounded minus zero reads as a fall that is none.
    return f"{rounded or 0.0:{sign}.{decimals}f}{SUFFIX.get(figure.unit, '')}"


def number(figure: Figure) -> str:
    """The value with the decimals of its unit; – where there is none."""
    return _write(figure.value, figure)


def signed(figure: Figure) -> str:
    """A change with its sign: +3.1, -0.4."""
    return _write(figure.value, figure, "+")


def plural(count: Figure | int, one: str, many: str | None = None) -> str:
    """The noun that fits a count: record for one, records for any other number."""
    value = count.value if isinstance(count, Figure) else count
    return one if value == 1 else many or f"{one}s"


def interval(figure: Figure, to: str = "…") -> str:
    """The interval as `low … high`; empty where there is none."""
    if figure.low is None or figure.high is None:
        return ""
    return f"{_write(figure.low, figure)} {to} {_write(figure.high, figure)}"


def stars(rating: float | None) -> str:
    """★★★☆☆, without a digit that could be taken for a figure."""
    if rating is None:
        return ""
    full = round(rating)
    return "★" * full + "☆" * (5 - full)


def answers(given: Sequence[str]) -> str:
    """Answers of a scale: 0-6 where they follow on one another, else 3, 7."""
    numbers = sorted(map(int, given))
    if len(numbers) > 1 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{numbers[0]}-{numbers[-1]}"
    return ", ".join(map(str, numbers))


def inert(text: str) -> str:
    """Untrusted text inside Markdown: on one line, and unable to open a tag, image or link.

    Everything else stays verbatim.
    """
    return defused(re.sub(r"\s+", " ", text).strip())


def defused(text: str) -> str:
    """Markdown in which nothing can open a tag, an image or a link; lines stay as they are."""
    text = re.sub(r"<(?=[a-zA-Z/!?])", "&lt;", text)
    # What makes a link or an image in any nesting: ![, ]( and ][, and ]: of a definition.
    text = re.sub(r"!(?=\[)|(?<!\\)\](?=[(\[:])", r"\g<0>\\", text)
    # What a renderer would turn into a link by itself; the backslash does not show.
    return re.sub(r"\b(https?|ftp)(?=://)|\bwww(?=\.)", r"\g<0>\\", text, flags=re.IGNORECASE)


def bold_closed(text: str) -> str:
    """Markdown ends no bold text between a mark and a letter, as Chinese puts them side by side:
    such marks stand behind the bold text instead."""
    return BOLD.sub(lambda bold: f"**{bold[1]}**{bold[2]}" if bold[3] else bold[0], text)


def tidy(text: str) -> str:
    """At most one blank line between paragraphs, none inside a list or table."""
    text = re.sub(r"[ \t]+\n", "\n", text)
    text = re.sub(r"\n{3,}", "\n\n", text)
    return text.strip()
