"""Drafts by policies of a test's own."""

from collections.abc import Callable
from pathlib import Path

from assistant.replies.policies.clauses import load_policies
from assistant.replies.shop.brand import load_brand
from assistant.replies.writing.composer import compose
from retrieval.embedders import BuiltinEmbedder
from tests.replies.reviews import review

__all__ = ["Drafted", "drafting"]

Drafted = Callable[[str], tuple[str, str]]
"""A review to the draft and its notes in English."""


def drafting(policies: str, folder: Path, encoder: BuiltinEmbedder) -> Drafted:
    """Drafts by policies in Markdown, which are put into the folder."""
    (folder / "rules.md").write_text(policies, "utf-8")
    clauses = load_policies(folder)
    brand = load_brand(None, clauses)

    def draft(text: str) -> tuple[str, str]:
        made = compose(review(text), clauses, brand, encode=encoder.encode)
        return made.body, " ".join(made.notes["en"])

    return draft
