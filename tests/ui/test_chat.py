"""The chat's list, tools and choices, without a browser."""

from types import SimpleNamespace
from typing import Any

import gradio as gr

from assistant.app import App
from tests.ui.conftest import drawn
from ui.bridge import Bridge
from ui.chat import ChatTab
from ui.wording import Texts


def test_a_conversation_is_found_by_a_later_question(app: App, texts: Texts) -> None:
    chat, first = drawn(ChatTab, app, texts), f"find-{texts.language}"
    app.ask("NPS by channel", conversation=first)
    app.ask("what do people say about the marzipan kettle?", conversation=first)
    found, none = chat.list.found(" MARZIPAN ", first)
    assert first in [id for _, id in found["choices"]]
    assert found["value"] == first
    assert not none["visible"]
    found, none = chat.list.found("no one ever asked this", first)
    assert found["choices"] == []
    assert texts("chat.none_found") in none["value"]


def test_a_conversation_is_renamed_unless_the_name_is_empty(app: App, texts: Texts) -> None:
    chat, id = drawn(ChatTab, app, texts), f"rename-{texts.language}"
    app.ask("NPS by channel", conversation=id)
    told = chat.tools.rename_to(id, "   ", "", gr.Request())[1]
    assert texts("conversations.no_title") in told
    assert app.conversations.get(id).title == "NPS by channel"
    row, told, listed, _ = chat.tools.rename_to(id, "The week <b>before</b>", "", gr.Request())
    assert (row["visible"], told) == (False, "")
    assert ("The week <b>before</b>", id) in listed["choices"]
    assert "refused" in chat.tools.rename_to("unknown", "x", "", gr.Request())[1]


def test_the_choices_beside_the_box_are_tool_arguments(app: App, texts: Texts) -> None:
    narrowing = drawn(ChatTab, app, texts).narrowing
    assert narrowing.defaults(["", "", "", ""]) == {}
    assert narrowing.defaults([None, None, None, None]) == {}
    given = narrowing.defaults(["7", "Kettle", "", "zh"])
    week = {"start": "2026-03-07", "end": "2026-03-13"}
    assert given == {"period": week, "product": ["Kettle"], "language": ["zh"]}
    answer = app.ask("NPS", defaults=given)
    assert answer.tools[0].args == given
    assert "Kettle" in answer.answer


def bound(app: App, texts: Texts) -> ChatTab:
    chat = ChatTab(app, texts)
    chat.bind(gr.Tabs(), Bridge("ask"), Bridge("again"))
    return chat


def test_an_edit_that_is_refused_leaves_the_conversation_as_it_was(app: App, texts: Texts) -> None:
    chat, talk = drawn(bound, app, texts), f"edit-{texts.language}"
    for question in ("NPS by channel", "NPS by product"):
        app.ask(question, conversation=talk)
    before = app.conversations.turns(talk)
    at: Any = SimpleNamespace(index=0, value="x" * 5_000)
    *_, last = chat.edit(at, gr.Request(), talk, "", "", "", "")
    assert "4000" in last[chat.chatbot][-1]["content"]
    assert sum(each["role"] == "user" for each in last[chat.chatbot]) == 2
    assert app.conversations.turns(talk) == before
    at.value = "CSAT"
    *_, last = chat.edit(at, gr.Request(), talk, "", "", "", "")
    assert [turn["question"] for turn in app.conversations.turns(talk)] == ["CSAT"]
    assert sum(each["role"] == "user" for each in last[chat.chatbot]) == 1


def test_a_stopped_question_shows_nothing_more_and_can_be_asked_again(
    app: App, texts: Texts
) -> None:
    chat, page = drawn(bound, app, texts), gr.Request(session_hash=f"page-{texts.language}")
    none = ("", "", "", "")
    answering = chat.ask("NPS by channel", page, "", *none)
    talk = next(answering)[chat.conversation]
    stopped = chat._stopped(page, talk)
    said = [each["content"] for each in stopped[chat.chatbot]]
    assert said == ["NPS by channel", texts("chat.stopped")]
    assert stopped[chat.tools.rename]["visible"] is False
    assert list(answering) == []
    assert app.conversations.turns(talk) == []
    at: Any = SimpleNamespace(index=0, value="NPS by channel")
    *_, last = chat.retry(at, page, talk, *none)
    assert [turn["question"] for turn in app.conversations.turns(talk)] == ["NPS by channel"]
    assert last[chat.tools.rename]["visible"] is True
    *_, last = chat.ask("x" * 5_000, page, talk, *none)
    at = SimpleNamespace(index=len(last[chat.chatbot]) - 2, value="NPS by product")
    list(chat.edit(at, page, talk, *none))
    asked = [turn["question"] for turn in app.conversations.turns(talk)]
    assert asked == ["NPS by channel", "NPS by product"]


def test_whoever_leaves_a_conversation_stops_what_it_asks(app: App, texts: Texts) -> None:
    chat, page = drawn(bound, app, texts), gr.Request(session_hash=f"left-{texts.language}")
    answering = chat.ask("NPS by channel", page, "", "", "", "", "")
    next(answering)
    assert chat._left(page)[chat.chatbot] == []
    assert list(answering) == []
