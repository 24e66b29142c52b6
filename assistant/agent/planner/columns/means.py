"""The column of numbers whose mean a question asks for: "average wait", 哪个门店等得最久."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import filterfalse

from assistant.agent.names.column_kinds import is_span
from assistant.agent.planner.calls.call_args import metric_asked
from assistant.agent.planner.calls.traits import MEASURES
from assistant.agent.planner.columns.named import read_once
from assistant.agent.planner.shop.flags import headers_of
from assistant.agent.planner.shop.measures import Measure
from assistant.agent.planner.shop.mind import Mind
from assistant.agent.question.column_words import columns_in
from assistant.agent.question.patterns.means import (
    BETWEEN,
    HIGH_CHINESE,
    HIGH_ENGLISH,
    HOW_LONG,
    LOW,
    MEAN_CHINESE,
    MEAN_ENGLISH,
    NO_SCORE,
    ON_AVERAGE,
)
from assistant.agent.question.patterns.trials import TRIAL
from assistant.agent.question.places import Place, blank, squeezed
from assistant.agent.question.question import Question
from assistant.han import HAN

__all__ = ["with_mean"]


def with_mean(question: Question, mind: Mind, by: str | None = None) -> Question:
    """The question with the column whose mean it asks for, and `order` for the highest or the
    lowest of several means; as it is where it asks for none, or for a test's, and where two columns
    could be meant. A superlative asks for a mean where it sets groups side by side: those that it
    names, else those that the talk is about, split `by` a dimension."""
    if TRIAL.search(question.folded) or not mind.measures:
        return question
    of_groups = bool(by or question.by or columns_in(question.folded, mind.column_words))
    scored = metric_asked(question) in MEASURES
    found = {}
    for column, measure in mind.measures.items():
        if said := _said(question.folded, column, measure, ranks=of_groups, whole=scored):
            found[column] = said
    if not found:
        return question
    longest = max(end - start for start, end in found.values())
    named = [column for column, (start, end) in found.items() if end - start == longest]
    if len(named) != 1:
        return question
    place = found[named[0]]
    order = "worst" if LOW.search(question.folded) else "best" if _ranks(question.folded) else None
    question = read_once(question, [place], mind)
    return replace(
        question,
        mean=named[0],
        by=question.by or (by if order else None),
        order=order,
        bound=None,
        number=None,
        open=blank(question.open, [place]),
        rest=squeezed(blank(question.folded, [place])),
    )


def _said(folded: str, column: str, measure: Measure, *, ranks: bool, whole: bool) -> Place | None:
    """Where a question says the column beside what asks for a mean; None for nowhere. With `whole`
    only by its whole header, with `ranks` also beside a superlative."""
    places = [
        match.span()
        for form in _forms(column, measure, ranks=ranks, whole=whole)
        for match in re.finditer(form, folded)
    ]
    return max(places, key=lambda place: place[1] - place[0], default=None)


def _forms(column: str, measure: Measure, *, ranks: bool, whole: bool) -> Iterator[str]:
    stems = () if whole else measure.stems
    called = dict.fromkeys((*headers_of(column), *stems))
    han = "|".join(map(re.escape, filter(HAN.search, called)))
    latin = "|".join(
        rf"{re.escape(each)}(?:e?s|ing|d)?" for each in filterfalse(HAN.search, called)
    )
    if latin:
        name = rf"(?:{latin})(?![a-z])(?: (?:time|length|duration)s?\b)?"
        yield rf"{MEAN_ENGLISH}{BETWEEN}{name}"
        yield rf"\b{name}.*{ON_AVERAGE}|{ON_AVERAGE}.*\b{name}"
        if ranks:
            yield rf"{HIGH_ENGLISH}{BETWEEN}{name}|\b{name} (?:the )?{HIGH_ENGLISH}"
    if not han:
        return
    name = rf"(?:{han})(?:时间|时长)?"
    yield rf"{MEAN_CHINESE}[的要会]?{name}|{name}[^,，。?？]{{0,6}}{MEAN_CHINESE}{NO_SCORE}"
    if ranks:
        yield rf"{name}[的得]?{HIGH_CHINESE}|{HIGH_CHINESE}的?{name}"
    first = "|".join(re.escape(each[0]) for each in stems if HAN.search(each))
    if first and is_span(measure.header):
        # 等待 is said 等, where it is asked how long.
        yield rf"{MEAN_CHINESE}[的要会得]*(?:{first})[了得的要]?{HOW_LONG}"
        yield rf"(?:{first})[了得的要]?{MEAN_CHINESE}{HOW_LONG}"
        if ranks:
            yield rf"(?:{first})[得的]?(?:时间)?最[久长短快慢]"


def _ranks(folded: str) -> bool:
    return bool(re.search(f"{HIGH_ENGLISH}|最[久长慢高大贵重多]", folded))
