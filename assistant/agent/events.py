"""What a watcher of a turn sees, in order."""

from dataclasses import dataclass

from assistant.models import Answer, ToolCall
from assistant.store.clusters import KeptCluster

__all__ = ["Done", "Event", "Started", "ToolRan", "Waiting"]


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
class Done:
    """The finished, checked answer, and the problems to keep with it under their names."""

    answer: Answer
    remembered: tuple[KeptCluster, ...] = ()


Event = Started | Waiting | ToolRan | Done
