"""The whole road on the command line: import a real file, ask, and get a verified answer."""

import csv
import json
import os
import sqlite3
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

MONDAY = date(2026, 3, 9)
ROWS = [
    ("K1", 0, "The courier was late again, nobody answered my mails. Terrible!", 1, 2, "Kettle"),
    ("K2", 1, "快递太慢了，等了十天，客服也不回复，气死我了！", 1, 1, "Kettle"),
    ("K3", 2, "Lovely kettle, boils fast and looks great.", 5, 10, "Kettle"),
    ("K4", 3, "台灯很漂亮，包装也好，推荐购买。", 5, 9, "Gold Lamp"),
    ("K5", 4, "Parcel lost, delivery is a joke, I want my money back now!", 1, 0, "Gold Lamp"),
    ("K6", 4, "It is okay.", 3, 7, "Gold Lamp"),
    ("K7", -5, "Delivery took three weeks. Very disappointed.", 2, 4, "Kettle"),
]


def hearken(home: Path, *words: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("HEARKEN_", "OPENAI_"))}
    return subprocess.run(
        [sys.executable, "-m", "assistant", *words],
        env=environment | {"HEARKEN_HOME": str(home)},
        cwd=home.parent,
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def answer(home: Path, *words: str) -> dict[str, Any]:
    done = hearken(home, "ask", *words, "--as-of", "2026-03-13", "--json")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("road")
    export = folder / "导出.csv"
    with export.open("w", encoding="gb18030", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["编号", "评论时间", "评论内容", "评分", "NPS评分", "商品"])
        for name, offset, text, rating, nps, product in ROWS:
            day = MONDAY + timedelta(days=offset)
            rows.writerow(
                [name, f"{day.year}年{day.month}月{day.day}日", text, rating, nps, product]
            )
    made = folder / "home"
    done = hearken(made, "import", str(export), "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert (report["read"], report["accepted"], report["rejected"]) == (7, 7, 0)
    return made


def test_importing_again_adds_nothing(home: Path) -> None:
    done = hearken(home, "import", str(home.parent / "导出.csv"), "--json")
    report = json.loads(done.stdout)
    assert (report["accepted"], report["duplicates"], report["rejected"]) == (0, 7, 0)


def test_both_languages_give_the_same_verified_numbers(home: Path) -> None:
    english = answer(home, "what are customers angry about this week")
    chinese = answer(home, "这周客户在生什么气")
    assert english["verified"]
    assert chinese["verified"]
    assert (english["language"], chinese["language"]) == ("en", "zh")
    assert english["figures"] == chinese["figures"]
    assert english["citations"]
    named = {figure["name"]: figure for figure in english["figures"]}
    assert named["top_theme"]["value"] == "delivery"


def test_the_answer_agrees_with_counting_in_the_database(home: Path) -> None:
    found = answer(home, "what are customers angry about this week")
    with sqlite3.connect(home / "hearken.db") as database:
        total, negative = database.execute(
            "SELECT count(*), sum(sentiment = 'negative') FROM feedback "
            "WHERE day BETWEEN '2026-03-09' AND '2026-03-13'"
        ).fetchone()
    share = next(f for f in found["figures"] if f["name"] == "negative_share")
    assert share["n"] == total
    assert share["value"] == pytest.approx(100 * negative / total)


def test_a_batch_gives_one_json_line_a_question(home: Path) -> None:
    file = home.parent / "questions.jsonl"
    asked = [
        {"id": "a", "question": "nps this week"},
        {"id": "b", "question": "average rating of the kettle this week"},
        {"id": "c", "question": "nps next month"},
    ]
    file.write_text("\n".join(json.dumps(each) for each in asked), "utf-8")
    done = hearken(home, "ask", "--batch", str(file), "--as-of", "2026-03-13", "--json")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["id"] for line in lines] == ["a", "b", "c"]
    nps = next(f for f in lines[0]["figures"] if f["name"] == "nps")
    assert nps["value"] == pytest.approx(100 * (2 - 3) / 6)
    mean = next(f for f in lines[1]["figures"] if f["name"] == "rating_mean")
    assert mean["value"] == pytest.approx((1 + 1 + 5) / 3)
    assert mean["filters"] == {"product": ["Kettle"]}
    assert lines[2]["figures"] == []
    assert "next month" in lines[2]["answer"]


def test_search_finds_meaning_across_languages(home: Path) -> None:
    found = answer(home, 'find reviews like "the parcel came much too late"')
    assert "K2" in found["citations"]


def test_reindex_and_doctor(home: Path) -> None:
    assert hearken(home, "reindex").returncode == 0
    done = hearken(home, "doctor", "--json")
    found = json.loads(done.stdout)
    assert (found["feedback"], found["indexed"], found["pending"]) == (7, 7, 0)
    assert found["problems"] == []


def test_classify_needs_no_store(tmp_path: Path) -> None:
    lines = [
        {"id": 1, "text": "物流很快，但是包装破了"},
        {"id": 2, "text": ""},
        {"id": 3, "text": "The card was charged twice!"},
    ]
    typed = "\n".join(json.dumps(each, ensure_ascii=False) for each in lines)
    done = hearken(tmp_path / "home", "classify", stdin=typed)
    assert done.returncode == 0, done.stderr
    labelled = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["id"] for each in labelled] == [1, 2, 3]
    assert {"delivery", "packaging"} <= set(labelled[0]["themes"])
    assert "payment_security" in labelled[2]["themes"]
    assert not (tmp_path / "home" / "hearken.db").exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["import", "missing.csv"], 1, "missing.csv"),
        (["draw"], 2, "draw"),
    ],
)
def test_bad_input_gets_one_sentence(
    tmp_path: Path, words: list[str], code: int, said: str
) -> None:
    done = hearken(tmp_path / "home", *words)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    if code == 1:
        assert len(done.stderr.strip().splitlines()) == 1


def test_an_unknown_setting_is_refused(tmp_path: Path) -> None:
    environment = os.environ | {"HEARKEN_COLOUR": "red", "HEARKEN_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "ask", "nps"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "HEARKEN_COLOUR" in done.stderr


def test_an_empty_store_says_how_to_fill_it(tmp_path: Path) -> None:
    done = hearken(tmp_path / "home", "ask", "what are customers angry about this week")
    assert done.returncode == 0
    assert "hearken import" in done.stdout
