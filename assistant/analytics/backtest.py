"""What a rule would have done: alerts, false alarms and lead time over the past."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.analytics.daily import DailySeries
from assistant.analytics.surges import FALSE_ALARMS_PER_YEAR, Scan, Surge, scan

__all__ = ["Backtest", "Episode", "backtest"]

EPISODE_GAP = 2
"""Days up to which two alerts of a series belong to one episode."""

Name = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """Alerts of one series at most two days apart.

    `peak` is the day with the most mentions between its first alert and two days after its last;
    `lead_days` counts from the first alert to the peak.
    """

    kind: str
    subject: str
    first: date
    last: date
    alerts: int
    peak: date
    worst: Surge

    @property
    def lead_days(self) -> int:
        return (self.peak - self.first).days


@dataclass(frozen=True, slots=True)
class Backtest:
    """The replay of a rule: its episodes, how many tests it took, and how many false alarms the
    stated rate allows over them."""

    episodes: tuple[Episode, ...]
    tested: int
    expected_false_alarms: float


def backtest(
    series: Sequence[DailySeries], false_alarms_per_year: float = FALSE_ALARMS_PER_YEAR
) -> Backtest:
    """Replay `scan` over every day of the series, each day knowing only the days before it."""
    whole = scan(series, false_alarms_per_year=false_alarms_per_year)
    episodes = _episodes(whole, {(each.kind, each.subject): each for each in series})
    return Backtest(tuple(episodes), whole.tested, whole.expected_false_alarms)


def _episodes(whole: Scan, series: Mapping[Name, DailySeries]) -> list[Episode]:
    """Surges joined by series, in order of their first day."""
    by_series: dict[Name, list[list[Surge]]] = {}
    for surge in whole.surges:
        groups = by_series.setdefault((surge.kind, surge.subject), [])
        if groups and (surge.day - groups[-1][-1].day).days <= EPISODE_GAP:
            groups[-1].append(surge)
        else:
            groups.append([surge])
    episodes = [_episode(g, series[name]) for name, groups in by_series.items() for g in groups]
    return sorted(episodes, key=lambda e: (e.first, e.kind, e.subject))


def _episode(group: list[Surge], series: DailySeries) -> Episode:
    first, last = group[0].day, group[-1].day
    begin = (first - series.start).days
    end = min(series.days, (last - series.start).days + EPISODE_GAP + 1)
    peak = max(range(begin, end), key=lambda i: (series.counts[i], -i))
    return Episode(
        kind=series.kind,
        subject=series.subject,
        first=first,
        last=last,
        alerts=len(group),
        peak=series.day(peak),
        worst=max(group, key=lambda s: s.observed),
    )
