"""What the sentences of a reply may not say: by patterns, by the policies' figures, by meaning."""

import re
from collections.abc import Iterator, Sequence

from assistant.models.vectors import Encode
from assistant.replies.checking.courtesy import guards_privacy, is_harmless
from assistant.replies.checking.judge import KINDS
from assistant.replies.checking.lateness import late_promises
from assistant.replies.checking.meaning import (
    ERROR,
    PROMISE,
    WARNING,
    Reading,
    covered,
    read,
    repeats,
)
from assistant.replies.checking.promises import (
    Unbacked,
    given_kinds,
    sentence_at,
    spoken_sentences,
    unbacked_promises,
    without_clauses,
    without_quotes,
)
from assistant.replies.checking.rule_patterns import conditional, denied, pattern_findings
from assistant.replies.draft import Finding, Severity
from assistant.replies.phrases import load_phrases
from assistant.replies.policies.clauses import Clause
from assistant.replies.policies.rulebook import Rulebook
from assistant.replies.review.complaints import complaints
from assistant.replies.review.risk import risk_topics
from assistant.replies.shop.brand import Brand
from assistant.store.records import Record
from assistant.understanding.language import detect

__all__ = ["sentence_findings"]

_GREETED_ALONE = re.compile(
    r"^(?:(?:dear|hi|hello|hey)\b.{0,40}|.{0,20}[您你]好[，,]?.{0,6}|尊敬的.{0,12}|亲爱的.{0,8})[,!.，。！：:]?$",
    re.I,
)

TELLS_RULES = (PROMISE, "admission", "review_for_reward")
"""What a clause in other words may be taken for."""

_WORD = re.compile(r"[A-Za-z0-9']+|[\u3400-\u9fff]{1,2}")
SHORTEST = 3
"""Words, in Chinese pairs of characters, below which a sentence is an exclamation."""

LEARNED = ("en", "zh")
FOREIGN = 0.9
"""In a language that the judge has not learned, only surer readings are called out, as warnings."""

SURE = 0.8
"""A sentence with a harmless form is called out where it reads like a broken rule so surely."""

MILD = frozenset(("blame",))
"""Kinds that bind the shop to nothing: below a sure reading they are warnings for the approver."""

HARMLESS = 0.1
"""Below this probability of a broken rule a pattern alone makes no error."""


def sentence_findings(
    body: str,
    record: Record,
    clauses: Sequence[Clause],
    brand: Brand | None,
    encode: Encode | None,
) -> list[Finding]:
    """What the sentences promise without a clause, and what else they must not say.

    Without `encode` patterns decide alone. With it a promise without foreign figures that a
    pattern names is dropped where it does not read like one or a clause says the same, and
    sentences that no pattern names are read as well.
    """
    book = Rulebook.of(clauses, encode)
    near = book.near(complaints(record), record.feedback.full_text, record.feedback.product or "")
    if topics := risk_topics(record):
        near = [*near, *book.about(topics)]
    doubtful = unbacked_promises(body, record.feedback.full_text, clauses, near)
    own = _unquoted(body, record, clauses)
    patterns = list(pattern_findings(own))
    late = list(_late(own, record, near))
    if encode is None:
        promises = [Finding(PROMISE, Severity.ERROR, each.text()) for each in doubtful]
        return promises + late + [finding for finding, _ in patterns]
    weighed = _weighed(doubtful, near, clauses, encode)
    found = [*weighed, *late, *_second_look(patterns, own, encode)]
    return found + _alike(body, record, near, clauses, brand, found, doubtful, encode)


def _late(own: str, record: Record, near: Sequence[Clause]) -> Iterator[Finding]:
    text: str = load_phrases("rules")["findings"]["late"]
    for said in late_promises(own, record.feedback.full_text, near):
        yield Finding(PROMISE, Severity.ERROR, text.format(found=said[:100]))


def _weighed(
    doubtful: Sequence[Unbacked], near: Sequence[Clause], clauses: Sequence[Clause], encode: Encode
) -> Iterator[Finding]:
    """The findings of the patterns after a second look at what the sentences mean."""
    for each, reading in zip(doubtful, read([d.sentence for d in doubtful], encode), strict=True):
        if each.bare or not (each.figures or each.firm):
            if reading.broken < WARNING or reading.kind != PROMISE:
                continue
            if covered(reading, near, encode):
                continue
        if each.elsewhere and reading.broken < HARMLESS and conditional().search(reading.sentence):
            continue  # a rule told with its case
        sure = ERROR if each.bare else HARMLESS
        mild = not each.firm and (reading.broken < sure or covered(reading, clauses, encode))
        severity = Severity.WARNING if mild else Severity.ERROR
        yield Finding(PROMISE, severity, each.text())


