"""How the parts of a question are written, in English and Chinese."""

import re

NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
NUMBERS |= {"eight": 8, "nine": 9, "ten": 10, "twenty": 20}
NUMBERS |= dict(zip("一二两三四五六七八九十", [1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10], strict=True))
_N = rf"(\d{{1,3}}|{'|'.join(NUMBERS)})"

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
ENGLISH = re.compile(
    r"\b(?:the|what|which|how|is|are|was|were|do|does|did|show|me|my|our|we|and|why|of|in|for|any|"
    r"this|last|week|month|top|by|nps|csat|ces|find|please|draft|reply|compare|when|who|can|"
    r"trends?|sentiment|ratings?|reviews?|complaints?|customers?|quotes|worst|best)\b"
)
QUOTED = re.compile(r"[“\"「『‘]([^”\"」』’]{1,80})[”\"」』’]|(?<!\w)'([^']{2,80})'(?!\w)")
_NO_WORD = (
    r"(?:this|last|in|on|since|during|for|by|per|from|and|or|yesterday|today|most|more|over|at|we|"
    r"are|is|was|were|did|do|have|has|per|of|to|with|as|than|it|them|that|how|what|so|reviews?)\b"
)
MENTION = re.compile(
    r"\b(?:mention(?:s|ing|ed)?|containing|contains?|with the words?)\s+"
    r"(?:of\s+|the\s+|an?\s+|our\s+|my\s+|words?\s+)*"
    rf"(?!{_NO_WORD})([a-z0-9][a-z0-9'-]*(?: (?!{_NO_WORD})[a-z0-9][a-z0-9'-]*)?)"
    r"|(?:提到|提及|说到|出现|包含)(?:了|过)?((?:(?![或、])[\u4e00-\u9fffa-z0-9-]){1,8}?)"
    r"(?=的|[或、]|有多少|有几|有没|占|多少|几条|[,，?？。]|$)"
    r"|有没有(?!类似|其他|别的|新|这样|那样|[好差中]评|[正负]面|更|什么|啥)([\u4e00-\u9fff]{1,2})的(?=\?|$)"
)
OR_WORD = re.compile(
    rf"\s*(?:,\s*)?(?:\bor\b|或者?|、)\s*(?:the |an? )?(?:(?!{_NO_WORD})([a-z0-9][a-z0-9'-]+)"
    r"|([\u4e00-\u9fff]{2,6}?)(?=的|有多少|有几|[,，?？。、或]|$))"
)
ORDER_ID = re.compile(
    r"(?:\border\s*(?:no\.?|number|id|#)?\s*[:#]?\s*|订单(?:号|编号)?\s*[:#]?\s*)"
    r"([a-z]{0,4}-?\d[a-z0-9-]{2,})(?![a-z0-9-])"
)
PLACE = re.compile(
    r"\b(second|2nd|third|3rd|fourth|4th|fifth|5th|next)[ -](?:most |to |from )?"
    r"(?:worst|best|lowest|highest|biggest|largest|place|last|one\b|poorest|common|bad)"
    r"|\b(runner)[ -]?up\b|\bthe (second|third|fourth|fifth)\b(?! (?:quarter|half|week))"
    r"|第([二三四五2-5])(?=[高低差好多少大名个位]|的|是|呢)(?!个?(?:季度|周|星期|月))"
)
CUSTOMER = re.compile(
    r"\b(?:customer|client|buyer|user|member|account|guest|rider|passenger)"
    r"\s+([a-z]*-?\d[a-z0-9-]*)|(?:客户|顾客|买家|用户|会员)\s*([a-z]*-?\d[a-z0-9-]*)"
    r"|(?<![a-z0-9-])(c\d{3,})(?![a-z0-9-])"
)
FEEDBACK = re.compile(
    r"(?<![a-z0-9-])((?:[a-z_]+:)?[a-z]{1,4}-?\d{2,}[a-z0-9~-]*|\d{6,})(?![a-z0-9-])"
)
STARS = re.compile(rf"{_N}\s*(?:-|to|~|到|和|and|or|或)?\s*{_N}?\s*-?\s*(?:stars?\b|星)")
STARS_OR_LESS = re.compile(
    rf"(?:\b(?:under|below|less than|fewer than)|低于|不到)\s*{_N}\s*-?\s*(?:stars?\b|星)"
    rf"|{_N}\s*(?:stars?|星)(?:评价)?\s*(?:and|or) (?:below|less|lower|under)\b"
    rf"|{_N}\s*星(?:及)?以下"
    rf"|\brated {_N} or (?:less|lower|below)\b"
)
STARS_OR_MORE = re.compile(
    rf"(?:\b(?:over|above|more than|at least)|高于|至少)\s*{_N}\s*-?\s*(?:stars?\b|星)"
    rf"|{_N}\s*(?:stars?|星)(?:评价)?\s*(?:and|or) (?:above|more|higher|over)\b"
    rf"|{_N}\s*星(?:及)?以上"
)
STRICTLY = re.compile(r"under|below|less than|fewer|低于|不到|over|above|more than|高于")
TOP = re.compile(
    rf"\b(?:top|bottom|worst|best|angriest|latest|newest|first|last)\s+{_N}\b"
    r"(?!\s*(?:days?|weeks?|months?|years?|quarters?|hours?|stars?))"
    rf"|\b{_N}\s+of (?:those|these|them)\b"
    rf"|\b{_N}\s+(?!days?|weeks?|months?|years?|quarters?|hours?)(?:of the\s+)?"
    r"(?:(?!(?:and|or|of|in|vs|to|from|than)\b)[\w\0]+\s+){0,3}"
    r"(?:reviews?|complaints?|quotes?|tickets?|examples?|items?|issues?|themes?|problems?|comments?|"
    r"gripes?|repl(?:y|ies))\b"
    rf"|{_N}\s*[条个项款件位](?!月|星|季)|前\s*{_N}(?!天|日|周|月|年)"
)
WITHOUT = re.compile(
    r"(?:\b(?:excluding|except(?: for)?|without|besides|other than|apart from|not counting|"
    r"ignoring|minus|but not|w/o)|除了|除去|除|不算|不含|不包括|排除|去掉)\s*(?:the\s+)?$"
)
WITHOUT_AFTER = re.compile(r"\s*(?:以外|之外|除外|excluded\b)")
_COPIES = (
    r"(?:(?:near[- ])?dup(?:licate)?s|(?:near[- ])?duplicated? (?:reviews?|feedback|records?|ones|"
    r"entries|texts?|comments?)|copies)"
)
UNIQUE = re.compile(
    r"(?:\b(?:without|excluding|except(?: for)?|leav(?:e|ing) out|ignor(?:e|ing)|remov(?:e|ing)|"
    r"not counting|don'?t count|do not count|skip(?:ping)?|filter(?:ing)? out|minus|no)\s+"
    rf"(?:the |any |all )?{_COPIES}\b|\bde-?dup(?:ed|e|licated?|lication)?\b"
    r"|\b(?:count )?duplicates? (?:only )?(?:once|excluded|removed|left out)\b"
    r"|\b(?:only )?unique(?= (?:reviews?|feedback|records?|comments?|texts?|complaints?)\b))"
    r"|去重(?:后|之后|以后)?(?:的)?"
    r"|(?:去掉|去除|剔除|排除|除去|除掉|刨除|扣除|忽略|过滤掉?|不算|不计|不含|不包括|不要|别算)(?:上)?"
    r"(?:近似|内容)?(?:重复|雷同)(?!扣|收|付|下单|发货|购买)(?:的)?"
    r"|重复(?:的)?(?:评论|评价|反馈|内容|差评)?(?:不算|除外|不计|只算一次|只算一条)"
)
"""Words that leave near duplicates out; a duplicate charge or order is a complaint."""
BEST = re.compile(
    r"\b(?:best|highest|top[- ]rated|happiest|favou?rites?|most (?:popular|loved|liked))\b"
    r"|\bmost (?:praised?|compliments)\b|夸得?最多|被夸最多"
    r"|\b(?:highest|best|largest) (?:one )?first\b|\bdescending\b"
    r"|[从由]高到低|[从由]好到[差坏]|降序"
    r"|第[二三四五2-5][好高佳]|最好|最高|最佳|(?<!不)最?满意度?最高|最满意|最受欢迎|最棒|最受好评|最喜欢"
)
WORST = re.compile(
    r"\b(?:worst|bottom|lowest|poorest|unhappiest|angriest|least (?:popular|loved|liked))\b"
    r"|\b(?:lowest|smallest) (?:one )?first\b|\bascending\b|[从由]低到高|[从由][差坏]到好|升序"
    r"|最烂|最不值|最没用|最惨|最难|最拉胯"
    r"|第[二三四五2-5][差低糟]|最差|最低|最糟|最不满意|最愤怒|垫底|倒数"
)
NEWEST = re.compile(r"\b(?:latest|newest|most recent|recent)\b|最新")
RANKING = re.compile(
    r"\brank\w*|\bleague|\bcompare\b|排名|排个名|排行|排个?序|排一?下|对比|比较|[从由][多少]到[多少]"
)
TOP_GROUPS = re.compile(
    r"\b(?:top|bottom)\b[^,.?]{0,14}\b(?:products?|items?|skus?|models?|channels?|segments?)\b"
    r"|前[一二三四五六七八九十\d]+(?:大|名)?的?(?:商品|产品|单品|款|渠道|平台)"
)
TOP_OF_TABLE = re.compile(
    r"\b(?:top|first)\b|前[一二三四五六七八九十\d]+[名个]|头[一二三四五\d]+[名个]"
)
TOPMOST = r"\btop\b|前[一二三四五六七八九十\d]+(?!天|日|周|月|年|个月)"
ORDERED = re.compile("|".join((BEST.pattern, WORST.pattern, RANKING.pattern, TOPMOST)))
COMPARE = re.compile(
    r"\b(?:vs\.?|versus|compared?|comparison|than|against|differ\w*)\b|一样|差异|区别|有何不同"
    r"|相比|对比|比较|环比|同比|比起|变化|差别|不同|[和与跟].{1,12}比"
)
LAST_YEAR = re.compile(
    r"去年(?:的)?(?:同期|同一时期|这个时候|这时候)|上年同期|同比"
    r"|\b(?:the )?same (?:period|time|month|week|quarter|days) (?:of |in )?"
    r"(?:last|the previous) year"
    r"|\b(?:a|one) year (?:earlier|before)\b|\bthis time last year|\byear[- ](?:on|over)[- ]year"
    r"|\byoy\b"
)
VERSUS_LAST = re.compile(
    r"\b(?:vs\.?|versus|than|and|to) (?:the )?(?:last|previous)(?: one| period)?\b(?! \w)"
)
BY_BEFORE = re.compile(
    r"(?:\b(?:by|per|each|every|which|what|across|between|split by)"
    r"|按|各个?|每个?|哪一?个|哪几个?|哪些|哪种|哪款|哪一|哪|分|不同|几个)\s*$"
    r"|\b(?:(?:most|least) (?:[a-z-]+ ){1,3}|(?:busiest|quietest|slowest|worst|best) )$"
    r"|最[\u4e00-\u9fff]{1,3}的$"
)
WHICH_THING = re.compile(
    r"(?:哪一?[个款种些件台只双本瓶把支套盒]|^什么)(?!渠道|平台|客户|顾客|买家|用户|会员|主题|话题|问题|环节|天|日|周|月|星期|季度"
    r"|部门|团队|地方|词|时候|人|员工|客服|方面|因素|原因|版本|城市|地区|国家|语言|国|门店|店|步|最|是|的|评|差评|好评|投诉|反馈|更|比|好|高|低|快|贵|阶段|维度)"
    r"[\u4e00-\u9fff]{1,4}?(?=的|[被最差好投口评退质反]|卖)|"
    r"\bwhich (?!(?:ones?|days?|dates?|weeks?|months?|times?|hours?|years?|quarters?|reviews?"
    r"|people|teams?|complaints?|problems?|issues?|themes?|topics?|customers?|feedback|emotions?|stages?|steps?"
    r"|parts?|words?|reasons?|factors?|areas?|dimensions?|country|countries|region|city|shop|group|way)\b)"
    r"[a-z]+ (?:is|are|has|have|had|gets?|got|was|were)\b"
    r"|\bwho has the (?:best|worst|highest|lowest|most|fewest)\b"
)
"""A thing that is asked for by what this shop sells: "which toy has the most complaints"."""

