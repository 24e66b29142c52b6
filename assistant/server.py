"""Chat window and API in one process, which owns the index as long as it runs."""

import ipaddress
import logging
import socket
import sys
import threading
from collections.abc import Callable

import uvicorn
from starlette.middleware.trustedhost import TrustedHostMiddleware

from assistant.api.routes import create_api
from assistant.app import App
from assistant.errors import HearkenError, SettingsError
from assistant.logs import logging_to
from retrieval.index import ChromaIndex
from retrieval.ownership import ServerNote

__all__ = ["Indexer", "Pusher", "serve"]

LOG = logging.getLogger("hearken")
SECONDS_BETWEEN_LOOKS = 1.0
SECONDS_BETWEEN_PUSHES = 300.0
SWITCH_SECONDS = 0.0005
"""How long a turn that computes may keep the interpreter from the thread that answers the network.
Python's own 5 ms, taken at each of a request's dozen steps, keep a first sign waiting for seconds
when a hundred ask at once."""


class Indexer(threading.Thread):
    """Indexes what other processes import while the server runs."""

    def __init__(self, app: App) -> None:
        super().__init__(name="indexer", daemon=True)
        self._app = app
        self._stopped = threading.Event()

    def run(self) -> None:
        while not self._stopped.wait(SECONDS_BETWEEN_LOOKS):
            try:
                self._app.indexing.catch_up()
            except HearkenError:
                continue  # doctor tells what is wrong; the next look may find it mended

    def stop(self) -> None:
        self._stopped.set()
        self.join(timeout=30)


class Pusher(threading.Thread):
    """Pushes the alerts that open while the server runs."""

    def __init__(self, app: App, seconds: float = SECONDS_BETWEEN_PUSHES) -> None:
        """`seconds` lie between two looks."""
        super().__init__(name="pusher", daemon=True)
        self._app = app
        self._seconds = seconds
        self._stopped = threading.Event()

    def run(self) -> None:
        while True:
            try:
                self._app.alerting.push()
            except Exception as error:  # a thread that dies of one bad look would alert nobody
                LOG.warning(
                    "alerts were not pushed (%s); the next look may do it", type(error).__name__
                )
            if self._stopped.wait(self._seconds):
                return

    def stop(self) -> None:
        self._stopped.set()
        # A try that waits for a webhook is not waited for.
        self.join(timeout=5)


def serve(app: App, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve until interrupted.

    Raises SettingsError for an address beyond loopback without a key or user, or a port in use.
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
    api = create_api(app, note.secret, open_here=local)
    if local:
        api.add_middleware(
            TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "[::1]", host]
        )
    from ui.window import mount_window

    mount_window(api, app)
    config = uvicorn.Config(api, host=host, port=port, log_level="warning", server_header=False)
    server = uvicorn.Server(config)
    try:
        listener = socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET
        )
    except OSError as error:
        raise SettingsError(
            f"Port {port} on {host} cannot be used ({error.strerror}); stop the other program or "
            "choose --port."
        ) from None
    if not isinstance(app.indexing.index(), ChromaIndex):
        raise SettingsError(
            f"Another Hearken server already runs over {app.settings.home}; use that one."
        )
    sys.setswitchinterval(SWITCH_SECONDS)
    app.import_jobs.give_up()
    app.warm_up()
    note.leave(app.settings.home)
    indexer = Indexer(app)
    indexer.start()
    pusher = Pusher(app)
    if app.alerting.webhooks:
        pusher.start()
    announce(f"Hearken listens on {url}")
    if not app.access.needs_login():
        announce("Only this machine can reach it, so no login is asked.")
    try:
        with logging_to(app.settings.home / "logs"):
            server.run(sockets=[listener])
    finally:
        app.import_jobs.stop()
        if pusher.is_alive():
            pusher.stop()
        indexer.stop()
        ServerNote.remove(app.settings.home)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
