"""The replies and the plans of the Python client: `Client.replies` and `Client.plans`."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

from assistant.errors import ClientError

__all__ = ["Events", "Json", "PlansClient", "RepliesClient", "Send", "path_part"]

Json = dict[str, Any]
Send = Callable[..., Json]
"""Sends a method, a path and the rest of a request; returns the JSON of the answer."""

Events = Callable[[str, Json], Iterator[tuple[str, Json]]]
"""Posts JSON to a path and yields the events of the answer, each with its name."""


class RepliesClient:
    """The steps of replies. Whoever changes a text names the version that was read; a stale one
    raises ClientError with the status 409. Every step returns the whole case."""

    def __init__(self, send: Send, events: Events) -> None:
        self._send = send
        self._events = events

    def queue(self, **query: Any) -> list[Json]:
        """What waits for an answer: overdue, due_within, days, limit."""
        found: list[Json] = self._send("GET", "/replies", params=query)["items"]
        return found

    def stats(self, days: int = 30) -> Json:
        """How fast negative feedback is answered."""
        return self._send("GET", "/replies/stats", params={"days": days})

    def show(self, feedback_id: str) -> Json:
        """A feedback with its reply, versions and steps."""
        return self._send("GET", f"/replies/{path_part(feedback_id)}")

    def draft(self, feedback_id: str, **how: Any) -> Json:
        """Draft an answer and keep it: tone, language."""
        return self._send("POST", f"/replies/{path_part(feedback_id)}/draft", json=how)

    def draft_worst(self, limit: int = 20, **how: Any) -> Iterator[Json]:
        """Draft the worst that have no text yet (days, tone); each when it is kept, with `done` and
        `total`. The server goes on when nobody listens any more."""
        for name, data in self._events("/replies/drafts/stream", {"limit": limit, **how}):
            if name == "error":
                raise ClientError(data["detail"], data["status"])
            if name == "draft":
                yield data

    def claim(self, feedback_id: str) -> Json:
        return self._send("POST", f"/replies/{path_part(feedback_id)}/claim")

    def release(self, feedback_id: str) -> Json:
        return self._send("POST", f"/replies/{path_part(feedback_id)}/release")

    def take_over(self, feedback_id: str, reason: str) -> Json:
        body = {"reason": reason}
        return self._send("POST", f"/replies/{path_part(feedback_id)}/take-over", json=body)

    def edit(self, feedback_id: str, text: str, version: int) -> Json:
        body = {"body": text, "version": version}
        return self._send("PUT", f"/replies/{path_part(feedback_id)}/text", json=body)

    def submit(self, feedback_id: str, version: int) -> Json:
        body = {"version": version}
        return self._send("POST", f"/replies/{path_part(feedback_id)}/submit", json=body)

    def approve(self, feedback_id: str, version: int, reason: str = "") -> Json:
        body = {"version": version, "reason": reason}
        return self._send("POST", f"/replies/{path_part(feedback_id)}/approve", json=body)

    def reject(self, feedback_id: str, version: int, reason: str) -> Json:
        body = {"version": version, "reason": reason}
        return self._send("POST", f"/replies/{path_part(feedback_id)}/reject", json=body)

    def sent(self, feedback_id: str, version: int, how: str = "") -> Json:
        """Say that the approved text was posted."""
        body = {"version": version, "how": how}
        return self._send("POST", f"/replies/{path_part(feedback_id)}/sent", json=body)

    def send(self, feedback_id: str, version: int, target: str = "plain") -> Json:
        """Post the approved text to the shop's webhook."""
        body = {"version": version, "target": target}
        return self._send("POST", f"/replies/{path_part(feedback_id)}/send", json=body)

    def not_needed(self, feedback_id: str, reason: str) -> Json:
        body = {"reason": reason}
        return self._send("POST", f"/replies/{path_part(feedback_id)}/not-needed", json=body)

    def reopen(self, feedback_id: str, reason: str) -> Json:
        body = {"reason": reason}
        return self._send("POST", f"/replies/{path_part(feedback_id)}/reopen", json=body)


class PlansClient:
    """Action plans; each comes with its check."""

    def __init__(self, send: Send) -> None:
        self._send = send

    def list(self, state: str | None = None) -> list[Json]:
        query = {"state": state} if state else {}
        found: list[Json] = self._send("GET", "/plans", params=query)["items"]
        return found

    def get(self, plan_id: str, **query: Any) -> Json:
        return self._send("GET", f"/plans/{path_part(plan_id)}", params=query)

    def propose(self, title: str, **wish: Any) -> Json:
        """The baseline and a suggested target; nothing is stored."""
        return self._send("POST", "/plans/proposal", json={"title": title, **wish})

    def open(self, title: str, **wish: Any) -> Json:
        """Store a plan: themes, products, alert, measure, target, owner, due …"""
        return self._send("POST", "/plans", json={"title": title, **wish})

    def change(self, plan_id: str, **given: Any) -> Json:
        return self._send("PATCH", f"/plans/{path_part(plan_id)}", json=given)

    def move(self, plan_id: str, state: str, reason: str) -> Json:
        body = {"state": state, "reason": reason}
        return self._send("POST", f"/plans/{path_part(plan_id)}/moves", json=body)


def path_part(name: str) -> str:
    """A name as one part of a path."""
    return quote(name, safe="")
