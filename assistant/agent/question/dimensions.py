"""By what a question splits or ranks: products, channels, customers, days."""

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.agent.names.match import Match
from assistant.agent.question.amounts import place_asked
from assistant.agent.question.bounds import Bound
from assistant.agent.question.patterns.comparing import BY_BEFORE, ELSEWHERE
from assistant.agent.question.patterns.figures import (
    BY_DAY_KIND,
    BY_WEEKDAY,
    DISTINCT_CUSTOMERS,
    LONGEST,
    OF_RECOMMENDERS,
    PER_DAY,
)
from assistant.agent.question.patterns.ranking import (
    BEST,
    FANS,
    MOST,
    NEWEST,
    ORDERED,
    STANDS,
    WHICH_THING,
    WORST,
)
from assistant.models import ATTRIBUTES
from assistant.tools.arguments import Dimension
from assistant.tools.trend import Step

__all__ = ["WHENCE", "dimension_asked", "order_asked", "second_dimension", "step_asked"]

PEOPLE = r"(?:customer|client|buyer|shopper|reviewer|user|person|member|guest)s?"
FEELING = (
    r"(?:(?:un)?happiest|angriest|grumpiest|maddest|crossest|crankiest|nastiest|rudest|nicest|worst"
    r"|(?:most|least) (?:\w+ )?(?:happy|unhappy|satisfied|angry|upset|annoyed|difficult|pleased))"
)
"""What makes of customers those who feel most."""

COUNTING = r"(?:most|more than|at least|times|twice|often|several|repeatedly|multiple|or more)\b"
BY_CUSTOMER = re.compile(
    rf"\b(?:which|how many) (?:\w+ )?{PEOPLE}\b(?! (?:is|are|most(?!ly)|about)\b)"
    rf".{{0,40}}\b{COUNTING}"
    rf"|\b{PEOPLE} (?:with|who|that) .{{0,40}}\b{COUNTING}|\bper {PEOPLE}\b"
    r"|\bwho\b(?! (?:should|can|must|will)).{0,30}"
    rf"\b(?:complain\w*|writ\w+|review\w*|posted|wrote)\b.{{0,20}}\b{COUNTING}"
    r"|^(?:and |so )?who (?:has |have |all )?"
    r"(?:complained|mentioned|reported|praised|wrote|written) (?:about|of)"
    r" (?!(?:it|this|that|them|these|those)\b)"
    r"|(?:哪一?[个位名些]|几[个位名]|多少[个位名]?)(?:客户|顾客|买家|用户|会员|人).{0,12}"
    r"(?:最[多少]|[几两三四五六七八九十\d]+[次条]|以上|多次|反复)"
    r"|(?:哪些|哪几[个位]|哪[个位])(?:客户|顾客|买家|用户|会员|客人)(?:给|打|写|留|投诉|抱怨|评)"
    r"|(?:投诉|抱怨|吐槽|[说讲提骂打给]|反映|反馈)(?!最)[^,，。最]{0,10}的(?:客户|顾客|买家|用户|会员|客人|人)(?:分别|都|具体)?(?:是|有)(?:谁|哪些|哪几[个位人])"
    r"|的(?:客户|顾客|买家|用户|会员|客人)(?:分别|都|具体)(?:是|有)(?:谁|哪些|哪几[个位])"
    rf"|\b(?:who(?:'s| is| are)|which|name|list|show) (?:me )?(?:our |the |my )?(?:\w+ )?{FEELING} "
    rf"(?:single )?{PEOPLE}\b"
    r"(?! (?:reviews?|comments?|say|said|think|write|wrote|groups?|segments?)\b)"
    rf"|\bwhich {PEOPLE} (?:gave|left|wrote|complained|posted|rated|said|mention\w*)\b"
    rf"|\b(?:who|which) (?:is|was|are|were) (?:the|that|those) (?:\w+ )?{PEOPLE} (?:that|who) "
    r"(?:said|wrote|mention\w*|complain\w*|posted|told)\b"
    r"|(?:[几两三四五六七八九十\d]+次(?:及|或)?以上|多次|反复|超过.{1,3}次).{0,6}(?:客户|顾客|买家|用户|会员)"
    r"|(?:留言|评[论价]?|反馈|投诉|抱怨|吐槽|差评|好评)(?:数|次数|写得)?最[多少勤](?:的)?"
    r"[前几一二两三四五六七八九十\d]{0,3}[个位名]?的?(?:客户|顾客|买家|用户|会员)"
    r"|\b(?:most active|most frequent|top|repeat|serial) "
    rf"(?:\w+ )?(?:{PEOPLE}|complainers?|moaners?)\b"
    r"|\b(?:biggest|worst) (?:complainers?|moaners?|whiners?)\b|\bcomplainers\b"
    r"|最(?:爱|常|会|频繁|能)(?:地)?(?:投诉|抱怨|吐槽|差评|评价|留言)的?(?:客户|顾客|买家|用户|会员|人)"
    r"|谁(?:老是?|总是?|经常|一直|反复|天天|常常).{0,8}(?:差评|投诉|抱怨|吐槽|骂|给.星)"
    r"|谁.{0,8}(?:最[多勤]|次数)|按(?:客户|顾客|买家|用户)(?:统计|排|分)"
    rf"|{FANS.pattern}|最(?:满意|开心|高兴|不满意?|生气|愤怒)的(?:客户|顾客|买家|用户|会员)(?:都)?(?:是|有)?(?:谁|哪)"
)
OTHERS = {
    "channel": re.compile(r"where|channel|platform|place|渠道|平台|地方"),
    "product": re.compile(r"thing|product|商品|产品"),
    "segment": re.compile(r"everyone|segment|customer|group|客"),
}
AND = re.compile(r"\s*(?:and|x|×|/|和|与|及|、|以及)\s*(?:by |per |each |各个?|按)?")
BY_THEME = re.compile(
    r"\b(?:by|per|each|every|and|across) (?:\w+ )?(?:themes?|topics?)\b"
    r"|\b(?:themes?|topics?) (?:and|by|per|for each|across)\b"
    r"|[各按每和与及](?:个|种|类)?(?:主题|话题|问题类型|投诉类型)|(?:主题|话题)(?:的?分布|和|与|在)"
)
CROSSED = (*ATTRIBUTES, Dimension.WEEKDAY, Dimension.DAY_KIND)
"""What is crossed with themes, weeks and months."""

