"""What the source of a text tells besides it: the language and the customer's stars."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.models import Feedback, Labels
from assistant.understanding.language import told_or_read
from assistant.understanding.stars import with_stars

__all__ = ["as_told"]


def as_told(read: Sequence[Labels], said: Sequence[Feedback]) -> list[Labels]:
    """The labels that were read from the texts of some feedback, with what stood beside them."""
    return [_as_told(labels, each) for labels, each in zip(read, said, strict=True)]


def _as_told(labels: Labels, said: Feedback) -> Labels:
    text = said.full_text
    language = told_or_read(said.language, labels.language, text)
    return replace(with_stars(labels, text, said.rating), language=language)
