"""Records grouped by the themes they blame, with their scores: what regressions read."""

from collections import defaultdict
from typing import Any

from assistant.analytics.theme_sets import ThemeSetRow
from assistant.models import Scope
from assistant.store.tallies import Tallies
from assistant.store.theme_column import blamed_themes

__all__ = ["blamed_sets"]


def blamed_sets(
    tallies: Tallies, scope: Scope, score: str, without: frozenset[str] = frozenset()
) -> list[ThemeSetRow]:
    """One row per set of blamed themes, with the histogram of a score column.

    A theme counts where it is blamed: praise of delivery must not hide what late parcels cost.
    """
    histograms: defaultdict[frozenset[str], dict[Any, int]] = defaultdict(dict)
    for (spelled, value), n in tallies.by(scope, "themes", score).items():
        if value is None:
            continue
        histogram = histograms[blamed_themes(spelled) - without]
        histogram[value] = histogram.get(value, 0) + n
    return [
        ThemeSetRow(themes=themes, counts=counts, n=sum(counts.values()), negative=themes)
        for themes, counts in histograms.items()
    ]
