"""How a question says which number of a result it wants: the median, so many a day, a yes."""

import re

__all__ = [
    "ANY_NEW",
    "BETTER_OR_WORSE",
    "BOTH",
    "BY_COUNTRY",
    "BY_DAY_KIND",
    "BY_HOUR",
    "BY_WEEKDAY",
    "CALMED",
    "CHANGED",
    "COUNTED",
    "DISTINCT_CUSTOMERS",
    "FEWER_RECORDS",
    "GOOD_TO_BAD",
    "HOW_MANY",
    "HOW_MUCH",
    "IN_ALL",
    "IN_TIME",
    "IN_TOTAL",
    "LAST_WHEN",
    "LONGEST",
    "MEDIAN",
    "MORE_THAN",
    "OF_COMPLAINTS",
    "OF_ORDER_VALUE",
    "OF_RECOMMENDERS",
    "OF_STARS",
    "OPINION",
    "PART",
    "PER_DAY",
    "RECOMMENDERS",
    "RETURN_RATE",
    "ROSE",
    "SALES",
    "SHARE",
    "SHARE_OR_COUNT",
    "SINCE_WHEN",
    "SORTED",
    "STILL",
    "TOGETHER",
    "TO_CONTACT",
    "TREND",
    "TURNED",
    "TURNED_SINCE",
    "UNRATED",
    "WHAT_CHANGED",
    "WORSE",
    "YES_OR_NO",
]

_WEEKEND = r"(?:周末|\bweekends?\b)"
_WORKING = (
    r"(?:工作日|平日|平时|周中|\bweekdays?\b|\bworking days?\b|\bworkdays?\b|\brest of the week\b)"
)
BY_DAY_KIND = re.compile(
    rf"{_WEEKEND}.{{0,24}}?{_WORKING}|{_WORKING}.{{0,24}}?{_WEEKEND}|\bweekends\b"
)
"""Weekends set against the other days: no period of its own."""

BY_HOUR = re.compile(
    r"\b(?:what|which|by|per|each) (?:time|hours?)(?: of (?:the )?day)?\b|\bhours? of the day\b"
    r"|\btimes? of (?:the )?day\b|几点|几个?小时(?!内|以?[内前后])"
    r"|(?:哪|什么|哪个)(?:个)?(?:时段|时间段|钟点)"
)
"""The hour of the day, by which nothing is split."""

OF_ORDER_VALUE = re.compile(
    r"\b(?:over|above|under|below|more than|less than|at least|up to|worth|spen[dt]|paid)"
    r" (?:(?:over|more than|at least|about) )?(?:[£$€¥] ?\d[\d,.]*"
    r"|\d[\d,.]* ?(?:[£$€¥]|euros?|dollars?|pounds?|quid|bucks|usd|eur|gbp|yuan|rmb)(?![a-z]))"
    r"|(?:超过|高于|低于|不到|满|花了|消费)\s*[¥$€£]?\s*\d+\s*(?:元|块|美元|欧元)"
)
"""What an order cost, by which no feedback is told apart."""

BOTH = re.compile(
    r"\bboth\b|\bat (?:once|the same time)\b|\b(?:as well as|together with|along with)\b"
    r"|\bin the same (?:review|ticket|comment|message)\b|同时|既.{1,10}又|一起提到"
)
"""What is told of several themes in one and the same review."""

BY_COUNTRY = re.compile(r"\bcountr(?:y|ies)\b|国家")
"""Countries, of which the language of the text is all that is known."""

