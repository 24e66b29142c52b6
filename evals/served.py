"""A server of this working copy in a process of its own, over a home that is there already."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from assistant.client import Client
from assistant.errors import ClientError

__all__ = ["served"]

SECONDS_TO_START = 120


@contextmanager
def served(home: Path, settings: Mapping[str, str] = MappingProxyType({})) -> Iterator[str]:
    """The address of `hearken serve` with these settings beside its environment."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "assistant", "serve", "--port", str(port)]
    environment = {**os.environ, "HEARKEN_HOME": str(home), "HEARKEN_RATE_LIMIT": "0", **settings}
    url = f"http://127.0.0.1:{port}"
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(url)
            yield url
        finally:
            server.terminate()
            server.wait(timeout=60)


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    with Client(url) as client:
        while True:
            try:
                client.who()
                return
            except ClientError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)
