"""What a rule would have done: alerts, false alarms and lead time over the past."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.analytics.daily import DailySeries
from assistant.analytics.surges import FALSE_ALARMS_PER_YEAR, Scan, Surge, scan
from assistant.errors import InvalidInputError

__all__ = ["Backtest", "Episode", "Event", "backtest"]

_GAP = 2
_EARLY = 3

Name = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that really happened to the series (kind, subject), both days included."""

    kind: str
    subject: str
    start: date
    end: date


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """The replay of a rule.

    `expected_false_alarms` is the stated rate over the days tested. With known events: `hits` are
    the episodes that fall on one, `false_alarms` the others, `missed` the events without an
    episode, `delays` the days from the start of each event found to its first alert (negative:
    before it). Without events these are None, for nothing says which alert was false.
    """

    episodes: tuple[Episode, ...]
    tested: int
    expected_false_alarms: float
    hits: int | None
    false_alarms: int | None
    missed: tuple[Event, ...] | None
    delays: tuple[int, ...] | None


def backtest(
    series: Sequence[DailySeries],
    events: Sequence[Event] | None = None,
    false_alarms_per_year: float = FALSE_ALARMS_PER_YEAR,
) -> Backtest:
    """Replay `scan` over every day of the series, each day knowing only the days before it.

    An episode belongs to an event of its series if it begins from 3 days before the event's start
    to its end. Safety series are left out of hits and false alarms: they alert by rule.
    """
    whole = scan(series, false_alarms_per_year=false_alarms_per_year)
    episodes = _episodes(whole, {(s.kind, s.subject): s for s in series})
    if events is None:
        return _replay(whole, episodes)
    ruled = {(s.kind, s.subject) for s in series if s.safety}
    for event in events:
        if event.end < event.start:
            raise InvalidInputError(
                f"The event of {event.subject!r} ends on {event.end}, before it starts; swap them."
            )
    judged = [e for e in episodes if (e.kind, e.subject) not in ruled]
    hits = sum(any(_belongs(episode, event) for event in events) for episode in judged)
    first = {
        event: min((e.first for e in episodes if _belongs(e, event)), default=None)
        for event in events
    }
    return _replay(
        whole,
        episodes,
        hits=hits,
        false_alarms=len(judged) - hits,
        missed=tuple(event for event, day in first.items() if day is None),
        delays=tuple((day - event.start).days for event, day in first.items() if day),
    )


def _replay(
    whole: Scan,
    episodes: Sequence[Episode],
    hits: int | None = None,
    false_alarms: int | None = None,
    missed: tuple[Event, ...] | None = None,
    delays: tuple[int, ...] | None = None,
) -> Backtest:
    return Backtest(
        episodes=tuple(episodes),
        tested=whole.tested,
        expected_false_alarms=whole.expected_false_alarms,
        hits=hits,
        false_alarms=false_alarms,
        missed=missed,
        delays=delays,
    )


def _belongs(episode: Episode, event: Event) -> bool:
    same = (episode.kind, episode.subject) == (event.kind, event.subject)
    return same and event.start - timedelta(days=_EARLY) <= episode.first <= event.end


def _episodes(whole: Scan, series: Mapping[Name, DailySeries]) -> list[Episode]:
    """Surges joined by series, in order of their first day."""
    by_series: dict[Name, list[list[Surge]]] = {}
    for surge in whole.surges:
        groups = by_series.setdefault((surge.kind, surge.subject), [])
        if groups and (surge.day - groups[-1][-1].day).days <= _GAP:
            groups[-1].append(surge)
        else:
            groups.append([surge])
    episodes = [_episode(g, series[name]) for name, groups in by_series.items() for g in groups]
    return sorted(episodes, key=lambda e: (e.first, e.kind, e.subject))


def _episode(group: list[Surge], series: DailySeries) -> Episode:
    first, last = group[0].day, group[-1].day
    begin = (first - series.start).days
    end = min(series.days, (last - series.start).days + _GAP + 1)
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