BY_WEEKDAY = re.compile(
    r"\b(?:by|per|each|every|which|what|across)(?: the)? (?:weekdays?|days? of (?:the )?week)\b"
    r"|(?:星期|周|礼拜)几|每周(?:的)?哪一?天|一周(?:里|中|之中)?哪一?天"
)
MEDIAN = re.compile(r"\bmedian\b|中位数?")
PER_DAY = re.compile(
    r"\b(?:a|per|each|every) day\b.{0,40}\b(?:average|avg|mean)\b"
    r"|\b(?:average|avg|mean)\b.{0,40}\b(?:a|per|each|every) day\b|\b(?:average|avg|mean) daily\b"
    r"|\bdaily (?:average|avg|mean)\b|(?:平均|日均).{0,4}(?:每[天日]|一天)|每[天日]平均|日均"
)
DISTINCT_CUSTOMERS = re.compile(
    r"\bhow many (?:different |distinct |unique |separate |individual )?"
    r"(?:customers|buyers|clients|shoppers|reviewers|users)\b"
    r"(?!.{0,40}\b(?:more than|at least|or more|times|twice|several|repeatedly|once)\b)"
    r"|\bnumber of (?:different |distinct |unique |separate )?"
    r"(?:customers|buyers|clients|shoppers|reviewers)\b"
    r"|(?:多少|几)(?:个|位|名)?(?:不同的?)?(?:客户|顾客|买家|用户)(?!.{0,12}[几两三四五六七八九十\d]次)"
    r"(?=.{0,10}(?:评|留|反馈|投诉|抱怨|写|提|说|给))"
)
GOOD_TO_BAD = re.compile(
    r"(?:好评|好的?)[和与跟、比]\s*(?:差评|坏的?|不好的?).{0,6}(?:比例|比率|之比|各(?:有|是|占)?多少|多少|占比)"
    r"|差评[和与跟、比]好评.{0,6}(?:比例|比率|之比|各(?:有|是|占)?多少|多少|占比)|好差评(?:比|比例)"
    r"|\b(?:ratio|proportion) of (?:good|positive) (?:reviews )?"
    r"(?:to|and|vs\.?|versus) (?:bad|negative)"
    r"|\b(?:good|positive) (?:vs\.?|versus|to|against) (?:bad|negative)\b"
    r"|\bratio of (?:bad|negative) to (?:good|positive)\b"
)
LONGEST = re.compile(r"\blongest\b|最长的?")
IN_ALL = re.compile(
    r"\bhow many\b|\b(?:number|amount|count|sum) of\b|\btogether\b|\bcombined\b|\bin total\b"
    r"|一共|总共|合计|共有|[加合](?:起来|在?一[块起])|多少[条个]"
)
"""Whoever asks how many of several channels there are wants the sum first."""

TOGETHER = re.compile(
    r"\b(?:taken|put|counted|added|lumped|all|both) together\b|\bcombined\b"
    r"|[加合]在?一[块起]|一[块起](?:算|看|统计)|合并(?:起来|计算|算|看)|[加合]起来(?:算|看)?|合计"
)
"""Several that are to be one, and not set side by side."""

RETURN_RATE = re.compile(r"退[货款换]率|\b(?:return|refund) rate\b")
"""A rate over orders, of which feedback tells nothing."""

_CALMED = (
    r"\b(?:calm(?:ed|ing)?|cool(?:ed|ing)?|di(?:ed|ing)|settl(?:ed|ing)|simmer(?:ed|ing)?) down\b"
    r"|\bblown over\b|\bunder control\b"
)
CALMED = re.compile(_CALMED)
"""Whether a trouble that needs no naming is over: "has the kettle mess calmed down"."""

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
    r"|有没?有?(?:没有)?(?:什么)?新?的?(?:差评|投诉|负评|负面(?:评价|评论|反馈)?|[一1]星)"
    r"(?:[吗么没]|进来|$|\?)"
)
"""Whether there is a bad review at all: "any new bad reviews today"."""

PART = re.compile(
    r"占(?:多少|几成|比|百分之)|几成|百分之几"
    r"|\bwhat (?:share|percent\w*|proportion|part) of (?:them|those|these)\b"
    r"|\bhow many of (?:them|those|these)\b"
)
"""What part of those that were counted is something."""

