"""A stored feedback with its labels, as the queries of this room read it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from assistant.models import Emotion, Feedback, Labels, Sentiment, ThemeMention, Urgency
from assistant.store.tables import mention

__all__ = ["Record", "read_records"]


@dataclass(frozen=True, slots=True)
class Record:
    """A stored feedback with its labels. `row` is its number inside the database, `day` the day of
    its time in the configured zone."""

    row: int
    day: date
    feedback: Feedback
    labels: Labels


def read_records(connection: Connection, query: Select[Any]) -> list[Record]:
    """The records of a query over the feedback table, with their theme mentions."""
    rows = connection.execute(query).all()
    mentions = _mentions(connection, [row.row for row in rows])
    return [_record(row, mentions.get(row.row, ())) for row in rows]


def _mentions(connection: Connection, rows: Collection[int]) -> dict[int, tuple[ThemeMention, ...]]:
    if not rows:
        return {}
    m = mention.c
    columns = m.row, m.theme, m.sentiment, m.start, m.end
    query = select(*columns).where(m.row.in_(rows)).order_by(m.row, m.start)
    found: dict[int, tuple[ThemeMention, ...]] = {}
    for row, theme, sentiment, start, end in connection.execute(query):
        one = ThemeMention(theme, Sentiment(sentiment), start, end)
        found[row] = (*found.get(row, ()), one)
    return found


def _record(row: Row[Any], mentions: tuple[ThemeMention, ...]) -> Record:
    said = Feedback(
        id=row.id,
        time=row.time,
        text=row.text,
        source=row.source,
        title=row.title,
        rating=row.rating,
        nps=row.nps,
        ces=row.ces,
        channel=row.channel,
        product=row.product,
        order_id=row.order_id,
        customer_id=row.customer_id,
        customer_name=row.customer_name,
        touchpoint=row.touchpoint,
        segment=row.segment,
        language=row.language,
        tenant=row.tenant,
        extra=row.extra,
    )
    labels = Labels(
        language=row.language,
        sentiment=Sentiment(row.sentiment),
        score=row.score,
        emotion=Emotion(row.emotion),
        urgency=Urgency(row.urgency),
        themes=mentions,
    )
    return Record(row.row, row.day, said, labels)
