"""Has an endpoint read beforehand how every prompt begins, once a turn was cut off in time."""

import logging
import threading
import time
from collections.abc import Callable

__all__ = ["Warmer"]

logger = logging.getLogger("hearken.model")

EVERY = 600.0
"""Seconds between two tries."""


class Warmer:
    """Runs a request beside the turns, one at a time and seldom.

    A local model reads a few dozen tokens a second: the beginning of the prompt alone may take
    longer than a call may last. It is the same in every turn, and the endpoint remembers it.
    """

    def __init__(self) -> None:
        self._last = float("-inf")
        self._lock = threading.Lock()

    def warm(self, request: Callable[[], object]) -> None:
        """Start the request, unless one was started not long ago. Its failure is no matter."""
        with self._lock:
            now = time.monotonic()
            if now - self._last < EVERY:
                return
            self._last = now
        threading.Thread(target=self._run, args=(request,), name="warming", daemon=True).start()

    def _run(self, request: Callable[[], object]) -> None:
        try:
            request()
        except Exception as error:  # a provider's client may raise anything
            logger.info("The language model was not warmed: %s.", type(error).__name__)
