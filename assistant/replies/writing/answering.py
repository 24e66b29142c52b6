"""What a reply says to the questions of a review."""

from collections.abc import Sequence

from assistant.han import HAN
from assistant.replies.policies.own_words import stems_of
from assistant.replies.policies.rulebook import Rulebook
from assistant.replies.policies.sentences import joined
from assistant.replies.review.complaints import Complaint
from assistant.replies.review.issues import word_filter
from assistant.replies.review.questions import questions_of
from assistant.replies.review.wordings import first_upper
from assistant.replies.writing.layout import Part
from assistant.replies.writing.limits import Limits
from assistant.replies.writing.voice import Voice

__all__ = ["answered"]


def answered(
    voice: Voice,
    rulebook: Rulebook,
    limits: Limits,
    found: Sequence[Complaint],
    told: set[str],
    sources: list[str],
) -> list[Part]:
    """The rule that answers the first question which a rule answers, or that a person will; []
    where nothing is asked, the question is a demand, or what is `told` answers it.

    What it tells is added to `told` and its clause to `sources`.
    """
    questions = questions_of(voice.record.feedback.full_text)
    wishes = any(one.issue and one.issue.demand for one in found)
    if not questions or wishes or voice.record.labels.language != voice.language:
        return []
    product = voice.record.feedback.product or ""
    for asked in questions:
        answer = rulebook.question(asked, voice.language, product)
        if answer is None or not answer.sentences:
            continue
        answer = limits.asked(answer)
        if answer is None:
            continue
        if set(answer.best) <= told:
            return []  # what was told answers it
        told.update(answer.sentences)
        sources.append(answer.clause.id)
        rule = joined(answer.sentences, voice.language)
        text = voice.pick(voice.words["asked_rule"], question=asked, rule="{rule}")
        return [Part(text.replace("{rule}", rule), short=first_upper(rule))]
    voice.notes.lack("asked", question=questions[0])
    if any(_words(questions[0]) & _words(said) for said in told):
        return []  # what was told may answer it: a person decides
    return [Part(voice.pick(voice.words["asked"], question=questions[0]), 1)]


def _words(said: str) -> frozenset[str]:
    """The words that tell what a question is on; of Chinese, where one character may be a verb
    (能修吗), each character that is no word of grammar."""
    return stems_of(said) | frozenset(HAN.findall(word_filter("grammar").sub("", said)))
