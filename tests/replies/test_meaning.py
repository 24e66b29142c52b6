from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
import yaml
from rapidfuzz.distance import Indel

from assistant.errors import InvalidInputError
from assistant.replies.checking.checks import check
from assistant.replies.checking.judge import KINDS, load_judge
from assistant.replies.checking.meaning import covered, read
from assistant.replies.checking.promises import unbacked_promises
from assistant.replies.checking.rule_patterns import pattern_findings
from assistant.replies.checking.sentence_checks import sentence_findings
from assistant.replies.policies.clauses import load_policies
from assistant.replies.writing.composer import compose
from assistant.replies.writing.desk import ReplyDesk
from evals.reply_paraphrases import HELD_OUT, TUNING
from evals.training.reply_sentences import sentences
from retrieval.embedders import BuiltinEmbedder
from tests.replies.reviews import ALIASES, BRAND, CLAUSES, review


def errors(encoder: BuiltinEmbedder, sentence: str, about: str) -> list[str]:
    found = sentence_findings(sentence, review(about), CLAUSES, BRAND, encoder.encode)
    return [finding.check for finding in found if finding.blocks]


@pytest.mark.parametrize(
    ("sentence", "about", "kind"),
    [
        ("You will have your money again very soon.", "It leaks.", "unbacked_promise"),
        ("下次来买我们给您便宜一些。", "水壶底座漏水。", "unbacked_promise"),
        ("Our people simply did a poor job here.", "It leaks.", "admission"),
        ("We pay for the damage to your cupboard.", "It leaks.", "unbacked_promise"),
        ("It was probably dropped in your kitchen.", "It leaks.", "blame"),
        ("Your gift card never expires.", "My gift card was refused.", "unbacked_promise"),
        ("礼品卡长期有效，您什么时候用都行。", "礼品卡用不了。", "unbacked_promise"),
        ("The warranty lasts for ten whole years.", "It leaks.", "unbacked_promise"),
    ],
)
def test_a_paraphrase_is_called_out(
    encoder: BuiltinEmbedder, sentence: str, about: str, kind: str
) -> None:
    assert kind in errors(encoder, sentence, about)


@pytest.mark.parametrize(
    ("sentence", "about"),
    [
        ("Under the warranty we repair it or give you a new one, at no cost.", "It leaks."),
        ("The warranty runs for two years from delivery.", "It leaks."),
        ("只要还在保，就能免费修或者换。", "水壶底座漏水。"),
        ("I cannot promise you a voucher.", "It leaks."),
        ("You write that nobody sent you the replacement.", "It leaks."),
    ],
)
def test_what_a_clause_covers_and_what_is_no_promise(
    encoder: BuiltinEmbedder, sentence: str, about: str
) -> None:
    assert errors(encoder, sentence, about) == []


@pytest.mark.parametrize(
    "sentence", ["Your case comes up in our Tuesday meeting.", "周四的例会上会说到您这条。"]
)
def test_the_day_of_a_meeting_is_no_promise(sentence: str) -> None:
    assert unbacked_promises(sentence, "It leaks.", CLAUSES, CLAUSES) == []


def test_a_time_alone_counts_where_it_reads_like_a_promise(encoder: BuiltinEmbedder) -> None:
    said = "Normal wear is excluded, yet two months is hardly wear."
    assert errors(encoder, said, "It leaks.") == []
    (each,) = unbacked_promises(said, "It leaks.", CLAUSES, [])
    assert each.bare


@pytest.mark.parametrize(
    "sentence",
    [
        "This is not what you should have to put up with.",
        "I have no right to hand out vouchers.",
        "Your guess is a bad batch.",
        "您认为是同事忘了装垫圈。",
    ],
)
def test_a_pattern_leaves_alone_what_is_told_or_refused(sentence: str) -> None:
    assert list(pattern_findings(sentence)) == []


def test_a_guaranteed_day_blocks_whatever_it_reads_like(encoder: BuiltinEmbedder) -> None:
    said = "We guarantee delivery no later than March 14."
    assert errors(encoder, said, "It leaks.") == ["unbacked_promise"]


def test_blame_by_meaning_alone_warns_unless_it_is_sure(encoder: BuiltinEmbedder) -> None:
    said = "也许是不小心碰了一下。"
    found = sentence_findings(said, review("It leaks."), CLAUSES, BRAND, encoder.encode)
    assert [(f.check, f.blocks) for f in found] == [("blame", False)]


def test_the_cover_of_a_clause_ends_at_its_figures(encoder: BuiltinEmbedder) -> None:
    (same,) = read(["The repair takes 10 business days."], encoder.encode)
    (other,) = read(["The repair takes 2 hours."], encoder.encode)
    assert covered(same, CLAUSES, encoder.encode)
    assert not covered(other, CLAUSES, encoder.encode)


