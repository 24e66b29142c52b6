"""The editor of the shop's themes."""

from typing import Any

import gradio as gr

from assistant.app import App
from assistant.errors import HearkenError
from assistant.models import Role, Scope
from ui.actors import acting
from ui.escaping import escape
from ui.markup import hypertext, problem, said
from ui.renewal import Renewal
from ui.wording import Texts

__all__ = ["ThemesEditor"]

QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "minimal"}


class ThemesEditor:
    """The YAML of the themes: what a change would do, saving it, reading what is stored anew."""

    def __init__(self, app: App, texts: Texts) -> None:
        self._app = app
        self._texts = texts
        hypertext(f'<p class="quiet">{escape(texts("settings.themes_note"))}</p>')
        self.text = gr.Textbox(
            label=texts("settings.themes"),
            show_label=False,
            lines=14,
            max_lines=26,
            elem_id="themes-text",
        )
        self.read = gr.State("")
        with gr.Row():
            self.try_it = gr.Button(texts("settings.try"), size="sm", elem_id="themes-try")
            self.save = gr.Button(
                texts("settings.save"), variant="primary", size="sm", elem_id="themes-save"
            )
        self.told = hypertext(elem_id="themes-told")
        self.reread = gr.Button(
            texts("settings.reread"), size="sm", visible=False, elem_id="themes-reread"
        )

    @property
    def outputs(self) -> list[Any]:
        return [self.text, self.read, self.told]

    def bind(self, renewal: Renewal) -> None:
        """Tie the buttons; `renewal` follows new themes."""
        self.try_it.click(self.tried, [self.text], [self.told], **QUIET)
        saved = self.save.click(
            self.saved, [self.text], [self.told, self.reread, self.read], **QUIET
        )
        renewal.bind(saved.then)
        self.reread.click(
            self.read_again,
            None,
            [self.told, self.reread],
            api_visibility="private",
            show_progress="full",
            show_progress_on=self.told,
        )

    def opened(self, text: str | None, read: str) -> list[Any]:
        """Updates for `outputs`; what was written since the file was read stays."""
        if (text or "") != read:
            return [gr.update()] * 3
        try:
            themes = self._app.theme_files.text()
        except HearkenError as error:
            return [gr.update(), read, problem(self._texts.sentence(error))]
        return [themes, themes, ""]

    def tried(self, text: str) -> str:
        """What these themes would do to the latest feedback."""
        texts = self._texts
        try:
            taxonomy = self._app.theme_files.check(text)
            effect = self._app.theme_files.effect(text)
        except HearkenError as error:
            return problem(self._texts.sentence(error))
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

    def saved(self, text: str, request: gr.Request) -> list[Any]:
        """Write the themes, which hold from now on, and offer to read what is stored with them."""
        app, texts = self._app, self._texts
        try:
            actor = acting(request, texts, Role.MANAGER)
            app.theme_files.save(text)
            app.audit("themes.save", actor=actor)
        except HearkenError as error:
            return [problem(texts.sentence(error)), *[gr.update()] * 2]
        stored = app.tallies.count(Scope(tenant=app.tenant))
        key = "saved_themes" if stored else "saved_themes_empty"
        return [said(texts(f"settings.{key}", n=stored)), gr.update(visible=stored > 0), text]

    def read_again(
        self,
        request: gr.Request,
        progress: gr.Progress = gr.Progress(),  # noqa: B008 - how Gradio asks for its bar
    ) -> list[Any]:
        """Read all stored feedback with the themes in use; corrected labels stay."""
        app, texts = self._app, self._texts
        scope = Scope(tenant=app.tenant)
        total, done = app.tallies.count(scope), 0

        def moved(rows: int) -> None:
            nonlocal done
            done += rows
            progress((done, total), desc=texts("settings.rereading"))

        try:
            actor = acting(request, texts, Role.MANAGER)
            found = app.labelling.reread(scope, moved)
            app.audit("feedback.relabel", detail={"read": found.read}, actor=actor)
        except HearkenError as error:
            return [problem(texts.sentence(error)), gr.update()]
        return [said(texts("settings.reread_done", n=found.read)), gr.update(visible=False)]
