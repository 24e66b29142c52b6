"""The open alerts with their deadlines; beside the chosen one its checklist, to be ticked."""

from collections.abc import Sequence
from typing import Any

import gradio as gr

from assistant.app import App
from assistant.services.alert_checklists import CheckedStep, alert_steps
from assistant.tools.alerts import Alert
from ui.actors import acting
from ui.clocks import time_left
from ui.escaping import escape
from ui.events import SILENT, Updates
from ui.markup import ask_button, hypertext, said
from ui.overview.panels import alert_subject
from ui.refusals import refusals_shown, refusals_told
from ui.wording import Texts

__all__ = ["AlertDesk"]

PARTS = tuple(dict.fromkeys(step.part for step in alert_steps()))
MOST_QUOTES = 2


class AlertDesk:
    """Draws itself where it is made; everything is read anew at `listed` and after each tick."""

    def __init__(self, app: App, texts: Texts) -> None:
        self._app = app
        self._texts = texts
        with gr.Row(elem_id="alert-desk", equal_height=False):
            with gr.Column(scale=2, min_width=280, elem_id="alert-list"):
                hypertext(f'<h2 class="sheet-title">{escape(texts("overview.alerts"))}</h2>')
                self.none = hypertext(elem_id="no-alerts")
                self.items = gr.Radio(
                    [],
                    label=texts("overview.alerts"),
                    show_label=False,
                    container=False,
                    elem_id="alert-items",
                    elem_classes="picks",
                )
                self.replay = gr.Button(texts("plans.replay"), size="sm", elem_id="replay")
                self.replayed = hypertext(elem_id="replayed")
            with gr.Column(
                scale=3, min_width=300, visible=False, elem_id="alert-case", elem_classes="sheet"
            ) as self.desk:
                self.head = hypertext(elem_id="alert-head")
                self.groups = [
                    gr.CheckboxGroup([], label=texts(f"alerts.{part}"), elem_id=f"steps-{part}")
                    for part in PARTS
                ]
                self.told = hypertext(elem_id="alert-told")

    @property
    def outputs(self) -> list[Any]:
        return [self.none, self.items, *self._shown]

    @property
    def _shown(self) -> list[Any]:
        return [self.desk, self.head, *self.groups, self.told]

    def bind(self) -> None:
        """Wire up the choice of an alert, the ticks, and the replay."""
        self.items.input(self.opened, [self.items], self._shown, **SILENT)
        for group in self.groups:
            group.input(self.ticked, [self.items, *self.groups], self._shown, **SILENT)
        self.replay.click(
            self.replays, None, [self.replayed], api_visibility="private", show_progress="full"
        )

    def listed(self, chosen: str | None) -> Updates:
        """The open alerts, worst first; the worst is shown unless another is chosen."""
        found = self._app.alerting.open(self._app.today())
        alert = next((each for each in found if each.key == chosen), found[0] if found else None)
        choices = [(self._line(each), each.key) for each in found]
        note = self._texts("alerts.note" if found else "plans.no_alerts")
        return {
            self.none: f'<p class="quiet">{escape(note)}</p>',
            self.items: gr.update(
                choices=choices, value=alert.key if alert else None, visible=bool(found)
            ),
            **self._case(alert),
        }

    @refusals_told
    def opened(self, key: str | None) -> Updates:
        """Show one alert and its list."""
        return self._case(self._app.alerting.checklists.open(key) if key else None)

    @refusals_told
    def ticked(self, request: gr.Request, key: str | None, *values: list[str]) -> Updates:
        """Keep what was ticked or unticked, with who and when."""
        lists = self._app.alerting.checklists
        chosen = {step for group in values for step in group or ()}
        alert = lists.open(key or "")
        changed = lists.set_done(alert, chosen, acting(request, self._texts))
        return self._case(alert, said(self._texts("alerts.kept")) if changed else "")

    @refusals_shown
    def replays(self) -> str:
        """What the alert rules would have said over the history."""
        found = self._app.alerting.replay(self._app.today())
        chance = f"{found['expected_false_alarms']:.1f}"
        alerts = len(found["episodes"])
        return said(self._texts("plans.replayed", alerts=alerts, days=found["days"], chance=chance))

    def _case(self, alert: Alert | None, told: str = "") -> Updates:
        if alert is None:
            return {self.desk: gr.update(visible=False)}
        steps = self._app.alerting.checklists.of(alert)
        groups = {
            group: gr.update(
                choices=[(self._step(each), each.step.id) for each in steps if each.step.part == p],
                value=[each.step.id for each in steps if each.step.part == p and each.done],
            )
            for p, group in zip(PARTS, self.groups, strict=True)
        }
        return {
            self.desk: gr.update(visible=True),
            self.head: self._head(alert, steps),
            **groups,
            self.told: told,
        }

    def _step(self, each: CheckedStep) -> str:
        """The step; on a second line who ticked it and when."""
        text = each.step.text[self._texts.language]
        if each.tick is None or not each.done:
            return text
        when = each.tick.time.astimezone(self._app.settings.zone)
        return f"{text}\n{each.tick.actor}, {when:%Y-%m-%d %H:%M}"

    def _line(self, alert: Alert) -> str:
        """Two lines; what matters stands on the first, which is shown in bold."""
        texts, surge = self._texts, alert.surge
        severity = texts.word(str(surge.severity), "urgencies")
        first = (alert_subject(surge.kind, surge.subject, texts), severity, self._clock(alert))
        key = "alerts.counted" if surge.expected is not None else "alerts.counted_alone"
        expected = f"{surge.expected:.1f}" if surge.expected is not None else ""
        counted = texts(key, observed=f"{surge.observed:g}", expected=expected)
        day = surge.first_seen.isoformat()
        second = (texts.word(surge.kind, "kinds"), texts("alerts.since", day=day), counted)
        return f"{' · '.join(first)}\n{' · '.join(second)}"

    def _clock(self, alert: Alert) -> str:
        return time_left(alert.respond_by, self._app.clock(), self._texts)

    def _head(self, alert: Alert, steps: Sequence[CheckedStep]) -> str:
        texts, zone = self._texts, self._app.settings.zone
        subject = alert_subject(alert.surge.kind, alert.surge.subject, texts)
        seen, due = alert.first_seen.astimezone(zone), alert.respond_by.astimezone(zone)
        done = sum(each.done for each in steps)
        facts = (
            texts("alerts.seen", time=f"{seen:%Y-%m-%d %H:%M}"),
            texts("alerts.respond", time=f"{due:%Y-%m-%d %H:%M}"),
            texts("alerts.progress", done=done, n=len(steps)),
        )
        quotes = "".join(
            f"<blockquote>{escape(' '.join(each.text.split()))} "
            f'<a href="#item-{escape(each.id)}">{escape(each.id)}</a></blockquote>'
            for each in alert.quotes[:MOST_QUOTES]
        )
        return (
            f'<h2 class="sheet-title">{escape(subject)}</h2>'
            f'<p class="quiet">{escape(" · ".join(facts))}</p>{quotes}'
            f'<p class="after">{ask_button(texts("alerts.ask_plan", subject=subject), texts)}</p>'
        )
