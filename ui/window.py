"""The window in the browser: one Gradio page per language on the API's own FastAPI app."""

import os

# Gradio reads this at its import and would call home.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import asyncio
from typing import Any

import gradio as gr
from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from gradio.routes import App as GradioApp
from starlette.routing import Mount

from assistant.app import App
from assistant.errors import HearkenError, NotFoundError
from assistant.models import Role
from ui.actors import acting, actor_of
from ui.answers import conversation_markdown
from ui.bridge import Bridge
from ui.chat import ChatTab
from ui.events import QUIET, SILENT, Updates
from ui.feedback import FeedbackTab
from ui.gate import KeyGate
from ui.imports import ImportTab
from ui.iterators import Iterators
from ui.login import login_router
from ui.markup import account, banner, footer, header, hypertext, refused
from ui.messages import MOST_PAGES, Messages
from ui.overview import OverviewTab
from ui.page import PageGuard, static_text
from ui.plans import PlansTab
from ui.renewal import Choice, Choosing, Renewal, store_kind
from ui.replies import RepliesTab
from ui.settings import SettingsTab
from ui.wording import LANGUAGES, Texts, preferred_language

__all__ = ["mount_window"]

COOKIE = "hearken_language"
YEAR = 365 * 24 * 3600
AT_ONCE = 16
"""Events of one kind that Gradio runs at a time."""

SECONDS_BETWEEN_LOOKS = 0.02
"""How often a page's queue looks for events. Gradio's own 1 ms, for each page, takes a thirtieth of
a core from a server that rests, and the interpreter from turns that compute."""

LARGEST_UPLOAD = "50mb"
STYLES = ("window.css", "chat.css", "forms.css", "panels.css")
"""In this order: later ones override earlier ones."""

OWN_FILES = {
    "window.js": "text/javascript",
    "chat.js": "text/javascript",
    "copying.js": "text/javascript",
    "drafting.js": "text/javascript",
    "narrow.css": "text/css",
    "icon.svg": "image/svg+xml",
}


def mount_window(api: FastAPI, app: App) -> FastAPI:
    """Put the window on `api`: "/" sends a browser to the page of its language.

    The pages are /en/ and /zh/, their files lie below /window. Routes that `api` has keep their
    paths. Returns `api`.
    """
    texts = {language: Texts(language, lambda: app.taxonomy) for language in LANGUAGES}
    _add_routes(api, app, texts)
    api.include_router(login_router(app, texts))
    asyncio.run(_mount_pages(api, app, texts))
    pages = {f"/{language}": (language, texts[language]("brand")) for language in LANGUAGES}
    api.add_middleware(PageGuard, pages=pages)
    api.add_middleware(KeyGate, hearken=app, pages=tuple(pages), files=("/window",))
    return api


async def _mount_pages(api: FastAPI, app: App, texts: dict[str, Texts]) -> None:
    """A coroutine because Gradio, where it finds no event loop, makes one and leaves it open."""
    for language in LANGUAGES:
        gr.mount_gradio_app(
            api,
            _blocks(app, texts[language]),
            path=f"/{language}",
            theme=_theme(),
            css="".join(map(static_text, STYLES)),
            footer_links=[],
            run_history=False,
            ssr_mode=False,
            mcp_server=False,
            enable_monitoring=False,
            show_error=False,
            max_file_size=LARGEST_UPLOAD,
        )
    for route in api.routes:
        if isinstance(route, Mount) and isinstance(route.app, GradioApp):
            route.app.iterators = Iterators()


def _add_routes(api: FastAPI, app: App, texts: dict[str, Texts]) -> None:
    @api.get("/", include_in_schema=False)
    def choose_language(request: Request, language: str = "") -> Response:
        chosen = language if language in LANGUAGES else request.cookies.get(COOKIE, "")
        if chosen not in LANGUAGES:
            chosen = preferred_language(request.headers.get("accept-language", ""))
        answer = RedirectResponse(f"/{chosen}/")
        if language in LANGUAGES:
            answer.set_cookie(COOKIE, language, max_age=YEAR, samesite="lax")
        return answer

    @api.get("/window/{name}", include_in_schema=False)
    def own_file(name: str) -> Response:
        kind = OWN_FILES.get(name)
        if kind is None:
            return Response(status_code=404)
        return Response(static_text(name), media_type=kind)

    @api.get("/window/conversations/{conversation}.md", include_in_schema=False)
    def export(conversation: str, language: str = LANGUAGES[0]) -> Response:
        answers = app.conversations.answers(conversation)
        chosen = texts.get(language, texts[LANGUAGES[0]])
        return PlainTextResponse(
            conversation_markdown(answers, chosen),
            media_type="text/markdown; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="hearken-conversation.md"'},
        )

    @api.get("/window/imports/{job}.csv", include_in_schema=False)
    def rejected_rows(job: str, request: Request) -> Response:
        caller = request.scope.get("hearken.caller")
        if caller is not None and not caller.actor.role.covers(Role.MANAGER):
            return Response(status_code=403)
        try:
            path = app.imports.jobs.rejected_file(job)
        except NotFoundError:
            return Response(status_code=404)
        return FileResponse(path, media_type="text/csv; charset=utf-8", filename=path.name)


def _theme() -> gr.themes.Base:
    fonts = ["system-ui", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei", "sans-serif"]
    return gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.slate,
        radius_size=gr.themes.sizes.radius_md,
        font=fonts,
        font_mono=["ui-monospace", "Consolas", "monospace"],
    )


def _blocks(app: App, texts: Texts) -> gr.Blocks:
    blocks = gr.Blocks(title=texts("brand"), analytics_enabled=False, fill_width=True)
    with blocks:
        hypertext(header(texts), elem_id="header")
        Window(app, texts).bind(blocks)
    blocks.queue(default_concurrency_limit=AT_ONCE, api_open=False)
    blocks._queue.sleep_when_free = SECONDS_BETWEEN_LOOKS
    blocks._queue.pending_messages_per_session = Messages(MOST_PAGES)
    return blocks


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
