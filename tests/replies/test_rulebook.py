"""The sentence of a policy that answers a complaint, in whatever words the shop wrote it."""

from pathlib import Path

import pytest

from assistant.replies.policies.clauses import load_policies
from assistant.replies.policies.rulebook import Rulebook
from assistant.replies.policies.sentences import row_told
from assistant.replies.review.complaints import Complaint, complaints
from retrieval.embedders import BuiltinEmbedder
from tests.replies.reviews import review

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


FURTHER = """# Welcome to the bicycle shop
Thank you for riding with us.

## Rides at home
Any bicycle may be tried for 40 rides. Oil the chain weekly. If it does not suit you, we fetch it
and refund the price.

## Fitting visits
If our fitter does not come within the three-hour window, we book you first in line and give the
set-up for free. If nobody opens the door, another visit costs $30.

## Rattling
A rattling mudguard wants its screws tightened. If it still rattles, we send rubber washers free.

## Nobody answered you?
Whoever has waited 2 days turns to lead@bikes.example, where a manager replies.

## Guarantee
| Part | Years | What we do |
|---|---|---|
| Bicycle frame | 9 | mend |
| Bicycle saddle | 1 | replace |

## Luggage
Bags and baskets in their sealed wrap can come back. An opened basket cannot be returned.
"""


@pytest.fixture
def further(tmp_path: Path, encoder: BuiltinEmbedder) -> Rulebook:
    (tmp_path / "rules.md").write_text(FURTHER, "utf-8")
    return Rulebook.of(load_policies(tmp_path), encoder.encode)


@pytest.mark.parametrize(
    ("said", "product", "words"),
    [
        ("The mudguard is rattling over every stone.", "Bicycle", "rubber washers"),
        ("Nobody came for the fitting visit.", "Bicycle", "first in line"),
        ("The bicycle does not suit me after 12 rides.", "Bicycle", "we fetch it"),
        ("Nobody answered my mails.", "Bicycle", "lead@bikes.example"),
        ("The saddle of my bicycle tore.", "Bicycle", "saddle"),
    ],
)
def test_the_rule_that_speaks_of_it(further: Rulebook, said: str, product: str, words: str) -> None:
    answers = [
        answer
        for one in complaints(review(said, product=product))
        if (answer := further.to(one, "en", said, product))
    ]
    assert words in " ".join(part for answer in answers for part in answer.sentences)


def test_a_welcome_is_no_rule(further: Rulebook) -> None:
    said = "I got a basket that is not the one I chose."
    for one in complaints(review(said, product="Basket")):
        answer = further.to(one, "en", said, "Basket")
        assert answer is None or "Thank you for riding" not in " ".join(answer.sentences)


MORE = """## Boats by the day
If a storm warning is out, we move your trip for free. The deposit comes back within 4 days.

## Sending things back
| What | How long |
|---|---|
| Life vests | 30 days |

## Guarantee
We repair life vests for 2 years; a vest that cannot be repaired is exchanged. Open the valve gently
at all times. Valves and straps of vests that were left in the sun are not covered.

## Two debits
A second debit is paid back within 3 days.
"""


@pytest.fixture
def more(tmp_path: Path, encoder: BuiltinEmbedder) -> Rulebook:
    (tmp_path / "more.md").write_text(MORE, "utf-8")
    return Rulebook(load_policies(tmp_path), encoder.encode)


def test_a_clause_must_have_enough_to_do_with_a_complaint(more: Rulebook) -> None:
    near = Complaint(None, "other", "There was a storm warning and you charged to move our trip")
    far = Complaint(None, "other", "The brochure was creased")
    found = more.to(near, "en", near.quote)
    assert found is not None
    assert found.clause.title == "Boats by the day"
    assert more.to(far, "en", far.quote) is None


def test_a_fault_is_not_told_the_days_of_a_return(more: Rulebook) -> None:
    one = Complaint(None, "product_quality", "The vest lets its air out")
    found = more.to(one, "en", one.quote, "Life Vests")
    assert found is None or "30 days" not in " ".join(found.sentences)


def test_a_later_exception_that_the_review_names_is_told(more: Rulebook) -> None:
    text = "The valve of the vest split. It only hung in the sun."
    told = [
        a for one in complaints(review(text, product="Vest")) if (a := more.to(one, "en", text))
    ]
    assert any("not covered" in said for answer in told for said in answer.sentences)


def test_a_further_complaint_needs_a_rule_of_its_own(more: Rulebook) -> None:
    review_text = "You charged to move our trip in a storm warning. It was a sad day."
    one = Complaint(None, "other", "It was a sad day")
    found = more.to(one, "en", review_text, "", True)
    assert found is None or found.clause.title != "Two debits"


def test_a_row_under_a_question_is_a_sentence() -> None:
    assert row_told("Vests · how long: 30 days") == "For vests, the time is 30 days."