FOLLOWS = re.compile(
    r"^\s*(?:show|give|read|list)(?: me)?(?: the)?"
    r"(?: (?:worst|best|angriest|latest|newest|first|last|top))?"
    r"(?: (?:ones?|two|three|four|five|\d+))?\s*$"
    r"|^\s*(?:and|what about|how about|only|just|but|then|now|also|ok|why|same|again|for)\b"
    r"|\b(?:those|them|these|they|their|it|that|there|instead)\b"
    r"|\bthe (?:first|second|third|last|other) one\b"
    r"|^(?:那|那么|再|只|就|换|还有|为什么|为啥|它|这些|那些|其中)|呢\s*[?？]?\s*$|这些|那些|那个(?!月|周|星期|季度|时候)|这样的|这类|这种|(?<!其)它|[他她](?!们?说)"
    r"|^(?:第[一二三四五\d]|倒数|前[一二三四五\d])"
)
IT = re.compile(
    r"\b(?:it|its|it's)\b|\b(?:that|this) (?:one|product|item|channel)\b"
    r"|(?<!其)它(?!们)|[这那](?:款|件|个(?:商品|产品|渠道|平台))"
)
"""The one thing that was named before."""

STEP_BACK = re.compile(
    r"^(?:and |what about |how about |then )*(?:the )?"
    r"(?:day|week|month|quarter|year|period|one) before(?: that| it)?\??$"
    r"|^(?:那|再)*(?:往)?前一?个?(?:天|周|星期|月|季度|期)呢?\??$"
)
STARS_AGAIN = re.compile(
    r"(?:and |what about |how about |那|那么)*([1-5])(?: ?stars?|颗?星)?\s*"
    r"(or more|or less|and up|and above|and below|or fewer|及?以上|及?以下)?(?:呢)?\??"
)
"""Other stars than those of the turn before."""

