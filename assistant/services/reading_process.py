"""A further process that reads along during a large import."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from assistant.models import Labels
from assistant.models.vectors import Vectors
from assistant.process_beside import ProcessBeside, Starter
from assistant.understanding.adaptation import Adaptation
from assistant.understanding.reader import Reader
from assistant.understanding.themes import load_themes
from retrieval.embedders import BuiltinEmbedder

__all__ = ["ReadingProcess"]


class ReadingProcess:
    """Starts at once and ends with `close`; the first texts wait until it has loaded."""

    def __init__(self, themes: Path | None, adaptation: Path) -> None:
        files = [str(file.resolve()) for file in (adaptation, themes) if file]
        self._process = ProcessBeside("assistant.services.reading_process", *files)

    def understand(self, texts: Sequence[str]) -> tuple[list[Labels], Vectors]:
        """Wait for what it read. Raises EOFError or OSError when the process has died."""
        self._process.tell(list(texts))
        labels, vectors = self._process.hear()
        return labels, vectors

    def close(self) -> None:
        """End it, whatever it does."""
        self._process.close()


def _read_along(adaptation: Path, themes: Path | None) -> None:
    starter = Starter()
    embedder = BuiltinEmbedder()
    embedder.load()
    reader = Reader(load_themes(themes), embedder.encode, Adaptation.load(adaptation))
    with suppress(EOFError):
        while True:
            texts = starter.hear()
            vectors = embedder.encode(texts)
            starter.tell((reader.read(texts, vectors), vectors))


if __name__ == "__main__":
    _read_along(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
