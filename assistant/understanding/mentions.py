"""The themes that a text names, each with its side and the clause that speaks of it."""

from dataclasses import dataclass, field

from assistant.models import Sentiment, ThemeMention
from assistant.models.vectors import Floats
from assistant.understanding.clauses import Clause
from assistant.understanding.content import has_content
from assistant.understanding.custom import cue_pattern
from assistant.understanding.linear import THEMES, Scores
from assistant.understanding.themes import Taxonomy

__all__ = ["Mentions", "ReadItem"]

_STANCE_MARGIN = 0.25
_CUE_BONUS = 1.0
"""Log-odds that a cue of the taxonomy adds to a trained theme."""


@dataclass(slots=True)
class ReadItem:
    """A text on its way through the reader."""

    cleaned: str
    language: str
    clauses: list[Clause] = field(default_factory=list)


class Mentions:
    """Finds the themes of a taxonomy in the scores of a text."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._columns = {id: THEMES.index(id) if id in THEMES else None for id in taxonomy.ids}
        self._cues = {theme.id: cue_pattern(theme) for theme in taxonomy}

    def of(
        self, item: ReadItem, scores: Scores, place: int, span: slice, custom: dict[str, int]
    ) -> tuple[ThemeMention, ...]:
        """The themes of a text. `place` is its row among the texts' scores, `span` are the rows of
        its clauses, `custom` the clause of each of the shop's own themes that it names."""
        found: list[ThemeMention] = []
        for id, column in self._columns.items():
            if column is None:
                clause = custom.get(id)
            elif self._names(id, item, float(scores.themes[place, column])):
                clause = self._clause_of(id, item, scores.clause_themes[span, column])
            else:
                clause = None
            if clause is not None:
                row = span.start + clause
                stance = (
                    scores.stances[row].mean() if column is None else scores.stances[row, column]
                )
                found.append(ThemeMention(id, _side(float(stance)), *item.clauses[clause]))
        return tuple(found)

    def _names(self, id: str, item: ReadItem, log_odds: float) -> bool:
        """Whether the text has a trained theme: by its heads alone, or nearly and by a cue."""
        if log_odds > 0 or log_odds <= -_CUE_BONUS:
            return log_odds > 0
        cues = self._cues[id]
        return bool(cues and cues.search(item.cleaned))

    def _clause_of(self, id: str, item: ReadItem, log_odds: Floats) -> int:
        """The clause that speaks of a theme most; a cue of the theme in it counts as well. Where
        none speaks of it by itself, the first of them that says something."""
        cues = self._cues[id]
        scores: list[float] = log_odds.tolist()
        if cues is not None and len(scores) > 1:
            # No other clause can become the one that speaks of it most.
            least = max(scores) - _CUE_BONUS
            for place, score in enumerate(scores):
                if score >= least and cues.search(item.cleaned[slice(*item.clauses[place])]):
                    scores[place] += _CUE_BONUS
        ranked = sorted(range(len(scores)), key=lambda place: -scores[place])
        if scores[ranked[0]] > 0:
            return ranked[0]
        telling = (n for n in ranked if has_content(item.cleaned[slice(*item.clauses[n])]))
        return next(telling, ranked[0])


def _side(stance: float) -> Sentiment:
    if abs(stance) < _STANCE_MARGIN:
        return Sentiment.NEUTRAL
    return Sentiment.POSITIVE if stance > 0 else Sentiment.NEGATIVE
