"""The same place and time without what was said there."""

from dataclasses import replace

from assistant.models import Scope, by_column

__all__ = ["answers_of", "everyone", "of_other_columns"]


def everyone(scope: Scope) -> Scope:
    """The same place and time: what a share of 1-star reviews on a channel is a share of. What
    detractors say is a share of what all detractors said."""
    said = replace(
        scope,
        theme=(),
        stance=(),
        without_theme=(),
        sentiment=(),
        emotion=(),
        urgency=(),
        rating=(),
        words=(),
    )
    return replace(said, nps=()) if said == scope else said


def of_other_columns(scope: Scope) -> Scope | None:
    """The scope without the column that it names first, where only a place is chosen: what the
    share of members in one shop is a share of. None where no column is named, or what was said."""
    columns = list(by_column(scope.kept).values())
    if not columns or everyone(scope) != scope:
        return None
    return replace(scope, kept=tuple(value for values in columns[1:] for value in values))


def answers_of(scope: Scope) -> tuple[str, ...]:
    """The column of answers by which a scope chooses, of whose answers it is a share: who gave no
    stars gave no one star either, and who was not asked is no detractor. Empty for none."""
    return next(((name,) for name in ("rating", "nps") if getattr(scope, name)), ())
