"""What a watcher of a turn sees, in order."""

from dataclasses import dataclass

from assistant.models import Answer, ToolCall
from assistant.store.clusters import KeptCluster

__all__ = ["Done", "Event", "Started", "ToolRan", "Waiting", "Writing"]


@dataclass(frozen=True, slots=True)
class Started:
    """The turn has begun."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A sign of life, about once a second: the model has been silent for so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class ToolRan:
    """A tool has computed its figures; `rows` counts its figures and quotes."""

    call: ToolCall
    figures: int
    quotes: int


@dataclass(frozen=True, slots=True)
class Writing:
    """What a model has written so far: unchecked, and so without its numbers, quotes and ids. The
    next one replaces it, and the answer the last; none of it is kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Done:
    """The finished, checked answer, and the problems to keep with it under their names."""

    answer: Answer
    remembered: tuple[KeptCluster, ...] = ()


Event = Started | Waiting | ToolRan | Writing | Done
