"""The model endpoint under test, and the API keys of the shop."""

from collections.abc import Sequence
from typing import Any

import gradio as gr

from assistant.app import App
from assistant.models import Role
from ui.actors import acting
from ui.escaping import escape
from ui.events import QUIET, Updates
from ui.markup import hypertext, refused, said
from ui.refusals import refusals_shown, refusals_told
from ui.wording import Texts

__all__ = ["KeysPanel", "ModelPanel"]


class ModelPanel:
    """Says in plain words whether the language model of the settings works."""

    def __init__(self, app: App, texts: Texts) -> None:
        self._app = app
        self._texts = texts
        hypertext(f'<p class="quiet">{escape(texts("settings.model_note"))}</p>')
        self.go = gr.Button(texts("settings.model_test"), size="sm", elem_id="model-test")
        self.told = hypertext(elem_id="model-told")

    def bind(self) -> None:
        """Wire up the button."""
        self.go.click(self.tested, None, [self.told], **QUIET)

    @refusals_shown
    def tested(self, request: gr.Request) -> str:
        """Ask the endpoint three small things, and how a turn would begin."""
        from assistant.doctor import QUESTION
        from assistant.model_check import check_model

        acting(request, self._texts, Role.MANAGER)
        turn = self._app.asking.turn(QUESTION, self._app.today())
        found = check_model(self._app.settings, turn)
        if found is None:
            return said(self._texts("settings.no_model"))
        judged = map(self._texts.sentence, (found.works, *found.problems))
        facts = [f"{found.name} · {found.endpoint}", *judged]
        lines = "".join(f"<li>{escape(fact)}</li>" for fact in facts if fact)
        return f'<div class="told" role="status"><ul>{lines}</ul></div>'


class KeysPanel:
    """Makes keys, each shown once, and ends them. Nobody gives a role above their own."""

    def __init__(self, app: App, texts: Texts) -> None:
        self._app = app
        self._texts = texts
        hypertext(f'<p class="quiet">{escape(texts("settings.keys_note"))}</p>')
        self.table = hypertext(elem_id="keys-table")
        with gr.Row(elem_classes="filters"):
            self.name = gr.Textbox(label=texts("settings.key_name"), elem_id="key-name")
            self.role = gr.Dropdown(
                [(texts(f"roles.{role}"), str(role)) for role in Role],
                value=str(Role.AGENT),
                label=texts("settings.key_role"),
                filterable=False,
                elem_id="key-role",
            )
            self.add = gr.Button(texts("settings.key_add"), size="sm", elem_id="key-add")
        with gr.Row(elem_classes="filters", visible=False) as self.ending:
            self.ended = gr.Dropdown([], label=texts("settings.key_end"), elem_id="key-ended")
            self.end = gr.Button(texts("settings.key_revoke"), size="sm", elem_id="key-revoke")
        self.told = hypertext(elem_id="keys-told")

    @property
    def outputs(self) -> list[Any]:
        return [self.table, self.role, self.ending, self.ended, self.told]

    def bind(self) -> None:
        """Wire up the buttons."""
        self.add.click(self.added, [self.name, self.role], self.outputs, **QUIET)
        self.end.click(self.revoked, [self.ended], self.outputs, **QUIET)

    def listed(self, told: str = "") -> Updates:
        """The keys of this shop, never the keys themselves."""
        app, texts = self._app, self._texts
        own = app.shop_keys.all()
        rows = [
            (
                key.name,
                texts(f"roles.{key.role}"),
                key.created.astimezone(app.settings.zone).date().isoformat(),
                texts("settings.key_ended" if key.revoked else "settings.key_open"),
            )
            for key in own
        ]
        open_ = [key.name for key in own if not key.revoked]
        return {
            self.table: _table(rows, texts),
            self.role: str(app.shop_keys.usual_role),
            self.ending: gr.update(visible=bool(open_)),
            self.ended: gr.update(choices=open_, value=None),
            self.told: told,
        }

    @refusals_told
    def added(self, name: str, role: str, request: gr.Request) -> Updates:
        """Make a key and show it this once."""
        app, texts = self._app, self._texts
        actor = acting(request, texts, Role.MANAGER)
        key = app.shop_keys.give(name.strip(), Role(role), actor)
        shown = f'{escape(texts("settings.key_once"))} <code id="new-key">{escape(key)}</code>'
        return self.listed(f'<p class="told" role="status">{shown}</p>')

    @refusals_told
    def revoked(self, name: str | None, request: gr.Request) -> Updates:
        """End a key."""
        app, texts = self._app, self._texts
        if not name:
            return {self.told: refused(texts("settings.key_choose"))}
        actor = acting(request, texts, Role.MANAGER)
        app.shop_keys.end(name, actor)
        return self.listed(said(texts("settings.key_gone", name=name)))


def _table(rows: Sequence[tuple[str, ...]], texts: Texts) -> str:
    if not rows:
        return f'<p class="quiet">{escape(texts("settings.no_keys"))}</p>'
    heads = ("key_name", "key_role", "key_made", "key_state")
    head = "".join(f'<th scope="col">{escape(texts(f"settings.{each}"))}</th>' for each in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return (
        f'<div class="scroll"><table class="rows"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
