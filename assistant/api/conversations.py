"""Conversations: listed, searched, read, renamed, deleted."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.pages import Cursor, Limit, Page, page_of, place_at
from assistant.api.paths import PREFIX
from assistant.api.schemas import AnswerBody, Body, Line
from assistant.api.visits import Agent, Viewer
from assistant.store.conversations import Conversation

__all__ = ["Id", "router"]

router = APIRouter(prefix=f"{PREFIX}/conversations", tags=["conversations"])

Id = Annotated[str, Path(max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]


class ConversationOut(BaseModel):
    """A conversation without its turns."""

    id: str
    title: str
    updated: datetime

    @classmethod
    def of(cls, conversation: Conversation) -> "ConversationOut":
        return cls.model_validate(conversation, from_attributes=True)


class ConversationPage(Page):
    """A page of conversations, latest first."""

    items: list[ConversationOut]


class ConversationBody(ConversationOut):
    """A conversation with its turns, oldest first."""

    turns: list[AnswerBody]


class Rename(Body):
    """The new title of a conversation."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"title": "Kettle, March"}]})

    title: Annotated[Line, Field(min_length=1, max_length=80, pattern=r"\S")]


@router.get("")
def list_(
    me: Viewer,
    q: Annotated[Line, Query(max_length=200, description="Words of a title or question.")] = "",
    cursor: Cursor = None,
    limit: Limit = 50,
) -> ConversationPage:
    """List conversations, the latest first."""
    found = me.app.conversations.page(words=q, limit=limit + 1, before=place_at(cursor, str))
    shown, after = page_of(found, limit, lambda each: (each.updated, each.id))
    return ConversationPage(items=[ConversationOut.of(each) for each in shown], next=after)


@router.get("/{conversation}")
def get(conversation: Id, me: Viewer) -> ConversationBody:
    """Read a conversation with its turns."""
    found = me.app.conversations.get(conversation)
    turns = me.app.conversations.turns(conversation)
    plain = ConversationOut.of(found).model_dump()
    return ConversationBody(**plain, turns=[AnswerBody.model_validate(turn) for turn in turns])


@router.patch("/{conversation}")
def rename(conversation: Id, body: Rename, me: Agent) -> ConversationOut:
    """Give a conversation another title."""
    app = me.app
    app.conversations.rename(conversation, body.title, me.actor, app.clock())
    return ConversationOut.of(app.conversations.get(conversation))


@router.delete("/{conversation}", status_code=204)
def delete(conversation: Id, me: Agent) -> None:
    """Forget a conversation with its turns."""
    app = me.app
    app.conversations.get(conversation)
    app.conversations.remove(conversation, me.actor, app.clock())
