"""Replies to what is no complaint that could be named: praise, questions, unclear or foreign."""

from collections.abc import Sequence

from assistant.models import Sentiment
from assistant.replies.draft import Tone
from assistant.replies.policies.answers import Answer
from assistant.replies.policies.sentences import joined
from assistant.replies.review.complaints import OTHER, Complaint, complaints
from assistant.replies.review.wordings import first_upper
from assistant.replies.writing.layout import Part
from assistant.replies.writing.voice import Voice

__all__ = ["elsewhere", "foreign", "question", "thanks", "unclear"]


def elsewhere(voice: Voice, told: str) -> list[Part]:
    """An answer to a review that seems to be meant for another business, as `told` in its words."""
    words = voice.words["elsewhere"]
    found = [Complaint(None, OTHER, told)] if told else complaints(voice.record)
    quote = next((q for one in found if (q := voice.quote(one))), "")
    said = voice.pick(words["quote"], quote=quote) if quote else voice.pick(words["plain"])
    return [
        Part(voice.pick(words["opening"])),
        Part(said, short=words["plain"][0]),
        Part(voice.pick(words["next"], private=voice.private)),
        Part(voice.pick(words["seller"]), 1),
    ]


def thanks(voice: Voice) -> list[Part]:
    """An answer to praise."""
    words = voice.words["thanks"]
    liked = voice.product if voice.record.feedback.product else words["plain"]
    key = "formal" if voice.tone is Tone.FORMAL else "opening"
    liked_words = voice.praised()
    quoted = voice.quotes(liked_words)
    return [
        Part(first_upper(voice.pick(words[key], liked=liked))),
        Part(voice.pick(words["quote"], quote=quoted) if quoted else "", 1),
        Part(voice.pick(words["body"]), 4 if voice.tone is Tone.BRIEF else 0),
        Part(voice.pick(words["close"])),
    ]


def question(voice: Voice, answers: Sequence[Answer]) -> list[Part]:
    """An answer to a question: from the clauses that are about it, else a gap to be filled."""
    words = voice.words["question"]
    if answers:
        told = [joined(answer.sentences, voice.language) for answer in answers]
        said = voice.pick(words["rule"], rule=joined(told, voice.language))
    else:
        voice.notes.lack("answer")
        said = words["gap"]
    return [
        Part(first_upper(voice.pick(words["opening"], product=voice.product))),
        Part(said),
        Part(voice.pick(words["close"], private=voice.private)),
    ]


def foreign(voice: Voice) -> list[Part]:
    """What can be said without having read the review."""
    said = [Part(text.format(product=voice.product)) for text in voice.words["foreign"]]
    return [*said, Part(voice.pick(voice.words["unclear"]["next"], private=voice.private))]


def unclear(voice: Voice) -> list[Part]:
    """What can be said where nobody can tell what is wrong."""
    words = voice.words["unclear"]
    kind = voice.record.labels.sentiment is Sentiment.POSITIVE
    return [
        Part(voice.pick(words["opening"], product=voice.product)),
        Part(
            voice.words["mixed_rating"] if kind else voice.pick(words["body"]),
            4 if voice.tone is Tone.BRIEF else 0,
        ),
        Part(voice.pick(words["next"], private=voice.private)),
    ]
