"""What a tool returns: data whose leaves are figures and quotes, never prose."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from assistant.models import Citation, Figure, Ledger, Period, Scope
from assistant.store.clusters import KeptCluster
from assistant.store.records import Record

__all__ = ["Quote", "ToolResult", "Written", "quote"]

LONGEST_QUOTE = 280
"""Characters up to which a text is quoted whole."""


class Written(str):
    """A text that a tool wrote and checked itself: it stands in an answer as it is."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim piece of a feedback with what a reader wants to know beside it."""

    id: str
    text: str
    day: date
    product: str | None
    channel: str | None
    rating: float | None
    language: str
    sentiment: str
    emotion: str
    urgency: str
    synthetic: bool = False

    @property
    def citation(self) -> Citation:
        return Citation(self.id, self.text)


@dataclass(frozen=True)
class ToolResult:
    """The outcome of one tool call.

    `data` nests mappings, lists, figures, quotes and plain words. `notes` are codes of
    prompts/answers/LANGUAGE/words.yaml that an answer must not hide (a small sample, a period that
    was assumed). `remembered` are the problems to be kept with the answer, so that they bear the
    same names next time; a tool itself writes nothing.
    """

    scope: Scope
    data: Mapping[str, Any]
    compared: Period | None = None
    notes: tuple[str, ...] = ()
    remembered: tuple[KeptCluster, ...] = ()

    @cached_property
    def ledger(self) -> Ledger:
        """Every figure and citation in the data, each once."""
        leaves = list(_leaves(self.data))
        figures = tuple(leaf for leaf in leaves if isinstance(leaf, Figure))
        texts = tuple(str(leaf) for leaf in leaves if isinstance(leaf, Written))
        quotes = dict.fromkeys(leaf.citation for leaf in leaves if isinstance(leaf, Quote))
        return Ledger(figures, tuple(quotes), texts)


def quote(record: Record, start: int = 0, end: int | None = None) -> Quote:
    """The record's words, or the piece of them between two offsets; long ones are cut.

    A piece of a text that fits is given with all of it, since a clause alone seldom says enough.
    """
    said, labels = record.feedback, record.labels
    text = said.full_text[start:end].strip()
    if len(said.text.strip()) <= LONGEST_QUOTE or (end is None and start == 0):
        text = said.text.strip() or said.full_text.strip()
    return Quote(
        id=said.id,
        text=text[:LONGEST_QUOTE].rstrip(),
        day=record.day,
        product=said.product,
        channel=said.channel,
        rating=said.rating,
        language=labels.language,
        sentiment=labels.sentiment,
        emotion=labels.emotion,
        urgency=labels.urgency,
        synthetic=said.extra.get("synthetic") == "true",
    )


def _leaves(data: Any) -> Iterator[Any]:
    if isinstance(data, Mapping):
        for value in data.values():
            yield from _leaves(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _leaves(value)
    else:
        yield data
