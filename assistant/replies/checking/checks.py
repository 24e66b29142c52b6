"""What may not go out: every check runs on drafts of the composer, of a model and of a person."""

import re
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import Indel

from assistant.replies.checking.promises import spoken_sentences
from assistant.replies.checking.sentence_checks import sentence_findings
from assistant.replies.draft import Finding, Severity
from assistant.replies.phrases import load_phrases
from assistant.replies.policies.clauses import Clause
from assistant.replies.review.complaints import Complaint, complaints
from assistant.replies.review.risk import is_internal
from assistant.replies.review.wordings import customer_name, is_full_name
from assistant.replies.shop.brand import Brand
from assistant.replies.shop.channels import channel_of, length_of, size_of
from assistant.replies.vectors import Encode, vector
from assistant.store.records import Record
from assistant.understanding.language import detect
from assistant.understanding.personal_data import Kind, find

__all__ = ["check"]

LANGUAGES = ("en", "zh")
SPEAKS_OF = 0.4
"""From this cosine on a sentence of a reply takes up what the customer wrote."""

FAR_TOO_SHORT = {"en": 12, "zh": 15}
"""Words or characters below which a reply says nothing."""

ALIKE = 0.8
"""From this likeness on (Indel ratio) two replies read as the same one."""

_GREETED = {
    "en": re.compile(
        r"^\s*(?i:dear|hi|hello|hey|good \w+)\s+([A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)*)\s*[,!.]"
    ),
    "zh": re.compile(
        "^\\s*(?:尊敬的|亲爱的|您好[，,]\\s*|你好[，,]\\s*)?([\u3400-\u9fff]{1,4}?)(?:先生/女士|先生|女士|小姐)?"
        "(?:[，,]\\s*[您你]好|[您你]好|[！!])"
    ),
}
_NOBODY = re.compile(
    r"customer|there|friend|all|team|sir|madam|valued|shopper|您|你|亲|顾客|客户|朋友|买家|大家|用户|尊敬|亲爱|[宝孕]妈|宝爸|宝贝|家长|同学|老板|会员|老师|抱歉|对不起|不好意思|谢谢|感谢|收到|实在|非常|真的|很|看到|掌柜",
    re.I,
)
_COMMON_PAIRS = frozenset(
    ("客服", "你们", "我们", "没有", "这个", "一个", "就是", "什么", "还是", "真的", "不是")
)
_STOP = frozenset(
    [
        "that",
        "this",
        "with",
        "from",
        "have",
        "were",
        "they",
        "them",
        "your",
        "their",
        "would",
        "could",
        "about",
    ]
)


def check(
    body: str,
    record: Record,
    clauses: Sequence[Clause],
    recent: Sequence[str] = (),
    *,
    brand: Brand | None = None,
    aliases: Mapping[str, Sequence[str]] | None = None,
    encode: Encode | None = None,
) -> list[Finding]:
    """What is wrong with a reply to this feedback, errors first; [] for a clean one.

    `recent` are the last replies; `aliases` what people call each product of the shop, which finds
    a reply that speaks of another one. With `encode` sentences that no pattern names are compared
    in meaning with known violations. An escalation card and an empty text give one error each.
    """
    texts: dict[str, str] = load_phrases("rules")["findings"]
    if is_internal(body):
        return [Finding("internal", Severity.ERROR, texts["internal"])]
    if not body.strip():
        return [Finding("too_short", Severity.ERROR, texts["empty"])]
    found = [
        *sentence_findings(body, record, clauses, brand, encode),
        *_personal(body, record, clauses, brand, texts),
        *_complaints(body, record, encode, texts),
        *_addressee(body, record, aliases or {}, texts),
        *_shape(body, record, texts),
        *_repetition(body, recent, brand, texts),
    ]
    return sorted(found, key=lambda finding: not finding.blocks)


def _personal(
    body: str,
    record: Record,
    clauses: Sequence[Clause],
    brand: Brand | None,
    texts: Mapping[str, str],
) -> Iterator[Finding]:
    """Personal data of anyone; the shop's own contact and, in private, the own order may stand."""
    public = channel_of(record.feedback.channel).public
    ours = " ".join(
        [*(clause.whole for clause in clauses), *(brand.contact.values() if brand else ())]
    )
    for item in find(body):
        value = body[item.start : item.end]
        own_order = item.kind is Kind.ORDER and value == record.feedback.order_id and not public
        if value not in ours and not own_order:
            shown = value[:2] + "…"
            kind = item.kind.replace("_", " ")
            yield Finding(
                "personal_data",
                Severity.ERROR,
                texts["personal_data"].format(found=shown, kind=kind),
            )
    order = record.feedback.order_id
    if public and order and len(order) > 4 and re.search(rf"(?<!\w){re.escape(order)}(?!\w)", body):
        shown = order[:2] + "…"
        yield Finding(
            "personal_data",
            Severity.ERROR,
            texts["personal_data"].format(found=shown, kind="order id"),
        )
    full = customer_name(record, "full")
    if public and full and is_full_name(full) and full in body:
        yield Finding("personal_data", Severity.ERROR, texts["full_name"].format(found=full))


