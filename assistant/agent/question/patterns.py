"""How the parts of a question are written, in English and Chinese."""

import re

__all__ = [
    "ABOUT",
    "ALSO",
    "ALSO_WORD",
    "ANYBODY",
    "COMPLAINING",
    "CUSTOMER",
    "EMAIL",
    "ENGLISH",
    "FAULT",
    "FEEDBACK",
    "FOLLOWS",
    "FORETELL",
    "IN_CHINESE",
    "IN_ENGLISH",
    "IT",
    "ITEM",
    "ITEMS",
    "MENTION",
    "NUMBER",
    "NUMBERS",
    "ORDER_ID",
    "OR_WORD",
    "POINTS_GIVEN",
    "PRAISING",
    "PUT_ASIDE",
    "QUOTED",
    "REPEAT",
    "SAID",
    "SCORE",
    "STARS",
    "STARS_AGAIN",
    "STARS_OR_LESS",
    "STARS_OR_MORE",
    "STEP_BACK",
    "STRICTLY",
    "THEM",
    "TONES",
    "UNIQUE",
    "WHICH_ITEMS",
    "WITHOUT",
    "WITHOUT_AFTER",
    "WITH_DETAIL",
]

NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
NUMBERS |= {"eight": 8, "nine": 9, "ten": 10, "twenty": 20}
NUMBERS |= dict(zip("一二两三四五六七八九十", [1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10], strict=True))
NUMBER = rf"(\d{{1,3}}|{'|'.join(NUMBERS)})"
ENGLISH = re.compile(
    r"\b(?:the|what|which|how|is|are|was|were|do|does|did|show|me|my|our|we|and|why|of|in|for|any|"
    r"this|last|week|month|top|by|nps|csat|ces|find|please|draft|reply|compare|when|who|can|"
    r"trends?|sentiment|ratings?|reviews?|complaints?|customers?|quotes|worst|best)\b"
)
SAID = re.compile(
    r"(?:[说写提讲骂喊]|包含|含有?)(?:过|到|了|着)?\s*[“\"「『‘]|\b(?:sa(?:y|ys|id|ying)|wr(?:ite|ote)|mention\w*)\s+[“\"‘]"
)
"""Quoted words that somebody wrote, not what a review is to be like."""

