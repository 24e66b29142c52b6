"""A policy clause as a sentence of a reply: the clause's own words, turned to the customer."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from assistant.han import HAN
from assistant.replies.phrases import either, load_phrases
from assistant.replies.policies.clauses import Clause
from assistant.replies.policies.sections import CELL, is_row
from assistant.replies.review.wordings import first_lower

__all__ = [
    "clause_sentences",
    "customer_facing",
    "joined",
    "own_words",
    "paragraph_sentences",
    "row_told",
    "sentences_of",
    "words_of",
]

_SENTENCE = {"en": re.compile(r"(?<=[.!?])\s+(?=[A-Z])"), "zh": re.compile("(?<=[。！？；])")}
LONG = 140
"""Characters from which on a sentence is cut at its semicolons."""

LONGEST = (260, 80)
"""Characters of two sentences that are told as one, and of two Chinese ones."""


def clause_sentences(clause: Clause, language: str) -> list[str]:
    """All sentences of a clause in one language, addressed to the customer; none of those that
    the shop writes for its own people."""
    return [sentence for _, sentence in paragraph_sentences(clause, language)]


def paragraph_sentences(clause: Clause, language: str) -> list[tuple[int, str]]:
    """The same, each with the number of its paragraph."""
    return [
        (number, customer_facing(sentence, language))
        for number, paragraph in enumerate((clause.in_language(language) or "").split("\n"))
        if not _internal().search(clause.title) and not _internal().search(paragraph)
        for sentence in _whole(sentences_of(paragraph, language), language)
    ]


def _whole(sentences: Sequence[str], language: str) -> list[str]:
    """The sentences, one that leans on the one before it ("If it has …") or answers it joined to
    it."""
    found: list[str] = []
    for sentence in sentences:
        asked = found and found[-1].endswith(("?", "？"))
        leans = found and (asked or _leaning().search(sentence))
        if leans and len(found[-1]) + len(sentence) <= LONGEST[language == "zh"]:
            found[-1] = joined([found[-1], sentence], language)
        else:
            found.append(sentence)
    return found


def sentences_of(text: str, language: str) -> list[str]:
    """The sentences of a text; a long English one is cut at its semicolons."""
    pattern = _SENTENCE.get(language, _SENTENCE["en"])
    found = []
    for sentence in pattern.split(text):
        long = len(sentence) > LONG and language != "zh"
        found += re.split(r"(?<=;)\s+", sentence) if long else [sentence]
    return [s.strip() for s in found if s.strip()]


def customer_facing(sentence: str, language: str) -> str:
    """ "The customer may choose" becomes "You may choose", 顾客 becomes 您."""
    if language not in _SENTENCE:
        return sentence[:1].upper() + sentence[1:]
    words, given = load_phrases(language), sentence
    verbs: dict[str, str] = words["verbs"]
    for pattern, turned in words["shift"]:

        def turn(match: re.Match[str], turned: str = turned) -> str:
            verb = match[1] if match.lastindex else ""
            return str(turned.format(verbs.get(verb.lower(), verb)))

        sentence = re.sub(pattern, turn, sentence, flags=re.I)
    if verbs and sentence != given:
        # In "the customer sends a photo and chooses" a further verb follows the one that is turned.
        further = rf"\b((?:and|or|then) )({'|'.join(verbs)})\b"
        sentence = re.sub(further, lambda match: match[1] + verbs[match[2]], sentence)
    return sentence[:1].upper() + sentence[1:]


def words_of(text: str) -> set[str]:
    """The words that tell texts apart, in Chinese pairs of characters, without common ones."""
    low = text.lower()
    found: set[str] = set()
    for match in re.finditer(r"[a-z]{3,}", low):
        found.add(re.sub("ies$", "y", match[0]).rstrip("s"))
    for run in re.findall("[\u3400-\u9fff]{2,}", low):
        found.update(run[i : i + 2] for i in range(len(run) - 1))
    return found - frozenset(load_phrases("rules")["common_words"]["in_policies"])


def own_words(text: str, clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses with a word of the text that no other clause has."""
    spoken = words_of(text) - frozenset(load_phrases("rules")["common_words"]["of_grammar"])
    words = [words_of(clause.whole) for clause in clauses]
    counts = Counter(word for found in words for word in found)
    return [
        clause
        for clause, found in zip(clauses, words, strict=True)
        if any(counts[word] == 1 for word in found & spoken)
    ]


@lru_cache
def _leaning() -> re.Pattern[str]:
    return either(load_phrases("topics")["leaning"])


@lru_cache
def _deeds() -> re.Pattern[str]:
    return either(load_phrases("topics")["deeds"])


@lru_cache
def _internal() -> re.Pattern[str]:
    return either(load_phrases("topics")["internal"])


def joined(sentences: Sequence[str], language: str) -> str:
    """Sentences as one run of text, rows of tables told as sentences, with a stop at the end."""
    told = [row_told(said) if is_row(said) else said for said in sentences]
    told = [
        first_lower(said) if before.endswith(";") else said
        for before, said in zip(["", *told], told, strict=False)
    ]
    text = ("" if language == "zh" else " ").join(told).strip()
    return re.sub("[；;]$", "。" if language == "zh" else ".", text)


def row_told(row: str) -> str:
    """A row of a table as a sentence: "The warranty for pegs is 3 years; we send new pegs." """
    key, *cells = row.rstrip("。.").split(CELL)
    wide = HAN.search(row) is not None
    if wide:
        return f"{key}：{'，'.join(_wide_cell_told(cell) for cell in cells)}。"
    said = [_cell_told(cell) for cell in cells]
    return f"For {key[:1].lower() + key[1:] if key[1:2].islower() else key}, {'; '.join(said)}."


def _wide_cell_told(cell: str) -> str:
    """A Chinese cell under its head: 加工时间 12 天, and what is done by itself."""
    head, apart, value = cell.partition("：")
    if not apart or re.search("(?:办法|方式|方案|处理|措施)$", head):
        return value or head
    return f"{head} {value}" if value[:1].isdigit() else f"{head}为{value}"


def _cell_told(cell: str) -> str:
    """A cell under its head: "the warranty is 3 years", and "we send new pegs" for what is done."""
    head, apart, value = cell.partition(": ")
    if not apart:
        return cell
    does = re.match(r"what (we|you) (?:do|get|give|need|pay)$", head)
    if does:
        if does[1] != "we" or not value[:1].islower():
            return f"{head}: {value}"
        return f"we {value}" if _deeds().match(value) else f"you get {value}"
    if re.match(r"how (?:long|many|soon)|until when", head):
        return f"the time is {value}"
    if re.match(r"(?:how|what|when|where|who)\b", head):
        return value
    if re.match(r"(?:after|before|until|then|otherwise)\b", head):
        return f"{head} {value}"
    if ends := re.search(r"\b(?:in|by|on|for|at|to)$", head):
        return f"{head} {value.removeprefix(f'{ends[0]} ')}"
    return f"the {head} is {value}"
