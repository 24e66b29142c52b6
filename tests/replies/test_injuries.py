"""Injuries told by their event give an escalation card, calm texts with the same words a draft."""

from pathlib import Path

import pytest

import evals
from assistant.models import Urgency
from assistant.replies.writing.drafting import draft
from assistant.understanding.reader import Reader
from assistant.understanding.themes import load_themes
from assistant.yaml_files import read_yaml
from retrieval.embedders import BuiltinEmbedder
from tests.replies.reviews import BRAND, CLAUSES, review

ENCODE = BuiltinEmbedder().encode
READER = Reader(load_themes(None), ENCODE)
TEXTS = read_yaml(Path(evals.__file__).with_name("labels").joinpath("injuries.yaml").read_text())


def _is_escalated(text: str, language: str) -> bool:
    (labels,) = READER.read([text])
    record = review(text, language=language, rating=1, urgency=labels.urgency)
    return draft(record, CLAUSES, BRAND, ENCODE).escalate


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("kind", "least", "most"), [("danger", 0.85, 1), ("calm", 0, 0.05)])
def test_injuries_told_by_their_event(language: str, kind: str, least: float, most: float) -> None:
    texts = TEXTS[language][kind].splitlines()
    found = sum(_is_escalated(text, language) for text in texts)
    assert least <= found / len(texts) <= most


@pytest.mark.parametrize(
    "text",
    [
        "The gasket blew and boiling jam ran down my wrist.",
        "A pin in the collar went straight into my neck.",
        "手柄断了，滚烫的粥泼在我脚面上。",
        "孩子吃这糖噎住了，脸都紫了。",
    ],
)
def test_a_card_of_the_labels_says_the_kind_and_the_words(text: str) -> None:
    card = draft(review(text, urgency=Urgency.CRITICAL), CLAUSES, BRAND, ENCODE)
    assert card.escalate
    assert text in card.body
    assert any(kind in card.body for kind in ("product safety or injury", "商品安全或人身伤害"))


def test_what_the_labels_miss_and_a_clause_surely_means_gets_a_card() -> None:
    text = "The rung folded and my aunt cracked two ribs."
    assert draft(review(text, rating=1), CLAUSES, BRAND, ENCODE).escalate


@pytest.mark.parametrize(
    "text",
    [
        "The shelf came down and I needed surgery on my hand because of it.",
        "We spent the night in hospital after my son ate your biscuits.",
        "梯子断了，我摔下来做了手术。",
    ],
)
def test_an_operation_for_what_the_product_did_gets_a_card(text: str) -> None:
    (labels,) = READER.read([text])
    record = review(text, rating=1, urgency=labels.urgency)
    assert draft(record, CLAUSES, BRAND, ENCODE).escalate


@pytest.mark.parametrize(
    "text",
    [
        "花盆的土里飞出一堆小飞虫，放客厅烦死了。",
        "叶子背面全是蚜虫，太失望了。",
        "Little flies in the soil of my fern, disgusting.",
        "You refuse to pay me back because I cancelled for an operation.",
        "A treat for my father after his heart operation, and the box came empty.",
        "It arrived while my sister was in hospital, with half of the pieces gone.",
        "婆婆刚做完胆囊手术，想让她睡得舒服点，结果被套开线。",
        "住院期间托人买的拖鞋，尺码发错了。",
    ],
)
def test_pests_of_plants_and_illness_of_the_customers_own_are_no_danger(text: str) -> None:
    (labels,) = READER.read([text])
    record = review(text, rating=1, urgency=labels.urgency)
    assert not draft(record, CLAUSES, BRAND, ENCODE).escalate


def test_insects_in_food_are() -> None:
    assert draft(review("米里有虫，吃到一半才发现。", rating=1), CLAUSES, BRAND, ENCODE).escalate
