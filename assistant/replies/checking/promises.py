"""What a reply promises, and whether a policy clause stands behind it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.replies.checking.courtesy import turned
from assistant.replies.phrases import either, load_phrases
from assistant.replies.policies.clauses import Clause
from assistant.replies.policies.elapsed import elapsed
from assistant.replies.policies.quantities import Quantity, quantities
from assistant.replies.policies.sections import is_row
from assistant.replies.policies.sentences import clause_sentences, row_told
from assistant.replies.policies.subjects import subjects_of

__all__ = [
    "Unbacked",
    "figures_of",
    "given_kinds",
    "promised_figures",
    "promised_kinds",
    "sentence_at",
    "spoken_sentences",
    "unbacked_promises",
    "without_clauses",
    "without_quotes",
]


_PART = re.compile("(?<=[，,；;：])")
AMOUNTS = frozenset(("%", "折", "share", "dollar", "euro", "pound", "yuan"))
SHORTEST = 6
"""Characters of a clause's sentence that is known again."""


@dataclass(frozen=True, slots=True)
class _Rules:
    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    mention: re.Pattern[str]
    routine: re.Pattern[str]
    pledge: re.Pattern[str]
    deadline: re.Pattern[str]
    refusal: re.Pattern[str]
    courtesy: re.Pattern[str]
    answer: re.Pattern[str]
    sentence: re.Pattern[str]


@lru_cache
def _rules() -> _Rules:
    words = load_phrases("rules")["promises"]

    return _Rules(
        kinds=tuple((kind, either(patterns)) for kind, patterns in words["kinds"].items()),
        mention=either(words["mention"]),
        routine=either(words["routine"]),
        pledge=either(words["pledge"]),
        deadline=either(words["deadline"]),
        courtesy=either(words["courtesy"]),
        refusal=either(words["refusal"]),
        answer=either(words["answer"]),
        sentence=re.compile(r"(?<=[.!?])\s+|(?<=[。！？；;\n])"),
    )


@dataclass(frozen=True, slots=True)
class Unbacked:
    """A sentence that promises what no fitting clause gives. `figures`: its amounts or times stand
    in none of them; `bare`: it has nothing but a time, beside no word that promises; `firm`: an
    amount, a term or an exception that is none of the customer's, which no likeness to a clause
    makes right; `elsewhere`: the clauses on other matters that would back it."""

    sentence: str
    figures: bool
    bare: bool
    firm: bool
    elsewhere: tuple[str, ...]

    def text(self) -> str:
        """What a finding says about it."""
        short = self.sentence[:120]
        if self.elsewhere:
            return (
                f"“{short}” rests on {self.elsewhere[0]}, which does not deal with this "
                "complaint; take it out or say why it applies."
            )
        return (
            f"“{short}” promises something that no policy clause gives; take it out or correct it."
        )


def unbacked_promises(
    body: str, review: str, clauses: Sequence[Clause], near: Sequence[Clause]
) -> list[Unbacked]:
    """The sentences that promise a refund, replacement, gift, amount, time … that no clause gives.

    A clause stands behind a sentence when it gives the same kinds of thing with the same figures
    and is one of those `near` the complaints; another one is named as `elsewhere`. What the
    sentence merely repeats from the review, or from a near clause word for word, is no promise,
    nor a time that the review tells of as gone.
    """
    rules = _rules()
    echoed = quantities(review)
    unbacked = []
    for sentence in rules.sentence.split(without_clauses(without_quotes(body, review), near)):
        plain = rules.mention.sub(" ", sentence)
        kinds = set(promised_kinds(plain))
        told = rules.routine.sub(" ", sentence)
        figures = set(promised_figures(told)) - (elapsed(sentence) & echoed)
        pledge = rules.pledge.search(plain) is not None
        deadline = rules.deadline.search(plain) is not None
        if not kinds and not deadline:
            figures -= echoed
        if not kinds and not pledge and rules.courtesy.search(plain):
            figures = {q for q in figures if q.unit not in ("soon", "date")}
        if not kinds and not figures:
            continue
        if kinds and not figures and rules.refusal.search(plain):
            continue
        answer = rules.answer.search(plain) is not None
        able = [clause for clause in near if answer or not _only_answers(clause)]
        if any(_backs(clause, kinds, figures) for clause in able):
            continue
        if _is_backed_in_parts(sentence, able):
            continue
        bare = not (kinds or pledge or deadline) and not any(q.unit in AMOUNTS for q in figures)
        foreign = not any(figures <= figures_of(clause.whole) for clause in able)
        given = any(q.unit in ("date", "soon") for q in figures - echoed)
        elsewhere = tuple(clause.id for clause in clauses if _backs(clause, kinds, figures))
        unbacked.append(
            Unbacked(
                " ".join(sentence.split()),
                figures=bool(figures) and foreign,
                bare=bare,
                firm=not elsewhere
                and (_is_firm(kinds, figures - echoed, clauses) or (deadline and given)),
                elsewhere=elsewhere,
            )
        )
    return unbacked


