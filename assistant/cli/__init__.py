"""The command line: `hearken`, also `python -m assistant`. One file for each group of commands."""

from assistant.cli.main import main

__all__ = ["main"]