OPINION = re.compile(
    r"口碑(?:如何|咋样|怎么样|好不好|好吗)?\??$|好不好\??$|好用吗"
    r"|\bany good\b|\bgood or bad\b"
)
YES_OR_NO = re.compile(
    r"^(?:has|have|did|does|do|is|are|was|were|any|anybody|anyone)\b|有没有|有人|有谁|[吗么]\s*[?？]?\s*$|是不是|是否"
)
CHANGED = re.compile(r"环比|\bmonth[- ]on[- ]month\b|\bmom\b|\bquarter[- ]on[- ]quarter\b|\bqoq\b")
ROSE = re.compile(
    r"\b(?:did|have|has)\b.{1,60}\b(?:go|gone|went|come) (?:up|down)\b"
    r"|\b(?:did|have|has)\b.{1,60}\b(?:increased?|decreased?|risen?|rise|fall(?:en)?|drop(?:ped)?|grown?)\b"
    r"|[变增减]?[多少]了(?:没有?)?[吗么没]|[变增减][多少加]了"
)
"""Whether something moved, of the one period that is named."""

SORTED = re.compile(
    r"\b(?:worst|best|lowest|highest|smallest|largest) (?:one )?first\b|\b(?:a|de)scending\b"
    r"|[从由][高低好差坏多少]到[高低好差坏多少]|[升降]序"
)
"""A whole list in an order, and not its first alone."""

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
MORE_THAN = re.compile(r"\bmore\b.{1,40}\bthan\b|更[多少爱常]|比.{1,12}更|是不是.{1,12}[更较]")
"""Of two groups, the larger of which is no ranking: their sizes differ, so shares answer it."""

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
    r"|(?:最早|第一|头一)[条次个]?.{0,12}(?:什么时候|啥时候|哪[天周月]|何时)"
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

IN_TOTAL = re.compile(
    r"\bin total\b|\bever\b(?! since)|\ball[- ]time\b|一直以来|有史以来|总共|一共|所有时间|全部时间"
    r"|历史上"
)
SHARE = re.compile(
    r"\b(?:share|percent\w*|pct|proportion|portion|fraction|rate|ratio)\b|%|率|占比|比例|百分|占了?(?:多少|几成)"
)
OF_COMPLAINTS = re.compile(
    r"\bof (?:all |our |the |total )*(?:complaints|negative (?:reviews|feedback)|bad reviews)\b"
    r"|\bof (?:what|those who) .{0,20}complain\w*"
    r"|占.{0,6}(?:投诉|差评|负面|抱怨|吐槽)|(?:投诉|差评|负面)(?:里|中|当中)(?!.{0,4}提到).{0,12}(?:占|比例|多少|百分|几成)"
)
"""Of what a share is wanted: of the complaints, not of all feedback."""

OF_STARS = re.compile(
    r"\b(?:of (?:all |our |the |total |these |those |my )+"
    r"|(?:out of|among) (?:all |our |the |total |these |those |my )*)"
    r"(?:(?!(?:were|are|was|is|have|had|has|gave|got|with)\b)[a-z]+ )?"
    r"(?:[1-5]|one|two|three|four|five)"
    r"(?:[ -]?(?:to|and|or|-)[ -]?(?:[1-5]|two|three|four|five))?[ -]?stars?\b(?! (?:and|or) )"
    r"|[一二两三四五1-5]\s*星(?:的)?(?:评价|评论|差评|好评)?(?:里面?|中|当中|之中).{0,16}"
    r"(?:占|比例|多少|几成|百分|几条)|占.{0,6}[一二三四五1-5]\s*星"
)
"""Of what a share is wanted: of the reviews of some stars, not of all that have stars."""

SHARE_OR_COUNT = re.compile(rf"{SHARE.pattern}|\bhow many\b|几成|多少|几条")
IN_TIME = re.compile(
    r"\b(?:within|in(?:side)?|under) (?:a day|one day|(?:the )?24 ?(?:h|hrs?|hours?))\b"
    r"|\b(?:in|on) time\b|(?:24小时|一天|当天)(?:之?内|以内)?|按时|准时|及时"
)
"""Answered by the deadline of a day."""

