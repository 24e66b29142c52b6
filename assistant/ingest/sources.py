"""A file as a stream of bytes, gzip taken off; one clear sentence for what cannot be opened."""

import gzip
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from assistant.errors import ImportFileError

__all__ = ["SourceFile", "open_source"]

GZIP_MAGIC = b"\x1f\x8b"
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A readable, non-empty file; `gzipped` by its content, whatever it is called."""

    path: Path
    gzipped: bool

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def suffix(self) -> str:
        """The lower-case suffix without `.gz`, as in `.csv`; "" where there is none."""
        name = self.path.name.lower().removesuffix(".gz")
        return Path(name).suffix

    def open(self) -> BinaryIO:
        if self.gzipped:
            return cast("BinaryIO", gzip.open(self.path, "rb"))
        return self.path.open("rb")

    def chunks(self) -> Iterator[bytes]:
        """The bytes in pieces; raises ImportFileError where a .gz is damaged or cut."""
        with self.reading(), self.open() as stream:
            while chunk := stream.read(CHUNK):
                yield chunk

    def head(self, size: int = 4096) -> bytes:
        with self.reading(), self.open() as stream:
            return stream.read(size)

    @contextmanager
    def seekable(self) -> Iterator[BinaryIO]:
        """The file for formats that jump in it: a .gz is unpacked to a temporary file first."""
        if not self.gzipped:
            with self.path.open("rb") as stream:
                yield stream
            return
        with tempfile.TemporaryFile() as unpacked:
            with self.reading(), self.open() as stream:
                shutil.copyfileobj(stream, unpacked, CHUNK)
            unpacked.seek(0)
            yield cast("BinaryIO", unpacked)

    @contextmanager
    def reading(self) -> Iterator[None]:
        try:
            yield
        except (EOFError, zlib.error, gzip.BadGzipFile):
            raise ImportFileError(
                f"{self.name} is a damaged or incomplete .gz file: copy or download it again."
            ) from None


def open_source(path: Path) -> SourceFile:
    """The file behind `path`.

    Raises ImportFileError where it is missing, a folder, not readable or empty.
    """
    if path.is_dir():
        raise ImportFileError(f"{path} is a folder: name the files in it, like {path}/*.csv.")
    try:
        with path.open("rb") as stream:
            start = stream.read(2)
    except FileNotFoundError:
        raise ImportFileError(f"There is no file {path}: check the name and the folder.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ImportFileError(f"{path} cannot be read ({reason}): check its rights.") from None
    source = SourceFile(path, start == GZIP_MAGIC)
    if not source.head(1):
        raise ImportFileError(f"{source.name} is empty: export it again.")
    return source
