"""Are the reply drafts right? 120 written reviews with what a good draft does about each.

Scored without the room's own checks: the complaints by patterns of the case, the clauses against
the allowed ones, figures against the cited clauses, personal data and language by other readers.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Indel

from assistant.han import HAN
from assistant.models import Feedback, Labels
from assistant.models.vectors import Encode
from assistant.replies.draft import Draft
from assistant.replies.policies.clauses import Clause
from assistant.replies.shop.brand import Brand
from assistant.replies.writing.drafting import draft
from assistant.store.records import Record
from assistant.understanding.personal.finding import find
from assistant.understanding.told import as_told
from evals.tables import table

__all__ = ["Case", "Outcome", "RepliesResult", "load_cases", "run", "score", "to_markdown"]

CASES = Path(__file__).parent / "cases" / "replies.jsonl"
DRAFTS_COMPARED = 50
TARGETS = {"complaints": 0.95, "precision": 0.95, "recall": 0.90}

Read = Callable[[Sequence[str]], Sequence[Labels]]

_FIGURE = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Case:
    """A review; `complaints` are patterns of which each must be met by the draft, `must` the
    clauses to cite, `may` those that also fit, `risk` the kind that must be escalated."""

    id: str
    language: str
    feedback: Feedback
    complaints: tuple[str, ...]
    must: frozenset[str]
    may: frozenset[str]
    risk: str
    traps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one draft did. `hard` are the rules that it broke, none for a good draft."""

    case: Case
    draft: Draft
    hard: tuple[str, ...]
    met: int
    right: int
    cited: int
    found: int


@dataclass(frozen=True, slots=True)
class RepliesResult:
    """The outcomes and what they add up to; a share of nothing is None."""

    outcomes: tuple[Outcome, ...]
    complaints: float | None
    precision: float | None
    recall: float | None
    distinct3: float | None
    self_similarity: float | None

    @property
    def hard_fails(self) -> int:
        return sum(bool(outcome.hard) for outcome in self.outcomes)


def load_cases(path: Path = CASES) -> list[Case]:
    """The cases of a JSONL file, in order."""
    lines = path.read_text("utf-8").splitlines()
    return [_case(json.loads(line), number) for number, line in enumerate(lines) if line.strip()]


def _case(raw: dict[str, Any], number: int) -> Case:
    return Case(
        id=raw["id"],
        language=raw["language"],
        feedback=Feedback(
            id=raw["id"],
            time=datetime(2026, 3, 1 + number % 28, 9, 0, tzinfo=UTC),
            text=raw["text"],
            rating=raw["rating"],
            channel=raw["channel"],
            product=raw["product"],
            customer_name=raw["name"],
        ),
        complaints=tuple(raw["complaints"]),
        must=frozenset(raw["must"]),
        may=frozenset(raw["may"]),
        risk=raw["risk"],
        traps=tuple(raw["traps"]),
    )


def run(
    read: Read,
    encode: Encode,
    clauses: Sequence[Clause],
    brand: Brand,
    cases: Sequence[Case] | None = None,
) -> RepliesResult:
    """Draft an answer to every case, as the store would read it, each after the ten before it, and
    score them."""
    chosen = load_cases() if cases is None else cases
    said = [case.feedback for case in chosen]
    labels = as_told(read([each.full_text for each in said]), said)
    texts = {clause.id: clause.whole for clause in clauses}
    recent: list[str] = []
    outcomes = []
    for number, (case, label) in enumerate(zip(chosen, labels, strict=True)):
        record = Record(number, case.feedback.time.date(), case.feedback, label)
        made = draft(record, clauses, brand, encode, recent=recent[-10:])
        if not made.escalate:
            recent.append(made.body)
        outcomes.append(score(case, made, texts))
    return _result(outcomes)