TO_CONTACT = re.compile(
    r"\b(?:call|ring|phone|contact|reach out to|get in touch with|write to|win back)\b"
    r"|打.{0,3}电话|致电|回访|联系|挽回|挽留"
)
UNRATED = re.compile(
    r"\b(?:no|without(?: an?y?)?|missing|lack\w*(?: an?y?)?|(?:did not|didn't|not)"
    r" (?:leave|give|have)(?: an?y?)?) (?:star )?(?:ratings?|stars|scores?)\b|\bunrated\b"
    r"|\bnot rated\b"
    r"|没(?:有)?(?:人)?(?:打分|打星|评分|星级|给分)|未(?:打分|评分)"
    r"|(?:打分|评分|星级)(?:为空|缺失|是空)|缺(?:少)?评分"
)
SALES = re.compile(
    r"\b(?:sell|sold|selling|sales|revenue|turnover|profits?|gmv|aov|average order value"
    r"|earn\w*|ma[dk]e)\b"
    r"|销售|营业额|营收|利润|毛利|客单价|销量|卖(?:了|出|得)"
)
"""Money and sold pieces, of which feedback tells nothing."""

RECOMMENDERS = re.compile(
    r"\b(promoter|detractor|passive)s?\b|推荐者|贬损者|被动者|中立者"
    r"|不?(?:愿意?|会|肯|想)?推荐(?:我们|咱们?|本店|给(?:别人|朋友))家?的?"
    r"(?:人|客户|顾客|用户|买家|[^,，。]{1,6}(?=占|有多少|几成|的?比例))"
)
OF_RECOMMENDERS = re.compile(
    r"\b(?:of|among) (?:all |our |the |those )*(?:promoter|detractor|passive)s\b"
    r"|(?:推荐者|贬损者|被动者|中立者)(?:里面?|中|当中).{0,10}(?:占|多少|几成|几个|百分|来自)"
)
"""What part of the promoters, passives or detractors comes from somewhere."""

HOW_MANY = re.compile(
    r"\bhow many\b|有多少|多少[条个人位起次]|几条|(?<![一二三四五六七八九十\d])几次|^多少"
    r"|[评诉论馈]数(?!据)"
)
HOW_MUCH = re.compile(
    r"\b(?:more|fewer|less|higher|lower) (?:\w+ ){0,2}than (?:usual|normal|average|expected)\b"
    r"|有(?:没有)?新的?(?:差评|投诉|负评|抱怨)|严不严重|严重[吗么]|多严重|[评诉题馈怨](?:更|变)多"
    r"|\b(?:did|do|are|were) (?:there )?(?:more|fewer|less)"
    r" (?:people|customers|complaints)\b"
    r"|\b(?:did|do|have|are|were) (?:we|i|you|they) (?:get|got|have|had|see|seen|receive|received"
    r"|getting|seeing|receiving) (?:any )?(?:more|fewer|less) (?:\w+ )?"
    r"(?:complaints?|bad reviews|negative (?:reviews|feedback))\b"
    r"|[评诉题馈怨](?:多不多|多吗|多么|很多吗|还多吗)"
    r"|\b(?:many|a lot of|lots of|much)\b.{0,20}\b(?:complain\w*|problems?|issues?)"
    r"|\bhow (?:common|frequent|widespread|serious|severe|bad) (?:is|are|was|were)\b"
    r"|\b(?:is|are|was) .{1,40}\b(?:serious|severe|widespread)\b"
    r"|(?:投诉|抱怨|差评|吐槽|问题).{0,12}比.{1,12}[多少](?:吗|么|了)"
    r"|哪(?:个|段|一)?(?:时候|时间|时段|段时间|阵子?|次|回).{0,6}(?:投诉|抱怨|差评|吐槽|问题)(?:更|比较|最)?[多少]"
)

WHAT_CHANGED = re.compile(
    r"\bwhat(?:.?s| is| has|.ve| have)? (?:been )?(?:changed?|changing|different)\b"
    r"|(?:有|发生|出现)了?(?:过)?(?:些|一些)?(?:什么|啥|哪些|何)新?的?(?:变化|改变|变动|不同|不一样)"
    r"|(?:变化|不同)(?:是什么|是啥|在哪|有哪些)|(?:什么|啥|哪些?|哪儿|哪里)(?:地方)?(?:变了|不一样)"
)
"""What is otherwise than before, of all there is."""
