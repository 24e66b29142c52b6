"""The draft of one feedback: risk first, then a model's or the composer's text, then the checks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.errors import InvalidInputError, ModelError
from assistant.replies.brand import Brand
from assistant.replies.channels import channel_of, length_of
from assistant.replies.checks import check
from assistant.replies.complaints import complaints
from assistant.replies.composer import LANGUAGES, compose
from assistant.replies.deadlines import due_at
from assistant.replies.draft import Draft, Tone
from assistant.replies.phrases import load_instruction
from assistant.replies.policies import Clause
from assistant.replies.risk import NONE, escalation, risk_of
from assistant.replies.subjects import Encode, relevant
from assistant.store.records import Record
from assistant.understanding.personal_data import mask

__all__ = ["Write", "draft"]

Write = Callable[[str], str]
"""A model: the prompt in, the text of the reply out. May raise ModelError."""

CLAUSES_SHOWN = 6
LONGEST_SHOWN = 3_000


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
) -> Draft:
    """The checked draft of a reply.

    A risk gives an escalation card instead. With `write` a model's text is taken where the checks
    find no error in it, else the composer's. Raises InvalidInputError for an unknown tone or a
    language that is not a code like "en".
    """
    if tone not in list(Tone):
        raise InvalidInputError(f"Tone {tone!r} is unknown; choose {', '.join(Tone)}.")
    if language is not None and language not in LANGUAGES:
        raise InvalidInputError(
            f"Replies in {language!r} cannot be drafted; choose {' or '.join(LANGUAGES)}."
        )
    risk = risk_of(record)
    spoken = language or record.labels.language
    if risk.kind != NONE:
        due = due_at(record.feedback.time, brand.hours)
        found = escalation(record, risk, clauses, spoken if spoken in LANGUAGES else "en", due)
        return replace(found, tone=Tone(tone))
    ranked = relevant(clauses, record.feedback.full_text, encode)
    first = compose(
        record,
        ranked,
        brand,
        tone=Tone(tone),
        language=language,
        recent=recent,
        aliases=aliases,
    )

    def checked(body: str) -> Draft:
        findings = check(body, record, clauses, recent, brand=brand, aliases=aliases)
        return replace(first, body=body, findings=tuple(findings))

    if write is not None:
        try:
            written = checked(write(_prompt(record, ranked, brand, first)).strip())
        except ModelError:
            return checked(first.body)
        if not any(finding.severity == "error" for finding in written.findings):
            return written
    return checked(first.body)


def _prompt(record: Record, ranked: Sequence[Clause], brand: Brand, first: Draft) -> str:
    """What a model is told. The review is quoted data with personal data masked."""
    said = record.feedback
    length = length_of(first.language, thanks=not complaints(record))
    shown = [c for c in ranked if c.id in first.sources]
    shown += [c for c in ranked[:CLAUSES_SHOWN] if c not in shown]
    return load_instruction("model").format(
        language={"en": "English", "zh": "Chinese"}[first.language],
        tone=first.tone,
        low=length.low,
        high=length.high,
        unit="characters" if first.language == "zh" else "words",
        clauses="\n".join(f"[{c.id}] {c.in_language(first.language) or c.whole}" for c in shown),
        product=said.product or "unknown",
        private=brand.contact.get(first.language)
        or channel_of(said.channel).private[first.language],
        complaints="\n".join(f"- {one.quote}" for one in complaints(record)) or "- none",
        review=mask(said.full_text[:LONGEST_SHOWN]),
        example=first.body,
    )
