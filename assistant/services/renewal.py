"""Parts that are made at their first use, and made anew when what they rest on has changed."""

from collections.abc import Callable
from functools import cached_property, partial
from threading import Lock
from typing import Any, Generic, TypeVar, overload

__all__ = ["MadeOf", "Renewed", "made_of"]

Part = TypeVar("Part")


class Renewed(Generic[Part]):
    """Calls `make` once for each `state`, and gives what it made. A call that fails is repeated.

    Many threads may ask at once: one of them makes the part, the others wait for it.
    """

    def __init__(self, make: Callable[[], Part], state: Callable[[], object]) -> None:
        self._make = make
        self._state = state
        self._kept: tuple[object, Part] | None = None
        self._making = Lock()

    def __call__(self) -> Part:
        state = self._state()
        if (kept := self._kept) and kept[0] == state:
            return kept[1]
        with self._making:
            if self._kept is None or self._kept[0] != state:
                self._kept = (state, self._make())
            return self._kept[1]


class MadeOf(Generic[Part]):
    """Like `cached_property`, but made anew once a part that it was made of has changed."""

    def __init__(self, parts: "tuple[Source, ...]", make: Callable[[Any], Part]) -> None:
        self._parts = parts
        self._make = make
        self._kept = f"_kept_{make.__name__}"
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> "MadeOf[Part]": ...

    @overload
    def __get__(self, owner: object, kind: type) -> Part: ...

    def __get__(self, owner: object | None, kind: type) -> "MadeOf[Part] | Part":
        if owner is None:
            return self
        renewed: Renewed[Part] | None = vars(owner).get(self._kept)
        if renewed is None:
            state = partial(_values, self._parts, owner)
            renewed = vars(owner).setdefault(self._kept, Renewed(partial(self._make, owner), state))
        return renewed()


# Within its class body a type checker takes a property for the function below its decorator.
Source = property | cached_property[Any] | MadeOf[Any] | Callable[[Any], object]


def made_of(*parts: Source) -> Callable[[Callable[[Any], Part]], MadeOf[Part]]:
    """A property that is kept as long as the owner's properties `parts` stay equal."""

    def decorate(make: Callable[[Any], Part]) -> MadeOf[Part]:
        return MadeOf(parts, make)

    return decorate


def _values(parts: tuple[Source, ...], owner: object) -> tuple[object, ...]:
    return tuple(part.__get__(owner, type(owner)) for part in parts)
