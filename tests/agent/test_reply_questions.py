"""Questions about answers find their tools, and the older questions keep theirs."""

import pytest

from assistant.agent.question.intent_head import load_intent_head
from assistant.agent.question.intents import IntentReader, load_intents
from retrieval.embedders import BuiltinEmbedder

ASKED = {
    "overdue_replies": (
        "which complaints are overdue",
        "哪些差评快超过24小时还没回",
        "哪些投诉超时了还没回复",
        "any replies running late?",
        "还有哪些差评过了时限",
    ),
    "reply_queue": (
        "which bad reviews still need a reply",
        "哪些差评还没回",
        "未回复的差评有哪些",
        "which complaints has nobody answered",
    ),
    "reply_stats": (
        "how fast do we reply",
        "我们平均多久回复",
        "what is the median response time this month",
        "差评的24小时回复率",
    ),
    "draft": ("reply to the three worst reviews of today", "给今天最差的三条写回复"),
    "complaints": ("what are customers angry about this week", "这周客户在生什么气"),
    "quotes": ("show me the worst reviews",),
    "search": ("find reviews about slow support replies",),
}


@pytest.fixture(scope="module")
def reader(encoder: BuiltinEmbedder) -> IntentReader:
    return IntentReader(load_intents(), encoder.encode, load_intent_head())


@pytest.mark.parametrize(
    ("intent", "question"), [(i, q) for i, questions in ASKED.items() for q in questions]
)
def test_a_question_finds_its_tool(reader: IntentReader, intent: str, question: str) -> None:
    assert reader.rank(question, question)[0][0].name == intent
