"""Errors and notes of every panel of the Chinese page are Chinese."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest
from gradio.context import Context

from assistant.access.access import Caller
from assistant.app import App
from assistant.ingest.job import ImportOptions
from assistant.models import Actor, Role
from assistant.settings import Settings
from tests.ui.conftest import NOW, drawn, feedback_file
from ui.imports.tab import MOST_FIELDS
from ui.pages.window import Window
from ui.settings.access_panels import KeysPanel, ModelPanel
from ui.settings.policy_editor import PolicyEditor
from ui.settings.themes_editor import ThemesEditor
from ui.wording import Texts

HAN = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"[A-Za-z]{2,}(?: [A-Za-z]{2,}){3,}")
"""Four words in a row; single names of files, fields and settings stay as they are."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder = tmp_path_factory.mktemp("spoken")
    nobody = "http://127.0.0.1:9/v1"
    settings = Settings(home=folder / "home", openai_base_url=nobody, model_seconds=2)
    opened = App(settings, clock=lambda: NOW)
    opened.imports.feedback.files([feedback_file(folder / "reviews.jsonl")], ImportOptions())
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def texts(app: App) -> Texts:
    return Texts("zh", lambda: app.taxonomy)


@pytest.fixture(scope="module")
def window(app: App, texts: Texts) -> Window:
    def tied(app: App, texts: Texts) -> Window:
        made = Window(app, texts)
        assert Context.root_block is not None
        made.bind(Context.root_block)
        return made

    return drawn(tied, app, texts)


def boss() -> Any:
    caller = Caller("default", Actor("lin", Role.ADMIN))
    return SimpleNamespace(request=SimpleNamespace(scope={"hearken.caller": caller}))


def is_chinese(said: object) -> bool:
    """Whether markup says something, and in Chinese alone."""
    shown = re.sub(r"<[^>]+>|&[#\w]+;", " ", str(said))
    return bool(HAN.search(shown)) and not ENGLISH.search(shown)


FILES = {
    "empty.csv": "",
    "page.csv": "<html><body>x</body></html>",
    "numbers.csv": "a,b\n1,2\n3,4\n",
    "header.csv": "评论内容,评分\n",
    "broken.json": '[{"text": "a"',
    "data.csv": "2026-03-01,5,很好\n",
}


