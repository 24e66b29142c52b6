"""What was computed already, which holds until the state that it rests on changes."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any, Generic, TypeVar

__all__ = ["Kept"]

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """The latest values by key, each as of the state that it was computed in; for many threads.

    Read the state before computing: what changes meanwhile then makes the value a stale one.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._values: OrderedDict[Key, tuple[Any, Value]] = OrderedDict()

    def find(self, state: Any, key: Key) -> Value | None:
        """What was kept in this state; None where nothing was."""
        with self._lock:
            as_of, value = self._values.get(key, (None, None))
            if value is None or as_of != state:
                return None
            self._values.move_to_end(key)
            return value

    def all(self, state: Any) -> list[tuple[Key, Value]]:
        """Everything that was kept in this state, what was used last at the end."""
        with self._lock:
            return [(key, value) for key, (of, value) in self._values.items() if of == state]

    def keep(self, state: Any, key: Key, value: Value) -> None:
        """Remember what was computed in a state, in place of what it was in another."""
        with self._lock:
            self._values[key] = (state, value)
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)