def _alike(
    body: str,
    record: Record,
    near: Sequence[Clause],
    clauses: Sequence[Clause],
    brand: Brand | None,
    found: Sequence[Finding],
    doubtful: Sequence[Unbacked],
    encode: Encode,
) -> list[Finding]:
    """What reads like a broken rule, once a kind, where no pattern has called it out already."""
    known = {finding.check for finding in found if finding.blocks}
    signs = set(brand.sign_off.values()) if brand else set()
    own = _without_product(_unquoted(body, record, clauses, instead=True), record)
    spoken = [s for s in spoken_sentences(own) if s not in signs and not _GREETED_ALONE.match(s)]
    text: str = load_phrases("rules")["findings"]["alike"]
    names: dict[str, str] = load_phrases("rules")["alike"]
    learned = detect(body) in LEARNED
    limit = WARNING if learned else FOREIGN
    first: dict[str, Finding] = {}
    judged = [
        each for each in spoken if not guards_privacy(each) and len(_WORD.findall(each)) >= SHORTEST
    ]
    for reading in read(judged, encode):
        kind, kept = reading.kind, first.get(reading.kind)
        least = SURE if is_harmless(reading.sentence) else limit
        if reading.broken < least or kind in known or (kept and kept.blocks):
            continue
        elsewhere = False
        if _tells_rules(reading, near, encode) or _hedged(reading, doubtful):
            continue
        if kind == PROMISE:
            elsewhere = covered(reading, clauses, encode)
        least = SURE if kind in MILD else ERROR
        sure = learned and reading.broken >= least and not elsewhere
        severity = Severity.ERROR if sure else Severity.WARNING
        said = text.format(found=reading.sentence[:100], kind=names.get(kind, kind))
        first[kind] = Finding(kind, severity, said)
    return list(first.values())


def _tells_rules(reading: Reading, near: Sequence[Clause], encode: Encode) -> bool:
    """Whether a sentence says in other words what a clause says: a promise; that a reward is
    denied; what happens if something is faulty. Of another kind it must say the same."""
    if reading.kind not in TELLS_RULES:
        return repeats(reading, near, encode)
    form = {"admission": conditional(), "review_for_reward": denied()["review_for_reward"]}
    if reading.kind in form and not form[reading.kind].search(reading.sentence):
        return False
    return covered(reading, near, encode)


def _hedged(reading: Reading, doubtful: Sequence[Unbacked]) -> bool:
    """Whether a promise begins with a condition, and clauses give what it promises."""
    said = reading.sentence
    return (
        reading.kind == PROMISE
        and conditional().match(said) is not None
        and bool(given_kinds(said))
        and not any(said in each.sentence for each in doubtful)
    )


def _without_product(text: str, record: Record) -> str:
    """The text with a plain word for the product, whose name says nothing about a rule."""
    product = record.feedback.product
    if not product:
        return text
    plain = {"zh": "商品"}.get(record.labels.language, "item")
    return re.sub(re.escape(product), plain, text, flags=re.I)


def _second_look(
    patterns: Sequence[tuple[Finding, int]], own: str, encode: Encode
) -> Iterator[Finding]:
    """An error of a pattern becomes a warning where its sentence plainly breaks no rule."""
    for finding, place in patterns:
        sure = finding.blocks and finding.check in KINDS
        if sure and read([sentence_at(own, place)], encode)[0].broken < HARMLESS:
            yield Finding(finding.check, Severity.WARNING, finding.text)
        else:
            yield finding


def _unquoted(
    body: str, record: Record, clauses: Sequence[Clause], *, instead: bool = False
) -> str:
    """The shop's own words; with `instead` a quote leaves a word, so that its sentence stays
    whole."""
    put = {"zh": "这一点"}.get(record.labels.language, "this") if instead else " "
    for name in (record.feedback.customer_name or "").split():
        body = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", body)
    own = without_quotes(body, record.feedback.full_text, put)
    return without_clauses(own, clauses)
