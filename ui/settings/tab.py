"""The settings tab, for managers: themes, policies, the language model, and API keys."""

import gradio as gr

from assistant.app import App
from assistant.errors import HearkenError
from assistant.models import Role
from ui.actors import acting
from ui.events import QUIET, Updates
from ui.markup import hypertext, refused
from ui.renewal import Renewal
from ui.settings.access_panels import KeysPanel, ModelPanel
from ui.settings.policy_editor import PolicyEditor
from ui.settings.themes_editor import ThemesEditor
from ui.wording import Texts

__all__ = ["SettingsTab"]


class SettingsTab:
    """Everything is read when the tab is opened; those who may not see it get one sentence."""

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
        """Wire up the events; `renewal` follows new themes."""
        shown = [self.told, self.all, *self.themes.outputs, *self.policies.outputs]
        inputs = [self.themes.text, self.themes.read, self.policies.name]
        tab.select(self.opened, inputs, [*shown, *self.keys.outputs], **QUIET)
        self.themes.bind(renewal)
        for part in (self.policies, self.model, self.keys):
            part.bind()

    def opened(
        self, themes: str | None, read: str, policy: str | None, request: gr.Request
    ) -> Updates:
        """Read everything again; texts that are being edited stay as they are."""
        try:
            acting(request, self._texts, Role.MANAGER)
        except HearkenError as error:
            return {
                self.told: refused(self._texts.sentence(error)),
                self.all: gr.update(visible=False),
            }
        return {
            self.told: "",
            self.all: gr.update(visible=True),
            **self.themes.opened(themes, read),
            **self.policies.opened(policy),
            **self.keys.listed(),
        }
