"""What the user gets for one question."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any, Self

from assistant.models.figures import Figure

__all__ = ["Answer", "ToolCall", "Trouble"]


class Trouble(StrEnum):
    """Why the language model did not answer a turn."""

    UNREACHABLE = "unreachable"
    REFUSED_KEY = "refused_key"
    UNKNOWN_MODEL = "unknown_model"
    REFUSED_REQUEST = "refused_request"
    BUSY = "busy"
    SLOW = "slow"
    BROKEN = "broken"
    EMPTY = "empty"
    CUT_OFF = "cut_off"
    ENDLESS = "endless"
    USED_UP = "used_up"
    UNVERIFIED = "unverified"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A tool that is to run or ran in a turn, with its arguments, which are never changed: a call
    that differs is another one."""

    name: str
    args: Mapping[str, Any]

    def of(self, tool: str) -> Self:
        """The same arguments for another tool."""
        return replace(self, name=tool)

    def having(self, **args: Any) -> Self:
        """The call with these arguments, in the place of its own of the same names."""
        return replace(self, args={**self.args, **args})

    def lacking(self, *names: str) -> Self:
        """The call without these arguments, those among them that it has."""
        return replace(self, args={n: v for n, v in self.args.items() if n not in names})

    def otherwise(self, **args: Any) -> Self:
        """The call with these arguments where it has none of their names."""
        return replace(self, args={**args, **self.args})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the user gets for one question: the shape of `ask --json`.

    `mode` is who wrote it, `planned_by` who chose its tools: planner or llm.
    A tool of `tools`, run again with its arguments on the day `as_of`, gives the same figures.
    """

    id: str
    question: str
    language: str
    answer: str
    verified: bool
    mode: str
    planned_by: str = ""
    tools: tuple[ToolCall, ...] = ()
    figures: tuple[Figure, ...] = ()
    citations: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    elapsed_ms: int = 0
    as_of: date | None = None

    def as_json(self) -> dict[str, Any]:
        plain = {f.name: getattr(self, f.name) for f in fields(self)}
        plain["tools"] = [asdict(call) for call in self.tools]
        plain["figures"] = [figure.as_json() for figure in self.figures]
        plain["citations"] = list(self.citations)
        plain["suggestions"] = list(self.suggestions)
        plain["as_of"] = self.as_of.isoformat() if self.as_of else None
        return plain

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Self:
        """What `as_json` wrote; what an answer does not have is passed over."""
        known = {f.name: plain[f.name] for f in fields(cls) if f.name in plain}
        as_of = plain.get("as_of")
        read = {
            "tools": tuple(ToolCall(each["name"], each["args"]) for each in plain["tools"]),
            "figures": tuple(map(Figure.from_json, plain["figures"])),
            "citations": tuple(plain["citations"]),
            "suggestions": tuple(plain["suggestions"]),
            "as_of": date.fromisoformat(as_of) if as_of else None,
        }
        return cls(**known | read)
