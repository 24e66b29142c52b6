"""`hearken demo`, `hearken serve` and `hearken mcp`."""

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.options import AsOf, Host, Port, opened
from assistant.cli.terminal import day_of, say

if TYPE_CHECKING:
    from assistant.app import App

__all__ = ["demo", "mcp", "serve"]


def demo(host: Host = "127.0.0.1", port: Port = 7860) -> None:
    """Make the synthetic demo store (once) and serve it."""
    with opened() as app:
        if made := app.make_demo():
            say(f"Made a demo store of {made} synthetic feedback records in {app.settings.home}.")
        _run(app, host, port)


def serve(host: Host = "127.0.0.1", port: Port = 7860) -> None:
    """Serve the chat window and the HTTP API."""
    with opened() as app:
        _run(app, host, port)


def mcp(
    http: Annotated[
        bool, typer.Option("--http", help="Serve on http://127.0.0.1:PORT/mcp, not on stdio.")
    ] = False,
    port: Port = 7861,
    as_of: AsOf = None,
) -> None:
    """Serve the read-only tools to other assistants over the Model Context Protocol."""
    day = day_of(as_of)
    from assistant.mcp import serve_http, serve_stdio

    with opened() as app:
        app.warm_up()
        if http:
            say(f"Hearken serves MCP on http://127.0.0.1:{port}/mcp")
            serve_http(app, port, day)
        else:
            serve_stdio(app, day)


def _run(app: "App", host: str, port: int) -> None:
    from assistant.server import serve as run

    run(app, host, port, announce=say)
