"""Editors of the shop's own files: its themes and its policies."""

from typing import Any

import gradio as gr

from assistant.app import App
from assistant.errors import HearkenError
from assistant.models import Role
from ui.actors import acting
from ui.escaping import escape
from ui.markup import hypertext, problem, said
from ui.wording import Texts

__all__ = ["PolicyEditor", "ThemesEditor"]

QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "minimal"}


class ThemesEditor:
    """The YAML of the themes, what a change would do, and saving it."""

    def __init__(self, app: App, texts: Texts) -> None:
        self._app = app
        self._texts = texts
        hypertext(f'<p class="quiet">{escape(texts("settings.themes_note"))}</p>')
        self.text = gr.Textbox(
            label=texts("settings.themes"), lines=14, max_lines=26, elem_id="themes-text"
        )
        with gr.Row():
            self.try_it = gr.Button(texts("settings.try"), size="sm", elem_id="themes-try")
            self.save = gr.Button(
                texts("settings.save"), variant="primary", size="sm", elem_id="themes-save"
            )
        self.told = hypertext(elem_id="themes-told")

    def bind(self) -> None:
        """Tie the buttons."""
        self.try_it.click(self.tried, [self.text], [self.told], **QUIET)
        self.save.click(self.saved, [self.text], [self.told], **QUIET)

    def opened(self) -> list[Any]:
        """Updates for the text and the line below it."""
        try:
            return [self._app.shop_files.themes(), ""]
        except HearkenError as error:
            return ["", problem(str(error))]

    def tried(self, text: str) -> str:
        """What these themes would do to the latest feedback."""
        texts = self._texts
        try:
            taxonomy = self._app.shop_files.check_themes(text)
            effect = self._app.shop_files.themes_effect(text)
        except HearkenError as error:
            return problem(str(error))
        names = {theme.id: theme.name for theme in taxonomy}
        rows = "".join(
            "<li>"
            + escape(
                texts(
                    "settings.theme_row",
                    theme=names.get(id, {}).get(texts.language) or texts.theme(id),
                    before=before,
                    after=after,
                )
            )
            + "</li>"
            for id, (before, after) in sorted(effect.counts.items())
        )
        line = texts("settings.effect", changed=effect.changed, n=effect.read, themes=len(taxonomy))
        return f'<div class="told" role="status"><p>{escape(line)}</p><ul>{rows}</ul></div>'

    def saved(self, text: str, request: gr.Request) -> str:
        """Write the themes."""
        try:
            actor = acting(request, self._texts, Role.MANAGER)
            self._app.shop_files.save_themes(text)
            self._app.audit("themes.save", actor=actor)
        except HearkenError as error:
            return problem(str(error))
        return said(self._texts("settings.saved_themes"))


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
        """Tie the choice and the buttons."""
        self.name.input(self.chosen, [self.name], [self.text, self.told], **QUIET)
        form = [self.name, self.text]
        self.try_it.click(self.tried, form, [self.told], **QUIET)
        self.save.click(self.saved, form, [self.told], **QUIET)

    def opened(self) -> Any:
        """An update for the list of files."""
        return gr.update(choices=self._app.shop_files.policies())

    def chosen(self, name: str | None) -> list[Any]:
        """The text of a file; that of a new one starts as it stands."""
        files = self._app.shop_files
        if not name or name not in files.policies():
            return [gr.update(), said(self._texts("settings.new_file")) if name else ""]
        try:
            return [files.policy(name), ""]
        except HearkenError as error:
            return [gr.update(), problem(str(error))]

    def tried(self, name: str | None, text: str) -> str:
        """The clauses of the text, and what would be wrong."""
        try:
            return self._checked(name or "", text)
        except HearkenError as error:
            return problem(str(error))

    def saved(self, name: str | None, text: str, request: gr.Request) -> str:
        """Write the file."""
        try:
            actor = acting(request, self._texts, Role.MANAGER)
            checked = self._checked(name or "", text)
            path = self._app.shop_files.save_policy(name or "", text)
            self._app.audit("policy.save", path.name, actor=actor)
        except HearkenError as error:
            return problem(str(error))
        return said(self._texts("settings.saved_policy")) + checked

    def _checked(self, name: str, text: str) -> str:
        texts = self._texts
        found = self._app.shop_files.check_policy(name, text)
        clauses = "".join(
            f"<li><b>{escape(clause.id)}</b> {escape(clause.title)} "
            f'<span class="quiet">{escape(", ".join(clause.text))}</span></li>'
            for clause in found.own
        )
        findings = "".join(f"<li>{escape(each.text)}</li>" for each in found.findings)
        heads = (
            texts("settings.clauses", n=len(found.own), all=len(found.clauses)),
            texts("settings.findings", n=len(found.findings)),
        )
        return (
            f'<div class="told" role="status"><p>{escape(heads[0])}</p><ul>{clauses}</ul>'
            f"<p>{escape(heads[1])}</p><ul>{findings}</ul></div>"
        )