def score(case: Case, made: Draft, texts: dict[str, str]) -> Outcome:
    """One draft against its case; `texts` are the clauses by id."""
    met = sum(re.search(pattern, made.body, re.I) is not None for pattern in case.complaints)
    cited = () if made.escalate else made.sources
    return Outcome(
        case=case,
        draft=made,
        hard=tuple(_hard(case, made, texts, met)),
        met=met,
        right=len(set(cited) & (case.must | case.may)),
        cited=len(cited),
        found=len(case.must & set(cited)),
    )


def _hard(case: Case, made: Draft, texts: dict[str, str], met: int) -> list[str]:
    escalated = case.risk != "none"
    if made.escalate != escalated or made.risk != case.risk:
        return [f"risk {made.risk} instead of {case.risk}"]
    if made.escalate:
        return []
    broken = []
    if bool(HAN.search(made.body)) != (case.language == "zh"):
        broken.append("wrong language")
    if find(made.body):
        broken.append("personal data")
    said = case.feedback
    backing = " ".join([*(texts[s] for s in made.sources), said.full_text, said.product or ""])
    known = set(_FIGURE.findall(backing))
    asked = re.sub(r"\b2 photos|4 characters|后 4 位", "", made.body)
    invented = [figure for figure in _FIGURE.findall(asked) if figure not in known]
    if invented:
        broken.append(f"figure {invented[0]} from nowhere")
    if case.complaints and not met:
        broken.append("no complaint addressed")
    broken += [finding.check for finding in made.findings if finding.blocks]
    return broken


def _result(outcomes: Sequence[Outcome]) -> RepliesResult:
    answered = [outcome for outcome in outcomes if not outcome.draft.escalate]
    bodies = [outcome.draft.body for outcome in answered][:DRAFTS_COMPARED]
    return RepliesResult(
        outcomes=tuple(outcomes),
        complaints=_share(
            sum(o.met for o in answered), sum(len(o.case.complaints) for o in answered)
        ),
        precision=_share(sum(o.right for o in answered), sum(o.cited for o in answered)),
        recall=_share(sum(o.found for o in answered), sum(len(o.case.must) for o in answered)),
        distinct3=distinct(bodies),
        self_similarity=similarity(bodies),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def distinct(bodies: Sequence[str], size: int = 3) -> float | None:
    """Distinct n-grams over all n-grams (Li et al. 2016, distinct-n); None without one.

    A Chinese character counts as a word.
    """
    grams: Counter[tuple[str, ...]] = Counter()
    for body in bodies:
        words = re.findall("[a-z']+|\\d+|[\u3400-\u9fff]", body.lower())
        grams.update(zip(*(words[start:] for start in range(size)), strict=False))
    return len(grams) / grams.total() if grams else None


def similarity(bodies: Sequence[str]) -> float | None:
    """Mean Indel ratio (0-1) of neighbours in one language; None for fewer than two."""
    pairs = [
        Indel.normalized_similarity(first, second)
        for first, second in pairwise(bodies)
        if bool(HAN.search(first)) == bool(HAN.search(second))
    ]
    return sum(pairs) / len(pairs) if pairs else None


def to_markdown(result: RepliesResult) -> str:
    """The result as a table, then every case that broke a rule or left a complaint out."""
    rows = [
        ("drafts", str(len(result.outcomes)), ""),
        ("hard fails", str(result.hard_fails), "0"),
        ("complaints addressed", _percent(result.complaints), "95 %"),
        ("clause precision", _percent(result.precision), "95 %"),
        ("clause recall", _percent(result.recall), "90 %"),
        (f"distinct-3 of {DRAFTS_COMPARED}", _percent(result.distinct3), ""),
        ("similarity of neighbours", _percent(result.self_similarity), ""),
    ]
    lines = [table(("measure", "value", "target"), rows)]
    for outcome in result.outcomes:
        if outcome.hard:
            lines.append(f"- {outcome.case.id}: {'; '.join(outcome.hard)}")
        elif not outcome.draft.escalate and outcome.met < len(outcome.case.complaints):
            lines.append(f"- {outcome.case.id}: {outcome.met} of its complaints addressed")
    return "\n".join(lines) + "\n"


def _percent(share: float | None) -> str:
    return "no data" if share is None else f"{100 * share:.1f} %"
