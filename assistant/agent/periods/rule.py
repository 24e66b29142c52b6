"""One way in which a period is written."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from assistant.models import Period

__all__ = ["Read", "Rule", "rules"]

Read = Callable[[re.Match[str], date], Period]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and the days that its match means on an as-of day.

    `read` raises ValueError or KeyError for what is not in the calendar. `said` asks that the
    answer name the days, since people may mean others ("early November", "Black Friday").
    """

    pattern: re.Pattern[str]
    read: Read
    said: bool = False


def rules(forms: Iterable[tuple[str, Read]], *, said: bool = False) -> list[Rule]:
    """Rules of written patterns."""
    return [Rule(re.compile(pattern), read, said) for pattern, read in forms]
