"""A reply without a model: put together from the review, policy clauses and phrases."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from assistant.models import Sentiment
from assistant.replies.brand import Brand
from assistant.replies.channels import Channel, Length, channel_of, length_of, size_of
from assistant.replies.complaints import Complaint, complaints
from assistant.replies.deadlines import due_at
from assistant.replies.draft import Draft, Tone
from assistant.replies.phrases import load_phrases
from assistant.replies.policies import Clause
from assistant.replies.rules import joined, own_words, rule_sentences
from assistant.replies.subjects import TITLE, clause_for, subjects_of
from assistant.replies.wordings import first_lower, first_upper, greeting, product_name, short_quote
from assistant.store.records import Record

__all__ = ["LANGUAGES", "Alike", "compose"]

LANGUAGES = ("en", "zh")
RELATED, SAME = 0.12, 0.28
"""Cosines of a complaint and a clause: from the first on they may belong together, from the second
on the clause is about the complaint where they also share a word that no other clause has."""

Alike = Callable[[str, Clause], float]
"""How like a text and a clause are in meaning, -1…1."""

TIGHT = 400
"""Below this limit of characters a channel takes short phrases alone."""


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
    alike: Alike | None = None,
) -> Draft:
    """The first version of a reply to one feedback.

    `clauses` are best first; amounts and times come from them alone. `recent` are the last
    replies, whose phrases are avoided; `aliases` are what people call each product. A review in a
    language without phrases gets an English draft that says a person must translate it. The same
    arguments give the same draft, another `variant` other phrases. With `alike` a clause that only
    its text ties to a complaint must be like it in meaning, and a clause that is like a complaint
    and shares a word of its own with it is cited where no subject leads to one.
    """
    spoken = language or record.labels.language
    chosen = spoken if spoken in LANGUAGES else "en"
    writer = _Writer(record, tuple(clauses), brand, tone, chosen, tuple(recent), aliases or {})
    writer.alike = alike
    writer.vary(variant)
    if spoken not in (chosen, "und"):
        writer.lack("translate", language=spoken)
    found = complaints(record)
    if found:
        parts = writer.complaint(found)
    elif spoken not in (chosen, "und"):
        parts = writer.foreign()
    elif not re.search(r"\w", record.feedback.full_text):
        writer.lack("no_text")
        parts = writer.unclear()
    elif writer.is_praise():
        parts = writer.thanks()
    elif re.search("[?？]|吗", record.feedback.full_text):
        parts = writer.question()
    else:
        writer.lack("what")
        parts = writer.unclear()
    return Draft(
        feedback_id=record.feedback.id,
        language=chosen,
        body=writer.body(parts),
        tone=tone,
        due_at=due_at(record.feedback.time, brand.hours),
        sources=tuple(dict.fromkeys(writer.sources)),
        missing=tuple(dict.fromkeys(writer.missing)),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """A sentence of the reply. `rank` 0 stays; a higher one may go, the highest first. `short` is
    what it is cut to where the reply is still too long."""

    text: str
    rank: int = 0
    short: str = ""


class _Writer:
    """One reply in the making."""

    def __init__(
        self,
        record: Record,
        clauses: tuple[Clause, ...],
        brand: Brand,
        tone: Tone,
        language: str,
        recent: tuple[str, ...],
        aliases: Mapping[str, Sequence[str]],
    ) -> None:
        self.record, self.clauses, self.brand = record, clauses, brand
        self.language, self.recent = language, recent
        self.words: dict[str, Any] = load_phrases(language)
        self.channel: Channel = channel_of(record.feedback.channel)
        self.tight = self.channel.limit < TIGHT
        self.tone = Tone.BRIEF if self.tight else tone
        self.random = Random(f"{record.feedback.id}|{tone}|{language}")
        self.product = product_name(record, language, aliases) or self.words["plain_product"]
        self.alike: Alike | None = None
        self.sources: list[str] = []
        self.missing: list[str] = []
        self.size: Length = length_of(language, thanks=False)

    def vary(self, variant: int) -> None:
        """Choose other phrases than the first time."""
        if variant:
            self.random.seed(f"{self.record.feedback.id}|{self.tone}|{self.language}|{variant}")

    def lack(self, key: str, **values: str) -> None:
        self.missing.append(self.words["missing"][key].format(**values))

    def is_praise(self) -> bool:
        rating = self.record.feedback.rating
        if self.record.labels.sentiment is Sentiment.NEUTRAL:
            return rating is not None and rating >= 4
        return self.record.labels.sentiment is Sentiment.POSITIVE

    def pick(self, options: Sequence[str], **values: str) -> str:
        """One of the phrases, at random among those that the recent replies used least."""
        used = [sum(_fixed(option) in body for body in self.recent) for option in options]
        best = [option for option, count in zip(options, used, strict=True) if count == min(used)]
        return self.random.choice(best).format(**values)

    def complaint(self, found: Sequence[Complaint]) -> list[_Part]:
        main = [one for one in found if not (one.issue and one.issue.demand)]
        names = {id(one): self.name(one) for one in found}
        parts = []
        if main:
            listed = self.listed([names[id(one)] for one in main])
            values = {"issues": listed, "Issues": first_upper(listed), "product": self.product}
            opening = self.words["opening"]
            parts.append(
                _Part(
                    self.pick(opening[self.tone], **values),
                    short=self.pick(opening[Tone.BRIEF], **values),
                )
            )
        else:
            parts.append(_Part(self.pick(self.words["unclear"]["opening"], product=self.product)))
        quote = next((q for one in main if one.issue and (q := self.quote(one))), "")
        if quote:
            rank = 2 if self.tone is Tone.WARM else 3
            parts.append(_Part(self.pick(self.words["quote"], quote=quote), rank))
        if any(m.sentiment is Sentiment.POSITIVE for m in self.record.labels.themes):
            parts.append(_Part(self.pick(self.words["praise"]), 4))
        parts += self.demands(found)
        parts += self.actions(found, names)
        parts.append(self.next_step(found))
        for one in found:
            if one.issue:
                self.missing += one.issue.facts.get(self.language, ())
        if not self.record.feedback.order_id:
            self.lack("order")
        return parts

    def demands(self, found: Sequence[Complaint]) -> list[_Part]:
        parts = []
        for one in found:
            if one.issue and one.issue.demand:
                rank = 2 if one.issue.remark else 0
                parts.append(_Part(self.pick(self.words["demand"][one.issue.id]), rank))
                if one.issue.id == "money_back":
                    self.lack("beyond", demand=self.name(one))
        return parts

    def actions(self, found: Sequence[Complaint], names: Mapping[int, str]) -> list[_Part]:
        """What the policies give for each complaint; what they do not cover goes to `missing`."""
        parts: list[_Part] = []
        open_issues: list[str] = []
        for one in found:
            demand = one.issue is not None and one.issue.demand
            if demand and (parts or not one.issue or not one.issue.topics):
                continue
            if one.issue and one.issue.remark:
                text = self.pick(self.words["remark"], issue=names[id(one)])
                parts.append(_Part(text, 2))
                self.lack("forward", issue=names[id(one)])
                continue
            rule = self.rule(one, another=any(part.rank == 0 for part in parts))
            if rule:
                parts += rule
            elif not demand:
                open_issues.append(names[id(one)])
                self.lack("clause", issue=names[id(one)])
        if open_issues:
            options = self.words["no_rule" if parts else "no_rule_all"]
            text = self.pick(options, issue=self.listed(open_issues[:2]))
            parts.append(_Part(first_upper(text), 0 if not parts else 2))
        return parts

    def rule(self, one: Complaint, *, another: bool) -> list[_Part]:
        for subject in one.issue.topics if one.issue else ():
            clause = clause_for(subject, self.clauses)
            if clause is None or not self.fits(clause, subject, one):
                continue
            if clause.id in self.sources:
                return [_Part("")]
            if parts := self.cite(clause, subject, another=another):
                return parts
        clause = self.nearest(one)
        if clause is None or clause.id in self.sources:
            return [] if clause is None else [_Part("")]
        return self.cite(clause, "", another=another)

    def fits(self, clause: Clause, subject: str, one: Complaint) -> bool:
        """Whether a clause is about the complaint: by its title, else by its meaning."""
        if self.alike is None or subjects_of(clause)[subject] >= TITLE:
            return True
        return self.alike(self.about(one), clause) >= RELATED

    def nearest(self, one: Complaint) -> Clause | None:
        """The clause most like a complaint among those with a word of it that no other clause has;
        None where none is like it."""
        if self.alike is None:
            return None
        about = self.about(one)
        passing = set(load_phrases("topics")["always"])
        own = [c for c in own_words(about, self.clauses) if not passing & subjects_of(c).keys()]
        near = [(self.alike(about, clause), clause) for clause in own]
        score, clause = max(near, key=lambda pair: pair[0], default=(0.0, None))
        return clause if score >= SAME else None

    def about(self, one: Complaint) -> str:
        return " ".join([one.quote, self.record.feedback.product or ""]).strip()

    def cite(self, clause: Clause, subject: str, *, another: bool) -> list[_Part]:
        """What a clause says on a subject; nothing where it is not written in the language."""
        needed, fitting = rule_sentences(
            clause, subject, self.language, self.record.feedback.full_text, self.product
        )
        if not needed:
            self.lack("other_language", clause=clause.id)
            return []
        self.sources.append(clause.id)
        name = self.words["subjects"].get(subject) or self.words["this_case"]
        text = first_lower(joined(needed[:1], self.language))
        leads = self.words["another_rule" if another else "rule"]
        lead = (
            "{rule}"
            if self.tight and self.language == "zh"
            else self.pick(leads, subject=name, rule="{rule}")
        )
        parts = [_Part(lead.replace("{rule}", text), short=first_upper(text))]
        parts += [_Part(joined([more], self.language), 1) for more in needed[1:]]
        parts += [_Part(joined([more], self.language), 2) for more in fitting]
        return parts

    def next_step(self, found: Sequence[Complaint]) -> _Part:
        private = self.brand.contact.get(self.language) or self.channel.private[self.language]
        asks = list(
            dict.fromkeys(
                ask for one in found if one.issue for ask in one.issue.asks.get(self.language, ())
            )
        )
        order = {"order number", "订单号"}
        if self.record.feedback.order_id and len(asks) > 1:
            asks = [ask for ask in asks if ask not in order]
        if not asks:
            return _Part(self.pick(self.words["next_plain"], private=private))
        shown = self.listed([_with_article(ask, self.language) for ask in asks[:3]])
        return _Part(self.pick(self.words["next"], private=private, asks=shown))

    def thanks(self) -> list[_Part]:
        self.size = length_of(self.language, thanks=True)
        words = self.words["thanks"]
        liked = self.product if self.record.feedback.product else words["plain"]
        key = "formal" if self.tone is Tone.FORMAL else "opening"
        parts = [_Part(first_upper(self.pick(words[key], liked=liked)))]
        if (rating := self.record.feedback.rating) is not None and rating <= 2:
            private = self.channel.private[self.language]
            parts.append(_Part(self.words["mixed_rating"]))
            parts.append(_Part(self.pick(self.words["next_plain"], private=private)))
            self.lack("what")
            return parts
        parts.append(_Part(self.pick(words["body"]), 2 if self.tone is Tone.BRIEF else 0))
        parts.append(_Part(self.pick(words["close"])))
        return parts

    def question(self) -> list[_Part]:
        self.size = length_of(self.language, thanks=True)
        self.lack("answer")
        words = self.words["question"]
        private = self.channel.private[self.language]
        return [
            _Part(first_upper(self.pick(words["opening"], product=self.product))),
            _Part(words["gap"]),
            _Part(self.pick(words["close"], private=private)),
        ]

    def foreign(self) -> list[_Part]:
        """What can be said without having read the review."""
        product, private = self.product, self.channel.private[self.language]
        parts = [_Part(text.format(product=product)) for text in self.words["foreign"]]
        return [*parts, _Part(self.pick(self.words["unclear"]["next"], private=private))]

    def unclear(self) -> list[_Part]:
        words = self.words["unclear"]
        private = self.channel.private[self.language]
        return [
            _Part(self.pick(words["opening"], product=self.product)),
            _Part(self.pick(words["body"])),
            _Part(self.pick(words["next"], private=private)),
        ]

    def body(self, parts: Sequence[_Part]) -> str:
        """The parts within the wanted length: fillers are added, dispensable parts dropped."""
        hello = greeting(self.record, self.language, self.tone, self.words, self.channel.public)
        hello = self.pick(hello)
        sign = self.brand.sign_off.get(self.language, "")
        kept = [part for part in parts if part.text]
        goal = self.size.low + (
            0 if self.tone is Tone.BRIEF else (self.size.high - self.size.low) // 4
        )
        for rank in range(4, 0, -1):
            while any(p.rank == rank for p in kept) and self._long(hello, kept, sign, goal, rank):
                last = max(place for place, part in enumerate(kept) if part.rank == rank)
                del kept[last]
        while (place := self._to_shorten(hello, kept, sign)) is not None:
            kept[place] = _Part(kept[place].short)
        fillers = list(self.words["fill"][self.tone])
        while fillers and size_of(self._text(hello, kept, sign), self.language) < self.size.low:
            text = self.pick(fillers)
            fillers.remove(text)
            kept.append(_Part(text, 1))
        return self._text(hello, kept, sign)

    def _long(self, hello: str, kept: Sequence[_Part], sign: str, goal: int, rank: int) -> bool:
        """Whether a part of this rank has to go: over the limit, or a nicety beyond the goal."""
        text = self._text(hello, kept, sign)
        size = size_of(text, self.language)
        over = size > self.size.high or len(text) > self.channel.limit
        return over or (rank >= 3 and size > goal)

    def _to_shorten(self, hello: str, kept: Sequence[_Part], sign: str) -> int | None:
        """The place of the last part that has a short form, if the reply is too long."""
        if not self._long(hello, kept, sign, self.size.high, 0):
            return None
        return next((n for n in range(len(kept) - 1, -1, -1) if kept[n].short), None)

    def _text(self, hello: str, kept: Sequence[_Part], sign: str) -> str:
        between = "" if self.language == "zh" else " "
        return "\n\n".join([hello, between.join(part.text for part in kept), sign]).strip()

    def name(self, one: Complaint) -> str:
        """A complaint as a noun phrase."""
        if one.issue:
            return self.pick(one.issue.terms[self.language])
        if quote := self.quote(one):
            return str(self.words["quoted_complaint"].format(quote=quote))
        themes: dict[str, str] = self.words["themes"]
        return themes.get(one.theme, themes["other"])

    def quote(self, one: Complaint) -> str:
        """The customer's words, where the reply is in the customer's language."""
        same = self.record.labels.language in (self.language, "und")
        return short_quote(one, self.language) if same else ""

    def listed(self, names: Sequence[str]) -> str:
        several = list(dict.fromkeys(names))
        if len(several) < 2:
            return "".join(several)
        return str(self.words["comma"].join(several[:-1]) + self.words["and"] + several[-1])


def _fixed(option: str) -> str:
    """The longest stretch of a phrase without a variable."""
    return max(re.split(r"\{\w+\}", option), key=len)[:60].strip()


def _with_article(ask: str, language: str) -> str:
    return f"your {ask}" if language == "en" and ask.startswith(("order", "delivery")) else ask
