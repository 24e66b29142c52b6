"""The chat's list, tools and choices, without a browser."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest

from assistant.agent.agent import Agent
from assistant.agent.events import Done, Event
from assistant.app import App
from assistant.store.conversations import Conversations
from tests.ui.conftest import drawn
from ui.bridge import Bridge
from ui.chat.tab import ChatTab
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
    assert ("The week <b>before</b>\n12:00", id) in listed["choices"]
    assert "refused" in chat.tools.rename_to("unknown", "x", "", gr.Request())[1]


def test_conversations_of_one_title_are_told_apart_by_their_time(app: App, texts: Texts) -> None:
    chat, then = drawn(ChatTab, app, texts), app.clock()
    asked = {"one": then, "two": then - timedelta(hours=3), "three": then - timedelta(days=400)}
    for name, moment in asked.items():
        answer = app.ask("NPS by channel").as_json() | {"question": f"same {texts.language}\n?"}
        app.conversations.append(f"{name}-{texts.language}", answer, moment)
    found, _ = chat.list.found(f"same {texts.language}", "")
    said = [title.partition("\n") for title, _ in found["choices"]]
    assert {title for title, _, _ in said} == {f"same {texts.language} ?"}
    assert [moment for _, _, moment in said] == ["12:00", "09:00", "2025-02-06"]


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


def test_what_a_closed_page_asked_is_forgotten(app: App, texts: Texts) -> None:
    chat, page = drawn(bound, app, texts), gr.Request(session_hash=f"gone-{texts.language}")
    answering = chat.ask("NPS by channel", page, "", "", "", "", "")
    talk = next(answering)[chat.conversation]
    answering.close()  # type: ignore[attr-defined]  # as Gradio does once the page is gone
    assert chat._stopped(page, talk)[chat.chatbot] == []
    older = chat.ask("NPS by channel", page, "", "", "", "", "")
    next(older)
    newer = chat.ask("CSAT", page, "", "", "", "", "")
    talk = next(newer)[chat.conversation]
    older.close()  # type: ignore[attr-defined]
    assert chat._stopped(page, talk)[chat.chatbot][0]["content"] == "CSAT"


def test_a_question_stopped_as_its_answer_comes_is_not_kept(
    app: App, texts: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat, page = drawn(bound, app, texts), gr.Request(session_hash=f"last-{texts.language}")
    answered, stopped = Agent.stream, dict[Any, Any]()

    def stopped_last(*given: Any) -> Iterator[Event]:
        for event in answered(*given):
            if isinstance(event, Done):
                stopped.update(chat._stopped(page, talk))
            yield event

    monkeypatch.setattr(Agent, "stream", stopped_last)
    answering = chat.ask("NPS by channel", page, "", "", "", "", "")
    talk = next(answering)[chat.conversation]
    assert not any(texts("steps.computed") in str(shown) for shown in answering)
    said = [each["content"] for each in stopped[chat.chatbot]]
    assert said == ["NPS by channel", texts("chat.stopped")]
    assert app.conversations.turns(talk) == []


def test_a_stop_that_comes_while_the_answer_is_stored_is_late(
    app: App, texts: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat, page = drawn(bound, app, texts), gr.Request(session_hash=f"late-{texts.language}")
    stored, shown = Conversations.append, list[dict[Any, Any]]()
    stop = threading.Thread(target=lambda: shown.append(chat._stopped(page, talk)))

    def stored_meanwhile(*given: Any) -> None:
        stop.start()
        stop.join(timeout=0.2)
        assert not shown
        stored(*given)

    monkeypatch.setattr(Conversations, "append", stored_meanwhile)
    answering = chat.ask("NPS by channel", page, "", "", "", "", "")
    talk = next(answering)[chat.conversation]
    *_, last = answering
    stop.join()
    assert len(app.conversations.turns(talk)) == 1
    assert texts("chat.stopped") not in [each["content"] for each in shown[0][chat.chatbot]]
    assert len(shown[0][chat.chatbot]) == len(last[chat.chatbot])
