"""The chat tab: questions in, steps and answers out, conversations kept on the server."""

import logging
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import gradio as gr

from assistant.agent.events import Done, ToolRan
from assistant.app import App
from assistant.errors import HearkenError, NotAllowedError
from assistant.models import ToolCall
from ui.actors import acting
from ui.answers import Message, answer_messages, question_message, step_message
from ui.bridge import Bridge
from ui.markup import export_link, hypertext, welcome
from ui.verdicts import VerdictRow
from ui.wording import Texts

__all__ = ["ChatTab"]

log = logging.getLogger(__name__)

CHIPS = 4
Updates = dict[Any, Any]


class ChatTab:
    """Draws itself where it is made; `bind` ties the events once all tabs are drawn."""

    def __init__(self, app: App, texts: Texts) -> None:
        self._app = app
        self._texts = texts
        self.outputs: list[Any] = []
        self.conversation = gr.State("")
        with gr.Row(elem_id="chat-row", equal_height=False):
            with gr.Column(scale=1, min_width=220, elem_id="conversations"):
                self._draw_conversations()
            with gr.Column(scale=4, min_width=300, elem_id="chat-column"):
                self._draw_chat()

    def _draw_conversations(self) -> None:
        texts = self._texts
        self.new = gr.Button(texts("chat.new"), elem_id="new-conversation", size="sm")
        self.search = gr.Textbox(
            placeholder=texts("chat.search"),
            label=texts("chat.search"),
            show_label=False,
            container=False,
            elem_id="conversation-search",
        )
        self.list = gr.Radio(
            [],
            label=texts("chat.conversations"),
            show_label=False,
            container=False,
            elem_id="conversation-list",
        )
        self.none = hypertext(
            f'<p class="quiet">{texts("chat.none")}</p>', elem_id="no-conversation"
        )

    def _draw_chat(self) -> None:
        texts = self._texts
        with gr.Row(elem_id="chat-tools"):
            self.show = gr.Button(
                texts("chat.show_conversations"), elem_id="show-conversations", size="sm"
            )
            self.export = hypertext("", elem_id="export")
            self.delete = gr.Button(
                texts("chat.delete"), elem_id="delete-conversation", size="sm", visible=False
            )
        with gr.Row(visible=False, elem_id="delete-sure") as self.sure:
            hypertext(f"<p>{texts('chat.delete_sure')}</p>")
            self.delete_yes = gr.Button(
                texts("chat.delete_yes"), size="sm", variant="stop", elem_id="delete-yes"
            )
            self.delete_no = gr.Button(texts("chat.delete_no"), size="sm")
        self.chatbot = gr.Chatbot(
            label=texts("chat.label"),
            show_label=False,
            container=False,
            height="max(340px, calc(100dvh - 338px))",
            sanitize_html=True,
            latex_delimiters=[],
            feedback_options=("Like", "Dislike"),
            buttons=["copy"],
            editable="user",
            placeholder=welcome(texts),
            elem_id="chatbot",
            autoscroll=False,
            group_consecutive_messages=True,
            layout="bubble",
        )
        self.verdict = VerdictRow(self._app, texts, self._turn_at)
        with gr.Row(elem_id="chips"):
            starters = texts.listed("chat.starters")
            self.chips = [
                gr.Button(starters[place], size="sm", elem_classes="chip", min_width=40)
                for place in range(CHIPS)
            ]
        self.box = gr.Textbox(
            placeholder=texts("chat.placeholder"),
            label=texts("chat.question"),
            show_label=False,
            container=False,
            submit_btn=True,
            max_lines=6,
            autofocus=True,
            elem_id="question",
        )

    def bind(self, tabs: gr.Tabs, bridge: Bridge) -> None:
        """Tie the events; `bridge` brings questions from buttons of the page."""
        self.outputs = outputs = [
            self.conversation,
            self.chatbot,
            self.box,
            self.list,
            self.none,
            self.export,
            self.delete,
            self.sure,
            tabs,
            *self.chips,
        ]
        self._tabs = tabs
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        sources: list[tuple[Any, Any]] = [
            (self.box.submit, self.box),
            (bridge.go.click, bridge.value),
        ]
        sources += [(chip.click, chip) for chip in self.chips]
        asking: list[Any] = [
            event(self.ask, [source, self.conversation], outputs, **quiet)
            for event, source in sources
        ]
        asking += [
            self.chatbot.retry(self.retry, [self.conversation], outputs, **quiet),
            self.chatbot.edit(self.edit, [self.conversation], outputs, **quiet),
        ]
        self.verdict.bind(self.chatbot, self.conversation)
        self.box.stop(self._stopped, [self.conversation], outputs, cancels=asking, **quiet)
        self.new.click(self.start_anew, None, outputs, cancels=asking, **quiet)
        self.list.input(self.open, [self.list], outputs, cancels=asking, **quiet)
        self.search.input(
            self._listed, [self.search, self.conversation], [self.list, self.none], **quiet
        )
        self.delete.click(lambda: gr.update(visible=True), None, [self.sure], **quiet)
        self.delete_no.click(lambda: gr.update(visible=False), None, [self.sure], **quiet)
        self.delete_yes.click(self._delete, [self.conversation], outputs, **quiet)

    def ask(self, question: str, conversation: str) -> Iterator[Updates]:
        """One turn: the question at once, each step as it runs, then the answer."""
        if not question.strip():
            yield {self.box: gr.update(value="")}
            return
        conversation = conversation or uuid4().hex
        messages = [*self._told(conversation), question_message(question)]
        working = {
            "role": "assistant",
            "content": "",
            "metadata": {"title": self._texts("chat.working"), "status": "pending"},
        }
        yield {
            self.conversation: conversation,
            self.chatbot: [*messages, working],
            self.box: gr.update(value="", submit_btn=False, stop_btn=True),
            self._tabs: gr.update(selected="chat"),
        }
        chips: list[str] = []
        try:
            for event in self._app.stream(question, conversation=conversation):
                if isinstance(event, ToolRan):
                    messages.append(self._step(event))
                    yield {self.chatbot: [*messages, working]}
                elif isinstance(event, Done):
                    messages += answer_messages(event.answer.as_json(), self._texts)
                    asked = question.strip(" ?？").casefold()
                    chips = [s for s in event.answer.suggestions if s.casefold() != asked]
        except HearkenError as error:
            messages.append({"role": "assistant", "content": str(error)})
        except Exception:
            # A callback's last line of defence: the user gets a sentence, the log the traceback.
            log.exception("A question failed")
            messages.append({"role": "assistant", "content": self._texts("chat.unexpected")})
        yield self._shown(conversation, messages, chips)

    def retry(self, conversation: str, at: gr.RetryData) -> Iterator[Updates]:
        """Ask the question of a turn once more, in its place."""
        number = self._turn_at(conversation, _place(at.index))
        turns = self._app.conversations.turns(conversation, self._app.tenant)
        yield from self._again(conversation, number, turns[number - 1]["question"])

    def edit(self, conversation: str, at: gr.EditData) -> Iterator[Updates]:
        """Ask another question in the place of a turn; what followed it goes."""
        number = self._turn_at(conversation, _place(at.index))
        yield from self._again(conversation, number, str(at.value))

    def _again(self, conversation: str, number: int, question: str) -> Iterator[Updates]:
        if question.strip():
            self._app.conversations.cut(conversation, number, self._app.tenant)
        yield from self.ask(question, conversation)

    def _turn_at(self, conversation: str, index: int) -> int:
        """The number of the turn that a message of the chat belongs to, from 1."""
        told = self._told(conversation)[: index + 1]
        return sum(message["role"] == "user" for message in told)

    def open(self, conversation: str | None) -> Updates:
        """Show a stored conversation."""
        if not conversation:
            return self.start_anew()
        turns = self._app.conversations.turns(conversation, self._app.tenant)
        chips = list(turns[-1]["suggestions"]) if turns else []
        return self._shown(conversation, self._told(conversation), chips)

    def start_anew(self) -> Updates:
        """An empty chat; the conversation is made with its first answer."""
        return self._shown("", [], [])

    def _stopped(self, conversation: str) -> Updates:
        note: Message = {"role": "assistant", "content": self._texts("chat.stopped")}
        return self._shown(conversation, [*self._told(conversation), note], [])

    def _delete(self, conversation: str, request: gr.Request) -> Updates:
        try:
            acting(request, self._texts)
        except NotAllowedError as error:
            gr.Warning(str(error))
            return {self.sure: gr.update(visible=False)}
        if conversation:
            self._app.conversations.remove(conversation, self._app.tenant)
        return self.start_anew()

    def _shown(self, conversation: str, messages: list[Message], chips: list[str]) -> Updates:
        chips = (chips or self._texts.listed("chat.starters"))[:CHIPS]
        chips += [""] * (CHIPS - len(chips))
        listed, none = self._listed("", conversation)
        known = bool(conversation) and bool(messages)
        return {
            self.conversation: conversation,
            self.chatbot: messages,
            self.box: gr.update(submit_btn=True, stop_btn=False),
            self.list: listed,
            self.none: none,
            self.export: export_link(conversation, self._texts) if known else "",
            self.delete: gr.update(visible=known),
            self.sure: gr.update(visible=False),
            **{
                chip: gr.update(value=text, visible=bool(text))
                for chip, text in zip(self.chips, chips, strict=True)
            },
        }

    def _listed(self, search: str, conversation: str) -> tuple[Any, Any]:
        """The conversations whose title has the searched words, the latest first."""
        every = self._app.conversations.all(self._app.tenant)
        found = [one for one in every if search.casefold().strip() in one.title.casefold()]
        ids = [one.id for one in found]
        choices = [(one.title, one.id) for one in found]
        text = self._texts("chat.none_found" if every else "chat.none")
        return (
            gr.update(choices=choices, value=conversation if conversation in ids else None),
            gr.update(value=f'<p class="quiet">{text}</p>', visible=not found),
        )

    def _told(self, conversation: str) -> list[Message]:
        messages: list[Message] = []
        for turn in self._app.conversations.turns(conversation, self._app.tenant):
            messages.append(question_message(turn["question"]))
            messages += [
                step_message(ToolCall(call["name"], call["args"]), self._texts)
                for call in turn["tools"]
            ]
            messages += answer_messages(turn, self._texts)
        return messages

    def _step(self, event: ToolRan) -> Message:
        found = [self._texts("steps.figures", n=event.figures)]
        if event.quotes:
            found.append(self._texts("steps.quotes", n=event.quotes))
        return step_message(event.call, self._texts, " · ".join(found))


def _place(index: int | tuple[int, int]) -> int:
    """The place of a message; Gradio gives a pair where it means a part of it."""
    return index if isinstance(index, int) else index[0]
