"""What a reply promises, and whether a policy clause stands behind it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.replies.complaints import Complaint
from assistant.replies.draft import Finding
from assistant.replies.phrases import load_phrases
from assistant.replies.policies import Clause
from assistant.replies.quantities import Quantity, quantities
from assistant.replies.subjects import subjects_of

__all__ = ["plain_sentences", "unbacked_promises", "without_quotes"]


@dataclass(frozen=True, slots=True)
class _Rules:
    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    mention: re.Pattern[str]
    pledge: re.Pattern[str]
    deadline: re.Pattern[str]
    refusal: re.Pattern[str]
    courtesy: re.Pattern[str]
    answer: re.Pattern[str]
    sentence: re.Pattern[str]


@lru_cache
def _rules() -> _Rules:
    words = load_phrases("rules")["promises"]

    def both(patterns: dict[str, str]) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{pattern})" for pattern in patterns.values()), re.I)

    return _Rules(
        kinds=tuple((kind, both(patterns)) for kind, patterns in words["kinds"].items()),
        mention=both(words["mention"]),
        pledge=both(words["pledge"]),
        deadline=both(words["deadline"]),
        courtesy=both(words["courtesy"]),
        refusal=both(words["refusal"]),
        answer=both(words["answer"]),
        sentence=re.compile(r"(?<=[.!?])\s+|(?<=[。！？；;\n])"),
    )


def unbacked_promises(
    body: str, review: str, clauses: Sequence[Clause], found: Sequence[Complaint]
) -> list[Finding]:
    """The sentences that promise a refund, replacement, gift, amount, time … that no clause gives.

    A clause stands behind a sentence when it gives the same kinds of thing with the same figures;
    where the complaints are known, it must deal with one of their subjects. What the sentence
    merely repeats from the review is no promise.
    """
    rules = _rules()
    fitting = _fitting(clauses, found)
    echoed = quantities(review)
    findings = []
    for sentence in rules.sentence.split(without_quotes(body, review)):
        plain = rules.mention.sub(" ", sentence)
        kinds = {kind for kind, pattern in rules.kinds if pattern.search(plain)}
        figures = {q for q in quantities(sentence) if q.unit != "count"}
        pledge = rules.pledge.search(plain) is not None
        if not kinds and not rules.deadline.search(plain):
            figures -= echoed
        if not kinds and not pledge and rules.courtesy.search(plain):
            figures = {q for q in figures if q.unit not in ("soon", "date")}
        if not kinds and not figures:
            continue
        if kinds and not figures and rules.refusal.search(plain):
            continue
        answer = rules.answer.search(plain) is not None
        able = [clause for clause in fitting if answer or not _only_answers(clause)]
        if any(_backs(clause, kinds, figures) for clause in able):
            continue
        elsewhere = [clause.id for clause in clauses if _backs(clause, kinds, figures)]
        findings.append(Finding("unbacked_promise", "error", _said(sentence, elsewhere)))
    return findings


def plain_sentences(text: str) -> list[str]:
    """The sentences that name no refund, replacement, amount or time; those that do are judged
    against the clauses alone."""
    rules = _rules()
    found = []
    for sentence in rules.sentence.split(text):
        said = " ".join(sentence.split())
        plain = rules.mention.sub(" ", said)
        judged = any(pattern.search(plain) for _, pattern in rules.kinds)
        # What ends in a colon led to a clause that has been taken out.
        lead = re.search(r"[:：，,]\W*$", said)
        if re.search(r"\w{2}", said) and not judged and not lead:
            found.append(said)
    return found


def _fitting(clauses: Sequence[Clause], found: Sequence[Complaint]) -> Sequence[Clause]:
    """The clauses on the complaints' subjects; all of them where no subject is known."""
    related = load_phrases("topics")["related"]
    wanted = {subject for one in found if one.issue for subject in one.issue.topics}
    wanted |= {other for subject in wanted for other in related.get(subject, ())}
    if not wanted:
        return clauses
    always = set(load_phrases("topics")["always"])
    return [
        clause
        for clause in clauses
        if any(
            subject in wanted | always and score > 1
            for subject, score in subjects_of(clause).items()
        )
    ]


def _only_answers(clause: Clause) -> bool:
    """A clause on answer times stands behind promised answers alone."""
    scores = subjects_of(clause)
    return bool(scores) and max(scores, key=lambda id: scores[id]) == "answer_time"


def _backs(clause: Clause, kinds: set[str], figures: set[Quantity]) -> bool:
    return figures <= _figures(clause.whole) and kinds <= _kinds_of(clause.whole)


@lru_cache(maxsize=1024)
def _figures(text: str) -> frozenset[Quantity]:
    return quantities(text)


@lru_cache(maxsize=1024)
def _kinds_of(text: str) -> frozenset[str]:
    return frozenset(kind for kind, pattern in _rules().kinds if pattern.search(text))


def without_quotes(body: str, review: str) -> str:
    """The body without what it quotes verbatim from the review."""
    heard = re.sub(r"\s+", " ", review)
    return re.sub(
        '[“"「]([^”"」]{2,200})[”"」]',
        lambda match: " " if match[1].strip(" .。") in heard else match[0],
        body,
    )


def _said(sentence: str, elsewhere: Sequence[str]) -> str:
    short = " ".join(sentence.split())[:120]
    if elsewhere:
        return (
            f"“{short}” rests on {elsewhere[0]}, which does not deal with this complaint; "
            "take it out or say why it applies."
        )
    return f"“{short}” promises something that no policy clause gives; take it out or correct it."
