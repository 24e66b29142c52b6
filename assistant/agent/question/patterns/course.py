"""How a question speaks of what goes on, begins, ends, or is otherwise than before."""

import re

__all__ = [
    "ANY_NEW",
    "BETTER_OR_WORSE",
    "CALMED",
    "CHANGED",
    "CHANGE_MADE",
    "COUNTED",
    "FEWER_RECORDS",
    "LAST_WHEN",
    "MOVED",
    "MOVED_BY",
    "REPLAYED",
    "ROSE",
    "SINCE_WHEN",
    "STILL",
    "TREND",
    "TURNED",
    "TURNED_SINCE",
    "WHAT_CHANGED",
    "WORSE",
]

_CALMED = (
    r"(?<!to )(?<!we )(?<!i )"
    r"\b(?:calm(?:ed|ing)?|cool(?:ed|ing)?|di(?:ed|ing)|settl(?:ed|ing)|simmer(?:ed|ing)?) down\b"
    r"|\bblown over\b|\bunder control\b"
)
CALMED = re.compile(_CALMED)
"""Whether a trouble that needs no naming is over: "has the kettle mess calmed down"."""

REPLAYED = re.compile(
    r"\bback-?test|\breplay|\bfalse (?:alarm|alert|positive)s?|回测|回放|误报|虚警|预警.{0,6}准不准"
)
"""The alert rules over the past, asked of them and of nothing else."""

STILL = re.compile(
    r"\bstill (?:going on|happening|there|an issue|a problem|a thing|coming in|around|ongoing)\b"
    r"|\bstill (?:mention|complain|talk|say|report|ask)\w*\b"
    r"|\bstill (?:arriv|turn|show|com|happen|break|crack|leak|fail|get)ing\b"
    rf"|{_CALMED}"
    r"|\b(?:is|are|does|do|has|have)\b.{1,60}\b(?:getting (?:any )?"
    r"(?:worse|better|more(?: (?:common|frequent))?|bigger|fewer|less)|worsening"
    r"|over(?: now| yet)?|gone(?: now| away)?|stopped|going away"
    r"|(?:still|keep) (?:mention|complain|happen)\w*)\s*\??$"
    r"|(?:还在|仍然?在?|还有人?)(?:继续|发生|出现|持续|投诉|抱怨|说|反馈)|还在[吗么]"
    r"|(?:消失|停|结束|没)了[吗么没]"
    r"|(?:越来越|更)(?:严重|多|差|糟)了?[吗么没]|(?:好转|缓解|恶化|加重)了?[吗么没]"
)
"""Whether something that is told of goes on, or grows."""

TURNED = re.compile(
    r"\bused to be\b|\bturned\b|\bonce (?:happy|satisfied)\b|\bfrom (?:happy|satisfied|positive)\b"
    r"|(?:以前|之前|原来|曾经|过去|本来).{0,4}(?:满意|高兴|好评|夸)|(?:[从由](?:满意|好评|好|高兴)|好评转差|满意转差)"
)
"""Customers who were happy once and are no longer."""

WORSE = re.compile(
    r"\b(?:worse|worsening|better|more|growing)\b|严重|更多|越来越|恶化|加重|好转|缓解"
)
"""Whether it grows is asked, not whether it is there."""

ANY_NEW = re.compile(
    r"\b(?:any|are there|is there|got)\b(?: any)?(?: new| more| fresh)* "
    r"(?:bad|negative|angry|poor|1[- ]star|one[- ]star|low)(?:[- ]rated)? "
    r"(?:reviews?|feedback|comments?|ones?|ratings?)"
    r"|\b(?:any|are there)\b(?: any)?(?: new| more)* complaints?\b.{0,12}"
    r"\b(?:today|yesterday|this morning|since)\b"
    r"|(?<!所)有没?有?(?:没有)?(?:什么)?新?的?(?:差评|投诉|负评|负面(?:评价|评论|反馈)?|[一1]星)"
    r"(?:[吗么没]|进来|$|\?)"
)
"""Whether there is a bad review at all: "any new bad reviews today"."""

CHANGED = re.compile(r"环比|\bmonth[- ]on[- ]month\b|\bmom\b|\bquarter[- ]on[- ]quarter\b|\bqoq\b")
MOVED_BY = re.compile(
    r"[升降涨跌掉变][了低高]?(?:多少|几(?:分|个?点|个百分点|[个颗]?星))"
    r"|\bhow (?:much|far) (?:did|do|does|has|have|is|was|were)\b.{1,40}?"
    r"\b(?:f[ae]ll|dropp?|r[io]s|go|went|gone|chang|increas|decreas|improv|declin|slip|up|down)\w*"
    r"|\b(?:f[ae]ll\w*|dropp?\w*|r[io]se\w*|chang\w*|improv\w*|up|down) by how much\b"
    r"|\bby how much (?:did|has|have|is|was)\b"
)
"""By how much a number moved."""

ROSE = re.compile(
    r"\b(?:did|have|has)\b.{1,60}\b(?:go|gone|went|come) (?:up|down)\b"
    r"|\b(?:did|have|has)\b.{1,60}\b(?:increased?|decreased?|risen?|rise|fall(?:en)?|drop(?:ped)?|grown?)\b"
    r"|[变增减]?[多少]了(?:没有?)?[吗么没]|[变增减][多少加]了"
    r"|(?:上升|下降|升高|降低|提高|提升|增加|减少|上涨|下跌|[变走][高低]|[涨跌升降])了?(?:没有?)?[吗么没]"
)
"""Whether something moved, of the one period that is named."""

