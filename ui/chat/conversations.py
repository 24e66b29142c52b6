"""The list of conversations beside the chat: find one, open it, rename it, delete it."""

from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant.app import App
from assistant.errors import HearkenError
from assistant.store.conversations import Conversation
from ui.actors import acting
from ui.clocks import when
from ui.escaping import escape
from ui.events import SILENT
from ui.markup import export_link, hypertext, refused
from ui.wording import Texts

__all__ = ["ConversationList", "ConversationTools"]

MOST_LISTED = 100


class ConversationList:
    """The column of titles, the latest first."""

    def __init__(self, app: App, texts: Texts) -> None:
        self._app = app
        self._texts = texts
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
            f'<p class="quiet">{escape(texts("chat.none"))}</p>', elem_id="no-conversation"
        )

    @property
    def outputs(self) -> list[Any]:
        return [self.list, self.none]

    def bind(self, event: Any, conversation: gr.State) -> None:
        """Have the list read anew at an event."""
        event(
            self.found,
            [self.search, conversation],
            self.outputs,
            api_visibility="private",
            show_progress="hidden",
        )

    def found(self, words: str, conversation: str) -> list[Any]:
        """Updates for those with the words in their title or one of their questions."""
        app, words = self._app, words.strip()
        found = app.conversations.page(words=words, limit=MOST_LISTED + 1)
        more = len(found) > MOST_LISTED
        found = found[:MOST_LISTED]
        text = self._texts("chat.none_found" if words else "chat.none")
        if more:
            text = self._texts("chat.more_conversations", n=MOST_LISTED)
        known = conversation in {one.id for one in found}
        return [
            gr.update(
                choices=[(self._line(one), one.id) for one in found],
                value=conversation if known else None,
            ),
            gr.update(value=f'<p class="quiet">{escape(text)}</p>', visible=more or not found),
        ]

    def _line(self, one: Conversation) -> str:
        """The title and, below it, when it was last spoken of: titles need not differ."""
        spoken = when(one.updated, self._app.clock(), self._app.settings.zone)
        return f"{' '.join(one.title.split())}\n{spoken}"


class ConversationTools:
    """What can be done with the conversation that is open."""

    def __init__(self, app: App, texts: Texts, beside: ConversationList) -> None:
        self._app = app
        self._texts = texts
        self._beside = beside
        with gr.Row(elem_id="chat-tools"):
            self.show = gr.Button(
                texts("chat.show_conversations"), elem_id="show-conversations", size="sm"
            )
            self.export = hypertext("", elem_id="export")
            self.rename = gr.Button(
                texts("conversations.rename"),
                elem_id="rename-conversation",
                size="sm",
                visible=False,
            )
            self.delete = gr.Button(
                texts("chat.delete"), elem_id="delete-conversation", size="sm", visible=False
            )
        with gr.Row(visible=False, elem_id="delete-sure") as self.sure:
            hypertext(f"<p>{escape(texts('chat.delete_sure'))}</p>")
            self.delete_yes = gr.Button(
                texts("chat.delete_yes"), size="sm", variant="stop", elem_id="delete-yes"
            )
            self.delete_no = gr.Button(texts("chat.delete_no"), size="sm", elem_id="delete-no")
        with gr.Column(visible=False, elem_id="renaming") as self.renaming:
            self.title = gr.Textbox(
                label=texts("conversations.title"),
                submit_btn=texts("conversations.save"),
                max_lines=1,
                elem_id="conversation-title",
            )
            self.rename_no = gr.Button(texts("conversations.leave"), size="sm", elem_id="rename-no")
            self.told = hypertext(elem_id="rename-told")

    @property
    def outputs(self) -> list[Any]:
        return [self.export, self.rename, self.delete, self.sure, self.renaming, self.told]

    def bind(
        self,
        conversation: gr.State,
        removed: Callable[[], Any],
        outputs: list[Any],
    ) -> None:
        """Wire up the events; `removed` gives updates for `outputs` once a conversation is gone."""
        panels = [self.sure, self.renaming]
        self.delete.click(lambda: [_show(True), _show(False)], None, panels, **SILENT)
        self.delete_no.click(lambda: _show(False), None, [self.sure], **SILENT)
        self.delete_yes.click(self._remove, [conversation], None, **SILENT).then(
            removed, None, outputs, **SILENT
        )
        self.rename.click(self._asked, [conversation], [*panels, self.title, self.told], **SILENT)
        self.rename_no.click(lambda: _show(False), None, [self.renaming], **SILENT)
        self.title.submit(
            self.rename_to,
            [conversation, self.title, self._beside.search],
            [self.renaming, self.told, *self._beside.outputs],
            **SILENT,
        )

    def shown(self, conversation: str) -> list[Any]:
        """Updates for `outputs` when a conversation is shown; "" for none."""
        known = bool(conversation)
        link = export_link(conversation, self._texts) if known else ""
        return [link, _show(known), _show(known), _show(False), _show(False), ""]

    def _remove(self, conversation: str, request: gr.Request) -> None:
        try:
            actor = acting(request, self._texts)
        except HearkenError as error:
            gr.Warning(self._texts.sentence(error))
            return
        if conversation:
            app = self._app
            app.conversations.remove(conversation, actor, app.clock())

    def _asked(self, conversation: str) -> list[Any]:
        try:
            title = self._app.conversations.get(conversation).title
        except HearkenError as error:
            return [_show(False), _show(True), "", refused(self._texts.sentence(error))]
        return [_show(False), _show(True), title, ""]

    def rename_to(
        self, conversation: str, title: str, words: str, request: gr.Request
    ) -> list[Any]:
        """Give the conversation its new title and list it under that."""
        same = [gr.update()] * 3
        if not title.strip():
            return [same[0], refused(self._texts("conversations.no_title")), *same[1:]]
        try:
            actor, app = acting(request, self._texts), self._app
            app.conversations.rename(conversation, title, actor, app.clock())
        except HearkenError as error:
            return [same[0], refused(self._texts.sentence(error)), *same[1:]]
        return [_show(False), "", *self._beside.found(words, conversation)]


def _show(visible: bool) -> Any:
    return gr.update(visible=visible)
