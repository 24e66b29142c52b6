"""The periods of a question, and which of them is only set beside another."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from assistant.agent.names.match import Match
from assistant.agent.periods.calendar import month_of, quarter_of, week_of, year_of
from assistant.agent.periods.finder import FoundPeriod, find_periods
from assistant.agent.question.patterns.common import FORETELL
from assistant.agent.question.patterns.comparing import AGAINST, AGAINST_AROUND, COMPARE_ONLY
from assistant.agent.question.places import Place, blank
from assistant.errors import PeriodError

__all__ = ["is_against", "periods_asked", "periods_beside"]

ONE_BEFORE = re.compile(
    r"(?<=[,，、和与跟比了]|[及呢\s])(?:再)?(?:之前|往前|前)的?(?:那|这)?一个?(周|星期|礼拜|月|季度|年)"
    r"|\bthe (week|month|quarter|year) before(?: that| it)?(?= *[?.!]*$)"
)
"""The one before another that is named: "last week and the week before"."""

UNITS = {
    **dict.fromkeys(("周", "星期", "礼拜", "week"), week_of),
    **dict.fromkeys(("月", "month"), month_of),
    **dict.fromkeys(("季度", "quarter"), quarter_of),
    **dict.fromkeys(("年", "year"), year_of),
}

LONG_AGO = timedelta(days=270)
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)|去年|last year")


def periods_beside(
    names: Sequence[Match], folded: str, no_periods: Sequence[Place], as_of: date
) -> list[FoundPeriod]:
    """The periods of a question that cut none of the names of the shop: the 天猫 of 上礼拜天猫 is
    no Sunday. Raises PeriodError as periods_asked does."""
    found = periods_asked(folded, no_periods, as_of)
    places = ((name.start, name.end) for name in names)
    cut = [(a, b) for a, b in places if any(p.start < a < p.end < b for p in found)]
    return periods_asked(folded, [*no_periods, *cut], as_of) if cut else found


def periods_asked(folded: str, no_periods: Sequence[Place], as_of: date) -> list[FoundPeriod]:
    """The periods outside the places that hold none; no future one where the question asks what
    will be.

    Raises PeriodError for one that cannot be meant in any other question.
    """
    foretells = FORETELL.search(folded)
    try:
        found = _found(folded, no_periods, as_of)
    except PeriodError:
        if not foretells:
            raise
        return []
    if foretells and not YEAR.search(folded):
        # "What will December be" means the one to come, of which nothing is known.
        found = [p for p in found if p.period.end >= as_of - LONG_AGO]
    return found


def _found(folded: str, no_periods: Sequence[Place], as_of: date) -> list[FoundPeriod]:
    """The periods as they are written, with the one before another that is named before it."""
    free = blank(folded, no_periods)
    match = ONE_BEFORE.search(free)
    if match is None:
        return find_periods(free, as_of)
    first = find_periods(blank(free, [match.span()]), as_of)
    if len(first) != 1 or first[0].end > match.start():
        return find_periods(free, as_of)
    unit = UNITS[match[1] or match[2]]
    then = unit(first[0].period.start, -1)
    return [*first, replace(first[0], period=then, start=match.start(), end=match.end())]


def is_against(folded: str, periods: Sequence[FoundPeriod]) -> bool:
    """Whether the only period of a question is the one that another is compared with."""
    if len(periods) != 1:
        return False
    before, after = folded[: periods[0].start], folded[periods[0].end :]
    around = AGAINST_AROUND[0].search(before) and AGAINST_AROUND[1].match(after)
    return bool(COMPARE_ONLY.search(folded) or AGAINST.search(before) or around)
