"""Who blames and who praises which theme: the counts behind every theme figure."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from assistant.analytics.priority import ThemeImpact
from assistant.models import Emotion, Scope, Sentiment, Urgency
from assistant.store.tallies import Tallies

__all__ = ["ThemeCounts", "count_mentions", "impacts"]


@dataclass(slots=True)
class ThemeCounts:
    """Counts of records that mention one theme. `blamed` and `praised` go by the stance towards
    the theme, `angry` and `urgencies` by the record that blames it."""

    mentioned: int = 0
    blamed: int = 0
    praised: int = 0
    angry: int = 0
    urgencies: Counter[str] = field(default_factory=Counter)


def count_mentions(tallies: Tallies, scope: Scope) -> tuple[dict[str, ThemeCounts], int]:
    """The counts of each theme that occurs in the scope, and the records of the whole scope.

    Themes that the scope names, or excludes, are judged per record by the store; here the
    excluded ones are left out of the counts as well.
    """
    counts: defaultdict[str, ThemeCounts] = defaultdict(ThemeCounts)
    rows = tallies.mentions(scope, "theme", "sentiment", "emotion", "urgency")
    for (theme, stance, emotion, urgency), n in rows.items():
        if scope.theme and theme not in scope.theme:
            continue
        of = counts[theme]
        of.mentioned += n
        if stance == Sentiment.NEGATIVE:
            of.blamed += n
            of.angry += n * (emotion == Emotion.ANGRY)
            of.urgencies[urgency] += n
        elif stance == Sentiment.POSITIVE:
            of.praised += n
    return dict(counts), tallies.count(scope)


def impacts(tallies: Tallies, now: Scope, before: Scope) -> list[ThemeImpact]:
    """What the priority ranking needs, for every theme that somebody blames."""
    counts, total = count_mentions(tallies, now)
    counts_before, total_before = count_mentions(tallies, before)
    return [
        ThemeImpact(
            theme=theme,
            n=of.blamed,
            total=total,
            negative=of.blamed,
            angry=of.angry,
            critical=of.urgencies[Urgency.CRITICAL],
            high=of.urgencies[Urgency.HIGH],
            low=of.urgencies[Urgency.LOW],
            previous_n=counts_before[theme].blamed if theme in counts_before else 0,
            previous_total=total_before,
        )
        for theme, of in counts.items()
        if of.blamed
    ]
