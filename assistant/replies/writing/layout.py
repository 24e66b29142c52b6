"""The sentences of a reply within the length that the channel and the reader take."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.replies.shop.channels import Length, size_of

__all__ = ["NICETY", "Frame", "Part", "laid_out"]

_NO_BLANK = re.compile("(?<=\\S) (?=[，。！？；：、”])|(?<=[，。！？；：、“]) (?=\\S)")
"""Chinese marks stand close."""

NICETY = 3
"""Parts of this rank or a higher one go where the reply is long enough without them."""


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence of the reply. `rank` 0 stays; a higher one may go, the highest first, rank 1 only
    after long parts were cut to what is `short`."""

    text: str
    rank: int = 0
    short: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the sentences and how long all of it may be: `size` in words or, for
    Chinese, characters, `limit` in characters, `goal` the size that is enough."""

    hello: str
    sign: str
    language: str
    size: Length
    limit: int
    goal: int

    def text(self, parts: Sequence[Part]) -> str:
        """The whole reply."""
        between = "" if self.language == "zh" else " "
        said = _NO_BLANK.sub("", between.join(part.text for part in parts))
        return "\n\n".join([self.hello, said, self.sign]).strip()

    def is_over(self, parts: Sequence[Part]) -> bool:
        """Whether the reply is too long for the reader or the channel."""
        text = self.text(parts)
        return size_of(text, self.language) > self.size.high or len(text) > self.limit

    def is_enough(self, parts: Sequence[Part]) -> bool:
        """Whether a nicety more would be too much."""
        return size_of(self.text(parts), self.language) > self.goal

    def is_short(self, parts: Sequence[Part]) -> bool:
        """Whether a sentence more is wanted."""
        return size_of(self.text(parts), self.language) < self.size.low


def laid_out(parts: Sequence[Part], fillers: Sequence[str], frame: Frame) -> str:
    """The parts with dispensable ones dropped and long ones cut where there is too much, and with
    fillers, in their order, where there is too little."""
    kept = [part for part in parts if part.text]
    for rank in range(4, 1, -1):
        _drop(kept, rank, frame)
    for place in reversed(range(len(kept))):
        if kept[place].short and frame.is_over(kept):
            kept[place] = replace(kept[place], text=kept[place].short, short="")
    _drop(kept, 1, frame)
    for text in fillers:
        if not frame.is_short(kept):
            break
        kept.append(Part(text, 1))
    return frame.text(kept)


def _drop(kept: list[Part], rank: int, frame: Frame) -> None:
    """Drop parts of a rank, the last first, while there is too much."""
    while any(part.rank == rank for part in kept) and _is_to_drop(kept, rank, frame):
        del kept[max(place for place, part in enumerate(kept) if part.rank == rank)]


def _is_to_drop(kept: Sequence[Part], rank: int, frame: Frame) -> bool:
    return frame.is_over(kept) or (rank >= NICETY and frame.is_enough(kept))
