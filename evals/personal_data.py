"""Does the masking find personal data, and nothing else? Seeded cases, 300 a language.

A case is a sentence of cases/personal_data.yaml with values drawn at random (valid checksums,
many ways of writing), or a hard negative: prices, dates, versions, flight numbers, public ids.
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from assistant.understanding.personal.finding import find
from assistant.understanding.personal.kinds import Kind
from evals.personal_values import MAKERS, digits

__all__ = ["Case", "generate", "run"]

CASES = 300
NEGATIVE_SHARE = 0.4
SENTENCES = Path(__file__).parent / "cases" / "personal_data.yaml"
TARGETS = {"recall": 0.95, "identity_number": 0.99, "bank_card": 0.99, "false_hits": 0.02}

Sentences = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A text with the spans (kind, start, end) of the personal data that was planted in it."""

    language: str
    text: str
    spans: tuple[tuple[Kind, int, int], ...] = field(default=())


def _negative(rng: random.Random, sentences: Sentences) -> str:
    text = str(rng.choice(sentences["negative"]))
    parts = {"y": rng.randint(2012, 2026), "m": rng.randint(1, 12), "d": rng.randint(1, 28)}
    parts |= {"hh": f"{rng.randint(10, 23)}", "mm": f"{rng.randint(1, 12):02}"}  # type: ignore[dict-item]
    for name, value in (parts | {"dd": f"{rng.randint(10, 28)}"}).items():
        text = text.replace(f"{{{name}}}", str(value))
    for count in (1, 2, 3, 4, 5, 8, 12, 13, 18):
        while (slot := f"{{{count}}}") in text:
            text = text.replace(slot, rng.choice("123456789") + digits(rng, count - 1), 1)
    return text


def _positive(rng: random.Random, language: str, sentences: Sentences) -> Case:
    kinds = rng.sample(list(MAKERS[language]), rng.choice([1, 1, 2, 3]))
    text, spans = "", []
    for place, kind in enumerate(kinds):
        before, after = rng.choice(sentences["planted"][kind]).split("{}")
        value = MAKERS[language][kind](rng)
        gap = rng.choice(["，", " ", "。", "\n"] if language == "zh" else [". ", ", ", "\n", "; "])
        text += (gap if place else "") + before
        spans.append((kind, len(text), len(text) + len(value)))
        text += value + after
    if rng.random() < 0.3:
        text = _negative(rng, sentences) + ("。" if language == "zh" else ". ") + text
        moved = len(text) - (spans[-1][2] + len(after))
        spans = [(kind, start + moved, end + moved) for kind, start, end in spans]
    return Case(language, text, tuple(spans))


def generate(language: str, seed: int, count: int = CASES) -> list[Case]:
    """So many cases of a language ("zh" or "en"), the same for the same seed."""
    sentences = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))[language]
    rng = random.Random(f"{language}-{seed}")
    return [
        Case(language, _negative(rng, sentences))
        if rng.random() < NEGATIVE_SHARE
        else _positive(rng, language, sentences)
        for _ in range(count)
    ]


def _score(cases: Sequence[Case]) -> dict[str, Any]:
    planted: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    clean = touched = found_all = stray = 0
    for case in cases:
        found = find(case.text)
        for kind, start, end in case.spans:
            planted[kind] += 1
            hit[kind] += any(f.kind == kind and f.start <= start and end <= f.end for f in found)
        overlap = [
            any(f.start < end and start < f.end for _, start, end in case.spans) for f in found
        ]
        found_all += len(found)
        stray += overlap.count(False)
        clean += not case.spans
        touched += not case.spans and bool(found)
    recall = {str(kind): hit[kind] / planted[kind] for kind in sorted(planted)}
    return {
        "cases": len(cases),
        "values": planted.total(),
        "recall": hit.total() / planted.total(),
        "recall_by_kind": recall,
        "false_hits": touched / clean,
        "stray_share": stray / max(found_all, 1),
    }


def run(seed: int = 7) -> dict[str, Any]:
    """Recall per kind and false hits, per language.

    A value counts as found when one span of its kind covers it whole. `false_hits` is the share
    of texts without personal data in which something was found, `stray_share` the share of all
    spans that touch no planted value. The patterns were written against seeds 1 to 4.
    """
    return {"seed": seed, "targets": TARGETS} | {
        language: _score(generate(language, seed)) for language in MAKERS
    }
