"""What the planner must know of each tool, in one table.

A new tool gets a line here; `Traits()` is one that stands for itself alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["MEASURES", "MOST_THEMES", "TOOL_OF", "TRAITS", "Traits"]

MEASURES = ("nps", "csat", "rating_mean")
"""The scores that customers gave."""

MOST_THEMES = 20
"""Themes that one answer tells of at most."""

TOOL_OF = {"nps": "nps", "csat": "csat", "rating_mean": "csat", "ces": "ces", "count": "volume"}
"""The tool that answers each number."""


@dataclass(frozen=True, slots=True)
class Traits:
    """Of one tool.

    `is_score`, `is_count`: it gives a score, or a number of records; both split by a dimension.
    `ranked_by`: the figure by which it ranks its groups; `low_is_bad`: the lowest is the worst.
    `groups_themes`: its groups are themes.
    `metric`: the name of its number in `trend`.
    `counted_by`: the tool that splits by a dimension what this one only lists.
    `bounds`, `steps`, `foretells`: a question to it may ask for groups beyond a bound, for weeks or
    months side by side, for what will be; another tool answers it then.
    `tells_what`: it says what is told, never which of two is better.
    `one_thing`: it looks at the one product or channel that the ranking before chose.
    `named`: a product or channel that does not exist is refused; `reads_words`: the word is looked
    for in the texts first.
    `sides`: it sets two things that are named side by side.
    `whole_store`: it looks at no feedback, or at all of it, so that chosen defaults do not apply.
    `own_time`: its period is a day of its own or single items; `timeless`: it looks at all time
    where no period is named.
    """

    is_score: bool = False
    is_count: bool = False
    ranked_by: str | None = None
    low_is_bad: bool = False
    groups_themes: bool = False
    metric: str | None = None
    counted_by: str | None = None
    bounds: bool = False
    steps: bool = False
    foretells: bool = False
    tells_what: bool = False
    one_thing: bool = False
    named: bool = False
    reads_words: bool = False
    whole_store: bool = False
    own_time: bool = False
    sides: bool = False
    timeless: bool = False

    @property
    def takes_all(self) -> bool:
        """Whether it answers all that a question names at once: sides of a test, the store."""
        return self.whole_store or self.sides

    @property
    def splits(self) -> bool:
        """Whether it takes `by`, and ranks the groups."""
        return self.is_score or self.is_count


TRAITS: Mapping[str, Traits] = {
    "nps": Traits(
        is_score=True, ranked_by="nps", low_is_bad=True, metric="nps",
        bounds=True, steps=True, foretells=True, named=True,
    ),
    "csat": Traits(
        is_score=True, ranked_by="csat", low_is_bad=True, metric="csat",
        bounds=True, steps=True, foretells=True, named=True,
    ),
    "ces": Traits(
        is_score=True, ranked_by="ces", low_is_bad=True, metric="ces",
        bounds=True, steps=True, named=True,
    ),
    "column_mean": Traits(is_score=True, ranked_by="column_mean", named=True),
    "volume": Traits(
        is_count=True, ranked_by="count", metric="count", bounds=True, steps=True, foretells=True,
        one_thing=True, named=True, reads_words=True,
    ),
    "sentiment": Traits(
        is_count=True, ranked_by="negative_share", bounds=True, steps=True, foretells=True,
        named=True, reads_words=True,
    ),
    "complaints": Traits(
        ranked_by="complaint_count", groups_themes=True, counted_by="sentiment",
        bounds=True, steps=True, foretells=True, one_thing=True, named=True, reads_words=True,
    ),
    "themes": Traits(
        groups_themes=True, counted_by="volume", bounds=True, steps=True, tells_what=True,
        one_thing=True, named=True, reads_words=True,
    ),
    "common_words": Traits(
        counted_by="volume", bounds=True, tells_what=True, one_thing=True, named=True,
        reads_words=True,
    ),
    "quotes": Traits(
        counted_by="volume", bounds=True, steps=True, one_thing=True, named=True,
        reads_words=True,
    ),
    "search": Traits(counted_by="volume", bounds=True, tells_what=True, timeless=True),
    "dangers": Traits(counted_by="volume", named=True),
    "overview": Traits(bounds=True, steps=True, tells_what=True, named=True),
    "cross_table": Traits(
        counted_by="volume", bounds=True, steps=True, named=True, reads_words=True,
    ),
    "trend": Traits(bounds=True, one_thing=True, named=True, reads_words=True),
    "health": Traits(bounds=True, named=True),
    "wishes": Traits(bounds=True, named=True),
    "owners": Traits(one_thing=True, named=True),
    "pareto": Traits(named=True),
    "priority": Traits(ranked_by="priority", groups_themes=True, named=True),
    "precision": Traits(named=True),
    "scorecard": Traits(named=True),
    "catalogue": Traits(bounds=True, whole_store=True),
    "policy": Traits(whole_store=True, timeless=True),
    "before_after": Traits(own_time=True, timeless=True),
    "draft_reply": Traits(one_thing=True, own_time=True, timeless=True),
    "action_plan": Traits(),
    "alerts": Traits(),
    "bought_together": Traits(),
    "crisis_plan": Traits(),
    "customer": Traits(),
    "customer_segments": Traits(),
    "drivers": Traits(),
    "early_warning": Traits(),
    "experiment": Traits(sides=True),
    "explain_change": Traits(counted_by="csat"),
    "loyalty_curve": Traits(),
    "new_problems": Traits(),
    "overdue_replies": Traits(),
    "personas": Traits(),
    "plan_progress": Traits(),
    "recommend": Traits(),
    "reply_queue": Traits(),
    "reply_stats": Traits(),
    "stages": Traits(tells_what=True),
    "training_topics": Traits(),
}  # fmt: skip
