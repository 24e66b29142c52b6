"""The window in the browser: one Gradio page per language on the API's own FastAPI app."""

import os

# Gradio reads this at its import and would call home.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

from typing import Any

import gradio as gr
from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response

from assistant.app import App
from ui.answers import conversation_markdown
from ui.chat import ChatTab
from ui.markup import banner, header, hypertext
from ui.page import PageGuard, static_text
from ui.wording import LANGUAGES, Texts, preferred_language

__all__ = ["mount_window"]

COOKIE = "hearken_language"
YEAR = 365 * 24 * 3600
AT_ONCE = 16
LARGEST_UPLOAD = "50mb"


def mount_window(api: FastAPI, app: App) -> FastAPI:
    """Put the window on `api`: "/" sends a browser to the page of its language.

    The pages are /en/ and /zh/, their files lie below /window. Routes that `api` has keep their
    paths. Returns `api`.
    """
    texts = {language: Texts(language, app.taxonomy) for language in LANGUAGES}
    _add_routes(api, app, texts)
    for language in LANGUAGES:
        gr.mount_gradio_app(
            api,
            _blocks(app, texts[language]),
            path=f"/{language}",
            theme=_theme(),
            css=static_text("window.css"),
            footer_links=[],
            run_history=False,
            ssr_mode=False,
            mcp_server=False,
            enable_monitoring=False,
            show_error=False,
            max_file_size=LARGEST_UPLOAD,
            allowed_paths=[str((app.settings.home / "rejected").resolve())],
        )
    pages = {f"/{language}": (language, texts[language]("brand")) for language in LANGUAGES}
    api.add_middleware(PageGuard, pages=pages)
    return api


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

    @api.get("/window/window.js", include_in_schema=False)
    def script() -> Response:
        return Response(static_text("window.js"), media_type="text/javascript")

    @api.get("/favicon.ico", include_in_schema=False)
    def icon() -> Response:
        return Response(static_text("icon.svg"), media_type="image/svg+xml")

    @api.get("/window/conversations/{conversation}.md", include_in_schema=False)
    def export(conversation: str, language: str = LANGUAGES[0]) -> Response:
        turns = app.conversations.turns(conversation, app.tenant)
        chosen = texts.get(language, texts[LANGUAGES[0]])
        return PlainTextResponse(
            conversation_markdown(turns, chosen),
            media_type="text/markdown; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="hearken-conversation.md"'},
        )


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
    with gr.Blocks(title=texts("brand"), analytics_enabled=False, fill_width=True) as blocks:
        hypertext(header(texts), elem_id="header")
        Window(app, texts).bind(blocks)
    blocks.queue(default_concurrency_limit=AT_ONCE, api_open=False)
    return blocks


class Window:
    """All tabs of one page, and the banner above them."""

    def __init__(self, app: App, texts: Texts) -> None:
        self._app = app
        self._texts = texts
        self.banner = hypertext("", elem_id="banner")
        with gr.Row(visible=False, elem_id="first-steps") as self.first_steps:
            self.make_demo = gr.Button(texts("banner.make_demo"), variant="primary")
            self.go_import = gr.Button(texts("banner.go_import"))
        with gr.Tabs(elem_id="tabs") as self.tabs:
            with gr.Tab(texts("tabs.chat"), id="chat"):
                self.chat = ChatTab(app, texts)

    def bind(self, blocks: gr.Blocks) -> None:
        self.chat.bind(self.tabs)
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        blocks.load(self._state, None, [self.banner, self.first_steps], **quiet)

    def _state(self) -> tuple[Any, Any]:
        empty = not self._app.feedback.size()
        kind = "empty" if empty else "demo" if self._app.is_demo() else ""
        return banner(kind, self._texts), gr.update(visible=empty)
