"""A second process that reads along during a large import: the encoder gains nothing by threads.

It is started as `python -m assistant.services.partner` and speaks pickles over its own pipes, so
that the program that imports is never started a second time.
"""

import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.errors import StoreError
from assistant.models import Labels
from assistant.understanding.adaptation import Adaptation
from assistant.understanding.reader import Reader
from assistant.understanding.themes import load_themes
from retrieval.embedders import BuiltinEmbedder, Vectors

__all__ = ["ReadingPartner"]

ASKED_BEFORE_START = 2
"""Batches that a small import may have before a second process is worth its start."""

ENDED = None


class ReadingPartner:
    """Starts when it is asked for the third time, and ends with `close`."""

    def __init__(self, themes: Path | None, adaptation: Path) -> None:
        self._themes = themes
        self._adaptation = adaptation
        self._asked = 0
        self._greeted = False
        self._process: subprocess.Popen[bytes] | None = None
        self._heard: queue.Queue[Any] = queue.Queue()

    def ready(self) -> bool:
        """Whether it can be given texts now; the first calls only count."""
        self._asked += 1
        if self._process is None:
            if self._asked > ASKED_BEFORE_START:
                self._start()
            return False
        if not self._greeted and not self._heard.empty():
            self._greeted = self._heard.get() is not ENDED
        return self._greeted

    def give(self, texts: Sequence[str]) -> None:
        """Hand texts over."""
        assert self._process is not None
        assert self._process.stdin is not None
        pickle.dump(list(texts), self._process.stdin)
        self._process.stdin.flush()

    def take(self) -> tuple[list[Labels], Vectors]:
        """Wait for what it read. Raises StoreError when the process has died."""
        heard = self._heard.get()
        if heard is ENDED:
            raise StoreError(
                "A process of the import ended early (out of memory?); run the import again: what "
                "was stored stays."
            )
        labels, vectors = heard
        return labels, vectors

    def close(self) -> None:
        """End the process, if it was started."""
        if self._process is None:
            return
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.terminate()
        self._process.wait()
        self._process.stdout.close()
        self._process = None

    def _start(self) -> None:
        command = [
            sys.executable,
            "-m",
            "assistant.services.partner",
            str(self._adaptation.resolve()),
        ]
        command += [str(self._themes.resolve())] if self._themes else []
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        threading.Thread(target=self._listen, args=(self._process,), daemon=True).start()

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        try:
            while True:
                self._heard.put(pickle.load(process.stdout))
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            self._heard.put(ENDED)


def _read_along(adaptation: Path, themes: Path | None) -> None:
    embedder = BuiltinEmbedder()
    reader = Reader(load_themes(themes), embedder.encode, Adaptation.load(adaptation))
    embedder.encode(["-"])
    _tell(True)
    while True:
        try:
            texts = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        vectors = embedder.encode(texts)
        _tell((reader.read(texts, vectors), vectors))


def _tell(what: Any) -> None:
    pickle.dump(what, sys.stdout.buffer)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    _read_along(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
