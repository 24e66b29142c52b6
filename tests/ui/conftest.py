"""A small shop with hostile feedback, served by a real server."""

import asyncio
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import gradio as gr
import pytest
import uvicorn

from assistant.api.routes import create_api
from assistant.app import App
from assistant.ingest.job import ImportOptions
from assistant.settings import Settings
from tests.ui.visiting import chromium, context, open_browser, visit
from ui.pages.mounting import mount_window
from ui.wording import LANGUAGES, Texts

__all__ = ["chromium", "context", "open_browser", "visit"]

Part = TypeVar("Part")

NOW = datetime(2026, 3, 13, 12, tzinfo=UTC)

HOSTILE = (
    "The delivery was late <script>window.hacked = 1</script> and nobody helped",
    'The delivery was late <img src="http://evil.example/x.png" onerror="window.hacked = 2"> again',
    "The delivery was terribly late ![x](http://evil.example/y.png) and the parcel was lost",
    "The courier was rude <iframe src='http://evil.example/'></iframe> and the delivery late",
    "The delivery was late <svg onload=window.hacked=3> [x](javascript:window.hacked=4) sorry",
)
PRODUCTS = ("Kettle", "Lamp", '<b onmouseover="window.hacked=5">Mug</b>')


def feedback_file(path: Path) -> Path:
    """Reviews of the first half of March 2026, as JSON lines."""
    import json

    plain = (
        ("The delivery took nine days and the parcel arrived crushed.", 1, 2),
        ("The handle broke after two days, very poor quality.", 2, 4),
        ("I am waiting for my refund, nobody answers my mails.", 1, 0),
        ("质量很好，物流也快，非常满意", 5, 10),
        ("客服一直不回复，退款也没到账，太生气了", 1, 1),
        ("Lovely lamp, great price, arrived quickly.", 5, 9),
    )
    rows = []
    for number in range(90):
        text, stars, nps = plain[number % len(plain)]
        if number < len(HOSTILE):
            text, stars, nps = HOSTILE[number], 1, 0
        rows.append(
            {
                "id": f"R{number:03}",
                "text": f"{text} {number}",
                "rating": stars,
                "nps": nps,
                "product": PRODUCTS[number % len(PRODUCTS)],
                "channel": ("Email", "微信")[number % 2],
                "time": f"2026-03-{1 + number % 13:02}T10:00:00Z",
            }
        )
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path


def drawn(part: Callable[[App, Texts], Part], app: App, texts: Texts) -> Part:
    """A part of the window by itself; inside a loop, as Gradio leaves one open where it finds
    none."""

    async def draw() -> Part:
        with gr.Blocks():
            return part(app, texts)

    return asyncio.run(draw())


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the small shop, just imported."""
    folder = tmp_path_factory.mktemp("stocked")
    opened = App(Settings(home=folder / "home"), clock=lambda: NOW)
    opened.imports.feedback.files([feedback_file(folder / "reviews.jsonl")], ImportOptions())
    opened.close()
    return folder / "home"


@pytest.fixture(scope="module")
def app(stocked: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The small shop, untouched by the tests of other files."""
    home = shutil.copytree(stocked, tmp_path_factory.mktemp("window") / "home")
    opened = App(Settings(home=home), clock=lambda: NOW)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def empty_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    opened = App(Settings(home=tmp_path_factory.mktemp("empty")), clock=lambda: NOW)
    yield opened
    opened.close()


@pytest.fixture(params=LANGUAGES)
def texts(request: pytest.FixtureRequest, app: App) -> Texts:
    return Texts(request.param, lambda: app.taxonomy)


@pytest.fixture(scope="module")
def window(app: App) -> Iterator[str]:
    """The address of a server over the small shop."""
    with serving(app) as address:
        yield address


@contextmanager
def serving(app: App) -> Iterator[str]:
    """A server over a shop; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        with ThreadPoolExecutor(1) as beside:  # a browser's loop may be running in this thread
            api = create_api(app, "s3cret", open_here=True)
            mounted = beside.submit(mount_window, api, app).result()
        config = uvicorn.Config(mounted, log_level="error", ws="none", lifespan="on")
        config.timeout_graceful_shutdown = 1  # a page that is left open still listens for events
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(timeout=20)
