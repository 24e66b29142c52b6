"""The queue of replies: what waits for an answer, and drafting the worst of it at once."""

from typing import Any

import gradio as gr

from assistant.app import App
from assistant.models import Period, ReplyState, Scope
from assistant.replies.draft import RiskKind
from assistant.replies.workflow.bulk import BulkDraft, BulkOutcome
from assistant.replies.workflow.waiting import Waiting
from assistant.store.records import Record
from prompts.formats import stars
from ui.actors import acting
from ui.clocks import time_left
from ui.escaping import escape
from ui.events import QUIET, SILENT
from ui.excerpts import excerpt
from ui.markup import download_link, hypertext, said
from ui.refusals import refusals_shown
from ui.wording import Texts

__all__ = ["ReplyList"]

MOST = 50
BULK = 20
DAYS = 14
"""Older feedback is no longer offered; it can still be opened by its id."""

SHORT = 110
APPROVED_FILE = "/window/replies/approved.csv"
LISTS = ("open", "overdue", "approved")


class ReplyList:
    """Draws itself where it is made."""

    def __init__(self, app: App, texts: Texts) -> None:
        self._app = app
        self._texts = texts
        self.which = gr.Radio(
            [(texts(f"replies.{name}"), name) for name in LISTS],
            value="open",
            label=texts("replies.list"),
            elem_id="reply-lists",
        )
        self.summary = hypertext(elem_id="reply-summary")
        self.go = gr.Button(texts("replies.bulk", n=BULK), size="sm", elem_id="reply-bulk")
        self.told = hypertext(elem_id="bulk-told")
        self.items = gr.Radio(
            [],
            label=texts("replies.queue"),
            show_label=False,
            container=False,
            elem_id="reply-items",
            elem_classes="picks",
        )

    def bind(self, tab: gr.Tab) -> Any:
        """Wire up the events; gives the one that ends when drafts were made and are listed."""
        tab.select(self.listed, self.inputs, self.outputs, **QUIET)
        self.which.input(self.listed, self.inputs, self.outputs, **QUIET)
        begun = self.go.click(self._begun, None, [self.told], **SILENT)
        return begun.then(
            self.drafts, None, [self.told], api_visibility="private", show_progress="full"
        ).then(self.listed, self.inputs, self.outputs, **QUIET)

    @property
    def inputs(self) -> list[Any]:
        return [self.which, self.items]

    @property
    def outputs(self) -> list[Any]:
        return [self.summary, self.go, self.items]

    def listed(self, which: str, chosen: str | None) -> list[Any]:
        """The queue by deadline, what no template may answer first."""
        service, scope = self._app.replies, self._scope()
        choices = self._choices(which)
        stats = service.queue.stats(scope)
        counts = {"waiting": stats.waiting, "overdue": stats.overdue}
        summary = self._texts("replies.summary", days=DAYS, **counts)
        if self._app.records.is_empty():
            summary = self._texts("feedback.empty")
        elif not choices:
            summary = f"{summary} {self._texts('replies.nothing')}"
        known = chosen if chosen in {id for _, id in choices} else None
        sendable = which == "approved" and bool(choices)
        link = download_link(APPROVED_FILE, self._texts("replies.download")) if sendable else ""
        return [
            f'<p class="quiet">{escape(summary)}</p>{link}',
            gr.update(visible=stats.waiting > 0),
            gr.update(choices=choices, value=known, visible=bool(choices)),
        ]

    def following(self, which: str, feedback_id: str) -> str | None:
        """The id after this one in the list, the first where it has left; None for none."""
        ids = [id for _, id in self._choices(which)]
        place = ids.index(feedback_id) + 1 if feedback_id in ids else 0
        return ids[place] if place < len(ids) else None

    def _choices(self, which: str) -> list[tuple[str, str]]:
        queue, scope = self._app.replies.queue, self._scope()
        if which == "approved":
            ids = queue.in_state(self._app.tenant, ReplyState.APPROVED, MOST)
            records = self._app.records.by_ids(ids)
            return [(self._line(each, []), each.feedback.id) for each in records]
        read = queue.overdue if which == "overdue" else queue.open
        return [(self._waiting(each), each.record.feedback.id) for each in read(scope, MOST)]

    def _begun(self) -> str:
        """A note shown at once, over which the progress bar is then drawn."""
        return said(self._texts("replies.drafting"))

    @refusals_shown
    def drafts(
        self,
        request: gr.Request,
        progress: gr.Progress = gr.Progress(),  # noqa: B008 - how Gradio asks for its bar
    ) -> str:
        """Draft the worst of the queue that has no text yet."""
        texts = self._texts

        def moved(_: BulkDraft, done: int, total: int) -> None:
            progress((done, total), desc=texts("replies.drafting"))

        found = self._app.replies.draft_worst(self._scope(), BULK, acting(request, texts), moved)
        counts = {
            str(outcome): sum(each.outcome is outcome for each in found) for outcome in BulkOutcome
        }
        return said(texts("replies.bulk_done", **counts))

    def _scope(self) -> Scope:
        today = self._app.today()
        return Scope(tenant=self._app.tenant, period=Period.last_days(DAYS, today))

    def _waiting(self, each: Waiting) -> str:
        texts = self._texts
        parts = [time_left(each.due, self._app.clock(), texts)]
        if each.pressing:  # stands first, so why it does
            critical = each.risk is RiskKind.NONE
            why = texts("feedback.critical") if critical else texts.known("risks", each.risk)
            parts.insert(0, f"⚠ {why}")
        if each.reply.state is not ReplyState.NEW:
            parts.append(texts.known("states", str(each.reply.state)))
        return self._line(each.record, parts)

    def _line(self, record: Record, parts: list[str]) -> str:
        """Lines: what matters, shown in bold; what it is about and where it was said; the words."""
        feedback = record.feedback
        if feedback.rating is not None:
            parts.append(stars(feedback.rating))
        where = " · ".join(filter(None, (feedback.product, feedback.channel)))
        lines = (" · ".join([*parts, feedback.id]), where, excerpt(feedback.full_text, SHORT))
        return "\n".join(filter(None, lines))
