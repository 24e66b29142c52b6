"""The overview tab: tiles, a trend, Pareto, priorities, alerts, health, who is blamed for what."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import gradio as gr

from assistant.app import App
from assistant.errors import HearkenError
from assistant.models import Period, ToolCall
from assistant.tools.measures import Metric
from assistant.tools.result import ToolResult
from ui.events import QUIET, Updates
from ui.filters import Filters
from ui.markup import ask_button, hypertext, problem
from ui.overview.heat import heat_map
from ui.overview.panels import alert_subject, alerts_table, health_table
from ui.overview.priority_table import priority_table
from ui.overview.report_links import report_links
from ui.overview.tiles import Tile, tiles
from ui.pictures.charts import chart_of, mark_alerts, trend_chart
from ui.wording import Texts

__all__ = ["OverviewTab"]

FIELDS = ("product", "channel")
ASKED = {
    Metric.NPS: "nps",
    Metric.CSAT: "csat",
    Metric.RATING: "metric_rating_mean",
    Metric.CES: "metric_ces",
    Metric.NEGATIVE: "negative",
    Metric.COUNT: "metric_count",
}
"""How the chat is asked for each number."""

MOST_PRODUCTS = 12
SHOWN_THEMES = 10
MOST_THEMES = 20
CHART_HEIGHT = 360
"""Pixels."""


class OverviewTab:
    """Every number comes from a tool of the agent, so the chat says the same."""

    def __init__(self, app: App, texts: Texts) -> None:
        self._app = app
        self._texts = texts
        self.filters = Filters(app, texts, FIELDS)
        self.tiles = hypertext(elem_id="tiles")
        with gr.Row(elem_id="overview-middle", equal_height=False, visible=False) as self.middle:
            with gr.Column(scale=1, min_width=300, elem_classes="sheet"):
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
                self.ask_trend = hypertext()
            with gr.Column(scale=1, min_width=300, elem_classes="sheet") as self.few:
                hypertext(f'<h2 class="sheet-title">{texts("overview.pareto")}</h2>')
                self.pareto = gr.Plot(show_label=False, container=False, elem_id="pareto")
                self.ask_pareto = hypertext()
        self.priority = hypertext(elem_id="priority")
        with gr.Row(elem_id="overview-lower", equal_height=False):
            with gr.Column(scale=1, min_width=300):
                self.alerts = hypertext(elem_id="alerts")
            with gr.Column(scale=1, min_width=300):
                self.health = hypertext(elem_id="health")
        self.heat = hypertext(elem_id="heat")

    @property
    def outputs(self) -> list[Any]:
        below = [self.priority, self.alerts, self.health, self.heat]
        return [self.tiles, self.middle, *self._over_time, *self._few, *below]

    @property
    def _over_time(self) -> list[Any]:
        return [self.trend, self.ask_trend]

    @property
    def _few(self) -> list[Any]:
        return [self.few, self.pareto, self.ask_pareto]

    def bind(self, tab: gr.Tab) -> None:
        inputs = [self.metric, *self.filters.inputs]
        tab.select(self.show, inputs, self.outputs, **QUIET)
        for box in self.filters.inputs:
            box.input(self.show, inputs, self.outputs, **QUIET)
        self.metric.input(self._trend_alone, inputs, self._over_time, **QUIET)

    def show(self, metric: str, *values: Any) -> Updates:
        """The whole tab for the values of the filters."""
        texts = self._texts
        if self._app.records.is_empty():
            return self._note(texts("overview.empty"))
        arguments = self.filters.arguments(values)
        try:
            volume = self._app.tools.run("volume", arguments)
            if not volume.data["now"]["count"].value:
                return self._note(texts("overview.nothing"))
            asked = self._asked(volume)
            blame = self._app.overview.blame(volume.scope, MOST_PRODUCTS)
            return {
                self.tiles: self._head(volume) + tiles(self._tiles(volume, arguments), texts),
                self.middle: gr.update(visible=True),
                **self._trend(metric, arguments, asked),
                **self._complaints(arguments, asked),
                self.alerts: alerts_table(self._app.tools.run("alerts", {}), texts),
                self.health: health_table(self._app.tools.run("health", arguments), asked, texts),
                self.heat: heat_map(blame, asked, texts),
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
            *(
                Tile(each.name, each.count, each.change, each.verdict, asked, each.share)
                for each in self._app.overview.backlog(volume.scope, volume.compared)
            ),
        ]

    def _complaints(self, arguments: Mapping[str, Any], asked: Mapping[str, str]) -> Updates:
        """What to fix first, and which few themes make most of the complaints."""
        texts, run = self._texts, self._app.tools.run
        ranked = run("priority", {**arguments, "top": SHOWN_THEMES})
        counted = run("complaints", {**arguments, "top": MOST_THEMES})
        few = run("pareto", arguments)
        drawn = chart_of([ToolCall("pareto", {})], few.ledger.figures, texts)
        if drawn:
            drawn.update_layout(height=CHART_HEIGHT, title=None, margin={"t": 34})
        return {
            self.priority: priority_table(ranked, counted, few, asked, texts),
            self.few: gr.update(visible=drawn is not None),
            self.pareto: drawn,
            self.ask_pareto: _asking(texts("overview.ask_pareto", **asked), texts),
        }

    def _trend(
        self, metric: str, arguments: Mapping[str, Any], asked: Mapping[str, str]
    ) -> Updates:
        """The number over time with the days on which the open alerts began."""
        texts = self._texts
        result = self._app.tools.run("trend", {**arguments, "metric": metric})
        points = [point["figure"] for point in result.data["points"]]
        if not points:
            return {self.trend: gr.update(value=None, visible=False), self.ask_trend: ""}
        chart = trend_chart(points, "", texts)
        mark_alerts(chart, self._alerts(result.scope.period), texts)
        chart.update_layout(height=CHART_HEIGHT, margin={"t": 12})
        number = texts(f"overview.{ASKED[Metric(metric)]}")
        question = texts("overview.ask_trend", metric=number, **asked)
        return {
            self.trend: gr.update(value=chart, visible=True),
            self.ask_trend: _asking(question, texts),
        }

    def _alerts(self, period: Period | None) -> dict[date, list[str]]:
        """What each open alert of the period is about, by the day on which it began."""
        found: dict[date, list[str]] = {}
        for row in self._app.tools.run("alerts", {}).data["alerts"]:
            if period is None or period.start <= row["day"] <= period.end:
                subject = alert_subject(row["kind"], str(row["subject"]), self._texts)
                found.setdefault(row["day"], []).append(subject)
        return found

    def _trend_alone(self, metric: str, *values: Any) -> Updates:
        arguments = self.filters.arguments(values)
        return self._trend(metric, arguments, self._asked(self._app.tools.run("volume", arguments)))

    def _head(self, volume: ToolResult) -> str:
        links = report_links(self._app.today(), self._texts)
        return f'<div class="overview-head">{self._intro(volume)}{links}</div>'

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
        nothing = dict.fromkeys((self.priority, self.alerts, self.health, self.heat), "")
        return {self.tiles: problem(text), self.middle: gr.update(visible=False), **nothing}


def _asking(question: str, texts: Texts) -> str:
    return f'<p class="after">{ask_button(question, texts)}</p>'
