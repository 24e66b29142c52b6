"""A model's text is seen while it is written, and its claims once they are checked."""

import threading
from collections.abc import Generator, Iterator
from dataclasses import replace
from itertools import pairwise

import pytest

from assistant.agent.events import Done, Event, ToolRan, Writing
from tests.agent.conftest import Ask
from tests.agent.endpoint import (
    Reply,
    calls,
    endless,
    held,
    message,
    said,
    spoken,
    status,
    streamed,
)
from tests.agent.talk import NPS, TRUE, WEEK, MakeTalk, is_the_models

FALSE = "Your NPS is 71.3 from 8 answers."


def events_of(talk: MakeTalk, *script: Reply) -> list[Event]:
    return list(talk().stream(*script))


def written(events: list[Event]) -> list[str]:
    return [event.text for event in events if isinstance(event, Writing)]


def test_the_text_comes_before_it_is_finished(talk: MakeTalk) -> None:
    released = threading.Event()
    events: Iterator[Event] = talk().stream(NPS, held("Your NPS ", TRUE[9:], released))
    for event in events:
        if isinstance(event, Writing):
            assert event.text == "Your NPS "
            released.set()
            break
    *_, done = events
    assert isinstance(done, Done)
    is_the_models(done.answer)


def test_it_follows_the_tools_and_shows_no_number(talk: MakeTalk) -> None:
    events = events_of(talk, NPS, spoken(TRUE))
    kinds = [type(event) for event in events]
    assert kinds.index(ToolRan) < kinds.index(Writing)
    shown = written(events)
    assert all(later.startswith(earlier) for earlier, later in pairwise(shown))
    assert not any(each.isdigit() for text in shown for each in text)


def test_a_repair_begins_anew_and_what_was_false_is_never_seen(talk: MakeTalk) -> None:
    events = events_of(talk, NPS, spoken(FALSE), spoken(TRUE))
    assert len([text for text in written(events) if text in ("", "Your ")]) >= 2
    assert not any("71" in text for text in written(events))
    done = events[-1]
    assert isinstance(done, Done)
    is_the_models(done.answer)


def test_what_a_tool_has_the_model_write_is_not_shown(talk: MakeTalk, ask: Ask) -> None:
    talking = talk()
    turn = ask("draft a reply to the worst review this week")
    desk = replace(turn.tools.desk, write=lambda prompt: str(talking.model.invoke(prompt).text))
    turn = replace(turn, tools=replace(turn.tools, desk=desk))
    drafted = calls("draft_reply", {"limit": 1, **WEEK})
    events = list(talking.stream(drafted, spoken("Dear guest, "), spoken("Ready."), turn=turn))
    assert len(talking.heard) > 2  # planned, drafted, written
    assert not any("Dear" in text for text in written(events))


def test_a_stream_that_is_stopped_ends_at_the_endpoint_too(talk: MakeTalk) -> None:
    ended = threading.Event()
    events = talk().stream(NPS, endless(ended))
    assert any(isinstance(event, Writing) for event in events)
    assert isinstance(events, Generator)
    events.close()
    assert ended.wait(timeout=20)


def test_planning_is_not_streamed(talk: MakeTalk) -> None:
    talking = talk()
    is_the_models(talking.answer(NPS, spoken(TRUE)))
    assert [bool(body.get("stream")) for body in talking.heard] == [False, True]


@pytest.mark.parametrize("reply", [said(TRUE), message(TRUE, finish="")])
def test_an_endpoint_that_answers_whole_is_not_asked_again(talk: MakeTalk, reply: Reply) -> None:
    talking = talk()
    is_the_models(talking.answer(NPS, reply))
    assert len(talking.heard) == 2


def test_an_endpoint_that_calls_a_tool_once_more_may(talk: MakeTalk) -> None:
    talking = talk()
    is_the_models(talking.answer(NPS, NPS, spoken(TRUE)))
    assert len(talking.heard) == 3


def test_an_endpoint_whose_streams_have_no_end_is_asked_for_whole_answers(talk: MakeTalk) -> None:
    endless = streamed({"content": TRUE}, finish=None)
    talking = talk(lambda body: endless if body.get("stream") else None)
    is_the_models(talking.answer(NPS, said(TRUE)))
    assert [bool(body.get("stream")) for body in talking.heard] == [False, True, False]


@pytest.mark.parametrize(
    "refusal",
    [
        status(400, "Your organization must be verified to stream this model."),
        status(400, "Unsupported value: 'stream' does not support true with this model."),
        status(422, "This model does not support streaming."),
        status(501, "Streaming is not available here."),
    ],
)
def test_an_endpoint_that_refuses_streams_answers_whole(talk: MakeTalk, refusal: Reply) -> None:
    talking = talk(lambda body: refusal if body.get("stream") else None)
    is_the_models(talking.answer(NPS, said(TRUE)))
    assert [bool(body.get("stream")) for body in talking.heard] == [False, True, False]
    is_the_models(talking.answer(NPS, said(TRUE)))
    assert not any(body.get("stream") for body in talking.heard)


def test_a_stream_that_breaks_off_once_is_asked_for_again(talk: MakeTalk) -> None:
    talking = talk()
    is_the_models(talking.answer(NPS, spoken(TRUE)))
    cut = streamed({"content": TRUE[:9]}, finish=None)
    is_the_models(talking.answer(NPS, cut, spoken(TRUE)))
    assert [bool(body.get("stream")) for body in talking.heard] == [False, True, True]
