"""The overview tab: tiles, a trend, complaints, alerts, product health, who is blamed for what."""

from collections.abc import Mapping
from typing import Any

import gradio as gr

from assistant.app import App
from assistant.errors import HearkenError
from assistant.tools.measures import Metric
from assistant.tools.result import ToolResult
from ui.charts import trend_chart
from ui.events import QUIET, Updates
from ui.filters import Filters
from ui.heat import heat_map
from ui.markup import hypertext, problem
from ui.panels import alerts_table, health_table
from ui.tiles import Tile, complaints_table, tiles
from ui.wording import Texts

__all__ = ["OverviewTab"]

FIELDS = ("product", "channel")
SHOWN_COMPLAINTS = 8
TREND_HEIGHT = 400
"""Pixels: as high as the table beside it."""


class OverviewTab:
    """Every number comes from a tool of the agent, so the chat says the same."""

    def __init__(self, app: App, texts: Texts) -> None:
        self._app = app
        self._texts = texts
        self.filters = Filters(app, texts, FIELDS)
        self.tiles = hypertext(elem_id="tiles")
        with gr.Row(elem_id="overview-middle", equal_height=False, visible=False) as self.middle:
            with gr.Column(scale=3, min_width=300, elem_classes="sheet"):
                with gr.Row(elem_id="trend-head"):
                    hypertext(f'<h2 class="sheet-title">{texts("overview.trend")}</h2>')
                    self.metric = gr.Dropdown(
                        [(texts.title("figures", metric), str(metric)) for metric in Metric],
                        value=str(Metric.NEGATIVE),
                        label=texts("overview.metric"),
                        show_label=False,
                        container=False,
                        filterable=False,
                        min_width=170,
                        scale=0,
                        elem_id="metric",
                    )
                self.trend = gr.Plot(show_label=False, container=False, elem_id="trend")
            with gr.Column(scale=4, min_width=300, elem_classes="sheet"):
                self.complaints = hypertext(elem_id="complaints")
        with gr.Row(elem_id="overview-lower", equal_height=False):
            with gr.Column(scale=1, min_width=300):
                self.alerts = hypertext(elem_id="alerts")
            with gr.Column(scale=1, min_width=300):
                self.health = hypertext(elem_id="health")
        self.heat = hypertext(elem_id="heat")

    @property
    def outputs(self) -> list[Any]:
        below = [self.trend, self.complaints, self.alerts, self.health, self.heat]
        return [self.tiles, self.middle, *below]

    def bind(self, tab: gr.Tab) -> None:
        inputs = [self.metric, *self.filters.inputs]
        tab.select(self.show, inputs, self.outputs, **QUIET)
        for box in self.filters.inputs:
            box.input(self.show, inputs, self.outputs, **QUIET)
        self.metric.input(self._trend_alone, inputs, [self.trend], **QUIET)

    def show(self, metric: str, *values: Any) -> Updates:
        """The whole tab for the values of the filters."""
        texts = self._texts
        if not self._app.feedback.holds(self._app.tenant):
            return self._note(texts("overview.empty"))
        arguments = self.filters.arguments(values)
        try:
            volume = self._app.tools.run("volume", arguments)
            if not volume.data["now"]["count"].value:
                return self._note(texts("overview.nothing"))
            worst = self._app.tools.run("complaints", arguments | {"top": SHOWN_COMPLAINTS})
            asked = self._asked(volume)
            heat = heat_map(self._app, volume.scope, asked, texts)
            return {
                self.tiles: self._intro(volume) + tiles(self._tiles(volume, arguments), texts),
                self.middle: gr.update(visible=True),
                self.trend: self._trend(metric, arguments),
                self.complaints: complaints_table(worst, asked, texts),
                self.alerts: alerts_table(self._app.tools.run("alerts", {}), texts),
                self.health: health_table(self._app.tools.run("health", arguments), asked, texts),
                self.heat: heat,
            }
        except HearkenError as error:
            return self._note(texts.sentence(error))

    def _tiles(self, volume: ToolResult, arguments: Mapping[str, Any]) -> list[Tile]:
        nps = self._app.tools.run("nps", arguments).data
        csat = self._app.tools.run("csat", arguments).data
        mood = self._app.tools.run("sentiment", arguments).data
        count = volume.data
        before = count["change"] if count["before"]["count"].value else None
        asked = self._asked(volume)
        return [
            Tile("volume", count["now"]["count"], before, "", asked),
            Tile("nps", nps["now"]["nps"], nps.get("change"), nps.get("verdict", ""), asked),
            Tile("csat", csat["now"]["csat"], csat.get("change"), csat.get("verdict", ""), asked),
            Tile(
                "negative",
                mood["now"]["negative"],
                mood.get("negative_change"),
                mood.get("negative_verdict", ""),
                asked,
            ),
        ]

    def _trend(self, metric: str, arguments: Mapping[str, Any]) -> Any:
        result = self._app.tools.run("trend", {**arguments, "metric": metric})
        points = [point["figure"] for point in result.data["points"]]
        if not points:
            return gr.update(value=None, visible=False)
        chart = trend_chart(points, "", self._texts)
        chart.update_layout(height=TREND_HEIGHT, margin={"t": 12})
        return gr.update(value=chart, visible=True)

    def _trend_alone(self, metric: str, *values: Any) -> Any:
        return self._trend(metric, self.filters.arguments(values))

    def _intro(self, volume: ToolResult) -> str:
        texts = self._texts
        period = texts.answers.period(volume.scope.period)
        if not volume.data["before"]["count"].value:
            said = texts("overview.intro_all", period=period)
        else:
            before = texts.answers.period(volume.compared)
            said = texts("overview.intro", period=period, before=before)
        return f'<p class="quiet intro">{said}</p>'

    def _asked(self, volume: ToolResult) -> Mapping[str, str]:
        """How a question names the days and the filters that are shown."""
        texts, scope = self._texts, volume.scope
        names = [name for field in FIELDS for name in getattr(scope, field)]
        period = ""
        if scope.period:
            days = scope.period.as_json()
            period = texts("overview.between", start=days["start"], end=days["end"])
        joined = texts("overview.for", names=", ".join(names)) if names else ""
        return {"period": period, "filters": joined}

    def _note(self, text: str) -> Updates:
        nothing = dict.fromkeys((self.complaints, self.alerts, self.health, self.heat), "")
        return {self.tiles: problem(text), self.middle: gr.update(visible=False), **nothing}
