"""How the parts of a question are written, in English and Chinese."""

import re

__all__ = [
    "ABOUT",
    "ALSO",
    "ALSO_WORD",
    "ANYBODY",
    "ANYBODY_SAYS",
    "COMPLAINING",
    "CUSTOMER",
    "EMAIL",
    "ENGLISH",
    "FAULT",
    "FEEDBACK",
    "FORETELL",
    "ITEM",
    "ITEMS",
    "ORDER_ID",
    "PRAISING",
    "QUESTIONS_ASKED",
    "SCORE",
    "SCORE_NAMED",
    "TONES",
    "TO_PUBLISH",
    "WHICH_ITEMS",
]

ENGLISH = re.compile(
    r"\b(?:the|what|which|how|is|are|was|were|do|does|did|show|me|my|our|we|and|why|of|in|for|any|"
    r"this|last|week|month|top|by|nps|csat|ces|find|please|draft|reply|compare|when|who|can|"
    r"trends?|sentiment|ratings?|reviews?|complaints?|customers?|quotes|worst|best)\b"
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

_SAYERS = r"(?: \w+){0,2} (?:customers?|reviews?|comments?|quotes?|ones|feedback|buyers?|people"

_SAYERS += r"|e?mails?|tickets?|messages?|posts?|tweets?|calls?|users?|clients?|shoppers?"
_SAYERS += r"|members?|subscribers?|folks?)\b"

TO_PUBLISH = re.compile(
    r"\b(?:put|use|show|share|post|print|feature|publish|display)\b[^,.?]{0,16}"
    r"( (?:on|in|onto) (?:our|the|my|an?) (?:instagram|insta|facebook|tiktok|twitter|linkedin"
    r"|pinterest|youtube|newsletter|website|site|homepage|home page|blog|brochure|flyer|poster"
    r"|ads?)\b)\s*[?.!]*$"
    r"|(?:放|挂|贴|登|摆)(?:到|在|上|去)*((?:我们|咱们?)?的?(?:官网|首页|网站|主页|朋友圈|公众号|小红书|抖音|微博"
    r"|详情页|海报|宣传册))(?:上面|上|里|用|去|展示|宣传)*[吗呢吧的]?\W*$"
)
"""Where somebody wants to show what customers said, which they do with praise."""

COMPLAINING = re.compile(
    r"\bcomplain\w*|\bblam\w+|\bmoan\w*|\bgrip(?:es?|ing)\b|\bwhin(?:e|es|ing|ers?)\b"
    rf"|\b(?:unhappy|dissatisfied|displeased|disgruntled){_SAYERS}|投诉|客诉|抱怨|吐槽|差评|批评|骂|喷(?!雾|头|壶|嘴|瓶|漆|枪|淋|泉|水|墨)|嫌弃"
)

PRAISING = re.compile(
    r"\bprais\w+|\blov(?:e|es|ing)\b|\btestimonials?\b"
    rf"|\b(?:happy|happiest|satisfied|pleased|glowing|raving){_SAYERS}"
    r"|\b(?:nice|kind|lovely|good|great|sweet|warm|flattering|heart-?warming|positive|glowing)"
    rf" (?:quotes?|words?|lines?|stories)\b|{TO_PUBLISH.pattern}"
    r"|好评|表扬|夸|(?<!不)满意的(?:客户|评|反馈)"
)

QUESTIONS_ASKED = re.compile(
    r"\bquestions? (?:(?:that|do|does|which|our|the|most|often|usually|always) )*"
    r"(?:customers?|people|clients?|buyers?|users?|shoppers?|guests?|folks|they|we)\b.{0,12}"
    r"\b(?:asks?|asking|asked|haves?|gets?|got)\b"
    r"|\bwhat (?:do|are|did) (?:our |the )?"
    r"(?:customers|people|clients|buyers|users|shoppers|guests) "
    r"(?:(?:most|often|usually|always|mostly) )*(?:ask|asking)\b(?! for)"
    r"|\b(?:most|frequent(?:ly)?|common(?:ly)?|often|top)\b(?: \w+)? (?:asked )?questions\b"
    r"|\bfaqs?\b"
    r"|(?:客户|顾客|买家|用户|大家|客人)们?(?:最|都|平时|一般)*(?:常|爱|经常|多)?(?:来)?(?:问|咨询)(?:得|的)?(?:最多)?(?:的)?"
    r"(?:(?:是|都是|有)?(?:些)?(?:什么|啥|哪些)|问题)|(?:问|咨询)(?:得|的)?最多的|最?常(?:被)?问(?:到)?的"
)
"""What customers ask the shop, and no complaint."""

FAULT = re.compile(
    r"破损|损坏|压坏|摔坏|丢件|少件|漏发|发错|货不对板|假货|太贵|破了|碎|慢|延误"
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

ANYBODY_SAYS = re.compile(
    r"\b(?:any|some)(?:one|body)(?:['’]?s| is| has| have| ever| been| else| here)* "
    r"(?:(?:ask|look|beg)(?:s|ed|ing)?(?: us)? (?:for|about)|want(?:s|ed|ing)?|request(?:s|ed|ing)?"
    r"|(?:talk|complain|moan|writ|wrot|mention|speak|spok)\w*(?: about| of)?"
    r"|(?:bring|brought)(?:s|ing)? up)\b"
    r"|有(?:没有)?[人谁](?:在|来|还)?(?:提|问|要|说|聊|讲|反映|抱怨|吐槽)|有没有(?:提|问|反映)[过到]"
)
"""Whether anybody ever said a thing: 老花镜有人提过吗, "anyone asking for lessons"."""

WHICH_ITEMS = re.compile(
    r"^(?:which|show|list|give me|read)\b|^(?:哪些|哪几?条|哪个评|给我|看看|列出)"
)

SCORE_NAMED = re.compile(r"\bnps\b|\bcsat\b|\bsatisf\w+|\brat(?:ed|ing)|评分|均分|满意|得分")
