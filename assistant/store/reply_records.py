"""What is kept of a reply: its state, its texts and its steps, and how one step is decided."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from assistant.models import Actor, ReplyState

__all__ = ["Change", "Decide", "Reply", "ReplyEvent", "ReplyText", "ReplyVersion"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """How far the reply to one feedback has come.

    `version` counts the changes: whoever changes a reply names the one that was read. `text` is
    the number of the current version of the text, None before the first. `holder` is who works on
    it. Times are None until they happen.
    """

    row: int
    tenant: str
    state: ReplyState = ReplyState.NEW
    version: int = 0
    holder: str | None = None
    risk: str = "none"
    text: int | None = None
    approved: datetime | None = None
    sent: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReplyText:
    """A new text; `drafted` where no person wrote it. `details`: tone, sources, what is missing."""

    body: str
    author: str
    drafted: bool = False
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReplyVersion:
    """A text of a reply as it once was, counted from 1."""

    number: int
    author: str
    drafted: bool
    time: datetime
    body: str
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ReplyEvent:
    """Who did what, when and why; `state` and `text` (a version) are as they stood then."""

    number: int
    time: datetime
    actor: Actor
    action: str
    state: ReplyState
    text: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One step of a reply. What is None stays as it is; `release` frees the claim."""

    actor: Actor
    action: str
    time: datetime
    state: ReplyState
    reason: str = ""
    text: ReplyText | None = None
    holder: str | None = None
    release: bool = False
    risk: str | None = None


Decide = Callable[[Reply], Change | None]
"""From the reply as it stands to its change, None for none; raises where it must not change."""
