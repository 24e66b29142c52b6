from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.app import App
from assistant.errors import HearkenError, InvalidInputError, NotFoundError, ThemesError
from assistant.ingest.job import ImportOptions
from assistant.models import DEFAULT_TENANT, Scope
from assistant.services.shop_files import ShopFiles
from assistant.settings import Settings

THEMES = """themes:
  - id: squeak
    name: {en: Squeaking, zh: 吱吱响}
    description: {en: The device squeaks and squeals while it runs}
    cues: {en: [squeak]}
"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder = tmp_path_factory.mktemp("files")
    opened = App(Settings(home=folder / "home"))
    file = folder / "said.csv"
    file.write_text("text\nMy fan squeaks all night\nLovely lamp, fast delivery\n", "utf-8")
    opened.importing.files([file], ImportOptions())
    yield opened
    opened.close()


@pytest.fixture
def files(app: App) -> ShopFiles:
    return app.shop_files


def inside(app: App) -> set[str]:
    return {path.name for path in app.settings.home.iterdir()}


def test_a_change_of_themes_is_tried_and_stores_nothing(app: App, files: ShopFiles) -> None:
    before = inside(app)
    effect = files.themes_effect(THEMES)
    assert effect.read == 2
    assert effect.counts["squeak"] == (0, 1)
    assert effect.changed >= 1
    assert files.themes_effect(files.themes()).changed == 0
    assert inside(app) == before


def test_saved_themes_hold_at_once_for_every_tenant(app: App, files: ShopFiles) -> None:
    assert "squeak" not in app.taxonomy.ids
    other, text = app.of("other"), "My fan squeaks all night"
    before = [mention.theme for mention in app.reader.read([text])[0].themes]
    assert "squeak" not in before
    path = files.save_themes(THEMES)
    assert path == app.settings.home / "themes.yaml"
    assert app.shop_files.themes() == THEMES
    assert app.taxonomy.ids == other.taxonomy.ids == ("squeak",)
    for hearken in (app, other):
        (labels,) = hearken.reader.read([text])
        assert [mention.theme for mention in labels.themes] == ["squeak"]
    assert "Squeaking" in app.ask("How many complaints about Squeaking in the last 90 days?").answer
    assert app.labelling.reread(Scope(tenant=DEFAULT_TENANT)).read == 2
    assert app.tallies.count(Scope(tenant=DEFAULT_TENANT, theme=("squeak",))) == 1
    path.unlink()
    assert "squeak" not in app.taxonomy.ids
    app.labelling.reread(Scope(tenant=DEFAULT_TENANT))


def test_themes_that_are_broken_by_hand_change_nothing(app: App) -> None:
    path, before = app.settings.home / "themes.yaml", app.taxonomy
    path.write_text("themes: [", "utf-8")
    assert app.taxonomy is before
    path.write_text(THEMES, "utf-8")
    assert app.taxonomy.ids == ("squeak",)
    path.unlink()
    assert app.taxonomy == before


def test_a_saved_policy_holds_for_the_next_draft(app: App, files: ShopFiles) -> None:
    desk, queue = app.desk, app.reply_queue
    assert app.desk is desk
    path = files.save_policy("squeaks.md", "# Squeaks\n\nWe oil squeaking fans within 3 days.\n")
    assert [c.file for c in app.desk.clauses] == ["squeaks.md"]
    assert app.reply_queue is not queue
    (clause,) = app.desk.clauses_about("my fan squeaks", 1)
    assert "oil" in str(clause.text)
    path.unlink()
    assert app.desk.clauses == desk.clauses


@pytest.mark.parametrize(
    "text", ["", "themes: [", "themes: []", "themes: [{id: x}]", "x" * 1_000_001]
)
def test_wrong_themes_change_nothing(app: App, files: ShopFiles, text: str) -> None:
    files.save_themes(THEMES)
    before = inside(app)
    with pytest.raises(HearkenError) as told:
        files.save_themes(text)
    assert ".draft" not in str(told.value)
    assert files.themes() == THEMES
    assert inside(app) == before
    (app.settings.home / "themes.yaml").unlink()


def test_a_policy_is_checked_saved_and_read_again(files: ShopFiles, app: App) -> None:
    text = "# Returns\n\nYou can return any product within 30 days.\n"
    found = files.check_policy("returns.md", text)
    assert [clause.id for clause in found.own] == ["returns.1"]
    assert files.policies() == []
    files.save_policy("returns.md", text)
    assert files.policies() == ["returns.md"]
    assert files.policy("returns.md") == text
    other = files.check_policy(
        "more.md", "# Returns\n\nYou can return any product within 14 days.\n"
    )
    assert "contradiction" in {finding.check for finding in other.findings}
    assert (app.settings.home / "policies" / "returns.md").read_text("utf-8") == text
    with pytest.raises(HearkenError):
        files.save_policy("returns.md", "```\nnever closed")
    assert files.policy("returns.md") == text
    with pytest.raises(NotFoundError):
        files.policy("../returns.md")


@pytest.mark.parametrize(
    "name", ["", "../x.md", "a/b.md", "x.txt", ".md", ".hidden.md", "/etc/x.md"]
)
def test_a_policy_stays_in_its_folder(files: ShopFiles, app: App, name: str) -> None:
    with pytest.raises(InvalidInputError, match="name"):
        files.save_policy(name, "# A\n\nText.\n")
    assert not list(app.settings.home.parent.glob("*.md"))


def test_files_that_live_elsewhere_are_not_written(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    themes = tmp_path / "themes.yaml"
    themes.write_text(THEMES, "utf-8")
    settings = Settings(home=tmp_path / "home", themes=themes, policies=tmp_path / "policies")
    app = App(settings)
    with pytest.raises(InvalidInputError, match="HEARKEN_THEMES"):
        app.shop_files.save_themes(THEMES.replace("squeak", "creak"))
    with pytest.raises(InvalidInputError, match="HEARKEN_POLICIES"):
        app.shop_files.save_policy("x.md", "# A\n\nText.\n")
    assert themes.read_text("utf-8") == THEMES
    assert app.shop_files.themes() == THEMES
    app.close()


def test_other_tenants_share_the_themes(app: App) -> None:
    with pytest.raises(InvalidInputError, match="tenant"):
        app.of("branch").shop_files.save_themes(THEMES)
    with pytest.raises(ThemesError):
        app.of("branch").shop_files.check_themes("themes: []")
