"""The progress bar of long work, on stderr."""

from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

__all__ = ["TerminalProgress"]


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.0f} rows/s" if task.speed else "")


class TerminalProgress:
    """Rows done, rate and remaining time; silent where stderr is no terminal."""

    def __init__(self, doing: str) -> None:
        console = Console(stderr=True)
        self._bar = Progress(
            TextColumn(doing),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TimeRemainingColumn(),
            console=console,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("rows", total=None)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._bar.stop()

    def start(self, total_rows: int) -> None:
        self._bar.update(self._task, total=total_rows)

    def advance(self, rows: int) -> None:
        self._bar.advance(self._task, rows)

    def finish(self) -> None:
        self._bar.refresh()
