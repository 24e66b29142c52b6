from dataclasses import replace

import pytest

from assistant.models import DEFAULT_TENANT, Labels, Scope
from assistant.plans.training import TrainingNeeds, training_needs
from assistant.store.database import Database
from assistant.store.feedback import FeedbackStore
from retrieval.embedders import BuiltinEmbedder
from tests.store.records import NEGATIVE, POSITIVE, labels, said

RUDE = ["The agent was so rude to me on the phone", "Really impolite and arrogant people",
        "客服说话特别冲，态度极差", "She shouted at me and hung up"]  # fmt: skip
SILENT = ["Nobody ever answers my messages", "I have been waiting for a reply for six days",
          "一直没有人回复我的消息"]  # fmt: skip


def needs(database: Database, encoder: BuiltinEmbedder, texts: list[str]) -> TrainingNeeds:
    store = FeedbackStore(database)
    items = [said(f"S{n}", text) for n, text in enumerate(texts)]
    store.add(items, [_blaming(text) for text in texts])
    praise = labels(POSITIVE, {"customer_service": POSITIVE})
    store.add([said("praise", "Rude? No, lovely support")], [praise])
    return training_needs(store, len(texts), Scope(tenant=DEFAULT_TENANT), encoder.encode)


def _blaming(text: str) -> Labels:
    made = labels(NEGATIVE, {"customer_service": NEGATIVE})
    return replace(made, themes=(replace(made.themes[0], end=len(text)),))


def test_planted_topics_are_found(database: Database, encoder: BuiltinEmbedder) -> None:
    found = needs(database, encoder, RUDE + SILENT)
    counted = {topic.id: [c.text for c in topic.complaints] for topic in found.topics}
    assert set(counted["courtesy"]) == set(RUDE)
    assert set(counted["speed"]) == set(SILENT)
    assert found.topics[0].id == "courtesy"
    assert found.topics[0].share.value == pytest.approx(4 / 7)
    assert (found.read, found.total) == (7, 7)


def test_complaints_of_a_kind_of_their_own(database: Database, encoder: BuiltinEmbedder) -> None:
    parrots = [f"The parrot in window number {n} sings opera at midnight" for n in range(8)]
    found = needs(database, encoder, RUDE + parrots)
    other = [topic for topic in found.topics if topic.id is None]
    assert len(other) == 1
    assert found.topics[-1] is other[0]
    assert {c.text for c in other[0].complaints} <= set(parrots)
    assert len(other[0].complaints) >= 5


def test_nothing_to_train(database: Database, encoder: BuiltinEmbedder) -> None:
    assert needs(database, encoder, []) == TrainingNeeds((), 0, 0)
