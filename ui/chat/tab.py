"""The chat tab: questions in, steps and answers out, conversations kept on the server."""

import logging
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import uuid4

import gradio as gr

from assistant.agent.events import Done, ToolRan, Writing
from assistant.app import App
from assistant.errors import HearkenError
from ui.actors import acting
from ui.bridge import Bridge
from ui.chat.again import AgainLine
from ui.chat.answers import (
    Message,
    answer_messages,
    next_questions,
    question_message,
    writing_message,
)
from ui.chat.conversations import ConversationList, ConversationTools
from ui.chat.narrowing import Narrowing
from ui.chat.parts import CHIPS, message_list, question_box, suggestion_chips
from ui.chat.running import Running
from ui.chat.transcript import Transcript
from ui.chat.verdicts import VerdictRow
from ui.events import SILENT, Updates
from ui.markup import refused, working
from ui.wording import Texts

__all__ = ["ChatTab"]

log = logging.getLogger("hearken.window")


class ChatTab:
    """Draws itself where it is made; `bind` ties the events once all tabs are drawn."""

    def __init__(self, app: App, texts: Texts) -> None:
        self._app = app
        self._texts = texts
        self._transcript = Transcript(app, texts)
        self._running = Running()
        self._waiting: Message = {"role": "assistant", "content": working(texts)}
        self.outputs: list[Any] = []
        self.conversation = gr.State("")
        with gr.Row(elem_id="chat-row", equal_height=False):
            with gr.Column(scale=1, min_width=220, elem_id="conversations"):
                self.list = ConversationList(app, texts)
            with gr.Column(scale=4, min_width=300, elem_id="chat-column"):
                self._draw_chat()

    def _draw_chat(self) -> None:
        texts = self._texts
        self.tools = ConversationTools(self._app, texts, self.list)
        self.chatbot = message_list(texts)
        self.verdict = VerdictRow(self._app, texts, self._transcript.turn_at)
        self.again = AgainLine(self._app, texts)
        self.chips = suggestion_chips(texts)
        self.box = question_box(texts)
        self.narrowing = Narrowing(self._app, texts)

    def bind(self, tabs: gr.Tabs, asked: Bridge, again: Bridge) -> None:
        """Wire up the events; the bridges bring questions, and computations to run again, from
        buttons of the page."""
        self.tabs = tabs
        self.outputs = outputs = [
            self.conversation,
            self.chatbot,
            self.box,
            *self.list.outputs,
            *self.tools.outputs,
            self.again.told,
            tabs,
            *self.chips,
        ]
        sources: list[tuple[Any, Any]] = [
            (self.box.submit, self.box),
            (asked.go.click, asked.value),
        ]
        sources += [(chip.click, chip) for chip in self.chips]
        chosen = [self.conversation, *self.narrowing.inputs]
        asking: list[Any] = [
            event(self.ask, [source, *chosen], outputs, **SILENT) for event, source in sources
        ]
        asking += [
            self.chatbot.retry(self.retry, chosen, outputs, **SILENT),
            self.chatbot.edit(self.edit, chosen, outputs, **SILENT),
        ]
        self.verdict.bind(self.chatbot, self.conversation)
        self.again.bind(again, self.conversation)
        self.narrowing.bind()
        # Gradio takes no pasted or composed text, such as Chinese, for input.
        self.list.bind(self.list.search.change, self.conversation)
        self.tools.bind(self.conversation, self.open, outputs)
        self.box.stop(self._stopped, [self.conversation], outputs, cancels=asking, **SILENT)
        self.list.new.click(self._left, None, outputs, cancels=asking, **SILENT)
        self.list.list.input(self._left, [self.list.list], outputs, cancels=asking, **SILENT)

    def ask(
        self, question: str, request: gr.Request, conversation: str, *chosen: str | None
    ) -> Iterator[Updates]:
        """One turn: the question at once, each step as it runs, then the answer.

        `chosen` are the values of the choices below the box.
        """
        if not question.strip():
            yield {self.box: gr.update(value="")}
            return
        yield from self._turn(request.session_hash, question, conversation or uuid4().hex, chosen)

    def _turn(
        self,
        page: str | None,
        question: str,
        conversation: str,
        chosen: Sequence[str | None],
        instead_of: int | None = None,
    ) -> Iterator[Updates]:
        before = self._transcript.messages(conversation, instead_of)
        messages = [*before, question_message(question)]
        chips, failed = list[str](), ""
        with self._running.turn(page, question) as running:
            yield {
                self.conversation: conversation,
                self.chatbot: [*messages, self._waiting],
                self.box: gr.update(value="", submit_btn=False, stop_btn=True),
                self.tabs: gr.update(selected="chat"),
            }
            try:
                for event in self._app.asking.stream(
                    question,
                    conversation=conversation,
                    defaults=self.narrowing.defaults(chosen),
                    instead_of=instead_of,
                    language=self._texts.language,
                    keeping=running.keeping(),
                ):
                    if running.stopped:
                        return
                    if isinstance(event, Done):
                        turn = sum(message["role"] == "user" for message in messages)
                        messages += answer_messages(event.answer, self._texts, turn)
                        chips = next_questions(event.answer.suggestions, question)
                    elif isinstance(event, ToolRan):
                        messages.append(self._transcript.step(event))
                        yield {self.chatbot: [*messages, self._waiting]}
                    elif isinstance(event, Writing):
                        said = writing_message(event.text, self._texts)
                        yield {self.chatbot: [*messages, said]}
            except HearkenError as error:
                failed = self._texts.sentence(error)
            except Exception:
                # A callback's last line of defence: the user gets a sentence, the log the rest.
                log.exception("A question failed")
                failed = self._texts("chat.unexpected")
        if failed:  # the turn that was to be replaced stays
            kept = messages if instead_of is None else self._transcript.messages(conversation)
            messages = [*kept, {"role": "assistant", "content": failed}]
        yield self._shown(conversation, messages, chips)

    def retry(
        self, at: gr.RetryData, request: gr.Request, conversation: str, *chosen: str | None
    ) -> Iterator[Updates]:
        """Ask the question of a turn once more, in its place."""
        answers = self._app.conversations.answers(conversation)
        number = self._transcript.turn_at(answers, at.index)
        question = answers[number - 1].question if number else str(at.value)
        yield from self._asked_again(request, conversation, number, question, chosen)

    def edit(
        self, at: gr.EditData, request: gr.Request, conversation: str, *chosen: str | None
    ) -> Iterator[Updates]:
        """Ask another question in the place of a turn; what followed it goes."""
        number = self._transcript.turn_at(self._app.conversations.answers(conversation), at.index)
        yield from self._asked_again(request, conversation, number, str(at.value), chosen)

    def _asked_again(
        self,
        request: gr.Request,
        conversation: str,
        number: int | None,
        question: str,
        chosen: Sequence[str | None],
    ) -> Iterator[Updates]:
        try:
            acting(request, self._texts)
        except HearkenError as error:
            said = refused(self._texts.sentence(error))
            yield {**self.open(conversation), self.again.told: said}
            return
        if question.strip():
            yield from self._turn(request.session_hash, question, conversation, chosen, number)
        else:
            yield self.open(conversation)

    def open(self, conversation: str | None = None) -> Updates:
        """Show a stored conversation; without one an empty chat."""
        if not conversation:
            return self._shown("", [], [])
        latest = self._app.conversations.answers(conversation, 1)
        chips = list(latest[-1].suggestions) if latest else []
        return self._shown(conversation, self._transcript.messages(conversation), chips)

    def _left(self, request: gr.Request, conversation: str | None = None) -> Updates:
        """As `open`; what is still asked stops."""
        self._running.stop(request.session_hash)
        return self.open(conversation)

    def _stopped(self, request: gr.Request, conversation: str) -> Updates:
        asked = self._running.stop(request.session_hash)
        if not asked:  # too late: the answer is there, and stays
            return self.open(conversation)
        return self._shown(conversation, self._transcript.stopped(conversation, asked), [])

    def _shown(self, conversation: str, messages: list[Message], chips: list[str]) -> Updates:
        chips = (chips or self._texts.listed("chat.starters"))[:CHIPS]
        chips += [""] * (CHIPS - len(chips))
        known = conversation if self._app.conversations.turns(conversation, 1) else ""
        beside = zip(self.list.outputs, self.list.found("", conversation), strict=True)
        above = zip(self.tools.outputs, self.tools.shown(known), strict=True)
        return {
            self.conversation: conversation,
            self.chatbot: messages,
            self.box: gr.update(submit_btn=True, stop_btn=False),
            self.again.told: "",
            **dict(beside),
            **dict(above),
            **{
                chip: gr.update(value=text[:1].upper() + text[1:], visible=bool(text))
                for chip, text in zip(self.chips, chips, strict=True)
            },
        }
