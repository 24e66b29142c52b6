"""The sentences of a reply to complaints: what went wrong, what the policies give, what is next."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.models import Sentiment
from assistant.replies.draft import Tone
from assistant.replies.phrases import load_phrases
from assistant.replies.policies.answers import Answer, requests
from assistant.replies.policies.asked import of_service
from assistant.replies.policies.rulebook import RETURNS, Rulebook
from assistant.replies.policies.sentences import joined
from assistant.replies.review.complaints import (
    OTHER,
    SERVICE,
    Complaint,
    is_content,
    is_praise,
    without_others,
)
from assistant.replies.review.questions import questions_of
from assistant.replies.review.wordings import first_lower, first_upper
from assistant.replies.shop.channels import size_of
from assistant.replies.writing.answering import answered
from assistant.replies.writing.layout import Part
from assistant.replies.writing.limits import Limits
from assistant.replies.writing.next_step import next_step
from assistant.replies.writing.notes import NOTE_LANGUAGES
from assistant.replies.writing.uncovered import note_uncovered
from assistant.replies.writing.voice import Voice

__all__ = ["ComplaintLetter"]

MOST_QUOTES, MOST_QUOTED = 3, {"en": 28, "zh": 40}
"""Quotes, and words or Chinese characters of all of them together."""


class ComplaintLetter:
    """One reply to the complaints of a review. `sources` are the ids of the clauses it rests on;
    `ordered` is the day of the order, where the shop knows it."""

    def __init__(
        self,
        voice: Voice,
        rulebook: Rulebook,
        found: Sequence[Complaint],
        ordered: date | None = None,
    ) -> None:
        self.sources: list[str] = []
        self._voice, self._rulebook, self._found = voice, rulebook, found
        self._main = [one for one in found if not (one.issue and one.issue.demand)]
        self._names: Mapping[int, str] = {id(one): voice.name(one) for one in found}
        self._quoted = self._own_words()
        self._told: set[str] = set()
        self._limits = Limits(voice.record, voice.language, rulebook, voice.notes, ordered)
        self._requested = False
        self._unruled: set[int] = set()

    def parts(self) -> list[Part]:
        """The sentences, in order."""
        voice = self._voice
        parts = [*self._opening(), *self._quotes(), *self._praised(), *self._demands()]
        parts += self._actions()
        parts += answered(
            voice, self._rulebook, self._limits, self._found, self._told, self.sources
        )
        self._limits.note_refusal(self.sources)
        parts.append(next_step(voice, self._found, requested=self._requested))
        for one in self._found:
            if one.issue:
                voice.notes.look_up(one.issue.facts)
        return parts

    def _praised(self) -> list[Part]:
        """Thanks for what the customer likes all the same."""
        voice = self._voice
        if praised := [said for said in voice.praised() if is_praise(said)][:1]:
            return [Part(voice.pick(voice.words["praise_quote"], quote=voice.quotes(praised)), 1)]
        happy = is_content(voice.record) and any(
            m.sentiment is Sentiment.POSITIVE for m in voice.record.labels.themes
        )
        return [Part(voice.pick(voice.words["praise"]), 4)] if happy else []

    def _own_words(self) -> dict[int, str]:
        """The quotes that name those complaints for which there is no plain name."""
        found: dict[int, str] = {}
        left = MOST_QUOTED[self._voice.language]
        most = 1 if self._voice.tight else MOST_QUOTES
        for one in sorted(self._main, key=lambda each: each.issue is None):
            quote = self._voice.quote(one) if one.issue is None or one.issue.vague else ""
            size = size_of(quote, self._voice.language)
            if quote in found.values():
                found[id(one)] = quote
            elif quote and size <= left and len(found) < most:
                found[id(one)] = quote
                left -= size
        return {id(one): found[id(one)] for one in self._main if id(one) in found}

    def _opening(self) -> list[Part]:
        voice = self._voice
        if not self._main:
            return [Part(voice.pick(voice.words["demand_opening"], product=voice.product))]
        first = self._main[0]
        plain = [
            one
            for one in self._main
            if id(one) not in self._quoted and (one.issue or not self._quoted)
        ]
        leads = not plain or (first.issue is not None and id(first) in self._quoted)
        if leads:  # remarks have a sentence of their own
            plain = [one for one in plain if one.issue and not one.issue.remark]
        named = [self._names[id(one)] for one in plain]
        said = list(dict.fromkeys(self._quoted.values()))
        quotes = f"“{voice.quotes(said)}”"
        values = {"issues": voice.listed(named), "quotes": quotes, "product": voice.product}
        kinds = voice.words["opening_quoted" if leads else "opening"]
        kind = "content" if is_content(voice.record) else voice.tone
        long, short = voice.pick(kinds[kind], **values), voice.pick(kinds[Tone.BRIEF], **values)
        parts = [Part(first_upper(long), short=first_upper(short))]
        if named and self._quoted:
            also = voice.words["also_named" if leads else "also_quoted"]
            parts.append(Part(voice.pick(also, **values), 2 if voice.tight else 0))
        return parts

    def _quotes(self) -> list[Part]:
        """The customer's own words, where the complaints are only named so far."""
        voice = self._voice
        if self._quoted or is_content(voice.record):
            return []
        told = [one for one in self._main if one.issue and not one.issue.remark] or self._main
        quote = next((q for one in told if (q := voice.quote(one))), "")
        rank = 2 if voice.tone is Tone.WARM else 3
        return [Part(voice.pick(voice.words["quote"], quote=quote), rank)] if quote else []

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
        uncovered: list[Complaint] = []
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
            if one.issue is None and one.theme == OTHER and self.sources:
                beside = self._beside(one)
                parts += beside
                uncovered += [] if beside else [one]
                continue  # what no word or label tells goes with the rest
            rule = self._rule(one, another=any(part.rank == 0 for part in parts))
            if rule is not None:
                parts += rule
            elif not demand:
                uncovered.append(one)
        if uncovered:
            open = [one for one in uncovered if id(one) not in self._unruled]
            note_uncovered(voice, self._rulebook, open, self._found, self.sources)
            named = [
                self._names[id(one)]
                for one in uncovered
                if id(one) not in self._quoted and (one.issue or one.theme != OTHER)
            ]
            options = voice.words["no_rule" if parts and named else "no_rule_all"]
            text = voice.pick(options, issue=voice.listed(named[:2]))
            if named or not parts:
                parts.append(Part(first_upper(text), 2 if parts else 0))
        return parts

    def _rule(self, one: Complaint, *, another: bool) -> list[Part] | None:
        """What a clause gives for a complaint, [] where it is said already; None without one,
        which goes to `missing`."""
        voice = self._voice
        said = voice.record.feedback
        around = without_others(one, self._found, said.full_text)
        for asked in questions_of(said.full_text):
            around = around.replace(asked, " ")
        before = self._found[: self._found.index(one)]
        further = another and any(not (each.issue and each.issue.remark) for each in before)
        answer = self._rulebook.to(one, voice.language, around, said.product or "", further)
        if answer is None:
            return None
        if not answer.sentences:
            nearer = self._rulebook.abroad(one.quote, voice.language, known=True)
            voice.notes.no_text_in(nearer or answer.clause, voice.language)
            self._unruled.add(id(one))
            return None
        minor = is_content(voice.record) and one.issue is not None and one.issue.vague
        if minor and answer.subject == RETURNS:
            return []
        limited = self._limits.of(answer, one)
        if limited is None:
            return None
        answer = limited.answer
        if set(answer.best) <= self._told:
            if one.theme == SERVICE and not of_service(one):
                return None  # what was told is on the goods
            return [] if limited.back else self._beside(one)
        self._told.update(limited.back)
        fresh = tuple(told for told in answer.sentences if told not in self._told)
        self._told.update(fresh)
        kept = tuple(told for told in answer.best if told in fresh)
        answer = replace(answer, sentences=fresh, best=kept)
        self.sources.append(answer.clause.id)
        self._requested = self._requested or any(requests(told) for told in fresh)
        cited = [self._cited(answer, another=another, holds=limited.holds)]
        return [*cited, Part(voice.pick(voice.words[limited.over]))] if limited.over else cited

    def _beside(self, one: Complaint) -> list[Part]:
        """What the clauses that are cited say on a further complaint."""
        answer = self._rulebook.beside(one, self.sources, self._voice.language, self._told)
        if answer is None or self._limits.of(answer, one) is None:
            return []
        self._told.update(answer.sentences)
        return [self._cited(answer, another=True)]

    def _cited(self, answer: Answer, *, another: bool, holds: bool = True) -> Part:
        voice = self._voice
        text = joined(answer.sentences, voice.language)
        # Where there is room for one rule, a second one is left to the private answer.
        rank = 1 if another and voice.tight else 0
        if voice.tight and voice.language == "zh":
            return Part(text, rank, short=first_upper(joined(answer.best, voice.language)))
        name = voice.words["subjects"].get(answer.subject)
        plain = "plain_rule" if holds else "limited_rule"
        kind = ("another_" if another else "") + ("rule" if name else plain)
        lead = voice.pick(voice.words[kind], subject=name or "", rule="{rule}")
        return Part(
            lead.replace("{rule}", first_lower(text)),
            rank,
            short=first_upper(joined(answer.best, voice.language)),
        )
