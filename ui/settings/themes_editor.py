"""The editor of the shop's themes: a list with a form beside it, and the file for experts."""

from collections.abc import Sequence
from typing import Any

import gradio as gr

from assistant.app import App
from assistant.errors import HearkenError
from assistant.models import Role, Scope
from assistant.services.theme_sheet import free_id, with_theme, without_theme
from assistant.understanding.linear import THEMES
from assistant.understanding.themes import Theme
from ui.actors import acting
from ui.escaping import escape
from ui.events import QUIET, SILENT, Updates
from ui.markup import hypertext, refused, said
from ui.refusals import refusals_told
from ui.renewal import Renewal
from ui.settings.theme_form import COMMAS, ThemeForm
from ui.wording import Texts

__all__ = ["ThemesEditor"]

NEW = ""
SHOWN_WORDS = 4


class ThemesEditor:
    """Edits one text, the YAML of the themes: it is tried out, saved, and stored feedback is read
    again with it. The form of a theme changes the text only where it was touched."""

    def __init__(self, app: App, texts: Texts) -> None:
        self._app = app
        self._texts = texts
        hypertext(f'<p class="quiet">{escape(texts("settings.themes_note"))}</p>')
        self.read = gr.State("")
        self.editing = gr.State(NEW)
        self.filled: gr.State = gr.State([])
        with gr.Row(elem_id="themes-row", equal_height=False):
            with gr.Column(scale=2, min_width=240):
                self.list = gr.Radio(
                    [],
                    label=texts("settings.themes"),
                    show_label=False,
                    container=False,
                    elem_id="theme-items",
                    elem_classes="picks",
                )
                self.add = gr.Button(texts("theme_form.add"), size="sm", elem_id="theme-add")
            with gr.Column(scale=4, min_width=300, elem_classes="sheet"):
                self.form = ThemeForm(texts)
                self.remove = gr.Button(
                    texts("theme_form.remove"), size="sm", elem_id="theme-remove"
                )
        with gr.Accordion(texts("theme_form.as_text"), open=False, elem_id="themes-file"):
            self.text = gr.Textbox(
                label=texts("theme_form.as_text"),
                show_label=False,
                lines=14,
                max_lines=26,
                elem_id="themes-text",
            )
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
    def inputs(self) -> list[Any]:
        """What is being written."""
        return [self.text, self.editing, self.filled, *self.form.inputs]

    @property
    def outputs(self) -> list[Any]:
        return [*self.inputs, self.list, self.remove, self.read, self.told]

    def bind(self, renewal: Renewal) -> None:
        """Wire up the list and the buttons; `renewal` follows new themes."""
        self.list.input(self.chosen, [self.list, *self.inputs], self.outputs, **QUIET)
        self.add.click(self.added, self.inputs, self.outputs, **QUIET)
        self.remove.click(self.removed, [self.text, self.editing], self.outputs, **QUIET)
        self.text.blur(self.rewritten, [self.text, self.editing], self.outputs, **SILENT)
        self.try_it.click(self.tried, self.inputs, self.outputs, **QUIET)
        saved = self.save.click(
            self.saved, [self.read, *self.inputs], [*self.outputs, self.reread], **QUIET
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

    @refusals_told
    def opened(self, text: str | None, read: str) -> Updates:
        """Show the file, unless its text has been edited since it was read."""
        if (text or "") != read:
            return {}
        themes = self._app.theme_files.text()
        return {**self._shown(themes), self.read: themes, self.told: ""}

    def chosen(self, id: str | None, text: str, editing: str, filled: Any, *form: Any) -> Updates:
        """Another theme in the form; what was changed in the one before is kept in the text."""
        try:
            return {**self._shown(self._written(text, editing, filled, form)[0], id), self.told: ""}
        except HearkenError as error:
            return {self.list: editing or None, self.told: refused(self._texts.sentence(error))}

    def added(self, text: str, editing: str, filled: Any, *form: Any) -> Updates:
        """An empty form for a new theme, which is listed once it is tried or saved."""
        return self.chosen(NEW, text, editing, filled, *form)

    @refusals_told
    def removed(self, text: str, editing: str) -> Updates:
        """Take the theme of the form out of the text."""
        return {**self._shown(without_theme(text, editing)), self.told: ""}

    @refusals_told
    def rewritten(self, text: str, editing: str) -> Updates:
        """The list and the form, after the text was edited by hand."""
        return {**self._shown(text, editing), self.told: ""}

    @refusals_told
    def tried(self, text: str, editing: str, filled: Any, *form: Any) -> Updates:
        """What these themes would do to the latest feedback."""
        texts, files = self._texts, self._app.theme_files
        written, shown = self._written(text, editing, filled, form)
        taxonomy, effect = files.check(written), files.effect(written)
        names = taxonomy.names(texts.language)
        lines = [
            texts("settings.theme_row", theme=names.get(id) or texts.theme(id), before=a, after=b)
            for id, (a, b) in sorted(effect.counts.items())
        ]
        for id, (saying, having) in effect.said.items():
            told = texts("settings.words_row", theme=names[id], said=saying, having=having)
            trained = saying > having and id in THEMES
            lines.append(f"{told} {texts('settings.words_tip')}" if trained else told)
        rows = "".join(f"<li>{escape(line)}</li>" for line in lines)
        line = texts("settings.effect", changed=effect.changed, n=effect.read, themes=len(taxonomy))
        told = f'<div class="told" role="status"><p>{escape(line)}</p><ul>{rows}</ul></div>'
        return {**self._shown(written, shown), self.told: told}

    @refusals_told
    def saved(
        self, request: gr.Request, read: str, text: str, editing: str, filled: Any, *form: Any
    ) -> Updates:
        """Save the themes, which hold from now on, and offer to read stored feedback with them."""
        app, texts = self._app, self._texts
        actor = acting(request, texts, Role.MANAGER)
        written, id = self._written(text, editing, filled, form)
        app.theme_files.save(written, read)
        app.audit("themes.save", actor=actor)
        shown = self._shown(written, id)
        stored = app.records.count(Scope(tenant=app.tenant))
        key = "saved_themes" if stored else "saved_themes_empty"
        return {
            **shown,
            self.read: written,
            self.told: said(texts(f"settings.{key}", n=stored)),
            self.reread: gr.update(visible=stored > 0),
        }

    def read_again(
        self,
        request: gr.Request,
        progress: gr.Progress = gr.Progress(),  # noqa: B008 - how Gradio asks for its bar
    ) -> list[Any]:
        """Read all stored feedback with the themes in use; corrected labels stay."""
        app, texts = self._app, self._texts
        scope = Scope(tenant=app.tenant)
        total, done = app.records.count(scope), 0

        def moved(rows: int) -> None:
            nonlocal done
            done += rows
            progress((done, total), desc=texts("settings.rereading"))

        try:
            actor = acting(request, texts, Role.MANAGER)
            found = app.labelling.reread(scope, moved)
            app.audit("feedback.relabel", detail={"read": found.read}, actor=actor)
        except HearkenError as error:
            return [refused(texts.sentence(error)), gr.update()]
        return [said(texts("settings.reread_done", n=found.read)), gr.update(visible=False)]

    def _written(
        self, text: str, editing: str, filled: Any, form: Sequence[Any]
    ) -> tuple[str, str | None]:
        """The text with what was changed in the form, and the id of its theme."""
        if list(form) == list(filled):
            return text, editing or None
        before = self._themes(text)
        theme = self.form.theme(editing, form, before.get(editing))
        if not editing:
            name = theme.name.get("en") or next(iter(theme.name.values()))
            theme = self.form.theme(free_id(name, before), form, None)
        return with_theme(text, theme), theme.id

    def _shown(self, text: str, id: str | None = None) -> Updates:
        """The text, its themes, and one of them in the form: the first where `id` is not there,
        an empty one for NEW."""
        themes = self._themes(text)
        if id != NEW and id not in themes:
            id = next(iter(themes))
        values = self.form.values(themes.get(id or NEW))
        return {
            self.text: text,
            self.editing: id,
            self.filled: values,
            self.list: gr.update(
                choices=[(self._line(each), each.id) for each in themes.values()], value=id or None
            ),
            self.remove: gr.update(visible=id != NEW),
            **dict(zip(self.form.inputs, values, strict=True)),
        }

    def _themes(self, text: str) -> dict[str, Theme]:
        return {theme.id: theme for theme in self._app.theme_files.listed(text)}

    def _line(self, theme: Theme) -> str:
        """Two lines: the name, shown in bold, and some of its cue words."""
        texts = self._texts
        name = theme.name.get(texts.language) or next(iter(theme.name.values()))
        words = theme.cues.get(texts.language) or next(iter(theme.cues.values()), ())
        some = COMMAS[texts.language].join(words[:SHOWN_WORDS]) + (
            " …" if len(words) > SHOWN_WORDS else ""
        )
        first = name if theme.in_use else f"{name} · {texts('theme_form.unused')}"
        return f"{first}\n{some or texts('theme_form.no_words')}"