def _complaints(
    body: str, record: Record, encode: Encode | None, texts: Mapping[str, str]
) -> Iterator[Finding]:
    """Complaints that the reply says nothing about: an error where it speaks of none of them."""
    asked = [one for one in complaints(record) if not (one.issue and one.issue.demand)]
    left = [one for one in asked if not _is_answered(one, body, encode)]
    severity = (
        Severity.ERROR
        if len(left) == len(asked) and any(one.issue for one in left)
        else Severity.WARNING
    )
    for one in left:
        yield Finding(
            "unanswered_complaint", severity, texts["unanswered"].format(found=one.quote[:60])
        )


def _is_answered(one: Complaint, body: str, encode: Encode | None) -> bool:
    if one.issue and one.issue.said.search(body):
        return True
    if _shares(one.quote, body, one.theme):
        return True
    if encode is None:
        return False
    said = vector(one.quote, encode)
    return any(float(vector(s, encode) @ said) >= SPEAKS_OF for s in spoken_sentences(body))


def _shares(quote: str, body: str, theme: str) -> bool:
    """Whether a reply takes up a clause: a word of it, or the name that a reply gives its theme."""
    if any(
        theme in load_phrases(lang)["themes"] and load_phrases(lang)["themes"][theme] in body
        for lang in LANGUAGES
    ):
        return True
    low = body.lower()
    words = {word[:6] for word in re.findall(r"[a-z]{4,}", quote.lower()) if word not in _STOP}
    runs = re.findall("[\u3400-\u9fff]{2,}", quote)
    pairs = {run[i : i + 2] for run in runs for i in range(len(run) - 1)}
    return sum(word in low for word in words) >= 1 or any(
        pair in body for pair in pairs - _COMMON_PAIRS
    )


def _addressee(
    body: str, record: Record, aliases: Mapping[str, Sequence[str]], texts: Mapping[str, str]
) -> Iterator[Finding]:
    language = detect(body)
    wanted = record.labels.language
    if wanted in LANGUAGES and language not in (wanted, "und"):
        yield Finding(
            "wrong_language",
            Severity.ERROR,
            texts["wrong_language"].format(found=language, wanted=wanted),
        )
    greeted = _GREETED.get(language, _GREETED["en"]).match(body)
    if greeted and not _NOBODY.search(greeted[1]):
        full = customer_name(record, "full")
        if full is None or not set(_pieces(greeted[1])) <= set(_pieces(full)):
            known = texts["name_known"].format(name=full) if full else texts["name_unknown"]
            yield Finding(
                "wrong_name",
                Severity.ERROR,
                texts["wrong_name"].format(found=greeted[1], wanted=known),
            )
    product = record.feedback.product or ""
    rest = _without(body, {product, *aliases.get(product, ())} - {""})
    review = record.feedback.full_text.lower()
    for other, names in aliases.items():
        if other == product:
            continue
        for name in (other, *names):
            if _says(rest, name) and name.lower() not in review:
                yield Finding(
                    "wrong_product",
                    Severity.ERROR,
                    texts["wrong_product"].format(found=name, wanted=product or "another thing"),
                )
                return


def _pieces(name: str) -> list[str]:
    return list(name) if re.fullmatch("[\u3400-\u9fff]+", name) else name.lower().split()


def _without(body: str, names: set[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        body = re.sub(re.escape(name), " ", body, flags=re.I)
    return body


def _says(body: str, name: str) -> bool:
    if name.isascii():
        return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", body, re.I) is not None
    return name in body


def _shape(body: str, record: Record, texts: Mapping[str, str]) -> Iterator[Finding]:
    language = "zh" if detect(body) == "zh" else "en"
    unit = "characters" if language == "zh" else "words"
    size, limit = size_of(body, language), channel_of(record.feedback.channel).limit
    wanted = length_of(language, thanks=not complaints(record))
    if len(body) > limit:
        yield Finding(
            "too_long", Severity.ERROR, texts["channel"].format(size=len(body), limit=limit)
        )
    if size > wanted.high:
        severity = Severity.ERROR if size > 1.5 * wanted.high else Severity.WARNING
        text = texts["too_long"].format(size=size, unit=unit, limit=wanted.high)
        yield Finding("too_long", severity, text)
    if size < wanted.low and limit > 4 * wanted.low:
        severity = Severity.ERROR if size < FAR_TOO_SHORT[language] else Severity.WARNING
        text = texts["too_short"].format(size=size, unit=unit, limit=wanted.low)
        yield Finding("too_short", severity, text)
    apology: dict[str, str] = load_phrases("rules")["apology"]
    count = len(re.findall(apology[language], body, re.I))
    if count > 2:
        yield Finding("apologies", Severity.WARNING, texts["apologies"].format(count=count))


def _repetition(
    body: str, recent: Sequence[str], brand: Brand | None, texts: Mapping[str, str]
) -> Iterator[Finding]:
    alike = max((Indel.normalized_similarity(body, other) for other in recent), default=0.0)
    if alike >= ALIKE:
        share = round(100 * alike)
        yield Finding(
            "too_like_last",
            Severity.ERROR if share >= 95 else Severity.WARNING,
            texts["too_like"].format(share=share),
        )
    for word in brand.avoid if brand else ():
        if _says(body, word):
            yield Finding("avoid", Severity.WARNING, texts["avoid"].format(found=word))
