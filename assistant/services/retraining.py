"""Learning from a shop's corrections: small shifts of the heads, judged before they are kept."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.errors import InvalidInputError
from assistant.models import Emotion, Scope, Sentiment, Urgency
from assistant.models.vectors import Encode, Floats
from assistant.store.corrections import Corrections, LabelChange
from assistant.store.feedback import FeedbackStore
from assistant.understanding.adaptation import FEWEST, LABELS, Adaptation, Cases, Trial, fit, trial
from assistant.understanding.linear import THEMES, sigmoid
from assistant.understanding.reader import Reader

__all__ = ["Retraining"]

ANCHORS = 500
"""How many of the latest records that nobody corrected hold the heads in place."""

CLASSES = {"sentiment": tuple(Sentiment), "emotion": tuple(Emotion), "urgency": tuple(Urgency)}


class Retraining:
    """Learns for one tenant; `reader` reads as it ships, `target` is the file to write."""

    def __init__(
        self,
        *,
        feedback: FeedbackStore,
        corrections: Corrections,
        reader: Reader,
        encode: Encode,
        target: Path,
        tenant: str,
    ) -> None:
        self._feedback = feedback
        self._corrections = corrections
        self._reader = reader
        self._encode = encode
        self._target = target
        self._tenant = tenant

    def run(self) -> list[Trial]:
        """Learn each label that has cases enough; what does not read better is not kept.

        Raises InvalidInputError where no label has cases enough.
        """
        cases = self._corrections.cases(self._tenant)
        said = {record.feedback.full_text: change for record, change in cases}
        latest = self._feedback.select(Scope(tenant=self._tenant), limit=ANCHORS + len(said))
        anchors = [r.feedback.full_text for r in latest if r.feedback.full_text not in said]
        texts = [*said, *anchors[:ANCHORS]]
        places, base, vectors = self._evidence(texts)
        changes = [said.get(texts[place]) for place in places]
        trials, shifts = [], {}
        for label in LABELS if base else ():
            some = _cases(label, base[label], vectors, changes)
            found = trial(label, some)
            if found is None:
                continue
            trials.append(found)
            if found.kept:
                shifts[label] = fit(label, some)
        if not trials:
            raise InvalidInputError(
                f"No label has {FEWEST} corrections yet; correct or confirm more by "
                "`hearken correct`."
            )
        if shifts:
            Adaptation(shifts).save(self._target)
        return trials

    def _evidence(self, texts: Sequence[str]) -> tuple[list[int], dict[str, Floats], Floats]:
        vectors = self._encode(texts)
        places, base = self._reader.evidence(texts, vectors)
        return places, dict(base), vectors[places]


def _cases(
    label: str, base: Floats, vectors: Floats, changes: Sequence[LabelChange | None]
) -> Cases:
    """The corrected texts first, then the anchors; a text corrected in other labels is neither."""
    values = [change.values() if change else None for change in changes]
    corrected = [n for n, value in enumerate(values) if value and label in value]
    anchors = [n for n, value in enumerate(values) if value is None]
    truth = np.zeros_like(base[: len(corrected)])
    for row, n in enumerate(corrected):
        value = (values[n] or {})[label]
        if label == "themes":
            truth[row] = [theme in value for theme in THEMES]
        else:
            truth[row, CLASSES[label].index(value)] = 1
    held = sigmoid(base[anchors]) if label == "themes" else base[anchors]
    order = [*corrected, *anchors]
    return Cases(base[order], np.vstack([truth, held]), vectors[order], len(corrected))
