"""Intents with their scores, the likeliest first."""

from collections.abc import Sequence
from typing import TypeAlias

from assistant.agent.question.intents import Intent

__all__ = ["Ranked", "intent_named"]

Ranked: TypeAlias = Sequence[tuple[Intent, float]]


def intent_named(ranked: Ranked, name: str) -> Intent:
    """The intent of a name that is known to be among them."""
    return next(intent for intent, _ in ranked if intent.name == name)
