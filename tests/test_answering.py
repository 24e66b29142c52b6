"""Turns in further processes: the same answers, and the server's own where one fails."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from assistant.answering import Answering, AnsweringProcess, Asked
from assistant.app import App
from assistant.errors import InvalidInputError
from assistant.models import Feedback, Incoming
from assistant.settings import Settings
from assistant.tenants import Tenants
from retrieval.embedders import BuiltinEmbedder

NOW = datetime(2026, 3, 13, 12, tzinfo=UTC)
TEXTS = ("The zip broke on day one, furious", "Lovely colour, thank you", "客服一直不回复，很生气")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, encoder: BuiltinEmbedder) -> Iterator[App]:
    app = App(Settings(home=tmp_path_factory.mktemp("answering")), embedder=encoder)
    items = [
        Incoming(f"k{n}", Feedback(id=f"Z{n}", time=NOW, text=text, nps=(1, 10, 4)[n]))
        for n, text in enumerate(TEXTS)
    ]
    app.commons.stores.feedback.add(items, app.reader.read(TEXTS), encoder.encode(TEXTS))
    yield app
    app.close()


@pytest.fixture(scope="module")
def process(app: App) -> Iterator[AnsweringProcess]:
    process = AnsweringProcess(app.settings, 1)
    process.wait()
    yield process
    process.close()


def asked(question: str, **more: Any) -> Asked:
    return Asked("default", question, as_of=date(2026, 3, 13), **more)


def lasting(told: Any) -> Any:
    """The events without how long the answer took."""
    return [(name, {**data, "elapsed_ms": 0}) for name, data in told]


@pytest.mark.parametrize("question", ["nps this week", "这周客户在生什么气"])
def test_a_process_tells_what_the_server_would(
    app: App, process: AnsweringProcess, question: str
) -> None:
    here = lasting(Answering(Tenants(app)).told(asked(question)))
    assert lasting(process.answer(asked(question))) == here
    assert [name for name, _ in here][-1] == "answer"


def test_a_conversation_goes_on_wherever_it_is_answered(
    app: App, process: AnsweringProcess
) -> None:
    process.answer(asked("nps this week", conversation="both"))
    *_, (_, answer) = Answering(Tenants(app)).told(asked("and last week?", conversation="both"))
    assert answer["tools"][0]["name"] == "nps"
    assert len(app.conversations.turns("both")) == 2


def test_another_tenant_sees_nothing(process: AnsweringProcess) -> None:
    told = process.answer(Asked("other", "nps this week", as_of=date(2026, 3, 13)))
    assert told is not None
    assert [each["n"] for each in told[-1][1]["figures"]] == []


@pytest.fixture
def answering(app: App) -> Iterator[Answering]:
    """With one process that has loaded."""
    answering = Answering(Tenants(app))
    for thread in answering.start(1):
        thread.join(timeout=120)
    yield answering
    answering.stop()


def test_what_a_process_refuses_is_refused_here(answering: Answering) -> None:
    with pytest.raises(InvalidInputError, match="empty"):
        list(answering.told(asked("  ")))


def test_a_process_that_ended_costs_no_answer(answering: Answering) -> None:
    answering.stop()
    for _ in range(2):
        *_, (name, _) = answering.told(asked("nps this week"))
        assert name == "answer"


def test_an_answer_that_was_kept_is_not_kept_again(
    app: App, answering: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = AnsweringProcess.answer

    def ends_before_it_tells(process: AnsweringProcess, asked: Asked) -> None:
        answered(process, asked)
        raise EOFError

    monkeypatch.setattr(AnsweringProcess, "answer", ends_before_it_tells)
    told = list(answering.told(asked("nps this week", conversation="once")))
    assert [name for name, _ in told] == ["answer"]
    assert len(app.conversations.turns("once")) == 1
    assert "NPS" in told[0][1]["answer"]


def test_processes_log_for_themselves(app: App, answering: Answering) -> None:
    assert list(answering.told(asked("nps this week")))
    assert (Path(app.settings.home) / "logs" / "answering-1" / "hearken.log").exists()
