from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from assistant.errors import NotFoundError
from assistant.store.conversations import LONGEST_TITLE, Conversations
from assistant.store.database import Database

BEGAN = datetime(2026, 3, 10, 9, tzinfo=UTC)
TENANTS = (f"talk-{n}" for n in count(1))


@pytest.fixture
def tenant() -> str:
    return next(TENANTS)


@pytest.fixture
def conversations(shared_database: Database) -> Conversations:
    return Conversations(shared_database)


def answer(question: str) -> dict[str, object]:
    return {
        "question": question,
        "answer": "**水壶** 45.2 %",
        "tools": [{"name": "nps", "args": {}}],
    }


def test_turns_come_back_in_order(conversations: Conversations, tenant: str) -> None:
    for number in range(12):
        moment = BEGAN + timedelta(minutes=number)
        conversations.append(f"{tenant}-1", answer(f"question {number}"), moment, tenant)
    turns = conversations.turns(f"{tenant}-1", tenant)
    assert turns == [answer(f"question {number}") for number in range(12)]


def test_the_first_question_is_the_title(conversations: Conversations, tenant: str) -> None:
    conversations.append(f"{tenant}-1", answer("  " + "长" * 200), BEGAN, tenant)
    conversations.append(f"{tenant}-1", answer("then"), BEGAN + timedelta(hours=1), tenant)
    (thread,) = conversations.all(tenant)
    assert thread.title == "长" * LONGEST_TITLE
    assert thread.updated == BEGAN + timedelta(hours=1)


def test_the_latest_comes_first(conversations: Conversations, tenant: str) -> None:
    for name, hour in (("a", 1), ("b", 3), ("c", 2)):
        conversations.append(
            f"{tenant}-{name}", answer(name), BEGAN + timedelta(hours=hour), tenant
        )
    conversations.append(f"{tenant}-a", answer("again"), BEGAN + timedelta(hours=4), tenant)
    assert [thread.title for thread in conversations.all(tenant)] == ["a", "b", "c"]


def test_a_removed_one_is_gone_with_its_turns(conversations: Conversations, tenant: str) -> None:
    for name in ("a", "b"):
        conversations.append(f"{tenant}-{name}", answer(name), BEGAN, tenant)
    conversations.remove(f"{tenant}-a", tenant)
    assert conversations.turns(f"{tenant}-a", tenant) == []
    assert [thread.title for thread in conversations.all(tenant)] == ["b"]
    conversations.append(f"{tenant}-a", answer("anew"), BEGAN, tenant)
    assert conversations.turns(f"{tenant}-a", tenant) == [answer("anew")]


def test_an_unknown_one_is_empty(conversations: Conversations, tenant: str) -> None:
    assert conversations.turns("nobody", tenant) == []
    assert conversations.all(tenant) == []
    conversations.remove("nobody", tenant)


class TestTenants:
    def test_another_tenant_neither_reads_nor_removes(
        self, conversations: Conversations, tenant: str
    ) -> None:
        conversations.append(f"{tenant}-1", answer("mine"), BEGAN, tenant)
        stranger = tenant + "-other"
        assert conversations.turns(f"{tenant}-1", stranger) == []
        assert conversations.all(stranger) == []
        conversations.remove(f"{tenant}-1", stranger)
        assert len(conversations.turns(f"{tenant}-1", tenant)) == 1

    def test_another_tenant_does_not_write_into_it(
        self, conversations: Conversations, tenant: str
    ) -> None:
        conversations.append(f"{tenant}-1", answer("mine"), BEGAN, tenant)
        with pytest.raises(NotFoundError):
            conversations.append(f"{tenant}-1", answer("theirs"), BEGAN, tenant + "-other")
        assert conversations.turns(f"{tenant}-1", tenant) == [answer("mine")]
