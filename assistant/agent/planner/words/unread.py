"""The content words of a question that nothing has read: to be looked for in the texts, or named.

To answer as if they had not been said would be the answer to another question.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.agent.names.things import read_words
from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.planner.calls.traits import TRAITS
from assistant.agent.planner.shop.mind import Mind
from assistant.agent.planner.shop.strangers import PARTICLES
from assistant.agent.planner.words.han_pieces import han_pieces
from assistant.agent.planner.words.said_words import NOT
from assistant.agent.question.patterns.common import COMPLAINING, PRAISING
from assistant.agent.question.patterns.comparing import GROWS
from assistant.agent.question.patterns.figures import CUSTOMERS_TO_CONTACT, YES_OR_NO
from assistant.agent.question.patterns.figures import PART as SHARE_ASKED
from assistant.agent.question.patterns.ranking import SUPERLATIVE, TOP
from assistant.agent.question.patterns.sales import DEFECT_RATE
from assistant.agent.question.places import blank
from assistant.agent.question.question import Question
from assistant.han import HAN
from assistant.models import APART
from assistant.models import NAMED as NAMED_FIELDS

__all__ = ["named", "unread_words"]

LATIN = re.compile(r"(?<![^\W_])(?:(?![\u3400-\u9fff])[^\W\d_]){4,}(?![^\W_])")
LONGEST = 6
ENDINGS = ("ing", "ies", "ed", "es", "ly", "er", "s", "d")
ARTICLE = re.compile(r"\b(?:the|an?|our|my|their) $")
PART = re.compile(
    r"\0 ([a-z]+)(?=\s*(?:$|[-–,:;?.!]|(?:is|are|was|were|keeps?|problems?|issues?|complaints?)\b))"
)
"""A word right behind a name that says which part of the thing is meant."""

READING = (
    *("search", "policy", "draft_reply", "crisis_plan", "action_plan", "experiment", "recommend"),
    *("customer", "catalogue", "bought_together"),
)
"""Tools that read the question's own words, or answer without them. Of any other an answer that
passes over a word is an answer to another question."""

QUALIFIER = re.compile(r"\0([\u4e00-\u9fff]{1,6}?)(?:了|过)?(?:的|主要|集中|占|有(?:多少|几))")
DENIED = re.compile(rf"[{''.join(sorted(NOT))}].+$")
PLACED = "来去发卖买出回上下里内外中时那这间"
"""Letters that place a thing or say how it came, and nothing of what is wrong with it."""

SCORE_GIVEN = re.compile(
    r"(?:打|给)了?(\d{1,2}分(?:及?以[上下])?)(?!钟)"
    r"|\b(?:gave|give|given|giving|scored?|rated) (?:us )?(?:a |an )?(\d{1,2})\b(?! stars?)"
)
"""A score that is named without its scale."""

FASTENING = "得地们"
"""Letters that fasten what follows to what was read before: the 得 of 抱怨得多."""

READ = (TOP, SHARE_ASKED, GROWS, CUSTOMERS_TO_CONTACT)
"""What else is read of a question, and is no word that chose nothing."""

AT_NAME = re.compile("\0[上里中]面?")
"""A name with what says that something is there: the 上 of 小程序上打几分."""

MOST_NAMED = 3
SAYS = "说讲提找问"


def unread_words(question: Question, mind: Mind) -> list[str]:
    """Words that are no everyday word, no cue, and no name or period, in their order."""
    read = [match.span() for each in READ for match in each.finditer(question.open)]
    text = blank(question.open, [*mind.intents.cue_spans(question.open), *read])
    own_parts = read_words("fillers")["parts"].split()
    parts = (part for part in PART.findall(question.open) if part in own_parts)
    scores = (match[1] or match[2] for match in SCORE_GIVEN.finditer(question.folded))
    rated = "rating" in question.filters
    words = [*parts, *_qualifiers(question, mind), *_latin(text, mind), *_chinese(text, mind)]
    return list(dict.fromkeys((*words, *(() if rated else scores))))


def _latin(text: str, mind: Mind) -> Iterator[str]:
    for match in LATIN.finditer(text):
        word = match.group()
        # "The timer" is a thing, and no more of a time.
        thing = word.endswith("er") and ARTICLE.search(text[: match.start()])
        forms = {word, *(word.removesuffix(end) for end in ENDINGS if not (thing and end == "er"))}
        forms |= {f"{form}{end}" for form in forms for end in ("e", "y")}
        if not any(mind.strangers.is_everyday(form) for form in forms):
            yield word


def _qualifiers(question: Question, mind: Mind) -> Iterator[str]:
    """What stands between a name and what is told of it, and says more than ordinary words do: the
    没到账 of 退款没到账的投诉, the 慢 of 快递慢的有几条. Of a letter alone only behind a theme."""
    themed = "theme" in question.filters and not question.filters.keys() & set(NAMED_FIELDS)
    for match in QUALIFIER.finditer(question.open):
        left = match[1]
        if any(words.search(left) for words in (SUPERLATIVE, COMPLAINING, PRAISING)):
            continue
        denied = DENIED.search(left)
        if denied and not mind.strangers.is_filler(denied[0]):
            yield denied[0]  # 没声音 says what is wrong, however ordinary a 声音 is
            left = left[: denied.start()]
        said = left
        for size in range(LONGEST, 1, -1):
            for start in range(len(left) - size + 1):
                if mind.strangers.is_filler(left[start : start + size]):
                    left = left[:start] + " " * size + left[start + size :]
        left = "".join(" " if letter in PARTICLES else letter for letter in left)
        # A filler of one letter is none inside a word: the 按 of 按键.
        left = "".join(run for run in left.split() if not all(map(mind.strangers.is_filler, run)))
        if len(left) > 1 or (themed and left and left not in PLACED):
            yield said


def _chinese(text: str, mind: Mind) -> Iterator[str]:
    for piece in han_pieces(AT_NAME.sub("\0", text), mind.strangers.is_filler, LONGEST, SAYS):
        piece = piece.lstrip(FASTENING)
        if 1 < len(piece) <= LONGEST and not mind.strangers.is_everyday(piece):
            yield piece


def _bound_left(made: CallPlan, question: Question) -> Iterator[str]:
    """The words of a bound that sets no groups apart and that no answer is measured by."""
    bound = question.bound
    if bound is None or any(call.args.get("bound") for call in made.calls):
        return
    if made.calls[0].name == "health" and DEFECT_RATE.search(question.folded):
        return
    if not (YES_OR_NO.search(question.folded) and TRAITS[made.calls[0].name].splits):
        yield bound.written


def named(made: CallPlan, words: Sequence[str], question: Question) -> CallPlan:
    """The plan with a remark on the words that chose nothing and that no call looks for, and on a
    bound that holds nothing."""
    words = [*words, *_bound_left(made, question)]
    used = [form for call in made.calls for form in call.args.get("words", ())]
    remarked = [str(details.get("written")) for _, details in made.remarks]
    passed = [left for word in words if (left := _beyond(word, (*used, *remarked)))]
    if not passed or any(call.name in READING for call in made.calls):
        return made
    return replace(made, remarks=(*made.remarks, ("word_unused", {"words": passed[:MOST_NAMED]})))


def _beyond(word: str, used: Sequence[str]) -> str:
    """What a word says besides what is looked for: the 鱼缸 of 鱼缸盖子; empty for nothing, and
    for a letter alone."""
    if any(word in each for each in used):
        return ""
    if not HAN.search(word):
        return "" if any(each in word for each in used) else word
    pieces = (piece for each in used for piece in each.split(APART))
    left = word
    for piece in sorted(filter(None, pieces), key=len, reverse=True):
        left = left.replace(piece, "")
    return left if len(left) > 1 or left == word else ""
