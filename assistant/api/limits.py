"""How often one caller may ask: a token bucket each, in memory."""

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

__all__ = ["MOST_BUCKETS", "RateLimit"]

MOST_BUCKETS = 10_000
"""Callers that are remembered; the one who has asked least lately is forgotten."""


class RateLimit:
    """`per_minute` requests a minute, in one burst if the caller likes; 0 is no limit."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._capacity = float(per_minute)
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, caller: str) -> float:
        """Take one request of the caller's: 0 where it may pass, else seconds until the next."""
        if not self._capacity:
            return 0.0
        rate = self._capacity / 60
        with self._lock:
            now = self._clock()
            left, since = self._buckets.get(caller, (self._capacity, now))
            left = min(self._capacity, left + (now - since) * rate)
            allowed = left >= 1
            self._buckets[caller] = (left - 1 if allowed else left, now)
            self._buckets.move_to_end(caller)
            if len(self._buckets) > MOST_BUCKETS:
                self._buckets.popitem(last=False)
        return 0.0 if allowed else (1 - left) / rate