REPEAT = re.compile(
    r"\b(?:again|repeat|same|once more|refresh|update)\b|再(?:说|来|看|查|问)一?[遍次下]|重复一遍"
    r"|刷新|更新一下"
)
IN_ENGLISH = re.compile(
    r"\b(?:in|(?:in)?to) english\b|^(?:and )?english please|用?英文(?:回答|再说)?$"
    r"|(?:换|翻译?|译|改)(?:成|为)英[文语]|说英文"
)
IN_CHINESE = re.compile(
    r"\b(?:in|(?:in)?to) chinese\b|(?:换|翻译?|译|改)(?:成|为)中文|用中文|说中文"
)
FORETELL = re.compile(
    r"\bwill\b|\bgoing to (?:be|rise|fall|go|get|increase|drop)\b|\bforecast\w*|\bpredict\w*"
    r"|\bexpect\w*|预测|预计|会是|会不会|将会|会达到|会怎|会如何"
    r"|会(?:变|涨|跌|升|降|上升|下降|更|继续|回升|好转|恶化|增加|减少)"
)
TONES = {
    "formal": re.compile(r"\bformal|正式|严肃"),
    "brief": re.compile(r"\b(?:brief|short(?:er)?|concise)\b|简短|短一点|简洁|精简"),
    "warm": re.compile(r"\b(?:warm(?:er)?|friendl(?:y|ier))\b|亲切|热情|温暖"),
}
ABOUT = re.compile(r"\b(?:about|regarding|concerning)\b|关于|有关")
THEM = re.compile(r"\b(?:them|those|these)\b|它们|这些|那些|这几条")
TREND = re.compile(
    r"\btrend\w*|\bover time\b|\b(?:by|per|each) (?:week|month|quarter)\b|\bmonthly\b"
    r"|\b(?:month|week) by (?:month|week)\b|趋势|走势|[按逐每]个?(?:周|月|季度)(?!末)"
)
SINCE_WHEN = re.compile(
    r"\bsince when\b|\bwhen did .{1,80}\b(?:start|begin)\b|\bhow long has\b"
    r"|\bwhen .{1,60}\bstarted\b"
    r"|\bwhen (?:was|came|did) the (?:very )?first\b"
    r"|(?:最早|第一)[条次个]?.{0,12}(?:什么时候|啥时候|哪[天周月]|何时)"
    r"|从(?:什么|啥)时候|从何时|从哪[天周月]|(?:什么|啥)时候开始|多久了"
)
MORE_OR_LESS = re.compile(
    r"\b(?:go|goes|went|gone|going) (?:up|down)\b|\b(?:more|fewer|less)\b"
    r"|\b(?:increas|decreas|declin|dropp?)\w*|\b(?:rise|rose|risen|fell|fallen)\b"
    r"|[多少](?:了|吗|么|还是)|变[多少]|增[加多]|减少|上升|下降"
)
GROWS = re.compile(r"\bgrow(?:s|n|th|ing)?\b|\bgrew\b|增长|越来越多")
IN_TOTAL = re.compile(
    r"\bin total\b|\bever\b(?! since)|\ball[- ]time\b|一直以来|有史以来|总共|一共|所有时间|全部时间"
    r"|历史上"
)
COMPLAINING = re.compile(r"\bcomplain\w*|\bblam\w+|投诉|抱怨|吐槽|差评|批评")
PRAISING = re.compile(r"\bprais\w+|\blov(?:e|es|ing)\b|好评|表扬|夸")
MOST = re.compile(r"\bmost\b|最多|最少|\bfewest\b|\bleast\b|\bbusiest\b|最频繁")


