"""How well dangers are told from calm texts of the same words, on sentences never trained on."""

from typing import Any

from assistant.models import Urgency
from assistant.understanding.reader import Reader
from evals.training.danger_examples import held_out_dangers

__all__ = ["judged"]

_OWN = ("en", "zh")


def judged(reader: Reader) -> list[dict[str, Any]]:
    """For en, zh and all other languages: `dangers` and `calm` count the sentences, `recall` and
    `false_alarms` are the shares of them that are called critical."""
    texts = held_out_dangers()
    called = [
        labels.urgency is Urgency.CRITICAL for labels in reader.read([each.text for each in texts])
    ]
    rows = []
    for language in (*_OWN, "other"):
        of = [
            (each.danger, hit)
            for each, hit in zip(texts, called, strict=True)
            if (each.language if each.language in _OWN else "other") == language
        ]
        hits, alarms = ([hit for danger, hit in of if danger is wanted] for wanted in (True, False))
        rows.append(
            {
                "language": language,
                "dangers": len(hits),
                "recall": round(sum(hits) / len(hits), 3),
                "calm": len(alarms),
                "false_alarms": round(sum(alarms) / len(alarms), 3),
            }
        )
    return rows
