"""The streams of answers that Gradio has open."""

from collections.abc import AsyncIterator

__all__ = ["Iterators"]


class Iterators(dict[str, AsyncIterator[object]]):
    """Open streams by the id of their event.

    Gradio looks whether it holds one, waits for a lock, and then deletes it. Two cancellations of
    one event, as by "stop" and then "new conversation", would delete it twice, and the second
    would answer 500; what is gone is as it should be.
    """

    def __delitem__(self, event_id: str) -> None:
        self.pop(event_id, None)
