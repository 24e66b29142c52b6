"""How a question says which number of a result it wants: the median, so many a day, a yes."""

import re

__all__ = [
    "BOTH",
    "BY_COUNTRY",
    "BY_DAY_KIND",
    "BY_HOUR",
    "BY_WEEKDAY",
    "CUSTOMERS_TO_CONTACT",
    "DISTINCT_CUSTOMERS",
    "GOOD_TO_BAD",
    "HOW_MANY",
    "HOW_MUCH",
    "IN_ALL",
    "IN_TIME",
    "IN_TOTAL",
    "LONGEST",
    "MEDIAN",
    "MORE_THAN",
    "OF_COMPLAINTS",
    "OF_RECOMMENDERS",
    "OF_STARS",
    "OPINION",
    "PART",
    "PER_DAY",
    "PRAISE_RATE",
    "RECOMMENDERS",
    "SHARE",
    "SHARE_OF",
    "SHARE_OR_COUNT",
    "SORTED",
    "SPREAD",
    "TOGETHER",
    "TO_CONTACT",
    "UNRATED",
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
    r"|\b(?:at|around|before|after)"
    r" (?:\d{1,2}(?::\d\d)? ?(?:am|pm|o.?clock)|noon|midnight)(?![a-z])"
    r"|[上下]午[一二三四五六七八九十\d]+点|[早晚]上[一二三四五六七八九十\d]+点"
)
"""The hour of the day, by which nothing is split."""

BOTH = re.compile(
    r"\bboth\b|\bat (?:once|the same time)\b|\b(?:as well as|together with|along with)\b"
    r"|\bin the same (?:review|ticket|comment|message)\b|同时|既.{1,10}又|一起提到"
)
"""What is told of several themes in one and the same review."""

BY_COUNTRY = re.compile(r"\bcountr(?:y|ies)\b|国家")
"""Countries, of which the language of the text is all that is known."""

BY_WEEKDAY = re.compile(
    r"\b(?:by|per|each|every|which|what|across|between)(?: the)?"
    r" (?:weekdays?|days? of (?:the )?week)\b"
    r"|\bweekly (?:patterns?|cycles?|rhythms?|seasonality)\b"
    r"|\bpatterns? (?:over|across|in|within) (?:the|a) week\b"
    r"|[按分]星期(?![一二三四五六日天])|(?:每周|星期|一周(?:内|里)?)的?(?:规律|周期性|分布|模式)"
    r"|(?:星期|周|礼拜)几|每周(?:的)?哪一?天|一周(?:里|中|之中)?哪一?天"
)
MEDIAN = re.compile(r"\bmedian\b|中位数?")
SPREAD = re.compile(r"\bstandard deviations?\b|\bstd\.? ?dev\b|\bstdev\b|标准差|离散程度")
"""How far ratings lie apart."""

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

PART = re.compile(
    r"占(?:多少|几成|比|百分之)|几成|百分之几"
    r"|\bwhat (?:share|percent\w*|proportion|part) of (?:them|those|these)\b"
    r"|\bhow many of (?:them|those|these)\b"
)
"""What part of those that were counted is something."""

OPINION = re.compile(
    r"口碑(?:如何|咋样|怎么样|好不好|好吗)?\??$|好不好\??$|好用吗"
    r"|\bany good\b|\bgood or bad\b"
    r"|\bhow (?:do|does|did) (?:[a-z]+ ){1,3}(?:like|feel about|find)\b"
)
YES_OR_NO = re.compile(
    r"^(?:has|have|did|does|do|is|are|was|were|any|anybody|anyone)\b|有没有|有人|有谁|[吗么]\s*[?？]?\s*$|是不是|是否"
)
SORTED = re.compile(
    r"\b(?:worst|best|lowest|highest|smallest|largest) (?:one )?first\b|\b(?:a|de)scending\b"
    r"|[从由][高低好差坏多少]到[高低好差坏多少]|[升降]序"
)
"""A whole list in an order, and not its first alone."""

