"""How a question ranks: the best, the second, the most."""

import re

from assistant.agent.question.patterns.stars import NUMBER

__all__ = [
    "ANGRIEST",
    "BEST",
    "BEST_SAID",
    "BOTH_ENDS",
    "FANS",
    "FEWEST",
    "HAPPY",
    "HIGHEST",
    "LIKED",
    "MOST",
    "MOST_FELT",
    "NEWEST",
    "ONE_ITEM",
    "ORDERED",
    "PLACE",
    "RANKING",
    "SO_MANY_SHOWN",
    "STANDS",
    "SUPERLATIVE",
    "TOP",
    "TOP_GROUPS",
    "TOP_OF_TABLE",
    "WHICH_THING",
    "WORST",
]

BOTH_ENDS = re.compile(
    r"\b(?:best|highest|top)\b.{0,60}\b(?:worst|lowest|bottom)\b"
    r"|\b(?:worst|lowest|bottom)\b.{0,60}\b(?:best|highest|top)\b"
    r"|最[好高].{0,12}最[差低糟烂]|最[差低糟烂].{0,12}最[好高]"
)
"""The first and the last are asked for: "the best rated and the worst one"."""

PLACE = re.compile(
    r"\b(second|2nd|third|3rd|fourth|4th|fifth|5th|next)[ -](?:most |to |from )?"
    r"(?:worst|best|lowest|highest|biggest|largest|place|last|one\b|poorest|common|bad)"
    r"|\b(runner)[ -]?up\b|\bthe (second|third|fourth|fifth)\b(?! (?:quarter|half|week))"
    r"|^(?:(?:and|then|ok|so|what about|who is|which is)[ ,]+)*"
    r"(?:the )?(second|2nd|third|3rd|fourth|4th|fifth|5th)\W*$"
    r"|第([二三四五2-5])(?=[高低差好多少大名个位]|的|是|呢)(?!个?(?:季度|周|星期|月))"
)

STANDS = re.compile(
    r"排(?:名|在)?(?:第几|老几|多少名?|几位)|第几名|(?:数|能)(?:一)?数?排第几"
    r"|\bwhere (?:does|do|is|are) .{1,60} rank\b|\bwhat (?:rank|place) (?:is|does|has)\b"
    r"|(?<!which )(?<!what )\b(?:kill|drag|hurt|ruin|tank|sink|wreck|damag|pull|bring|spoil)"
    r"(?:s|es|ing|ging)? (?:down )?(?:our|the|my|us|everything)\b.{0,24}"
    r"\b(?:scores?|ratings?|stars|averages?|nps|csat|numbers|down)\b"
)
"""In which place among its like something stands."""

_SHOWN = rf"\b(?:show|give|read|list|see)(?: me| us)? {NUMBER}(?: (?:please|then|ones?))?\W*$"
SO_MANY_SHOWN = re.compile(rf"{_SHOWN}|{NUMBER}\s*条")
"""So many records, where nothing else is counted: "show me two", 看两条."""

TOP = re.compile(
    rf"\b(?:top|bottom|worst|best|angriest|latest|newest|first|last)\s+{NUMBER}\b"
    r"(?!\s*(?:days?|weeks?|months?|years?|quarters?|hours?|stars?))"
    rf"|\b{NUMBER}\s+(?:(?:worst|best|most)\b|(?!larg|old|young)[a-z]{{3,}}est\b)"
    rf"|\b{NUMBER}\s+of (?:those|these|them)\b"
    rf"|{_SHOWN}"
    rf"|\b{NUMBER}\s+(?!days?|weeks?|months?|years?|quarters?|hours?)(?:of the\s+)?"
    r"(?:(?!(?:and|or|of|in|vs|to|from|than)\b)[\w\0]+\s+){0,3}"
    r"(?:reviews?|complaints?|quotes?|tickets?|examples?|items?|issues?|themes?|problems?|comments?|"
    r"gripes?|repl(?:y|ies))\b"
    rf"|(?<!第){NUMBER}\s*[条个项款件位](?!月|星|季|礼|周|小时|工作)|前\s*{NUMBER}(?!天|日|周|月|年)"
)

LIKED = re.compile(
    r"\b(?:like|love|prefer)[sd]? (?:the )?(?:most|best|least)\b"
    r"|\b(?:most|least) (?:happy|satisfied|pleased|content|keen|fond|impressed)\b"
)
"""How much customers like something, which their scores tell and no count of complaints."""

