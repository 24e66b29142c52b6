"""Feedback that programs hand over one by one, outside any file."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assistant.errors import InvalidInputError
from assistant.models import Feedback, Incoming
from assistant.store.feedback import Also, FeedbackStore

if TYPE_CHECKING:
    from assistant.services.intake import Intake

__all__ = ["MOST_AT_ONCE", "Posted", "Posting"]

MOST_AT_ONCE = 500
"""Feedback of one request."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of one feedback: the id that it has now, and whether it was new."""

    id: str
    new: bool


class Posting:
    """Understands and stores feedback as an import would, with the same idea of a duplicate."""

    def __init__(
        self,
        *,
        intake: "Callable[[], AbstractContextManager[Intake]]",
        feedback: FeedbackStore,
        clock: Callable[[], datetime],
        tenant: str,
    ) -> None:
        self._intake = intake
        self._feedback = feedback
        self._clock = clock
        self._tenant = tenant

    def add(self, items: Sequence[Feedback], also: Also | None = None) -> list[Posted]:
        """Store what is new, in one transaction; the outcomes stand in the order of the items.

        `also` is done in the same transaction. An item with an empty id gets one from its content.
        Raises InvalidInputError for more than MOST_AT_ONCE items, an item without text or score, or
        a time outside 1990 to tomorrow.
        """
        if len(items) > MOST_AT_ONCE:
            raise InvalidInputError(
                f"{len(items)} feedback at once are too many; send at most {MOST_AT_ONCE}."
            )
        incoming = [self._incoming(n, item) for n, item in enumerate(items, 1)]
        with self._intake() as intake:
            before = intake.known(incoming)
            intake.add([each for each in incoming if each.key not in before], also)
        ids = self._feedback.stored_ids(incoming, self._tenant)
        outcomes = []
        for key in (each.key for each in incoming):
            outcomes.append(Posted(ids[key], key not in before))
            before.add(key)
        return outcomes

    def _incoming(self, number: int, item: Feedback) -> Incoming:
        from assistant.ingest.keys import content_hash, feedback_id, row_key
        from assistant.ingest.values import EARLIEST, LATEST_AHEAD, clean_text

        words = {
            field.name: clean_text(value)
            for field in fields(item)
            if isinstance(value := getattr(item, field.name), str)
        }
        item = replace(item, **words)  # type: ignore[arg-type]
        text = item.text
        if not text.strip() and item.rating is None and item.nps is None and item.ces is None:
            raise InvalidInputError(f"Item {number} has neither a text nor a score; send one.")
        if not EARLIEST <= item.time <= self._clock() + LATEST_AHEAD:
            raise InvalidInputError(
                f"Item {number} has the time {item.time.isoformat()}; it must lie between 1990 "
                "and tomorrow."
            )
        time = item.time.astimezone(UTC)
        about = [text, item.rating, item.nps, item.ces, item.title, item.product, item.channel]
        digest = content_hash([*about, item.customer_id, item.order_id], time)
        said = replace(
            item, id=feedback_id(item.id or None, digest), time=time, text=text, tenant=self._tenant
        )
        return Incoming(row_key(item.source, item.id or None, digest), said, number)
