"""The turns that are under way, so that a page can stop its own at once."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

__all__ = ["Running", "RunningTurn"]


@dataclass(eq=False)
class RunningTurn:
    """A question on its way: either it is stopped or its answer is kept, whichever comes first."""

    question: str
    stopped: bool = False
    kept: bool = False
    _deciding: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def keeping(self) -> Iterator[bool]:
        """Whether the answer may still be kept; a stop that comes meanwhile waits, and is late."""
        with self._deciding:
            yield not self.stopped
            self.kept = not self.stopped

    def stop(self) -> bool:
        """Stop it; gives whether it was still on its way."""
        with self._deciding:
            self.stopped = not self.kept
            return self.stopped


class Running:
    """The turn of each page that waits for its answer.

    Gradio cancels a turn some tenths of a second after its button is pressed, and what the turn
    shows in the meantime would stand over what the button showed.
    """

    def __init__(self) -> None:
        self._turns: dict[str, RunningTurn] = {}

    @contextmanager
    def turn(self, page: str | None, question: str) -> Iterator[RunningTurn]:
        """A new turn, in the place of the one before. It ends with the block: by itself, or
        because Gradio closes what a page asked that is gone."""
        begun = self._turns[page or ""] = RunningTurn(question)
        try:
            yield begun
        finally:
            if self._turns.get(page or "") is begun:
                del self._turns[page or ""]

    def stop(self, page: str | None) -> str:
        """Stop the turn of a page; gives its question, "" where none is under way or its answer
        is kept already."""
        found = self._turns.pop(page or "", None)
        return found.question if found is not None and found.stop() else ""
