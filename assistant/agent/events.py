"""What a watcher of a turn sees, in order."""

from dataclasses import dataclass

from assistant.models import Answer, ToolCall
from assistant.store.clusters import KeptCluster
from assistant.tools.result import ToolResult

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
    """A tool has computed so many figures and found so many quotes."""

    call: ToolCall
    figures: int
    quotes: int

    @classmethod
    def of(cls, call: ToolCall, result: ToolResult) -> "ToolRan":
        """What is shown of a call and its result."""
        return cls(call, len(result.ledger.figures), len(result.ledger.citations))


@dataclass(frozen=True, slots=True)
class Done:
    """The finished, checked answer, and the problems to keep with it under their names."""

    answer: Answer
    remembered: tuple[KeptCluster, ...] = ()


Event = Started | Waiting | ToolRan | Done
