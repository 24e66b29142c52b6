"""A small client of the HTTP API for programs.

with Client("http://127.0.0.1:7860", "hk_…") as hearken:
    hearken.add_feedback({"id": "T-1", "text": "The kettle leaks.", "rating": 1})
    print(hearken.ask("what are customers angry about this week")["answer"])
"""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import httpx2

from assistant.client.parts import Json, PlansClient, RepliesClient, path_part
from assistant.errors import ClientError

__all__ = ["PREFIX", "Client"]

PREFIX = "/api/v1"
SECONDS_BETWEEN_LOOKS = 0.2
LAST_EVENTS = ("answer", "drafted", "error")


class Client:
    """Speaks to one server. Every method raises ClientError; dates are ISO strings."""

    def __init__(self, url: str, key: str | None = None, *, seconds: float = 60) -> None:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        try:
            self._http = httpx2.Client(base_url=url, headers=headers, timeout=seconds)
        except httpx2.InvalidURL as error:
            raise ClientError(f"{url!r} is no address of a server ({error}).") from error
        self.replies = RepliesClient(self._send, self._events)
        self.plans = PlansClient(self._send)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()

    def who(self) -> Json:
        """The name, role and tenant of the key."""
        return self._send("GET", "/session")

    def ask(
        self, question: str, *, as_of: str | None = None, conversation: str | None = None
    ) -> Json:
        """The answer to a question, with figures and citations."""
        body = {"question": question, "as_of": as_of, "conversation": conversation}
        return self._send("POST", "/ask", json=body)

    def stream(
        self, question: str, *, as_of: str | None = None, conversation: str | None = None
    ) -> Iterator[tuple[str, Json]]:
        """The events of a question as pairs of name and data; the last is the answer, or `error`.

        Raises ClientError where the stream breaks off before either.
        """
        body = {"question": question, "as_of": as_of, "conversation": conversation}
        return self._events("/ask/stream", body)

    def add_feedback(
        self, feedback: Mapping[str, Any] | Sequence[Mapping[str, Any]], *, once: str | None = None
    ) -> list[Json]:
        """Hand over one feedback or several; `once` is an Idempotency-Key."""
        headers = {"Idempotency-Key": once} if once else {}
        found: list[Json] = self._send("POST", "/feedback", json=feedback, headers=headers)["items"]
        return found

    def feedback(self, **query: Any) -> Iterator[Json]:
        """All feedback that fits, the newest first, page by page."""
        return self._pages("/feedback", query)

    def feedback_by_id(self, feedback_id: str) -> Json:
        """One feedback with what was read in it."""
        return self._send("GET", f"/feedback/{path_part(feedback_id)}")

    def search(self, words: str, **query: Any) -> list[Json]:
        """Feedback that means or says something like the words, the nearest first."""
        found: list[Json] = self._send("GET", "/feedback/search", params={"q": words, **query})[
            "items"
        ]
        return found

    def figures(self, name: str, **query: Any) -> Json:
        """nps, csat, themes, drivers, priority, health or trends over a scope."""
        return self._send("GET", f"/figures/{path_part(name)}", params=query)

    def alerts(self, as_of: str | None = None) -> list[Json]:
        """Open alerts, the worst first."""
        query = {"as_of": as_of} if as_of else {}
        found: list[Json] = self._send("GET", "/alerts", params=query)["items"]
        return found

    def policies(self, about: str = "") -> list[Json]:
        """The shop's clauses, or those about something."""
        found: list[Json] = self._send("GET", "/policies", params={"q": about})["items"]
        return found

    def check_reply(self, feedback_id: str, body: str) -> list[Json]:
        """What is wrong with a reply, errors first."""
        sent = {"feedback_id": feedback_id, "body": body}
        found: list[Json] = self._send("POST", "/policies/check", json=sent)["items"]
        return found

    def scorecard(self, **query: str) -> Json:
        """The balanced scorecard: start and end, or as_of."""
        return self._send("GET", "/scorecard", params=query)

    def conversations(self, words: str = "") -> Iterator[Json]:
        """Conversations, the latest first."""
        return self._pages("/conversations", {"q": words} if words else {})

    def conversation(self, conversation: str) -> Json:
        """One conversation with its turns."""
        return self._send("GET", f"/conversations/{path_part(conversation)}")

    def rename(self, conversation: str, title: str) -> Json:
        return self._send(
            "PATCH", f"/conversations/{path_part(conversation)}", json={"title": title}
        )

    def delete(self, conversation: str) -> None:
        self._send("DELETE", f"/conversations/{path_part(conversation)}")

    def judge(self, conversation: str, number: int, good: bool, reason: str = "") -> None:
        """A thumb for a turn, the first being 1."""
        body = {"good": good, "reason": reason}
        self._send(
            "PUT", f"/conversations/{path_part(conversation)}/turns/{number}/verdict", json=body
        )

    def verdicts(self) -> list[Json]:
        """What people thought of answers, the latest first."""
        found: list[Json] = self._send("GET", "/verdicts")["items"]
        return found

    def import_file(self, path: Path, **form: str) -> Json:
        """Upload feedback; the import runs on while this returns, `import_job` tells how far."""
        return self._upload("/imports", path, form)

    def import_orders(self, path: Path, **form: str) -> Json:
        """Upload order lines, as `import_file` does feedback."""
        return self._upload("/orders", path, form)

    def import_figures(self, path: Path, **form: str) -> Json:
        """Upload figures for the scorecard, as `import_file` does feedback."""
        return self._upload("/scorecard/figures", path, form)

    def import_job(self, import_id: str, *, wait: bool = False) -> Json:
        """How far an import is; with `wait` not before it has ended."""
        while True:
            job = self._send("GET", f"/imports/{path_part(import_id)}")
            if not wait or job["status"] in ("done", "failed"):
                return job
            time.sleep(SECONDS_BETWEEN_LOOKS)

    def audit(self) -> Iterator[Json]:
        """Changes, the newest first."""
        return self._pages("/audit", {})

    def _pages(self, path: str, query: Mapping[str, Any]) -> Iterator[Json]:
        params = dict(query)
        while True:
            page = self._send("GET", path, params=params)
            yield from page["items"]
            if page["next"] is None:
                return
            params["cursor"] = page["next"]

    def _events(self, path: str, body: Json) -> Iterator[tuple[str, Json]]:
        name = ""
        with self._opened("POST", path, json=body) as answer:
            for line in answer.iter_lines():
                field, _, value = line.partition(": ")
                if field == "event":
                    name = value
                elif field == "data":
                    yield name, self._json(value)
        if name not in LAST_EVENTS:
            raise ClientError(f"The stream of {self._http.base_url} ended before its answer.")

    def _upload(self, path: str, file: Path, form: Mapping[str, str]) -> Json:
        try:
            with file.open("rb") as stream:
                return self._send("POST", path, files={"file": (file.name, stream)}, data=form)
        except OSError as error:
            raise ClientError(f"{file} cannot be read ({error.strerror}).") from error

    def _send(self, method: str, path: str, **more: Any) -> Json:
        with self._opened(method, path, **more) as answer:
            content = answer.read()
        return self._json(content) if content else {}

    def _json(self, content: str | bytes) -> Json:
        try:
            found: Json = json.loads(content)
        except ValueError as error:
            raise ClientError(
                f"{self._http.base_url} answered with something other than JSON; is it Hearken?"
            ) from error
        return found

    @contextmanager
    def _opened(self, method: str, path: str, **more: Any) -> Iterator[httpx2.Response]:
        """An answer whose body is still to be read. Raises ClientError, also while it is read."""
        try:
            with self._http.stream(method, PREFIX + path, **more) as answer:
                if answer.is_error:
                    answer.read()
                    raise _refusal(answer)
                yield answer
        except httpx2.HTTPError as error:
            raise ClientError(
                f"{self._http.base_url} did not answer ({type(error).__name__})."
            ) from error


def _refusal(answer: httpx2.Response) -> ClientError:
    try:
        detail = str(answer.json()["detail"])
    except (ValueError, KeyError, TypeError):
        detail = f"The server answered {answer.status_code}."
    return ClientError(detail, answer.status_code)