def _changed_most(verbs: str, nouns: str, chinese: str) -> re.Pattern[str]:
    """What moved one way more than anything else: "rose the most", "the biggest rise"."""
    return re.compile(
        rf"\b(?:{verbs})\b.{{0,12}}\b(?:most|fastest)\b"
        rf"|\b(?:most|fastest|biggest|largest) (?:\w+ )?(?:{nouns})|{chinese}"
    )


FEWEST = re.compile(
    r"\bfewest\b|\bleast (?!popular|loved|liked)|\blowest\b|\bsmallest\b|最少|最低|最小"
)
HIGHEST = re.compile(r"\bmost\b|\bhighest\b|\bbiggest\b|\blargest\b|最多|最高|最大")
SHARE = re.compile(r"\b(?:share|percent\w*|proportion|rate|ratio)\b|%|率|占比|比例|百分")
OF_COMPLAINTS = re.compile(
    r"\bof (?:all |our |the |total )*(?:complaints|negative (?:reviews|feedback)|bad reviews)\b"
    r"|\bof (?:what|those who) .{0,20}complain\w*"
    r"|占.{0,6}(?:投诉|差评|负面|抱怨|吐槽)|(?:投诉|差评|负面)(?:里|中|当中)(?!.{0,4}提到).{0,12}(?:占|比例|多少|百分|几成)"
)
"""Of what a share is wanted: of the complaints, not of all feedback."""

