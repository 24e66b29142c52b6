"""What customers said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

__all__ = ["DEFAULT_TENANT", "Feedback", "Incoming", "with_title"]

DEFAULT_TENANT = "default"


def with_title(title: str | None, text: str) -> str:
    """A text below its title, if it has one; offsets into a feedback count from here."""
    return f"{title}\n{text}" if title else text


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
        return with_title(self.title, self.text)


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
