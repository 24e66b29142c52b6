"""What the events of the window say where something is refused or fails."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from assistant.errors import HearkenError
from ui.events import Updates
from ui.markup import refused
from ui.wording import Texts

__all__ = ["refusals_shown", "refusals_told"]

log = logging.getLogger("hearken.window")


class Speaker(Protocol):
    """Whose words an event is answered in."""

    _texts: Texts


class Panel(Speaker, Protocol):
    """A part of the window with a place that tells what happened."""

    @property
    def told(self) -> Any: ...


P = ParamSpec("P")
A = TypeVar("A", bound=Panel)
B = TypeVar("B", bound=Speaker)


def refusals_told(
    handler: Callable[Concatenate[A, P], Updates],
) -> Callable[Concatenate[A, P], Updates]:
    """A handler that tells what was refused where its panel does, and leaves the rest as it is."""

    @wraps(handler)
    def handled(panel: A, /, *args: P.args, **kwargs: P.kwargs) -> Updates:
        try:
            return handler(panel, *args, **kwargs)
        except Exception as error:
            return {panel.told: _sentence(panel, error)}

    return handled


def refusals_shown(
    handler: Callable[Concatenate[B, P], str],
) -> Callable[Concatenate[B, P], str]:
    """A handler that gives one piece of HTML, or in its place what was refused."""

    @wraps(handler)
    def handled(speaker: B, /, *args: P.args, **kwargs: P.kwargs) -> str:
        try:
            return handler(speaker, *args, **kwargs)
        except Exception as error:
            return _sentence(speaker, error)

    return handled


def _sentence(speaker: Speaker, error: Exception) -> str:
    """What nobody foresaw goes to the log; whoever pressed the button gets a sentence."""
    texts = speaker._texts
    if isinstance(error, HearkenError):
        return refused(texts.sentence(error))
    log.error("An event of the window failed", exc_info=error)
    return refused(texts("unexpected"))
