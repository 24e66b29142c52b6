"""Whose words are meant: those of the detractors, or of the customers who gave a 9 or a 10."""

import re

from assistant.agent.question.patterns.figures import OF_RECOMMENDERS
from assistant.agent.question.patterns.stars import NUMBERS

__all__ = ["answers_named", "score_group"]

GROUPS = {
    "detractor": range(7),
    "passive": range(7, 9),
    "promoter": range(9, 11),
    "贬损者": range(7),
    "被动者": range(7, 9),
    "中立者": range(7, 9),
    "推荐者": range(9, 11),
}
NAMED = re.compile(r"\b(promoter|detractor|passive)s?\b|(贬损者|被动者|中立者|推荐者)")
MOST_OF_THEM = re.compile(
    rf"\b(?:most|fewest) (?:{NAMED.pattern})"
    rf"|(?:{NAMED.pattern}) (?:by|per|for each|in each|across)\b"
    rf"|(?:{NAMED.pattern}).{{0,4}}最(?:多|少|集中)|最[多少]的?(?:{NAMED.pattern})"
)
SPEAKING = re.compile(
    r"\b(?:say\w*|said|tell\w*|told|writ\w+|wrote|mention\w*|complain\w*|talk\w*|think\w*|want\w*"
    r"|wish\w*|need|likes?|lik\w+ about|lov\w+|dislik\w*|hate\w*|prais\w+|blam\w+|unhappy|angry"
    r"|upset|annoy\w*|quotes?|reviews?|comments?|feedback|themes?|topics?|problems?|issues?|verbatims?)\b"
    r"|说|讲|抱怨|吐槽|投诉|不满|评[论价]|反馈|提到|在意|关心|想要|希望|喜欢|夸|表扬|骂|原话|主题"
    r"|问题|生气|意见"
)
"""What makes of the detractors those who speak, and not a number."""

_SCORE = r"(\d{1,2}|zero|" + "|".join(word for word in NUMBERS if word.isascii()) + r")(?![\d.%])"
_CHINESE_SCORE = r"(\d{1,2}|[一二三四五六七八九十零两])"
SCORED = re.compile(
    r"(?:\b(?:who|that|which) )?(?:\b(?:have|had|has) )?\b(?:gave|give|given|giving|rated?|rating"
    r"|scored?|scoring)(?: (?:us|it|you|them))?(?: with| as)?(?: an?| the)?(?: (?:nps )?score of)?"
    rf" {_SCORE}(?: ?(?:-|to|or|and|,) ?(?:an? )?{_SCORE})?"
    r"(?: or (less|lower|below|under|more|above|higher))?(?: points?)?(?: out of (?:10|ten))?"
    r"(?! ?-?(?:stars?|%|percent|reviews?|times?)\b)(?: (?:but|and|yet)(?: still)?\b)?"
    rf"|(?:打|给|评|选)(?:了|的是|出)?{_CHINESE_SCORE}分?(?:(?:[到至~-]|或者?|和|、|(?<=分)){_CHINESE_SCORE})?"
    r"分(?!钟)((?:及|或)?以[上下])?(?:的|但是?|却|可是?|还是|仍然?)*"
)
DATED = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?(?: ?(?:-|–|to|and) ?\d{1,2}(?:st|nd|rd|th)?)? (?:of )?"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\b"
)
"""Days of a month, which are no scores: "rating 1-10 March"."""

LONGEST_DATE = 16
OR_LESS = ("less", "lower", "below", "under")
COUNTED_BEFORE = re.compile(r"[个位些少有几的]$")
GOES_ON = re.compile(r" (?:but|and|yet)(?: still)?$")
HIGHEST_STARS = 5
OF_TEN = re.compile(r"\bnps\b|out of (?:10|ten)")


def score_group(folded: str, *, known: bool = False) -> tuple[str, tuple[str, ...]]:
    """The question with these customers called people, and the NPS answers that they gave; the
    question as it is and no answers where it names none, or asks how many they are.

    `known` says that such a group is what the conversation is about. Numbers up to 5 are stars
    unless the NPS is named.
    """
    match = SCORED.search(folded)
    if match and not DATED.search(folded, match.start(), match.end() + LONGEST_DATE):
        if answers := _answers(match, folded):
            joined = "who" if GOES_ON.search(match.group()) else ""
            if match.group().startswith("who ") and not match.start():
                joined = "show the reviews"  # "Who gave a 0" asks for no number
            left = f"{folded[: match.start()]} {joined} {folded[match.end() :]}"
            left = re.sub(r"\bnps\b", " ", left)
            return re.sub(r"\s+", " ", left).strip(), tuple(map(str, answers))
        return folded, ()
    ranked = MOST_OF_THEM.search(folded)
    if not (ranked or SPEAKING.search(folded) or (known and not OF_RECOMMENDERS.search(folded))):
        return folded, ()
    answers = answers_named(folded)
    if not answers:
        return folded, ()
    called = NAMED.sub(lambda match: _called(match, ranked=bool(ranked)), folded)
    return called, tuple(map(str, answers))


def answers_named(folded: str) -> tuple[int, ...]:
    """The NPS answers of the groups that a question names, 9 and 10 of promoters; () for none."""
    groups = [GROUPS[match[1] or match[2]] for match in NAMED.finditer(folded)]
    return tuple(sorted({each for group in groups for each in group}))


def _called(match: re.Match[str], *, ranked: bool) -> str:
    """What stands for the name of a group: reviews where they are counted, else people."""
    if not match[2]:
        return "reviews" if ranked else "people"
    if ranked:
        return "评价"
    return "人" if COUNTED_BEFORE.search(match.string[: match.start()]) else "大家"


def _answers(match: re.Match[str], folded: str) -> range | tuple[int, ...]:
    """The answers that are named, in order; none for numbers of another scale."""
    first, last = match[1] or match[4], match[2] or match[5]
    numbers = sorted(_number(each) for each in (first, last) if each)
    if numbers[-1] > 10 or (
        0 < numbers[0] <= HIGHEST_STARS >= numbers[-1] and not OF_TEN.search(folded)
    ):
        return ()
    if beyond := match[3] or match[6]:
        low = beyond in OR_LESS or beyond.endswith("下")
        return range(numbers[-1] + 1) if low else range(numbers[0], 11)
    return range(numbers[0], numbers[-1] + 1)


def _number(written: str) -> int:
    return 0 if written in ("zero", "零") else NUMBERS.get(written) or int(written)
