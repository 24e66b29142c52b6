"""The URL prefix of the API."""

__all__ = ["PREFIX"]

PREFIX = "/api/v1"
