"""A second process that reads along during a large import: the encoder gains nothing by threads."""

import multiprocessing
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from assistant.errors import StoreError
from assistant.models import Labels
from assistant.understanding.reader import Reader
from assistant.understanding.themes import load_themes
from retrieval.embedders import BuiltinEmbedder, Vectors

__all__ = ["ReadingPartner"]

ASKED_BEFORE_START = 2
"""Batches that a small import may have before a second process is worth its start."""


class ReadingPartner:
    """Starts when it is asked for the third time, and ends with `close`."""

    def __init__(self, themes: Path | None) -> None:
        self._themes = themes
        self._asked = 0
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None
        self._greeted = False

    def ready(self) -> bool:
        """Whether it can be given texts now; the first calls only count."""
        self._asked += 1
        if self._process is None:
            if self._asked > ASKED_BEFORE_START:
                self._start()
            return False
        if not self._greeted and self._pipe and self._pipe.poll():
            self._greeted = bool(self._pipe.recv())
        return self._greeted

    def give(self, texts: Sequence[str]) -> None:
        """Hand texts over."""
        assert self._pipe is not None
        self._pipe.send(list(texts))

    def take(self) -> tuple[list[Labels], Vectors]:
        """Wait for what it read. Raises StoreError when the process has died."""
        assert self._pipe is not None
        try:
            found: tuple[list[Labels], Vectors] = self._pipe.recv()
        except EOFError:
            raise StoreError(
                "A process of the import ended early (out of memory?); run the import again: what "
                "was stored stays."
            ) from None
        return found

    def close(self) -> None:
        """End the process, if it was started."""
        if self._process and self._pipe:
            self._pipe.close()
            self._process.join(timeout=10)
            self._process.terminate()
            self._process = None

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_read_along, args=(theirs, self._themes), daemon=True
        )
        self._process.start()
        theirs.close()


def _read_along(pipe: Connection, themes: Path | None) -> None:
    embedder = BuiltinEmbedder()
    reader = Reader(load_themes(themes), embedder.encode)
    embedder.encode(["-"])
    pipe.send(True)
    while True:
        try:
            texts = pipe.recv()
        except EOFError:
            return
        vectors = embedder.encode(texts)
        pipe.send((reader.read(texts, vectors), vectors))
