"""Names, products and quotes as a reply writes them."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.han import HAN
from assistant.models import Sentiment
from assistant.replies.draft import Tone
from assistant.replies.review.blame import is_bare_no, is_ironic
from assistant.replies.review.complaints import Complaint, is_content, is_praise
from assistant.replies.review.issues import word_filter
from assistant.store.records import Record
from assistant.understanding.clauses import clauses
from assistant.understanding.personal.finding import find

__all__ = [
    "customer_name",
    "first_lower",
    "first_upper",
    "greeting",
    "is_full_name",
    "praise_quotes",
    "product_name",
    "quotable",
    "short_quote",
    "without_insults",
]

_HAN_NAME = re.compile("[\u3400-\u9fff]{2,4}")
_RUDE = re.compile(
    r"\b(?:fuck\w*|shit\w*|bastards?|idiots?|crap|damn|scum|stupid|morons?|pathetic|sucks?|thie(?:f|ves)|crooks?|scam\w*)\b"
    r"|[妈他]的|傻(?!瓜)|垃圾(?![桶袋箱铲盒分篓])|骗子|狗(?:东西|屁|商家?|店|客服|眼|杂种|日的|奴才)|(?:是|当|像|如)(?:条|只)?狗|滚(?![轮筒刷动烫珠水边])|王八|蠢|(?:死|蠢|笨|是|猪)猪|猪(?:头|脑|队友)|脑残|智障|不要脸|无良|黑心|奸商|骗钱",
    re.I,
)
_FUNCTION_WORD = re.compile(
    r"(?:An?|The|This|That|These|Those|If|When|Once|Where|Whoever|Anybody|Anyone|Everybody|Nobody"
    r"|Only|We|You|Your|Our|It|They|There|For|In|On|At|After|Before|Until|Within|Unless|All|Any|Each"
    r"|Every|Both|No|Please|Most|Some|Send|Tell|Write|Report|Contact|Bring|Keep|Return|Opened|Used"
    r"|Double|Missing|Faulty|Damaged|Broken|Late|Wrong|Lost|Spare|Wear|Deliver(?:y|ies)|Shipping|Customers|Items?|Goods|Products|Orders?|Parcels?|Refunds?|Returns?)\b"
)
LONGEST_QUOTE = {"en": (2, 20), "zh": (4, 22)}
"""Words of an English, characters of a Chinese quote, least and most."""

_PIECE = re.compile(r"[,.](?!\d)|[，;；!。！?？~～]|\band\b|\bbut\b")
_PACK = re.compile(
    r"[\s,，]*[(（]?\b\d+(?:\.\d+)?\s*(?:kg|g|ml|l|oz|lbs?|pcs|克|千克|公斤|斤|毫升|升|片|支|包|盒|袋)[)）]?$",
    re.I,
)
"""The size of the pack at the end of a product's name."""

_FINER = {
    "en": re.compile(r"[,.](?!\d)|[;!?]|\b(?:and|but|so|because(?! of)|which|while|since)\b"),
    "zh": re.compile(r"[：:，,]"),
}
_SEVERAL = re.compile(r"[：:]|[.!?]\s")
"""What parts a clause in two, of which a quote takes one."""

_NOTHING_SAID = re.compile(
    r"(?:well done|thank\w*|great|good|very good|love (?:it|them)|five stars|highly recommend\w*"
    r"|perfect|nice|excellent)\b.{0,12}$|.{0,2}(?:好评|不错|很好|非常好|挺好|满意|推荐|喜欢|五星|谢谢).{0,2}$",
    re.I,
)

_OPENS, _CLOSES = re.compile(r"(?<!\w)['‘](?=\w)"), re.compile(r"(?<=\w)['’](?!\w)")
"""Single quotation marks; an apostrophe stands between letters."""