SHARE_OR_COUNT = re.compile(rf"{SHARE.pattern}|\bhow many\b|几成|多少|几条")
UNRATED = re.compile(
    r"\b(?:no|without(?: an?y?)?|missing|lack\w*(?: an?y?)?|(?:did not|didn't|not)"
    r" (?:leave|give|have)(?: an?y?)?) (?:star )?(?:ratings?|stars|scores?)\b|\bunrated\b"
    r"|\bnot rated\b"
    r"|没(?:有)?(?:人)?(?:打分|打星|评分|星级|给分)|未(?:打分|评分)"
    r"|(?:打分|评分|星级)(?:为空|缺失|是空)|缺(?:少)?评分"
)
GREW = _changed_most(
    r"grew|grow\w*|rose|ris\w+|increas\w+|jumped|surged|gained",
    r"growth|increase|rise|jump|gain|growing|rising",
    r"(?:增长|上升|增加|涨|提高|提升)(?:得)?最[多快大明显厉害]+|涨幅最大|增幅最大",
)
SHRANK = _changed_most(
    r"fell|fall\w*|dropp?\w*|shrank|decreas\w+|declin\w+|lost|sank|slipp?\w*",
    r"drop|fall|decrease|decline|loss|slump",
    r"(?:下降|下滑|下跌|减少|降|掉|跌)(?:得)?最[多快大明显厉害狠惨]+|降幅最大|跌幅最大",
)
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
ALSO = re.compile(r"\s*(?:,|，|、|and|or|&|和|与|及|跟)\s*(?:the\s+)?")
SCORE = re.compile(r"\bnps\b|\bces\b|净推荐|触点|\btouchpoints?\b|nps")
ALSO_WORD = re.compile(r"\b(?:and|or)\b|[&和与及跟、]")
COMPARE_ONLY = re.compile(
    r"^(?:(?:and|how does (?:it|that|this)|what about|ok)\s+)?(?:compared|comparing|"
    r"compare (?:it |that |this )?(?:to|with)|vs\.?|versus|"
    r"against|relative)\b|^(?:那|再)?[和与跟同比]|比呢|相比呢?$|对比呢?$"
)
AGAINST = re.compile(
    r"(?:比起?|较|\bas (?:many|much|bad|good|high|low|often)\b.{0,24}\bas"
    r"|\bvs\.?|\bversus|\bthan|\bagainst|\b(?:compared|relative) (?:to|with)"
    r"|\b(?:drop\w*|f[ae]ll\w*|down|up|chang\w*|differ\w*|improv\w*|r[io]s\w+|increas\w*|decreas\w*)"
    r" (?:\w+ )?from)\s*(?:(?:it|they|we|that) (?:was|were|did|had)\s+)?"
    r"(?:(?:in|on|for|at|during|the)\s+)*$"
)
"""What stands before the period that another is compared with."""

