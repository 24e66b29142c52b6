from datetime import UTC, datetime

import pytest

from assistant.errors import NotFoundError
from assistant.models import Actor, Role
from assistant.store.audit import AuditLog
from assistant.store.conversations import Conversations
from assistant.store.database import Database
from assistant.store.verdicts import Verdicts

NOW = datetime(2026, 3, 13, 12, tzinfo=UTC)
LI = Actor("Li", Role.AGENT)


@pytest.fixture
def conversations(database: Database) -> Conversations:
    made = Conversations(database, "shop")
    for question in ("nps", "why"):
        made.append("c1", {"question": question}, NOW)
    return made


def test_the_last_verdict_of_a_turn_is_kept(
    database: Database, conversations: Conversations
) -> None:
    verdicts = Verdicts(database, "shop")
    verdicts.give("c1", 2, True, "", LI, NOW)
    verdicts.give("c1", 2, False, " wrong period ", LI, NOW)
    [kept] = verdicts.all()
    assert (kept.number, kept.question, kept.good, kept.reason) == (2, "why", False, "wrong period")
    assert Verdicts(database, "other").all() == []
    assert len(conversations.turns("c1")) == 2
    noted = [(e.action, e.target, e.detail["good"]) for e in AuditLog(database).page("shop", 9)]
    assert noted == [("verdict.give", "c1", False), ("verdict.give", "c1", True)]


@pytest.mark.parametrize(("number", "tenant"), [(3, "shop"), (1, "other")])
def test_there_is_none_without_an_answer(
    database: Database, conversations: Conversations, number: int, tenant: str
) -> None:
    assert conversations.all()
    with pytest.raises(NotFoundError, match="no answer"):
        Verdicts(database, tenant).give("c1", number, True, "", LI, NOW)


def test_a_turn_in_the_place_of_another_forgets_what_followed_and_its_verdicts(
    database: Database, conversations: Conversations
) -> None:
    verdicts = Verdicts(database, "shop")
    for number in (1, 2):
        verdicts.give("c1", number, True, "", LI, NOW)
    Conversations(database, "other").append("c1", {"question": "csat"}, NOW, 1)
    assert len(conversations.turns("c1")) == 2
    conversations.append("c1", {"question": "csat"}, NOW, 2)
    asked = [turn["question"] for turn in conversations.turns("c1")]
    assert asked == ["nps", "csat"]
    assert [each.number for each in verdicts.all()] == [1]
