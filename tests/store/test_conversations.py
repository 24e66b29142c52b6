from datetime import UTC, datetime, timedelta

import pytest

from assistant.errors import NotFoundError
from assistant.models import Actor, Answer, Role, ToolCall
from assistant.store.audit import AuditLog
from assistant.store.conversations import LONGEST_TITLE, Conversations
from assistant.store.database import Database
from tests.store.asked import asked

LI = Actor("Li", Role.AGENT)
BEGAN = datetime(2026, 3, 10, 9, tzinfo=UTC)


@pytest.fixture
def conversations(shared_database: Database, tenant: str) -> Conversations:
    return Conversations(shared_database, tenant)


@pytest.fixture
def others(shared_database: Database, tenant: str) -> Conversations:
    """The conversations of another tenant over the same database."""
    return Conversations(shared_database, tenant + "-other")


def answer(question: str) -> dict[str, object]:
    return finished(question).as_json()


def finished(question: str) -> Answer:
    return Answer(
        id="",
        question=question,
        language="zh",
        answer="**水壶** 45.2 %",
        verified=True,
        mode="planner",
        tools=(ToolCall("nps", {}),),
    )


def test_turns_come_back_in_order(conversations: Conversations) -> None:
    for number in range(12):
        moment = BEGAN + timedelta(minutes=number)
        conversations.append("a", answer(f"question {number}"), moment)
    turns = conversations.turns("a")
    assert turns == [answer(f"question {number}") for number in range(12)]
    assert conversations.answer("a", 3) == finished("question 2")
    last = [finished(f"question {number}") for number in (10, 11)]
    assert conversations.answers("a", 2) == last


def test_a_later_turn_takes_two_statements(
    conversations: Conversations, shared_database: Database
) -> None:
    conversations.append("a", answer("one"), BEGAN)
    with asked(shared_database.engine) as statements:
        conversations.append("a", answer("two"), BEGAN)
    verbs = [statement.split()[0] for statement, _ in statements]
    assert verbs[-2:] == ["UPDATE", "INSERT"]
    assert len(verbs) == 3  # with the beginning, or the lock of PostgreSQL


@pytest.mark.parametrize(("conversation", "number"), [("a", 0), ("a", 2), ("b", 1)])
def test_a_turn_that_is_not_there_is_none(
    conversations: Conversations, others: Conversations, conversation: str, number: int
) -> None:
    conversations.append("a", answer("one"), BEGAN)
    others.append("b", answer("of another tenant"), BEGAN)
    assert conversations.answer(conversation, number) is None


def test_the_first_question_is_the_title(conversations: Conversations) -> None:
    conversations.append("a", answer("  " + "长" * 200), BEGAN)
    conversations.append("a", answer("then"), BEGAN + timedelta(hours=1))
    (thread,) = conversations.all()
    assert thread.title == "长" * LONGEST_TITLE
    assert thread.updated == BEGAN + timedelta(hours=1)


def test_the_latest_comes_first(conversations: Conversations) -> None:
    for name, hour in (("a", 1), ("b", 3), ("c", 2)):
        conversations.append(name, answer(name), BEGAN + timedelta(hours=hour))
    conversations.append("a", answer("again"), BEGAN + timedelta(hours=4))
    assert [thread.title for thread in conversations.all()] == ["a", "b", "c"]


def test_the_last_turns_are_read_alone(conversations: Conversations) -> None:
    said = [answer(f"q{n}") for n in range(1, 6)]
    for each in said:
        conversations.append("c", each, BEGAN)
    assert conversations.turns("c", 2) == said[3:]
    assert conversations.turns("c", 2, before=4) == said[1:3]
    assert conversations.turns("c", before=1) == []
    assert conversations.turns("c", 9) == said


def test_a_removed_one_is_gone_with_its_turns(conversations: Conversations) -> None:
    for name in ("a", "b"):
        conversations.append(name, answer(name), BEGAN)
    conversations.remove("a", LI, BEGAN)
    assert conversations.turns("a") == []
    assert [thread.title for thread in conversations.all()] == ["b"]
    conversations.append("a", answer("anew"), BEGAN)
    assert conversations.turns("a") == [answer("anew")]


def test_an_unknown_one_is_empty(conversations: Conversations) -> None:
    assert conversations.turns("nobody") == []
    assert conversations.all() == []
    conversations.remove("nobody", LI, BEGAN)


class TestTenants:
    def test_another_tenant_neither_reads_nor_removes(
        self, conversations: Conversations, others: Conversations
    ) -> None:
        conversations.append("a", answer("mine"), BEGAN)
        assert others.turns("a") == []
        assert others.all() == []
        others.remove("a", LI, BEGAN)
        assert len(conversations.turns("a")) == 1

    def test_another_tenant_has_the_same_id_for_itself(
        self, conversations: Conversations, others: Conversations
    ) -> None:
        conversations.append("c1", answer("mine"), BEGAN)
        others.append("c1", answer("theirs"), BEGAN)
        conversations.append("c1", answer("mine again"), BEGAN)
        others.rename("c1", "Renamed", LI, BEGAN)
        assert conversations.turns("c1") == [answer("mine"), answer("mine again")]
        assert others.turns("c1") == [answer("theirs")]
        assert conversations.get("c1").title == "mine"
        assert others.page(words="mine") == []
        others.remove("c1", LI, BEGAN)
        assert len(conversations.turns("c1")) == 2


def test_a_renamed_one_keeps_its_turns(conversations: Conversations) -> None:
    conversations.append("a", answer("first"), BEGAN)
    conversations.rename("a", "  The kettle  ", LI, BEGAN)
    assert conversations.get("a").title == "The kettle"
    assert conversations.turns("a") == [answer("first")]
    with pytest.raises(NotFoundError, match="'b'"):
        conversations.rename("b", "x", LI, BEGAN)


def test_what_changed_a_conversation_is_noted(
    shared_database: Database, conversations: Conversations, tenant: str
) -> None:
    conversations.append("a", answer("first"), BEGAN)
    conversations.rename("a", "The kettle", LI, BEGAN)
    for _ in range(2):  # what is gone already is not deleted again
        conversations.remove("a", LI, BEGAN)
    noted = AuditLog(shared_database).page(tenant, 9)
    actions = [(entry.action, entry.target, entry.actor.name) for entry in noted]
    assert actions == [("conversation.delete", "a", "Li"), ("conversation.rename", "a", "Li")]


def test_words_are_found_in_titles_and_questions(conversations: Conversations) -> None:
    conversations.append("a", answer("水壶怎么了"), BEGAN)
    conversations.append("a", answer("and 100% of lamps"), BEGAN)
    conversations.append("b", answer("lamps"), BEGAN + timedelta(hours=1))
    found = [
        [each.id for each in conversations.page(words=words)]
        for words in ("水壶", "LAMPS", "0% of", "%", "kettle")
    ]
    assert found == [["a"], ["b", "a"], ["a"], ["a"], []]


def test_pages_follow_each_other(conversations: Conversations) -> None:
    for number in range(7):
        conversations.append(f"c{number}", answer("q"), BEGAN + timedelta(number // 2))
    seen, before = [], None
    while page := conversations.page(limit=2, before=before):
        seen += [each.id for each in page]
        before = page[-1].updated, page[-1].id
    assert seen == [each.id for each in conversations.all()]
    assert len(seen) == 7
