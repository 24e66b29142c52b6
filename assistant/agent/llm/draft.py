"""What a model is writing, while it writes."""

import time

from langchain_core.messages import AIMessageChunk

from assistant.agent.checking.unchecked import without_claims

__all__ = ["Draft"]

PAUSE = 0.1
"""Seconds between two looks at it; a piece is a word, and each look shows all of the text."""


class Draft:
    """The text of the newest call of a model, piece by piece."""

    def __init__(self) -> None:
        self._call: str | None = None
        self._written = ""
        self._looked = float("-inf")

    def grows(self, piece: AIMessageChunk) -> bool:
        """Add a piece; returns whether it is time to look: at a call's first piece and from then on
        now and again."""
        now = time.monotonic()
        begins = piece.id != self._call
        self._call, self._written = (
            piece.id,
            str(piece.text) if begins else f"{self._written}{piece.text}",
        )
        if not begins and now < self._looked + PAUSE:
            return False
        self._looked = now
        return True

    @property
    def shown(self) -> str:
        """All of it that may be shown."""
        return without_claims(self._written)
