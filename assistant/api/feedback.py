"""Feedback: handed over, listed, searched, read."""

import hashlib
import json
from datetime import date, datetime, tzinfo
from typing import Annotated, Any

from fastapi import APIRouter, Header, HTTPException, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.pages import Cursor, Limit, Page, page_of, place_at
from assistant.api.paths import PREFIX
from assistant.api.queries import FeedbackQuery, ScopeQuery
from assistant.api.schemas import Body, Line
from assistant.api.visits import Agent, Viewer, Visit
from assistant.models import FIRST_DAY, LAST_DAY, Feedback, Period
from assistant.services.posting import MOST_AT_ONCE
from assistant.store.idempotency import Remembered
from assistant.store.records import Record

__all__ = ["FeedbackOut", "router"]

router = APIRouter(prefix=f"{PREFIX}/feedback", tags=["feedback"])

Name = Annotated[Line | None, Field(max_length=200)]


class FeedbackIn(Body):
    """One thing that a customer said; a text or a score is needed."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "T-1001",
                    "text": "The kettle leaks.",
                    "time": "2026-03-13T09:30:00Z",
                    "rating": 1,
                    "product": "Kettle",
                    "channel": "email",
                }
            ]
        },
    )

    id: Annotated[Line, Field(max_length=200, description="Yours; empty: made here.")] = ""
    text: Annotated[Line, Field(max_length=100_000)] = ""
    time: datetime | None = Field(
        None, description="Without a zone: the shop's own. Left out: now."
    )
    source: Annotated[Line, Field(min_length=1, max_length=200)] = "api"
    title: Annotated[Line | None, Field(max_length=1_000)] = None
    rating: Annotated[float | None, Field(ge=1, le=5)] = None
    nps: Annotated[int | None, Field(ge=0, le=10)] = None
    ces: Annotated[float | None, Field(ge=1, le=7)] = None
    channel: Name = None
    product: Annotated[Line | None, Field(max_length=300)] = None
    order_id: Name = None
    customer_id: Name = None
    customer_name: Name = None
    touchpoint: Name = None
    segment: Name = None
    extra: Annotated[
        dict[Annotated[Line, Field(max_length=100)], Annotated[Line, Field(max_length=1_000)]],
        Field(max_length=50, default_factory=dict),
    ]

    def feedback(self, now: datetime, zone: tzinfo) -> Feedback:
        """The feedback, of now where it has no time, in the zone where its time has none."""
        time = self.time or now
        named = self.model_dump(exclude={"time"})
        return Feedback(time=time if time.tzinfo else time.replace(tzinfo=zone), **named)


class PostedOut(BaseModel):
    """What became of one feedback."""

    id: str
    new: bool = Field(description="False where it was stored before.")


class PostedBody(BaseModel):
    """What became of each feedback, in the order in which they were sent."""

    items: list[PostedOut]


class ThemeOut(BaseModel):
    """A theme with the stance towards it; the offsets are of the clause in title and text."""

    theme: str
    sentiment: str
    start: int
    end: int


class FeedbackOut(BaseModel):
    """A feedback with what was read in it."""

    id: str
    time: datetime
    day: date
    source: str
    title: str | None
    text: str
    rating: float | None
    nps: int | None
    ces: float | None
    channel: str | None
    product: str | None
    order_id: str | None
    customer_id: str | None
    customer_name: str | None
    touchpoint: str | None
    segment: str | None
    language: str
    sentiment: str
    score: float
    emotion: str
    urgency: str
    themes: list[ThemeOut]
    extra: dict[str, str]

    @classmethod
    def of(cls, record: Record) -> "FeedbackOut":
        said, labels = record.feedback, record.labels
        taken = {name: getattr(said, name) for name in SAID}
        read = {name: getattr(labels, name) for name in READ}
        themes = [ThemeOut.model_validate(each, from_attributes=True) for each in labels.themes]
        return cls(day=record.day, themes=themes, extra=dict(said.extra), **taken, **read)


READ = ("language", "sentiment", "score", "emotion", "urgency")
SAID = tuple(
    name for name in FeedbackOut.model_fields if name not in (*READ, "day", "themes", "extra")
)


class FeedbackPage(Page):
    """A page of feedback, newest first."""

    items: list[FeedbackOut]


class ListQuery(FeedbackQuery):
    """Which feedback to list; no period means all of it."""

    cursor: Cursor = None
    limit: Limit = 50


class SearchQuery(ScopeQuery):
    """What to look for, by meaning and by words, in any language; the nearest first."""

    q: Annotated[Line, Field(min_length=1, max_length=500, examples=["screen flickers"])]
    limit: Annotated[int, Field(ge=1, le=50)] = 20


class FoundBody(BaseModel):
    """Feedback that was found, nearest first."""

    items: list[FeedbackOut]


@router.post("", status_code=201)
def post(
    body: FeedbackIn | Annotated[list[FeedbackIn], Field(min_length=1, max_length=MOST_AT_ONCE)],
    me: Agent,
    response: Response,
    idempotency_key: Annotated[
        str | None, Header(min_length=1, max_length=200, pattern=r"^[\x21-\x7e]+$")
    ] = None,
) -> PostedBody:
    """Hand over one feedback or up to 500. What is stored already is not stored again; with an
    Idempotency-Key the same request gets the same answer for 24 hours."""
    items = body if isinstance(body, list) else [body]
    if idempotency_key is None:
        return _post(items, me)
    requests, fingerprint = me.app.imports.requests, _fingerprint(items)
    before = requests.claim(idempotency_key, fingerprint, me.app.clock())
    if before is not None:
        answer = _answer_again(before, fingerprint)
        response.headers["Idempotency-Replayed"] = "true"
        return answer
    try:
        posted = _post(items, me)
    except BaseException:
        requests.release(idempotency_key)
        raise
    requests.keep(idempotency_key, posted.model_dump())
    return posted


def _fingerprint(items: list[FeedbackIn]) -> str:
    plain = [item.model_dump(mode="json") for item in items]
    written = json.dumps(plain, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def _answer_again(before: Remembered, fingerprint: str) -> PostedBody:
    """What the earlier request under the key got. Raises HTTPException: 422 where it sent other
    feedback, 409 where it is still being done."""
    if before.fingerprint != fingerprint:
        raise HTTPException(
            422, "This Idempotency-Key was used for other feedback; take a new one."
        )
    if before.answer is None:
        raise HTTPException(409, "The request with this Idempotency-Key is still being done.")
    return PostedBody.model_validate(before.answer)


def _post(items: list[FeedbackIn], me: Visit) -> PostedBody:
    now = me.app.clock()
    posted = me.app.imports.posting.add(
        [item.feedback(now, me.app.settings.zone) for item in items]
    )
    new = sum(each.new for each in posted)
    me.record("feedback.add", detail={"sent": len(posted), "new": new})
    return PostedBody(items=[PostedOut(id=each.id, new=each.new) for each in posted])


@router.get("")
def list_(query: Annotated[ListQuery, Query()], me: Viewer) -> FeedbackPage:
    """List feedback, the newest first."""
    scope = query.scope(me.app.tenant, Period(FIRST_DAY, LAST_DAY))
    found = me.app.records.page(scope, query.limit + 1, place_at(query.cursor, int))
    records, after = page_of(found, query.limit, lambda each: (each.feedback.time, each.row))
    return FeedbackPage(items=[FeedbackOut.of(record) for record in records], next=after)


@router.get("/search")
def search(query: Annotated[SearchQuery, Query()], me: Viewer) -> FoundBody:
    """Find feedback that means or says something like the words given."""
    args: dict[str, Any] = query.args() | {"limit": query.limit}
    result = me.app.tools.run("search", args | {"query": args.pop("q")}, query.as_of)
    records = me.app.records.by_ids([q.id for q in result.data["quotes"]])
    return FoundBody(items=[FeedbackOut.of(record) for record in records])


@router.get("/{feedback_id:path}")
def get(feedback_id: Annotated[str, Field(max_length=200)], me: Viewer) -> FeedbackOut:
    """Read one feedback."""
    return FeedbackOut.of(me.app.records.get(feedback_id))
