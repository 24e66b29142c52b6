"""`hearken replies` and `hearken policies` in a real home, command by command."""

import csv
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli.main import cli
from assistant.demo.store import demo_policies
from assistant.errors import HearkenError

TEXT = (
    "Hello,\n\nthank you for telling us about the leak, and we are sorry about the trouble. "
    "Please write to us privately with your order number and a short clip that shows where the "
    "water comes out, so that a colleague can look at the kettle with you. If anything else came "
    "to your notice since you bought it, mention it in the same message, and we will go through "
    "both points together with you there.\n\nYour Lumen & Leaf team"
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HEARKEN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HEARKEN_POLICIES", str(demo_policies()))
    monkeypatch.chdir(tmp_path)
    now = datetime.now(UTC)
    rows = [
        ("K1", 30, "The kettle leaks from the base, water everywhere.", 1),
        ("K2", 2, "My parcel is nine days late and nobody answers.", 1),
        ("K3", 2, "Lovely lamp, thank you!", 5),
    ]
    with (tmp_path / "feedback.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["id", "time", "text", "rating"])
        for id, age, text, rating in rows:
            out.writerow([id, (now - timedelta(hours=age)).isoformat(), text, rating])
    hearken("import", str(tmp_path / "feedback.csv"))
    return tmp_path


def hearken(*words: str, stdin: str | None = None) -> str:
    done = CliRunner().invoke(cli, list(words), input=stdin, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def refused(*words: str) -> str:
    with pytest.raises(HearkenError) as caught:
        hearken(*words)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_the_road_from_the_queue_to_the_sent_answer(home: Path) -> None:
    waiting = json.loads(hearken("replies", "list", "--json"))
    assert [(w["feedback_id"], w["overdue"]) for w in waiting] == [("K1", True), ("K2", False)]
    assert [w["feedback_id"] for w in json.loads(hearken("replies", "list", "--overdue", "--json"))]
    assert "2 wait, 1 of them overdue" in hearken("replies", "list")
    assert "K1: new" in hearken("replies", "claim", "K1", "--as", "anna")
    assert "anna is working" in refused("replies", "claim", "K1", "--as", "ben")
    assert "drafted" in hearken("replies", "draft", "K1", "--as", "anna")
    shown = json.loads(hearken("replies", "show", "K1", "--json"))
    assert (shown["state"], shown["holder"], shown["version"]) == ("drafted", "anna", 2)
    (home / "answer.txt").write_text(TEXT, "utf-8")
    edited = hearken("replies", "edit", "K1", "--file", "answer.txt", "--as", "anna")
    assert "in_review (version 3, anna)" in edited
    assert "has changed since" in refused("replies", "approve", "K1", "--version", "1")
    assert "approved" in hearken("replies", "approve", "K1", "--as", "anna")
    hearken("replies", "export", "out.csv")
    with (home / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["feedback_id"], row["reply"]) == ("K1", TEXT)
    assert "HEARKEN_REPLY_WEBHOOK" in refused("replies", "send", "K1")
    assert "sent" in hearken("replies", "sent", "K1", "--as", "anna", "--reason", "by hand")
    assert "by hand" in hearken("replies", "show", "K1")
    stats = json.loads(hearken("replies", "stats", "--json"))
    assert (stats["total"], stats["waiting"], stats["states"]["sent"]) == (2, 1, 1)
    assert stats["in_time"]["value"] == 0
    assert "n = 1" in hearken("replies", "stats")


@pytest.mark.usefixtures("home")
def test_reject_take_over_and_not_needed() -> None:
    hearken("replies", "draft", "--worst", "5", "--as", "anna")
    assert "reason" in refused("replies", "reject", "K2", "--as", "ben")
    assert "rejected" in hearken("replies", "reject", "K2", "--reason", "stiff", "--as", "ben")
    hearken("replies", "claim", "K2", "--as", "anna")
    taken = hearken("replies", "claim", "K2", "--take-over", "--reason", "ill", "--as", "maya")
    assert "maya" in taken
    assert "maya" not in hearken("replies", "claim", "K2", "--release", "--as", "maya")
    assert "not_needed" in hearken("replies", "not-needed", "K2", "--reason", "a duplicate")
    assert [w["feedback_id"] for w in json.loads(hearken("replies", "list", "--json"))] == ["K1"]


MISFITS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("show", "K404"), "K404"),
    (("draft",), "--worst"),
    (("draft", "K1", "--worst", "3"), "--worst"),
    (("draft", "--worst", "0"), "out of range"),
    (("edit", "K1"), "--text"),
    (("edit", "K1", "--text", " "), "empty"),
    (("edit", "K1", "--file", "none.txt"), "none.txt"),
    (("approve", "K1"), "new"),
    (("sent", "K1"), "new"),
    (("draft", "K1", "--tone", "loud"), "loud"),
)


@pytest.mark.usefixtures("home")
def test_what_does_not_fit_gets_one_sentence() -> None:
    for words, about in MISFITS:
        assert about in refused("replies", *words)


def test_policies(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = json.loads(hearken("policies", "list", "--json"))
    assert "returns.2" in [clause["id"] for clause in listed]
    assert re.search(r"returns\.2 +Refund time", hearken("policies", "list"))
    assert "nothing to mend" in hearken("policies", "check")
    folder = home / "policies"
    folder.mkdir()
    monkeypatch.setenv("HEARKEN_POLICIES", str(folder))
    assert "No policies yet" in hearken("policies", "list")
    (folder / "returns.md").write_text(
        "# r.1 Return window\nYou can return any item within 14 days.\n"
        "# r.2 Return window\nYou can return any item within 30 days.\n"
    )
    done = CliRunner().invoke(cli, ["policies", "check", "--json"])
    assert done.exit_code == 1
    assert [each["check"] for each in json.loads(done.stdout)] == ["contradiction"]
    (folder / "returns.md").write_text("# Broken\n```\nnever closed\n")
    assert "code block" in refused("policies", "check")