A_DAY = re.compile(
    r"\b(?:a|any|one|single|some) days? (?:with|w/|when|where|that|on which|of)"
    r"|(?:有没有|有)(?:哪|一)[天日]|哪几?[天日]"
)
COMES_FROM = re.compile(
    r"\bwhere (?:do|does|did|are|is) .{0,40}\b(?:come|coming) from\b"
    r"|\bwhere (?:do|does|did|have) \w+ (?:buy|bought|get|order|purchase)\w*"
    r" (?:it|them|these|those|one)\b"
    r"|来自哪里?|哪儿?里?来的|从哪儿?里?来|(?:在|从)?(?:哪儿|哪里)(?:买|下单|购)的?"
)
WHENCE = re.compile(
    rf"{COMES_FROM.pattern}"
    r"|\b(?:which|what) [a-z ]{3,24} (?:do|does|did|are|is|were|was) .{0,40}"
    r"\b(?:come|coming|bought|ordered|from)\b"
    r"|哪(?:一?[个些家种]|几[个家])[\u4e00-\u9fff]{1,6}(?:来|买|下单|购买)的"
    r"|是哪(?:一?[个些家种]|几[个家])[\u4e00-\u9fff]{1,6}的?[?？]?$"
)
"""The same with the kind of place that is meant: "which channel do they come from"."""

BY_STEP = {
    Step.WEEK: re.compile(
        r"\b(?:which|what|by|per|each|every|worst|best|busiest|quietest) week\b"
        r"|最[\u4e00-\u9fff]{1,2}的(?:一周|周)"
        r"|\bwhich (?:\w+ )?week\b|\bweekly\b|\bweek (?:by|over) week\b"
        r"|(?:哪一?个?|每一?个?|各|按|逐)(?:周|星期|礼拜)(?![一二三四五六日天末])"
        r"|一个?(周|星期|礼拜)一个?\1"
    ),
    Step.MONTH: re.compile(
        r"\b(?:which|what|by|per|each|every|worst|best|busiest) month\b"
        r"|最[\u4e00-\u9fff]{1,2}的(?:月份?|一个月)"
        r"|\bwhich (?:\w+ )?month\b|\bmonthly\b|\bmonth (?:by|over) month\b"
        r"|(?:哪一?个?|每一?个?|各|按|逐)个?月(?!底|初|中)|一个?月一个?月"
    ),
    Step.DAY: re.compile(
        r"\b(?:by|per|each|every) day\b|\bdaily\b|\bday by day\b|(?:每|按|逐)[天日]|一天一天"
    ),
}

