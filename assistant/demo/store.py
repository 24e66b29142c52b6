"""The feedback of the demo shop, relative to today. All of it is synthetic.

The stories that are planted, with their rates, stand in stories.yaml; the clauses in phrases/.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from assistant.demo.files import FOLDER
from assistant.demo.scribe import Scribe
from assistant.errors import InvalidInputError
from assistant.models import Feedback, Incoming

__all__ = ["demo_feedback", "demo_glossary", "demo_policies"]

ITEMS_A_DAY = 39.0
WEEKDAY_VOLUME = (1.18, 1.06, 1.0, 0.97, 0.95, 0.86, 0.98)
HOURS = tuple(range(6, 24))
HOUR_WEIGHTS = (1, 2, 4, 6, 7, 6, 7, 6, 5, 5, 5, 5, 6, 8, 10, 9, 6, 3)


def demo_feedback(today: date, zone: ZoneInfo, seed: int = 7, days: int = 120) -> list[Incoming]:
    """About 42 synthetic items a day over `days` days, the last of which is `today`, whole.

    The same arguments give the same items, in order of time. Raises InvalidInputError below one
    day.
    """
    if days < 1:
        raise InvalidInputError(f"A demo store of {days} days is empty: ask for at least 1 day.")
    random = Random(f"{seed} {today.isoformat()}")
    scribe = Scribe(random, days)
    items: list[Feedback] = []
    for back in range(1 - days, 1):
        day = today + timedelta(days=back)
        volume = ITEMS_A_DAY * WEEKDAY_VOLUME[day.weekday()] * random.uniform(0.93, 1.07)
        drafts = scribe.day(back, day.weekday() >= 5, round(volume))
        items += [replace(draft, time=_moment(day, zone, random)) for draft in drafts]
    items.sort(key=lambda item: item.time)
    named = (replace(item, id=f"S{number:05d}") for number, item in enumerate(items, start=1))
    return [
        Incoming(f"demo:{item.id}", item, line) for line, item in enumerate(scribe.seated(named), 1)
    ]


def demo_policies() -> Path:
    """The folder of the demo shop's policies, one Markdown file a subject."""
    return FOLDER / "policies"


def demo_glossary() -> Path:
    """The file that says what people call the demo shop's products and channels."""
    return FOLDER / "glossary.yaml"


def _moment(day: date, zone: ZoneInfo, random: Random) -> datetime:
    hour = random.choices(HOURS, HOUR_WEIGHTS)[0]
    local = datetime(
        day.year, day.month, day.day, hour, random.randrange(60), random.randrange(60), tzinfo=zone
    )
    return local.astimezone(UTC)
