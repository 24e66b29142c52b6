"""Which refusals of a shop's policies a reply may tell: those whose case the review states."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.replies.phrases import either, load_phrases
from assistant.replies.policies.answers import Answer
from assistant.replies.policies.cases import case_of
from assistant.replies.policies.opposites import contradicts
from assistant.replies.policies.own_words import OwnWords, apart, stems_of
from assistant.replies.policies.passages import Passage, gives
from assistant.replies.policies.quantities import days, quantities
from assistant.replies.policies.sections import denies
from assistant.understanding.clauses import clauses

__all__ = ["OF_THE_SHOP", "Refusals", "affirmed", "is_refusal", "spares_faults", "takes_back"]

STATES, RUNS = 0.55, 2
"""What the words must weigh that a refusal shares with a review (see `OwnWords`), and how many
there must be that do not stand in one another."""

OPENS, OPENS_HAN = 4, 6
"""Words, and Chinese characters, at the head of a clause within which a single one says what the
clause is about."""

PART = 0.4
"""The part of the words, by their weight, that a refusal says of goods "that …" which a review must
have for it to be one that may hold."""

MAY = 0.2
"""What they must weigh for the refusal to be one that a person must look at."""

OF_THE_SHOP = ("product_quality", "product_match", "packaging", "delivery", "authenticity")
"""Themes of complaints about what the shop must put right whoever changed their mind."""

_ITEM = re.compile(r"[,;.]|\b(?:and|or|for|to|is|are|isn|aren|can|cannot)\b|[，。；、和或及与是“”]")
_PART = re.compile(r"[,;，；]|\bbut\b|(?<=[.。]) ?")
_TURN = re.compile(r"[;；]|,? \b(?:but|though|although)\b|，(?:但|不过)")
_TOKEN = re.compile(r"[a-z]{3,}|\d\d+|[\u3400-\u9fff]+")


class Refusals:
    """The refusals of one shop's policies."""

    def __init__(self, passages: Sequence[Passage], own_words: OwnWords) -> None:
        self._own_words = own_words
        self._refusing = [p for p in passages if is_refusal(p.sentence) and not p.key]
        self._places = {(p.clause.id, p.language, p.sentence): p.place for p in passages}

    def may_tell(self, passage: Passage, said: str) -> bool:
        """Whether a reply to who `said` this may tell a sentence: one that refuses nothing, or
        whose case the review states itself."""
        return not is_refusal(passage.sentence) or self.stated(passage, said)

    def stated(self, passage: Passage, said: str) -> bool:
        """Whether a review states the case of a refusal: with two of its words, or with one that
        names what is refused and that a clause of the review is about.

        Where the customer is to have brought it about, the cause must be named, and is never that
        of what came so; what a time decides is never stated.
        """
        told = passage.sentence
        if _words("in_time").search(told) or contradicts(told, said):
            return False
        causes = _causes(told)
        if causes and _words("came_so").search(said):
            return False
        shared = self._shared(passage, said)
        if self._weight(shared) < STATES:
            return False
        said = affirmed(said)
        enough = bool(causes & shared) if causes else len(apart(shared, told)) >= RUNS
        named = not _things(told) and any(_names(told, word, said) for word in shared)
        return enough or named

    def told(self, answer: Answer, language: str, said: str, theme: str = "") -> Answer | None:
        """What of an answer a reply to who `said` this may tell; None where no rule is left, or
        where a refusal of its clause may hold that the review does not state. What spares faults
        refuses no complaint whose `theme` is one of those, nor what came so."""
        here = [
            p for p in self._refusing if p.clause.id == answer.clause.id and p.language == language
        ]
        fault = theme in OF_THE_SHOP or _words("came_so").search(said)
        spared = [
            p
            for p in here
            if (fault and spares_faults(p.sentence)) or contradicts(p.sentence, said)
        ]
        unstated = [p for p in here if p not in spared and not self.stated(p, said)]
        left_out = {p.sentence for p in (*unstated, *spared)}
        known = " ".join(each for each in answer.sentences if each not in left_out)
        over = self._over(answer, language, said)
        if any(p.place > over and self._may_hold(p, said, known) for p in unstated):
            return None
        best = tuple(each for each in answer.best if each not in left_out)
        sentences = tuple(each for each in answer.sentences if each not in left_out)
        return replace(answer, sentences=sentences, best=best) if best else None

    def _over(self, answer: Answer, language: str, said: str) -> int:
        """The place of the rule of an answer whose case the review states: what is refused before
        it in its clause, it gives all the same. -1 without one."""
        known = stems_of(affirmed(said))
        return max(
            (
                self._places.get((answer.clause.id, language, told), -1)
                for told in answer.best
                if not denies(told) and self._weight(stems_of(case_of(told)) & known) >= STATES
            ),
            default=-1,
        )

    def _may_hold(self, passage: Passage, said: str, rule: str) -> bool:
        """Whether so much speaks for a refusal, beside the words of its rule, that this may not be
        told either. Of what customers are to have brought about only its cause speaks for it."""
        causes = _causes(passage.sentence)
        shared = self._shared(passage, said)
        if causes and (_words("came_so").search(said) or not causes & shared):
            return False
        shared -= stems_of(rule)
        things = _things(passage.sentence)
        case = stems_of(case_of(passage.sentence)) - things if things else frozenset[str]()
        return self._weight(shared) >= max(STATES, PART * self._weight(case))

    def contests(self, said: str) -> bool:
        """Whether who `said` this tells of a refusal that the shop has given already."""
        return any(denies(match[0]) for match in _words("hearsay").finditer(said))

    def unsure(self, said: str, cited: Collection[str], language: str) -> Passage | None:
        """The refusal that a person must look at: of those whose case who `said` this does not
        state, the one that shares most with it, in a clause that is `cited` (ids) also one that
        shares little; None without one."""
        ranked = [
            (self._weight(self._shared(p, said)), p)
            for p in self._refusing
            if p.language == language
            and not self.stated(p, said)
            and not contradicts(p.sentence, said)
        ]
        near = [
            pair for pair in ranked if pair[0] >= (MAY if pair[1].clause.id in cited else STATES)
        ]
        return max(near, key=lambda pair: pair[0], default=(0.0, None))[1]

    def _shared(self, passage: Passage, said: str) -> frozenset[str]:
        """The words that speak for a refusal; none where the customer denies what it names as the
        cause."""
        told = stems_of(_words("outcome").sub(" ", passage.sentence))
        shared = told & stems_of(affirmed(said))
        if _causes(passage.sentence) & (stems_of(said) - shared):
            return frozenset()
        return shared - _things(passage.sentence)

    def _weight(self, words: frozenset[str]) -> float:
        return self._own_words.of(words)


