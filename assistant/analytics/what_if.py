"""The score if a theme were gone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.analytics.drivers import Driver, drivers
from assistant.analytics.intervals import Estimate, product_interval
from assistant.analytics.theme_sets import Outcome, ScoreTable, ThemeSetRow, score_table

__all__ = ["WhatIf", "what_if_each_gone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """What one theme costs the score.

    `now` is the score of all n scored records, `change` what the model expects to be gained
    without the theme (with interval; n: the records that have it), `then` = now + change.
    `without` is the plain score of the records that do not have the theme: a check from the
    counts alone. Each is None where the data cannot tell.
    """

    theme: str
    now: float | None
    change: Estimate
    then: float | None
    without: float | None
    n: int


def what_if_each_gone(rows: Sequence[ThemeSetRow], outcome: Outcome = Outcome.MEAN) -> list[WhatIf]:
    """For every theme in the rows the change of the score if no record had had it.

    change = -(share of records with the theme) · (its effect in `drivers`), so that what other
    themes of the same records cost is not credited to this one. The interval joins the errors of
    effect and share (delta method). Assumes that the effect is causal and stays the same. The
    largest gain comes first, themes that cannot be judged come last. No rows: an empty list.
    """
    table = score_table(rows, outcome)
    found = {d.theme: d for d in drivers(rows, outcome).drivers}
    themes = sorted({theme for row in rows for theme in row.themes})
    each = [_what_if(rows, table, theme, found.get(theme)) for theme in themes]
    return sorted(each, key=lambda w: (w.change.value is None, -(w.change.value or 0.0), w.theme))


def _what_if(
    rows: Sequence[ThemeSetRow],
    table: ScoreTable,
    theme: str,
    driver: Driver | None,
) -> WhatIf:
    having = np.array([theme in row.themes for row in rows], dtype=bool)
    with_theme = int(table.sizes[having].sum())
    rest = table.n - with_theme
    now = table.mean if table.n else None
    share = with_theme / table.n if table.n else 0.0
    change = Estimate(None, None, None, with_theme)
    if driver is not None:
        variance = share * (1 - share) / table.n
        change = product_interval(driver.effect, -share, variance, with_theme)
    return WhatIf(
        theme=theme,
        now=now,
        change=change,
        then=None if now is None or change.value is None else now + change.value,
        without=float(table.sums[~having].sum()) / rest if rest else None,
        n=table.n,
    )
