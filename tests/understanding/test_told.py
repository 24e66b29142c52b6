"""What stands beside a text: its language and its stars."""

from datetime import UTC, datetime

import pytest

from assistant.models import Emotion, Feedback, Labels, Sentiment, Urgency
from assistant.understanding.language import told_or_read
from assistant.understanding.told import as_told

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
PRAISE = Labels("en", Sentiment.POSITIVE, 0.6, Emotion.SATISFIED, Urgency.LOW)


@pytest.mark.parametrize(
    ("told", "read", "text", "language"),
    [
        ("de", "en", "Passt gut", "de"),
        ("de", "und", "1a!!", "de"),
        (None, "en", "Passt gut", "en"),
        ("en", "zh", "很好", "zh"),
        ("zh", "en", "Good", "en"),
        ("en", "de", "Der Sattel ist nach zwei Wochen leider schon gebrochen.", "de"),
    ],
)
def test_a_short_latin_text_has_the_language_that_its_source_names(
    told: str | None, read: str, text: str, language: str
) -> None:
    assert told_or_read(told, read, text) == language


def test_each_record_has_its_own_stars_and_language() -> None:
    said = [
        Feedback(id="S1", time=NOON, text="Geht so", rating=1, language="de"),
        Feedback(id="S2", time=NOON, text="Fine", rating=5),
    ]
    first, second = as_told([PRAISE, PRAISE], said)
    assert (first.language, first.sentiment) == ("de", Sentiment.NEGATIVE)
    assert (second.language, second.sentiment) == ("en", Sentiment.POSITIVE)
    assert as_told([], []) == []
