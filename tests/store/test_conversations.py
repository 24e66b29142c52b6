from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from assistant.errors import NotFoundError
from assistant.models import Actor, Role
from assistant.store.audit import AuditLog
from assistant.store.conversations import LONGEST_TITLE, Conversations
from assistant.store.database import Database

LI = Actor("Li", Role.AGENT)
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


def test_the_last_turns_are_read_alone(conversations: Conversations, tenant: str) -> None:
    said = [answer(f"q{n}") for n in range(1, 6)]
    for each in said:
        conversations.append("c", each, BEGAN, tenant)
    assert conversations.turns("c", tenant, 2) == said[3:]
    assert conversations.turns("c", tenant, 2, before=4) == said[1:3]
    assert conversations.turns("c", tenant, before=1) == []
    assert conversations.turns("c", tenant, 9) == said


def test_a_removed_one_is_gone_with_its_turns(conversations: Conversations, tenant: str) -> None:
    for name in ("a", "b"):
        conversations.append(f"{tenant}-{name}", answer(name), BEGAN, tenant)
    conversations.remove(f"{tenant}-a", tenant, LI, BEGAN)
    assert conversations.turns(f"{tenant}-a", tenant) == []
    assert [thread.title for thread in conversations.all(tenant)] == ["b"]
    conversations.append(f"{tenant}-a", answer("anew"), BEGAN, tenant)
    assert conversations.turns(f"{tenant}-a", tenant) == [answer("anew")]


def test_an_unknown_one_is_empty(conversations: Conversations, tenant: str) -> None:
    assert conversations.turns("nobody", tenant) == []
    assert conversations.all(tenant) == []
    conversations.remove("nobody", tenant, LI, BEGAN)


class TestTenants:
    def test_another_tenant_neither_reads_nor_removes(
        self, conversations: Conversations, tenant: str
    ) -> None:
        conversations.append(f"{tenant}-1", answer("mine"), BEGAN, tenant)
        stranger = tenant + "-other"
        assert conversations.turns(f"{tenant}-1", stranger) == []
        assert conversations.all(stranger) == []
        conversations.remove(f"{tenant}-1", stranger, LI, BEGAN)
        assert len(conversations.turns(f"{tenant}-1", tenant)) == 1

    def test_another_tenant_has_the_same_id_for_itself(
        self, conversations: Conversations, tenant: str
    ) -> None:
        other = tenant + "-other"
        conversations.append("c1", answer("mine"), BEGAN, tenant)
        conversations.append("c1", answer("theirs"), BEGAN, other)
        conversations.append("c1", answer("mine again"), BEGAN, tenant)
        conversations.rename("c1", "Renamed", other, LI, BEGAN)
        assert conversations.turns("c1", tenant) == [answer("mine"), answer("mine again")]
        assert conversations.turns("c1", other) == [answer("theirs")]
        assert conversations.get("c1", tenant).title == "mine"
        assert conversations.page(other, words="mine") == []
        conversations.remove("c1", other, LI, BEGAN)
        assert len(conversations.turns("c1", tenant)) == 2


def test_a_renamed_one_keeps_its_turns(conversations: Conversations, tenant: str) -> None:
    conversations.append("a", answer("first"), BEGAN, tenant)
    conversations.rename("a", "  The kettle  ", tenant, LI, BEGAN)
    assert conversations.get("a", tenant).title == "The kettle"
    assert conversations.turns("a", tenant) == [answer("first")]
    with pytest.raises(NotFoundError, match="'b'"):
        conversations.rename("b", "x", tenant, LI, BEGAN)


def test_what_changed_a_conversation_is_noted(
    shared_database: Database, conversations: Conversations, tenant: str
) -> None:
    conversations.append("a", answer("first"), BEGAN, tenant)
    conversations.rename("a", "The kettle", tenant, LI, BEGAN)
    for _ in range(2):  # what is gone already is not deleted again
        conversations.remove("a", tenant, LI, BEGAN)
    noted = AuditLog(shared_database).page(tenant, 9)
    actions = [(entry.action, entry.target, entry.actor.name) for entry in noted]
    assert actions == [("conversation.delete", "a", "Li"), ("conversation.rename", "a", "Li")]


def test_words_are_found_in_titles_and_questions(conversations: Conversations, tenant: str) -> None:
    conversations.append("a", answer("水壶怎么了"), BEGAN, tenant)
    conversations.append("a", answer("and 100% of lamps"), BEGAN, tenant)
    conversations.append("b", answer("lamps"), BEGAN + timedelta(hours=1), tenant)
    found = [
        [each.id for each in conversations.page(tenant, words=words)]
        for words in ("水壶", "LAMPS", "0% of", "%", "kettle")
    ]
    assert found == [["a"], ["b", "a"], ["a"], ["a"], []]


def test_pages_follow_each_other(conversations: Conversations, tenant: str) -> None:
    for number in range(7):
        conversations.append(f"c{number}", answer("q"), BEGAN + timedelta(number // 2), tenant)
    seen, before = [], None
    while page := conversations.page(tenant, limit=2, before=before):
        seen += [each.id for each in page]
        before = page[-1].updated, page[-1].id
    assert seen == [each.id for each in conversations.all(tenant)]
    assert len(seen) == 7
