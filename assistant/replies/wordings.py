"""Names, products and quotes as a reply writes them."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.replies.complaints import Complaint
from assistant.replies.draft import Tone
from assistant.store.records import Record
from assistant.understanding.personal_data import find

__all__ = ["customer_name", "first_lower", "first_upper", "greeting", "product_name", "short_quote"]

_HAN = re.compile("[\u3400-\u9fff]")
_HAN_NAME = re.compile("[\u3400-\u9fff]{2,4}")
_RUDE = re.compile(
    r"\b(?:fuck\w*|shit\w*|bastards?|idiots?|crap|damn|scum|thie(?:f|ves)|crooks?|scam\w*)\b"
    r"|[妈他]的|傻|垃圾|骗子|狗|滚|王八|蠢|无良|黑心|奸商|骗钱",
    re.I,
)
LONGEST_QUOTE = {"en": (3, 13), "zh": (5, 22)}
"""Words of an English, characters of a Chinese quote, least and most."""

_COMPOUND = ("欧阳", "司马", "上官", "诸葛", "司徒", "东方", "皇甫", "慕容")


def customer_name(record: Record, form: str) -> str | None:
    """The name in the form first, full or surname; None where it is unknown or no name."""
    name = (record.feedback.customer_name or "").strip()
    if not name or re.search(r"[\d*@_]", name) or len(name) > 40 or len(name.split()) > 4:
        return None
    if _HAN_NAME.fullmatch(name):
        cut = 2 if name[:2] in _COMPOUND else 1
        return {"surname": name[:cut], "first": name}.get(form, name)
    if _HAN.search(name) or not name[0].isupper():
        return None
    return name if form == "full" else name.split()[0]


def greeting(
    record: Record, language: str, tone: Tone, words: Mapping[str, Any], public: bool
) -> Sequence[str]:
    """The salutations that fit, the name filled in. In public no full name is written."""
    options: Mapping[str, Sequence[str]] = words["salutation"][tone]
    form = words["name"]["public"] if public else words["name"]["private"][tone]
    name = customer_name(record, form)
    if name is None:
        return options["unnamed"]
    if _HAN.search(name):
        if language == "en":
            return options["unnamed"]
        if form == "surname":
            name = words["surname"].format(surname=name)
    return [option.replace("{name}", name) for option in options["named"]]


def product_name(record: Record, language: str, aliases: Mapping[str, Sequence[str]]) -> str | None:
    """What the reply calls the product: the customer's own word where the review has one."""
    product = record.feedback.product
    if not product:
        return None
    text = record.feedback.full_text.lower()
    names = [
        name for name in aliases.get(product, ()) if bool(_HAN.search(name)) == (language == "zh")
    ]
    spoken = [name for name in names if name.lower() in text]
    if spoken:
        chosen = max(spoken, key=len)
    else:
        chosen = max(names, key=len) if names and language == "zh" else product
    return f"your {chosen}" if language == "en" else f"这款{chosen}"


def short_quote(complaint: Complaint, language: str) -> str:
    """The customer's own clause where it is short, clean and free of personal data, else ""."""
    quote = re.sub(r"\s+", " ", complaint.quote).strip(" .,;:!?…。，；：！？、\"'“”-")
    quote = re.sub(
        r"^(?:but|and|although|however|though|while|only|但是?|而且|可是|不过|就是)[,，]?\s*",
        "",
        quote,
        flags=re.I,
    )
    low, high = LONGEST_QUOTE[language]
    size = len(quote) if language == "zh" else len(quote.split())
    if not low <= size <= high or bool(_HAN.search(quote)) != (language == "zh"):
        return ""
    if find(quote) or _RUDE.search(quote) or re.search('[“”"@#<>{}\\[\\]]|https?:', quote):
        return ""
    return quote


def first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def first_lower(text: str) -> str:
    """A sentence to stand after a colon; an acronym or "I" keeps its capitals."""
    return text[:1].lower() + text[1:] if re.match(r"[A-Z][a-z]|A ", text) else text