_TITLED = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Herr|Frau|Mme|M|Sr|Sra)\.? [A-Z][\w'’-]+")
_HAN_TITLED = re.compile(
    "([\u3400-\u9fff]{1,2})(先生|女士|小姐|太太|老师|同学|阿姨|叔叔|大叔|大姐|大哥|姐|哥|叔|姨|总)"
)
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁"
    "任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴莫孔"
    "向常汤温康施文牛樊葛邢安齐庞颜倪庄聂章鲁岳翟申欧耿关兰焦俞左柳甘祝包宁尚符舒阮纪梅童凌毕单季裴霍涂"
    "成苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党"
    "宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
"""The surnames of nearly all people; what begins otherwise is taken for a nickname."""

PRAISE_QUOTE = {"en": (2, 9), "zh": (3, 14)}
"""Words of an English, characters of a Chinese quote of praise, least and most."""

LONGEST_SAID = 120
"""Characters of any quote."""

_COMPOUND = ("欧阳", "司马", "上官", "诸葛", "司徒", "东方", "皇甫", "慕容")


def customer_name(record: Record, form: str) -> str | None:
    """The name in the form first, full or surname; None where it is unknown or no name."""
    name = (record.feedback.customer_name or "").strip()
    if not name or re.search(r"[\d*@_]", name) or len(name) > 40 or len(name.split()) > 4:
        return None
    if _HAN_TITLED.fullmatch(name):
        return name
    if _HAN_NAME.fullmatch(name) or name in _SURNAMES:
        if form != "surname":
            return name
        if name[:2] in _COMPOUND:
            return name[:2]
        return name[:1] if name[:1] in _SURNAMES else None
    if HAN.search(name) or not name[0].isupper():
        return None
    if form == "full" or _TITLED.fullmatch(name):
        return name
    first = name.split()[0]
    return first if len(first.strip(".")) > 1 else None


def is_full_name(name: str) -> bool:
    """Whether a name tells who somebody is: a surname alone or with a title does not."""
    if HAN.search(name):
        familiar = len(name) == 2 and (name[0] in "小老阿" or name[0] == name[1])
        return len(name) > 1 and not familiar and not _HAN_TITLED.fullmatch(name)
    return len(name.split()) > 1 and not _TITLED.fullmatch(name)


def greeting(
    record: Record, language: str, tone: Tone, words: Mapping[str, Any], public: bool
) -> Sequence[str]:
    """The salutations that fit, the name filled in. In public no full name is written."""
    options: Mapping[str, Sequence[str]] = words["salutation"][tone]
    form = words["name"]["public"] if public else words["name"]["private"][tone]
    name = customer_name(record, form)
    untitled = form == "surname" and name is not None and not _HAN_TITLED.fullmatch(name)
    if name is None or (HAN.search(name) and (language == "en" or untitled)):
        return options["unnamed"]  # nobody is greeted by a bare surname
    return [option.replace("{name}", name) for option in options["named"]]


def product_name(record: Record, language: str, aliases: Mapping[str, Sequence[str]]) -> str | None:
    """What the reply calls the product: the customer's own word where the review has one."""
    product = record.feedback.product
    if not product:
        return None
    text = record.feedback.full_text.lower()
    names = [
        name for name in aliases.get(product, ()) if bool(HAN.search(name)) == (language == "zh")
    ]
    spoken = [name for name in names if name.lower() in text]
    if spoken:
        chosen = max(spoken, key=len)
    else:
        chosen = max(names, key=len) if names and language == "zh" else _PACK.sub("", product)
    if language == "en":
        return f"your {chosen}"
    spaced = " " if re.search(r"[A-Za-z0-9]$", chosen) else ""
    return f"这款{' ' if chosen[:1].isascii() else ''}{chosen}{spaced}"


def short_quote(complaint: Complaint, language: str) -> str:
    """The customer's own clause where it is short, clean and free of personal data, else the piece
    of it that has the complaint's cue or else a word of blame, else "". Demands and scolding are
    left out."""
    pieces = _FINER[language].split(complaint.quote)[:: -1 if language == "zh" else 1]
    telling = complaint.issue.cues if complaint.issue else word_filter("bad")
    pieces.sort(key=lambda piece: 2 if is_bare_no(piece) else telling.search(piece) is None)
    whole = [] if _SEVERAL.search(complaint.quote) else [complaint.quote]
    told = (
        said
        for said in (*whole, *pieces)
        if not any(word_filter(name).search(said) for name in ("demanding", "scolding"))
    )
    fitting = map(quotable, told)
    return next((quote for quote in fitting if _fits(quote, language, LONGEST_QUOTE)), "")


def _fits(quote: str, language: str, sizes: Mapping[str, tuple[int, int]]) -> bool:
    low, high = sizes[language]
    size = len(quote) if language == "zh" else len(quote.split())
    return low <= size <= high and bool(HAN.search(quote)) == (language == "zh")


def praise_quotes(record: Record, language: str) -> list[str]:
    """The short clauses that praise something in particular, in reading order.

    Of an unhappy customer only praise that a "but" follows is meant as it is said.
    """
    text = record.feedback.full_text
    found: list[str] = []
    spans = [(m.start, m.end) for m in record.labels.themes if m.sentiment is Sentiment.POSITIVE]
    if not is_content(record):
        turn = word_filter("turn").search(text)
        until = turn.start() if turn else 0
        spans = [
            (a, b)
            for a, b in clauses(text[:until])
            if is_praise(text[a:b]) and not is_ironic(record, text[a:b])
        ]
    for start, end in spans:
        for said in _PIECE.split(text[start:end]):
            quote = quotable(said)
            if _fits(quote, language, PRAISE_QUOTE) and not _NOTHING_SAID.match(quote):
                found.append(quote)
    return list(dict.fromkeys(found))


def quotable(said: str) -> str:
    """The words without the blanks and conjunctions around them; "" for what a reply must not
    repeat: insults, personal data, markup, and what is too long."""
    quote = re.sub(r"\s+", " ", said).strip(' .,;:!?…。，；：！？、"“”-')
    quote = re.sub(
        r"^(?:(?:but|and|although|however|though|while|only|also|so|plus|then)\b|但是?|而且|可是?(?!以|能|爱)"
        r"|不过|就是|另外|还有|再就是)[,，]?\s*",
        "",
        quote,
        flags=re.I,
    )
    opened, closed = len(_OPENS.findall(quote)), len(_CLOSES.findall(quote))
    if closed < opened:
        quote = _CLOSES.sub("", _OPENS.sub("", quote))
    elif opened < closed:
        quote = quote.rstrip("'’")  # within the words it may be that of "friends' pens"
    if len(quote) > LONGEST_SAID or find(quote) or _RUDE.search(quote):
        return ""
    return "" if re.search('[“”"@#<>{}\\[\\]]|https?:', quote) else quote


def without_insults(text: str) -> str:
    """The text without words that only insult."""
    return _RUDE.sub(" ", text)


def first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def first_lower(text: str) -> str:
    """A sentence to stand after a colon; what may be a name keeps its capital."""
    return text[:1].lower() + text[1:] if _FUNCTION_WORD.match(text) else text
