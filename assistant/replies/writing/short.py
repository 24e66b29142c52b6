"""An answer in a language that has fewer phrases than English and Chinese."""

import re
from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

from assistant.han import HAN
from assistant.models import Sentiment
from assistant.replies.draft import Draft, Tone
from assistant.replies.phrases import load_phrases
from assistant.replies.policies.rulebook import Rulebook
from assistant.replies.policies.sentences import joined
from assistant.replies.review.complaints import OTHER, Complaint, complaints
from assistant.replies.review.foreign import foreign_issues
from assistant.replies.review.issues import READ, issues
from assistant.replies.review.wordings import customer_name, quotable
from assistant.replies.shop.brand import Brand
from assistant.replies.shop.channels import CLOSE
from assistant.replies.shop.deadlines import due_at
from assistant.replies.writing.limits import Limits
from assistant.replies.writing.notes import Notes
from assistant.store.records import Record

__all__ = ["language_name", "short_draft", "short_languages"]

MOST, MOST_QUOTES = 3, 2
"""Complaints that one answer names, and quotes."""

MOST_WORDS = 4
"""Words of a contact that is a name, not a sentence."""

_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+\.\w+")


def short_languages() -> tuple[str, ...]:
    """The codes of the languages that are written from these phrases."""
    return tuple(load_phrases("short"))


def language_name(code: str) -> str:
    """The English name of a language that drafts are written in."""
    names = {"en": "English", "zh": "Chinese"}
    return names.get(code) or str(load_phrases("short")[code]["name"])


def short_draft(
    record: Record,
    rulebook: Rulebook,
    brand: Brand,
    language: str,
    tone: Tone,
    recent: Sequence[str] = (),
    ordered: date | None = None,
) -> Draft:
    """Thanks for praise, else the complaints by name, a clause where one is written in this
    language and holds for the case, and what the customer can send. What a person must add stands
    in `notes`; `ordered` is the day of the order, where the shop knows it."""
    writer = _Writer(record, rulebook, brand, language, tone, recent, ordered)
    words = writer.words
    found = writer.complaints()
    happy = record.labels.sentiment is Sentiment.POSITIVE
    if happy and not any(issue for issue, _ in found):
        body = words["thanks"].format(product=writer.product)
    else:
        body = ("" if language in CLOSE else " ").join(writer.complaint(found))
    name = customer_name(record, "first")
    hello = words["greeting"]["named" if name else "unnamed"].format(name=name)
    notes = writer.notes.by_language()
    return Draft(
        feedback_id=record.feedback.id,
        language=language,
        body=f"{hello}\n\n{body}\n\n{_signed(brand, language)}",
        tone=tone,
        due_at=due_at(record.feedback.time, brand.hours),
        sources=tuple(dict.fromkeys(writer.sources)),
        missing=notes["en"],
        notes=notes,
    )


def _signed(brand: Brand, language: str) -> str:
    """The sign-off in a language: the brand file's, else the team of the shop's own name, else a
    plain one."""
    words, default = load_phrases("short")[language], load_phrases("brand")
    if language in brand.sign_off:
        return brand.sign_off[language]
    own = [brand.name[each] for each in (language, "en") if each in brand.name]
    if own and own[0] not in default["name"].values():
        return str(words["team"].format(name=own[0]))
    given = brand.sign_off.get("en", "")
    return given if given and given not in default["sign_off"].values() else str(words["sign"])


def _private(brand: Brand, language: str) -> str:
    """How the customer writes privately: to an address of the brand file, by another contact that
    is named in this language or in English, else without one."""
    ways: dict[str, str] = load_phrases("short")[language]["private"]
    named = [brand.contact[each] for each in (language, "en") if each in brand.contact]
    addresses = [found[0] for each in brand.contact.values() if (found := _ADDRESS.search(each))]
    if addresses:
        return ways["write"].format(contact=addresses[0])
    short = [each for each in named if len(each.split()) <= MOST_WORDS]
    return ways["reach"].format(contact=short[0]) if short else ways["plain"]


