"""The words of Hearken as frozen types.

A feedback is one thing that a customer said; labels are what the understanding read in it; a
period is a run of whole days; a scope says which feedback a number rests on; a figure is one
computed number; a citation is a verbatim quote; a ledger is all of both that one turn produced.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Self

__all__ = [
    "SMALL_SAMPLE",
    "Actor",
    "Answer",
    "Citation",
    "Emotion",
    "Feedback",
    "Figure",
    "Incoming",
    "Labels",
    "Ledger",
    "Period",
    "Purchase",
    "ReplyState",
    "Role",
    "Scope",
    "Sentiment",
    "ShopFigure",
    "ThemeMention",
    "ToolCall",
    "Trouble",
    "Urgency",
]

SMALL_SAMPLE = 30
"""Below this many records every share and mean carries a warning."""

DEFAULT_TENANT = "default"


class Sentiment(StrEnum):
    """The customer's overall stance."""

    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"


class Emotion(StrEnum):
    """The dominant emotion."""

    ANGRY = "angry"
    DISAPPOINTED = "disappointed"
    ANXIOUS = "anxious"
    CONFUSED = "confused"
    NEUTRAL = "neutral"
    SATISFIED = "satisfied"
    DELIGHTED = "delighted"


class Urgency(StrEnum):
    """How soon the shop must act."""

    CRITICAL = "critical"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class Role(StrEnum):
    """What a person may do, least first: a viewer reads, an agent writes and approves replies, a
    manager overrides, an admin sets things up."""

    VIEWER = "viewer"
    AGENT = "agent"
    MANAGER = "manager"
    ADMIN = "admin"

    def covers(self, least: "Role") -> bool:
        """Whether this role may do what `least` may."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(least)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts."""

    name: str
    role: Role


class ReplyState(StrEnum):
    """How far the reply to a feedback has come. Sent and not needed are final; a rejected text
    leaves the customer without an answer, so that it is written anew."""

    NEW = "new"
    DRAFTED = "drafted"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    SENT = "sent"
    REJECTED = "rejected"
    NOT_NEEDED = "not_needed"


class Trouble(StrEnum):
    """Why the language model did not answer a turn."""

    UNREACHABLE = "unreachable"
    REFUSED_KEY = "refused_key"
    UNKNOWN_MODEL = "unknown_model"
    REFUSED_REQUEST = "refused_request"
    BUSY = "busy"
    SLOW = "slow"
    BROKEN = "broken"
    EMPTY = "empty"
    ENDLESS = "endless"
    USED_UP = "used_up"
    UNVERIFIED = "unverified"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """One thing that a customer said.

    `time` is aware and in UTC; `rating` is on 1-5, `nps` on 0-10, `ces` on 1-7; a field that the
    source does not have is None. `extra` keeps the columns that no field is named for.
    """

    id: str
    time: datetime
    text: str
    source: str = "import"
    title: str | None = None
    rating: float | None = None
    nps: int | None = None
    ces: float | None = None
    channel: str | None = None
    product: str | None = None
    order_id: str | None = None
    customer_id: str | None = None
    customer_name: str | None = None
    touchpoint: str | None = None
    segment: str | None = None
    language: str | None = None
    tenant: str = DEFAULT_TENANT
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def full_text(self) -> str:
        """Title and text as one string: what is read, embedded and quoted from."""
        return f"{self.title}\n{self.text}" if self.title else self.text


@dataclass(frozen=True, slots=True)
class Incoming:
    """A feedback on its way into the store.

    `key` decides what a duplicate is: a source that the user named with its id, else a hash of the
    id and the normalised content. `line` is the line (or row) of the file that it came from;
    `dated` is False where its time is that of the import.
    """

    key: str
    feedback: Feedback
    line: int = 0
    dated: bool = True


