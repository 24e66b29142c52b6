"""The sentences of a reply to complaints: what went wrong, what the policies give, what is next."""

import re
from collections.abc import Mapping, Sequence

from assistant.models import Sentiment
from assistant.replies.draft import Tone
from assistant.replies.phrases import load_phrases
from assistant.replies.policies.rulebook import Answer, Rulebook
from assistant.replies.policies.sentences import joined
from assistant.replies.review.complaints import Complaint, is_content
from assistant.replies.review.wordings import first_lower, first_upper
from assistant.replies.writing.layout import Part
from assistant.replies.writing.notes import NOTE_LANGUAGES
from assistant.replies.writing.voice import Voice

__all__ = ["ComplaintLetter"]

MOST_QUOTES = 2
MOST_ASKS = 3

_PICTURE = re.compile(r"photo|video|screenshot|照片|视频|截图")


class ComplaintLetter:
    """One reply to the complaints of a review. `sources` are the ids of the clauses it rests on."""

    def __init__(self, voice: Voice, rulebook: Rulebook, found: Sequence[Complaint]) -> None:
        self.sources: list[str] = []
        self._voice, self._rulebook, self._found = voice, rulebook, found
        self._main = [one for one in found if not (one.issue and one.issue.demand)]
        self._names: Mapping[int, str] = {id(one): voice.name(one) for one in found}

    def parts(self) -> list[Part]:
        """The sentences, in order."""
        voice = self._voice
        parts = [self._opening(), *self._quotes()]
        if any(m.sentiment is Sentiment.POSITIVE for m in voice.record.labels.themes):
            praised = voice.words["quote_and"].join(voice.praised()[:1])
            kind = "praise_quote" if praised else "praise"
            parts.append(Part(voice.pick(voice.words[kind], quote=praised), 3 if praised else 4))
        parts += self._demands()
        parts += self._actions()
        parts.append(self._next_step())
        for one in self._found:
            if one.issue:
                voice.notes.look_up(one.issue.facts)
        return parts

    def _opening(self) -> Part:
        voice = self._voice
        if not self._main:
            return Part(voice.pick(voice.words["demand_opening"], product=voice.product))
        listed = voice.listed([self._names[id(one)] for one in self._main])
        values = {"issues": listed, "Issues": first_upper(listed), "product": voice.product}
        kinds = voice.words["opening"]
        kind = "content" if is_content(voice.record) else voice.tone
        return Part(
            voice.pick(kinds[kind], **values), short=voice.pick(kinds[Tone.BRIEF], **values)
        )

    def _quotes(self) -> list[Part]:
        """The customer's own words: they must stand where no name says what the complaint is."""
        voice = self._voice
        unnamed = [q for one in self._main if one.issue is None and (q := voice.quote(one))]
        if unnamed:
            said = voice.words["quote_and"].join(unnamed[:MOST_QUOTES])
            return [Part(voice.pick(voice.words["quote_unnamed"], quote=said))]
        told = [one for one in self._main if one.issue and not one.issue.remark] or self._main
        quote = next((q for one in told if (q := voice.quote(one))), "")
        if not quote or is_content(voice.record):
            return []
        return [
            Part(voice.pick(voice.words["quote"], quote=quote), 2 if voice.tone is Tone.WARM else 3)
        ]

    def _demands(self) -> list[Part]:
        voice, parts = self._voice, []
        for one in self._found:
            if one.issue and one.issue.demand:
                rank = 2 if one.issue.remark else 0
                parts.append(Part(voice.pick(voice.words["demand"][one.issue.id]), rank))
                if one.issue.id in voice.words["beyond"]:
                    told = {own: load_phrases(own)["beyond"] for own in NOTE_LANGUAGES}
                    wish = {own: names[one.issue.id] for own, names in told.items()}
                    voice.notes.lack("beyond", demand=wish)
        return parts

    def _actions(self) -> list[Part]:
        """What the policies give for each complaint; what they do not cover goes to `missing`."""
        voice = self._voice
        parts: list[Part] = []
        uncovered: list[str] = []
        for one in self._found:
            demand = one.issue is not None and one.issue.demand
            if demand and (parts or not one.issue or not one.issue.topics):
                continue
            if one.issue and one.issue.remark:
                noun = one.issue.nouns[voice.language]
                parts.append(Part(voice.pick(voice.words["remark"], issue=noun), 2))
                voice.notes.lack("forward", issue=one.issue.nouns)
                if one.issue.topics:
                    parts += self._rule(one, another=False) or []
                continue
            rule = self._rule(one, another=any(part.rank == 0 for part in parts))
            if rule is not None:
                parts += rule
            elif not demand:
                uncovered.append(self._names[id(one)])
        if uncovered:
            options = voice.words["no_rule" if parts else "no_rule_all"]
            text = voice.pick(options, issue=voice.listed(uncovered[:2]))
            parts.append(Part(first_upper(text), 2 if parts else 0))
        return parts

    def _rule(self, one: Complaint, *, another: bool) -> list[Part] | None:
        """What a clause gives for a complaint, [] where it is said already; None without one,
        which goes to `missing`."""
        voice = self._voice
        answer = self._rulebook.to(
            one,
            voice.language,
            voice.record.feedback.full_text,
            voice.record.feedback.product or "",
        )
        if answer is None:
            if not (one.issue and (one.issue.demand or one.issue.remark)):
                voice.notes.lack("clause", issue=_note_name(one))
            return None
        if answer.clause.id in self.sources:
            return []
        if not answer.sentences:
            voice.notes.no_text_in(answer.clause.id, voice.language)
            return None
        self.sources.append(answer.clause.id)
        return [self._cited(answer, another=another)]

    def _cited(self, answer: Answer, *, another: bool) -> Part:
        voice = self._voice
        text = joined(answer.sentences, voice.language)
        if voice.tight and voice.language == "zh":
            return Part(text, short=first_upper(answer.best))
        name = voice.words["subjects"].get(answer.subject)
        leads = voice.words["another_rule" if another else "rule"] if name else None
        lead = voice.pick(leads or voice.words["plain_rule"], subject=name or "", rule="{rule}")
        return Part(
            lead.replace("{rule}", first_lower(text)),
            short=first_upper(joined([answer.best], voice.language)),
        )

    def _next_step(self) -> Part:
        voice = self._voice
        asks = [
            ask
            for one in self._found
            if one.issue
            for ask in one.issue.asks.get(voice.language, ())
        ]
        order = voice.words["order_number"]
        if all(one.issue and one.issue.remark for one in self._found):
            pass  # an opinion: there is no order to look up
        elif not voice.record.feedback.order_id:
            voice.notes.lack("order" if voice.record.feedback.product else "whose")
            asks = [order, *asks]
        elif set(asks) - {order}:
            asks = [ask for ask in asks if ask != order]
        if not asks:
            return Part(voice.pick(voice.words["next_plain"], private=voice.private))
        shown = voice.listed([self._with_article(ask) for ask in _once(asks)][:MOST_ASKS])
        return Part(voice.pick(voice.words["next"], private=voice.private, asks=shown))

    def _with_article(self, ask: str) -> str:
        mine = self._voice.language == "en" and ask.startswith(("order", "delivery"))
        return f"your {ask}" if mine else ask


def _once(asks: Sequence[str]) -> list[str]:
    """Each thing to send once, of photos and the like the first."""
    kept: list[str] = []
    for ask in dict.fromkeys(asks):
        if not (_PICTURE.search(ask) and any(_PICTURE.search(other) for other in kept)):
            kept.append(ask)
    return kept


def _note_name(one: Complaint) -> str | dict[str, str]:
    """A complaint as a note names it: by the issue, else in the customer's words."""
    if one.issue is None:
        return f"“{one.quote[:60]}”"
    terms = one.issue.terms
    return {"en": terms["en"][0], "zh": f"“{terms['zh'][0]}”"}