HAPPY = re.compile(r"\b(?:happ(?:y|iest|ier)|satisf\w+|pleased|content)\b")

BEST = re.compile(
    r"\b(?:best|highest|top[- ]rated|happiest|favou?rites?|most (?:popular|loved|liked|good|high)"
    r"|(?:like|love|prefer)[sd]? (?:the )?(?:most|best))\b"
    r"|\bmost (?:praised?|compliments)\b|夸得?最多|被夸最多"
    r"|\b(?:highest|best|largest) (?:one )?first\b|\bdescending\b"
    r"|[从由]高到低|[从由]好到[差坏]|降序"
    r"|第[二三四五2-5][好高佳]|最好|最高|最佳|(?<!不)最?满意度?最高|最满意|最受欢迎|最棒|最受好评|最喜欢"
)

WORST = re.compile(
    r"\b(?:worst|bottom|lowest|poorest|weakest|unhappiest|angriest|grumpiest|maddest|crossest|crankiest|saltiest|moodiest|whiniest|nastiest|meanest|harshest"
    r"|rudest|cruell?est|most (?:brutal|scathing|savage)|(?:like|love)[sd]? (?:the )?least"
    r"|least (?:popular|loved|liked|satisfied|happy|pleased|impressed|fond|content|keen))\b"
    r"|\b(?:lowest|smallest) (?:one )?first\b|\bascending\b|[从由]低到高|[从由][差坏]到好|升序"
    r"|\b(?:which|what) (?:products?|items?|channels?|ones?|segments?) (?:\w+ )?"
    r"(?:is|are|was|were) (?:\w+ )?"
    r"(?:behind|to blame|at fault|responsible|the (?:culprit|cause|reason))\b"
    r"|(?:主要|都|大多)是(?:因为)?哪(?:一?个|一?款|些|几个)(?:商品|产品|单品|渠道|平台)"
    r"|\bmost (?:annoying|problematic|disappointing|troublesome|frustrating|bad|poor|low)\b"
    r"|\b(?:which|what|who)\b.{0,40}\b(?:drag|pull|bring|weigh|hold|let)(?:s|ging|ing)?\b"
    r" .{0,30}\b(?:down|back)\b"
    r"|最烂|最不值|最没用|最惨|最狠|最凶|最难|最拉[胯垮]|最(?:气(?!质|氛|味)|生气|头疼|闹心|糟心|坑|差劲|不行|不省心|火大|气人|上火|招骂|遭骂|挨骂|被骂)"
    r"|最让人[^,，。]{0,2}?(?:头疼|烦|操心|失望|不满|生气|糟心|闹心|上火)"
    r"|第[二三四五2-5][差低糟]|最差|最低|最糟|最不满意|最愤怒|垫底|倒数"
)

FANS = re.compile(
    r"\b(?:biggest|greatest|truest|number one|most \w+|top|best) fans?\b"
    r"|\bmost (?:loyal|faithful|devoted|dedicated) "
    r"(?:customer|client|buyer|shopper|guest|member)s?\b"
    r"|\b(?:who|which (?:customer|client|buyer|shopper|guest|member)s?) (?:love|like|prais)\w* us"
    r"(?: the)? most\b|铁粉|死忠粉?|忠实(?:的)?粉丝|头号粉丝"
    r"|最(?:铁|忠实|忠诚|死忠|爱我们|喜欢我们)的?(?:客户|顾客|粉丝|用户|买家|人)"
)
"""The customers who say most good of the shop."""

ANGRIEST = re.compile(
    r"\b(?:angriest|unhappiest|grumpiest|maddest|crossest|crankiest|saltiest|moodiest|whiniest"
    r"|most (?:\w+ )?(?:angry|upset|annoyed|furious|irate|frustrated|pissed|fed up|hostile))\b"
    r"|最(?:生气|愤怒|火大|气愤|恼火|暴躁|不满)(?!意)"
)
"""Whose customers are the angriest, which their words tell and not their stars."""

BEST_SAID = re.compile(
    r"\b(?:(?P<good>best|nicest|kindest|sweetest|loveliest|funniest)|worst|nastiest|rudest|meanest"
    r"|harshest|cruell?est) (?:single )?"
    r"(?P<what>things?|words?|lines?|bits?|stuff|compliments?|insults?) .{0,40}"
    r"\b(?:sa(?:id|ys?|ying)|wr(?:ote|itten|ites?)|told|heard|put|got)\b"
    r"|最(?:(?P<kind>好听|暖心|温暖|感人)|难听|伤人|毒|狠)的(?:一)?(?:句|段)?(?:话|评价|评论)"
)
"""What somebody said, word by word, and no theme."""

