"""A large synthetic store, written through the store itself and without the encoder.

The labels are drawn, not read, and no text is looked up among those before it, so that a million
rows take minutes: what is measured over it is the store and the tools, not the understanding.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import numpy as np

from assistant.models import Emotion, Feedback, Incoming, Labels, Sentiment, ThemeMention, Urgency
from assistant.store.copies import Mark
from assistant.store.database import Database
from assistant.store.new_feedback import NewFeedback, write_feedback

__all__ = ["OWN_COLUMN", "fill"]

BATCH = 20_000
UNMARKED = Mark(np.empty(0, np.uint16), (), blank=False)
"""That of a text which nothing repeats: only an import reads the marks, no question does."""

PRODUCTS = tuple(f"Product {number:02d}" for number in range(40))
CHANNELS = ("app store", "e-mail", "marketplace", "social", "survey", "web shop")
TOUCHPOINTS = ("purchase", "delivery", "use", "support")
SEGMENTS = ("new", "returning", "vip")
OWN_COLUMN = "Wait days"
"""A column of numbers of the shop's own, which no field is named for."""

THEMES = (
    "product_quality", "product_match", "authenticity", "packaging", "delivery", "price_value",
    "returns_refunds", "customer_service", "website_app", "payment_security", "usability",
    "brand_loyalty",
)  # fmt: skip
THEME_WEIGHTS = np.array([9, 4, 1, 3, 8, 4, 4, 6, 3, 1, 3, 2]) / 48
VOCABULARY = 4_000
WORDS_A_TEXT = 18
FEELINGS = {
    Sentiment.NEGATIVE: (Emotion.ANGRY, Emotion.DISAPPOINTED, Emotion.ANXIOUS, Emotion.CONFUSED),
    Sentiment.NEUTRAL: (Emotion.NEUTRAL, Emotion.CONFUSED),
    Sentiment.POSITIVE: (Emotion.SATISFIED, Emotion.DELIGHTED),
}
STANCES = tuple(Sentiment)
STANCE_WEIGHTS = (0.4, 0.15, 0.45)
STARS = {
    Sentiment.NEGATIVE: (1.0, 2.0),
    Sentiment.NEUTRAL: (3.0,),
    Sentiment.POSITIVE: (4.0, 5.0),
}
URGENCIES = (Urgency.CRITICAL, Urgency.HIGH, Urgency.NORMAL, Urgency.LOW)


def fill(database: Database, rows: int, last: date, days: int = 365, seed: int = 1) -> None:
    """Add `rows` records, spread evenly over the days that end with `last`, in one transaction."""
    rng = np.random.default_rng(seed)
    vocabulary = _vocabulary(rng)
    with database.write() as connection:
        for start in range(0, rows, BATCH):
            numbers = range(start, min(start + BATCH, rows))
            drawn = _draw(rng, vocabulary, numbers, rows, last, days)
            new = [NewFeedback(item, labels, UNMARKED, None) for item, labels in drawn]
            write_feedback(connection, new, database.day)


def _vocabulary(rng: np.random.Generator) -> list[str]:
    letters = np.array(list("abcdefghijklmnopqrstuvwxyz"))
    return ["".join(rng.choice(letters, 4 + number % 6)) for number in range(VOCABULARY)]


def _draw(
    rng: np.random.Generator,
    vocabulary: list[str],
    numbers: range,
    rows: int,
    last: date,
    days: int,
) -> Iterator[tuple[Incoming, Labels]]:
    n = len(numbers)
    stances = rng.choice(3, n, p=STANCE_WEIGHTS)
    themes = rng.choice(len(THEMES), (n, 2), p=THEME_WEIGHTS)
    said = np.minimum(rng.zipf(1.3, (n, WORDS_A_TEXT)) - 1, VOCABULARY - 1)
    picks = rng.integers(0, 1 << 30, (n, 10))
    first = last - timedelta(days=days - 1)
    for place, number in enumerate(numbers):
        pick = picks[place].tolist()
        stance = STANCES[stances[place]]
        day = first + timedelta(days=number * days // rows)
        text = " ".join(vocabulary[word] for word in said[place])
        labels = Labels(
            language="zh" if pick[0] % 3 == 0 else "en",
            sentiment=stance,
            score=(-1, 0, 1)[stances[place]] * (0.3 + pick[1] % 70 / 100),
            emotion=FEELINGS[stance][pick[2] % len(FEELINGS[stance])],
            urgency=URGENCIES[0 if pick[3] % 500 == 0 else 1 + pick[3] % 3],
            themes=tuple(
                ThemeMention(THEMES[theme], stance, 0, min(40, len(text)))
                for theme in dict.fromkeys(themes[place].tolist()[: pick[4] % 3])
            ),
        )
        moment = datetime.combine(day, time(pick[5] % 24, pick[6] % 60), UTC)
        stars = STARS[stance]
        feedback = Feedback(
            id=f"L{number:07d}",
            time=moment,
            text=text,
            rating=stars[pick[7] % len(stars)],
            nps=pick[8] % 11 if pick[8] % 3 == 0 else None,
            channel=CHANNELS[pick[9] % len(CHANNELS)],
            product=PRODUCTS[pick[9] % len(PRODUCTS)],
            order_id=f"O{number // 2:07d}",
            customer_id=f"C{pick[2] % max(1, rows // 3):07d}",
            touchpoint=TOUCHPOINTS[pick[7] % len(TOUCHPOINTS)],
            segment=SEGMENTS[pick[1] % len(SEGMENTS)],
            extra={OWN_COLUMN: str(pick[2] % 15)},
        )
        yield Incoming(f"large:{number}", feedback), labels
