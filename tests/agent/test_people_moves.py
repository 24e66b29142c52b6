"""Short questions about who wrote what was shown, and by when they want an answer."""

import pytest

from tests.agent.answers import called, first_line
from tests.agent.conftest import Converse


@pytest.mark.parametrize("due", ["when is it due", "这个多久要回"])
def test_by_when_it_wants_an_answer(converse: Converse, due: str) -> None:
    first, second = converse("show me the worst review of the kettle this month", due)
    ((tool, args),) = called(second)
    assert (tool, args["ids"]) == ("reply_queue", first["citations"][:1])
    assert first["citations"][0] in first_line(second)


@pytest.mark.parametrize("who", ["who wrote that?", "这是谁写的"])
def test_who_wrote_it(converse: Converse, who: str) -> None:
    first, second = converse("show me the worst review of the kettle this month", who)
    assert called(second) == [("customer", {"customer_id": [f"C{first['citations'][0]}"]})]


@pytest.mark.parametrize("who", ["who wrote the second one", "第二条是谁写的"])
def test_who_wrote_one_of_several(converse: Converse, who: str) -> None:
    first, second, third = converse(
        "show me the worst 3 reviews of the kettle this month", who, "did he always complain?"
    )
    args = {"customer_id": [f"C{first['citations'][1]}"]}
    assert called(second) == [("customer", args)]
    assert called(third)[0][1]["customer_id"] == args["customer_id"]


@pytest.mark.parametrize("always", ["did he always complain?", "她一直这样吗"])
def test_whether_a_customer_always_complained(converse: Converse, always: str) -> None:
    *_, last = converse("what does customer CN1 say", always)
    assert [name for name, _ in called(last)] == ["customer"]
    assert any(word in first_line(last) for word in ("Yes", "是"))
