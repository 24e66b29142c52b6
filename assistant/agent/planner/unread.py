"""The content words of a question that nothing has read: to be looked for in the texts, or named.

To answer as if they had not been said would be the answer to another question.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.agent.names.things import read_words
from assistant.agent.planner.call_args import accepted
from assistant.agent.planner.call_plan import CallPlan
from assistant.agent.planner.han_pieces import han_pieces
from assistant.agent.planner.mind import Mind
from assistant.agent.question.figure_patterns import CALMED, SINCE_WHEN, STILL
from assistant.agent.question.patterns import ANYBODY
from assistant.agent.question.places import blank
from assistant.agent.question.question import Question
from assistant.agent.question.ranking_patterns import TOP
from assistant.agent.question.word_forms import forms_of
from assistant.models import NAMED as NAMED_FIELDS
from assistant.models import Period, Scope, ToolCall
from assistant.tools.context import ToolContext
from assistant.tools.measures import Metric
from assistant.tools.trend import Step

__all__ = ["by_week", "named", "saying", "unread_words", "with_words"]

LATIN_WORD = re.compile(r"[a-z]+")
LATIN = re.compile(r"(?<![^\W_])(?:(?![\u3400-\u9fff])[^\W\d_]){4,}(?![^\W_])")
HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
SHORTEST, LONGEST = 2, 6
ENDINGS = ("ing", "ies", "ed", "es", "ly", "er", "s", "d")
PART = re.compile(
    r"\0 ([a-z]+)(?=\s*(?:$|[-–,:;?.!]|(?:is|are|was|were|keeps?|problems?|issues?|complaints?)\b))"
)
"""A word right behind a name that says which part of the thing is meant."""

PARTICLES = frozenset(("out", "off", "up", "down", "apart", "on", "in"))
"""What a verb may stand before: "dried out", "fell apart"."""

NAMED = (
    *("csat", "nps", "volume", "sentiment", "complaints", "themes", "overview", "trend"),
    *("quotes", "drivers", "before_after"),
)
"""Tools of which an answer that passes over a word is an answer to another question."""

SAYING = re.compile(
    r"\b(?:say\w*|said|mention\w*|about|tell\w*|told|contain\w*|talk\w*)\b"
    r"|[说提讲写]|关于|的(?:评|差评|反馈|投诉)"
)
SCORE_GIVEN = re.compile(
    r"(?:打|给)了?(\d{1,2}分(?:及?以[上下])?)(?!钟)"
    r"|\b(?:gave|give|given|giving|scored?|rated) (?:us )?(?:a |an )?(\d{1,2})\b(?! stars?)"
)
"""A score that is named without its scale."""

MOST_NAMED = 3
SAYS = "说讲提找问"
SEARCHED = ("quotes", "search")


def unread_words(question: Question, mind: Mind) -> list[str]:
    """Words that are no everyday word, no cue, and no name or period, in their order."""
    numbers = [match.span() for match in TOP.finditer(question.open)]
    text = blank(question.open, [*mind.intents.cue_spans(question.open), *numbers])
    own_parts = read_words("fillers")["parts"].split()
    parts = (part for part in PART.findall(question.open) if part in own_parts)
    scores = (match[1] or match[2] for match in SCORE_GIVEN.finditer(question.folded))
    read = "rating" in question.filters
    return list(
        dict.fromkeys(
            (*parts, *_latin(text, mind), *_chinese(text, mind), *(() if read else scores))
        )
    )


def _latin(text: str, mind: Mind) -> Iterator[str]:
    for word in LATIN.findall(text):
        forms = {word, *(word.removesuffix(end) for end in ENDINGS)}
        forms |= {f"{form}{end}" for form in forms for end in ("e", "y")}
        if not any(mind.strangers.is_everyday(form) for form in forms):
            yield word


def _chinese(text: str, mind: Mind) -> Iterator[str]:
    for piece in han_pieces(text, mind.strangers.is_filler, LONGEST, SAYS):
        if len(piece) <= LONGEST and not mind.strangers.is_everyday(piece):
            yield piece


def with_words(
    made: CallPlan,
    question: Question,
    words: Sequence[str],
    mind: Mind,
    context: ToolContext,
    whole: Period | None,
) -> CallPlan:
    """The plan over the feedback that says the first unread word that occurs, where it asks for
    what is said: quotes, beginnings, whether something goes on, how many say it, whether a change
    helped."""
    call = made.calls[0]
    asks = bool(SINCE_WHEN.search(question.folded) or STILL.search(question.folded))
    told = SAYING.search(question.folded) or _counted_word(question, words)
    counts = call.name == "volume" and told and not question.by
    aspect = call.name == "overview" and "product" in question.filters
    praised = call.name == "themes" and call.args.get("stance") and ANYBODY.search(question.folded)
    said = call.name in (*SEARCHED, "before_after") or praised
    qualified = call.name == "complaints" and _qualifies(question, words)
    if not (said or counts or qualified or aspect or (asks and call.name == "trend")):
        return made
    if call.args.get("words") or (call.args.get("theme") and call.name not in SEARCHED):
        return made
    tried = (*_phrases(question.open, words, mind), *words)
    for word, forms in ((w, f) for w in tried for f in _wordings(w)):
        if context.tallies.count(Scope(tenant=context.tenant, words=forms)):
            args = {name: value for name, value in call.args.items() if name != "sentiment"}
            if call.name in SEARCHED and whole:
                args.setdefault("period", whole.as_json())
            shown = praised or call.name in ("search", "complaints", "overview")
            name = "quotes" if shown else call.name
            if call.name == "complaints":
                args["sort"] = "worst"
            if praised:
                args["sentiment"] = args["stance"]
            found = ToolCall(name, accepted(name, {**args, "words": list(forms)}))
            written = word if forms[0] == word else forms[0]
            remark = ("word_looked_for", {"written": written})
            return replace(made, calls=(found, *made.calls[1:]), remarks=(*made.remarks, remark))
    if counts and (counted := _counted_word(question, words)):
        # Nobody says it so: the count of all the rest would be one of something else.
        none = ToolCall("volume", {**call.args, "words": [counted]})
        like = ToolCall("search", accepted("search", {**call.args, "query": counted}))
        return replace(made, calls=(none, like))
    return made


def saying(call: ToolCall, words: Sequence[str], whole: Period | None) -> ToolCall:
    """The call over the feedback that says one of the words; what is said with it of the `whole`
    time with feedback where no period is named."""
    args = {**call.args, "words": list(words)}
    if call.name in ("quotes", "themes") and whole:
        args.setdefault("period", whole.as_json())
    return ToolCall(call.name, args)


def _counted_word(question: Question, words: Sequence[str]) -> str | None:
    """The word that says what is counted: the 漏水 of 漏水的有多少条. None for none."""
    form = r"{}了?的[^,，。]{{0,4}}?(?:(?:有|占)?(?:多少|几)|多不多|多吗|多么)"
    return next(
        (word for word in words if re.search(form.format(re.escape(word)), question.open)), None
    )


def _qualifies(question: Question, words: Sequence[str]) -> bool:
    """Whether a word says which things are meant: the "torn" of "complaints about torn tents"."""
    return any(re.search(rf"\b{re.escape(word)} \0", question.open) for word in words)


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


def by_week(made: CallPlan, question: Question, whole: Period | None) -> CallPlan:
    """The counts by week, from the beginning, of the words or the theme that still go on or not."""
    call = made.calls[0]
    about = call.args.get("words") or call.args.get("theme")
    if call.name == "trend" and CALMED.search(question.folded):
        about = about or any(call.args.get(name) for name in NAMED_FIELDS)
    if not STILL.search(question.folded) or not about or whole is None:
        return made
    args = {n: v for n, v in call.args.items() if n in Scope.__dataclass_fields__}
    args.pop("sentiment", None)
    if call.args.get("theme"):
        args["stance"] = ["negative"]
    elif not call.args.get("words"):
        args["sentiment"] = ["negative"]
    args.setdefault("period", whole.as_json())
    trend = ToolCall("trend", {**args, "metric": str(Metric.COUNT), "step": str(Step.WEEK)})
    return replace(made, calls=(trend,))


def named(made: CallPlan, words: Sequence[str]) -> CallPlan:
    """The plan with a remark on the words that chose nothing and that no call looks for."""
    used = [form for call in made.calls for form in call.args.get("words", ())]
    remarked = [str(details.get("written")) for _, details in made.remarks]
    passed = [
        word
        for word in words
        if not any(word in each or each in word for each in (*used, *remarked))
    ]
    if not passed or not all(call.name in NAMED for call in made.calls):
        return made
    return replace(made, remarks=(*made.remarks, ("word_unused", {"words": passed[:MOST_NAMED]})))
