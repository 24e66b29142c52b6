"""Does a reply speak to this customer: in the right language, by the right name, of the right
product?"""

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.replies.draft import Finding, Severity
from assistant.replies.phrases import load_phrases
from assistant.replies.review.wordings import customer_name
from assistant.store.records import Record
from assistant.understanding.language import detect

__all__ = ["addressee", "says"]

LANGUAGES = ("en", "zh")
_TITLES = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "prof"))

_GREETED = {
    "en": re.compile(
        r"^\s*(?i:dear|hi|hello|hey|good \w+)\s+([A-Z][\w'’-]+(?:\.?\s+[A-Z][\w'’-]+)*)\s*[,!.]"
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


def addressee(
    body: str, record: Record, aliases: Mapping[str, Sequence[str]], texts: Mapping[str, str]
) -> Iterator[Finding]:
    """Another language than the review's, a greeting by another name, another product."""
    language = detect(body)
    wanted, names = record.labels.language, load_phrases("en")["languages"]
    if wanted in LANGUAGES and language not in (wanted, "und"):
        yield Finding(
            "wrong_language",
            Severity.ERROR,
            texts["wrong_language"].format(
                found=names.get(language, language), wanted=names.get(wanted, wanted)
            ),
        )
    greeted = _GREETED.get(language, _GREETED["en"]).match(body)
    if greeted and not _NOBODY.search(greeted[1]):
        full = customer_name(record, "full")
        if full is None or not set(_pieces(greeted[1].replace(".", ""))) <= set(_pieces(full)):
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
            if says(rest, name) and name.lower() not in review:
                yield Finding(
                    "wrong_product",
                    Severity.ERROR,
                    texts["wrong_product"].format(found=name, wanted=product or "another thing"),
                )
                return


def _pieces(name: str) -> list[str]:
    """The words of a name without a title, of a Chinese one the characters."""
    if re.fullmatch("[\u3400-\u9fff]+", name):
        return list(name)
    return [word for word in name.lower().split() if word not in _TITLES]


def _without(body: str, names: set[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        body = re.sub(re.escape(name), " ", body, flags=re.I)
    return body


def says(body: str, name: str) -> bool:
    """Whether a text has a name; one in Latin letters as a word of its own."""
    if name.isascii():
        return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", body, re.I) is not None
    return name in body
