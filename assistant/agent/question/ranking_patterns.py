"""How a question ranks and compares: the best, the second, the most, more than last month."""

import re

from assistant.agent.question.patterns import NUMBER

__all__ = [
    "AGAINST",
    "AGAINST_AROUND",
    "ANGRIER",
    "ANGRIEST",
    "BEST",
    "BEST_SAID",
    "BY_BEFORE",
    "COMPARE",
    "COMPARE_ONLY",
    "ELSEWHERE",
    "FEWEST",
    "GREW",
    "GROWS",
    "HAPPY",
    "HIGHEST",
    "IMPROVED",
    "LAST_YEAR",
    "LIKED",
    "LIKED_MORE",
    "LOWER",
    "MORE_OR_LESS",
    "MOST",
    "NEWEST",
    "ORDERED",
    "PLACE",
    "RANKING",
    "SHRANK",
    "SPIKED",
    "STANDS",
    "TOP",
    "TOP_GROUPS",
    "TOP_OF_TABLE",
    "VERSUS_LAST",
    "WHICH_OF_TWO",
    "WHICH_THING",
    "WORSENED",
    "WORST",
]

PLACE = re.compile(
    r"\b(second|2nd|third|3rd|fourth|4th|fifth|5th|next)[ -](?:most |to |from )?"
    r"(?:worst|best|lowest|highest|biggest|largest|place|last|one\b|poorest|common|bad)"
    r"|\b(runner)[ -]?up\b|\bthe (second|third|fourth|fifth)\b(?! (?:quarter|half|week))"
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

TOP = re.compile(
    rf"\b(?:top|bottom|worst|best|angriest|latest|newest|first|last)\s+{NUMBER}\b"
    r"(?!\s*(?:days?|weeks?|months?|years?|quarters?|hours?|stars?))"
    rf"|\b{NUMBER}\s+(?:(?:worst|best|most)\b|(?!larg|old|young)[a-z]{{3,}}est\b)"
    rf"|\b{NUMBER}\s+of (?:those|these|them)\b"
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
ANGRIEST = re.compile(
    r"\b(?:angriest|unhappiest|grumpiest|maddest|crossest|crankiest|saltiest|moodiest|whiniest"
    r"|most (?:\w+ )?(?:angry|upset|annoyed|furious|irate|frustrated|pissed|fed up|hostile))\b"
    r"|最(?:生气|愤怒|火大|气愤|恼火|暴躁|不满)(?!意)"
)
"""Whose customers are the angriest, which their words tell and not their stars."""

ANGRIER = re.compile(
    r"\b(?:angrier|unhappier|grumpier|madder|crosser|crankier|saltier|moodier|whinier"
    r"|more (?:angry|upset|annoyed|furious|irate|frustrated|pissed|fed up|hostile))\b"
    r"|更(?:生气|愤怒|火大|不满)(?!意)"
)
"""Which of two is angrier."""

LIKED_MORE = re.compile(
    r"\b(?:like|love|prefer|enjoy|trust|rate)[sd]? .{0,24}"
    r"\b(?:more|less|better|higher|lower) than\b"
)
"""Which of two likes something more."""

BEST_SAID = re.compile(
    r"\b(?:(?P<good>best|nicest|kindest|sweetest|loveliest|funniest)|worst|nastiest|rudest|meanest"
    r"|harshest|cruell?est) (?:single )?"
    r"(?P<what>things?|words?|lines?|bits?|stuff|compliments?|insults?) .{0,40}"
    r"\b(?:sa(?:id|ys?|ying)|wr(?:ote|itten|ites?)|told|heard|put|got)\b"
    r"|最(?:(?P<kind>好听|暖心|温暖|感人)|难听|伤人|毒|狠)的(?:一)?(?:句|段)?(?:话|评价|评论)"
)
"""What somebody said, word by word, and no theme."""

NEWEST = re.compile(r"\b(?:latest|newest|most recent|recent)\b|最新")
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
COMPARE = re.compile(
    r"\b(?:vs\.?|versus|compared?|comparison|than|against|differ\w*|same\b.{1,40}\bas)\b|一样|差异|区别|有何不同"
    r"|相比|对比|比较|环比|同比|比起|变化|差别|不同|比.{1,16}[强好差弱赢输]在|(?<![a-z])(?:vs|pk)(?![a-z])|[和与跟].{1,12}比"
)
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
    r"\b(?:vs\.?|versus|than|and|to) (?:the )?(?:last|previous)(?: one| period)?\b(?! \w)"
)
BY_BEFORE = re.compile(
    r"(?:\b(?:by|per|each|every|which|what|across|between|split by"
    r"|(?:which|what|any) of (?:our|the|my|these|those))"
    r"|按|各个?|每个?|哪一?个|哪几个?|哪些|哪种|哪款|哪一|哪|分|不同|几个)\s*$"
    r"|\b(?:(?:most|least) (?:[a-z-]+ ){1,3}|(?:busiest|quietest|slowest|worst|best) )$"
    r"|最[\u4e00-\u9fff]{1,3}的$"
)
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

MORE_OR_LESS = re.compile(
    r"\b(?:go|goes|went|gone|going) (?:up|down)\b|\b(?:more|fewer|less)\b"
    r"|\b(?:increas|decreas|declin|dropp?)\w*|\b(?:rise|rose|risen|fell|fallen)\b"
    r"|[多少](?:了|吗|么|还是)|变[多少]|增[加多]|减少|上升|下降"
)
GROWS = re.compile(r"\bgrow(?:s|n|th|ing)?\b|\bgrew\b|增长|越来越多")
MOST = re.compile(
    r"\bmost\b|最多|最少|最集中|最扎堆|\bfewest\b|\bleast\b|\bbusiest\b|最频繁"
    r"|哪一?[个款家边种位][^,，。?？]{0,12}[评诉怨槽馈题][多少](?=一?[些点]?[呢啊呀吧]?\s*[?？]?$)"
)


def _changed_most(verbs: str, nouns: str, chinese: str) -> re.Pattern[str]:
    """What moved one way more than anything else: "rose the most", "the biggest rise"."""
    return re.compile(
        rf"\b(?:{verbs})\b.{{0,12}}\b(?:most|fastest)\b"
        rf"|\b(?:most|fastest|biggest|largest) (?:\w+ )?(?:{nouns})|{chinese}"
    )


FEWEST = re.compile(
    r"\bfewest\b|\bleast (?!popular|loved|liked|satisfied|happy|pleased|impressed|fond)"
    r"|\blowest\b|\bsmallest\b|最少|最低|最小|哪一?[个款家边种位][^,，。?？]{0,12}[评诉怨槽馈题]少"
)
HIGHEST = re.compile(r"\bmost\b|\bhighest\b|\bbiggest\b|\blargest\b|最多|最高|最大")
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
    r"\b(?:which|who)\b|\bmore common\b|\b(?:more|fewer|less) (?:\w+ )?complain\w*"
    r"|更多|更少|多还是|哪个|哪一个|哪一?[段次周天月年]|谁|哪边|比.{1,12}更"
)