MOVED = re.compile(
    r"\b(?:drop|dip|f[ae]ll|rise|rose|change|increase|decrease|improvement|decline|jump|spike|slump)\b"
    r"|变化|下降|上升|[跌降涨升]|真的?是?变"
)
"""A number is spoken of as one that has moved."""

CHANGE_MADE = re.compile(
    r"\b(?:after|since|when|once|now that) (?:we|i|they) (?!(?:last|had|got|get|saw)\b)[a-z]{3,}\b"
    r"[^,;?\0]*?(?=\s*(?:\b(?:on|in|did|do|does|has|have|is|are|was|were)\b|[,;?\0]|$))"
    r"|(?:换|改|调整|升级|上线|搬|涨价|降价|推出|启用)[^,，。?？\0]{1,10}?(?=之后|以后|后|以来)"
)
"""What the shop itself did: its words tell of the change, and not of what customers wrote."""

FEWER_RECORDS = re.compile(
    r"\b(?:drop|dip|fall|decline|decrease|slump|rise|jump|increase|surge|uptick|spike) in (?:the )?"
    r"(?:number of )?(?:reviews|feedback|comments|tickets|messages|replies)\b"
    r"|\b(?:reviews|feedback|comments|tickets) (?:\w+ )?"
    r"(?:dry(?:ing)? up|dried up|slow(?:ed|ing) down|tail(?:ed|ing) off|f[ae]ll(?:en|ing)? off)\b"
)
"""Records that become more or fewer, whatever they say."""

COUNTED = re.compile(
    r"\b(?:more|fewer|less) (?:feedback|reviews|comments|tickets|messages)\b"
    r"|(?:反馈|评价|评论|工单|留言)(?:数量?|量|总数)?(?:是|变|更)?[多少]"
)
"""Records of any kind, of which there are more or fewer."""

TURNED_SINCE = re.compile(
    r"(?:之后|以后|以来|后|起|开始|至今).{0,16}(?:变|更|转)(?:差|好|坏|糟|多|少)|(?:之后|以后|以来|后).{0,16}(?:恶化|好转|改善)"
    r"|\b(?:worse|better|worsened|improved|deteriorated)\b.{0,16}\b(?:since|after)\b"
    r"|\b(?:since|after)\b.{0,40}\b(?:worse|better|worsened|improved|deteriorated)\b"
)
"""Whether something is better or worse since a day than before it."""

BETTER_OR_WORSE = re.compile(
    r"\b(?:better|worse|improv\w*|worsen\w*|deteriorat\w*)\b|变[好差坏]|好转|恶化|改善"
    r"|越来越[好差坏糟低高]|好一?[点些]儿?了?[没吗么]|往[下上](?:走|掉|跌|滑)|走[低高]"
)
TREND = re.compile(
    r"\btrend\w*|\bover time\b|\b(?:by|per|each) (?:week|month|quarter)\b|\bmonthly\b"
    r"|\b(?:month|week) by (?:month|week)\b|趋势|走势|[按逐每]个?(?:周|月|季度)(?!末)"
)
SINCE_WHEN = re.compile(
    r"\bwhen .{1,60}\bfirst (?:mention|report|appear|come up|brought)\w*\b"
    r"|\bsince when\b|\bwhen did .{1,80}\b(?:start|begin)\b|\bhow long has\b"
    r"|\bwhen .{1,60}\bstarted\b"
    r"|\bwhen (?:was|came|did) the (?:very )?first\b"
    r"|\bfirst time (?:that )?(?:we|some\w+|any\w+|a customer|people|they|it)\b"
    r"|(?:最早|第一|头一)[条次个]?.{0,12}(?:什么时候|啥时候|哪一?[天周月]|何时|几号)"
    r"|从(?:什么|啥)时候|从何时|从哪[天周月]|(?:什么|啥)时候开始|多久了"
)
LAST_WHEN = re.compile(
    r"\bwhen (?:was|is|were|did we (?:last |get |have |see |receive ))\b.{0,12}"
    r"\b(?:last|latest|most recent|newest)\b"
    r"|\bwhen (?:did|has|have|was|were) .{1,40}\blast\b"
    r"|\b(?:the )?last time (?:that )?"
    r"(?:we|some(?:one|body)|any(?:one|body)|a customer|people|they)\b"
    r"|(?:上(?:一)?[次条个]|最(?:近|后|新)的?(?:那|的)?一[次条个]).{0,16}"
    r"(?:什么时候|啥时候|哪[天日]|何时|几号|几月)"
)
"""When the newest of something came: "when was the last 1 star for the gloves"."""

WHAT_CHANGED = re.compile(
    r"\bwhat(?:.?s| is| has|.ve| have)? (?:been )?(?:changed?|changing|different)\b"
    r"|(?:有|发生|出现)了?(?:过)?(?:些|一些)?(?:什么|啥|哪些|何)新?的?(?:变化|改变|变动|不同|不一样)"
    r"|(?:变化|不同)(?:是什么|是啥|在哪|有哪些)|(?:什么|啥|哪些?|哪儿|哪里)(?:地方)?(?:变了|不一样)"
)
"""What is otherwise than before, of all there is."""
