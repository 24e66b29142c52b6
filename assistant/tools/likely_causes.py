"""Which words set the complaints of a theme apart: a hint at the cause, no finding."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assistant.analytics.comparison import Verdict, correct_family, difference_of_proportions
from assistant.models import Figure, Scope, Sentiment
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount
from assistant.understanding.keyphrases import keyphrases

__all__ = ["likely_causes"]

MOST_READ = 200
MOST_WORDS = 3
MOST_PHRASES = 20


def likely_causes(
    scope: Scope, themes: Sequence[str], context: ToolContext
) -> dict[str, list[dict[str, Any]]]:
    """The wordings that the newest complaints of each theme surely use more often than those of the
    other themes do, and than praise of the same theme at any time does, with the number of
    complaints that use them; none for a single theme.

    What praise says as well ("delivery", "app") names the theme, not what is wrong with it.
    """
    if len(themes) < 2:
        return {theme: [] for theme in themes}
    groups = _clauses(scope, themes, Sentiment.NEGATIVE, context)
    praise = _clauses(replace(scope, period=None), themes, Sentiment.POSITIVE, context)
    found = {}
    for n, (theme, said) in enumerate(
        zip(themes, keyphrases(groups, top=MOST_PHRASES), strict=True)
    ):
        others = [text for group in (*groups[:n], *groups[n + 1 :]) for text in group]
        telling = _oftener(_oftener(said, groups[n], others), groups[n], praise[n])
        counts = sorted((-_using(each, groups[n]), each) for each in telling)
        found[theme] = [
            {"words": each, "count": _count(-k, theme, scope)} for k, each in counts[:MOST_WORDS]
        ]
    return found


def _clauses(
    scope: Scope, themes: Sequence[str], stance: Sentiment, context: ToolContext
) -> list[list[str]]:
    """What the newest records say of each theme."""
    mine = [replace(scope, theme=(theme,), stance=(stance,)) for theme in themes]
    said = context.feedback.clauses(mine, MOST_READ)
    return [[clause.lower().replace("’", "'") for clause in clauses] for clauses in said]


def _oftener(phrases: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """The phrases that a larger share of mine uses than of theirs, judged as one family; all of
    them where there are none of theirs."""
    if not theirs:
        return list(phrases)
    differences = correct_family(
        [
            difference_of_proportions(
                _using(each, mine), len(mine), _using(each, theirs), len(theirs)
            )
            for each in phrases
        ]
    )
    return [
        each
        for each, difference in zip(phrases, differences, strict=True)
        if difference.verdict is Verdict.UP
    ]


def _using(phrase: str, texts: Sequence[str]) -> int:
    return sum(phrase in text for text in texts)


def _count(k: int, theme: str, scope: Scope) -> Figure:
    return amount("wording_count", k, scope, k, "records", {"theme": theme})
