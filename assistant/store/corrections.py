"""What staff corrected: the correction wins over every reader, and who said so is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from assistant.errors import ConflictError
from assistant.models import (
    Actor,
    Emotion,
    Labels,
    Sentiment,
    ThemeMention,
    Urgency,
)
from assistant.store.audit import note
from assistant.store.database import Database
from assistant.store.labels import replace_labels
from assistant.store.records import Record, read_records
from assistant.store.tables import correction, feedback

__all__ = ["Correction", "Corrections", "LabelChange", "said_of"]

CERTAIN = {Sentiment.NEGATIVE: -1.0, Sentiment.NEUTRAL: 0.0, Sentiment.POSITIVE: 1.0}
"""The score of a stance that a person has read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelChange:
    """What a person says a text means; None leaves a label as it is.

    `themes` are all themes of the text with the stance towards each.
    """

    sentiment: Sentiment | None = None
    emotion: Emotion | None = None
    urgency: Urgency | None = None
    themes: Mapping[str, Sentiment] | None = None

    def values(self) -> dict[str, Any]:
        """The corrected labels by name, as plain JSON."""
        plain = {"sentiment": self.sentiment, "emotion": self.emotion, "urgency": self.urgency}
        values: dict[str, Any] = {name: str(value) for name, value in plain.items() if value}
        if self.themes is not None:
            values["themes"] = {theme: str(stance) for theme, stance in self.themes.items()}
        return values

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "LabelChange":
        """What `values` gave."""
        themes = values.get("themes")
        return cls(
            sentiment=Sentiment(values["sentiment"]) if "sentiment" in values else None,
            emotion=Emotion(values["emotion"]) if "emotion" in values else None,
            urgency=Urgency(values["urgency"]) if "urgency" in values else None,
            themes=None if themes is None else {t: Sentiment(s) for t, s in themes.items()},
        )

    @classmethod
    def confirming(cls, labels: Labels) -> "LabelChange":
        """That all labels are right as they are."""
        return cls(
            sentiment=labels.sentiment,
            emotion=labels.emotion,
            urgency=labels.urgency,
            themes={m.theme: m.sentiment for m in labels.themes},
        )

    def applied(self, labels: Labels, length: int) -> Labels:
        """The labels of a text of this length after the change.

        A theme that was there keeps its clause; a new one rests on the whole text.
        """
        changed = labels
        if self.sentiment:
            changed = replace(changed, sentiment=self.sentiment, score=CERTAIN[self.sentiment])
        if self.emotion:
            changed = replace(changed, emotion=self.emotion)
        if self.urgency:
            changed = replace(changed, urgency=self.urgency)
        if self.themes is not None:
            spans = {m.theme: (m.start, m.end) for m in labels.themes}
            mentions = tuple(
                ThemeMention(theme, stance, *spans.get(theme, (0, length)))
                for theme, stance in sorted(self.themes.items())
            )
            changed = replace(changed, themes=mentions)
        return changed


@dataclass(frozen=True, slots=True)
class Correction:
    """One label that a person changed; `was` and `value` are plain JSON."""

    feedback_id: str
    time: datetime
    actor: str
    label: str
    was: Any
    value: Any
    reason: str | None

    def as_json(self) -> dict[str, Any]:
        return {
            "feedback_id": self.feedback_id,
            "time": self.time.isoformat(),
            "actor": self.actor,
            "label": self.label,
            "was": self.was,
            "value": self.value,
            "reason": self.reason,
        }


class Corrections:
    """The corrections of all tenants, append-only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def correct(
        self,
        row: int,
        change: LabelChange,
        actor: Actor,
        moment: datetime,
        reason: str | None,
        seen: LabelChange | None = None,
    ) -> list[str]:
        """Change the labels of a record and keep who, when and why; returns the labels changed.

        `seen` are the labels that the person looked at. Raises ConflictError where one that the
        change names has become another since.

        A label that is as the person says already is confirmed: it is kept as well, since a
        confirmed label is as good a test case as a corrected one. The audit log gets it too.
        """
        values = change.values()
        with self._database.write() as connection:
            mine = feedback.c.row == row
            [record] = read_records(connection, select(feedback).where(mine))
            labeller = connection.scalar(select(feedback.c.labeller).where(mine))
            was = LabelChange.confirming(record.labels).values()
            about, tenant = record.feedback.id, record.feedback.tenant
            _check_fresh(about, values, was, seen)
            after = change.applied(record.labels, len(record.feedback.full_text))
            replace_labels(connection, {row: after}, str(labeller))
            connection.execute(
                insert(correction),
                [
                    {"tenant": tenant, "row": row, "time": moment, "actor": actor.name}
                    | {"label": name, "was": was[name], "value": value, "reason": reason}
                    for name, value in values.items()
                ],
            )
            changed = [name for name, value in values.items() if value != was[name]]
            note(connection, tenant, moment, actor, "feedback.correct", about, {"labels": changed})
        return changed

    def all(self, tenant: str) -> list[Correction]:
        """Every correction, the latest first."""
        query = (
            select(correction, feedback.c.id)
            .join(feedback, feedback.c.row == correction.c.row)
            .where(correction.c.tenant == tenant)
            .order_by(correction.c.number.desc())
        )
        with self._database.read() as connection:
            return [
                Correction(r.id, r.time, r.actor, r.label, r.was, r.value, r.reason)
                for r in connection.execute(query)
            ]

    def cases(self, tenant: str) -> list[tuple[Record, LabelChange]]:
        """Each corrected record with what people said of it last: the shop's own test cases."""
        with self._database.read() as connection:
            said = said_of(connection, tenant)
            records = read_records(
                connection, select(feedback).where(feedback.c.row.in_(said)).order_by("row")
            )
        return [(record, said[record.row]) for record in records]


def said_of(
    connection: Connection, tenant: str, rows: Iterable[int] | None = None
) -> dict[int, LabelChange]:
    """What people said last of each row; of all corrected rows without `rows`."""
    query = select(correction.c.row, correction.c.label, correction.c.value)
    query = query.where(correction.c.tenant == tenant).order_by(correction.c.number)
    if rows is not None:
        query = query.where(correction.c.row.in_(list(rows)))
    values: dict[int, dict[str, Any]] = {}
    for row, label, value in connection.execute(query):
        values.setdefault(row, {})[label] = value
    return {row: LabelChange.of(each) for row, each in values.items()}


def _check_fresh(
    about: str, values: Mapping[str, Any], now: Mapping[str, Any], seen: LabelChange | None
) -> None:
    before = seen.values() if seen else now
    if any(before.get(name) != now[name] for name in values):
        raise ConflictError(
            f"The labels of {about} have changed since you looked; look at them again before "
            "you correct them."
        )