class _Writer:
    """One answer in the making."""

    def __init__(
        self,
        record: Record,
        rulebook: Rulebook,
        brand: Brand,
        language: str,
        tone: Tone,
        recent: Sequence[str],
        ordered: date | None,
    ) -> None:
        self.record, self.language, self.recent, self.tone = record, language, recent, tone
        self.words: dict[str, Any] = load_phrases("short")[language]
        self.random = Random(f"{record.feedback.id}|{language}")
        self.private = _private(brand, language)
        named = record.feedback.product
        if named and HAN.search(named) and language not in CLOSE:
            named = None  # a name that these customers cannot read
        self.product = self.words["named"].format(product=named) if named else self.words["product"]
        self.sources: list[str] = []
        self.notes = Notes()
        self.rulebook = rulebook
        self.limits = Limits(record, language, rulebook, self.notes, ordered)
        self.quotes = self._own_words()

    def complaints(self) -> list[tuple[str, str]]:
        """Issue ("" where only the labels tell a complaint) and its name, in reading order."""
        found = foreign_issues(self.record.feedback.full_text, self.language)
        if found or self.quotes:
            return [(id, self.words["issues"][id]["term"]) for id in found[:MOST]]
        named = {one.issue.id for one in complaints(self.record) if one.issue}
        if told := [id for id in self.words["issues"] if id in named]:
            return [(id, self.words["issues"][id]["term"]) for id in told][:MOST]
        blamed = [m.theme for m in self.record.labels.themes if m.sentiment is Sentiment.NEGATIVE]
        terms = [self.words["themes"][theme] for theme in blamed if theme in self.words["themes"]]
        return [("", term) for term in dict.fromkeys(terms)][:MOST]

    def complaint(self, found: Sequence[tuple[str, str]]) -> list[str]:
        """The sentences of an answer to complaints, the salutation's comma before them."""
        quoted = self.words["quote_and"].join(self.quotes)
        plain = [term for _, term in found]
        if plain or quoted:
            opening = self.words["opening" if plain else "opening_quoted"]
            parts = [self.pick(opening, product=self.product, issues=self.listed(plain))]
            parts += [self.words["quote"].format(quote=quoted)] if quoted else []
        else:
            parts = [self.words["unclear"].format(product=self.product)]
            self.notes.lack("what")
        for id, term in found:
            parts += self.rule(id, term)
        for said in self.quotes:
            if (near := self.rulebook.abroad(said, self.language)) is not None:
                self.notes.near_abroad(near, self.language, f"“{said}”")
        self.limits.note_refusal(self.sources)
        asks = [] if self.record.feedback.order_id else [self.words["order"]]
        asks += [ask for id, _ in found if id and (ask := self.words["issues"][id].get("ask"))]
        following = self.words["next" if asks else "next_plain"]
        parts.append(self.pick(following, asks=self.listed(asks[:3]), private=self.private))
        if self.tone is not Tone.BRIEF:
            parts.append(self.pick(self.words["close"]))
        if not self.record.feedback.order_id:
            self.notes.lack("order")
        return parts

    def _own_words(self) -> list[str]:
        """The customer's own words where no plain name says what the complaint is."""
        if self.record.labels.language not in (self.language, "und"):
            return []
        said = [
            quote
            for one in complaints(self.record)
            if not foreign_issues(one.quote, self.language) and (quote := quotable(one.quote))
        ]
        return said[:MOST_QUOTES]

    def rule(self, id: str, term: str) -> list[str]:
        """The clause on an issue, where it is written in this language and holds for the case."""
        issue = issues()[id] if id else None
        about = self.record.feedback.full_text[:READ]
        sold = self.record.feedback.product or ""
        answer = self.rulebook.answer(issue.topics if issue else (), [about], self.language, sold)
        if answer is None:
            self.notes.no_clause_in(self.language, f"“{term}”")
            return []
        if not answer.sentences:
            self.notes.no_text_in(answer.clause, self.language)
            return []
        if answer.clause.id in self.sources:
            return []
        limited = self.limits.of(answer, Complaint(issue, issue.theme if issue else OTHER, about))
        if limited is None:
            return []
        self.sources.append(limited.answer.clause.id)
        told = joined(limited.answer.best, self.language)
        return [self.pick(self.words["rule"], rule=told)]

    def pick(self, options: Sequence[str], **values: str) -> str:
        """One of the phrases, at random among those that the recent answers used least."""
        used = [sum(option[:20] in body for body in self.recent) for option in options]
        best = [option for option, count in zip(options, used, strict=True) if count == min(used)]
        return self.random.choice(best).format(**values)

    def listed(self, names: Sequence[str]) -> str:
        several = list(dict.fromkeys(names))
        if len(several) < 2:
            return "".join(several)
        return str(self.words["comma"].join(several[:-1]) + self.words["and"] + several[-1])
