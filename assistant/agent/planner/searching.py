"""Looks in the texts for the words of a question that nothing has read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.agent.planner.call_args import fitted, period_args
from assistant.agent.planner.call_plan import CallPlan
from assistant.agent.planner.joined_words import with_words_beside
from assistant.agent.planner.mind import Mind
from assistant.agent.planner.said_most import WHICH_SAID, counted_apart, stem
from assistant.agent.planner.said_words import NOT, said_words
from assistant.agent.planner.traits import TRAITS
from assistant.agent.planner.word_places import counted_word, qualifies, stands_by_name
from assistant.agent.question.comparing_patterns import GROWING, MORE_OR_LESS
from assistant.agent.question.course_patterns import SINCE_WHEN, STILL
from assistant.agent.question.figure_patterns import OF_COMPLAINTS
from assistant.agent.question.patterns import ANYBODY
from assistant.agent.question.question import Question
from assistant.agent.question.saying_patterns import QUOTED
from assistant.agent.question.word_forms import forms_of, pieces_of
from assistant.models import APART, Period, Scope, ToolCall
from assistant.tools.context import ToolContext

__all__ = ["saying", "with_words"]

LATIN_WORD = re.compile(r"[a-z]+")
HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
SHORTEST = 2

PARTICLES = frozenset(("out", "off", "up", "down", "apart", "on", "in"))
"""What a verb may stand before: "dried out", "fell apart"."""
SAYING = re.compile(
    r"\b(?:say\w*|said|mention\w*|about|tell\w*|told|contain\w*|talk\w*)\b"
    r"|[说提讲写]|关于|的(?:评|差评|反馈|投诉)"
)
SEARCHED = ("quotes", "search")
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
    is_filler = mind.strangers.is_filler

    def occurs(word: str) -> bool:
        return _occurs(context, (word,))

    if asked := call.args.get("words"):
        if QUOTED.search(question.folded):
            return made
        if len(asked) > 1 and call.name in SEARCHED and WHICH_SAID.search(question.folded):
            return counted_apart(made, asked)
        if _occurs(context, asked):
            return with_words_beside(_counted(made, question), asked, words, occurs)
        parts = said_words(" ".join(asked), asked, is_filler, occurs)
        if not parts:
            return _apart_said(made, question, asked, context, whole)
        return _looked_for(_shown(made, question, whole), question, parts)
    themed = call.args.get("theme") and call.name not in SEARCHED
    right_there = [word for word in words if (themed or word[0] in NOT) and occurs(word)]
    said = right_there or said_words(question.open, words, is_filler, occurs)
    latin = [word for word in words if LATIN_WORD.fullmatch(word)]
    said += [word for word in latin if WHICH_SAID.search(question.folded) and occurs(stem(word))]
    if themed:
        said = [word for word in said if stands_by_name(question, word)]
    reads = TRAITS[call.name].reads_words or call.name in SEARCHED
    if len(said) > 1 and reads and WHICH_SAID.search(question.folded):
        # Nobody says some of them: they are counted all the same.
        unsaid = [word for word in words if not any(piece in word for piece in said)]
        return counted_apart(made, [*said, *unsaid])
    if said and call.name in COUNTED:
        call = _within_theme(call, said, context)
        return _looked_for(replace(made, calls=(call, *made.calls[1:])), question, said)
    if themed or not _asks_for_said(call, question, words):
        return made
    pieces = pieces_of([" ".join(words)])
    together = [APART.join(pieces)] if len(pieces) > 1 and _counts(call, question, words) else []
    tried = (*_phrases(question.open, words, mind), *together, *_rarest_first(words, context))
    wordings = (
        (forms, word if word in forms else forms[0]) for word in tried for forms in _wordings(word)
    )
    for forms, written in ((tuple(said), ""), *wordings):
        if forms and _occurs(context, forms):
            return _looked_for(_shown(made, question, whole), question, forms, written)
    if _counts(call, question, words) and (counted := counted_word(question, words)):
        # Nobody says it so: the count of all the rest would be one of something else.
        none = call.of("volume").having(words=[counted])
        like = fitted(call.of("search").having(query=counted))
        return replace(made, calls=(none, like))
    return made


def _apart_said(
    made: CallPlan,
    question: Question,
    asked: Sequence[str],
    context: ToolContext,
    whole: Period | None,
) -> CallPlan:
    """The plan over what says each word of a wording that nobody says in one piece, if any does."""
    pieces = pieces_of(asked)
    if len(pieces) < SHORTEST or not _occurs(context, (APART.join(pieces),)):
        return made
    found = _looked_for(_shown(made, question, whole), question, (APART.join(pieces),))
    remark = ("words_apart", {"written": asked[0], "pieces": pieces})
    return replace(found, remarks=(*made.remarks, remark))


def _rarest_first(words: Sequence[str], context: ToolContext) -> Sequence[str]:
    """The words, English ones the rarest first, since it says most."""

    def number(word: str) -> int:
        return context.tallies.count(Scope(tenant=context.tenant, words=forms_of(word)))

    alphabetic = all(LATIN_WORD.fullmatch(word) for word in words)
    return sorted(words, key=number) if len(words) > 1 and alphabetic else words


def _occurs(context: ToolContext, forms: Sequence[str]) -> bool:
    return context.tallies.any(Scope(tenant=context.tenant, words=tuple(forms)))


def _asks_for_said(call: ToolCall, question: Question, words: Sequence[str]) -> bool:
    """Whether a plan of another kind than a count asks for what is said."""
    begins = SINCE_WHEN.search(question.folded) or STILL.search(question.folded)
    return bool(
        call.name in (*SEARCHED, "before_after")
        or _counts(call, question, words)
        or (call.name == "overview" and "product" in question.filters)
        or _praised(call, question)
        or (call.name == "complaints" and qualifies(question, words))
        or (call.name == "trend" and (begins or _moves(question) or SAYING.search(question.folded)))
    )


def _counts(call: ToolCall, question: Question, words: Sequence[str]) -> bool:
    told = SAYING.search(question.folded) or counted_word(question, words)
    return call.name == "volume" and bool(told) and not question.by


def _praised(call: ToolCall, question: Question) -> bool:
    stance = call.name == "themes" and call.args.get("stance")
    return bool(stance and ANYBODY.search(question.folded))


def _within_theme(call: ToolCall, words: Sequence[str], context: ToolContext) -> ToolCall:
    """The call without its theme, where most texts that say the words are read as other themes."""
    if not call.args.get("theme"):
        return call
    said = Scope(tenant=context.tenant, words=tuple(words))
    of_theme = context.tallies.count(replace(said, theme=tuple(call.args["theme"])))
    if 2 * of_theme >= context.tallies.count(said):
        return call
    return call.lacking("theme", "stance")


def _shown(made: CallPlan, question: Question, whole: Period | None) -> CallPlan:
    """The plan whose tool shows what is said, of the `whole` time with feedback where no period is
    named, or counts it: more in one month than in another is a number."""
    made = _counted(made, question)
    call = made.calls[0]
    days = period_args(question, whole.end) if whole else {}
    if "compare_to" in days and MORE_OR_LESS.search(question.folded):
        return replace(made, calls=(fitted(call.of("volume").having(**days)),))
    praised = _praised(call, question)
    shown = praised or call.name in ("search", "complaints", "overview")
    found = call.of("quotes") if shown else call
    if call.name in SEARCHED and whole:
        found = found.otherwise(period=whole.as_json())
    if call.name == "complaints":
        found = found.having(sort="worst")
    if praised:
        found = found.having(sentiment=call.args["stance"])
    return replace(made, calls=(found, *made.calls[1:]))


def _counted(made: CallPlan, question: Question) -> CallPlan:
    """The plan over two counts instead of a course, where it is asked if there is more of something
    than before, and not when it began."""
    call = made.calls[0]
    if call.name != "trend" or not _moves(question):
        return made
    return replace(made, calls=(fitted(call.of("volume")), *made.calls[1:]))


def _moves(question: Question) -> bool:
    moves = MORE_OR_LESS.search(question.folded) or GROWING.search(question.folded)
    begins = SINCE_WHEN.search(question.folded) or STILL.search(question.folded)
    return bool(moves) and not (begins or question.step)


def _looked_for(
    made: CallPlan, question: Question, forms: Sequence[str], written: str = ""
) -> CallPlan:
    """The plan over what says one of the forms, whatever its mood unless that is what a part is
    asked of, with a remark that says so; `written` is how the forms were asked for."""
    call = made.calls[0]
    of_mood = call.args.get("sentiment") == ["positive"] or OF_COMPLAINTS.search(question.folded)
    found = fitted((call if of_mood else call.lacking("sentiment")).having(words=list(forms)))
    remark = ("word_looked_for", {"written": written or "”、“".join(forms)})
    return replace(made, calls=(found, *made.calls[1:]), remarks=(*made.remarks, remark))


def saying(call: ToolCall, words: Sequence[str], whole: Period | None) -> ToolCall:
    """The call over the feedback that says one of the words; what is said with it of the `whole`
    time with feedback where no period is named."""
    call = call.having(words=list(words))
    if call.name in ("quotes", "themes") and whole:
        return call.otherwise(period=whole.as_json())
    return call


def _phrases(text: str, words: Sequence[str], mind: Mind) -> Iterator[str]:
    """An unread word with the content word or the particle behind it: "root rot", "fell apart"."""
    for first, second in pairwise(LATIN_WORD.finditer(text)):
        word = second.group()
        joins = word in PARTICLES or (len(word) > 2 and not mind.strangers.is_everyday(word))
        if first.group() in words and joins and text[first.end() : second.start()] == " ":
            yield f"{first.group()} {word}"


def _wordings(word: str) -> Iterator[tuple[str, ...]]:
    """A word with its forms; of a long Chinese one also its beginning and its end."""
    yield forms_of(word)
    if HAN_RUN.match(word) and len(word) > SHORTEST:
        yield (word[:SHORTEST],)
        yield (word[-SHORTEST:],)
