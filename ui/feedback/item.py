"""One feedback by itself: what else its customer said, and the form that corrects its labels."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import gradio as gr

from assistant.app import App
from assistant.models import Emotion, Scope, Sentiment, Urgency
from assistant.store.corrections import LabelChange
from assistant.store.records import Record
from prompts.formats import stars
from ui.actors import acting
from ui.escaping import escape
from ui.events import QUIET, Updates
from ui.excerpts import excerpt
from ui.feedback.cards import card
from ui.markup import hypertext, said
from ui.refusals import refusals_told
from ui.wording import Texts

__all__ = ["ItemPanel"]

MOST_HISTORY = 10
SHORT = 90


class ItemPanel:
    """Hidden until `opened` gives updates for `outputs`; `cards` show the feedback itself."""

    def __init__(self, app: App, texts: Texts, cards: gr.Markdown) -> None:
        self._app = app
        self._texts = texts
        self._cards = cards
        self.chosen = gr.State("")
        self.seen = gr.State({})
        with gr.Row(visible=False, elem_id="item-panel", equal_height=False) as self.panel:
            with gr.Column(scale=3, min_width=300, elem_classes="sheet"):
                self._draw_form()
            with gr.Column(scale=2, min_width=300):
                with gr.Row(elem_classes="steps"):
                    self.reply = gr.Button(texts("item.reply"), size="sm", elem_id="item-reply")
                    self.back = gr.Button(texts("item.back"), size="sm", elem_id="item-back")
                self.history = hypertext(elem_id="item-history")

    def _draw_form(self) -> None:
        texts = self._texts
        hypertext(f'<h2 class="sheet-title">{escape(texts("item.correct"))}</h2>')
        with gr.Row(elem_classes="filters"):
            self.sentiment = self._choice("sentiment", Sentiment, "sentiments")
            self.emotion = self._choice("emotion", Emotion, "emotions")
            self.urgency = self._choice("urgency", Urgency, "urgencies")
        self.themes = gr.Dropdown(
            self.stances(),
            value=[],
            multiselect=True,
            label=texts("item.themes"),
            elem_id="item-themes",
        )
        with gr.Row(elem_classes="filters"):
            self.reason = gr.Textbox(label=texts("item.reason"), scale=4, max_lines=3)
            self.save = gr.Button(
                texts("item.save"), variant="primary", scale=1, elem_id="item-save"
            )
        self.told = hypertext(elem_id="item-told")

    @property
    def outputs(self) -> list[Any]:
        return [
            self.chosen,
            self.seen,
            self.panel,
            self.history,
            self.sentiment,
            self.emotion,
            self.urgency,
            self.themes,
            self.reason,
            self.told,
        ]

    def stances(self) -> list[tuple[str, str]]:
        """Every theme with every stance, as choices."""
        return [
            (f"{name} · {self._texts(f'feedback.stance_{stance}')}", f"{theme}:{stance}")
            for theme, name in self._texts.themes.items()
            for stance in Sentiment
        ]

    def bind(self) -> None:
        """Wire up the form."""
        form = [self.sentiment, self.emotion, self.urgency, self.themes, self.reason]
        self.save.click(
            self.correct, [self.chosen, self.seen, *form], [self._cards, *self.outputs], **QUIET
        )

    def closed(self) -> Updates:
        """Hide the panel."""
        return {self.chosen: "", self.panel: gr.update(visible=False)}

    def opened(self, record: Record) -> Updates:
        """Show a record's labels and its customer's history."""
        labels = record.labels
        themes = dict.fromkeys(f"{m.theme}:{m.sentiment}" for m in labels.themes)
        seen = LabelChange.confirming(labels).values()
        return {
            self.chosen: record.feedback.id,
            self.seen: seen,
            self.panel: gr.update(visible=True),
            self.history: self._history(record),
            self.sentiment: str(labels.sentiment),
            self.emotion: str(labels.emotion),
            self.urgency: str(labels.urgency),
            self.themes: list(themes),
            self.reason: "",
            self.told: "",
        }

    @refusals_told
    def correct(
        self,
        feedback_id: str,
        seen: Mapping[str, Any],
        sentiment: str,
        emotion: str,
        urgency: str,
        themes: list[str],
        reason: str,
        request: gr.Request,
    ) -> Updates:
        """Store what the form says differently from what was `seen`, and show the record again.

        A form that says the same confirms the labels.
        """
        form = LabelChange(
            sentiment=Sentiment(sentiment),
            emotion=Emotion(emotion),
            urgency=Urgency(urgency),
            themes={theme: Sentiment(stance) for theme, stance in map(_pair, themes)},
        ).values()
        change = {name: value for name, value in form.items() if value != seen.get(name)} or form
        actor = acting(request, self._texts)
        changed = self._app.labelling.correct(
            feedback_id,
            LabelChange.of(change),
            actor,
            reason.strip() or None,
            LabelChange.of(seen),
        )
        record = self._app.records.get(feedback_id)
        names = ", ".join(self._texts(f"item.{name}") for name in changed)
        told = self._texts("item.corrected", labels=names) if changed else self._texts("item.same")
        drawn = card(record, self._app.settings.zone, self._texts)
        shown = f'<div class="cards">{drawn}</div>'
        return {self._cards: shown, **self.opened(record), self.told: said(told)}

    def _history(self, record: Record) -> str:
        customer = record.feedback.customer_id
        if not customer:
            return ""
        scope = Scope(tenant=self._app.tenant, customer_id=(customer,))
        n = self._app.records.count(scope)
        others = [
            each
            for each in self._app.records.newest(scope, MOST_HISTORY + 1)
            if each.row != record.row
        ]
        title = escape(self._texts("item.history", customer=customer, n=n))
        rows = "".join(self._past(each) for each in others[:MOST_HISTORY])
        return f'<div class="sheet"><h2 class="sheet-title">{title}</h2><ul>{rows}</ul></div>'

    def _past(self, record: Record) -> str:
        past = record.feedback
        rating = f" {stars(past.rating)}" if past.rating is not None else ""
        return (
            f'<li><a href="#item-{escape(quote(past.id))}">{escape(past.id)}</a> '
            f"{record.day.isoformat()}{rating} {escape(excerpt(past.full_text, SHORT))}</li>"
        )

    def _choice(self, field: str, values: Any, group: str) -> gr.Dropdown:
        return gr.Dropdown(
            [(self._texts.word(value, group), str(value)) for value in values],
            label=self._texts(f"item.{field}"),
            filterable=False,
            min_width=150,
            elem_id=f"item-{field}",
        )


def _pair(spelled: str) -> tuple[str, str]:
    theme, _, stance = spelled.rpartition(":")
    return theme, stance
