"""Thumbs for answers: kept at once, with a reason if the user has one."""

from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant.app import App
from ui.actors import acting
from ui.escaping import escape
from ui.events import SILENT
from ui.markup import hypertext
from ui.refusals import refusals_shown
from ui.wording import Texts

__all__ = ["VerdictRow"]

Turn = tuple[str, int, bool]


class VerdictRow:
    """A line that thanks for a thumb and takes a reason; hidden until one is given.

    `turn_at` tells which turn of a conversation a message of the chat belongs to.
    """

    def __init__(self, app: App, texts: Texts, turn_at: Callable[[Any, Any], int | None]) -> None:
        self._app = app
        self._texts = texts
        self._turn_at = turn_at
        self.turn = gr.State(None)
        with gr.Row(visible=False, elem_id="verdict") as self.row:
            self.reason = gr.Textbox(
                placeholder=texts("verdict.reason"),
                label=texts("verdict.reason"),
                show_label=False,
                container=False,
                submit_btn=texts("verdict.send"),
                elem_id="verdict-reason",
                scale=5,
            )
            self.no = gr.Button(texts("verdict.without"), size="sm", scale=0, elem_id="verdict-no")
        self.told = hypertext(elem_id="verdict-told")

    def bind(self, chatbot: gr.Chatbot, conversation: gr.State) -> None:
        """Wire up the thumbs of the chatbot."""
        outputs = [self.turn, self.row, self.reason, self.told]
        self.no.click(lambda: gr.update(visible=False), None, [self.row], **SILENT)
        chatbot.like(self.given, [conversation], outputs, **SILENT)
        self.reason.submit(self.explained, [self.turn, self.reason], outputs, **SILENT)

    def given(self, conversation: str, thumb: gr.LikeData, request: gr.Request) -> list[Any]:
        """Keep a thumb and ask why; a question without an answer has nothing to keep it with."""
        answers = self._app.conversations.answers(conversation)
        number = self._turn_at(answers, thumb.index)
        turn = (conversation, number or len(answers) + 1, thumb.liked is True)
        told = self._keep(turn, "", request)
        return [turn, gr.update(visible=number is not None), "", told]

    def explained(self, turn: Turn, reason: str, request: gr.Request) -> list[Any]:
        """Keep the reason for the thumb that was given."""
        return [None, gr.update(visible=False), "", self._keep(turn, reason, request)]

    @refusals_shown
    def _keep(self, turn: Turn, reason: str, request: gr.Request) -> str:
        conversation, number, good = turn
        now = self._app.clock()
        actor = acting(request, self._texts)
        self._app.verdicts.give(conversation, number, good, reason, actor, now)
        return f'<p class="quiet" role="status">{escape(self._texts("verdict.kept"))}</p>'