PARTS_OF_WEEK = ((Dimension.DAY_KIND, BY_DAY_KIND), (Dimension.WEEKDAY, BY_WEEKDAY))
BY_SCORE = re.compile(
    r"\b(?:top|bottom|worst|best|lowest|highest) (?:\d{1,2}|two|three|four|five|ten) "
    r"(?:by|for|on|in) (?:the )?(?:average |avg |mean )?(?:nps|csat|ratings?|stars?|satisfaction)\b"
)
"""A ranking by a score that names no things: of products, which every shop has."""


def step_asked(folded: str) -> Step | None:
    """The stretches of days that a question sets side by side."""
    if PER_DAY.search(folded) or BY_WEEKDAY.search(folded):
        return None
    return next((step for step, words in BY_STEP.items() if words.search(folded)), None)


def dimension_asked(
    folded: str, matches: Sequence[Match], bound: Bound | None, *, ranks: bool = False
) -> str | None:
    """What to split by: the word after "by", "which" or 各; in a ranking, or where a bound is
    set, any such word. Customers only where somebody counts what each of them said."""
    if BY_CUSTOMER.search(folded) or DISTINCT_CUSTOMERS.search(folded):
        return Dimension.CUSTOMER
    for dimension, pattern in PARTS_OF_WEEK:
        if pattern.search(folded):
            return dimension
    if apart := _set_apart(folded, matches) or _part_of_kind(folded, matches):
        return apart
    words = [match for match in matches if match.field == "by"]
    if PER_DAY.search(folded):
        words = [word for word in words if word.value != "day"]
    if not words and COMES_FROM.search(folded):
        return Dimension.CHANNEL
    if any(word.value != "rating" for word in words):
        words = [word for word in words if word.value != "rating"]
    for match in words:
        if BY_BEFORE.search(folded[: match.start]):
            return match.value
    if not (bound or ranks or ORDERED.search(folded) or MOST.search(folded) or place_asked(folded)):
        return None
    kinds = (m for m in matches if m.also and m.field in ATTRIBUTES)
    if kind := next((m for m in kinds if BY_BEFORE.search(folded[: m.start])), None):
        return kind.field
    if bound and A_DAY.search(folded):
        return Dimension.DAY
    named = next((w.value for w in words if w.value not in ("rating", "day")), None)
    thing = WHICH_THING.search(folded) or BY_SCORE.search(folded)
    is_thing = not any(m.field in ATTRIBUTES for m in matches) and thing
    return named or ("product" if is_thing else None)


def _set_apart(folded: str, matches: Sequence[Match]) -> str | None:
    """The field of the name that is set against all others: channel of "on etsy vs the rest", or
    that has a place among them."""
    if STANDS.search(folded):
        return next((match.field for match in matches if match.field in ATTRIBUTES), None)
    others = ELSEWHERE.search(folded)
    if others is None:
        return None
    named = [m.field for m in matches if m.field in ATTRIBUTES and m.start < others.start()]
    meant = next((field for field, words in OTHERS.items() if words.search(others.group())), None)
    return meant if meant in named else named[-1] if named else None


def _part_of_kind(folded: str, matches: Sequence[Match]) -> str | None:
    """The field of the name from which a part of the detractors comes."""
    named = [match.field for match in matches if match.field in ATTRIBUTES]
    return named[0] if len(named) == 1 and OF_RECOMMENDERS.search(folded) else None


def second_dimension(
    folded: str, matches: Sequence[Match], first: str | None, step: Step | None
) -> str | None:
    """A dimension beside the one that is split by: "per product and channel", 各产品在各渠道,
    "by channel each month"; "themes by channel" splits by both."""
    words = [match for match in matches if match.field == "by" and match.value != "rating"]
    for last, match in pairwise(words):
        gap = folded[last.end : match.start]
        joined = AND.fullmatch(gap) or BY_BEFORE.search(folded[: match.start])
        if joined and last.value != match.value and first in (last.value, match.value):
            return match.value if last.value == first else last.value
    if first not in CROSSED:
        return None
    others = [word for word in words if word.value != Dimension.DAY]
    if first in (Dimension.WEEKDAY, Dimension.DAY_KIND) and others:
        return others[0].value
    if step in (Step.WEEK, Step.MONTH):
        return str(step)
    return "theme" if BY_THEME.search(folded) else None


def order_asked(folded: str) -> str | None:
    """Whether the worst, the best, the newest or the longest is wanted."""
    orders = (("longest", LONGEST), ("worst", WORST), ("best", BEST), ("newest", NEWEST))
    for name, pattern in orders:
        if pattern.search(folded):
            return name
    return None
