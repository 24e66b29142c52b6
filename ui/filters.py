"""Which feedback a tab shows: a row of choices, and the tool arguments that they stand for."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import gradio as gr

from assistant.app import App
from assistant.models import Period, Sentiment
from ui.wording import Texts

__all__ = ["Filters", "renewed_choice"]

DAYS = ("7", "30", "90", "365")
ALL = "all"
USUAL = "30"


class Filters:
    """A row of choices. `fields` are names of tool arguments; the period always stands first."""

    def __init__(self, app: App, texts: Texts, fields: Sequence[str], period: str = USUAL) -> None:
        self._app = app
        self._texts = texts
        self._fields = tuple(fields)
        self._usual = period
        periods = [(texts(f"filters.days_{days}"), days) for days in DAYS]
        with gr.Row(elem_classes=["filters", "strip"]):
            self.period = gr.Dropdown(
                [*periods, (texts("filters.all"), ALL)],
                value=period,
                label=texts("filters.period"),
                min_width=150,
                filterable=False,
            )
            self._boxes = [
                gr.Dropdown(
                    self._choices(field),
                    value=[],
                    multiselect=True,
                    label=texts(f"filters.{'stars' if field == 'rating' else field}"),
                    min_width=150,
                )
                for field in self._fields
            ]

    @property
    def inputs(self) -> list[gr.Dropdown]:
        return [self.period, *self._boxes]

    def renewed(self, values: Sequence[Any]) -> list[Any]:
        """Updates for `inputs`, whose values are given, after the store has changed.

        Where the usual period is empty, all time is shown rather than nothing.
        """
        period, *chosen = values
        span = self._app.records.span()
        past = span is not None and span[1] <= self._app.today() - timedelta(days=int(USUAL))
        fields = zip(self._fields, chosen, strict=True)
        return [
            gr.update(value=ALL) if past and period == self._usual != ALL else gr.update(),
            *(renewed_choice(self._choices(field), many) for field, many in fields),
        ]

    def arguments(self, values: Sequence[Any]) -> dict[str, Any]:
        """The arguments of a tool for the values of `inputs`."""
        period, *chosen = values
        given = {
            field: [int(each) for each in many] if field == "rating" else list(many)
            for field, many in zip(self._fields, chosen, strict=True)
            if many
        }
        days = self._days(str(period))
        return given | ({"period": days.as_json()} if days else {})

    def _days(self, choice: str) -> Period | None:
        """The days that a choice means; None for all time of an empty store."""
        today = self._app.today()
        if choice in DAYS:
            return Period.last_days(int(choice), today)
        span = self._app.records.span()
        return Period(span[0], max(span[1], today)) if span else None

    def _choices(self, field: str) -> list[tuple[str, str]]:
        fixed: Mapping[str, list[tuple[str, str]]] = {
            "theme": [(name, theme) for theme, name in self._texts.themes.items()],
            "sentiment": [(self._texts.word(s, "sentiments"), str(s)) for s in Sentiment],
            "rating": [("★" * stars, str(stars)) for stars in range(5, 0, -1)],
        }
        if field in fixed:
            return fixed[field]
        values = self._app.records.values(field)
        group = "languages" if field == "language" else "plain"
        return [(self._texts.word(value, group), value) for value in values]


def renewed_choice(choices: Sequence[tuple[str, str]], chosen: Any) -> Any:
    """An update of what can be chosen; `chosen` is one value, or a list where many can be.

    Gives a value only where the old one is no longer there, the first choice or what is left of
    the list: whoever chooses while the update is on its way keeps the choice.
    """
    known = {value: None for _, value in choices}
    many = isinstance(chosen, list)
    if known.keys() >= set(chosen if many else [chosen]):
        return gr.update(choices=choices)
    left = [value for value in chosen if value in known] if many else next(iter(known), None)
    return gr.update(choices=choices, value=left)