def takes_back(told: str) -> bool:
    """Whether a "not" of a sentence is one to the customer, not what the shop holds itself to."""
    return denies(told) and not _words("harmless").search(told)


def is_refusal(told: str) -> bool:
    """Whether a sentence of the policies does nothing but refuse."""
    if not takes_back(told):
        return False
    turns = [part for part in _TURN.split(told) if part.strip()]
    given = any(_is_given(part) for part in _PART.split(told))
    return not given and all(map(denies, turns))


def _is_given(part: str) -> bool:
    """Whether a part of a sentence gives something, be it only that it lasts so long."""
    covered = _words("covers").search(part) and any(days(time) for time in quantities(part))
    return bool(gives(part) or covered) and not denies(part)


def spares_faults(sentence: str) -> bool:
    """Whether what a sentence refuses is not refused where there is a fault."""
    return _words("but_faults").search(sentence) is not None


def affirmed(said: str) -> str:
    """What a customer says without what they say not to be so, and what the shop told them."""
    return _words("negated").sub(" ", _words("hearsay").sub(" ", said))


def _causes(told: str) -> frozenset[str]:
    """The words of a refusal that say how the customer brought it about; none for another one."""
    own = [match[0] for match in _words("own_cause").finditer(told)]
    leads = [match[0] for match in _words("leads").finditer(told)]
    return stems_of(" ".join([*own, *leads])) if own else frozenset()


def _things(told: str) -> frozenset[str]:
    """The goods that a refusal speaks of "that …", which are no case by themselves."""
    named = re.match(r"[^,;.]*?(?= (?:that|which|who)\b)", case_of(told))
    return stems_of(named[0]) if named else frozenset()


def _names(told: str, word: str, said: str) -> bool:
    """Whether a word ends the name of a thing in a refusal, not of what was done to it, and opens
    a clause of the review."""
    parts = _ITEM.split(_words("outcome").sub(" ", told.lower()))
    items = [_TOKEN.findall(part) for part in parts if not _words("own_cause").search(part)]
    ends = any(_is(item[-1], word) for item in items if item)
    return ends and any(_opens(said[a:b].lower(), word) for a, b in clauses(said))


def _is(token: str, word: str) -> bool:
    return token.endswith(word) if not word.isascii() else word in stems_of(token)


def _opens(said: str, word: str) -> bool:
    if not word.isascii():
        return 0 <= said.find(word) <= OPENS_HAN
    return any(word in stems_of(token) for token in re.findall(r"[a-z]+", said)[:OPENS])


@lru_cache
def _words(kind: str) -> re.Pattern[str]:
    return either(load_phrases("refusals")[kind])