QUOTED = re.compile(r"[“\"「『‘]([^”\"」』’]{1,80})[”\"」』’]|(?<!\w)'([^']{2,80})'(?!\w)")
_NO_WORD = (
    r"(?:this|last|in|on|since|during|for|by|per|from|and|or|yesterday|today|most|more|over|at|we|"
    r"are|is|was|were|did|do|have|has|per|each|every|first|last|when|before|after|of|to|with|as|than|it|them|that|how|what|so|reviews?)\b"
)
_NO_SAYING = (
    r"(?:about|something|anything|nothing|things?|good|bad|nice|positive|negative|they|their|there"
    r"|those|these|them|that|it|he|she|no|yes|not|i|you|reviews?|feedback|comments?|a|an|the|this|us|more|less)\b"
)
MENTION = re.compile(
    r"\b(?:mention(?:s|ing|ed)?|containing|contains?|with the words?)\s+"
    r"(?:of\s+|the\s+|an?\s+|our\s+|my\s+|words?\s+|both\s+|either\s+)*"
    rf"(?!{_NO_WORD})([a-z0-9][a-z0-9'-]*(?: (?!{_NO_WORD})[a-z0-9][a-z0-9'-]*)?)"
    r"|\b(?:how many|any(?:one|body)|some(?:one|body)|[a-z]{3,} "
    r"(?:who|that|which))(?: \w+){0,2} (?:said|say|saying|wrote|write|used?)\s+(?:the |word |an? )*"
    rf"(?!{_NO_WORD}|{_NO_SAYING})([a-z0-9][a-z0-9'-]*)"
    rf"|\bwhen (?:was|were|is|did|has) (?:the |an? )?(?:words? )?(?!{_NO_WORD})"
    rf"([a-z0-9][a-z0-9'-]+(?: (?!{_NO_WORD})[a-z0-9][a-z0-9'-]*)?) "
    r"(?:been )?(?:(?:first|last|ever) )*(?:mention(?:ed)?|come up|brought up|said|appear(?:ed)?)\b"
    r"|(?:提到|提及|说到|出现|包含)(?:了|过)?(?!什么|啥|哪|多少)((?:(?![或、])[\u4e00-\u9fffa-z0-9-]){1,8}?)"
    r"(?=的|[或、]|是?(?:在)?(?:什么时候|啥时候|哪[天日周月]|何时|几号)|每|有多少|有几|有没|占|多少|几条|[,，?？。]|$)"
    r"|(?:带|含|有)(?:有|着)?([\u4e00-\u9fff]{1,6}?)(?:这|那)?(?:[一两二个]*个)?(?:字眼|字样|字|词)(?=的|有|占|几|多少|[,，?？]|$)"
    r"|^(?!.{0,3}[最多少高低好差评分])([\u4e00-\u9fff]{1,3}?)了?的(?:都|主要|大多|基本)?(?:是|有)(?:哪|什么|啥)"
    r"|(?:说|提|找|打|拨|告|投诉|举报)(?:到|要|去|找|过|了|打|电话|给)*(\d{4,8})(?![\d年元块条个号星分])"
    r"|(?:是|都|有人|谁)(?:说|嫌|喊|写|骂)(?!最|第|这|那|啥|的|好|对|错|明|法|话|出|到|了|过|要|买|卖)"
    r"([\u4e00-\u9fff])的"
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
CUSTOMER = re.compile(
    r"\b(?:customer|client|buyer|user|member|account|guest|rider|passenger)"
    r"\s+([a-z]*-?\d[a-z0-9-]*)|(?:客户|顾客|买家|用户|会员)\s*([a-z]*-?\d[a-z0-9-]*)"
    r"|(?<![a-z0-9-])(c\d{3,})(?![a-z0-9-])"
)
EMAIL = re.compile(r"(?<![a-z0-9.+_-])[a-z0-9.+_-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")
"""What a shop may know a customer by."""

FEEDBACK = re.compile(
    r"(?<![a-z0-9_-])((?:[a-z_]+:)?(?:[a-z]{1,4}[-_]?|[a-z]{5,10}_)\d{2,}[a-z0-9~_-]*|\d{6,})"
    r"(?![a-z0-9_-])"
)
STARS = re.compile(
    rf"{NUMBER}(?:\s*(?:-|to|~|到|至|和|and|or|或)\s*{NUMBER})?\s*-?\s*(?:stars?\b|颗?星)"
)
_STAR = r"\s*(?:星|分(?!钟|之))"
STARS_OR_LESS = re.compile(
    rf"(?:\b(?:under|below|less than|fewer than)\s*{NUMBER}\s*-?\s*stars?\b)"
    rf"|(?:(?<!不)低于|不到|不足|不超过|不高于)\s*{NUMBER}{_STAR}"
    rf"|{NUMBER}[ -]*(?:stars?|星)(?:评价)?\s*(?:and|or) "
    r"(?:below|less|lower|under|worse|fewer|down)\b"
    rf"|{NUMBER}{_STAR}(?:及|或|和|以及)?(?:以下|之下)"
    rf"|\brated {NUMBER} or (?:less|lower|below)\b"
)
STARS_OR_MORE = re.compile(
    rf"(?:\b(?:over|above|more than|at least)\s*{NUMBER}\s*-?\s*stars?\b)"
    rf"|(?:(?<!不)高于|至少|(?<!不)超过|不低于|不少于)\s*{NUMBER}{_STAR}"
    rf"|{NUMBER}[ -]*(?:stars?|星)(?:评价)?\s*(?:and|or) (?:above|more|higher|over|better|up)\b"
    rf"|{NUMBER}\s*(?:\+|plus)[ -]?(?:stars?\b|星)"
    rf"|{NUMBER}{_STAR}(?:及|或|和|以及)?(?:以上|之上)"
    rf"|\brated {NUMBER} or (?:more|higher|above|better)\b"
)
POINTS_GIVEN = re.compile(
    rf"(?:打|给|评)(?:了|的是|出)?\s*{NUMBER}\s*(?:分?\s*[、,，/和或到至~-]?\s*{NUMBER}\s*)?分(?!钟|之|以|及)"
)
"""Stars that are called points: 打4分的, 打1分2分的."""

STRICTLY = re.compile(r"under|below|less than|fewer|低于|不到|不足|over|above|more than|高于|超过")
"""What a bound begins with that leaves its own number out."""

WITHOUT = re.compile(
    r"(?:(?:^|[,;:(] ?| - )(?:and |just |but )?not"
    r"|\b(?:excluding|except(?: for)?|without|besides|other than|apart from|aside from"
    r"|not counting|not including|ignoring|minus|but not|w/o|leaving out|skipping|never mind"
    r"|(?:every|any)(?:thing|where|one) but|all but"
    r"|(?:(?:are|is|was|were|do|does)n['’]?t|not|nothing)"
    r" (?:about|related to|to do with|because of|due to|caused by))"
    r"|除了|除去|除开|除|不算|不含|不包括|不包含|不要算?|不带|不看|不管|别[算看管要带](?:上)?|排除|剔除|扣除|刨[除去]?|抛开|撇开|甩开|去掉|去除)"
    r"\s*(?:the\s+|our\s+)?$"
)
WITHOUT_AFTER = re.compile(
    r"\s*的?(?:以外|之外|除外)|\s*(?:excluded|aside|apart)\b"
    r"|的?(?:不算|别算|不要算|不计|不看|剔除|排除|去掉|去除|扣掉)(?:在内|后|之后|掉|了)?(?=[\s,，.。?？呢的]|$)"
)
PUT_ASIDE = (
    re.compile(
        r"\b(?:leav|tak|strip|dropp?|keep|cutt?|sett?|filter|carv|count|pull|left|took|kept)"
        r"(?:s|e|es|ing)?(?: (?:the|our|any))? $"
    ),
    re.compile(r"\s*(?:out|away|aside)\b(?! of stock)"),
)
"""Around a name that is left out: "if we leave the kettle out"."""

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

FOLLOWS = re.compile(
    r"^\s*(?:show|give|read|list)(?: me)?(?: the)?"
    r"(?: (?:worst|best|angriest|latest|newest|first|last|top))?"
    r"(?: (?:ones?|two|three|four|five|\d+))?\s*$"
    r"|^\s*(?:show|give|read|let me see|can i see)(?: me)?"
    r"(?: (?:some|a few|a couple(?: of)?|the|any|two|three|four|five|\d+|actual|typical))*"
    r" (?:quotes|examples|comments|verbatims)\s*\??$"
    r"|^\s*(?:and|what about|how about|only|just|but|then|now|also|ok|why|(?:the )?same|again|for"
    r"|(?:go )?back to)\b"
    r"|\b(?:those|them|these|they|their|it|that|there|instead)\b"
    r"|\bthe (?:first|second|third|last|other) one\b"
    r"|^which \w+ (?:is|are|was|were) (?:\w+ )?(?:behind|to blame|at fault|responsible)\W*$"
    r"|^主要是哪"
    r"|^(?:最早|最先|第一[次条])(?:是)?(?:从)?(?:什么|啥)时候|^(?:从)?(?:什么|啥)时候开始"
    r"|^(?:那|那么|回到|再|只|就|换|还有|为什么|为啥|它|这些|那些|其中)|呢\s*[?？]?\s*$|这些|那些|[这那]几[条个位]|[这那]里面|那个(?!月|周|星期|季度|时候)|这样的|这类|这种|(?<!其)它|[他她](?!们?说)"
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
    r"|^(?:那|再)*(?:(?:往)?前一?|再(?:上|前)一?)个?(?:天|周|星期|礼拜|月|季度|年|期)的?呢?\??$"
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
_NO_TEXT = "".join(
    rf"(?<!\b{word} )"
    for word in (
        "wrote",
        "written",
        "writing",
        "writes",
        "write",
        "posted",
        "commented",
        "reviewed",
    )
)
"""What somebody wrote in a language is theirs; the answer's is asked for otherwise."""

IN_ENGLISH = re.compile(
    rf"{_NO_TEXT}\b(?:in|(?:in)?to) english\b|^(?:and )?english please|用?英文(?:回答|再说)?$"
    r"|(?:换|翻译?|译|改)(?:成|为)英[文语]|说英文"
)
IN_CHINESE = re.compile(
    rf"{_NO_TEXT}\b(?:in|(?:in)?to) chinese\b|(?:换|翻译?|译|改)(?:成|为)中文|用中文|说中文"
)
FORETELL = re.compile(
    r"\bwill\b|\bgoing to (?:be|rise|fall|go|get|increase|drop)\b|\bforecast\w*|\bpredict\w*"
    r"|\bexpect\w*|预测|预计|会是|会不会|将会|会达到|会有|会到|能(?:涨|跌|升|降|掉|达)?[到至]|会怎|会咋|会如何"
    r"|会(?:变|涨|跌|升|降|上升|下降|更|继续|回升|好转|恶化|增加|减少)"
)
TONES = {
    "formal": re.compile(r"\bformal|正式|严肃"),
    "brief": re.compile(r"\b(?:brief|short(?:er)?|concise)\b|简短|短一点|简洁|精简"),
    "warm": re.compile(r"\b(?:warm(?:er)?|friendl(?:y|ier))\b|亲切|热情|温暖"),
}
ABOUT = re.compile(r"\b(?:about|regarding|concerning)\b|关于|有关")
THEM = re.compile(r"\b(?:them|those|these)\b|它们|这些|那些|这几条")
_SAYERS = r"(?: \w+){0,2} (?:customers?|reviews?|comments?|quotes?|ones|feedback|buyers?|people"
_SAYERS += r"|e?mails?|tickets?|messages?|posts?|tweets?|calls?)\b"
COMPLAINING = re.compile(
    r"\bcomplain\w*|\bblam\w+|\bmoan\w*|\bgrip(?:es?|ing)\b|\bwhin(?:e|es|ing|ers?)\b"
    rf"|\b(?:unhappy|dissatisfied|displeased|disgruntled){_SAYERS}|投诉|抱怨|吐槽|差评|批评|骂|喷(?!雾|头|壶|嘴|瓶|漆|枪|淋|泉|水|墨)|嫌弃"
)
PRAISING = re.compile(
    r"\bprais\w+|\blov(?:e|es|ing)\b|\btestimonials?\b"
    rf"|\b(?:happy|happiest|satisfied|pleased|glowing|raving){_SAYERS}|好评|表扬|夸|满意的(?:客户|评|反馈)"
)
FAULT = re.compile(
    r"破损|损坏|压坏|摔坏|丢件|少件|漏发|发错|货不对板|假货|太贵|破了|碎"
    r"|\bbreakages?\b|\bbroken\b|\bdamaged\b|\bdefects?\b|\bfakes?\b|\bcounterfeit"
    r"|\btoo expensive\b|\bwrong (?:item|size)|\bmissing parts\b|\bdouble charge"
)
"""A word for a theme that names what is wrong with it, so that no praise of it counts."""

ALSO = re.compile(r"\s*(?:,|，|、|and|or|&|和|与|及|跟)\s*(?:the\s+)?")
SCORE = re.compile(r"\bnps\b|\bces\b|净推荐|触点|\btouchpoints?\b|nps")
ALSO_WORD = re.compile(r"\b(?:and|or)\b|[&和与及跟、]")
ITEM = re.compile(r"\b(?:reviews?|feedback|records?|comments?|ratings?)\b|评论|评价|反馈|记录")
ITEMS = re.compile(r"\b(?:quotes?|reviews?|comments?)\b|[一二两三四五六七八九十\d]条|原话")
ANYBODY = re.compile(
    r"\b(?:did|does|has|have|do) (?:any|some|people)\w*|\bany(?:one|body)?\b|有没有|有人|有谁"
)
WHICH_ITEMS = re.compile(
    r"^(?:which|show|list|give me|read)\b|^(?:哪些|哪几?条|哪个评|给我|看看|列出)"
)
WITH_DETAIL = re.compile(r"\bdetails?\b|\belaborate\b|\btell me more\b|详细|具体|展开")

SCORE_NAMED = re.compile(r"\bnps\b|\bcsat\b|\bsatisf\w+|\brat(?:ed|ing)|评分|均分|满意|得分")
