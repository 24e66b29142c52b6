"""One request to a language model: counted, cut off in time, tried again where that can help.

Whatever a provider's client raises becomes a ModelError with the Trouble that it is.
"""

import contextvars
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol, TypeVar

from assistant.errors import ModelError
from assistant.models import Trouble

__all__ = ["Limits", "Meter", "Patience", "call_model", "is_left"]

T = TypeVar("T")

WORTH_ANOTHER_TRY = (Trouble.BUSY, Trouble.BROKEN, Trouble.UNREACHABLE, Trouble.EMPTY)
BY_STATUS = {
    401: Trouble.REFUSED_KEY,
    403: Trouble.REFUSED_KEY,
    404: Trouble.UNKNOWN_MODEL,
    408: Trouble.SLOW,
    429: Trouble.BUSY,
}
SERVER_ERROR = 500
LEFT: contextvars.ContextVar[threading.Event] = contextvars.ContextVar("left")
"""Set once nobody waits for the request any more that runs in this context."""

BEAT = 1.0
"""Seconds between two signs of life while a model is silent."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one turn may cost. Seconds and counts; tokens are those of all its calls."""

    call_seconds: float = 20
    turn_seconds: float = 60
    model_calls: int = 6
    tool_calls: int = 8
    turn_tokens: int = 30_000
    tries: int = 3
    first_wait: float = 0.5


class Meter(Protocol):
    """Counts the tokens of a day, of each tenant apart."""

    def of(self, tenant: str) -> "Meter": ...

    def add(self, tokens: int) -> None: ...

    def is_used_up(self) -> bool: ...


@dataclass(slots=True)
class Patience:
    """The time that a turn has left, and the event that cancels it."""

    limits: Limits = field(default_factory=Limits)
    began: float = field(default_factory=time.monotonic)
    stopped: threading.Event = field(default_factory=threading.Event)

    def left(self) -> float:
        """Seconds until the turn must end."""
        return self.limits.turn_seconds - (time.monotonic() - self.began)

    def wait(self, seconds: float) -> None:
        """Pause. Raises ModelError when the turn is stopped, or would end in the meantime."""
        if seconds >= self.left():
            raise ModelError("The language model asked to wait too long.", Trouble.BUSY)
        if self.stopped.wait(seconds):
            raise _stopped()


def call_model(
    request: Callable[[], T],
    patience: Patience,
    beat: Callable[[float], None] = lambda _: None,
) -> T:
    """The outcome of a request, within the limits of its turn.

    `beat` is called with the seconds waited, about once a second. Raises ModelError.
    """
    wait = patience.limits.first_wait
    for attempt in range(1, patience.limits.tries + 1):
        try:
            return _in_time(request, patience, beat)
        except Exception as error:  # a provider's client may raise anything
            failure = error if isinstance(error, ModelError) else _named(error)
            last = attempt == patience.limits.tries
            if last or failure.trouble not in WORTH_ANOTHER_TRY:
                raise failure from (None if failure is error else error)
            asked = _retry_after(error)
            patience.wait(wait if asked is None else asked)
            wait *= 2
    raise AssertionError("unreachable: the last try returns or raises")


def _in_time(request: Callable[[], T], patience: Patience, beat: Callable[[float], None]) -> T:
    """Run the request in a thread, so that a server that trickles its answer is left in time."""
    done: queue.SimpleQueue[tuple[T | None, Exception | None]] = queue.SimpleQueue()

    def work() -> None:
        try:
            done.put((request(), None))
        except Exception as error:
            done.put((None, error))

    began = time.monotonic()
    allowed = min(patience.limits.call_seconds, patience.left())
    context, left = contextvars.copy_context(), threading.Event()
    context.run(LEFT.set, left)
    threading.Thread(target=context.run, args=(work,), name="model call", daemon=True).start()
    try:
        while not patience.stopped.is_set():
            waited = time.monotonic() - began
            if waited >= allowed:
                raise ModelError(f"The language model took over {allowed:.0f} s.", Trouble.SLOW)
            try:
                value, error = done.get(timeout=min(BEAT, allowed - waited))
            except queue.Empty:
                beat(time.monotonic() - began)
                continue
            if error is not None:
                raise error
            return value  # type: ignore[return-value]
        raise _stopped()
    finally:
        left.set()


def is_left() -> bool:
    """Whether nobody waits any more for the request that this runs in."""
    left = LEFT.get(None)
    return left is not None and left.is_set()


def _stopped() -> ModelError:
    return ModelError("The turn was stopped.", Trouble.STOPPED)


def _named(error: Exception) -> ModelError:
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        other = Trouble.BROKEN if status >= SERVER_ERROR else Trouble.REFUSED_REQUEST
        trouble = BY_STATUS.get(status, other)
    elif isinstance(error, TimeoutError) or _is_a("APITimeoutError", error):
        trouble = Trouble.SLOW
    elif isinstance(error, ConnectionError) or _is_a("APIConnectionError", error):
        trouble = Trouble.UNREACHABLE
    else:
        trouble = Trouble.BROKEN
    return ModelError(f"The language model failed ({type(error).__name__}).", trouble)


def _is_a(name: str, error: Exception) -> bool:
    """By name, so that no provider's client need be imported here."""
    return any(kind.__name__ == name for kind in type(error).__mro__)


def _retry_after(error: Exception) -> float | None:
    """Seconds that the endpoint asks to wait (RFC 9110, 10.2.3: seconds or a date)."""
    headers = getattr(getattr(error, "response", None), "headers", {})
    written = headers.get("retry-after")
    if written is None:
        return None
    try:
        return max(0.0, float(written))
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(written)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - datetime.now(UTC)).total_seconds())
