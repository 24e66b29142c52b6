"""Every complaint of a review: issues found by their words, then what the labels add."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.models import Sentiment, ThemeMention
from assistant.replies.phrases import load_phrases
from assistant.store.records import Record
from assistant.understanding.clauses import clauses

__all__ = [
    "OTHER",
    "Complaint",
    "Issue",
    "IssueMention",
    "complaints",
    "find_issues",
    "is_content",
    "issues",
]

READ = 6_000
"""Characters of a review that are read for complaints; nobody's complaints start later."""

OTHER = "other"
"""The theme of a complaint that has none of the known ones."""

MOST = 4
"""Complaints that one reply names."""

MOST_UNNAMED = 2
"""Complaints that only a word of blame tells."""


_GROUPS = {
    "usability": "product_quality",
    "product_match": "product_quality",
    "authenticity": "product_quality",
    "packaging": "delivery",
    "returns_refunds": "customer_service",
}
"""Themes that the labels often take for one another; the others stand for themselves."""


@dataclass(frozen=True, slots=True)
class Issue:
    """A kind of complaint, see prompts/replies/issues.yaml. A demand adds to other complaints, a
    remark is passed on under its noun."""

    id: str
    theme: str
    topics: tuple[str, ...]
    cues: re.Pattern[str]
    terms: Mapping[str, tuple[str, ...]]
    said: re.Pattern[str]
    asks: Mapping[str, tuple[str, ...]]
    facts: Mapping[str, tuple[str, ...]]
    nouns: Mapping[str, str]
    demand: bool
    remark: bool


@dataclass(frozen=True, slots=True)
class IssueMention:
    """An issue and the clause of the text that names it."""

    issue: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Complaint:
    """One complaint of a review with the customer's own words; `issue` is None where only the
    labels tell it."""

    issue: Issue | None
    theme: str
    quote: str


@lru_cache
def issues() -> Mapping[str, Issue]:
    """The known kinds of complaint by id, in the order of their file."""
    return {entry["id"]: _issue(entry) for entry in load_phrases("issues")["issues"]}


def _issue(entry: dict[str, object]) -> Issue:
    def by_language(field: str) -> dict[str, tuple[str, ...]]:
        found = entry.get(field, {})
        assert isinstance(found, dict)
        return {language: tuple(words) for language, words in found.items()}

    cues = [cue for patterns in by_language("cues").values() for cue in patterns]
    said = entry["said"]
    assert isinstance(said, dict)
    topics = entry["topics"]
    assert isinstance(topics, list)
    return Issue(
        id=str(entry["id"]),
        theme=str(entry["theme"]),
        topics=tuple(topics),
        cues=re.compile("|".join(f"(?:{cue})" for cue in cues), re.I),
        terms=by_language("terms"),
        said=re.compile("|".join(f"(?:{pattern})" for pattern in said.values()), re.I),
        asks=by_language("asks"),
        facts=by_language("facts"),
        nouns=_texts(entry.get("noun", {})),
        demand=bool(entry.get("demand", False)),
        remark=bool(entry.get("remark", False)),
    )


def _texts(found: object) -> dict[str, str]:
    assert isinstance(found, dict)
    return dict(found)


@lru_cache
def _filter(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load_phrases("filters")[name].values()), re.I)


def find_issues(text: str) -> list[IssueMention]:
    """The issues that a text names, each once, in reading order; none for an empty text.

    A cue in a clause that praises or denies ("never leaked") does not count.
    """
    text = text[:READ]
    praise = _filter("praise")
    cuts = clauses(text)
    found: dict[str, IssueMention] = {}
    places: dict[str, int] = {}
    for issue in issues().values():
        for match in issue.cues.finditer(text):
            start, end = next(
                ((a, b) for a, b in cuts if a <= match.start() < b), (match.start(), match.end())
            )
            if not praise.search(text[start:end]):
                last = next((b for a, b in cuts if a < match.end() <= b), match.end())
                found[issue.id] = IssueMention(issue.id, start, max(end, last))
                places[issue.id] = match.start()
                break
    for wide, narrow in load_phrases("filters")["instead"]:
        if wide in found and narrow in found:
            del found[wide]
    return sorted(found.values(), key=lambda mention: places[mention.issue])