def test_the_judge_gives_probabilities(encoder: BuiltinEmbedder) -> None:
    sentences = ["We send you a gift tomorrow.", "谢谢您的反馈。", "…"]
    likely = load_judge()(sentences, encoder.encode(sentences))
    assert likely.shape == (3, len(KINDS))
    assert np.allclose(likely.sum(axis=1), 1, atol=1e-5)
    assert (likely >= 0).all()


def test_no_training_sentence_stands_in_the_cases() -> None:
    known = {sentence.text for sentence in sentences()}
    for path in (TUNING, HELD_OUT):
        words = yaml.safe_load(path.read_text("utf-8"))
        lists = [*words["clean"].values()]
        lists += [each for by in words["violations"].values() for each in by.values()]
        assert not known & {text for each in lists for text in each}


def test_a_good_draft_is_left_alone(encoder: BuiltinEmbedder) -> None:
    for text in ("The kettle leaks from the base.", "快递晚了九天，客服也不回复。"):
        record = review(text)
        body = compose(record, CLAUSES, BRAND).body
        found = check(body, record, CLAUSES, brand=BRAND, encode=encoder.encode)
        assert [f for f in found if f.blocks] == []


def test_nothing_gives_nothing(encoder: BuiltinEmbedder) -> None:
    assert read([], encoder.encode) == []


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
        assert [f.check for f in made.findings if f.blocks] == []

    def test_any_other_is_drafted_in_english_for_a_translator(
        self, encoder: BuiltinEmbedder
    ) -> None:
        desk = ReplyDesk(CLAUSES, BRAND, encoder.encode, None, ALIASES)
        made = desk.draft(review("주전자가 이 주 만에 고장 났어요.", language="ko"))
        assert made.language == "en"
        assert any("translate" in each for each in made.missing)
        assert "guess" not in made.body

    @pytest.mark.parametrize(
        ("language", "text", "words"),
        [
            ("de", "Es läuft aus und niemand antwortet.", ["undichte", "Antwort"]),
            ("fr", "Le colis est arrivé avec du retard, emballage abîmé.", ["attente", "dommage"]),
            ("es", "Llegó roto y me cobraron dos veces.", ["daño", "doble cobro"]),
        ],
    )
    def test_each_complaint_is_named(
        self, encoder: BuiltinEmbedder, language: str, text: str, words: list[str]
    ) -> None:
        desk = ReplyDesk(CLAUSES, BRAND, encoder.encode, None, ALIASES)
        body = desk.draft(review(text, language=language)).body
        assert all(word in body for word in words)

    def test_a_clause_in_the_language_is_cited(
        self, encoder: BuiltinEmbedder, tmp_path: Path
    ) -> None:
        rule = "Einen Defekt beheben wir innerhalb von 24 Monaten kostenlos."
        (tmp_path / "garantie.md").write_text(
            f"## warranty.1 Repair\n\n### Deutsch\n\n{rule}\n", encoding="utf-8"
        )
        desk = ReplyDesk(load_policies(tmp_path), BRAND, encoder.encode, None, {})
        made = desk.draft(review("Der Kessel ist defekt.", language="de"))
        assert made.sources == ("warranty.1",)
        assert rule in made.body


class TestUnseenShop:
    POLICIES = """## Sending things back
Unopened food can be returned within 21 days of receipt.

## Food that has gone off
Food that is spoiled on arrival is replaced, without return.

## Subscription
A subscription can be cancelled at the latest 3 days before the next delivery.
"""

    def desk(self, encoder: BuiltinEmbedder, folder: Path) -> ReplyDesk:
        (folder / "terms.md").write_text(self.POLICIES, encoding="utf-8")
        return ReplyDesk(load_policies(folder), BRAND, encoder.encode, None, {})

    def test_a_clause_is_found_by_its_own_word_and_meaning(
        self, encoder: BuiltinEmbedder, tmp_path: Path
    ) -> None:
        text = "I cancelled my subscription last week and you still sent another bag."
        made = self.desk(encoder, tmp_path).draft(review(text))
        assert made.sources == ("terms.3",)

    def test_a_clause_on_other_things_is_not_cited(
        self, encoder: BuiltinEmbedder, tmp_path: Path
    ) -> None:
        text = "Way too small for a labrador although the chart says L fits."
        assert self.desk(encoder, tmp_path).draft(review(text, product="Dog Bed")).sources == ()

    def test_what_is_no_known_complaint_is_quoted(
        self, encoder: BuiltinEmbedder, tmp_path: Path
    ) -> None:
        made = self.desk(encoder, tmp_path).draft(review("猫砂粉尘特别大，猫一进去就打喷嚏。"))
        assert "猫砂粉尘特别大" in made.body
