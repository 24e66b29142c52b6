"""Looks in the texts for the words of a question that nothing has read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.agent.planner.calls.call_args import fitted
from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.planner.calls.traits import TRAITS
from assistant.agent.planner.shop.mind import Mind
from assistant.agent.planner.words.joined_words import phrases, with_words_beside
from assistant.agent.planner.words.said_most import WHICH_SAID, counted_apart, either_or, joined_to
from assistant.agent.planner.words.said_words import NOT, said_words
from assistant.agent.planner.words.saying_calls import (
    SEARCHED,
    as_counts,
    as_shown,
    asks_for_said,
    asks_if_said,
    counts_said,
    looked_for,
    within_theme,
)
from assistant.agent.planner.words.word_places import counted_word, stands_by_name
from assistant.agent.question.patterns.saying import QUOTED
from assistant.agent.question.question import Question
from assistant.agent.question.word_forms import forms_of, pieces_of, stem_of
from assistant.models import APART, Period, Scope, ToolCall
from assistant.tools.context import ToolContext

__all__ = ["with_words"]

LATIN_WORD = re.compile(r"[a-z]+")
HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
SHORTEST = 2

FEWEST_COMPARED = 2
COUNTED = ("volume", "sentiment", "trend", "cross_table")
"""Tools that count what is said."""


def with_words(
    made: CallPlan,
    question: Question,
    words: Sequence[str],
    mind: Mind,
    context: ToolContext,
    whole: Period | None,
    *,
    sure: bool = True,
) -> CallPlan:
    """The plan over the feedback that says the unread words as customers write them, or the rarest
    of them that occurs, where it counts, or asks for what is said: quotes, beginnings, whether it
    goes on, whether a change helped. Where it is not `sure` what is asked, words beat the guess."""
    call = made.calls[0]
    # A letter alone stands in too many other words.
    words = [word for word in words if len(word) >= SHORTEST]
    if not sure and not question.by and call.name not in (*SEARCHED, "before_after"):
        shows = replace(made, calls=(fitted(call.of("quotes")),))
        shown_with = with_words(shows, question, words, mind, context, whole)
        return shown_with if shown_with != shows else made
    search = _Search(made, question, words, mind, context, whole)
    if asked := call.args.get("words"):
        return search.of_asked(asked)
    steps = (search.either, search.compared, search.counted, search.shown, search.unsaid)
    return next((found for step in steps if (found := step())), made)


@dataclass(frozen=True)
class _Search:
    """A plan, the unread words of its question, and where they are looked for. Of its steps each
    gives a plan, or None where it has none to give."""

    made: CallPlan
    question: Question
    words: Sequence[str]
    mind: Mind
    context: ToolContext
    whole: Period | None

    @property
    def call(self) -> ToolCall:
        return self.made.calls[0]

    @property
    def is_themed(self) -> bool:
        return bool(self.call.args.get("theme")) and self.call.name not in SEARCHED

    @property
    def is_which_of(self) -> bool:
        """Whether it is asked which of several words is said most."""
        return bool(WHICH_SAID.search(self.question.folded))

    def occurs(self, word: str) -> bool:
        return _occurs(self.context, (word,))

    def of_asked(self, asked: Sequence[str]) -> CallPlan:
        """The plan over what says the words that its call names already, and beside them others."""
        if QUOTED.search(self.question.folded):
            return self.made
        if len(asked) > 1 and self.call.name in SEARCHED and self.is_which_of:
            return counted_apart(self.made, asked)
        if _occurs(self.context, asked):
            made = as_counts(self.made, self.question)
            return with_words_beside(made, asked, self.words, self.occurs)
        parts = said_words(" ".join(asked), asked, self.mind.strangers.is_filler, self.occurs)
        if not parts:
            return self._apart_said(asked)
        shown = as_shown(self.made, self.question, self.whole)
        return looked_for(shown, self.question, parts)

    def _apart_said(self, asked: Sequence[str]) -> CallPlan:
        """What says each word of a wording that nobody says in one piece, if any does."""
        pieces = pieces_of(asked)
        if len(pieces) <= 1 or not self.occurs(APART.join(pieces)):
            return self.made
        shown = as_shown(self.made, self.question, self.whole)
        found = looked_for(shown, self.question, (APART.join(pieces),))
        remark = ("words_apart", {"written": asked[0], "pieces": pieces})
        return replace(found, remarks=(*self.made.remarks, remark))

    @cached_property
    def said(self) -> list[str]:
        """The pieces of the question that somebody writes."""
        right_there = [
            word for word in self.words if (self.is_themed or word[0] in NOT) and self.occurs(word)
        ]
        is_filler = self.mind.strangers.is_filler
        said = right_there or said_words(self.question.open, self.words, is_filler, self.occurs)
        latin = [word for word in self.words if LATIN_WORD.fullmatch(word)]
        said += [word for word in latin if self.is_which_of and self.occurs(stem_of(word))]
        if self.is_themed:
            return [word for word in said if stands_by_name(self.question, word)]
        return said

    def either(self) -> CallPlan | None:
        """A count for each side of "shock or leak", where somebody says one of them."""
        pair = either_or(self.question.open, self.words, self.mind.strangers.is_filler)
        traits = TRAITS[self.call.name]
        reads = traits.reads_words or traits.tells_what or self.call.name in SEARCHED
        apart = counted_apart(self.made, pair)
        if not reads or not any(_occurs(self.context, each.args["words"]) for each in apart.calls):
            return None
        return apart

    def compared(self) -> CallPlan | None:
        """A count for each of several words, where it is asked which is said most."""
        reads = TRAITS[self.call.name].reads_words or self.call.name in SEARCHED
        if not reads or not self.is_which_of:
            return None
        # Nobody says some of them: they are counted all the same.
        if len(self.said) < FEWEST_COMPARED:
            unsaid = joined_to(self.question.open, self.words, self.said)
        else:
            unsaid = [word for word in self.words if not any(piece in word for piece in self.said)]
        if len(self.said) + len(unsaid) < FEWEST_COMPARED:
            return None
        return counted_apart(self.made, [*self.said, *unsaid])

    def counted(self) -> CallPlan | None:
        """The count of what says one of the words."""
        if self.call.name not in COUNTED:
            return None
        if not self.said:
            return self._counted_latin()
        call = within_theme(self.call, self.said, self.context)
        made = replace(self.made, calls=(call, *self.made.calls[1:]))
        return looked_for(made, self.question, self.said)

    def _counted_latin(self) -> CallPlan | None:
        """The count by groups of what says all of the English words, or the rarest that occurs:
        "which plant has the most gnats" counts no other records."""
        latin = [word for word in self.words if LATIN_WORD.fullmatch(word)]
        if self.question.by is None or self.is_themed or not latin:
            return None
        pieces = pieces_of([" ".join(latin)])
        together = [(APART.join(pieces),)] if len(pieces) > 1 else []
        each = (forms_of(word) for word in _rarest_first(latin, self.context))
        said = (forms for forms in (*together, *each) if _occurs(self.context, forms))
        forms = next(said, ())
        written = " ".join(latin) if forms in together else ""
        return looked_for(self.made, self.question, forms, written) if forms else None

    def shown(self) -> CallPlan | None:
        """The first wording that somebody writes, where what is said is asked for."""
        call, question = self.call, self.question
        if self.is_themed or not asks_for_said(call, question, self.words):
            return None
        pieces = pieces_of([" ".join(self.words)])
        together = (
            [APART.join(pieces)]
            if len(pieces) > 1 and counts_said(call, question, self.words)
            else []
        )
        tried = (
            *phrases(question.open, self.words, self.mind),
            *together,
            *_rarest_first(self.words, self.context),
        )
        wordings = (
            (forms, word if word in forms else forms[0])
            for word in tried
            for forms in _wordings(word)
        )
        for forms, written in ((tuple(self.said), ""), *wordings):
            if forms and _occurs(self.context, forms):
                shown = as_shown(self.made, question, self.whole)
                return looked_for(shown, question, forms, written)
        return None

    def unsaid(self) -> CallPlan | None:
        """None counted of what nobody says so, and what is like it: the count of all the rest
        would be one of something else."""
        if self.call.name in SEARCHED and asks_if_said(self.question, self.words):
            looked = self.call.of("quotes").having(words=self.words[-1:])
            shown = as_shown(replace(self.made, calls=(looked,)), self.question, self.whole)
            return replace(shown, calls=(fitted(shown.calls[0]),))
        if self.is_themed or not counts_said(self.call, self.question, self.words):
            return None
        counted = counted_word(self.question, self.words)
        if not counted:
            return None
        none = self.call.of("volume").having(words=[counted])
        like = fitted(self.call.of("search").having(query=counted))
        return replace(self.made, calls=(none, like))


def _rarest_first(words: Sequence[str], context: ToolContext) -> Sequence[str]:
    """The words, English ones the rarest first, since it says most."""

    def number(word: str) -> int:
        return context.tallies.count(Scope(tenant=context.tenant, words=forms_of(word)))

    alphabetic = all(LATIN_WORD.fullmatch(word) for word in words)
    return sorted(words, key=number) if len(words) > 1 and alphabetic else words


def _occurs(context: ToolContext, forms: Sequence[str]) -> bool:
    return context.tallies.any(Scope(tenant=context.tenant, words=tuple(forms)))


def _wordings(word: str) -> Iterator[tuple[str, ...]]:
    """A word with its forms; of a long Chinese one also its beginning and its end."""
    yield forms_of(word)
    if HAN_RUN.match(word) and len(word) > SHORTEST:
        yield (word[:SHORTEST],)
        yield (word[-SHORTEST:],)
