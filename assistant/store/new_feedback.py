"""Writes new feedback with all that is kept beside it, inside the transaction of the caller."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from assistant.models import Incoming, Labels
from assistant.store.changes import count_change
from assistant.store.copies import Mark, find_copies, keep_marks
from assistant.store.daily_counts import count_records
from assistant.store.identity import stored_ids
from assistant.store.labels import label_columns, mention_rows
from assistant.store.names import add_names
from assistant.store.naming import with_unique_ids
from assistant.store.tables import feedback, mention, outbox
from assistant.store.words import add_words

__all__ = ["NewFeedback", "write_feedback"]


@dataclass(frozen=True, slots=True)
class NewFeedback:
    """A feedback to be stored, with its labels, its mark and, where it was computed, the bytes of
    its vector."""

    item: Incoming
    labels: Labels
    mark: Mark
    vector: bytes | None


def write_feedback(
    connection: Connection, batch: Sequence[NewFeedback], day_of: Callable[[datetime], date]
) -> int:
    """Store what is new of a batch of one tenant, each key once; returns how many that were.

    `day_of` cuts days. The batch must not be empty.
    """
    tenant = batch[0].item.feedback.tenant
    stored = stored_ids(connection, [new.item for new in batch], tenant)
    fresh: dict[str, NewFeedback] = {}
    for new in batch:
        if new.item.key not in stored:
            fresh.setdefault(new.item.key, new)
    if not fresh:
        return 0
    items = with_unique_ids(connection, [new.item for new in fresh.values()], tenant)
    named = [replace(new, item=item) for new, item in zip(fresh.values(), items, strict=True)]
    start = (connection.scalar(select(func.max(feedback.c.row))) or 0) + 1
    rows = dict(enumerate(named, start))
    days = {row: day_of(new.item.feedback.time) for row, new in rows.items()}
    noise, first = find_copies(connection, tenant, {row: new.mark for row, new in rows.items()})
    connection.execute(
        insert(feedback),
        [_values(row, new, days[row]) | {"noise": noise.get(row)} for row, new in rows.items()],
    )
    keep_marks(connection, tenant, first)
    _write_beside(connection, tenant, rows, days)
    count_change(connection, tenant)
    return len(rows)


def _write_beside(
    connection: Connection, tenant: str, rows: Mapping[int, NewFeedback], days: Mapping[int, date]
) -> None:
    """Mentions, names, words, daily counts and outbox: equal to the feedback in every commit."""
    placed = (((row, tenant, days[row]), new.labels) for row, new in rows.items())
    if mentions := mention_rows(placed):
        connection.execute(insert(mention), mentions)
    add_names(connection, (new.item.feedback for new in rows.values()))
    texts = {row: new.item.feedback.full_text for row, new in rows.items()}
    add_words(connection, texts.items())
    counted = ((days[row], texts[row], new.labels) for row, new in rows.items())
    count_records(connection, tenant, counted)
    waiting = [{"row": row, "vector": new.vector} for row, new in rows.items()]
    connection.execute(insert(outbox), waiting)


def _values(row: int, new: NewFeedback, day: date) -> dict[str, Any]:
    said = new.item.feedback
    return {
        "row": row,
        "tenant": said.tenant,
        "id": said.id,
        "key": new.item.key,
        "source": said.source,
        "time": said.time,
        "day": day,
        "text": said.text,
        "title": said.title,
        "rating": said.rating,
        "nps": said.nps,
        "ces": said.ces,
        "channel": said.channel,
        "product": said.product,
        "order_id": said.order_id,
        "customer_id": said.customer_id,
        "customer_name": said.customer_name,
        "touchpoint": said.touchpoint,
        "segment": said.segment,
        "extra": dict(said.extra),
        **label_columns(new.labels),
    }
