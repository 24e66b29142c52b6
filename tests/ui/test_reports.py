"""Notes of an import as the page means them."""

from pathlib import Path

import pytest

from assistant.app import App
from assistant.ingest.job import ImportOptions
from assistant.settings import Settings
from ui.reports import on_this_page, preview_html
from ui.wording import Texts

ROWS = "id,text,rating,Branch\nN1,The lid leaks,2,north\n"


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        (
            "kept: 'x'; if one of them is the channel, say so by --map channel=COLUMN",
            "kept: 'x'; if one of them is the channel, {}",
        ),
        ("No column holds text: name the one with --map text=COLUMN.", "No column holds text: {}."),
        ("CSV, utf-8", "CSV, utf-8"),
    ],
)
def test_a_column_is_chosen_on_the_page(texts: Texts, note: str, shown: str) -> None:
    assert on_this_page(note, texts) == shown.format(texts("import.choose_below"))


def test_a_file_without_anything_new_says_so(texts: Texts, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text(ROWS, "utf-8")
    app = App(Settings(home=tmp_path / "home"))
    app.importing.files([file], ImportOptions())
    report = app.importing.files([file], ImportOptions(dry_run=True)).as_json()
    app.close()
    shown = preview_html(report, texts)
    assert texts("import.nothing_new") in shown
    assert "--map" not in shown
