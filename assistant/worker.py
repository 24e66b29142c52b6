"""A thread that looks after one thing as long as the server runs."""

import logging
import threading
from collections.abc import Callable

__all__ = ["Worker"]

LOG = logging.getLogger("hearken")


class Worker(threading.Thread):
    """Looks once every `seconds` until it is stopped.

    A look that fails ends nothing: it is logged, but not again while the next ones fail alike.
    """

    def __init__(
        self, name: str, seconds: float, look: Callable[[], object], grace: float = 30.0
    ) -> None:
        """`grace` are the seconds that `stop` waits for a look that is under way."""
        super().__init__(name=name, daemon=True)
        self._seconds = seconds
        self._look = look
        self._grace = grace
        self._stopped = threading.Event()

    def run(self) -> None:
        failed = ""
        while not self._stopped.is_set():
            try:
                self._look()
                failed = ""
            except Exception as error:  # a thread that dies of one bad look would look no more
                kind = type(error).__name__
                if kind != failed:
                    LOG.warning(
                        "the %s failed (%s); it tries again", self.name, kind, exc_info=error
                    )
                failed = kind
            self._stopped.wait(self._seconds)

    def stop(self) -> None:
        """End after the look that is under way."""
        self._stopped.set()
        if self.is_alive():
            self.join(timeout=self._grace)
