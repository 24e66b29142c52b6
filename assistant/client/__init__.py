"""The Python client of the HTTP API: `from assistant.client import Client`."""

from assistant.client.client import PREFIX, Client

__all__ = ["PREFIX", "Client"]
