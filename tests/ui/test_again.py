import json
from dataclasses import replace
from html import escape

from assistant.app import App
from assistant.store.tables import turn
from ui.chat.again import AgainLine
from ui.chat.answers import answer_messages
from ui.wording import Texts


def test_each_call_has_its_arguments_its_figures_and_a_link(app: App, texts: Texts) -> None:
    first = app.ask("NPS for Kettle in March 2026")
    other = app.ask("What are customers angry about in March 2026?")
    figures = (*first.figures, *(replace(each, tool=1) for each in other.figures))
    answer = replace(first, tools=first.tools + other.tools, figures=figures)
    shown = answer_messages(answer, texts, 3)[-1]["content"]
    parts = shown.split("](#again-3-")
    assert [part[0] for part in parts[1:]] == ["0", "1"]
    nps, complaints = parts[1], parts[2]
    assert "Kettle" in nps
    assert texts.known("figures", "nps") in nps
    assert texts.known("figures", "complaint_count") in complaints
    assert texts.known("figures", "complaint_count") not in nps
    assert "#again-" not in answer_messages(answer, texts)[-1]["content"]
    assert "#again-" not in answer_messages(replace(answer, as_of=None), texts, 3)[-1]["content"]


def test_an_answer_from_before_figures_knew_their_tool_keeps_its_table(
    app: App, texts: Texts
) -> None:
    answer = app.ask("NPS by channel")
    old = replace(answer, figures=tuple(replace(each, tool=None) for each in answer.figures))
    shown = answer_messages(old, texts)[-1]["content"]
    rows = [line for line in shown.splitlines() if line.startswith("| ")]
    assert len(rows) == 1 + len(answer.figures)


def test_a_computation_is_run_again_and_compared(app: App, texts: Texts) -> None:
    line, conversation = AgainLine(app, texts), f"again-{texts.language}"
    answer = app.ask("NPS by channel", conversation=conversation).as_json()
    same = line.run("1-0", conversation)
    assert escape(texts("again.same", tool="NPS", n=len(answer["figures"]))) in same
    figures = [dict(figure) for figure in answer["figures"]]
    nps = next(f for f in figures if f["name"] == "nps" and not f["filters"])
    nps["value"] += 1
    figures[-1]["filters"] = {"channel": ["<b>gone</b>"]}
    with app.commons.database.write() as connection:
        told = json.loads(json.dumps({**answer, "figures": figures}))
        connection.execute(
            turn.update().where(turn.c.conversation == conversation).values(answer=told)
        )
    changed = line.run("1-0", conversation)
    n = len(figures)
    assert escape(texts("again.changed", tool="NPS", n=n, changed=2)) in changed
    assert texts("again.no_more") in changed
    assert "<b>gone" not in changed


def test_what_cannot_be_run_again_is_said(app: App, texts: Texts) -> None:
    line, conversation = AgainLine(app, texts), f"gone-{texts.language}"
    app.ask("NPS by channel", conversation=conversation)
    for spelled in ("", "x-y", "1", "0-0", "2-0", "1-9", "1--1"):
        assert texts("again.gone") in line.run(spelled, conversation)
    assert texts("again.gone") in line.run("1-0", "no such conversation")
