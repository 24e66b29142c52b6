"""Replies in languages with few phrases: the matter by name, the shop's contact, its sign-off."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.replies.draft import Draft
from assistant.replies.policies.clauses import load_policies
from assistant.replies.shop.brand import Brand
from assistant.replies.writing.drafting import draft
from retrieval.embedders import BuiltinEmbedder
from tests.replies.reviews import review

BRAND = Brand(
    name={"en": "Oak & Girth", "zh": "橡木马具"},
    sign_off={"en": "Cheers, Oak & Girth"},
    contact={"en": "yard@oakgirth.example"},
)


Written = Callable[..., Draft]


@pytest.fixture
def answer(encoder: BuiltinEmbedder) -> Written:
    def written(text: str, language: str, product: str = "Saddle") -> Draft:
        said = review(text, language=language, product=product)
        return draft(said, (), BRAND, encoder.encode)

    return written


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        (
            "注文したものと違う商品が届きました。問い合わせても返事がありません。",
            "ja",
            ("ご注文と異なる商品", "返信がなかった", "申し訳", "yard@oakgirth.example 宛て"),
        ),
        (
            "Ich habe Braun bestellt und Schwarz bekommen, auf Mails antwortet niemand.",
            "de",
            ("die falsche Lieferung", "Antwort", "an yard@oakgirth.example", "Ihr Team von Oak"),
        ),
        (
            "Llegó con la correa rota y sin la hebilla.",
            "es",
            ("el daño", "lo que faltaba", "a yard@oakgirth.example", "El equipo de Oak"),
        ),
        (
            "La boucle s'est cassée et personne ne m'a répondu.",
            "fr",
            ("la panne", "l'absence de réponse", "à yard@oakgirth.example", "L'équipe Oak"),
        ),
    ],
)
def test_the_matter_the_contact_and_the_sign_off(
    answer: Written,
    text: str,
    language: str,
    words: tuple[str, ...],
) -> None:
    made = answer(text, language)
    assert made.language == language
    assert not any(finding.blocks for finding in made.findings)
    for word in words:
        assert word in made.body


def test_a_name_that_they_cannot_read_is_left_out(answer: Written) -> None:
    assert "马鞍" not in answer("Personne ne répond.", "fr", "马鞍").body


def test_a_refusal_holds_back_its_rule(tmp_path: Path, encoder: BuiltinEmbedder) -> None:
    (tmp_path / "rules.md").write_text(
        "# Rules\n\n## Repairs under guarantee\nSaddles are guaranteed for 2 years.\n### Deutsch\n"
        "Unsere Sättel sind 2 Jahre garantiert, und wir reparieren sie kostenlos. "
        "Kratzer und Nässe werden nicht ersetzt.\n",
        "utf-8",
    )
    clauses = load_policies(tmp_path)

    def written(text: str) -> Draft:
        return draft(review(text, language="de", product="Sattel"), clauses, BRAND, encoder.encode)

    assert "reparieren" in written("Der Sattel ist kaputt, die Naht ist gerissen.").body
    scratched = written("Der Sattel ist kaputt, er hat überall Kratzer.")
    assert "reparieren" not in scratched.body
    assert any("nicht ersetzt" in each for each in scratched.notes["en"])
