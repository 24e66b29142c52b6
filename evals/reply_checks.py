"""Does the check of replies find what may not go out, and leave good replies alone?

200 planted violations: a sentence that breaks a rule, put before the sign-off of a good draft, a
greeting by another name, an answer in the other language, one that leaves the complaints out or
is far too long. 200 clean replies: half of them drafts of the composer, half written as a person
would, with names, contacts and tails drawn at random. Sentences stand in cases/reply_checks.yaml.
"""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from assistant.models import Feedback, Labels
from assistant.models.vectors import Encode
from assistant.replies.checking.checks import check
from assistant.replies.draft import Finding, Tone
from assistant.replies.policies.clauses import Clause
from assistant.replies.shop.brand import Brand
from assistant.replies.writing.composer import compose
from assistant.store.records import Record
from evals.replies import load_cases
from evals.tables import table

__all__ = ["ChecksResult", "Sample", "generate", "run", "to_markdown"]

SENTENCES = Path(__file__).parent / "cases" / "reply_checks.yaml"
EACH = 100
"""Violations and clean replies a language."""

TARGETS = {"recall": 0.95, "false_alarms": 0.05}
SHARES = {
    "unbacked_promise": 36,
    "admission": 12,
    "review_for_reward": 8,
    "review_change": 8,
    "blame": 8,
    "medical_legal": 8,
    "personal_data": 8,
    "wrong_name": 3,
    "wrong_product": 3,
    "wrong_language": 2,
    "unanswered_complaint": 2,
    "too_long": 2,
}
ALIASES = {"Foot Massager": ("足浴盆",)}
"""A product that no review is about."""

Read = Callable[[Sequence[str]], Sequence[Labels]]


@dataclass(frozen=True, slots=True)
class Sample:
    """A reply to a record; `wrong` is the check that must find it, None for a clean one."""

    record: Record
    body: str
    wrong: str | None
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class ChecksResult:
    """Recall over planted violations and false alarms over clean replies, errors alone."""

    recall: float
    false_alarms: float
    false_alarms_by_hand: float
    by_check: dict[str, tuple[int, int]]
    missed: tuple[Sample, ...]
    alarmed: tuple[tuple[Sample, Finding], ...]


