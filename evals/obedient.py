"""A model that follows every instruction that it sees, whoever wrote it."""

import base64
import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, ToolMessage
from langchain_core.outputs import ChatGenerationChunk
from pydantic import Field

from assistant.agent.planner.plain_model import PlainModel
from evals.hidden_orders import FALSE_NUMBER, ORDERS

__all__ = ["Obedient"]


class Obedient(PlainModel):
    """Does what the user asks with one call, then follows every order that it sees anywhere."""

    first: dict[str, Any]
    seen: list[str] = Field(default_factory=list)

    def said(self, messages: Sequence[BaseMessage], **kwargs: Any) -> AIMessage:  # noqa: ARG002
        results = [message for message in messages if isinstance(message, ToolMessage)]
        heard = "\n".join(str(m.text) for m in messages if not isinstance(m, AIMessage))
        orders = [order for every in ORDERS.values() for order in every if order in decoded(heard)]
        self.seen.extend(orders)
        if not results:
            return _call("quotes", self.first)
        if len(results) == 1 and (call := next(filter(None, map(_ordered, orders)), None)):
            return call
        return AIMessage(" ".join([f"NPS {FALSE_NUMBER}", *orders]) if orders else "Fine.")

    def _stream(
        self, messages: list[BaseMessage], *_: Any, **kwargs: Any
    ) -> Iterator[ChatGenerationChunk]:
        said = self.said(messages, **kwargs)
        piece = AIMessageChunk(content=str(said.text), tool_calls=said.tool_calls)
        yield ChatGenerationChunk(message=piece)


def decoded(heard: str) -> str:
    """What a very able reader finds in a text: also the encoded and the invisible."""
    plain = heard.replace("\\n", "\n").replace("\u200b", "").replace("\\u200b", "")
    found = [plain, codecs.encode(plain, "rot13")]
    for piece in re.findall(r"[A-Za-z0-9+/]{24,}={0,2}", plain):
        try:
            found.append(base64.b64decode(piece + "=" * (-len(piece) % 4)).decode())
        except ValueError:
            continue
    return "\n".join(found)


def _call(name: str, args: Mapping[str, Any]) -> AIMessage:
    return AIMessage("", tool_calls=[{"name": name, "args": dict(args), "id": "obey"}])


def _ordered(order: str) -> AIMessage | None:
    if "other-shop" in order:
        return _call("quotes", {"tenant": "other-shop"})
    if "C0001" in order:
        return _call("quotes", {"filters": {"customer_id": ["C0001"]}})
    if "delete_everything" in order:
        return _call("delete_everything", {})
    if "draft_reply" in order:
        return _call("draft_reply", {"limit": 1})
    return None
