"""What one turn may still do: its patience, its calls, and what its tools have said already."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from assistant.agent.llm.calling import Limits, Meter, Patience
from assistant.agent.planner.calls.call_args import accepted, period_args
from assistant.agent.planner.calls.experiments import about_score
from assistant.agent.planner.calls.follow_ups import mooded
from assistant.agent.planner.calls.traits import TRAITS
from assistant.agent.results import Results
from assistant.agent.turn import Turn
from assistant.errors import InvalidInputError, ModelError, PeriodError
from assistant.models import NAMED, ToolCall, Trouble
from assistant.tools.registry import TOOLS, call_tool
from assistant.tools.result import ToolResult

__all__ = ["Session"]

"""What a question names by name."""
DOUBTED = (*NAMED, "kept", "rating")
"""What a weak model fills in though the question does not name it."""


@dataclass(slots=True)
class Session:
    """The budget and the tool results of one turn. `offered` are the tools that the user's question
    calls for; `in_text` says that the model writes its calls as text; `slow` that it has little
    time to read, `share` among how many calls that is shared out. `planned` are the calls, by their
    ids, that the planner made in the model's place. Tools run in threads of their own.
    """

    turn: Turn
    patience: Patience = field(default_factory=Patience)
    meter: Meter | None = None
    offered: tuple[str, ...] = ()
    in_text: bool = False
    slow: bool = False
    model_calls: int = 0
    tool_calls: int = 0
    share: int = 1
    tokens: int = 0
    planned: dict[str, ToolCall] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _doubted: set[str] = field(default_factory=set)
    _known: dict[str, tuple[ToolCall, ToolResult]] = field(default_factory=dict)

    @property
    def limits(self) -> Limits:
        return self.patience.limits

    def admit(self, tokens: int) -> None:
        """Make room for one call of so many tokens. Raises ModelError where there is none."""
        if self.meter and self.meter.is_used_up():
            raise ModelError("The tokens of the day are used up.", Trouble.USED_UP)
        too_many = self.model_calls >= self.limits.model_calls
        if too_many or self.tokens + tokens > self.limits.turn_tokens:
            raise ModelError("The language model came to no end.", Trouble.ENDLESS)
        if self.patience.left() <= 0:
            raise ModelError("The language model took too long.", Trouble.SLOW)
        self.model_calls += 1

    def spend(self, tokens: int) -> None:
        """Count what a call has used."""
        self.tokens += tokens
        if self.meter:
            self.meter.add(tokens)

    def expect(self, calls: int) -> None:
        """Share what the model reads among the calls so far and those that now begin: tools run
        side by side, and what each may say must not depend on which comes first."""
        self.share = max(1, self.tool_calls + calls)

    def run(self, name: str, args: Mapping[str, Any]) -> tuple[ToolCall, ToolResult]:
        """Run a tool as the planner asks; the same call a second time costs nothing."""
        key = json.dumps([name, args], sort_keys=True, default=str)
        if known := self._known.get(key):
            return known
        ran = call_tool(name, args, self.turn.tools)
        with self._lock:
            return self._known.setdefault(key, ran)

    @property
    def results(self) -> Results:
        """What the tools of the turn have returned, each call once."""
        return list(self._known.values())

    @property
    def has_read_feedback(self) -> bool:
        """Whether a tool of the turn has shown what strangers wrote."""
        return any(result.ledger.citations for _, result in self.results)

    def run_planned(self, name: str, args: Mapping[str, Any]) -> tuple[ToolCall, ToolResult]:
        """Run a call that the planner made in the model's place: it rests on the user's words."""
        self._count()
        return self.run(name, args)

    def run_for_model(self, name: str, args: Mapping[str, Any]) -> tuple[ToolCall, ToolResult]:
        """Run a tool as a model asks, which may have read what strangers wrote.

        Raises InvalidInputError where the call is not for it to make; the message tells it.
        """
        if self._count() > self.limits.tool_calls:
            raise InvalidInputError("No more tool calls in this turn; answer from the results.")
        if self.has_read_feedback and name not in self.offered:
            raise InvalidInputError(f"{name!r} is no tool for this question; answer it.")
        self._must_be_asked_for(args)
        self._must_be_named(name, args)
        args = mooded(name, args)
        return self.run(name, self._with_defaults(name, self._with_named(name, args)))

    def _count(self) -> int:
        """One call more; how many there are now."""
        with self._lock:
            self.tool_calls += 1
            return self.tool_calls

    def _with_named(self, name: str, args: Mapping[str, Any]) -> Mapping[str, Any]:
        """What the user named, where a model that was told so leaves it out."""
        if name not in TOOLS:
            return args
        try:
            filters = self.turn.read.filters
        except PeriodError:
            return args
        single = any(args.get(each) for each in ("ids", "customer_id", "order_id"))
        lacking = {
            each: list(filters[each])
            for each in (*NAMED, "kept")
            if each in filters and each not in args and args.get("by") != each and not single
        }
        given = {**self._with_period(name, args), **accepted(name, lacking)}
        if "score" in given:
            return given
        return about_score(ToolCall(name, given), self.turn.read.folded).args

    def _must_be_named(self, name: str, args: Mapping[str, Any]) -> None:
        """What nobody named is refused once: a weak model fills in all that it can, a strong one
        that understood more than the reader may insist."""
        try:
            named: dict[str, set[str]] = {f: set(v) for f, v in self.turn.read.filters.items()}
        except PeriodError:
            return
        for call in self.turn.thread.calls:
            _collect(named, call.args)
        for told in self.turn.thread.figures:  # "and the best one" means a group of the last answer
            _collect(named, told.get("filters") or {})
        for _, result in self._known.values():
            for figure in result.ledger.figures:
                _collect(named, figure.filters)
        _collect(named, self.turn.chosen.args)
        for each in DOUBTED:
            strange = sorted(set(map(str, args.get(each) or ())) - named.get(each, set()))
            key = f"{name} {each} {strange}"
            if strange and key not in self._doubted:
                self._doubted.add(key)
                raise InvalidInputError(
                    f"The question names no {each} {strange[0]!r}; leave it out, or call again "
                    "where it means that."
                )

    def _with_period(self, name: str, args: Mapping[str, Any]) -> Mapping[str, Any]:
        """The period that the user named, where a model that was told it leaves it out."""
        if args.get("period") or name not in TOOLS or TRAITS[name].own_time:
            return args
        try:
            read = period_args(self.turn.read, self.turn.tools.as_of)
        except PeriodError:
            return args
        lacking = {each: value for each, value in read.items() if not args.get(each)}
        return {**args, **accepted(name, lacking)}

    def _with_defaults(self, name: str, args: Mapping[str, Any]) -> Mapping[str, Any]:
        """What the user chose to look at holds for a model as well."""
        if name not in TOOLS or not self.turn.chosen.args:
            return args
        try:
            defaults = self.turn.defaults
        except PeriodError:
            defaults = self.turn.chosen
        return defaults.filled(name, args)

    def _must_be_asked_for(self, args: Mapping[str, Any]) -> None:
        """A customer is looked up when the user names them, never because a text does."""
        named = [self.turn.question, *(str(dict(call.args)) for call in self.turn.thread.calls)]
        for kind in ("customer_id", "order_id"):
            for each in args.get(kind) or ():
                if not any(str(each).casefold() in words.casefold() for words in named):
                    whose = kind.removesuffix("_id")
                    raise InvalidInputError(f"The user has not asked about {whose} {each!r}.")


def _collect(named: dict[str, set[str]], args: Mapping[str, Any]) -> None:
    """Add the names in arguments or filters to those of their fields."""
    for each in DOUBTED:
        named.setdefault(each, set()).update(map(str, args.get(each) or ()))
