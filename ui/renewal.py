"""Brings the banner and all choices up to date when the store has changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import gradio as gr

from assistant.app import App
from ui.events import SILENT
from ui.filters import renewed_choice
from ui.markup import banner
from ui.wording import Texts

__all__ = ["Choice", "Choosing", "Renewal", "store_kind"]


def store_kind(app: App) -> str:
    """What the banner says of the store: `empty`, `demo`, or nothing for a real shop."""
    if app.records.is_empty():
        return "empty"
    return "demo" if app.imports.feedback.holds_demo() else ""


class Choosing(Protocol):
    """A part of the window that offers values of the store."""

    @property
    def inputs(self) -> Sequence[Any]:
        """The boxes to choose in."""
        ...

    def renewed(self, values: Sequence[Any]) -> list[Any]:
        """Updates for `inputs`, whose values are given."""
        ...


@dataclass(frozen=True, slots=True)
class Choice:
    """A single box; `read` gives its choices as they are now."""

    box: gr.Dropdown
    read: Callable[[], list[tuple[str, str]]]

    @property
    def inputs(self) -> Sequence[Any]:
        return [self.box]

    def renewed(self, values: Sequence[Any]) -> list[Any]:
        """The update for the box, whose value is given."""
        return [renewed_choice(self.read(), values[0])]


class Renewal:
    """Updates for the banner, the first steps of an empty store, and all that can be chosen."""

    def __init__(
        self, app: App, texts: Texts, above: Sequence[Any], parts: Sequence[Choosing]
    ) -> None:
        self._app = app
        self._texts = texts
        self._parts = parts
        self.inputs = [box for part in parts for box in part.inputs]
        self.outputs = [*above, *self.inputs]

    def bind(self, event: Any) -> None:
        """Have the updates follow an event."""
        event(self.renewed, self.inputs, self.outputs, **SILENT)

    def renewed(self, *values: Any) -> list[Any]:
        """Updates for `outputs`; `values` are those of `inputs`."""
        kind = store_kind(self._app)
        updates, at = [banner(kind, self._texts), gr.update(visible=kind == "empty")], 0
        for part in self._parts:
            end = at + len(part.inputs)
            updates += part.renewed(values[at:end])
            at = end
        return updates
