"""Parts that are made anew when what they are made of is another."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

__all__ = ["MadeOf", "made_of"]

Part = TypeVar("Part")


class MadeOf(Generic[Part]):
    """Like `cached_property`, but what it gives is as old as the attributes it was made of."""

    def __init__(self, names: tuple[str, ...], make: Callable[[Any], Part]) -> None:
        self._names = names
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
        made_of = tuple(getattr(owner, name) for name in self._names)
        kept: tuple[tuple[Any, ...], Part] | None = vars(owner).get(self._kept)
        if kept is None or kept[0] != made_of:
            kept = vars(owner)[self._kept] = (made_of, self._make(owner))
        return kept[1]


def made_of(*names: str) -> Callable[[Callable[[Any], Part]], MadeOf[Part]]:
    """A property that is kept as long as the owner's attributes `names` stay equal."""

    def decorate(make: Callable[[Any], Part]) -> MadeOf[Part]:
        return MadeOf(names, make)

    return decorate
