"""How a question compares: one against another, more than last month, what grew."""

import re

__all__ = [
    "AGAINST",
    "AGAINST_AROUND",
    "ANGRIER",
    "BY_BEFORE",
    "BY_HOW_MUCH",
    "COMPARE",
    "COMPARE_ONLY",
    "ELSEWHERE",
    "GREW",
    "GROWING",
    "GROWS",
    "IMPROVED",
    "LAST_YEAR",
    "LIKED_MORE",
    "LOWER",
    "MORE_OR_LESS",
    "ONE_AGAINST",
    "SHRANK",
    "SPIKED",
    "VERSUS_LAST",
    "WHICH_OF_TWO",
    "WORSENED",
]

ANGRIER = re.compile(
    r"\b(?:angrier|unhappier|grumpier|madder|crosser|crankier|saltier|moodier|whinier"
    r"|more (?:angry|upset|annoyed|furious|irate|frustrated|pissed|fed up|hostile))\b"
    r"|更(?:生气|愤怒|火大|不满)(?!意)|[谁哪][家个边]?的?(?:问题|毛病|投诉|抱怨|差评)(?:更|比较|最)?多"
)
"""Which of several is angrier, or has more troubles."""

LIKED_MORE = re.compile(
    r"\b(?:like|love|prefer|enjoy|trust|rate)[sd]? .{0,24}"
    r"\b(?:more|less|better|higher|lower) than\b"
    r"|\b(?:better|more|less|worse) (?:liked|loved|rated|received|reviewed|popular)\b"
)
"""Which of two likes something more."""

COMPARE = re.compile(
    r"\b(?:vs\.?|versus|compared?|comparison|than|against|differ\w*|same\b.{1,40}\bas)\b|一样|差异|区别|有何不同"
    r"|相比|对比|比较|环比|同比|比起|变化|差别|不同|比.{1,16}[强好差弱赢输]在|(?<![a-z])(?:vs|pk)(?![a-z])|[和与跟].{1,12}比"
)

ONE_AGAINST = re.compile(
    r"\b(?:vs\.?|versus|against|than|compared?|comparison)(?!\w)"
    r"|(?<![a-z])(?:vs|pk)(?![a-z])|比(?![例率如])"
)
"""One held against the other, which is what it is measured by: "January vs February"."""

BY_HOW_MUCH = re.compile(
    r"\bby how (?:much|many)\b|\bhow (?:much|many \w+|far) (?:\w+ ){0,2}"
    r"(?:higher|lower|better|worse|more|less|happier|unhappier|apart|ahead|behind)\b"
    r"|\bhow (?:big|large|wide|much) (?:of a )?(?:is |was )?(?:the )?(?:gap|difference)\b"
    r"|\bwhat(?:['’]?s| is| was) the (?:gap|diff(?:erence)?)\b|\bdiff(?:erence)?\W*$"
    r"|(?:相?差|高|低|多|少|落后|领先|差距)(?:出|了|得|有|是)?(?:多少|多大|多远|几(?:分|[个颗]?星|个?点|个百分点))"
)
"""How far two numbers lie apart is asked, and not only which is higher."""

LAST_YEAR = re.compile(
    r"去年(?:的)?(?:同期|同一时期|这个时候|这时候)|上年同期|同比"
    r"|\b(?:the )?same (?:period|time|month|week|quarter|days) (?:of |in )?"
    r"(?:last|the previous) year"
    r"|\b(?:a|one) year (?:earlier|before)\b|\bthis time last year|\byear[- ](?:on|over)[- ]year"
    r"|\byoy\b"
)

ELSEWHERE = re.compile(
    r"\b(?:vs\.?|versus|against|than|compared? (?:to|with)|and)\s+(?:(?:the|all|all the|our|on) )*"
    r"(?:everywhere else|elsewhere|everything else|everyone else|rest\b|others\b"
    r"|other (?!(?:day|week|month|quarter|year|time|period)s\b)(?:[a-z-]+ )?[a-z]+s\b)"
    r"|(?:[和与跟比]|相比|对比)(?:其他|其它|别的|其余)(?:所有)?的?"
    r"(?:渠道|平台|商品|产品|客户|客群|地方|几个)?"
)
"""Everything but the one that is named: "on etsy vs everywhere else"."""

VERSUS_LAST = re.compile(
    r"\b(?:vs\.?|versus|than|and|to|with|against) (?:the )?(?:last|previous)"
    r"(?: one| period)?\b(?! \w)"
)

BY_BEFORE = re.compile(
    r"(?:\b(?:by|per|each|every|which|what|across|between|split by"
    r"|(?:which|what|any) of (?:our|the|my|these|those))"
    r"|按|各个?|每个?|哪一?个|哪几[个条家]?|哪些|哪种|哪款|哪一?[条家]|哪一|哪|分|不同|几个)\s*$"
    r"|\b(?:(?:most|least) (?:[a-z-]+ ){1,3}|(?:busiest|quietest|slowest|worst|best) )$"
    r"|最[\u4e00-\u9fff]{1,3}的$"
)

MORE_OR_LESS = re.compile(
    r"\b(?:go|goes|went|gone|going) (?:up|down)\b|\b(?:more|fewer|less)\b"
    r"|\b(?:increas|decreas|declin|dropp?)\w*|\b(?:rise|rose|risen|fell|fallen)\b"
    r"|[多少](?:了|吗|么|还是)|变[多少]|增[加多]|减少|上升|下降"
)