AGAINST_AROUND = re.compile(r"[和与跟同较]\s*$"), re.compile(r"^的?(?:相|来)?比(?!例|率|较好)")
RECOMMENDERS = re.compile(r"\b(promoter|detractor|passive)s?\b|推荐者|贬损者|被动者|中立者")
HOW_MANY = re.compile(r"\bhow many\b|有多少|多少[条个人位起]|几条|^多少")
HOW_MUCH = re.compile(
    r"有(?:没有)?新的?(?:差评|投诉|负评|抱怨)|严不严重|严重[吗么]|[评诉题馈怨](?:更|变)多"
    r"|\b(?:did|do|are|were) (?:there )?(?:more|fewer|less)"
    r" (?:people|customers|complaints)\b|[评诉题馈怨](?:多不多|多吗|多么|很多吗|还多吗)"
    r"|\b(?:many|a lot of|lots of|much)\b.{0,20}\b(?:complain\w*|problems?|issues?)"
    r"|\bhow (?:common|frequent|widespread|serious|severe|bad) (?:is|are|was|were)\b"
    r"|\b(?:is|are|was) .{1,40}\b(?:serious|severe|widespread)\b"
    r"|(?:投诉|抱怨|差评|吐槽|问题).{0,12}比.{1,12}[多少](?:吗|么|了)"
)
ITEM = re.compile(r"\b(?:reviews?|feedback|records?|comments?|ratings?)\b|评论|评价|反馈|记录")
ITEMS = re.compile(r"\b(?:quotes?|reviews?|comments?)\b|[一二两三四五六七八九十\d]条|原话")
ANYBODY = re.compile(
    r"\b(?:did|does|has|have|do) (?:any|some|people)\w*|\bany(?:one|body)?\b|有没有|有人|有谁"
)
WHICH_ITEMS = re.compile(
    r"^(?:which|show|list|give me|read)\b|^(?:哪些|哪几?条|哪个评|给我|看看|列出)"
)
WHICH_OF_TWO = re.compile(
    r"\b(?:which|who)\b|\bmore common\b|\b(?:more|fewer|less) (?:\w+ )?complain\w*"
    r"|更多|更少|多还是|哪个|哪一个|谁|哪边|比.{1,12}更"
)
WITH_DETAIL = re.compile(r"\bdetails?\b|\belaborate\b|\btell me more\b|详细|具体|展开")
