"""The periods of a question, and which of them is only set beside another."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.agent.periods.finder import FoundPeriod, find_periods
from assistant.agent.question.comparing_patterns import AGAINST, AGAINST_AROUND, COMPARE_ONLY
from assistant.agent.question.patterns import FORETELL
from assistant.agent.question.places import Place, blank
from assistant.errors import PeriodError

__all__ = ["is_against", "periods_asked"]

LONG_AGO = timedelta(days=270)
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)|去年|last year")


def periods_asked(folded: str, no_periods: Sequence[Place], as_of: date) -> list[FoundPeriod]:
    """The periods outside the places that hold none; no future one where the question asks what
    will be.

    Raises PeriodError for one that cannot be meant in any other question.
    """
    foretells = FORETELL.search(folded)
    try:
        found = find_periods(blank(folded, no_periods), as_of)
    except PeriodError:
        if not foretells:
            raise
        return []
    if foretells and not YEAR.search(folded):
        # "What will December be" means the one to come, of which nothing is known.
        found = [p for p in found if p.period.end >= as_of - LONG_AGO]
    return found


def is_against(folded: str, periods: Sequence[FoundPeriod]) -> bool:
    """Whether the only period of a question is the one that another is compared with."""
    if len(periods) != 1:
        return False
    before, after = folded[: periods[0].start], folded[periods[0].end :]
    around = AGAINST_AROUND[0].search(before) and AGAINST_AROUND[1].match(after)
    return bool(COMPARE_ONLY.search(folded) or AGAINST.search(before) or around)
