"""A score that says where to look before there is an alert."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.errors import InvalidInputError

__all__ = ["WEIGHTS", "WarningRow", "WarningScore", "early_warnings"]

WEIGHTS = {"surprise": 0.4, "growth": 0.3, "urgency": 0.2, "spread": 0.1}
"""How much of the score each part can make."""

_PRIOR = 5.0
_SURE = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningRow:
    """One subject: its complaints lately and in the time before, from group-bys.

    `recent` of `recent_total` records complain of it, `urgent` of them critically or highly
    urgent, in `channels` of `all_channels`; `previous` of `previous_total` before (total 0:
    unknown). `p_value` is that of its surge test today, None where it could not be tested.
    """

    subject: str
    recent: int
    recent_total: int
    previous: int
    previous_total: int
    urgent: int = 0
    channels: int = 0
    all_channels: int = 0
    p_value: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningScore:
    """`score` 0…100 is the weighted sum of the four parts, each 0…1; n recent complaints."""

    subject: str
    score: float
    surprise: float
    growth: float
    urgency: float
    spread: float
    n: int


def early_warnings(rows: Sequence[WarningRow]) -> list[WarningScore]:
    """Subjects by early-warning score, highest first; subjects without complaints are left out.

    surprise  -log10(p) / 6, at most 1 (0 without a test)
    growth    2 · (r + 5) / (r + e + 10) - 1, at least 0, with e the complaints expected from the
              share before: 0 for steady or falling, 1/3 for doubled
    urgency   urgent / (r + 5): a few urgent ones are no certainty
    spread    (channels - 1) / (all channels - 1)

    score = 100 · (0.4 surprise + 0.3 growth + 0.2 urgency + 0.1 spread). It orders attention; it
    is no probability, and its weights are a choice, not an estimate.
    """
    for row in rows:
        _check(row)
    scores = [_score(row) for row in rows if row.recent]
    return sorted(scores, key=lambda s: (-s.score, s.subject))


def _score(row: WarningRow) -> WarningScore:
    expected = float(row.recent)
    if row.previous_total:
        expected = row.previous * row.recent_total / row.previous_total
    growth = 2 * (row.recent + _PRIOR) / (row.recent + expected + 2 * _PRIOR) - 1
    surprise = 0.0
    if row.p_value is not None:
        surprise = min(1.0, -math.log10(max(row.p_value, 10**-_SURE)) / _SURE)
    parts = {
        "surprise": max(0.0, surprise),
        "growth": max(0.0, growth),
        "urgency": row.urgent / (row.recent + _PRIOR),
        "spread": max(0, row.channels - 1) / max(1, row.all_channels - 1),
    }
    score = 100 * sum(WEIGHTS[name] * part for name, part in parts.items())
    return WarningScore(subject=row.subject, score=score, n=row.recent, **parts)


def _check(row: WarningRow) -> None:
    fits = (
        0 <= row.urgent <= row.recent <= row.recent_total
        and 0 <= row.previous <= row.previous_total
        and 0 <= row.channels <= row.all_channels
        and (row.p_value is None or 0 <= row.p_value <= 1)
    )
    if not fits:
        raise InvalidInputError(
            f"The counts of {row.subject!r} contradict each other: {row}; urgent <= recent <= "
            "recent_total, previous <= previous_total and channels <= all_channels must hold."
        )
