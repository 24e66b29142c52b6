"""The log of a server: JSON lines under HEARKEN_HOME/logs, without what customers said.

Every message is masked for personal data and written as one JSON string, so that no text can
start a line of its own. Errors are noted by their kind and place; their messages are left out,
since they may quote a customer or a secret.
"""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import extract_tb

from assistant.errors import SettingsError
from assistant.understanding.personal.finding import mask

__all__ = ["LineFormatter", "logging_to"]

LARGEST_FILE = 5_000_000
FILES_KEPT = 5
LONGEST_MESSAGE = 2_000
DETAILS = ("request_id", "milliseconds", "tenant", "actor")


class LineFormatter(logging.Formatter):
    """One JSON object a record."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": mask(record.getMessage()[:LONGEST_MESSAGE]),
        }
        line |= {
            name: value for name in DETAILS if (value := getattr(record, name, None)) is not None
        }
        if record.exc_info and record.exc_info[0]:
            kind, _, trace = record.exc_info
            line["error"] = kind.__name__
            line["at"] = [f"{f.filename}:{f.lineno} {f.name}" for f in extract_tb(trace)[-8:]]
        return json.dumps(line, ensure_ascii=True)


@contextmanager
def logging_to(folder: Path) -> Iterator[Path]:
    """Log into `folder`/hearken.log as long as this lasts; five old files of 5 MB are kept.

    Raises SettingsError where the folder cannot be written.
    """
    path = folder / "hearken.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            path, maxBytes=LARGEST_FILE, backupCount=FILES_KEPT, encoding="utf-8"
        )
    except OSError as error:
        raise SettingsError(
            f"The log {path} cannot be written ({error.strerror}); set HEARKEN_HOME to a folder "
            "that can be."
        ) from None
    handler.setFormatter(LineFormatter())
    ours, server = logging.getLogger("hearken"), logging.getLogger("uvicorn.error")
    level = ours.level
    ours.setLevel(logging.INFO)
    for logger in (ours, server):
        logger.addHandler(handler)
    try:
        yield path
    finally:
        for logger in (ours, server):
            logger.removeHandler(handler)
        ours.setLevel(level)
        handler.close()
