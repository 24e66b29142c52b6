"""What was computed already, which holds until the state that it rests on changes."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any, Generic, TypeVar

__all__ = ["Kept"]

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """The latest values by key, as of one state; for many threads.

    Read the state before computing: what changes meanwhile then makes the value a stale one.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._state: Any = None
        self._values: OrderedDict[Key, Value] = OrderedDict()

    def find(self, state: Any, key: Key) -> Value | None:
        """What was kept in this state; None where nothing was."""
        with self._lock:
            if state != self._state or key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key]

    def all(self, state: Any) -> list[tuple[Key, Value]]:
        """Everything that was kept in this state, what was used last at the end."""
        with self._lock:
            return list(self._values.items()) if state == self._state else []

    def keep(self, state: Any, key: Key, value: Value) -> None:
        """Remember what was computed in a state; of another state all is forgotten."""
        with self._lock:
            if state != self._state:
                self._values.clear()
                self._state = state
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)
