"""The replies tab: what waits for an answer, its draft and findings, and every step to the end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import gradio as gr

from assistant.app import App
from assistant.errors import HearkenError
from assistant.models import Actor, Period, ReplyState, Scope
from assistant.replies.draft import Tone
from assistant.replies.queue import Waiting
from assistant.replies.risk import NONE
from assistant.replies.workflow import Case
from prompts.formats import stars
from ui.actors import acting
from ui.case import case_html, escalation_html, findings_html, history_html
from ui.escaping import escape
from ui.markup import hypertext, problem
from ui.wording import Texts

__all__ = ["RepliesTab"]

MOST = 50
BULK = 20
DAYS = 14
"""Older feedback is no longer offered; it can still be opened by its id."""

SHORT = 60
HOURS_A_DAY = 24
LISTS = ("open", "overdue", "approved")


@dataclass(frozen=True, slots=True)
class Form:
    """What stood in the window when a button was pressed, and who pressed it."""

    feedback_id: str
    version: int
    body: str
    reason: str
    tone: str
    actor: Actor


Step = Callable[[Form], str]
"""Takes a step of a reply and says what was done."""


class RepliesTab:
    """Every step reads the reply anew and names the version that was shown."""

    def __init__(self, app: App, texts: Texts) -> None:
        self._app = app
        self._texts = texts
        self.version = gr.State(0)
        with gr.Row(elem_id="replies-row", equal_height=False):
            with gr.Column(scale=2, min_width=280, elem_id="reply-queue"):
                self._draw_queue()
            with gr.Column(scale=3, min_width=300, elem_id="reply-case"):
                self._draw_case()

    def _draw_queue(self) -> None:
        texts = self._texts
        self.which = gr.Radio(
            [(texts(f"replies.{name}"), name) for name in LISTS],
            value="open",
            label=texts("replies.list"),
            elem_id="reply-lists",
        )
        self.summary = hypertext(elem_id="reply-summary")
        self.queue = gr.Radio(
            [],
            label=texts("replies.queue"),
            show_label=False,
            container=False,
            elem_id="reply-items",
        )
        self.bulk = gr.Button(texts("replies.bulk", n=BULK), size="sm", elem_id="reply-bulk")

    def _draw_case(self) -> None:
        texts = self._texts
        self.case = hypertext(f'<p class="quiet">{escape(texts("replies.choose"))}</p>')
        with gr.Column(visible=False) as self.desk:
            with gr.Row(elem_classes="filters"):
                self.tone = gr.Dropdown(
                    [(texts(f"tones.{tone}"), str(tone)) for tone in Tone],
                    value=str(Tone.WARM),
                    label=texts("replies.tone"),
                    filterable=False,
                    min_width=120,
                )
                self.draft = gr.Button(texts("replies.draft"), size="sm", elem_id="reply-draft")
                self.claim = gr.Button(texts("replies.claim"), size="sm", elem_id="reply-claim")
                self.release = gr.Button(texts("replies.release"), size="sm")
            self.body = gr.Textbox(
                label=texts("replies.body"), lines=7, max_lines=18, elem_id="reply-body"
            )
            self.findings = hypertext(elem_id="reply-findings")
            self.reason = gr.Textbox(label=texts("replies.reason"), elem_id="reply-reason")
            with gr.Row(elem_classes="steps"):
                self.edit = gr.Button(texts("replies.edit"), size="sm", elem_id="reply-edit")
                self.approve = gr.Button(
                    texts("replies.approve"), variant="primary", size="sm", elem_id="reply-approve"
                )
                self.reject = gr.Button(texts("replies.reject"), size="sm", elem_id="reply-reject")
                self.sent = gr.Button(texts("replies.mark_sent"), size="sm", elem_id="reply-sent")
                self.unneeded = gr.Button(texts("replies.not_needed"), size="sm")
            self.told = hypertext(elem_id="reply-told")
            with gr.Accordion(texts("replies.history"), open=False):
                self.history = hypertext(elem_id="reply-history")

    def bind(self, tab: gr.Tab) -> None:
        """Tie the events."""
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "minimal"}
        listed = [self.summary, self.queue]
        shown = [
            self.version,
            self.case,
            self.desk,
            self.body,
            self.findings,
            self.history,
            self.reason,
            self.told,
        ]
        tab.select(self.listed, [self.which, self.queue], listed, **quiet)
        self.which.input(self.listed, [self.which, self.queue], listed, **quiet)
        self.queue.input(self.opened, [self.queue], shown, **quiet)
        inputs = [self.queue, self.version, self.body, self.reason, self.tone]
        steps: list[tuple[gr.Button, Step]] = [
            (self.draft, self._draft),
            (self.claim, self._claim),
            (self.release, self._release),
            (self.edit, self._edit),
            (self.approve, self._approve),
            (self.reject, self._reject),
            (self.sent, self._sent),
            (self.unneeded, self._not_needed),
        ]
        for button, step in steps:
            button.click(self._taking(step), inputs, shown, **quiet).then(
                self.listed, [self.which, self.queue], listed, **quiet
            )
        self.bulk.click(
            self._bulk, None, [self.told], api_visibility="private", show_progress="full"
        ).then(self.listed, [self.which, self.queue], listed, **quiet)

    def listed(self, which: str, chosen: str | None) -> list[Any]:
        """The queue by deadline, what no template may answer first."""
        service, scope = self._app.replies, self._scope()
        if which == "approved":
            ids = service.queue.in_state(self._app.tenant, ReplyState.APPROVED, MOST)
            choices = [(id, id) for id in ids]
        else:
            read = service.queue.overdue if which == "overdue" else service.queue.open
            choices = [(self._line(each), each.record.feedback.id) for each in read(scope, MOST)]
        stats = service.queue.stats(scope)
        said = self._texts("replies.summary", waiting=stats.waiting, overdue=stats.overdue)
        if not choices:
            said = f"{said} {self._texts('replies.nothing')}"
        known = chosen if chosen in {id for _, id in choices} else None
        return [
            f'<p class="quiet">{escape(said)}</p>',
            gr.update(choices=choices, value=known),
        ]

    def opened(self, feedback_id: str | None, told: str = "") -> list[Any]:
        """Updates that show one case."""
        if not feedback_id:
            return [0, gr.update(), gr.update(visible=False), *[""] * 5]
        try:
            case = self._app.replies.show(feedback_id)
        except HearkenError as error:
            return [0, problem(self._texts.sentence(error)), gr.update(visible=False), *[""] * 5]
        zone, texts = self._app.settings.zone, self._texts
        return [
            case.reply.version,
            case_html(case, zone, texts),
            gr.update(visible=True),
            case.body,
            self._findings(case),
            history_html(case, zone, texts),
            "",
            told,
        ]

    def _findings(self, case: Case) -> str:
        """What is wrong with the text; for a risk the card that says whom to call."""
        if case.risk != NONE:
            said = self._app.draft(case.record.feedback.id, language=self._texts.language)
            return escalation_html(said.body)
        return findings_html(case, self._texts) if case.body else ""

    def _taking(self, step: Step) -> Callable[..., list[Any]]:
        def take(
            feedback_id: str | None,
            version: int,
            body: str,
            reason: str,
            tone: str,
            request: gr.Request,
        ) -> list[Any]:
            if not feedback_id:
                return self.opened(None)
            try:
                actor = acting(request, self._texts)
                said = step(Form(feedback_id, version, body, reason, tone, actor))
            except HearkenError as error:
                # What was typed stays where it is.
                return [*[gr.update()] * 7, problem(self._texts.sentence(error))]
            return self.opened(feedback_id, f'<p role="status">{escape(said)}</p>')

        return take

    def _draft(self, form: Form) -> str:
        made, _ = self._app.replies.draft(form.feedback_id, form.actor, form.tone)
        return self._texts("replies.escalated" if made.escalate else "replies.drafted")

    def _claim(self, form: Form) -> str:
        self._app.replies.claim(form.feedback_id, form.actor)
        return self._texts("replies.claimed")

    def _release(self, form: Form) -> str:
        self._app.replies.release(form.feedback_id, form.actor)
        return self._texts("replies.released")

    def _edit(self, form: Form) -> str:
        self._app.replies.edit(form.feedback_id, form.actor, form.body, form.version)
        return self._texts("replies.edited")

    def _approve(self, form: Form) -> str:
        service, version = self._app.replies, form.version
        if form.body.strip() != service.show(form.feedback_id).body.strip():
            version = service.edit(form.feedback_id, form.actor, form.body, version)[0].version
        service.approve(form.feedback_id, form.actor, version, form.reason)
        return self._texts("replies.approved_told")

    def _reject(self, form: Form) -> str:
        self._app.replies.reject(form.feedback_id, form.actor, form.reason, form.version)
        return self._texts("replies.rejected")

    def _sent(self, form: Form) -> str:
        self._app.replies.mark_sent(form.feedback_id, form.actor, form.version, form.reason)
        return self._texts("replies.sent_told")

    def _not_needed(self, form: Form) -> str:
        self._app.replies.not_needed(form.feedback_id, form.actor, form.reason)
        return self._texts("replies.closed")

    def _bulk(
        self,
        request: gr.Request,
        progress: gr.Progress = gr.Progress(),  # noqa: B008 - how Gradio asks for its bar
    ) -> str:
        texts, today = self._texts, self._app.today()
        week = Period(today - timedelta(days=today.weekday()), today)
        scope = Scope(tenant=self._app.tenant, period=week)

        def moved(done: int, total: int) -> None:
            progress((done, total), desc=texts("replies.drafting"))

        try:
            found = self._app.replies.draft_worst(scope, BULK, acting(request, texts), moved)
        except HearkenError as error:
            return problem(self._texts.sentence(error))
        counts = {
            outcome: sum(each.outcome == outcome for each in found)
            for outcome in ("drafted", "escalated", "skipped")
        }
        return f'<p role="status">{escape(texts("replies.bulk_done", **counts))}</p>'

    def _scope(self) -> Scope:
        today = self._app.today()
        return Scope(
            tenant=self._app.tenant, period=Period(today - timedelta(days=DAYS - 1), today)
        )

    def _line(self, each: Waiting) -> str:
        said, texts = each.record.feedback, self._texts
        hours = max(abs(round((each.due - self._app.clock()) / timedelta(hours=1))), 1)
        key = "replies.late" if each.overdue else "replies.left"
        when = texts(key, hours=hours)
        if hours >= 2 * HOURS_A_DAY:
            when = texts(f"{key}_days", days=hours // HOURS_A_DAY)
        parts = [said.id, when]
        if each.risk != NONE:
            parts.append("⚠ " + texts.known("risks", each.risk))
        if said.rating is not None:
            parts.append(stars(said.rating))
        text = " ".join(said.full_text.split())
        parts.append(text[:SHORT] + ("…" if len(text) > SHORT else ""))
        return " · ".join(parts)
