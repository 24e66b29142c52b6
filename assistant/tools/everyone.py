"""The same place and time without what was said there."""

from dataclasses import replace

from assistant.models import Scope

__all__ = ["everyone"]


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