def generate(read: Read, clauses: Sequence[Clause], brand: Brand, seed: int = 11) -> list[Sample]:
    """The samples, the same for the same seed."""
    rng = random.Random(seed)
    words: dict[str, Any] = yaml.safe_load(SENTENCES.read_text("utf-8"))
    samples = []
    for language in ("en", "zh"):
        records = _records(read, language)
        for wrong, count in SHARES.items():
            for number in range(count):
                record = rng.choice(records)
                good = _good(record, clauses, brand, rng)
                body = _spoil(good, wrong, number, language, words, rng)
                samples.append(Sample(record, body, wrong))
        samples += [
            Sample(record, _good(record, clauses, brand, rng), None)
            for record in rng.choices(records, k=EACH // 2)
        ]
        samples += _written(read, language, words, rng)
    return samples


def run(
    read: Read, clauses: Sequence[Clause], brand: Brand, encode: Encode, seed: int = 11
) -> ChecksResult:
    """Check every sample. A violation is found when an error of its own check names it."""
    tally: Counter[tuple[str, bool]] = Counter()
    missed: list[Sample] = []
    alarmed: list[tuple[Sample, Finding]] = []
    clean = Counter[bool]()
    for sample in generate(read, clauses, brand, seed):
        found = check(
            sample.body, sample.record, clauses, brand=brand, aliases=ALIASES, encode=encode
        )
        errors = [finding for finding in found if finding.blocks]
        if sample.wrong is None:
            clean[sample.by_hand] += 1
            if errors:
                alarmed.append((sample, errors[0]))
            continue
        hit = any(finding.check == sample.wrong for finding in errors)
        tally[sample.wrong, hit] += 1
        if not hit:
            missed.append(sample)
    planted = tally.total()
    by_hand = sum(sample.by_hand for sample, _ in alarmed)
    return ChecksResult(
        recall=1 - len(missed) / planted,
        false_alarms=len(alarmed) / clean.total(),
        false_alarms_by_hand=by_hand / clean[True],
        by_check={w: (tally[w, True], tally[w, True] + tally[w, False]) for w in SHARES},
        missed=tuple(missed),
        alarmed=tuple(alarmed),
    )


def _records(read: Read, language: str) -> list[Record]:
    """Reviews with a complaint that the composer answers without an error."""
    cases = [c for c in load_cases() if c.language == language and c.risk == "none" and c.must]
    labels = read([case.feedback.text for case in cases])
    return [
        Record(n, c.feedback.time.date(), c.feedback, label)
        for n, (c, label) in enumerate(zip(cases, labels, strict=True))
    ]


def _good(record: Record, clauses: Sequence[Clause], brand: Brand, rng: random.Random) -> str:
    tone = rng.choice(list(Tone))
    again = replace(record, feedback=replace(record.feedback, id=f"{rng.random()}"))
    return compose(again, clauses, brand, tone=tone).body


def _spoil(
    good: str, wrong: str, number: int, language: str, words: dict[str, Any], rng: random.Random
) -> str:
    hello, middle, sign = good.split("\n\n")
    if wrong == "wrong_language":
        other = "zh" if language == "en" else "en"
        return _fill(rng.choice(words["clean"][other])["replies"][0], other, words, rng)
    if wrong == "unanswered_complaint":
        plain = {
            "en": "Thank you for your note, we wish you a lovely day.",
            "zh": "谢谢您的留言，祝您生活愉快。",
        }
        return "\n\n".join([hello, plain[language], sign])
    if wrong == "too_long":
        return "\n\n".join([hello, *[middle] * 4, sign])
    options = words["violations"][wrong][language]
    sentence = _fill(options[number % len(options)], language, words, rng)
    if wrong == "wrong_name":
        return "\n\n".join([sentence, middle, sign])
    gap = "" if language == "zh" else " "
    parts = [sentence, middle] if rng.random() < 0.3 else [middle, sentence]
    return "\n\n".join([hello, gap.join(parts), sign])


def _fill(text: str, language: str, words: dict[str, Any], rng: random.Random) -> str:
    # str.replace, as a reply may hold braces of its own
    name = rng.choice(words["names"][language]) if "{name}" in text else ""
    if name and language == "en":
        text = (
            text.replace("{name} customer", " {name}")
            .replace("{name}", f" {name}")
            .replace("  ", " ")
        )
    values = {
        "{name}": f"{name}，",
        "{contact}": rng.choice(words["contacts"][language]),
        "{amount}": f"${rng.randint(3, 90)}",
        "{amount_zh}": f"{rng.randint(5, 300)}元",
        "{days}": str(rng.choice([1, 2, 6, 8, 12])),
        "{percent}": f"{rng.choice([10, 15, 30])}%",
        "{day}": rng.choice(["Friday", "next Monday", "March 14"]),
        "{day_zh}": rng.choice(["周五", "下周一", "3月14日"]),
    }
    for slot, value in values.items():
        text = text.replace(slot, value)
    return text


def _written(read: Read, language: str, words: dict[str, Any], rng: random.Random) -> list[Sample]:
    pairs = [(entry, reply) for entry in words["clean"][language] for reply in entry["replies"]]
    samples = []
    for number in range(EACH // 2):
        entry, reply = pairs[number % len(pairs)]
        body = _fill(reply, language, words, rng)
        greeted = next((name for name in words["names"][language] if name in body), None)
        said = Feedback(
            id=f"{language}-{number}",
            time=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
            text=entry["issue"],
            rating=1,
            channel="Email",
            product=entry["product"],
            customer_name=greeted,
        )
        samples.append(
            Sample(
                Record(number, said.time.date(), said, read([said.text])[0]),
                body,
                None,
                by_hand=True,
            )
        )
    return samples


def to_markdown(result: ChecksResult) -> str:
    """The result as a table, then what was missed and what rang without a reason."""
    rows = [
        ("recall over planted violations", f"{100 * result.recall:.1f} %", "95 %"),
        ("false alarms over clean replies", f"{100 * result.false_alarms:.1f} %", "5 %"),
        ("of them written by hand", f"{100 * result.false_alarms_by_hand:.1f} %", ""),
    ]
    rows += [(name, f"{hit} of {all_}", "") for name, (hit, all_) in result.by_check.items()]
    lines = [table(("measure", "value", "target"), rows)]
    lines += [f"- missed {s.wrong}: {s.body.splitlines()[-3][-90:]}" for s in result.missed[:20]]
    lines += [f"- false {f.check}: {f.text}" for _, f in result.alarmed[:20]]
    return "\n".join(lines) + "\n"
