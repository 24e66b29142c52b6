"""The eval of a real model, with recorded replies in its place: no network."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from assistant.app import App
from assistant.models import Feedback, Incoming
from assistant.settings import Settings
from evals.gold import CASES
from evals.llm import QUESTIONS, Tally, chosen, judge, wrong_numbers
from evals.numbers import NumbersCase, load_cases
from evals.transcripts import Recorder, Replay, load_transcript, save_transcript
from retrieval.embedders import BuiltinEmbedder

NOW = datetime(2026, 3, 13, 12, tzinfo=UTC)
WEEK = {"period": {"start": "2026-03-09", "end": "2026-03-13"}}
CALL = {"content": "", "calls": [{"name": "nps", "args": WEEK}]}
SPELLED = {"content": '{"name": "nps", "arguments": {"period": {"start": "2026-03-09", '
           '"end": "2026-03-13"}}}', "calls": []}  # fmt: skip
TRUE = {"content": "NPS is -33.3 from 3 answers.", "calls": []}
FALSE = {"content": "NPS is 71 from 3 answers.", "calls": []}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, encoder: BuiltinEmbedder) -> Path:
    home = tmp_path_factory.mktemp("llm")
    app = App(Settings(home=home), embedder=encoder)
    texts = ["The kettle leaks, awful", "Late again", "Great lamp, love it"]
    items = [
        Incoming(f"k{n}", Feedback(id=f"F{n}", time=NOW, text=text, nps=(0, 3, 10)[n]))
        for n, text in enumerate(texts)
    ]
    app.commons.stores.feedback.add(items, app.reader.read(texts), encoder.encode(texts))
    app.close()
    return home


def test_forty_questions_in_both_languages() -> None:
    cases = chosen(load_cases(CASES))
    assert len({case.question for case in cases}) == len(cases) == QUESTIONS
    assert [case.language for case in cases[:4]] == ["en", "zh", "en", "zh"]


def test_a_transcript_is_recorded_and_replayed(
    home: Path, encoder: BuiltinEmbedder, tmp_path: Path
) -> None:
    case = NumbersCase("1", "nps this week", NOW.date(), "en", ())
    scripts: tuple[tuple[list[dict[str, Any]], int], ...] = (
        ([CALL, TRUE], 1),
        ([SPELLED, TRUE], 1),
        ([CALL, FALSE, FALSE], 0),
    )
    for replies, own in scripts:
        recorder = Recorder(inner=Replay(replies=list(replies)))
        app = App(Settings(home=home), clock=lambda: NOW, model=recorder, embedder=encoder)
        recorder.about(case.question)
        answer = app.ask(case.question, as_of=case.as_of).as_json()
        came = judge(app, case, answer, recorder.tokens)
        tally = Tally((came,))
        assert (came.answered, came.own, came.wrong) == (True, bool(own), ())
        assert tally.troubles == ({} if own else {"unverified": 1})
        assert tally.numbers["sent_per_question"] > 1_000
        assert "| questions | 1 |" in tally.to_markdown()
        save_transcript(recorder.heard, tmp_path / "said.jsonl")
        assert load_transcript(tmp_path / "said.jsonl") == {case.question: list(replies)}
        app.close()


def test_a_wrong_number_is_counted(home: Path, encoder: BuiltinEmbedder) -> None:
    app = App(Settings(home=home), clock=lambda: NOW, embedder=encoder)
    answer = app.ask("nps this week").as_json()
    assert wrong_numbers(app, answer, date(2026, 3, 13)) == []
    lie = answer | {"answer": answer["answer"] + " And 71.5 % left."}
    assert wrong_numbers(app, lie, date(2026, 3, 13)) == ["71.5"]
    app.close()
