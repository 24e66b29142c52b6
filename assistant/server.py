"""Chat window and API in one process, which owns the index as long as it runs."""

import ipaddress
import socket
import sys
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

from assistant.answering import further_processes
from assistant.api.routes import create_api
from assistant.app import App
from assistant.errors import SettingsError
from assistant.garbage import look_in_small_steps
from assistant.logs import logging_to
from assistant.worker import Worker
from retrieval.ownership import ServerNote

__all__ = ["serve"]

SECONDS_BETWEEN_LOOKS = 1.0
SECONDS_BETWEEN_PUSHES = 300.0
SWITCH_SECONDS = 0.0005
"""How long a turn that computes may keep the interpreter from the thread that answers the network.
Python's own 5 ms, taken at each of a request's dozen steps, keep a first sign waiting for seconds
when a hundred ask at once."""


def serve(app: App, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve until interrupted.

    Raises SettingsError for an address beyond loopback without a key or user, a port in use, or
    webhooks that cannot be read.
    """
    local = _is_loopback(host)
    if not local and not app.access.needs_login():
        raise SettingsError(
            f"--host {host} is reachable from other machines and there is neither a key nor a "
            "user; make one with `hearken keys add NAME` or `hearken users add NAME`, or use "
            "127.0.0.1."
        )
    url = f"http://{'127.0.0.1' if local or host == '0.0.0.0' else host}:{port}"
    note = ServerNote.new(url)
    api = _api(app, note.secret, host, local=local)
    server = uvicorn.Server(
        uvicorn.Config(api, host=host, port=port, log_level="warning", server_header=False)
    )
    listener = _listener(host, port)
    if not app.indexing.is_ours():
        raise SettingsError(
            f"Another Hearken server already runs over {app.settings.home}; use that one."
        )
    workers = _workers(app)
    sys.setswitchinterval(SWITCH_SECONDS)
    look_in_small_steps()
    app.imports.jobs.give_up()
    app.warm_up()
    note.leave(app.settings.home)
    answering = api.state.services.answering
    announce(f"Hearken listens on {url}")
    if not app.access.needs_login():
        announce("Only this machine can reach it, so no login is asked.")
    try:
        with logging_to(app.settings.home / "logs"):
            for worker in workers:
                worker.start()
            answering.start(further_processes(app))
            server.run(sockets=[listener])
    finally:
        answering.stop()
        app.imports.jobs.stop()
        for worker in workers:
            worker.stop()
        ServerNote.remove(app.settings.home)


def _api(app: App, secret: str, host: str, *, local: bool) -> FastAPI:
    """API and window behind one port."""
    from ui.pages.mounting import mount_window

    api = create_api(app, secret, open_here=local)
    if local:
        api.add_middleware(
            TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "[::1]", host]
        )
    mount_window(api, app)
    return api


def _listener(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET
        )
    except OSError as error:
        raise SettingsError(
            f"Port {port} on {host} cannot be used ({error.strerror}); stop the other program or "
            "choose --port."
        ) from None


def _workers(app: App) -> list[Worker]:
    """Index what this and other processes store; push the alerts that open."""
    app.indexing.leave_to_worker()
    indexer = Worker("indexer", SECONDS_BETWEEN_LOOKS, app.indexing.catch_up)
    if not app.alerting.webhooks:
        return [indexer]
    # A try that waits for a webhook is not waited for.
    return [indexer, Worker("pusher", SECONDS_BETWEEN_PUSHES, app.alerting.push, grace=5)]


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
