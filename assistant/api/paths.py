"""Where the API stands."""

__all__ = ["PREFIX"]

PREFIX = "/api/v1"
