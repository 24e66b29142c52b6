"""A reply without a model: put together from the review, policy clauses and phrases."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from assistant.models import Sentiment
from assistant.models.vectors import Encode
from assistant.replies.draft import Draft, Tone
from assistant.replies.policies.answers import Answer
from assistant.replies.policies.clauses import Clause
from assistant.replies.policies.rulebook import Rulebook
from assistant.replies.review.complaints import complaints
from assistant.replies.review.elsewhere import meant_elsewhere
from assistant.replies.shop.brand import Brand
from assistant.replies.shop.deadlines import due_at
from assistant.replies.writing.complaint_letter import ComplaintLetter
from assistant.replies.writing.other_letters import elsewhere, foreign, question, thanks, unclear
from assistant.replies.writing.voice import Voice
from assistant.store.records import Record
from assistant.understanding.personal.finding import find

__all__ = ["LANGUAGES", "compose", "is_stray"]

LANGUAGES = ("en", "zh")

_QUESTION = re.compile(r"[^.!?。！？]*(?:[?？]|吗)")


def compose(
    record: Record,
    clauses: Sequence[Clause],
    brand: Brand,
    *,
    tone: Tone = Tone.WARM,
    language: str | None = None,
    recent: Sequence[str] = (),
    aliases: Mapping[str, Sequence[str]] | None = None,
    variant: int = 0,
    encode: Encode | None = None,
    ordered: date | None = None,
) -> Draft:
    """The first version of a reply to one feedback.

    Amounts and times come from the clauses alone. `recent` are the last replies, whose phrases are
    avoided; `aliases` are what people call each product. A review in a language without phrases
    gets an English draft that says a person must translate it. The same arguments give the same
    draft, another `variant` other phrases. With `encode` a clause answers a complaint also where
    only its meaning tells so. `ordered` is the day of the order, where the shop knows it.
    """
    spoken = language or record.labels.language
    chosen = spoken if spoken in LANGUAGES else "en"
    voice = Voice(record, brand, tone, chosen, recent, aliases, variant)
    words = meant_elsewhere(record, _own_texts(clauses, brand, aliases or {}))
    if words is not None:
        voice.notes.lack("elsewhere")
        body, sources = voice.body(elsewhere(voice, words)), list[str]()
    else:
        body, sources = _written(voice, Rulebook.of(clauses, encode), spoken, ordered)
    if voice.channel.public and find(record.feedback.full_text):
        voice.notes.lack("personal")
    notes = voice.notes.by_language()
    return Draft(
        feedback_id=record.feedback.id,
        language=chosen,
        body=body,
        tone=tone,
        due_at=due_at(record.feedback.time, brand.hours),
        sources=tuple(dict.fromkeys(sources)),
        missing=notes[chosen],
        notes=notes,
    )


def is_stray(
    record: Record, clauses: Sequence[Clause], brand: Brand, aliases: Mapping[str, Sequence[str]]
) -> bool:
    """Whether a review seems to be meant for another business."""
    return meant_elsewhere(record, _own_texts(clauses, brand, aliases)) is not None


def _written(
    voice: Voice, rulebook: Rulebook, spoken: str, ordered: date | None
) -> tuple[str, list[str]]:
    """The text and the ids of its clauses."""
    text = voice.record.feedback.full_text
    is_foreign = spoken not in (voice.language, "und")
    if is_foreign:
        voice.notes.lack("translate", language=spoken)
    if found := complaints(voice.record):
        letter = ComplaintLetter(voice, rulebook, found, ordered)
        return voice.body(letter.parts()), letter.sources
    if is_foreign:
        return voice.body(foreign(voice)), []
    if not re.search(r"\w", text):
        voice.notes.lack("no_text")
        return voice.body(unclear(voice)), []
    if _is_praise(voice.record):
        return voice.body(thanks(voice), thanks=True), []
    if re.search("[?？]|吗", text):
        answers = _answers(voice, rulebook, text)
        cited = [answer.clause.id for answer in answers]
        return voice.body(question(voice, answers), thanks=True), cited
    voice.notes.lack("what")
    return voice.body(unclear(voice)), []


def _answers(voice: Voice, rulebook: Rulebook, text: str) -> list[Answer]:
    """What the policies say to each question of a text; what they leave open beside it is noted."""
    asked = [said.strip() for said in _QUESTION.findall(text)] or [text]
    around = f"{text} {voice.record.feedback.product or ''}"
    found = [rulebook.question(said, voice.language, around) for said in asked]
    answers = {one.sentences: one for one in found if one is not None and one.sentences}
    if answers:
        for said, answer in zip(asked, found, strict=True):
            if answer is None or not answer.sentences:
                voice.notes.lack("asked", question=said)
    return list(answers.values())


def _own_texts(
    clauses: Sequence[Clause], brand: Brand, aliases: Mapping[str, Sequence[str]]
) -> str:
    """What the shop says of itself; "" for one that says nothing."""
    names = [*aliases, *(name for listed in aliases.values() for name in listed)]
    if not clauses and not names:
        return ""
    return "\n".join([*(clause.whole for clause in clauses), *names, *brand.name.values()])


def _is_praise(record: Record) -> bool:
    rating = record.feedback.rating
    if rating is not None and rating <= 3:
        return False
    if record.labels.sentiment is Sentiment.NEUTRAL:
        return rating is not None and rating >= 4
    return record.labels.sentiment is Sentiment.POSITIVE
