"""How the events of the window are wired up: none becomes an API endpoint."""

from typing import Any

__all__ = ["QUIET", "SILENT", "Updates"]

QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "minimal"}
SILENT: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}

Updates = dict[Any, Any]
"""What a handler gives: a value or an update for each component that changes."""
