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
from ui.settings.access_panels import KeysPanel, ModelPanel
from ui.settings.policy_editor import PolicyEditor
from ui.settings.themes_editor import ThemesEditor
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
    made = keys.added(" till ", "manager", asked_by(Role.MANAGER))
    table, ended = made[keys.table], made[keys.ended]
    key = KEY.search(made[keys.told])
    assert key
    caller = own.access.by_key(key[1])
    assert caller is not None
    assert caller.actor == Actor("till", Role.MANAGER)
    assert key[1] not in table
    assert ended["choices"] == ["till"]
    assert key[1] not in str(keys.listed())
    gone = keys.revoked("till", asked_by(Role.MANAGER))
    assert words("settings.key_gone", name="till") in gone[keys.told]
    assert not gone[keys.ending]["visible"]
    assert own.access.by_key(key[1]) is None
    assert [e.action for e in own.audited(2)] == ["key.revoke", "key.add"]


def test_nobody_gives_or_ends_a_role_above_their_own(own: App, words: Texts) -> None:
    keys = drawn(KeysPanel, own, words)
    own.access.add_key("root", Role.ADMIN)
    above = words.sentence(
        "You can make and revoke keys up to your own role; ask an administrator, or use "
        "`hearken keys`."
    )
    assert above in keys.added("x", "admin", asked_by(Role.MANAGER))[keys.told]
    assert above in keys.revoked("root", asked_by(Role.MANAGER))[keys.told]
    assert len(own.access.all_keys()) == 1
    assert KEY.search(keys.added("x", "admin", asked_by(Role.ADMIN))[keys.told])


def test_the_first_key_does_not_lock_the_window(own: App, words: Texts) -> None:
    keys = drawn(KeysPanel, own, words)
    said = keys.added("x", "agent", asked_by(Role.MANAGER))[keys.told]
    first = "Once there is a key, the window asks for one too, so make the first one for a manager."
    assert words.sentence(first) in said
    assert not own.access.needs_login()
    assert "refused" in keys.added("not a name!", "manager", asked_by(Role.MANAGER))[keys.told]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.AGENT])
def test_settings_are_for_those_who_run_the_shop(own: App, words: Texts, role: Role) -> None:
    who = asked_by(role)
    refused = words("read_only", role=words(f"roles.{role}"), least=words("roles.manager"))
    keys, editor = drawn(KeysPanel, own, words), drawn(ThemesEditor, own, words)
    assert refused in keys.added("x", "viewer", who)[keys.told]
    assert refused in drawn(ModelPanel, own, words).tested(who)
    assert refused in editor.saved(who, "", own.theme_files.text(), "", [])[editor.told]
    assert refused in editor.read_again(who)[0]
    policies = drawn(PolicyEditor, own, words)
    assert refused in policies.saved("", "a.md", "# A\n\nText.", who)[policies.told]
    assert not (own.settings.home / "themes.yaml").exists()


def test_a_policy_is_written_and_hostile_clauses_stay_text(own: App, words: Texts) -> None:
    editor, who = drawn(PolicyEditor, own, words), asked_by(Role.ADMIN)
    text = "# <img src=x onerror=alert(1)>\n\nWithin 30 days.\n"
    shown = editor.saved("", "returns.md", text, who)[editor.told]
    assert words("settings.saved_policy") in shown
    assert "<img" not in shown
    assert editor.chosen("returns.md") == {
        editor.text: text,
        editor.shown: text,
        editor.told: "",
    }
    assert editor.opened(None)[editor.text] == text
    assert editor.text not in editor.opened("returns.md")
    assert "refused" in editor.saved("", "../x.md", text, who)[editor.told]
    assert "refused" in editor.saved("", "returns.md", "# Other\n\nText.", who)[editor.told]
    assert own.policy_files.text("returns.md") == text
    assert words("settings.new_file") in editor.chosen("new.md")[editor.told]


def test_saved_themes_hold_at_once_and_what_is_stored_is_read_again(
    own: App, words: Texts, tmp_path: Path
) -> None:
    editor, who = drawn(ThemesEditor, own, words), asked_by(Role.MANAGER)
    said = editor.saved(who, own.theme_files.text(), THEMES, "", [])[editor.told]
    assert words("settings.saved_themes_empty") in said
    assert dict(words.themes) == {"squeak": {"en": "Squeaking", "zh": "吱吱响"}[words.language]}
    assert "refused" in editor.saved(who, "themes: []", THEMES, "", [])[editor.told]
    (own.settings.home / "themes.yaml").unlink()
    file = tmp_path / "said.csv"
    file.write_text("text\nMy fan squeaks all night\nLovely lamp\n", "utf-8")
    own.imports.feedback.files([file], ImportOptions())
    saved = editor.saved(who, own.theme_files.text(), THEMES, "", [])
    assert words("settings.saved_themes", n=2) in saved[editor.told]
    assert saved[editor.reread]["visible"]
    assert own.records.count(Scope(tenant=DEFAULT_TENANT, theme=("squeak",))) == 0
    assert words("settings.reread_done", n=2) in editor.read_again(who)[0]
    assert own.records.count(Scope(tenant=DEFAULT_TENANT, theme=("squeak",))) == 1
    assert own.audited(1)[0].action == "feedback.relabel"


def test_themes_that_are_being_written_stay_when_the_tab_is_opened_again(
    own: App, words: Texts
) -> None:
    editor = drawn(ThemesEditor, own, words)
    shown = editor.opened(None, "")
    text = own.theme_files.text()
    assert (shown[editor.text], shown[editor.read], shown[editor.told]) == (text, text, "")
    assert editor.opened(text, text)[editor.text] == text
    assert editor.opened(f"{text}# half a", text) == {}


def test_a_theme_is_renamed_added_and_switched_off_in_the_form(own: App, words: Texts) -> None:
    editor, who = drawn(ThemesEditor, own, words), asked_by(Role.MANAGER)

    def state(updates: dict[Any, Any]) -> list[Any]:
        return [updates[box] for box in editor.inputs]

    shown = editor.opened(None, "")
    first = own.taxonomy.ids[0]
    assert shown[editor.editing] == first
    text, editing, filled, *form = state(shown)
    form[0], form[-1] = "Ribbons", False
    shown = editor.added(text, editing, filled, *form)
    assert shown[editor.list]["value"] is None
    (line, _), *_ = shown[editor.list]["choices"]
    assert line.startswith(f"Ribbons · {words('theme_form.unused')}\n")
    text, editing, filled, *form = state(shown)
    assert editor.tried(text, editing, filled, *form)[editor.text] == text
    form[4] = "squeak，吱吱、 squeal"
    assert "refused" in editor.tried(text, editing, filled, *form)[editor.told]
    form[0] = "Gift wrapping"
    saved = editor.saved(who, own.theme_files.text(), text, editing, filled, *form)
    added = own.taxonomy.get("gift_wrapping")
    assert added is not None
    assert added.cues == {words.language: ("squeak", "吱吱", "squeal")}
    assert first not in own.taxonomy.ids
    assert saved[editor.editing] == "gift_wrapping"
    left = editor.removed(saved[editor.text], "gift_wrapping")
    assert left[editor.text] == text


def test_a_model_that_is_not_set_is_said(own: App, words: Texts) -> None:
    said = drawn(ModelPanel, own, words).tested(asked_by(Role.MANAGER))
    assert words("settings.no_model") in said