def complaints(record: Record) -> tuple[Complaint, ...]:
    """The complaints of a review, at most four, demands last; none for a text without one."""
    text = record.feedback.full_text
    known = issues()
    mentions = find_issues(text)
    if is_content(record):
        # A compliment may speak of what others complain of ("客服态度好").
        blamed = [(m.start, m.end) for m in _blamed(record)] + _after_turn(text)
        mentions = [m for m in mentions if any(a < m.end and m.start < b for a, b in blamed)]
    found = [
        Complaint(known[m.issue], known[m.issue].theme, text[m.start : m.end]) for m in mentions
    ]
    taken = [(m.start, m.end) for m in mentions]
    bad = _filter("bad")
    kinds = {_GROUPS.get(one.theme, one.theme) for one in found}
    for mention in _labelled(record, text):
        if any(mention.start < end and start < mention.end for start, end in taken):
            continue
        said = text[mention.start : mention.end]
        if any(one.issue and one.issue.cues.search(said) for one in found):
            continue
        # The labels name a theme for clauses that only carry on a complaint found by its words.
        if _GROUPS.get(mention.theme, mention.theme) in kinds:
            continue
        if found and not bad.search(text[mention.start : mention.end]):
            continue
        taken.append((mention.start, mention.end))
        found.append(Complaint(None, mention.theme, text[mention.start : mention.end]))
    if not found and _is_unhappy(record):
        found = _first_blame(text)
    found.sort(key=lambda complaint: complaint.issue is not None and complaint.issue.demand)
    return tuple(found[:MOST])


def _first_blame(text: str) -> list[Complaint]:
    """The clauses that blame, where neither words nor labels tell what it is about; the first one
    that says something where none has a word of blame."""
    told = [
        text[start:end]
        for start, end in clauses(text[:READ])
        if _says_something(text[start:end])
        and not re.search(r"[?？]|吗\W*$", text[start : end + 1])
        and not _is_harmless(text[start:end])
    ]
    bad = _filter("bad")
    chosen = [said for said in told if bad.search(said)] or told[:1]
    return [Complaint(None, OTHER, said) for said in chosen[:MOST_UNNAMED]]


def _after_turn(text: str) -> list[tuple[int, int]]:
    """The clauses from a "but" on that have a word of blame, or name what is complained of."""
    turn = _filter("turn").search(text[:READ])
    if turn is None:
        return []
    return [
        (start, end)
        for start, end in clauses(text[:READ])
        if end > turn.start() and not _filter("praise").search(text[start:end])
    ]


def _says_something(said: str) -> bool:
    return len(re.findall("[\u3400-\u9fff]", said)) >= 4 or len(re.findall(r"\w+", said)) >= 4


def _is_harmless(said: str) -> bool:
    return any(_filter(name).search(said) for name in ("praise", "filler", "pleasant"))


def is_content(record: Record) -> bool:
    """Whether the customer is happy on the whole."""
    rating = record.feedback.rating
    if rating is None:
        return record.labels.sentiment is Sentiment.POSITIVE
    return rating >= 4 and record.labels.sentiment is not Sentiment.NEGATIVE


def _is_unhappy(record: Record) -> bool:
    rating = record.feedback.rating
    if rating is not None and rating <= 2:
        return True
    return record.labels.sentiment is Sentiment.NEGATIVE and (rating is None or rating <= 3)


def _blamed(record: Record) -> list[ThemeMention]:
    return [m for m in record.labels.themes if m.sentiment is Sentiment.NEGATIVE]


def _labelled(record: Record, text: str) -> list[ThemeMention]:
    """What the labels take for a complaint, without what is friendly or says nothing."""
    rating = record.feedback.rating
    if record.labels.sentiment is not Sentiment.NEGATIVE and (rating is None or rating > 3):
        return []
    return [
        mention
        for mention in _blamed(record)
        if mention.theme != "brand_loyalty"
        and mention.end - mention.start >= 4
        and not _is_harmless(text[mention.start : mention.end])
    ]
