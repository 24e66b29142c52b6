"""The draft of one feedback: risk first, then a model's or the composer's text, then the checks."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from rapidfuzz.distance import Indel

from assistant.errors import InvalidInputError, ModelError
from assistant.models import Trouble
from assistant.models.vectors import Encode
from assistant.replies.checking.checks import check
from assistant.replies.draft import Draft, RiskKind, Tone, Writer
from assistant.replies.phrases import load_instruction
from assistant.replies.policies.clauses import Clause
from assistant.replies.policies.rulebook import Rulebook
from assistant.replies.policies.subjects import relevant
from assistant.replies.review.complaints import complaints
from assistant.replies.shop.brand import Brand
from assistant.replies.shop.channels import channel_of, length_of
from assistant.replies.shop.deadlines import due_at
from assistant.replies.writing.composer import LANGUAGES, compose
from assistant.replies.writing.escalating import escalated_risk, spoken_in
from assistant.replies.writing.escalation import escalation
from assistant.replies.writing.short import language_name, short_draft, short_languages
from assistant.store.records import Record
from assistant.understanding.outgoing import masked

__all__ = ["Write", "draft", "draft_languages"]

Write = Callable[[str], str]
"""A model: the prompt in, the text of the reply out. May raise ModelError."""

CLAUSES_SHOWN = 6
VARIANTS = 12
UNLIKE = 0.7
"""Below this likeness (Indel ratio) a draft does not read like another."""

LONGEST_SHOWN = 3_000
BOUND = re.compile(r"^[ \t]*-{5,}[ \t]*$", re.MULTILINE)
"""A line like those between which the prompt has its data."""


def draft(
    record: Record,
    clauses: Sequence[Clause],
    brand: Brand,
    encode: Encode,
    *,
    tone: str = Tone.WARM,
    language: str | None = None,
    recent: Sequence[str] = (),
    aliases: Mapping[str, Sequence[str]] | None = None,
    write: Write | None = None,
    ordered: date | None = None,
) -> Draft:
    """The checked draft of a reply.

    A risk gives an escalation card instead. With `write` a model's text is taken where the checks
    find no error in it, else the composer's. `ordered` is the day of the order, where the shop
    knows it. Raises InvalidInputError for an unknown tone or a
    language that is not a code like "en".
    """
    _must_be_known(tone, language)
    spoken = language or spoken_in(record, clauses)
    risk = escalated_risk(record, clauses, brand, encode, language=spoken, aliases=aliases)
    if risk.kind is not RiskKind.NONE:
        due = due_at(record.feedback.time, brand.hours)
        found = escalation(record, risk, clauses, spoken if spoken in LANGUAGES else "en", due)
        return replace(found, tone=Tone(tone))
    if spoken in short_languages():
        book = Rulebook.of(clauses, encode)
        first = short_draft(record, book, brand, spoken, Tone(tone), recent, ordered)
    else:
        written = partial(
            compose,
            record,
            clauses,
            brand,
            tone=Tone(tone),
            language=spoken,
            recent=recent,
            aliases=aliases,
            encode=encode,
            ordered=ordered,
        )
        first = _least_alike(written, recent)

    def checked(body: str) -> Draft:
        findings = check(body, record, clauses, recent, brand=brand, aliases=aliases, encode=encode)
        return replace(first, body=body, findings=tuple(findings))

    composed = checked(first.body)
    if write is None:
        return composed
    ranked = relevant(clauses, record.feedback.full_text, encode)
    try:
        theirs = checked(write(_prompt(record, ranked, brand, first)).strip())
    except ModelError as error:
        return replace(composed, trouble=error.trouble)
    if any(finding.blocks for finding in theirs.findings):
        return replace(composed, trouble=Trouble.UNVERIFIED)
    return replace(theirs, written_by=Writer.MODEL)


def draft_languages() -> tuple[str, ...]:
    """The codes of the languages that replies are written in."""
    return (*LANGUAGES, *short_languages())


def _must_be_known(tone: str, language: str | None) -> None:
    if tone not in list(Tone):
        raise InvalidInputError(f"Tone {tone!r} is unknown; choose {', '.join(Tone)}.")
    known = draft_languages()
    if language is not None and language not in known:
        raise InvalidInputError(
            f"Replies in {language!r} cannot be drafted; choose {', '.join(known)}."
        )


def _least_alike(composed: Callable[..., Draft], recent: Sequence[str]) -> Draft:
    """Of a few variants the first that is unlike the recent replies, else the least like them."""
    best, least = composed(), 2.0
    for variant in range(VARIANTS if recent else 0):
        made = composed(variant=variant)
        alike = max(Indel.normalized_similarity(made.body, other) for other in recent)
        if alike < least:
            best, least = made, alike
        if alike < UNLIKE:
            break
    return best


def _prompt(record: Record, ranked: Sequence[Clause], brand: Brand, first: Draft) -> str:
    """What a model is told. What the customer wrote is data, with personal data masked."""
    said = record.feedback
    private = channel_of(said.channel).private
    length = length_of(first.language, thanks=not complaints(record))
    shown = [c for c in ranked if c.id in first.sources]
    shown += [c for c in ranked[:CLAUSES_SHOWN] if c not in shown]
    return load_instruction("model").format(
        language=language_name(first.language),
        tone=first.tone,
        low=length.low,
        high=length.high,
        unit="characters" if first.language == "zh" else "words",
        clauses="\n".join(f"[{c.id}] {c.in_language(first.language) or c.whole}" for c in shown),
        product=_as_data(said.product or "unknown"),
        private=brand.contact.get(first.language) or private.get(first.language, private["en"]),
        complaints="\n".join(f"- {_as_data(one.quote)}" for one in complaints(record)) or "- none",
        review=_as_data(said.full_text[:LONGEST_SHOWN]),
        example=first.body,
    )


def _as_data(text: str) -> str:
    """A stranger's words with personal data masked, which cannot end the prompt's data."""
    return BOUND.sub("—", masked(text))