GROWS = re.compile(r"\bgrow(?:s|n|th|ing)?\b|\bgrew\b|增长|越来越多")
GROWING = re.compile(r"\b(?:growing|growth|grown|grew|rising|mounting)\b|增长|越来越多")
"""The same, of what is counted: plants grow in what customers write."""


def _changed_most(verbs: str, nouns: str, chinese: str) -> re.Pattern[str]:
    """What moved one way more than anything else: "rose the most", "the biggest rise"."""
    return re.compile(
        rf"\b(?:{verbs})\b.{{0,12}}\b(?:most|fastest)\b"
        rf"|\b(?:most|fastest|biggest|largest) (?:\w+ )?(?:{nouns})"
        rf"|\b(?:which|what) (?:of (?:the|our|those) )?[a-z]+ (?:it )?(?:has |was it that )?"
        rf"(?:{verbs})\W*$|{chinese}"
    )


GREW = _changed_most(
    r"grew|grow\w*|rose|ris\w+|increas\w+|jumped|surged|gained",
    r"growth|increase|rise|jump|gain|growing|rising",
    r"(?:增长|上升|增加|涨|提高|提升)(?:得)?最[多快大明显厉害]+|涨幅最大|增幅最大"
    r"|哪[个些款种家条][^,，。]{0,4}?(?:涨|升|上升|上涨)(?:的|了|得)"
    r"|哪[个些款种家条][^,，。评诉怨槽馈题]{0,3}?多了",
)

SHRANK = _changed_most(
    r"fell|fall\w*|dropp?\w*|shrank|decreas\w+|declin\w+|lost|sank|slipp?\w*",
    r"drop|fall|decrease|decline|loss|slump",
    r"(?:下降|下滑|下跌|减少|降|掉|跌)(?:得)?最[多快大明显厉害狠惨]+|降幅最大|跌幅最大"
    r"|哪[个些款种家条][^,，。]{0,4}?(?:掉|跌|降|下滑|下降|下跌)(?:的|了|得)"
    r"|哪[个些款种家条][^,，。评诉怨槽馈题]{0,3}?少(?:了|的\W*$)",
)

SPIKED = re.compile(
    r"\b(?:spike|surge|jump|rise|increase|peak|wave|flood|uptick) (?:in|of) (?:\w+ )?"
    r"(?:complaints|bad reviews|negative (?:reviews|feedback))\b"
)
"""More complaints all at once: what is asked for is what grew."""

WORSENED = _changed_most(
    r"worsen\w*|got worse|deteriorat\w+",
    r"deterioration",
    r"(?:恶化|变差|变坏)(?:得)?最[多快大明显厉害]+|\b(?:which|what) .{0,24}\bgot worse\b",
)

IMPROVED = _changed_most(
    r"improv\w+|got better",
    r"improvement|improved",
    r"(?:改善|好转|进步|变好)(?:得)?最[多快大明显]+",
)

COMPARE_ONLY = re.compile(
    r"^(?:(?:and|how does (?:it|that|this)|what about|ok)\s+)?(?:compared|comparing|"
    r"compare (?:it |that |this )?(?:to|with)|vs\.?|versus|"
    r"against|relative)\b"
    r"|^(?:and )?(?:is|was|are|were) (?:that|this|it|those) (?:any |much |really )?"
    r"(?:better|worse|higher|lower|more|less|fewer) than\b"
    r"|^(?:那|再)?[和与跟同比]|比呢|相比呢?$|对比呢?$"
)

AGAINST = re.compile(
    r"(?:比起?|较|\bas (?:many|much|bad|good|high|low|often)\b.{0,24}\bas"
    r"|\bvs\.?|\bversus|\bthan|\bagainst|\b(?:compared|relative) (?:to|with)"
    r"|\b(?:drop\w*|f[ae]ll\w*|down|up|chang\w*|differ\w*|improv\w*|r[io]s\w+|increas\w*|decreas\w*)"
    r" (?:\w+ )?from|n['’]?t (?:there|around|happening|an? (?:issue|problem)) (?:back )?"
    r"|n['’]?t (?:have|see|get|hear)(?: \w+)? (?:back )?)"
    r"\s*(?:(?:it|they|we|that) (?:was|were|did|had)\s+)?"
    r"(?:(?:in|on|for|at|during|the)\s+)*$"
)
"""What stands before the period that another is compared with."""

AGAINST_AROUND = re.compile(r"[和与跟同较]\s*$"), re.compile(r"^的?(?:相|来)?比(?!例|率|较好)")

LOWER = re.compile(
    r"\b(?:lower|worse|less|poorer|unhappier|angrier|grumpier)\b"
    r"|(?:更|比较|谁|哪个|哪一个|哪款|哪边|哪家)[^高好强多,，]{0,8}?(?:[低少糟弱]|差(?!评))"
)
"""The lower of two is asked for first."""

WHICH_OF_TWO = re.compile(
    r"\b(?:which|who)\b|\b(?:better|worse|happier|higher|lower|nicer)(?: \w+){0,3} than\b"
    r"|\bmore common\b|\b(?:more|fewer|less) (?:\w+ )?complain\w*"
    r"|\bor\b.{1,40}\b(?:more|most)\b|还是[^,，。?？]{1,16}[多少高低好差](?:[些点一]|$|\W)"
    r"|更多|更少|多还是|哪个|哪一个|哪一?[段次周天月年]|谁|哪边|比.{1,12}更"
)
