"""How many complaints say a word on a day: counted when they are stored, never at a question.

A day has few words where it has many texts, so that alerts watch a large store without reading
it. The counts are written in the transaction that writes the feedback.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import Connection, delete, func, select

from assistant.models import Period, Sentiment
from assistant.store.adding import add_counts
from assistant.store.tables import daily_word, feedback
from assistant.store.words import tokens

__all__ = ["add_daily_words", "daily_counts", "frequent_words", "recount_daily_words"]

SHORTEST = 2
LONGEST = 40
PAGE = 2_000

Said = tuple[str, date, str]
"""Tenant, day and text of one complaint."""


def add_daily_words(connection: Connection, complaints: Iterable[Said], by: int = 1) -> None:
    """Count the words of complaints, each once a text; by -1 takes them out."""
    counts: Counter[tuple[str, str, date]] = Counter()
    for tenant, day, text in complaints:
        for word in set(tokens(text)):
            if _counts(word):
                counts[tenant, word, day] += by
    add_counts(connection, daily_word, counts)


def recount_daily_words(connection: Connection) -> None:
    """Count all complaints anew, after the days were cut in another time zone."""
    connection.execute(delete(daily_word))
    text = func.coalesce(feedback.c.title + "\n", "") + feedback.c.text
    query = select(feedback.c.row, feedback.c.tenant, feedback.c.day, text).order_by(feedback.c.row)
    complaints = query.where(feedback.c.sentiment == Sentiment.NEGATIVE).limit(PAGE)
    last = 0
    while page := connection.execute(complaints.where(feedback.c.row > last)).all():
        add_daily_words(connection, ((tenant, day, said) for _, tenant, day, said in page))
        last = page[-1][0]


def frequent_words(
    connection: Connection, period: Period, limit: int, tenant: str
) -> list[tuple[str, int]]:
    """The words that the complaints of a period say most, with how many say them."""
    n = func.sum(daily_word.c.n)
    query = (
        select(daily_word.c.word, n)
        .where(daily_word.c.tenant == tenant)
        .where(daily_word.c.day.between(period.start, period.end))
        .where(daily_word.c.n > 0)
        .group_by(daily_word.c.word)
        .order_by(n.desc(), daily_word.c.word)
        .limit(limit)
    )
    return [(word, int(count)) for word, count in connection.execute(query)]


def daily_counts(
    connection: Connection, words: Sequence[str], period: Period, tenant: str
) -> dict[str, dict[date, int]]:
    """How many complaints say each word on each day of a period; silent days are left out."""
    query = select(daily_word.c.word, daily_word.c.day, daily_word.c.n).where(
        daily_word.c.tenant == tenant,
        daily_word.c.word.in_(words),
        daily_word.c.day.between(period.start, period.end),
        daily_word.c.n > 0,
    )
    found: defaultdict[str, dict[date, int]] = defaultdict(dict)
    for word, day, n in connection.execute(query):
        found[word][day] = n
    return dict(found)


def _counts(word: str) -> bool:
    """Neither numbers, nor single letters, nor what is no word at all."""
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()
