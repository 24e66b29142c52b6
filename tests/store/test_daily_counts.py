"""What is counted by day must equal what is counted from the records, whatever happened to them."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from assistant.models import DEFAULT_TENANT, Actor, Emotion, Period, Role, Scope, Sentiment
from assistant.store.corrections import Corrections, LabelChange
from assistant.store.daily_counts import recount_days
from assistant.store.database import Database
from assistant.store.feedback import FeedbackStore, Order
from assistant.store.tables import daily_tally, daily_word
from assistant.store.tallies import Tallies
from tests.store.asked import asked
from tests.store.records import NEGATIVE, POSITIVE, labels, said

ANGRY = Emotion.ANGRY
MONDAY, TUESDAY = date(2026, 3, 9), date(2026, 3, 10)
BOTH = Period(MONDAY, TUESDAY)


@pytest.fixture
def store(database: Database) -> FeedbackStore:
    filled = FeedbackStore(database)
    filled.add(
        [
            said("1", "The lid cracked, cracked badly", "2026-03-09T23:30"),
            said("2", "电池鼓包 lid", "2026-03-10T08:00"),
            said("3", "Lovely lid", "2026-03-10T09:00"),
            said("4", "lid", "2026-03-10T09:00", tenant="other"),
        ][:3],
        [
            labels(NEGATIVE, {"product_quality": NEGATIVE, "delivery": POSITIVE}),
            labels(NEGATIVE, {"product_quality": NEGATIVE}),
            labels(POSITIVE, {"product_quality": POSITIVE}),
        ],
    )
    filled.add([said("4", "lid", "2026-03-10T09:00", tenant="other")], [labels(NEGATIVE)])
    return filled


def counted(database: Database) -> list[object]:
    """The daily rows that count something, as they are stored."""
    with database.read() as connection:
        found: list[object] = []
        for table in (daily_tally, daily_word):
            rows = connection.execute(select(table).where(table.c.n != 0)).all()
            found.append(sorted(tuple(map(str, row)) for row in rows))
    return found


def recounted(database: Database) -> list[object]:
    with database.write() as connection:
        recount_days(connection)
    return counted(database)


def test_words_count_each_complaint_once_by_day_and_tenant(
    store: FeedbackStore, database: Database
) -> None:
    tallies = Tallies(database)
    words = dict(tallies.frequent_words(BOTH, 50, "default"))
    assert (words["lid"], words["cracked"], words["鼓包"]) == (2, 1, 1)
    assert "lovely" not in words
    assert tallies.daily_words(["lid"], BOTH, "default") == {"lid": {MONDAY: 1, TUESDAY: 1}}
    assert tallies.frequent_words(BOTH, 50, "other") == [("lid", 1)]
    assert store.size() == 4


def test_counts_written_with_the_feedback_equal_counts_made_anew(
    store: FeedbackStore, database: Database
) -> None:
    assert store.size() == 4
    assert counted(database) == recounted(database)


def test_a_correction_moves_the_counts_and_the_kept_tallies(
    store: FeedbackStore, database: Database
) -> None:
    tallies = Tallies(database)
    scope = Scope(tenant=DEFAULT_TENANT, period=BOTH)
    filtered = Scope(tenant=DEFAULT_TENANT, period=BOTH, language=("en",))
    assert tallies.by(scope, "sentiment")[(NEGATIVE,)] == 2
    assert tallies.by(filtered, "themes", "sentiment").total() == 3
    change = LabelChange(sentiment=Sentiment.POSITIVE, themes={"packaging": Sentiment.POSITIVE})
    moment = datetime(2026, 3, 11, tzinfo=UTC)
    Corrections(database).correct(
        store.get("1", DEFAULT_TENANT).row, change, Actor("Ada", Role.AGENT), moment, None
    )
    assert tallies.by(scope, "sentiment")[(NEGATIVE,)] == 1
    assert tallies.by(filtered, "sentiment")[(NEGATIVE,)] == 1
    assert tallies.mentions(scope, "theme", "sentiment") == {
        ("packaging", "positive"): 1, ("product_quality", "negative"): 1,
        ("product_quality", "positive"): 1,
    }  # fmt: skip
    assert "cracked" not in dict(tallies.frequent_words(BOTH, 50, "default"))
    assert counted(database) == recounted(database)
    best = Scope(
        tenant=DEFAULT_TENANT, period=BOTH, theme=("packaging",), stance=(Sentiment.POSITIVE,)
    )
    assert [record.feedback.id for record in store.select(best, Order.BEST)] == ["1"]


def test_mentions_by_day_equal_those_of_the_records(
    store: FeedbackStore, database: Database
) -> None:
    assert store.size() == 4
    tallies = Tallies(database)
    names = ("day", "theme", "sentiment", "emotion", "urgency")
    plain = tallies.mentions(Scope(tenant=DEFAULT_TENANT, period=BOTH), *names)
    assert plain == tallies.mentions(
        Scope(tenant=DEFAULT_TENANT, period=BOTH, language=("en",)), *names
    )
    assert plain.total() == 4
    assert tallies.count(Scope(tenant=DEFAULT_TENANT, period=BOTH)) == 3


@pytest.mark.parametrize("restriction", [{"sentiment": (NEGATIVE,)}, {"emotion": (ANGRY, "calm")}])
def test_the_records_with_a_label_are_counted_without_reading_them(
    store: FeedbackStore, database: Database, restriction: dict[str, Any]
) -> None:
    store.add([said("5", "What a mess", "2026-03-10T10:00")], [labels(NEGATIVE, emotion=ANGRY)])
    tallies = Tallies(database)
    of_all = Scope(tenant=DEFAULT_TENANT, period=BOTH)
    scope = replace(of_all, **restriction)
    every = tallies.by(replace(of_all, language=("en",)), "day", *restriction)
    wanted = next(iter(restriction.values()))
    by_day = Counter({(day,): n for (day, label), n in every.items() if label in wanted})
    with asked(database.engine) as statements:
        assert tallies.by(scope, "day") == by_day
        assert tallies.count(scope) == by_day.total()
    assert statements
    assert not any("FROM feedback" in statement for statement, _ in statements)


def test_another_time_zone_moves_the_days(store: FeedbackStore, url: str) -> None:
    assert store.size() == 4
    shanghai = Database(url, ZoneInfo("Asia/Shanghai"))
    tallies = Tallies(shanghai)
    assert tallies.by(Scope(tenant=DEFAULT_TENANT), "day") == {(TUESDAY,): 3}
    assert tallies.daily_words(["cracked"], BOTH, "default") == {"cracked": {TUESDAY: 1}}
    theme = Scope(
        tenant=DEFAULT_TENANT,
        period=Period(TUESDAY, TUESDAY),
        theme=("delivery",),
        stance=(Sentiment.POSITIVE,),
    )
    assert [record.feedback.id for record in FeedbackStore(shanghai).select(theme, Order.BEST)]
    shanghai.close()