@pytest.mark.parametrize("name", FILES)
def test_files_that_cannot_be_imported(window: Window, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(FILES[name], "utf-8")
    imports = window.imports
    for kind in ("feedback", "orders", "figures"):
        shown = imports.first_look(str(tmp_path / name), kind, "")[imports.report]
        if "refused" in shown:
            assert is_chinese(shown), shown
    assert "refused" in imports.first_look(str(tmp_path / name), "orders", "")[imports.report]


def test_notes_and_rejected_rows_of_an_import(window: Window, tmp_path: Path) -> None:
    file = tmp_path / "shop.csv"
    file.write_text(
        "评论内容,评分,时间,说明\n好用,9,01/02/2026,x\n不好用,8,x,y\n,7,01/02/2026,z\n"
        "太差了,99,01/02/2026,z\n一般,5,01/02/2031,z\n",
        "utf-8",
    )
    imports = window.imports
    preview = imports.first_look(str(file), "feedback", "")[imports.report]
    assert preview.count("<li>") >= 3
    assert is_chinese(preview), preview
    *_, last = imports.run(boss(), str(file), "feedback", "", *[""] * MOST_FIELDS)
    assert "/window/imports/" in last[imports.report]
    assert is_chinese(last[imports.report]), last[imports.report]
    assert is_chinese(last[imports.jobs]), last[imports.jobs]


def test_orders_with_rows_that_do_not_fit(window: Window, tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_text(
        "订单号,下单时间,金额\nO1,2026-03-01,20\nO2,x,1\nO3,2026-03-01,-4\nO4,2026-03-01,a\n"
        ",2026-03-01,1\n",
        "utf-8",
    )
    imports = window.imports
    *_, last = imports.run(boss(), str(file), "orders", "", *[""] * MOST_FIELDS)
    assert last[imports.report].count("<tr>") == 5
    assert is_chinese(last[imports.report]), last[imports.report]


@pytest.mark.parametrize(
    "themes",
    ["", "themes: [", "themes: []", "themes: [{id: a}]", "themes: [1]", "themes: [{name: a}]",
     "themes: [{id: a, name: b, urgency: x}]", "themes: [{id: a, name: b}, {id: a, name: b}]",
     "themes: [{id: a, name: b, cues: 3}]", "themes: [{id: a b, name: c}]",
     "themes: [{id: a, name: b, wrong: 3}]"],
)  # fmt: skip
def test_themes_that_do_not_hold(app: App, texts: Texts, themes: str) -> None:
    editor = drawn(ThemesEditor, app, texts)
    tried = editor.tried(themes, "", [])[editor.told]
    assert is_chinese(tried), tried
    assert is_chinese(editor.saved(boss(), "", themes, "", [])[editor.told])


@pytest.mark.parametrize(
    ("name", "text"),
    [("../x.md", "# A\n\nText."), ("x.md", ""), ("x.md", "# A\n\n```\nnever closed"),
     ("x.md", "# Return window\n\nYou can send things back.\n")],
)  # fmt: skip
def test_policies_that_do_not_hold(app: App, texts: Texts, name: str, text: str) -> None:
    editor = drawn(PolicyEditor, app, texts)
    shown = editor.tried(name, text)
    assert HAN.search(shown)
    if "refused" in shown:
        assert is_chinese(shown), shown


def test_keys_and_the_model(app: App, texts: Texts) -> None:
    keys, model = drawn(KeysPanel, app, texts), drawn(ModelPanel, app, texts)
    assert is_chinese(keys.added("not a name!", "admin", boss())[keys.told])
    app.access.add_key("till", Role.ADMIN)
    assert is_chinese(keys.added("till", "admin", boss())[keys.told])
    assert is_chinese(keys.revoked("nobody", boss())[keys.told])
    assert is_chinese(model.tested(boss()))


def test_steps_of_a_reply(window: Window) -> None:
    replies = window.replies

    def take(step: Callable[..., Any], body: str = "", reason: str = "", version: int = 0) -> str:
        done = replies._taking(step)("R010", version, body, reason, "warm", boss())
        return str(done[replies.told])

    assert is_chinese(take(replies._taken.reject))
    assert is_chinese(take(replies._taken.not_needed))
    assert is_chinese(take(replies._taken.edit, "", version=1))
    loud = replies._taking(replies._taken.draft)("R010", 0, "", "", "loud", boss())
    assert is_chinese(loud[replies.told])
    told = take(replies._taken.draft)
    assert "refused" not in told
    assert is_chinese(take(replies._taken.edit, "We give you a full refund today.", version=0))
    assert is_chinese(take(replies._taken.sent, version=1))
    assert is_chinese(replies.opened("no such id")[replies.case])


def test_findings_of_the_promise_check(app: App, texts: Texts) -> None:
    body = (
        "Dear John, we will refund the full price within two days, it was entirely our fault, "
        "and you get a voucher for a five star review. Please change your review."
    )
    lin = Actor("lin", Role.ADMIN)
    app.replies.draft("R012", lin, "warm")
    app.replies.edit("R012", lin, body, app.replies.show("R012").reply.version)
    case = app.replies.show("R012")
    assert len(case.findings) >= 3
    said = [texts.sentence(finding.text) for finding in case.findings]
    assert all(HAN.search(each) for each in said), said


def test_plans_that_cannot_be(window: Window) -> None:
    plans, rest = window.plans, ("", "", "", "", "")

    def opened(title: str, *form: str) -> str:
        target, owner, due, achievable, relevant = form
        fields = (title, "delivery", "nps", target, owner, due, achievable, relevant)
        return str(plans.opened(*fields, boss())[plans.told])

    def moved(plan: str, state: str) -> str:
        return str(plans.moved(plan, state, "why", boss())[plans.told])

    assert is_chinese(opened("", *rest))
    assert is_chinese(opened("a b c", "x", *rest[1:]))
    assert is_chinese(opened("a b c", "999", *rest[1:]))
    assert is_chinese(opened("a b c", "", "", "soon", "", ""))
    assert "refused" not in opened("更快送达", *rest)
    (plan,) = window._app.plans.all()
    assert is_chinese(moved(plan.id, "do"))
    assert is_chinese(moved(plan.id, "act"))
    assert is_chinese(moved("P999", "do"))


def test_questions_labels_and_conversations(window: Window) -> None:
    asked = list(window.chat.ask("x" * 5000, gr.Request(), "", "", "", "", ""))
    assert is_chinese(asked[-1][window.chat.chatbot][-1]["content"])
    item = window.feedback.item_panel
    labels: tuple[str, str, str, list[str]] = ("negative", "angry", "high", [])
    assert is_chinese(item.correct("R010", {}, *labels, "x" * 5000, boss())[item.told])
    assert is_chinese(item.correct("gone", {}, *labels, "", boss())[item.told])
    assert is_chinese(window.chat.tools.rename_to("gone", "a", "", boss())[1])
    thumb: Any = SimpleNamespace(index=0, liked=True)
    assert is_chinese(window.chat.verdict.given("gone", thumb, boss())[-1])
