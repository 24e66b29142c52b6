"""The settings tab, for those who run the shop: themes, policies, the model, and keys."""

from typing import Any

import gradio as gr

from assistant.app import App
from assistant.errors import HearkenError
from assistant.models import Role
from ui.access_panels import KeysPanel, ModelPanel
from ui.actors import acting
from ui.markup import hypertext, problem
from ui.policy_editor import PolicyEditor
from ui.renewal import Renewal
from ui.themes_editor import ThemesEditor
from ui.wording import Texts

__all__ = ["SettingsTab"]


class SettingsTab:
    """Everything is read when the tab is opened; whoever may not see it gets one sentence."""

    def __init__(self, app: App, texts: Texts) -> None:
        self._texts = texts
        self.told = hypertext(elem_id="settings-told")
        with gr.Column(visible=False, elem_id="settings") as self.all:
            with gr.Accordion(texts("settings.themes"), open=True):
                self.themes = ThemesEditor(app, texts)
            with gr.Accordion(texts("settings.policies"), open=False):
                self.policies = PolicyEditor(app, texts)
            with gr.Accordion(texts("settings.model"), open=False):
                self.model = ModelPanel(app, texts)
            with gr.Accordion(texts("settings.keys"), open=False):
                self.keys = KeysPanel(app, texts)

    def bind(self, tab: gr.Tab, renewal: Renewal) -> None:
        """Tie the events; `renewal` follows new themes."""
        shown = [self.told, self.all, *self.themes.outputs, self.policies.name]
        tab.select(
            self.opened,
            [self.themes.text, self.themes.read],
            [*shown, *self.keys.outputs],
            api_visibility="private",
            show_progress="minimal",
        )
        self.themes.bind(renewal)
        for part in (self.policies, self.model, self.keys):
            part.bind()

    def opened(self, themes: str | None, read: str, request: gr.Request) -> list[Any]:
        """Everything anew."""
        try:
            acting(request, self._texts, Role.MANAGER)
        except HearkenError as error:
            return [
                problem(self._texts.sentence(error)),
                gr.update(visible=False),
                *[gr.update()] * 7,
            ]
        parts = [*self.themes.opened(themes, read), self.policies.opened(), *self.keys.listed()]
        return ["", gr.update(visible=True), *parts]
