"""The sentence of a policy that answers a complaint, in whatever words the shop wrote it."""

from pathlib import Path

import pytest

from assistant.replies.policies.clauses import load_policies
from assistant.replies.policies.rulebook import Rulebook
from assistant.replies.review.complaints import Complaint
from retrieval.embedders import BuiltinEmbedder

POLICY = """House rules of the garden shop

## Sending things back
Anybody who changes their mind may send an unused tool back during the 45 days after delivery.
Buyers pay the label themselves; where it came broken we e-mail a prepaid label.

## Parcels
| Where | Days | Price |
|---|---|---|
| Town | 2 | $3 |

A parcel that is 8 days behind the promised date is treated as lost: the customer chooses a second
shipment or a full refund.

## Machines
Mowers are covered for 3 years, spades for 10 years. We repair first.
"""


@pytest.fixture
def book(tmp_path: Path, encoder: BuiltinEmbedder) -> Rulebook:
    (tmp_path / "rules.md").write_text(POLICY, "utf-8")
    return Rulebook.of(load_policies(tmp_path), encoder.encode)


@pytest.mark.parametrize(
    ("subject", "said", "product", "word"),
    [
        ("late_delivery", "Ordered weeks ago and still no parcel.", "", "treated as lost"),
        ("warranty_repair", "The mower stops after five minutes.", "Mower", "3 years"),
        ("return_window", "Can I send the spade back?", "Spade", "45 days"),
    ],
)
def test_the_fitting_sentence_is_found(
    book: Rulebook, subject: str, said: str, product: str, word: str
) -> None:
    answer = book.answer([subject], [said], "en", product)
    assert answer is not None
    assert word in " ".join(answer.sentences)
    assert set(answer.best) <= set(answer.sentences)
    assert "the customer" not in " ".join(answer.sentences)


def test_what_no_clause_deals_with_has_no_answer(book: Rulebook) -> None:
    assert book.answer(["points"], ["My points are missing."], "en") is None
    assert Rulebook([]).answer(["late_delivery"], ["Late."], "en") is None


def test_a_clause_in_another_language_has_no_sentences(book: Rulebook) -> None:
    answer = book.answer(["late_delivery"], ["包裹一直没有到。"], "zh")
    assert answer is not None
    assert answer.sentences == ()


OWN = """## Engraving
Engraving costs 6 euros a line. If a letter is wrong, we engrave it again at no cost.

## Damaged parcels
Send us a photo within 3 days of delivery. We then replace damaged goods.
"""


def test_a_shop_s_own_subject_is_found_by_its_rare_words(
    tmp_path: Path, encoder: BuiltinEmbedder
) -> None:
    (tmp_path / "own.md").write_text(OWN, "utf-8")
    book = Rulebook(load_policies(tmp_path), encoder.encode)
    one = Complaint(
        None, "other", "Paid for two engraved lines and the engraving has a wrong letter"
    )
    answer = book.to(one, "en", one.quote)
    assert answer is not None
    assert answer.clause.title == "Engraving"


def test_a_remedy_goes_with_the_sentence_that_says_when_it_holds(
    tmp_path: Path, encoder: BuiltinEmbedder
) -> None:
    (tmp_path / "own.md").write_text(OWN, "utf-8")
    book = Rulebook(load_policies(tmp_path), encoder.encode)
    answer = book.answer(["lost_damaged"], ["The tin arrived damaged, replace it."], "en")
    assert answer is not None
    assert "Send us a photo within 3 days of delivery." in answer.best
