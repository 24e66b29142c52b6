"""`hearken demo` and `hearken serve`."""

from typing import TYPE_CHECKING

from assistant.cli.options import Host, Port, opened
from assistant.cli.terminal import say

if TYPE_CHECKING:
    from assistant.app import App

__all__ = ["demo", "serve"]


def demo(host: Host = "127.0.0.1", port: Port = 7860) -> None:
    """Make the synthetic demo store (once) and serve it."""
    with opened() as app:
        if made := app.importing.demo():
            say(f"Made a demo store of {made} synthetic feedback records in {app.settings.home}.")
        _run(app, host, port)


def serve(host: Host = "127.0.0.1", port: Port = 7860) -> None:
    """Serve the chat window and the HTTP API."""
    with opened() as app:
        _run(app, host, port)


def _run(app: "App", host: str, port: int) -> None:
    from assistant.server import serve as run

    run(app, host, port, announce=say)
