"""Which risk stands in the way of a draft, all things considered that a draft considers."""

import re
from collections.abc import Mapping, Sequence

from assistant.models.vectors import Encode
from assistant.replies.draft import RiskKind
from assistant.replies.policies.clauses import Clause
from assistant.replies.policies.rulebook import Rulebook
from assistant.replies.review.complaints import complaints, is_known
from assistant.replies.review.risk import (
    Risk,
    meant_risk,
    names_danger,
    names_danger_beside,
    risk_of,
)
from assistant.replies.shop.brand import Brand
from assistant.replies.writing.composer import is_stray
from assistant.store.records import Record

__all__ = ["escalated_risk", "spoken_in"]

FAULTS, OF_ORDER = "product_quality", "product_match"
"""The themes of complaints that something about the item is wrong, and that it is another one."""


def escalated_risk(
    record: Record,
    clauses: Sequence[Clause],
    brand: Brand,
    encode: Encode,
    *,
    language: str | None = None,
    aliases: Mapping[str, Sequence[str]] | None = None,
) -> Risk:
    """The risk for which a record gets an escalation card; of the kind none where it gets a draft,
    be it that it is meant for another business or that a rule of the shop deals with all that
    sounds of danger. `language` is the one of the draft, the review's where it is left out."""
    named = risk_of(record)
    risk = meant_risk(record, encode) if named.kind is RiskKind.NONE else named
    if risk.kind is not RiskKind.URGENT:
        return risk
    # An injury that was treated sounds of a clinic; only what the labels tell may be stray.
    stray = risk is named and is_stray(record, clauses, brand, aliases or {})
    spared = stray or _is_ruled(record, clauses, language or spoken_in(record, clauses), encode)
    return Risk(RiskKind.NONE) if spared else risk


def spoken_in(record: Record, clauses: Sequence[Clause]) -> str:
    """The review's language; where it has none, Chinese for a shop with Chinese policies alone."""
    told = record.labels.language
    if told != "und":
        return told
    own = {language for clause in clauses for language in clause.text}
    return "zh" if own == {"zh"} or re.search("[。，！？、…]", record.feedback.full_text) else told


def _is_ruled(record: Record, clauses: Sequence[Clause], spoken: str, encode: Encode) -> bool:
    """Whether all that sounds of danger in a text is a known fault for which the policies have a
    rule, or stands in the words of such a rule, or in those that tell what came in place of what
    was ordered."""
    text, product = record.feedback.full_text, record.feedback.product or ""
    book = Rulebook.of(clauses, encode)
    rest = book.without_ruled(text, spoken)
    if rest and not names_danger_beside(record, rest, encode):
        return True
    rest = text
    for quote in (one.quote for one in complaints(record) if one.theme == OF_ORDER):
        rest = rest.replace(quote, " ")
    if rest != text and not names_danger_beside(record, rest, encode):
        return True
    faults = [one for one in complaints(record) if one.theme == FAULTS and is_known(one)]
    if not faults or names_danger(record, [f.quote for f in faults], encode):
        return False
    return all(book.to(one, spoken, text, product) for one in faults)