NEWEST = re.compile(
    r"\b(?:latest|newest|most recent|recent)\b|最新"
    r"|最近(?:的|那|这)*[一二两三四五六七八九十几\d]*[条封]"
)

ONE_ITEM = re.compile(
    r"\b(?:latest|newest|most recent|worst|best|angriest|nastiest|nicest) (?:single )?"
    r"(?:review|comment|complaint|ticket|message)\b(?! (?:of|for|on|in) (?:each|every))"
    r"|最(?:新|近|差|好|糟|狠)的?(?:那|这)?一[条封]"
)
"""One record is asked for, and not so many as a list shows."""

RANKING = re.compile(
    rf"{STANDS.pattern}"
    r"|\brank\w*|\bleague|\bcompare\b|排名|排个名|排行|排个?序|排一?下|对比|比较|[从由][多少]到[多少]"
)

TOP_GROUPS = re.compile(
    r"\b(?:top|bottom)\b[^,.?]{0,14}\b(?:products?|items?|skus?|models?|channels?|segments?)\b"
    r"|前[一二三四五六七八九十\d]+(?:大|名)?的?(?:商品|产品|单品|款|渠道|平台)"
)

TOP_OF_TABLE = re.compile(
    r"\b(?:top|first)\b|前[一二三四五六七八九十\d]+[名个]|头[一二三四五\d]+[名个]"
)

_TOPMOST = r"\btop\b|前[一二三四五六七八九十\d]+(?!天|日|周|月|年|个月)"

ORDERED = re.compile("|".join((BEST.pattern, WORST.pattern, RANKING.pattern, _TOPMOST)))

WHICH_THING = re.compile(
    r"(?:哪一?[个款种些件台只双本瓶把支套盒]|^什么)(?!渠道|平台|客户|顾客|买家|用户|会员|主题|话题|问题|环节|天|日|周|月|星期|季度"
    r"|部门|团队|地方|词|时候|人|员工|客服|方面|因素|原因|版本|城市|地区|国家|语言|国|门店|店|步|最|是|的|评|差评|好评|投诉|反馈|更|比|好|高|低|快|贵|阶段|维度|呢|啊|呀|吧|吗|嘛|群|类|级)"
    r"[\u4e00-\u9fff]{1,4}?(?=的|[被最差好投口评退质反]|卖|[\s,，?？]|$)|"
    r"\bwhich (?!(?:ones?|days?|dates?|weeks?|months?|times?|hours?|years?|quarters?|reviews?"
    r"|people|teams?|complaints?|problems?|issues?|themes?|topics?|customers?|feedback|emotions?|stages?|steps?"
    r"|parts?|words?|reasons?|factors?|areas?|dimensions?|country|countries|region|city|shop|group|way)\b)"
    r"[a-z]+ (?:is|are|has|have|had|gets?|got|was|were|do|does|did)\b"
    r"|\bwho has the (?:best|worst|highest|lowest|most|fewest)\b"
)
"""A thing that is asked for by what this shop sells: "which toy has the most complaints"."""

SUPERLATIVE = re.compile(r"最(?![近新后早终初迟])|\bmost\b")
"""What is most of anything, read or not."""

MOST = re.compile(
    r"\bmost\b|最多|最少|最集中|最扎堆|\bfewest\b|\bleast\b|\bbusiest\b|最频繁"
    r"|哪一?[个款家边种位][^,，。?？]{0,12}[评诉怨槽馈题人][多少](?=一?[些点]?[呢啊呀吧]?\s*[?？]?$)"
)

MOST_FELT = re.compile(r"\bmost (?!reviews|feedback|of\b)\w+(?= (?:about|with|at|by)\b|\W*$)")
"""The most of a feeling, and not of records: "makes people most angry"."""

FEWEST = re.compile(
    r"\bfewest\b|\bleast\b(?! (?:popular|loved|liked|satisfied|happy|pleased|impressed|fond))"
    r"|\blowest\b|\bsmallest\b|最少|最低|最小|哪一?[个款家边种位][^,，。?？]{0,12}[评诉怨槽馈题]少"
)

HIGHEST = re.compile(r"\bmost\b|\bhighest\b|\bbiggest\b|\blargest\b|最多|最高|最大")
