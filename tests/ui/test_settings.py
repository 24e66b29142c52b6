"""Who may set up the shop, and what the panels say."""

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.access.access import Caller
from assistant.app import App
from assistant.ingest.job import ImportOptions
from assistant.models import DEFAULT_TENANT, Actor, Role, Scope
from assistant.settings import Settings
from tests.ui.conftest import drawn
from ui.access_panels import KeysPanel, ModelPanel
from ui.policy_editor import PolicyEditor
from ui.themes_editor import ThemesEditor
from ui.wording import LANGUAGES, Texts

THEMES = """themes:
  - id: squeak
    name: {en: Squeaking, zh: 吱吱响}
    description: {en: The device squeaks and squeals while it runs}
    cues: {en: [squeak]}
"""
KEY = re.compile(r'<code id="new-key">([^<]+)</code>')


@pytest.fixture
def own(tmp_path: Path) -> Iterator[App]:
    opened = App(Settings(home=tmp_path))
    yield opened
    opened.close()


@pytest.fixture(params=LANGUAGES)
def words(request: pytest.FixtureRequest, own: App) -> Texts:
    return Texts(request.param, lambda: own.taxonomy)


def asked_by(role: Role) -> Any:
    """What Gradio hands over of a request that the gate let in."""
    caller = Caller("default", Actor("lin", role))
    return SimpleNamespace(request=SimpleNamespace(scope={"hearken.caller": caller}))


def test_a_key_is_shown_once_and_opens(own: App, words: Texts) -> None:
    keys = drawn(KeysPanel, own, words)
    table, ended, told = keys.added(" till ", "manager", asked_by(Role.MANAGER))
    key = KEY.search(told)
    assert key
    caller = own.access.by_key(key[1])
    assert caller is not None
    assert caller.actor == Actor("till", Role.MANAGER)
    assert key[1] not in table
    assert ended["choices"] == ["till"]
    assert key[1] not in str(keys.listed())
    gone = keys.revoked("till", asked_by(Role.MANAGER))
    assert words("settings.key_gone", name="till") in gone[2]
    assert own.access.by_key(key[1]) is None
    assert [e.action for e in own.stores.audit.page("default", 2)] == ["key.revoke", "key.add"]


def test_nobody_gives_or_ends_a_role_above_their_own(own: App, words: Texts) -> None:
    keys = drawn(KeysPanel, own, words)
    own.access.add_key("root", Role.ADMIN)
    above = words("settings.role_above")
    assert above in keys.added("x", "admin", asked_by(Role.MANAGER))[2]
    assert above in keys.revoked("root", asked_by(Role.MANAGER))[2]
    assert len(own.access.all_keys()) == 1
    assert KEY.search(keys.added("x", "admin", asked_by(Role.ADMIN))[2])


def test_the_first_key_does_not_lock_the_window(own: App, words: Texts) -> None:
    keys = drawn(KeysPanel, own, words)
    said = keys.added("x", "agent", asked_by(Role.MANAGER))[2]
    assert words("settings.first_key") in said
    assert not own.access.needs_login()
    assert "problem" in keys.added("not a name!", "manager", asked_by(Role.MANAGER))[2]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.AGENT])
def test_settings_are_for_those_who_run_the_shop(own: App, words: Texts, role: Role) -> None:
    who = asked_by(role)
    refused = words("read_only", role=words(f"roles.{role}"), least=words("roles.manager"))
    assert refused in drawn(KeysPanel, own, words).added("x", "viewer", who)[2]
    assert refused in drawn(ModelPanel, own, words).tested(who)
    assert refused in drawn(ThemesEditor, own, words).saved(own.theme_files.text(), who)[0]
    assert refused in drawn(ThemesEditor, own, words).read_again(who)[0]
    assert refused in drawn(PolicyEditor, own, words).saved("a.md", "# A\n\nText.", who)
    assert not (own.settings.home / "themes.yaml").exists()


def test_a_policy_is_written_and_hostile_clauses_stay_text(own: App, words: Texts) -> None:
    editor, who = drawn(PolicyEditor, own, words), asked_by(Role.ADMIN)
    text = "# <img src=x onerror=alert(1)>\n\nWithin 30 days.\n"
    shown = editor.saved("returns.md", text, who)
    assert words("settings.saved_policy") in shown
    assert "<img" not in shown
    assert editor.chosen("returns.md") == [text, ""]
    assert "problem" in editor.saved("../x.md", text, who)
    assert words("settings.new_file") in editor.chosen("new.md")[1]


def test_saved_themes_hold_at_once_and_what_is_stored_is_read_again(
    own: App, words: Texts, tmp_path: Path
) -> None:
    editor, who = drawn(ThemesEditor, own, words), asked_by(Role.MANAGER)
    assert words("settings.saved_themes_empty") in editor.saved(THEMES, who)[0]
    assert dict(words.themes) == {"squeak": {"en": "Squeaking", "zh": "吱吱响"}[words.language]}
    (own.settings.home / "themes.yaml").unlink()
    file = tmp_path / "said.csv"
    file.write_text("text\nMy fan squeaks all night\nLovely lamp\n", "utf-8")
    own.importing.files([file], ImportOptions())
    told, button, _ = editor.saved(THEMES, who)
    assert words("settings.saved_themes", n=2) in told
    assert button["visible"]
    assert own.tallies.count(Scope(tenant=DEFAULT_TENANT, theme=("squeak",))) == 0
    assert words("settings.reread_done", n=2) in editor.read_again(who)[0]
    assert own.tallies.count(Scope(tenant=DEFAULT_TENANT, theme=("squeak",))) == 1
    assert own.stores.audit.page("default", 1)[0].action == "feedback.relabel"


def test_themes_that_are_being_written_stay_when_the_tab_is_opened_again(
    own: App, words: Texts
) -> None:
    editor = drawn(ThemesEditor, own, words)
    text, read, told = editor.opened(None, "")
    assert (text, told) == (own.theme_files.text(), "")
    assert text == read
    assert editor.opened(text, read) == [text, read, ""]
    assert [each.get("value", "kept") for each in editor.opened(f"{text}# half a", read)] == [
        "kept"
    ] * 3


def test_a_model_that_is_not_set_is_said(own: App, words: Texts) -> None:
    said = drawn(ModelPanel, own, words).tested(asked_by(Role.MANAGER))
    assert words("settings.no_model") in said
