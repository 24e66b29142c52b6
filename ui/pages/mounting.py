"""The window on the API's own FastAPI app: one Gradio page a language."""

import os

# Gradio reads this at its import and would call home.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import asyncio

import gradio as gr
from fastapi import FastAPI
from gradio.routes import App as GradioApp
from starlette.routing import Mount

from assistant.app import App
from ui.markup import header, hypertext
from ui.pages.files import window_files
from ui.pages.gate import KeyGate
from ui.pages.iterators import Iterators
from ui.pages.login import login_router
from ui.pages.messages import MOST_PAGES, Messages
from ui.pages.page import PageGuard, static_text
from ui.pages.window import Window
from ui.wording import LANGUAGES, Texts

__all__ = ["mount_window"]

AT_ONCE = 16
"""Events of one kind that Gradio runs at a time."""

SECONDS_BETWEEN_LOOKS = 0.02
"""How often a page's queue looks for events. Gradio's own 1 ms, for each page, takes a thirtieth of
a core from a server that rests, and the interpreter from turns that compute."""

LARGEST_UPLOAD = "50mb"
STYLES = ("window.css", "chat.css", "forms.css", "panels.css")
"""In this order: later ones override earlier ones."""


def mount_window(api: FastAPI, app: App) -> FastAPI:
    """Put the window on `api`: "/" sends a browser to the page of its language.

    The pages are /en/ and /zh/, their files lie below /window. Routes that `api` has keep their
    paths. Returns `api`.
    """
    texts = {language: Texts(language, lambda: app.taxonomy) for language in LANGUAGES}
    api.include_router(window_files(app, texts))
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
