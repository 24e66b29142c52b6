"""What a brain made of a turn, and whether the ledger backs it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.agent.ledger import BARE_ID, Finding, check
from assistant.agent.outgoing import with_masked_quotes
from assistant.agent.turn import Turn
from assistant.agent.writer import Results
from assistant.errors import PeriodError
from assistant.models import Ledger, ToolCall
from assistant.tools.result import ToolResult

__all__ = ["Outcome", "checked", "ledger_of", "once"]

SHOP_BOOKS = ("product", "channel")
GROUP_BOOKS = ("touchpoint", "segment")
CLAUSE_ID = re.compile(r"[^\W\d][\w-]*\.\d{1,3}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A text with the results of the tools that it rests on; `findings` are what they do not
    back."""

    text: str
    results: Results
    mode: str
    findings: tuple[Finding, ...] = ()


def checked(text: str, results: Results, turn: Turn, mode: str) -> Outcome:
    """The outcome of a turn in the planner's words or, by another mode, in a model's."""
    ledger = ledger_of(results)
    names = [*_shop_names(turn), *_ids([result.data for _, result in results])]
    themes = list(_theme_names(turn))
    if mode == "planner":
        said = [written for written, _ in turn.read.said] if results else _unknown(turn)
        found = check(text, ledger, names, turn.question, [*themes, *said], strict=False)
    else:
        masked = with_masked_quotes(ledger)
        found = check(text, masked, names, turn.question, themes, turn.language())
    return Outcome(text, results, mode, tuple(found))


def ledger_of(results: Results) -> Ledger:
    """Everything that the tools returned."""
    return sum((result.ledger for _, result in results), Ledger())


def once(results: Results) -> Results:
    """Each call once, however often it was asked for."""
    found: dict[str, tuple[ToolCall, ToolResult]] = {}
    for call, result in results:
        found.setdefault(repr(call), (call, result))
    return list(found.values())


def _unknown(turn: Turn) -> list[str]:
    """The user's own word that named nothing here, which may hold digits."""
    try:
        written = turn.plan.details.get("written")
    except PeriodError:
        return []
    return [str(written)] if written else []


def _shop_names(turn: Turn) -> list[str]:
    """What may hold digits that are no figures. Groups bear everyday names (new, support), which
    would be found in every sentence; so only those with a digit count.
    """
    return [
        name
        for book in turn.mind.books
        for name in book.names
        if book.field in SHOP_BOOKS
        or (book.field in GROUP_BOOKS and any(c.isdigit() for c in name))
    ]


def _theme_names(turn: Turn) -> Iterator[str]:
    """How answers call the themes; one may hold a channel's name, as "Website and app" does."""
    for wording in turn.mind.wordings.values():
        yield from (wording.theme(name) for name in turn.mind.book("theme").names)


def _ids(data: Any) -> Iterator[str]:
    """The ids of policy clauses (returns.2) and of customers in what the tools returned."""
    if isinstance(data, Mapping):
        data = list(data.values())
    if isinstance(data, list | tuple):
        for each in data:
            yield from _ids(each)
    elif isinstance(data, str) and (CLAUSE_ID.fullmatch(data) or BARE_ID.fullmatch(data)):
        yield data
