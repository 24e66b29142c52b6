"""The turns that are under way, so that a page can stop its own at once."""

import threading
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

__all__ = ["Running"]


@dataclass(eq=False)
class RunningTurn:
    """A question on its way; whoever works on it looks whether it was stopped."""

    question: str
    stopped: threading.Event = field(default_factory=threading.Event)


class Running:
    """The latest turn of each open page, for as long as its worker holds it.

    Gradio cancels a turn some tenths of a second after its button is pressed, and what the turn
    shows in the meantime would stand over what the button showed.
    """

    def __init__(self) -> None:
        self._turns: WeakValueDictionary[str, RunningTurn] = WeakValueDictionary()

    def begin(self, page: str | None, question: str) -> RunningTurn:
        """A new turn; it has ended when it is let go."""
        begun = self._turns[page or ""] = RunningTurn(question)
        return begun

    def stop(self, page: str | None) -> str:
        """Stop the turn of a page; gives its question, "" where none is under way."""
        found = self._turns.get(page or "")
        if found is None:
            return ""
        found.stopped.set()
        return found.question
