"""The editor of the shop's policies."""

from typing import Any

import gradio as gr

from assistant.app import App
from assistant.models import Role
from ui.actors import acting
from ui.escaping import escape
from ui.events import QUIET, Updates
from ui.markup import hypertext, said
from ui.refusals import refusals_shown, refusals_told
from ui.wording import Texts

__all__ = ["PolicyEditor"]


class PolicyEditor:
    """One policy file at a time: its text, its clauses, and what is wrong with all policies."""

    def __init__(self, app: App, texts: Texts) -> None:
        self._app = app
        self._texts = texts
        hypertext(f'<p class="quiet">{escape(texts("settings.policies_note"))}</p>')
        self.name = gr.Dropdown(
            [],
            label=texts("settings.policy_file"),
            allow_custom_value=True,
            elem_id="policy-name",
        )
        self.shown = gr.State("")
        self.text = gr.Textbox(
            label=texts("settings.policy_text"), lines=12, max_lines=24, elem_id="policy-text"
        )
        with gr.Row():
            self.try_it = gr.Button(texts("settings.check"), size="sm", elem_id="policy-try")
            self.save = gr.Button(
                texts("settings.save"), variant="primary", size="sm", elem_id="policy-save"
            )
        self.told = hypertext(elem_id="policy-told")

    def bind(self) -> None:
        """Wire up the choice and the buttons."""
        self.name.input(self.chosen, [self.name], [self.text, self.shown, self.told], **QUIET)
        form = [self.name, self.text]
        self.try_it.click(self.tried, form, [self.told], **QUIET)
        self.save.click(self.saved, [self.shown, *form], [self.shown, self.told], **QUIET)

    @property
    def outputs(self) -> list[Any]:
        return [self.name, self.text, self.shown, self.told]

    def opened(self, name: str | None) -> Updates:
        """The list of files; the first one is opened unless one is open already."""
        names = self._app.policy_files.names()
        if name or not names:
            return {self.name: gr.update(choices=names)}
        return {self.name: gr.update(choices=names, value=names[0]), **self.chosen(names[0])}

    @refusals_told
    def chosen(self, name: str | None) -> Updates:
        """The text of a file; for a new one the box keeps what it holds."""
        files = self._app.policy_files
        if not name or name not in files.names():
            return {
                self.shown: "",
                self.told: said(self._texts("settings.new_file")) if name else "",
            }
        text = files.text(name)
        return {self.text: text, self.shown: text, self.told: ""}

    @refusals_shown
    def tried(self, name: str | None, text: str) -> str:
        """The clauses of the text, and what would be wrong."""
        return self._checked(name or "", text)

    @refusals_told
    def saved(self, shown: str, name: str | None, text: str, request: gr.Request) -> Updates:
        """Write the file, unless it no longer says what was `shown` of it."""
        actor = acting(request, self._texts, Role.MANAGER)
        checked = self._checked(name or "", text)
        path = self._app.policy_files.save(name or "", text, shown)
        self._app.audit("policy.save", path.name, actor=actor)
        return {self.shown: text, self.told: said(self._texts("settings.saved_policy")) + checked}

    def _checked(self, name: str, text: str) -> str:
        texts = self._texts
        found = self._app.policy_files.check(name, text)
        clauses = "".join(
            f"<li><b>{escape(clause.id)}</b> {escape(clause.title_in(texts.language))} "
            f'<span class="quiet">{escape(", ".join(clause.text))}</span></li>'
            for clause in found.own
        )
        findings = "".join(
            f"<li>{escape(texts.sentence(each.text))}</li>" for each in found.findings
        )
        heads = (
            texts("settings.clauses", n=len(found.own), all=len(found.clauses)),
            texts("settings.findings", n=len(found.findings)),
        )
        return (
            f'<div class="told" role="status"><p>{escape(heads[0])}</p><ul>{clauses}</ul>'
            f"<p>{escape(heads[1])}</p><ul>{findings}</ul></div>"
        )
