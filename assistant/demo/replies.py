"""How the invented team of the demo shop answers: in which words, how soon, how rarely late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from assistant.demo.files import read_yaml

__all__ = ["DemoReply", "demo_replies"]

DAY = timedelta(hours=24)
ANSWERED = 0.996
"""Of what is older than two days."""

ANSWERED_LATELY = 0.8
"""Of what came in one to two days ago; what is younger is still open."""

LATE = 0.06
OPENS, CLOSES = 8, 22
"""Hours of the day, local, in which replies go out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoReply:
    """A synthetic reply to one feedback; `place` is its place in what was asked for."""

    place: int
    body: str
    author: str
    approved: datetime
    sent: datetime


def demo_replies(
    arrived: Sequence[tuple[datetime, str]], now: datetime, zone: ZoneInfo, seed: int = 7
) -> list[DemoReply]:
    """Replies to negative feedback, given as moment and language, all sent by `now`.

    Nothing younger than a day is answered, most of the day before, nearly all that is older; the
    same arguments give the same replies.
    """
    random = Random(seed)
    book = read_yaml("replies.yaml")
    found = []
    for place, (moment, language) in enumerate(arrived):
        age = now - moment
        chance = 0.0 if age < DAY else ANSWERED_LATELY if age < 2 * DAY else ANSWERED
        author = random.choice(book["team"])
        words = book["zh" if language == "zh" else "en"]
        gap = "" if language == "zh" else " "
        body = gap.join(
            random.choice(words[part]) for part in ("openings", "middles", "closings")
        ).format(author=author)
        sent = _working(moment + _delay(random), zone, random)
        if random.random() < chance and sent <= now:
            approved = sent - timedelta(minutes=random.randint(2, 20))
            found.append(
                DemoReply(
                    place=place,
                    body=body,
                    author=author,
                    approved=max(moment, approved),
                    sent=sent,
                )
            )
    return found


def _delay(random: Random) -> timedelta:
    if random.random() < LATE:
        return timedelta(hours=random.uniform(26, 60))
    return timedelta(hours=min(13.0, random.lognormvariate(1.5, 0.7)))


def _working(moment: datetime, zone: ZoneInfo, random: Random) -> datetime:
    """The moment, or the next morning where it lies in the night."""
    local = moment.astimezone(zone)
    if OPENS <= local.hour < CLOSES:
        return moment
    day = local.date() + timedelta(days=local.hour >= CLOSES)
    opening = datetime(day.year, day.month, day.day, OPENS, tzinfo=zone)
    return (opening + timedelta(minutes=random.randint(1, 55))).astimezone(moment.tzinfo)
