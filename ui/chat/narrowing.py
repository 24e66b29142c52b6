"""What a question is about unless it says so itself: period, product, channel, language."""

from collections.abc import Sequence
from typing import Any

import gradio as gr

from assistant.app import App
from assistant.models import Period
from ui.events import SILENT
from ui.filters import DAYS, renewed_choice
from ui.wording import Texts

__all__ = ["Narrowing"]

FIELDS = ("product", "channel", "language")
ANY = ""


class Narrowing:
    """A row of small choices; each one starts with "any", which leaves the question alone."""

    def __init__(self, app: App, texts: Texts) -> None:
        self._app = app
        self._texts = texts
        days = [(texts(f"filters.days_{days}"), days) for days in DAYS]
        with gr.Row(elem_id="narrowing"):
            self._period = self._box("period", [(texts("narrowing.period"), ANY), *days])
            self._fields = [self._box(field, self._choices(field)) for field in FIELDS]

    @property
    def inputs(self) -> list[gr.Dropdown]:
        return [self._period, *self._fields]

    def renewed(self, values: Sequence[str | None]) -> list[Any]:
        """Updates for `inputs`, whose values are given, after the store has changed."""
        chosen = zip(FIELDS, values[1:], strict=True)
        updates = [renewed_choice(self._choices(field), value) for field, value in chosen]
        return [gr.update(), *(each | _marked("") if "value" in each else each for each in updates)]

    def bind(self) -> None:
        """Mark each box that restricts the questions."""
        for box in self.inputs:
            box.input(_marked, [box], [box], **SILENT)

    def defaults(self, values: Sequence[str | None]) -> dict[str, Any]:
        """The tool arguments for the values of `inputs`; empty where all are "any"."""
        days, *chosen = values
        given: dict[str, Any] = {f: [v] for f, v in zip(FIELDS, chosen, strict=True) if v}
        if days:
            today = self._app.today()
            given["period"] = Period.last_days(int(days), today).as_json()
        return given

    def _choices(self, field: str) -> list[tuple[str, str]]:
        values = self._app.records.values(field)
        group = "languages" if field == "language" else "plain"
        named = [(self._texts.word(value, group), value) for value in values]
        return [(self._texts(f"narrowing.{field}"), ANY), *named]

    def _box(self, name: str, choices: list[tuple[str, str]]) -> gr.Dropdown:
        return gr.Dropdown(
            choices,
            value=ANY,
            label=self._texts(f"filters.{name}"),
            show_label=False,
            container=False,
            min_width=110,
            elem_id=f"narrow-{name}",
        )


def _marked(value: str | None) -> dict[str, Any]:
    found: dict[str, Any] = gr.update(elem_classes=["chosen"] if value else [])
    return found
