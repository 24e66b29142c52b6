"""The tabs of one page of the window, and what they do together."""

from typing import Any

import gradio as gr

from assistant.app import App
from assistant.errors import HearkenError
from assistant.models import Role
from ui.actors import acting, actor_of
from ui.bridge import Bridge
from ui.chat.tab import ChatTab
from ui.events import QUIET, SILENT, Updates
from ui.feedback.tab import FeedbackTab
from ui.imports.tab import ImportTab
from ui.markup import account, banner, footer, hypertext, refused
from ui.overview.tab import OverviewTab
from ui.plans.tab import PlansTab
from ui.renewal import Choice, Choosing, Renewal, store_kind
from ui.replies.tab import RepliesTab
from ui.settings.tab import SettingsTab
from ui.wording import Texts

__all__ = ["Window"]


class Window:
    """All tabs of one page, and the banner above them."""

    def __init__(self, app: App, texts: Texts) -> None:
        self._app = app
        self._texts = texts
        self.account = hypertext(elem_id="account")
        kind = store_kind(app)
        self.banner = hypertext(banner(kind, texts), elem_id="banner")
        with gr.Row(visible=kind == "empty", elem_id="first-steps") as self.first_steps:
            self.make_demo = gr.Button(texts("banner.make_demo"), variant="primary", scale=0)
            self.go_import = gr.Button(texts("banner.go_import"), scale=0)
        with gr.Tabs(elem_id="tabs") as self.tabs:
            with gr.Tab(texts("tabs.chat"), id="chat"):
                self.chat = ChatTab(app, texts)
            with gr.Tab(texts("tabs.overview"), id="overview") as self.overview_tab:
                self.overview = OverviewTab(app, texts)
            with gr.Tab(texts("tabs.replies"), id="replies") as self.replies_tab:
                self.replies = RepliesTab(app, texts)
            with gr.Tab(texts("tabs.plans"), id="plans") as self.plans_tab:
                self.plans = PlansTab(app, texts)
            with gr.Tab(texts("tabs.feedback"), id="feedback") as self.feedback_tab:
                self.feedback = FeedbackTab(app, texts)
            with gr.Tab(texts("tabs.import"), id="import") as self.import_tab:
                self.imports = ImportTab(app, texts)
            with gr.Tab(texts("settings.tab"), id="settings") as self.settings_tab:
                self.settings = SettingsTab(app, texts)
        self.asked, self.item, self.again = Bridge("ask"), Bridge("item"), Bridge("again")
        self.plan, self.alert = Bridge("plan"), Bridge("alert")
        hypertext(footer(app.settings, texts), elem_id="footer")
        choosing: list[Choosing] = [
            self.overview.filters,
            self.feedback.filters,
            self.chat.narrowing,
            Choice(self.plans.theme, self.plans.themes),
            Choice(self.feedback.item_panel.themes, self.feedback.item_panel.stances),
        ]
        self.renewal = Renewal(app, texts, [self.banner, self.first_steps], choosing)

    def bind(self, blocks: gr.Blocks) -> None:
        """Wire up the events of all tabs."""
        self.chat.bind(self.tabs, self.asked, self.again)
        self.overview.bind(self.overview_tab)
        self.replies.bind(self.replies_tab)
        self.plans.bind(self.plans_tab, self.plan)
        self.feedback.bind(self.feedback_tab, self.tabs, self.item)
        self.feedback.item_panel.reply.click(
            self._reply_to,
            [self.feedback.item_panel.chosen],
            [self.tabs, *self.replies.outputs],
            **QUIET,
        )
        self.alert.go.click(
            self._to_alert, [self.alert.value], [self.tabs, *self.plans.alerts.outputs], **QUIET
        )
        renewal = self.renewal
        self.imports.bind(self.import_tab, renewal)
        self.settings.bind(self.settings_tab, renewal)
        renewal.bind(blocks.load)
        blocks.load(self.who, None, [self.account], **SILENT)
        self.chat.list.bind(blocks.load, self.chat.conversation)
        above = [self.banner, self.first_steps]
        self.make_demo.click(self._making, None, above, **SILENT).then(
            self._make_demo, renewal.inputs, renewal.outputs, **SILENT
        )
        self.go_import.click(lambda: gr.update(selected="import"), None, [self.tabs], **SILENT)

    def who(self, request: gr.Request) -> str:
        """The line that says who has logged in; "" where no login is asked for."""
        if not self._app.access.needs_login():
            return ""
        return account(actor_of(request, self._texts), self._texts)

    def _reply_to(self, feedback_id: str) -> Updates:
        """The tab of replies with this feedback, even if it waits for no answer."""
        return {self.tabs: gr.update(selected="replies"), **self.replies.opened(feedback_id)}

    def _to_alert(self, key: str) -> Updates:
        """The tab of alerts with this one chosen; the worst where it is no longer open."""
        return {self.tabs: gr.update(selected="plans"), **self.plans.alerts.listed(key)}

    def _making(self) -> list[Any]:
        return [banner("making_demo", self._texts), gr.update(visible=False)]

    def _make_demo(self, request: gr.Request, *values: Any) -> list[Any]:
        try:
            actor = acting(request, self._texts, Role.MANAGER)
            self._app.make_demo()
            self._app.audit("demo.make", actor=actor)
        except HearkenError as error:
            same = [gr.update()] * len(self.renewal.inputs)
            return [refused(self._texts.sentence(error)), gr.update(visible=True), *same]
        return self.renewal.renewed(*values)
