"""Homes of their own for suites that need a store."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from assistant.app import App
from assistant.settings import Settings

__all__ = ["Ask", "asking", "opened_app"]

Ask = Callable[[str, date], dict[str, Any]]


@contextmanager
def opened_app() -> Iterator[App]:
    """Hearken over an empty home, which is deleted afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        app = App(Settings(home=Path(folder)))
        try:
            yield app
        finally:
            app.close()


def asking(app: App) -> Ask:
    """Asks a question as of a day; gives the answer as JSON."""

    def ask(question: str, as_of: date) -> dict[str, Any]:
        return app.ask(question, as_of=as_of).as_json()

    return ask
