"""A real server, as `hearken serve` starts it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

__all__ = ["environment", "running"]


def environment(home: Path) -> dict[str, str]:
    """What a command needs to find this tree and that home."""
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("HEARKEN_", "OPENAI_"))}
    root = str(Path(__file__).parents[2])
    return plain | {"HEARKEN_HOME": str(home), "PYTHONPATH": root, "HEARKEN_RATE_LIMIT": "0"}


@contextmanager
def running(home: Path) -> Iterator[str]:
    """The address of a server over a home, which is stopped at the end."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "assistant", "serve", "--port", str(port)]
    with subprocess.Popen(command, env=environment(home), cwd=home.parent) as server:
        url = f"http://127.0.0.1:{port}"
        try:
            for _ in range(600):
                assert server.poll() is None, "the server ended"
                try:
                    httpx2.get(f"{url}/readyz", trust_env=False).raise_for_status()
                    break
                except httpx2.HTTPError:
                    time.sleep(0.2)
            yield url
        finally:
            server.terminate()
            server.wait(timeout=60)
