"""Checks the answer of a turn against what its tools returned and what the user said."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from assistant.agent.checking.ledger import BARE_ID, CITED, Finding, check
from assistant.agent.checking.numerals import claims, spelled_claims
from assistant.agent.llm.outgoing import with_masked_quotes
from assistant.agent.names.folding import fold
from assistant.agent.results import Results, ledger_of
from assistant.agent.turn import Turn
from assistant.errors import PeriodError
from assistant.models import Band, value_of
from assistant.tools.arguments import Dimension

__all__ = ["check_answer"]

SHOP_BOOKS = ("product", "channel")
CALLED_OTHERWISE = (*SHOP_BOOKS, "theme")
GROUP_BOOKS = ("touchpoint", "segment")
CLAUSE_ID = re.compile(r"[^\W\d][\w-]*\.\d{1,3}")


def check_answer(
    text: str, results: Results, turn: Turn, mode: str, *, handed_over: bool = False
) -> list[Finding]:
    """What the text of a turn claims and nothing backs; empty for a verified one.

    `handed_over` says that the results were put before a model that had called nothing: an excuse
    that uses none of them is no answer either.
    """
    ledger = ledger_of(results)
    names = [*_shop_names(turn), *_ids([result.data for _, result in results])]
    names += _customers(results)
    themes = _themes(turn)
    called = [wording for wordings in themes.values() for wording in wordings]
    if mode == "planner":
        said = _own_words(turn) if results else _unknown(turn)
        return check(text, ledger, names, turn.question, [*called, *said], strict=False)
    masked = with_masked_quotes(ledger)
    wordings = _other_wordings(text, turn)
    found = check(
        text,
        masked,
        names,
        turn.question,
        language=turn.language(),
        wordings=wordings,
        themes=themes,
        as_of=turn.tools.as_of,
    )
    if text and not results and not text.endswith(("?", "？")) and _asks_for_tools(turn):
        found.append(Finding("no tool was called for", turn.question))
    if handed_over and not found and not _uses(text, [*names, *called], turn):
        found.append(Finding("nothing of the results was used for", turn.question))
    return found


def _uses(text: str, names: Iterable[str], turn: Turn) -> bool:
    """Whether a text holds a number, an id, or a name that the question does not."""
    if CITED.search(text) or any(claims(text)) or any(spelled_claims(text)):
        return True
    folded, asked = text.casefold(), turn.question.casefold()
    return any(name in folded and name not in asked for name in map(str.casefold, names))


def _asks_for_tools(turn: Turn) -> bool:
    """Whether the built-in reader finds a tool for the question: what is then said without one
    rests on nothing, with or without a number, unless it asks back."""
    try:
        return bool(turn.plan.calls)
    except PeriodError:
        return False


def _own_words(turn: Turn) -> list[str]:
    """Pieces of the question that the answer says back: its periods, its bound, its strange
    words."""
    bound = turn.read.bound
    said = [written for written, _ in turn.read.said] + ([bound.written] if bound else [])
    lead = (turn.plan.lead,) if turn.plan.lead else ()
    strange = [details.get("written") for _, details in (*turn.plan.remarks, *lead)]
    strange += [word for _, details in turn.plan.remarks for word in details.get("words", ())]
    # A piece of a name is one in its quotation marks alone: without it the name would be unknown.
    said += [
        f"“{match.written}”"
        if any(match.written in fold(value) for value in match.values)
        else match.written
        for match in turn.read.matched
    ]
    calls = turn.plan.calls
    said += [word for call in calls for word in call.args.get("words", ())]
    # A bound of a column is written as the call has it: 61 and more of "over 60 minutes".
    said += [
        each for call in calls for each in call.args.get("kept", ()) if Band.read(value_of(each))
    ]
    return [*said, *(str(written) for written in strange if written)]


def _customers(results: Results) -> Iterator[str]:
    """The customers that the tools were asked about or named: their ids are no figures."""
    for call, result in results:
        yield from call.args.get("customer_id", ())
        if result.data.get("by") == Dimension.CUSTOMER:
            yield from (group["name"] for group in result.data["groups"])
        yield from (risk["customer"] for risk in result.data.get("risks", ()))
        if name := result.data.get("customer"):
            yield str(name)


def _unknown(turn: Turn) -> list[str]:
    """The user's own word that named nothing here, which may hold digits."""
    try:
        written = turn.plan.details.get("written")
    except PeriodError as error:
        return [str(error)]
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


def _other_wordings(text: str, turn: Turn) -> dict[str, set[str]]:
    """How the text writes products, channels and themes in other words than the shop does."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for book in turn.mind.books:
        for match in book.find(fold(text)) if book.field in CALLED_OTHERWISE else ():
            for name in match.values:
                found[name].add(match.written)
    return found


def _themes(turn: Turn) -> dict[str, list[str]]:
    """How answers call the themes, by their ids; one may hold a channel's name, as "Website and
    app" does."""
    wordings = turn.mind.wordings.values()
    return {
        name: [wording.theme(name) for wording in wordings]
        for name in turn.mind.book("theme").names
    }


def _ids(data: Any) -> Iterator[str]:
    """The ids of policy clauses (returns.2) and of customers in what the tools returned."""
    if isinstance(data, Mapping):
        data = list(data.values())
    if isinstance(data, list | tuple):
        for each in data:
            yield from _ids(each)
    elif isinstance(data, str) and (CLAUSE_ID.fullmatch(data) or BARE_ID.fullmatch(data)):
        yield data
