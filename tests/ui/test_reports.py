"""Notes of an import as the page means them."""

from pathlib import Path

import pytest

from assistant.app import App
from assistant.ingest.job import ImportOptions
from assistant.settings import Settings
from ui.imports.reports import preview_html, report_html
from ui.wording import Texts

BELOW = {"en": "choose it below", "zh": "请在下方指定"}
ROWS = "id,text,rating,Branch\nN1,The lid leaks,2,north\n"


@pytest.mark.parametrize(
    ("note", "told"),
    [
        (
            "kept with the feedback, but not as a field: 'x'; "
            "if one of them is the channel, say so by --map channel=COLUMN",
            "'x'",
        ),
        (
            "No column of a.csv holds text; it has b, c: name the one with --map text=COLUMN.",
            "b, c",
        ),
    ],
)
def test_a_column_is_chosen_on_the_page(texts: Texts, note: str, told: str) -> None:
    shown = texts.sentence(note)
    assert told in shown
    assert BELOW[texts.language] in shown
    assert "--map" not in shown


def test_other_notes_stay_as_they_are(texts: Texts) -> None:
    assert texts.sentence("CSV, utf-8") == "CSV, utf-8"


def test_a_file_without_anything_new_says_so(texts: Texts, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text(ROWS, "utf-8")
    app = App(Settings(home=tmp_path / "home"))
    app.imports.feedback.files([file], ImportOptions())
    report = app.imports.feedback.files([file], ImportOptions(dry_run=True)).as_json()
    app.close()
    shown = preview_html(report, texts)
    assert texts("import.nothing_new") in shown
    assert "--map" not in shown


def test_a_finished_import_points_to_nothing_below(texts: Texts, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text(ROWS, "utf-8")
    app = App(Settings(home=tmp_path / "home"))
    report = app.imports.feedback.files([file], ImportOptions()).as_json()
    app.close()
    report["files"][0]["notes"] = [
        "kept with the feedback, but not as a field: 'Branch'; "
        "if one of them is the channel, say so by --map channel=COLUMN"
    ]
    assert BELOW[texts.language] in preview_html(report, texts)
    shown = report_html(report, "job", texts)
    assert "Branch" in shown
    assert "--map" not in shown
    assert BELOW[texts.language] not in shown
