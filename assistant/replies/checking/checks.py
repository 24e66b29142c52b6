"""What may not go out: every check runs on drafts of the composer, of a model and of a person."""

import re
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import Indel

from assistant.models.vectors import Encode
from assistant.replies.checking.addressee import addressee, says
from assistant.replies.checking.promises import spoken_sentences
from assistant.replies.checking.requests import data_requests
from assistant.replies.checking.sentence_checks import sentence_findings
from assistant.replies.draft import Finding, Severity
from assistant.replies.phrases import load_phrases
from assistant.replies.policies.clauses import Clause
from assistant.replies.review.complaints import Complaint, complaints
from assistant.replies.review.foreign import foreign_terms
from assistant.replies.review.risk import is_internal
from assistant.replies.review.wordings import customer_name, is_full_name
from assistant.replies.shop.brand import Brand
from assistant.replies.shop.channels import CLOSE, channel_of, length_of, size_of
from assistant.replies.vectors import vector
from assistant.store.records import Record
from assistant.understanding.language import detect
from assistant.understanding.personal.finding import find
from assistant.understanding.personal.kinds import Kind

__all__ = ["check"]

LANGUAGES = ("en", "zh")
TAKEN_UP = 2
"""Words of a review, in Chinese pairs of characters, by which a reply takes it up."""

SPEAKS_OF = 0.4
"""From this cosine on a sentence of a reply takes up what the customer wrote."""

FAR_TOO_SHORT = {"en": 12, "zh": 15, "ja": 20}
"""Words or characters below which a reply says nothing."""

ALIKE = 0.8
"""From this likeness on (Indel ratio) two replies read as the same one."""


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
        *data_requests(body, public=channel_of(record.feedback.channel).public),
        *_complaints(body, record, encode, texts),
        *addressee(body, record, aliases or {}, texts),
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
    spoken = record.labels.language
    left = [
        one
        for one in asked
        if not any(term in body for term in foreign_terms(one.quote, spoken))
        and not _is_answered(one, body, encode)
    ]
    severity = (
        Severity.ERROR
        if len(left) == len(asked)
        and any(one.issue for one in left)
        and not _takes_up(record.feedback.full_text, body, encode)
        else Severity.WARNING
    )
    for one in left:
        yield Finding(
            "unanswered_complaint", severity, texts["unanswered"].format(found=one.quote[:60])
        )


def _takes_up(review: str, body: str, encode: Encode | None) -> bool:
    """Whether a reply speaks of anything that the customer tells, if not of the complaint."""
    if _words_shared(review, body) >= TAKEN_UP:
        return True
    if encode is None:
        return False
    told = [vector(said, encode) for said in spoken_sentences(review)]
    return any(
        float(vector(said, encode) @ one) >= SPEAKS_OF
        for said in spoken_sentences(body)
        for one in told
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
    return _words_shared(quote, body) > 0


def _words_shared(said: str, body: str) -> int:
    """How many words of the customer's stand in a reply, in Chinese pairs of characters."""
    common = frozenset(load_phrases("rules")["common_words"]["in_reviews"])
    low = body.lower()
    words = {word[:6] for word in re.findall(r"[a-z]{4,}", said.lower()) if word not in common}
    runs = re.findall("[\u3400-\u9fff]{2,}", said)
    pairs = {run[i : i + 2] for run in runs for i in range(len(run) - 1)} - common
    return sum(word in low for word in words) + sum(pair in body for pair in pairs)


def _shape(body: str, record: Record, texts: Mapping[str, str]) -> Iterator[Finding]:
    told = detect(body)
    language = told if told in CLOSE else "en"
    unit = "characters" if language in CLOSE else "words"
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
    count = len(re.findall("|".join(apology.values()), body, re.I))
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
        if says(body, word):
            yield Finding("avoid", Severity.WARNING, texts["avoid"].format(found=word))
