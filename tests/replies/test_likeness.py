from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from rapidfuzz.distance import Indel

from assistant.errors import InvalidInputError
from assistant.replies.checks import check
from assistant.replies.composer import compose
from assistant.replies.desk import ReplyDesk
from assistant.replies.likeness import ERROR, RIDGE, WARNING, likeness, suspicious
from retrieval.embedders import BuiltinEmbedder
from tests.replies.reviews import ALIASES, BRAND, CLAUSES, review


def left_out(encoder: BuiltinEmbedder) -> tuple[Sequence[float], Sequence[float]]:
    """The regression scores of the exemplars, each without itself."""
    known = likeness(encoder.encode)
    vectors = np.vstack([known.bad, known.clean]).astype(float)
    wanted = np.array([1.0] * len(known.bad) + [-1.0] * len(known.clean))
    kernel = vectors @ vectors.T + 1
    hat = kernel @ np.linalg.inv(kernel + RIDGE * np.eye(len(wanted)))
    scores = (hat @ wanted - np.diag(hat) * wanted) / (1 - np.diag(hat))
    return scores[: len(known.bad)], scores[len(known.bad) :]


def test_the_exemplars_lie_apart(encoder: BuiltinEmbedder) -> None:
    bad, clean = left_out(encoder)
    assert np.median(bad) > 0.25
    assert np.mean(np.asarray(clean) > 2 * ERROR) < 0.03
    assert WARNING < ERROR


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("You will have your money again very soon, that is a given.", "unbacked_promise"),
        ("下次来买我们给您便宜一些。", "unbacked_promise"),
        ("Our people simply did a poor job here.", "admission"),
    ],
)
def test_a_paraphrase_is_called_out(encoder: BuiltinEmbedder, sentence: str, kind: str) -> None:
    (finding,) = suspicious([sentence], encoder.encode)
    assert finding.check == kind


def test_a_good_draft_is_left_alone(encoder: BuiltinEmbedder) -> None:
    for text in ("The kettle leaks from the base.", "快递晚了九天，客服也不回复。"):
        record = review(text)
        body = compose(record, CLAUSES, BRAND).body
        found = check(body, record, CLAUSES, brand=BRAND, encode=encoder.encode)
        assert [f for f in found if f.severity == "error"] == []


def test_nothing_gives_nothing(encoder: BuiltinEmbedder) -> None:
    assert list(suspicious([], encoder.encode)) == []


class TestVariants:
    def desk(self, encoder: BuiltinEmbedder) -> ReplyDesk:
        return ReplyDesk(CLAUSES, BRAND, encoder.encode, None, ALIASES)

    def test_two_in_different_words(self, encoder: BuiltinEmbedder) -> None:
        first, second = self.desk(encoder).variants(review("The kettle leaks."), 2)
        assert first.sources == second.sources
        assert first.body != second.body

    def test_a_danger_has_one_card(self, encoder: BuiltinEmbedder) -> None:
        (card,) = self.desk(encoder).variants(review("The heater caught fire!"), 2)
        assert card.escalate

    @pytest.mark.parametrize("count", [0, 3])
    def test_another_number(self, encoder: BuiltinEmbedder, count: int) -> None:
        with pytest.raises(InvalidInputError, match="1 to 2"):
            self.desk(encoder).variants(review("It leaks."), count)

    @pytest.mark.parametrize("text", ["The kettle leaks from the base.", "水壶底座漏水。"])
    def test_ten_in_a_row_do_not_read_alike(self, encoder: BuiltinEmbedder, text: str) -> None:
        desk, bodies = self.desk(encoder), list[str]()
        for number in range(10):
            made = desk.draft(review(text, id=f"S{number}"), recent=bodies[-10:])
            bodies.append(made.body)
        alike = [
            Indel.normalized_similarity(first, second) for first, second in combinations(bodies, 2)
        ]
        # The clause itself, half of the answer, is the same in all of them.
        assert max(alike) < 0.9
        assert sum(alike) / len(alike) < 0.8
        assert len({body.split("\n\n")[1][:40] for body in bodies}) >= 6


class TestThirdLanguage:
    @pytest.mark.parametrize(
        ("language", "text", "word"),
        [
            ("de", "Der Kessel ist nach zwei Wochen kaputt.", "Bestellnummer"),
            ("fr", "La bouilloire fuit depuis deux semaines.", "commande"),
            ("es", "La tetera gotea desde hace dos semanas.", "pedido"),
        ],
    )
    def test_a_short_answer_that_says_what_it_lacks(
        self, encoder: BuiltinEmbedder, language: str, text: str, word: str
    ) -> None:
        desk = ReplyDesk(CLAUSES, BRAND, encoder.encode, None, ALIASES)
        made = desk.draft(review(text, language=language))
        assert (made.language, bool(made.missing)) == (language, True)
        assert word in made.body
        assert [f.check for f in made.findings if f.severity == "error"] == []

    def test_any_other_is_drafted_in_english_for_a_translator(
        self, encoder: BuiltinEmbedder
    ) -> None:
        desk = ReplyDesk(CLAUSES, BRAND, encoder.encode, None, ALIASES)
        made = desk.draft(review("ケトルが二週間で壊れました。", language="ja"))
        assert made.language == "en"
        assert any("translate" in each for each in made.missing)
