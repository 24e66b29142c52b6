"""A further process that reads along during a large import.

It is started as `python -m assistant.services.reading_process` and speaks pickles over its own
pipes, so that the program that imports is never started a second time.
"""

import pickle
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from assistant.models import Labels
from assistant.models.vectors import Vectors
from assistant.understanding.adaptation import Adaptation
from assistant.understanding.reader import Reader
from assistant.understanding.themes import load_themes
from retrieval.embedders import BuiltinEmbedder

__all__ = ["ReadingProcess"]


class ReadingProcess:
    """Starts at once and ends with `close`; the first texts wait until it has loaded."""

    def __init__(self, themes: Path | None, adaptation: Path) -> None:
        files = [str(file.resolve()) for file in (adaptation, themes) if file]
        command = [sys.executable, "-m", "assistant.services.reading_process", *files]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def understand(self, texts: Sequence[str]) -> tuple[list[Labels], Vectors]:
        """Wait for what it read. Raises EOFError or OSError when the process has died."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        pickle.dump(list(texts), self._process.stdin)
        self._process.stdin.flush()
        labels, vectors = pickle.load(self._process.stdout)
        return labels, vectors

    def close(self) -> None:
        """End it, whatever it does."""
        self._process.terminate()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(BrokenPipeError):  # what it has not taken
                    pipe.close()


def _read_along(adaptation: Path, themes: Path | None) -> None:
    embedder = BuiltinEmbedder()
    embedder.load()
    reader = Reader(load_themes(themes), embedder.encode, Adaptation.load(adaptation))
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
