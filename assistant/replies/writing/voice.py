"""How one reply speaks: its language, tone and channel, and phrases that were not used lately."""

import re
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from assistant.replies.checking.addressee import says
from assistant.replies.draft import Tone
from assistant.replies.phrases import load_phrases
from assistant.replies.review.complaints import Complaint
from assistant.replies.review.wordings import greeting, praise_quotes, product_name, short_quote
from assistant.replies.shop.brand import Brand
from assistant.replies.shop.channels import Channel, channel_of, length_of
from assistant.replies.writing.layout import Frame, Part, laid_out
from assistant.replies.writing.notes import Notes
from assistant.store.records import Record

__all__ = ["Voice"]

MOST_PRAISED = 2
"""Words of praise that a reply repeats."""

TIGHT = 400
"""Below this limit of characters a channel takes short phrases alone."""


class Voice:
    """The phrases of one reply. What a person must add collects in `notes`."""

    def __init__(
        self,
        record: Record,
        brand: Brand,
        tone: Tone,
        language: str,
        recent: Sequence[str] = (),
        aliases: Mapping[str, Sequence[str]] | None = None,
        variant: int = 0,
    ) -> None:
        self.record, self.brand, self.language = record, brand, language
        self.words: dict[str, Any] = load_phrases(language)
        self.channel: Channel = channel_of(record.feedback.channel)
        self.tight = self.channel.limit < TIGHT
        self.tone = Tone.BRIEF if self.tight else tone
        known = product_name(record, language, aliases or {})
        self.product = known or self.words["plain_product"]
        self.notes = Notes()
        self._recent = tuple(recent)
        seed = f"{record.feedback.id}|{self.tone if variant else tone}|{language}"
        self._random = Random(f"{seed}|{variant}" if variant else seed)

    @property
    def private(self) -> str:
        """How the customer writes privately, as a request: "write to care@…"."""
        given = self.brand.contact.get(self.language)
        return (
            _asked(given, self.words["contact"]) if given else self.channel.private[self.language]
        )

    def pick(self, options: Sequence[str], **values: str) -> str:
        """One of the phrases, at random among those that the recent replies used least."""
        options = [o for o in options if not self._is_avoided(o)] or options
        used = [sum(_fixed(option) in body for body in self._recent) for option in options]
        best = [option for option, count in zip(options, used, strict=True) if count == min(used)]
        return self._random.choice(best).format(**values)

    def _is_avoided(self, option: str) -> bool:
        """Whether a phrase has a word that the shop does not use."""
        return any(says(option, word) for word in self.brand.avoid)

    def listed(self, names: Sequence[str]) -> str:
        """Noun phrases as one, each once."""
        several = list(dict.fromkeys(names))
        if len(several) < 2:
            return "".join(several)
        return str(self.words["comma"].join(several[:-1]) + self.words["and"] + several[-1])

    def quotes(self, said: Sequence[str]) -> str:
        """Several quotes as one, without the quotation marks at its ends."""
        *before, last = said or [""]
        return (
            str(self.words["quote_comma"].join(before))
            + (self.words["quote_and"] if before else "")
            + last
        )

    def name(self, one: Complaint) -> str:
        """A complaint as a noun phrase."""
        if one.issue:
            return self.pick(one.issue.terms[self.language])
        themes: dict[str, str] = self.words["themes"]
        return themes.get(one.theme, themes["other"])

    def quote(self, one: Complaint) -> str:
        """The customer's words, where the reply is in the customer's language and they fit."""
        same = self.record.labels.language in (self.language, "und")
        return short_quote(one, self.language) if same else ""

    def praised(self) -> list[str]:
        """What the customer praises, in the customer's own words; [] in another language."""
        if self.record.labels.language not in (self.language, "und"):
            return []
        return praise_quotes(self.record, self.language)[:MOST_PRAISED]

    def body(self, parts: Sequence[Part], *, thanks: bool = False) -> str:
        """The reply: salutation, the parts within the wanted length, sign-off."""
        hello = greeting(self.record, self.language, self.tone, self.words, self.channel.public)
        size = length_of(self.language, thanks=thanks)
        more = 0 if self.tone is Tone.BRIEF else (size.high - size.low) // 4
        frame = Frame(
            hello=self.pick(hello),
            sign=self.brand.sign_off.get(self.language, ""),
            language=self.language,
            size=size,
            limit=self.channel.limit,
            goal=size.low + more,
        )
        return laid_out(parts, self._fillers(), frame)

    def _fillers(self) -> list[str]:
        """All of them, those first that the recent replies used least."""
        left = list(self.words["fill"][self.tone])
        chosen = []
        while left:
            chosen.append(self.pick(left))
            left.remove(chosen[-1])
        return chosen


def _asked(contact: str, words: Mapping[str, str]) -> str:
    """A contact of the brand file as a request; one that is written as a request stays."""
    if re.match(words["request"], contact, re.I):
        return contact
    if re.match(words["number"], contact):
        return words["call"].format(contact=contact)
    kind = "write" if "@" in contact else "reach"
    return words[kind].format(contact=contact)


def _fixed(option: str) -> str:
    """The longest stretch of a phrase without a variable."""
    return max(re.split(r"\{\w+\}", option), key=len)[:60].strip()
