"""What Gradio tells the open pages of their events."""

from asyncio import Queue

from gradio.server_messages import EventMessage, ProcessCompletedMessage
from gradio.utils import LRUCache

__all__ = ["MOST_PAGES", "Messages"]

MOST_PAGES = 2000
"""As many as Gradio remembers itself."""


class Told(Queue[EventMessage]):
    """The messages of one page, in their order.

    Of an event that was cancelled Gradio tells that it was completed, with no data at all. A page
    that has not yet forgotten the event then fails over its outputs and writes "Error" on each of
    them; a list of no outputs changes none.
    """

    def _put(self, item: EventMessage) -> None:
        if isinstance(item, ProcessCompletedMessage) and item.success and not item.output:
            item.output = {"data": []}
        super()._put(item)


class Messages(LRUCache[str, Queue[EventMessage]]):
    """The messages of each page by the hash of its session."""

    def __setitem__(self, page: str, _empty: Queue[EventMessage]) -> None:
        super().__setitem__(page, Told())
