"""Texts understood and embedded before they are stored, in this process and in further ones.

The encoder gains nothing by threads, but processes scale. So where many texts wait, further
processes are started, and each of them, like this one, takes the next few that nobody has taken.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np

from assistant.models import Labels
from assistant.models.vectors import Vectors

__all__ = ["Helper", "SharedReading", "Understand"]

Understand = Callable[[Sequence[str]], tuple[list[Labels], Vectors]]
"""Texts to their labels and vectors (n, dimension)."""

CHUNK = 100
"""Texts that are taken at once: some 0.2 s of work."""

WORTH_A_START = 1_000
"""Texts that must be waiting before another process is worth starting."""

LOG = logging.getLogger("hearken")


class Helper(Protocol):
    """Another process that understands texts as this one does."""

    def understand(self, texts: Sequence[str]) -> tuple[list[Labels], Vectors]:
        """Wait for what it read. Raises EOFError or OSError when it has died."""
        ...

    def close(self) -> None: ...


class SharedReading:
    """Reads texts that it was told to expect, in their order. Used by one thread."""

    def __init__(self, understand: Understand, start_helper: Callable[[], Helper], helpers: int):
        self._understand = understand
        self._start_helper = start_helper
        self._most_helpers = helpers
        self._helpers: list[tuple[Helper, threading.Thread]] = []
        self._changed = threading.Condition()
        self._waiting: deque[str] = deque()
        self._read: dict[str, tuple[Labels, Vectors] | None] = {}
        self._closed = False

    def expect(self, texts: Sequence[str]) -> None:
        """Texts that `read` will be asked for: helpers begin with them at once."""
        with self._changed:
            new = [text for text in dict.fromkeys(texts) if text not in self._read]
            self._read.update(dict.fromkeys(new))
            self._waiting.extend(new)
            self._changed.notify_all()
        if len(self._waiting) > WORTH_A_START and not self._helpers:
            self._start()

    def read(self, texts: Sequence[str]) -> tuple[list[Labels], Vectors]:
        """The labels and vectors (n, dimension) of one text or more, which are then forgotten.

        Raises what reading them in this process raises; the death of a helper is no error.
        """
        self.expect(texts)
        while any(self._read[text] is None for text in texts):
            if not self._read_chunk(self._understand):
                with self._changed:
                    self._changed.wait_for(
                        lambda: self._waiting or all(self._read[text] for text in texts)
                    )
        found = [each for text in texts if (each := self._read[text])]
        for text in set(texts):
            del self._read[text]
        return [labels for labels, _ in found], np.stack([vector for _, vector in found])

    def close(self) -> None:
        """End the helpers."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._changed.notify_all()
        for helper, thread in self._helpers:
            helper.close()
            thread.join()
        self._helpers.clear()

    def _start(self) -> None:
        for _ in range(self._most_helpers):
            helper = self._start_helper()
            thread = threading.Thread(target=self._help, args=(helper,), daemon=True)
            thread.start()
            self._helpers.append((helper, thread))

    def _help(self, helper: Helper) -> None:
        try:
            while not self._closed:
                if not self._read_chunk(helper.understand):
                    with self._changed:
                        self._changed.wait_for(lambda: self._waiting or self._closed)
        except (EOFError, OSError):
            if not self._closed:
                LOG.warning("a reading process ended early; the import goes on without it")

    def _read_chunk(self, understand: Understand) -> bool:
        """Read the next texts that nobody has taken; False where there are none."""
        with self._changed:
            chunk = [self._waiting.popleft() for _ in range(min(CHUNK, len(self._waiting)))]
        if not chunk:
            return False
        try:
            labels, vectors = understand(chunk)
        except BaseException:
            with self._changed:
                self._waiting.extendleft(reversed(chunk))
                self._changed.notify_all()
            raise
        with self._changed:
            self._read.update(zip(chunk, zip(labels, vectors, strict=True), strict=True))
            self._changed.notify_all()
        return True
