"""A number by two dimensions at once: complaints by product and channel, the rating by channel and
month."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Self

from pydantic import model_validator

from assistant.models import SMALL_SAMPLE, Figure, Period, Scope
from assistant.store.theme_column import read_themes
from assistant.tools.arguments import Dimension, ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount
from assistant.tools.groups import WEEKDAYS, part_of_week
from assistant.tools.measures import COLUMN, Metric, measured
from assistant.tools.result import ToolResult

__all__ = ["OF_TIME", "Axis", "CrossArgs", "cross_table"]

MOST_ROWS, MOST_COLUMNS = 20, 8
MOST_TIED = 3
FEW_ANSWERS = 5
"""Answers of a cell from which its score may be called the highest or the lowest."""

Cells = dict[tuple[str, str], Counter[Any]]


class Axis(StrEnum):
    """What the rows or the columns are."""

    PRODUCT = "product"
    CHANNEL = "channel"
    LANGUAGE = "language"
    TOUCHPOINT = "touchpoint"
    SEGMENT = "segment"
    RATING = "rating"
    THEME = "theme"
    WEEKDAY = "weekday"
    DAY_KIND = "day_kind"
    WEEK = "week"
    MONTH = "month"


OF_DAYS = (Axis.WEEKDAY, Axis.DAY_KIND, Axis.WEEK, Axis.MONTH)
OF_TIME = (Axis.WEEK, Axis.MONTH)


class CrossArgs(ScopeArgs):
    """The two dimensions (products by channels, if unsaid), and which number stands in the cells.
    With themes, `stance` says which stance towards them counts, any when left out."""

    by: Axis = Axis.PRODUCT
    across: Axis = Axis.CHANNEL
    measure: Metric = Metric.COUNT

    @model_validator(mode="after")
    def _differ(self) -> Self:
        if self.by == self.across:
            raise ValueError(f"by and across are both {self.by}; name two dimensions")
        return self


def cross_table(args: CrossArgs, context: ToolContext) -> ToolResult:
    """A two-way table: records, negative share, NPS, CSAT or mean rating by two dimensions at once
    (product, channel, segment, language, theme, weekday, week, month …), with row and column
    totals and the highest and lowest cell. A record with several themes counts for each."""
    scope, notes = context.scope(args)
    cells, rows, columns = _counted(args, scope, context)
    by, across = args.by, args.across
    if len(columns) > len(rows):
        by, across, rows, columns = across, by, columns, rows
        cells = {(row, column): counts for (column, row), counts in cells.items()}
    if not cells:
        return ToolResult(scope, {"rows": []}, notes=(*notes, _silence(args, scope, context)))
    table = _Table(args.measure, by, across, scope)
    row_names = table.ordered(by, rows)[:MOST_ROWS]
    column_names = table.ordered(across, columns)[:MOST_COLUMNS]
    shown = [
        {
            "name": row,
            "cells": [
                table.figure(cells.get((row, column), Counter()), row, column)
                for column in column_names
            ],
            "total": table.figure(rows[row], row),
        }
        for row in row_names
    ]
    data: dict[str, Any] = {
        "by": str(by),
        "across": str(across),
        "measure": str(args.measure),
        "columns": column_names,
        "rows": shown,
        "totals": [table.figure(columns[name], column=name) for name in column_names],
    }
    data |= _ends(args.measure, shown, column_names)
    for name, every, most in (
        ("row_count", rows, MOST_ROWS),
        ("column_count", columns, MOST_COLUMNS),
    ):
        if len(every) > most:
            data[name] = amount("groups_count", len(every), scope, len(every))
    if sum(sum(counts.values()) for counts in rows.values()) < SMALL_SAMPLE:
        notes = (*notes, "small_sample")
    return ToolResult(scope, data, notes=notes)


class _Table:
    """Figures of cells, and the order of rows and columns."""

    def __init__(self, measure: Metric, by: Axis, across: Axis, scope: Scope) -> None:
        self.measure, self.by, self.across, self.scope = measure, by, across, scope

    def figure(self, counts: Mapping[Any, int], row: str = "", column: str = "") -> Figure:
        """The number of a cell, or of a whole row or column."""
        scope, of = self.scope, {}
        for axis, name in ((self.by, row), (self.across, column)):
            if not name:
                continue
            if axis in OF_TIME:
                assert scope.period is not None
                scope = replace(scope, period=_stretch(axis, name, scope.period))
            else:
                of[str(axis)] = name
        return measured(self.measure, counts, scope, of)

    def ordered(self, axis: Axis, groups: Mapping[str, Counter[Any]]) -> list[str]:
        """Days in their order, stars from the most, others by how many records they have."""
        if axis == Axis.WEEKDAY:
            return [name for name in WEEKDAYS if name in groups]
        if axis in OF_TIME:
            return sorted(groups)[-MOST_COLUMNS if axis == self.across else -MOST_ROWS :]
        if axis == Axis.RATING:
            return sorted(groups, reverse=True)
        return sorted(groups, key=lambda name: (-groups[name].total(), name))


def _counted(
    args: CrossArgs, scope: Scope, context: ToolContext
) -> tuple[Cells, dict[str, Counter[Any]], dict[str, Counter[Any]]]:
    """How often each value of the measure occurs in each cell, row and column; who is in no group
    of either dimension is left out."""
    value = COLUMN[args.measure]
    names = tuple(dict.fromkeys((_column(args.by), _column(args.across), value)))
    stances = _stances(args)
    cells: Cells = defaultdict(Counter)
    rows: dict[str, Counter[Any]] = defaultdict(Counter)
    columns: dict[str, Counter[Any]] = defaultdict(Counter)
    for key, n in context.tallies.by(scope, *names).items():
        found = dict(zip(names, key, strict=True))
        here = _groups(args.by, found, stances)
        there = _groups(args.across, found, stances)
        if found[value] is None or not here or not there:
            continue
        for row in here:
            rows[row][found[value]] += n
            for column in there:
                cells[row, column][found[value]] += n
        for column in there:
            columns[column][found[value]] += n
    return cells, rows, columns


def _column(axis: Axis) -> str:
    if axis in OF_DAYS:
        return "day"
    return "themes" if axis == Axis.THEME else str(axis)


def _stances(args: CrossArgs) -> tuple[str, ...]:
    return tuple(args.stance) or tuple(args.sentiment)


def _groups(axis: Axis, found: Mapping[str, Any], stances: Sequence[str]) -> Iterable[str]:
    """The groups of a dimension that a record belongs to."""
    value = found[_column(axis)]
    if axis == Axis.THEME:
        pairs = read_themes(value)
        return {theme for theme, stance in pairs if not stances or stance in stances}
    if value is None:
        return ()
    if axis == Axis.MONTH:
        return (f"{value:%Y-%m}",)
    if axis == Axis.WEEK:
        return ((value - timedelta(days=value.weekday())).isoformat(),)
    if axis in OF_DAYS:
        return (part_of_week(Dimension(axis), value),)
    return (str(int(value)) if axis == Axis.RATING else str(value),)


def _stretch(axis: Axis, name: str, whole: Period) -> Period:
    """The week or month of this name, cut at the ends of the period."""
    if axis == Axis.WEEK:
        start = date.fromisoformat(name)
        end = start + timedelta(days=6)
    else:
        start = date.fromisoformat(f"{name}-01")
        end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return Period(max(start, whole.start), min(end, whole.end))


def _ends(
    measure: Metric, rows: Sequence[Mapping[str, Any]], columns: Sequence[str]
) -> dict[str, Any]:
    """The highest cells, and the lowest ones of a score; of scores only cells with some answers."""
    least = 1 if measure == Metric.COUNT else FEW_ANSWERS
    known = [
        {"row": row["name"], "column": column, "figure": figure}
        for row in rows
        for column, figure in zip(columns, row["cells"], strict=True)
        if figure.value is not None and figure.n >= least
    ]
    if len(known) < 2:
        return {}
    values = [round(float(each["figure"].value), 2) for each in known]
    ends = {"highest": max(values)} | ({} if measure == Metric.COUNT else {"lowest": min(values)})
    return {
        name: [each for each, value in zip(known, values, strict=True) if value == end][:MOST_TIED]
        for name, end in ends.items()
        if len(set(values)) > 1
    }


def _silence(args: CrossArgs, scope: Scope, context: ToolContext) -> str:
    """Why there is no cell: no feedback, no answers, or none that is in both dimensions."""
    if not context.tallies.any(scope):
        return "no_data"
    column = COLUMN[args.measure]
    return "no_both" if context.tallies.histogram(scope, column) else f"no_{column}"
