"""What a user sees of an error: one plain sentence on stderr, nothing on stdout."""

import json
import sys
from pathlib import Path

import pytest

from assistant.cli.main import main


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HEARKEN_HOME", str(tmp_path / "home"))
    (tmp_path / "empty.csv").touch()
    (tmp_path / "no_text.csv").write_text("a,b\n1,2\n3,4\n")
    (tmp_path / "broken.jsonl").write_text("{")


def ended(monkeypatch: pytest.MonkeyPatch, *words: str) -> object:
    """The exit code of a command as the shell would run it."""
    monkeypatch.setattr(sys, "argv", ["hearken", *words])
    with pytest.raises(SystemExit) as end:
        main()
    return end.value.code


def test_rejected_rows_that_are_not_shown_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"{line},fine lamp,9\n" for line in range(7))
    (tmp_path / "lamps.csv").write_text(f"id,text,rating (1-5)\n{rows}8,good lamp,5\n")
    assert not ended(monkeypatch, "import", "lamps.csv", "--dry-run")
    shown = capsys.readouterr().out
    assert "7 rejected" in shown
    assert shown.count("  line ") == 5
    assert "  and 2 more\n" in shown


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["nosuch"], 2, "No such command 'nosuch'; `hearken --help` says more."),
        (["ask", "--json"], 2, "give a question, or --batch FILE; `hearken ask --help`"),
        (["ask", "nps", "--nosuch"], 2, "--nosuch"),
        (["report", "--language", "fr"], 2, "'fr' is not one of 'en', 'zh'"),
        (["plans", "new", "A title", "--days", "100000000"], 2, "366"),
        (["replies", "list", "--days", "100000000"], 2, "366"),
        (["replies", "list", "--due-within", "1e300"], 2, "720"),
        (["ask", "nps", "--as-of", "0001-01-01"], 1, "1990-01-01 to 2100-01-01"),
        (["alerts", "--as-of", "9999-12-31", "--json"], 1, "1990-01-01 to 2100-01-01"),
        (["import", "empty.csv"], 1, "empty.csv"),
        (["import", "no_text.csv"], 1, "text"),
        (["ask", "nps", "--as-of", "yesterday"], 1, "yesterday"),
        (["ask", ""], 1, "empty"),
        (["ask"], 2, "--batch"),
        (["ask", "--batch", "none.jsonl"], 1, "none.jsonl cannot be read"),
        (["ask", "--batch", "broken.jsonl"], 1, "line 1"),
        (["replies", "edit", "K1", "--file", "none.txt"], 1, "No such file"),
        (["draft", "K1", "--json"], 1, "'K1'"),
    ],
)
def test_an_error_is_one_sentence(
    words: list[str],
    code: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert ended(monkeypatch, *words) == code
    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in shown.err
    assert len(shown.err.splitlines()) == 1
    assert shown.err.rstrip().endswith(".")


def test_an_error_that_nobody_foresaw_is_one_sentence_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "home" / "hearken.db").mkdir(parents=True)
    assert ended(monkeypatch, "ask", "nps") == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    monkeypatch.setattr(sys, "argv", ["hearken", "--debug", "ask", "nps"])
    with pytest.raises(Exception, match=r".") as raised:
        main()
    assert not isinstance(raised.value, SystemExit)


def test_no_words_at_all_show_the_help(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(monkeypatch) == 2
    shown = capsys.readouterr()
    assert "classify" in shown.out + shown.err


def test_the_report_makes_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("report", "--as-of", "2026-03-13", "--out", "deep/er", "--json")
    assert not ended(monkeypatch, *words)
    found = json.loads(capsys.readouterr().out)
    assert found["week"] == "2026-W11"
    for name in found["files"]:
        assert (tmp_path / name).read_text("utf-8")
