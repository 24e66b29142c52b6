from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.app import App
from assistant.errors import HearkenError, InvalidInputError, NotFoundError, ThemesError
from assistant.ingest.job import ImportOptions
from assistant.models import DEFAULT_TENANT, Scope
from assistant.services.policy_files import PolicyFiles
from assistant.services.theme_files import ThemeFiles
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
    opened.imports.feedback.files([file], ImportOptions())
    yield opened
    opened.close()


@pytest.fixture
def files(app: App) -> ThemeFiles:
    return app.theme_files


@pytest.fixture
def policies(app: App) -> PolicyFiles:
    return app.policy_files


def inside(app: App) -> set[str]:
    return {path.name for path in app.settings.home.iterdir()}


def test_a_change_of_themes_is_tried_and_stores_nothing(app: App, files: ThemeFiles) -> None:
    before = inside(app)
    effect = files.effect(THEMES)
    assert effect.read == 2
    assert effect.counts["squeak"] == (0, 1)
    assert effect.changed >= 1
    assert files.effect(files.text()).changed == 0
    assert inside(app) == before


def test_a_try_tells_where_new_words_stand(files: ThemeFiles) -> None:
    said = files.effect(THEMES.replace("[squeak]", "[squeaks]")).said["squeak"]
    assert said == (1, 1)
    assert files.effect(files.text()).said == {}


def test_saved_themes_hold_at_once_for_every_tenant(app: App, files: ThemeFiles) -> None:
    assert "squeak" not in app.taxonomy.ids
    other, text = app.of("other"), "My fan squeaks all night"
    before = [mention.theme for mention in app.reader.read([text])[0].themes]
    assert "squeak" not in before
    path = files.save(THEMES)
    assert path == app.settings.home / "themes.yaml"
    assert app.theme_files.text() == THEMES
    assert app.taxonomy.ids == other.taxonomy.ids == ("squeak",)
    for hearken in (app, other):
        (labels,) = hearken.reader.read([text])
        assert [mention.theme for mention in labels.themes] == ["squeak"]
    assert "Squeaking" in app.ask("How many complaints about Squeaking in the last 90 days?").answer
    assert app.labelling.reread(Scope(tenant=DEFAULT_TENANT)).read == 2
    assert app.records.count(Scope(tenant=DEFAULT_TENANT, theme=("squeak",))) == 1
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


def test_a_saved_policy_holds_for_the_next_draft(app: App, policies: PolicyFiles) -> None:
    desk, queue = app.replies.desk, app.replies.queue
    assert app.replies.desk is desk
    path = policies.save("squeaks.md", "# Squeaks\n\nWe oil squeaking fans within 3 days.\n")
    assert [c.file for c in app.replies.desk.clauses] == ["squeaks.md"]
    assert app.replies.queue is not queue
    (clause,) = app.replies.desk.clauses_about("my fan squeaks", 1)
    assert "oil" in str(clause.text)
    path.unlink()
    assert app.replies.desk.clauses == desk.clauses


@pytest.mark.parametrize(
    "text", ["", "themes: [", "themes: []", "themes: [{id: x}]", "x" * 1_000_001]
)
def test_wrong_themes_change_nothing(app: App, files: ThemeFiles, text: str) -> None:
    files.save(THEMES)
    before = inside(app)
    with pytest.raises(HearkenError) as told:
        files.save(text)
    assert ".draft" not in str(told.value)
    assert files.text() == THEMES
    assert inside(app) == before
    (app.settings.home / "themes.yaml").unlink()


def test_a_policy_is_checked_saved_and_read_again(policies: PolicyFiles, app: App) -> None:
    text = "# Returns\n\nYou can return any product within 30 days.\n"
    found = policies.check("returns.md", text)
    assert [clause.id for clause in found.own] == ["returns.1"]
    assert policies.names() == []
    policies.save("returns.md", text)
    assert policies.names() == ["returns.md"]
    assert policies.text("returns.md") == text
    other = policies.check("more.md", "# Returns\n\nYou can return any product within 14 days.\n")
    assert "contradiction" in {finding.check for finding in other.findings}
    assert (app.settings.home / "policies" / "returns.md").read_text("utf-8") == text
    with pytest.raises(HearkenError):
        policies.save("returns.md", "```\nnever closed")
    assert policies.text("returns.md") == text
    with pytest.raises(NotFoundError):
        policies.text("../returns.md")


@pytest.mark.parametrize(
    "name", ["", "../x.md", "a/b.md", "x.txt", ".md", ".hidden.md", "/etc/x.md"]
)
def test_a_policy_stays_in_its_folder(policies: PolicyFiles, app: App, name: str) -> None:
    with pytest.raises(InvalidInputError, match="name"):
        policies.save(name, "# A\n\nText.\n")
    assert not list(app.settings.home.parent.glob("*.md"))


def test_files_that_live_elsewhere_are_not_written(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    themes = tmp_path / "themes.yaml"
    themes.write_text(THEMES, "utf-8")
    settings = Settings(home=tmp_path / "home", themes=themes, policies=tmp_path / "policies")
    app = App(settings)
    with pytest.raises(InvalidInputError, match="HEARKEN_THEMES"):
        app.theme_files.save(THEMES.replace("squeak", "creak"))
    with pytest.raises(InvalidInputError, match="HEARKEN_POLICIES"):
        app.policy_files.save("x.md", "# A\n\nText.\n")
    assert themes.read_text("utf-8") == THEMES
    assert app.theme_files.text() == THEMES
    app.close()


def test_other_tenants_share_the_themes(app: App) -> None:
    with pytest.raises(InvalidInputError, match="tenant"):
        app.of("branch").theme_files.save(THEMES)
    with pytest.raises(ThemesError):
        app.of("branch").theme_files.check("themes: []")
