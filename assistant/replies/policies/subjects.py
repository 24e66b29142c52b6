"""What a policy clause deals with, and which clauses answer a text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np

from assistant.models.vectors import Encode
from assistant.replies.phrases import either, load_phrases
from assistant.replies.policies.clauses import Clause, title_halves
from assistant.replies.policies.quantities import quantities
from assistant.replies.review.issues import find_issues, issues

__all__ = [
    "TITLE",
    "PolicyFinding",
    "Subject",
    "check_policies",
    "known_subjects",
    "relevant",
    "subjects_of",
]

TITLE, TEXT = 3, 1
SUBJECT_BONUS = 1.0
"""A clause on the subject of a complaint goes before every clause that is only alike."""


@dataclass(frozen=True, slots=True)
class PolicyFinding:
    """Something to mend in the policies. `check` is contradiction, languages or no_number."""

    check: str
    clauses: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What a clause may deal with, see prompts/replies/topics.yaml. `about` says it in each
    language; `say` finds the sentences that a reply prefers."""

    id: str
    number: bool
    title: re.Pattern[str]
    text: re.Pattern[str]
    about: tuple[str, ...]
    say: re.Pattern[str] | None


@lru_cache
def known_subjects() -> tuple[Subject, ...]:
    """All subjects, in the order of their file."""
    return tuple(_subject(entry) for entry in load_phrases("topics")["topics"])


def _subject(entry: dict[str, Any]) -> Subject:
    say = entry.get("say")
    return Subject(
        id=entry["id"],
        number=entry["number"],
        title=either(entry["title"]),
        text=either(entry["text"]),
        about=tuple(entry["about"].values()),
        say=re.compile(say, re.I) if say else None,
    )


@lru_cache(maxsize=4096)
def _scores(title: str, whole: str) -> tuple[tuple[str, int], ...]:
    halves = title_halves(title)
    found = []
    for subject in known_subjects():
        score = TITLE * any(subject.title.search(half) for half in halves)
        score += TEXT * (subject.text.search(whole) is not None)
        if score:
            found.append((subject.id, score))
    return tuple(found)


def subjects_of(clause: Clause) -> dict[str, int]:
    """The subjects of a clause with how surely it deals with them (1-4); {} for none."""
    return dict(_scores(clause.title, clause.whole))


def relevant(
    clauses: Sequence[Clause], about: str | Sequence[str], encode: Encode
) -> tuple[Clause, ...]:
    """All clauses, best first, for a text or for theme ids.

    The score is the likeness (cosine) of the clause to the text, plus a bonus where the clause
    deals with a subject of the text's complaints. No clauses give none.
    """
    if not clauses:
        return ()
    if isinstance(about, str):
        wanted = {s for mention in find_issues(about) for s in issues()[mention.issue].topics}
        query = about
    else:
        by_theme = load_phrases("topics")["themes"]
        wanted = {subject for theme in about for subject in by_theme.get(theme, ())}
        query = " ".join(theme.replace("_", " ") for theme in about)
    vectors = encode([query, *(clause.whole for clause in clauses)])
    scores = vectors[1:] @ vectors[0]
    for place, clause in enumerate(clauses):
        best = max((subjects_of(clause).get(subject, 0) for subject in wanted), default=0)
        scores[place] += SUBJECT_BONUS * best
    order = np.argsort(-scores, kind="stable")
    return tuple(clauses[int(place)] for place in order)


def check_policies(clauses: Sequence[Clause]) -> list[PolicyFinding]:
    """Clauses that contradict one another, themselves in two languages, or lack a number.

    Two clauses contradict where both deal mainly with one subject and state lengths of time, none
    of which they share. No clauses give no findings.
    """
    found = [finding for clause in clauses for finding in _own(clause)]
    numbered = {subject.id for subject in known_subjects() if subject.number}
    by_subject: dict[str, list[Clause]] = {}
    for clause in clauses:
        scores = subjects_of(clause)
        main = max(scores, key=lambda id: scores[id]) if scores else ""
        if main in numbered and scores[main] > TITLE:
            by_subject.setdefault(main, []).append(clause)
    for subject, group in by_subject.items():
        for first, second in pairwise(group):
            ours, theirs = _times(first.whole), _times(second.whole)
            if ours and theirs and not ours & theirs:
                found.append(
                    PolicyFinding(
                        "contradiction",
                        (first.id, second.id),
                        f"{first.id} and {second.id} both deal with {subject.replace('_', ' ')} "
                        f"but say {_shown(ours)} and {_shown(theirs)}; keep one of them.",
                    )
                )
    return found


def _own(clause: Clause) -> list[PolicyFinding]:
    found = []
    english, chinese = (_times(clause.text.get(language, "")) for language in ("en", "zh"))
    if {"en", "zh"} <= clause.text.keys() and english != chinese:
        found.append(
            PolicyFinding(
                "languages",
                (clause.id,),
                f"{clause.id} says {_shown(english - chinese) or 'nothing more'} in English only "
                f"and {_shown(chinese - english) or 'nothing more'} in Chinese only.",
            )
        )
    scores = subjects_of(clause)
    numbered = {subject.id for subject in known_subjects() if subject.number}
    main = max(scores, key=lambda id: scores[id]) if scores else ""
    if main in numbered and scores[main] >= TITLE and not quantities(clause.whole):
        found.append(
            PolicyFinding(
                "no_number",
                (clause.id,),
                f"{clause.id} deals with {main.replace('_', ' ')} but names no time or amount; "
                "a reply can promise neither.",
            )
        )
    return found


def _times(text: str) -> frozenset[tuple[str, str]]:
    spans = ("minute", "hour", "day", "business day", "month", "year")
    return frozenset((q.value, q.unit) for q in quantities(text) if q.unit in spans)


def _shown(times: frozenset[tuple[str, str]]) -> str:
    return ", ".join(f"{value} {unit}" for value, unit in sorted(times))
