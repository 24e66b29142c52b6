"""How far the built-in reader agrees with what the shop's own staff corrected or confirmed."""

from collections.abc import Sequence
from typing import Any

from assistant.analytics.intervals import wilson
from assistant.models import Labels
from assistant.store.corrections import LabelChange
from assistant.store.records import Record
from assistant.understanding.reader import Reader
from evals.tables import share, table

__all__ = ["agreement", "to_markdown"]

LABELS = ("sentiment", "emotion", "urgency", "themes")


def agreement(
    cases: Sequence[tuple[Record, LabelChange]], reader: Reader
) -> dict[str, dict[str, Any]]:
    """For each label: `n` cases and the `agreement` (0…1) of the reader with staff, with its Wilson
    interval; labels without a case are left out. Themes agree when the sets are the same."""
    read = reader.read([record.feedback.full_text for record, _ in cases])
    found: dict[str, dict[str, Any]] = {}
    for label in LABELS:
        said = [
            (change.values()[label], _plain(labels)[label])
            for (_, change), labels in zip(cases, read, strict=True)
            if label in change.values()
        ]
        if said:
            right = sum(set(a) == set(b) if label == "themes" else a == b for a, b in said)
            share = wilson(right, len(said))
            found[label] = {"n": share.n, "agreement": share.value} | {
                "low": share.low,
                "high": share.high,
            }
    return found


def to_markdown(found: dict[str, dict[str, Any]]) -> str:
    """A table, or one sentence where nobody corrected anything."""
    if not found:
        return "The team has corrected no labels yet.\n"
    rows = (
        (label, each["n"], share(each["agreement"]), f"{each['low']:.3f}–{each['high']:.3f}")
        for label, each in found.items()
    )
    head = ("team's corrections", "n", "agreement", "95 % interval")
    return table(head, rows, "lrrl") + "\n"


def _plain(labels: Labels) -> dict[str, Any]:
    return {
        "sentiment": str(labels.sentiment),
        "emotion": str(labels.emotion),
        "urgency": str(labels.urgency),
        "themes": [mention.theme for mention in labels.themes],
    }