MORE_THAN = re.compile(r"\bmore\b.{1,40}\bthan\b|更[多少爱常]|比.{1,12}更|是不是.{1,12}[更较]")
"""Of two groups, the larger of which is no ranking: their sizes differ, so shares answer it."""

IN_TOTAL = re.compile(
    r"\bin total\b|\bever\b(?! since)|\ball[- ]time\b|一直以来|有史以来|总共|一共|所有时间|全部时间"
    r"|历史上"
)
SHARE = re.compile(
    r"\b(?:share|percent\w*|pct|proportion|portion|fraction|rate|ratio)\b|%|率|占比|比例|百分|占了?(?:多少|几成)"
)
SHARE_OF = re.compile(
    r"\b(?:share|percent\w*|pct|proportion|portion|fraction)\b|占比|比例|占了?(?:多少|几成|百分之)"
)
"""The same, said of no rate and no rating."""

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
PRAISE_RATE = re.compile(
    r"(?:好评|正面(?:评价|反馈|评论)?|表扬)的?(?:占比|比例|占比率|率)|(?:好评|正面)占(?:多少|几成|比)"
    r"|\b(?:share|percent(?:age)?|proportion|rate|ratio|%) (?:of )?(?:(?:the|all|our|my) )?"
    r"(?:positive|good|praise)\b|\b(?:positive|praise) (?:share|rate|ratio|percent\w*)\b"
)
"""How much of all is praise."""

IN_TIME = re.compile(
    r"\b(?:within|in(?:side)?|under) (?:a day|one day|(?:the )?24 ?(?:h|hrs?|hours?))\b"
    r"|\b(?:in|on) time\b|(?:24小时|一天|当天)(?:之?内|以内)?|按时|准时|及时"
)
"""Answered by the deadline of a day."""

_SOOTHED = r"(?:(?:去|来|好好)*(?:安抚|慰问|道歉|赔礼|沟通|解释|聊|谈|哄|挽留|挽回)(?:一下|下)?)?"
"""What the call is for, which chooses nobody."""

TO_CONTACT = re.compile(
    r"\b(?:call|ring|phone|contact|reach out to|get in touch with|write to|win back)\b"
    r"|打.{0,3}电话|致电|回访|联系|挽回|挽留"
)
CUSTOMERS_TO_CONTACT = re.compile(
    rf"\bwhom?\b.{{0,12}}\b(?:should|shall|do|must|can) (?:i|we) (?:\w+ ){{0,2}}?"
    rf"(?:{TO_CONTACT.pattern}|calm down)(?!.{{0,20}}\b(?:about|for|if|when)\b)"
    rf"|谁最?(?:应?该|需要|得|要)[先优赶]?[先快紧]?(?:去|给)?(?:{TO_CONTACT.pattern}|安抚){_SOOTHED}(?!.{{0,3}}(?:客户|顾客|买家|用户))"
)
"""Which customers are to be called, and not who does it."""

UNRATED = re.compile(
    r"\b(?:no|without(?: an?y?)?|missing|lack\w*(?: an?y?)?|(?:did not|didn't|not)"
    r" (?:leave|give|have)(?: an?y?)?) (?:star )?(?:ratings?|stars|scores?)\b|\bunrated\b"
    r"|\bnot rated\b"
    r"|没(?:有)?(?:人)?(?:打分|打星|评分|星级|给分)|未(?:打分|评分)"
    r"|(?:打分|评分|星级)(?:为空|缺失|是空)|缺(?:少)?评分"
)
RECOMMENDERS = re.compile(
    r"(?<!net )\b(promoter|detractor|passive)s?\b|推荐者|贬损者|被动者|中立者"
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
    r"|有(?:没有)?新的?(?:差评|投诉|负评|抱怨)|严不严重|严重[吗么]|多严重|[评诉题馈怨](?:是不是|是否|有没有)?(?:更|变)多"
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
