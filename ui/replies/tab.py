"""The replies tab: a reply beside the queue, its draft and findings, every step to the end."""

from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant.app import App
from assistant.errors import HearkenError
from assistant.models import ReplyState
from assistant.replies.draft import RiskKind, Tone
from assistant.replies.workflow.case import Case
from assistant.replies.workflow.transitions import STEPS, Action
from ui.actors import acting
from ui.events import QUIET, SILENT, Updates
from ui.markup import copy_button, hypertext, problem, refused, said
from ui.replies.case import case_html, escalation_html, findings_html, history_html
from ui.replies.queue import ReplyList
from ui.replies.steps import Form, ReplySteps
from ui.wording import Texts

__all__ = ["RepliesTab"]


Step = Callable[[Form], str]
"""Takes a step of a reply and says what was done."""


class RepliesTab:
    """Every step reads the reply anew and names the version that was shown."""

    def __init__(self, app: App, texts: Texts) -> None:
        self._app = app
        self._texts = texts
        self._taken = ReplySteps(app, texts)
        self.feedback_id = gr.State("")
        self.version = gr.State(0)
        with gr.Row(elem_id="replies-row", equal_height=False):
            with gr.Column(scale=2, min_width=280, elem_id="reply-queue"):
                self.list = ReplyList(app, texts)
            with gr.Column(scale=3, min_width=300, elem_id="reply-case"):
                self._draw_case()

    def _draw_case(self) -> None:
        texts = self._texts
        self.case = hypertext(problem(texts("replies.choose")), elem_id="reply-shown")
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
            self.check = gr.Button(texts("settings.check"), elem_id="reply-check")
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
                self.next = gr.Button(texts("replies.next"), size="sm", elem_id="reply-next")
                copying = copy_button("#reply-body textarea", texts)
                self.copy = hypertext(copying, elem_classes="copying")
            self.told = hypertext(elem_id="reply-told")
            self.anew = gr.Button(texts("replies.anew"), visible=False, elem_id="reply-anew")
            with gr.Accordion(texts("replies.history"), open=False):
                self.history = hypertext(elem_id="reply-history")

    @property
    def _steps(self) -> dict[gr.Button, Step]:
        return {
            self.draft: self._taken.draft,
            self.claim: self._taken.claim,
            self.release: self._taken.release,
            self.edit: self._taken.edit,
            self.approve: self._taken.approve,
            self.reject: self._taken.reject,
            self.sent: self._taken.sent,
            self.unneeded: self._taken.not_needed,
        }

    def _possible(self, case: Case) -> Updates:
        """Show the buttons of the steps that can be taken now, the likely next one as the primary
        button; a risk has no such next step, since a person must write."""
        reply = case.reply

        def starts(action: Action) -> bool:
            return reply.state in STEPS[action].starts

        free, writable = reply.holder is None, starts(Action.EDIT)
        shown = {
            self.draft: starts(Action.DRAFT),
            self.claim: starts(Action.CLAIM) and free,
            self.release: starts(Action.RELEASE) and not free,
            self.edit: writable,
            self.approve: writable and reply.state is not ReplyState.APPROVED,
            self.reject: starts(Action.REJECT),
            self.sent: starts(Action.SEND),
            self.unneeded: starts(Action.NOT_NEEDED),
        }
        written = bool(case.body) and reply.state is not ReplyState.REJECTED
        ways = [self.sent]
        if written or case.risk is RiskKind.NONE:
            ways.append(self.approve if written else self.draft)
        following = next((button for button in ways if shown[button]), None)
        return {
            self.tone: gr.update(visible=shown[self.draft]),
            self.copy: gr.update(visible=bool(case.body)),
            **{
                button: gr.update(
                    visible=visible, variant="primary" if button is following else "secondary"
                )
                for button, visible in shown.items()
            },
            self.next: gr.update(variant="secondary" if following else "primary"),
        }

    @property
    def outputs(self) -> list[Any]:
        """The components that `opened` updates."""
        return [
            self.feedback_id,
            self.version,
            self.case,
            self.desk,
            self.body,
            self.findings,
            self.history,
            self.reason,
            self.tone,
            self.copy,
            *self._steps,
            self.next,
            self.told,
            self.anew,
        ]

    def bind(self, tab: gr.Tab) -> None:
        """Wire up the events."""
        queue, shown = self.list, self.outputs
        inputs = [self.feedback_id, self.version, self.body, self.reason, self.tone]
        queue.bind(tab).then(self.renewed, inputs[:3], shown, **QUIET)
        queue.items.input(self.opened, [queue.items], shown, **QUIET)
        self.anew.click(self.opened, [self.feedback_id], shown, **QUIET)
        checked = self.check.click(
            self.checked, [self.feedback_id, self.body], [self.findings], **SILENT
        )
        for button, step in self._steps.items():
            button.click(self._taking(step), inputs, shown, cancels=[checked], **QUIET).then(
                queue.listed, queue.inputs, queue.outputs, **QUIET
            )
        self.next.click(
            self._following,
            [queue.which, self.feedback_id],
            [queue.items, *shown],
            cancels=[checked],
            **QUIET,
        )

    def checked(self, feedback_id: str, body: str) -> str:
        """What the checks say of a text that is still being written."""
        try:
            return self._findings(self._app.replies.tried(feedback_id, body))
        except HearkenError as error:
            return refused(self._texts.sentence(error))

    def renewed(self, feedback_id: str, version: int, body: str) -> Updates:
        """The open case as it stands now, where others may have changed it; what somebody has
        begun to write stays, with the way to what stands now."""
        stands = self.opened(feedback_id)
        if stands.get(self.version) in (None, version):
            return {self.anew: gr.update()}
        return {self.anew: gr.update(visible=True)} if body.strip() else stands

    def _following(self, which: str, feedback_id: str) -> Updates:
        """The case that follows in the list; a note where there is none."""
        following = self.list.following(which, feedback_id)
        if following is None:
            return {self.told: said(self._texts("replies.no_next"))}
        return {self.list.items: following, **self.opened(following)}

    def opened(self, feedback_id: str | None) -> Updates:
        """Show one case."""
        if not feedback_id:
            return {self.desk: gr.update(visible=False)}
        try:
            case = self._app.replies.show(feedback_id)
        except HearkenError as error:
            told = refused(self._texts.sentence(error))
            return {self.case: told, self.desk: gr.update(visible=False)}
        zone, texts = self._app.settings.zone, self._texts
        return {
            self.feedback_id: feedback_id,
            self.version: case.reply.version,
            self.case: case_html(case, self._app.clock(), zone, texts),
            self.desk: gr.update(visible=True),
            self.body: case.body,
            self.findings: self._findings(case),
            self.history: history_html(case, zone, texts),
            self.reason: "",
            self.told: "",
            self.anew: gr.update(visible=False),
            **self._possible(case),
        }

    def _findings(self, case: Case) -> str:
        """What is wrong with the text; for a risk first the card that says whom to call."""
        desk, card = self._app.replies.desk, ""
        if case.risk is not RiskKind.NONE:
            made = desk.draft(case.record, language=self._texts.language)
            card = escalation_html(made.body)
        return card + (findings_html(case, desk.clauses, self._texts) if case.body else "")

    def _taking(self, step: Step) -> Callable[..., Updates]:
        def take(
            feedback_id: str, version: int, body: str, reason: str, tone: str, request: gr.Request
        ) -> Updates:
            try:
                actor = acting(request, self._texts)
                done = step(Form(feedback_id, version, body, reason, tone, actor))
            except HearkenError as error:
                told = refused(self._texts.sentence(error))
                return {**self._kept(feedback_id, version, body), self.told: told}
            return {**self.opened(feedback_id), self.told: said(done)}

        return take

    def _kept(self, feedback_id: str, version: int, body: str) -> Updates:
        """After a refusal: where the store holds the text of the box, as when it was kept but not
        approved, the reply as it stands now. Elsewhere what was typed and what it began from stay,
        beside the way to what others made of the reply meanwhile.
        """
        stands = self.opened(feedback_id)
        if str(stands.get(self.body, "")).strip() != body.strip():
            return {self.anew: gr.update(visible=stands.get(self.version) not in (None, version))}
        return {part: value for part, value in stands.items() if part is not self.reason}