def _is_firm(kinds: set[str], figures: set[Quantity], clauses: Sequence[Clause]) -> bool:
    """Whether something is promised that has to stand in a clause as it is said: an end that never
    comes, an exception, the goods and all the money, and an amount or a term that no clause has."""
    if kinds & {"unlimited", "waiver"} or {"keep", "full_refund"} <= kinds:
        return True
    known = frozenset(figure for clause in clauses for figure in figures_of(clause.whole))
    terms = {"day", "month"} if kinds & {"warranty", "validity"} else set()
    return any(figure.unit in terms | AMOUNTS for figure in figures - known)


def spoken_sentences(text: str) -> list[str]:
    """The sentences of a text that say something, without what leads to a clause taken out."""
    parts = [part for sentence in _rules().sentence.split(text) for part in turned(sentence)]
    found = [" ".join(sentence.split()) for sentence in parts]
    return [
        said for said in found if re.search(r"\w{2}", said) and not re.search(r"[:：，,]\W*$", said)
    ]


def sentence_at(text: str, place: int) -> str:
    """The sentence of a text that holds a place."""
    ends = [found.end() for found in _rules().sentence.finditer(text)]
    start = max((end for end in ends if end <= place), default=0)
    return text[start : min((end for end in ends if end > place), default=len(text))].strip()


def promised_figures(sentence: str) -> frozenset[Quantity]:
    """The amounts, times and days of a sentence; what is merely counted is none."""
    return frozenset(q for q in quantities(sentence) if q.unit != "count")


def _is_backed_in_parts(sentence: str, able: Sequence[Clause]) -> bool:
    """Whether each part of a sentence with several, at its commas, has a clause behind it."""
    parts = [part for part in _PART.split(sentence) if part.strip()]
    return len(parts) > 1 and all(
        any(
            _backs(clause, set(promised_kinds(part)), set(promised_figures(part)))
            for clause in able
        )
        for part in parts
    )


def _only_answers(clause: Clause) -> bool:
    """A clause on answer times stands behind promised answers alone."""
    scores = subjects_of(clause)
    return bool(scores) and max(scores, key=lambda id: scores[id]) == "answer_time"


def _backs(clause: Clause, kinds: set[str], figures: set[Quantity]) -> bool:
    return figures <= figures_of(clause.whole) and kinds <= promised_kinds(clause.whole)


@lru_cache(maxsize=1024)
def figures_of(text: str) -> frozenset[Quantity]:
    """The figures that a clause gives."""
    return quantities(text)


def given_kinds(sentence: str) -> frozenset[str]:
    """The kinds of thing that a sentence promises, without what it only speaks about."""
    return promised_kinds(_rules().mention.sub(" ", sentence))


@lru_cache(maxsize=1024)
def promised_kinds(text: str) -> frozenset[str]:
    """The kinds of thing (refund, gift, repair …) that a sentence or clause gives."""
    return frozenset(kind for kind, pattern in _rules().kinds if pattern.search(text))


def without_clauses(body: str, clauses: Sequence[Clause]) -> str:
    """The body without what it says in the words of a clause."""
    for clause in clauses:
        for language in clause.text:
            for sentence in clause_sentences(clause, language):
                told = {row_told(sentence)} if is_row(sentence) else set()
                for said in {sentence, *told, *re.split(r"(?<=[;；])\s*", sentence)}:
                    plain = said.rstrip("。；;. ")
                    if len(plain) >= SHORTEST:
                        body = re.sub(re.escape(plain), " ", body, flags=re.I)
    return body


def without_quotes(body: str, review: str, put: str = " ") -> str:
    """The body with `put` for what it quotes verbatim from the review."""
    heard = re.sub(r"\s+", " ", review)
    return re.sub(
        '[“"「]([^”"」]{2,200})[”"」]',
        lambda match: put if match[1].strip(" .。") in heard else match[0],
        body,
    )
