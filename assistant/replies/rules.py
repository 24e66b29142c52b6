"""A policy clause as a sentence of a reply: the clause's own words, turned to the customer."""

import re
from collections import Counter
from collections.abc import Sequence

from assistant.replies.phrases import load_phrases
from assistant.replies.policies import Clause

__all__ = ["clause_sentences", "customer_facing", "joined", "own_words", "rule_sentences"]

_SENTENCE = {"en": re.compile(r"(?<=[.!?])\s+(?=[A-Z])"), "zh": re.compile("(?<=[。！？；])")}
_COMMON = frozenset(
    [
        "this",
        "that",
        "with",
        "from",
        "have",
        "will",
        "your",
        "they",
        "them",
        "then",
        "when",
        "which",
        "other",
        "item",
    ]
)


def rule_sentences(
    clause: Clause, subject: str, language: str, review: str, product: str = ""
) -> tuple[list[str], list[str]]:
    """The sentences of a clause that a reply on this subject needs, and those that also fit.

    Addressed to the customer; none where the clause is not written in the language. A sentence
    fits also where it shares a word with the product or two with the review.
    """
    text = clause.in_language(language)
    if not text:
        return [], []
    sentences = _sentences(text, language)
    say = next((t.get("say") for t in load_phrases("topics")["topics"] if t["id"] == subject), None)
    spoken = _words(review)
    if say:
        chosen = [s for s in sentences if re.search(say, s, re.I)] or sentences[:1]
    else:
        chosen = sentences[:1]
    sold = _words(product)
    shared = [
        s
        for s in sentences
        if s not in chosen and (_words(s) & sold or len(_words(s) & spoken) >= 2)
    ]
    return (
        [customer_facing(s, language) for s in chosen],
        [customer_facing(s, language) for s in shared[:1]],
    )


def clause_sentences(clause: Clause, language: str) -> list[str]:
    """All sentences of a clause in one language, addressed to the customer."""
    sentences = _sentences(clause.in_language(language) or "", language)
    return [customer_facing(s, language) for s in sentences if language in _SENTENCE]


def _sentences(text: str, language: str) -> list[str]:
    pattern = _SENTENCE.get(language, _SENTENCE["en"])
    return [s.strip() for s in pattern.split(text) if s.strip()]


def customer_facing(sentence: str, language: str) -> str:
    """ "The customer may choose" becomes "You may choose", 顾客 becomes 您."""
    if language not in _SENTENCE:
        return sentence[:1].upper() + sentence[1:]
    words = load_phrases(language)
    verbs: dict[str, str] = words["verbs"]
    for pattern, turned in words["shift"]:

        def turn(match: re.Match[str], turned: str = turned) -> str:
            verb = match[1] if match.lastindex else ""
            return str(turned.format(verbs.get(verb.lower(), verb)))

        sentence = re.sub(pattern, turn, sentence, flags=re.I)
    return sentence[:1].upper() + sentence[1:]


def _words(text: str) -> set[str]:
    low = text.lower()
    found: set[str] = set()
    for match in re.finditer(r"[a-z]{4,}", low):
        found.add(match[0].rstrip("s"))
    for run in re.findall("[\u3400-\u9fff]{2,}", low):
        found.update(run[i : i + 2] for i in range(len(run) - 1))
    return found - _COMMON


def own_words(text: str, clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses with a word of the text that no other clause has."""
    spoken = _words(text)
    words = [_words(clause.whole) for clause in clauses]
    counts = Counter(word for found in words for word in found)
    return [
        clause
        for clause, found in zip(clauses, words, strict=True)
        if any(counts[word] == 1 for word in found & spoken)
    ]


def joined(sentences: Sequence[str], language: str) -> str:
    """Sentences as one run of text, with a stop at the end."""
    text = ("" if language == "zh" else " ").join(sentences).strip()
    return re.sub("[；;]$", "。" if language == "zh" else ".", text)