@dataclass(frozen=True, slots=True)
class ThemeMention:
    """A theme of a text with the stance towards it and the clause that says so.

    `start` and `end` are character offsets of that clause in the text that was read.
    """

    theme: str
    sentiment: Sentiment
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Labels:
    """What the understanding read in one text. `score` is the sentiment in -1…1."""

    language: str
    sentiment: Sentiment
    score: float
    emotion: Emotion
    urgency: Urgency
    themes: tuple[ThemeMention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """One line of an order: a product that a customer bought. `time` is aware and in UTC.

    `key` decides what a duplicate is. `amount` is the money of the whole line in the shop's own
    currency, None where the source has none.
    """

    key: str
    order_id: str
    time: datetime
    customer_id: str | None = None
    product: str | None = None
    quantity: float = 1
    amount: float | None = None
    tenant: str = DEFAULT_TENANT


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopFigure:
    """A number that the shop brings for its scorecard: the value of a measure on a day, and the
    target, where there is one. `perspective` and `unit` are codes of prompts/scorecard.yaml."""

    day: date
    measure: str
    perspective: str
    value: float
    unit: str = ""
    target: float | None = None
    tenant: str = DEFAULT_TENANT


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole days, both ends included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def shifted(self, days: int) -> Self:
        """The same length of time, moved by so many days."""
        step = timedelta(days=days)
        return replace(self, start=self.start + step, end=self.end + step)

    def before(self) -> Self:
        """The equally long period that ends the day before this one starts."""
        return self.shifted(-self.days)

    def as_json(self) -> dict[str, str]:
        return {"start": self.start.isoformat(), "end": self.end.isoformat()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which feedback a number rests on. An empty tuple or None does not restrict.

    The values of one field are alternatives, the fields restrict together. `words` are literal
    substrings of the text (or its title), any of which must occur. `stance` is the sentiment
    towards one of the themes in `theme`; alone it does not restrict. `unique` leaves out near
    duplicates and placeholders.
    """

    tenant: str = DEFAULT_TENANT
    period: Period | None = None
    product: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    touchpoint: tuple[str, ...] = ()
    segment: tuple[str, ...] = ()
    customer_id: tuple[str, ...] = ()
    order_id: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    stance: tuple[Sentiment, ...] = ()
    without_theme: tuple[str, ...] = ()
    sentiment: tuple[Sentiment, ...] = ()
    emotion: tuple[Emotion, ...] = ()
    urgency: tuple[Urgency, ...] = ()
    rating: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    unique: bool = False

    def filters(self) -> dict[str, Any]:
        """What restricts this scope besides tenant and period, as plain JSON."""
        given = {f.name: getattr(self, f.name) for f in fields(self)}
        return {
            name: value if isinstance(value, bool) else [str(each) for each in value]
            for name, value in given.items()
            if name not in ("tenant", "period") and value
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One computed number, or a name that a computation chose.

    `n` is how many records it rests on; `low` and `high` bound the 95 % interval where there is
    one. No data has the value None and n = 0. `tool` is the place of the call that computed it
    among the tools of its answer.
    """

    name: str
    value: float | str | None
    unit: str = ""
    n: int = 0
    low: float | None = None
    high: float | None = None
    period: Period | None = None
    filters: Mapping[str, Any] = field(default_factory=dict)
    tool: int | None = None

    def as_json(self) -> dict[str, Any]:
        plain = {f.name: getattr(self, f.name) for f in fields(self)}
        plain["period"] = self.period.as_json() if self.period else None
        plain["filters"] = dict(self.filters)
        return plain


@dataclass(frozen=True, slots=True)
class Citation:
    """A feedback that a sentence rests on; `quote` is verbatim."""

    id: str
    quote: str


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A tool that ran in a turn, with the arguments as they were used."""

    name: str
    args: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ledger:
    """All figures and citations that the tools returned in one turn.

    `texts` are whole texts that a tool wrote and checked itself, such as a reply draft.
    """

    figures: tuple[Figure, ...] = ()
    citations: tuple[Citation, ...] = ()
    texts: tuple[str, ...] = ()

    def __add__(self, other: "Ledger") -> "Ledger":
        return Ledger(
            self.figures + other.figures,
            self.citations + other.citations,
            self.texts + other.texts,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the user gets for one question: the shape of `ask --json`.

    A tool of `tools`, run again with its arguments on the day `as_of`, gives the same figures.
    """

    id: str
    question: str
    language: str
    answer: str
    verified: bool
    mode: str
    tools: tuple[ToolCall, ...] = ()
    figures: tuple[Figure, ...] = ()
    citations: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    elapsed_ms: int = 0
    as_of: date | None = None

    def as_json(self) -> dict[str, Any]:
        plain = {f.name: getattr(self, f.name) for f in fields(self)}
        plain["tools"] = [asdict(call) for call in self.tools]
        plain["figures"] = [figure.as_json() for figure in self.figures]
        plain["citations"] = list(self.citations)
        plain["suggestions"] = list(self.suggestions)
        plain["as_of"] = self.as_of.isoformat() if self.as_of else None
        return plain
