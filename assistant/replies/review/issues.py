"""What customers complain about by kind: issues with their cues, and the clauses that name them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.replies.phrases import either, load_phrases
from assistant.understanding.clauses import clauses

__all__ = ["READ", "Issue", "IssueMention", "find_issues", "issues", "word_filter"]

READ = 6_000
"""Characters of a review that are read for complaints; nobody's complaints start later."""


@dataclass(frozen=True, slots=True)
class Issue:
    """A kind of complaint, see prompts/replies/issues.yaml. A demand adds to other complaints, a
    remark is passed on under its noun; a vague one says less than the customer's words."""

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
    vague: bool


@dataclass(frozen=True, slots=True)
class IssueMention:
    """An issue and the clause of the text that names it."""

    issue: str
    start: int
    end: int


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
        cues=re.compile("|".join(f"(?:{_over_points(cue)})" for cue in cues), re.I),
        terms=by_language("terms"),
        said=either(said),
        asks=by_language("asks"),
        facts=by_language("facts"),
        nouns=_texts(entry.get("noun", {})),
        demand=bool(entry.get("demand", False)),
        remark=bool(entry.get("remark", False)),
        vague=bool(entry.get("vague", False)),
    )


def _over_points(cue: str) -> str:
    """A cue that runs to the end of the sentence goes on over the point in "£214.80"."""
    return cue.replace("[^.!?]", r"(?:[^.!?]|(?<=\d)[.](?=\d))")


def _texts(found: object) -> dict[str, str]:
    assert isinstance(found, dict)
    return dict(found)


@lru_cache
def word_filter(name: str) -> re.Pattern[str]:
    """The words of prompts/replies/filters.yaml under a name, in all languages."""
    return either(load_phrases("filters")[name])


def _share(first: IssueMention, second: IssueMention) -> bool:
    """Whether two issues are found in the same words."""
    return first.start < second.end and second.start < first.end


def find_issues(text: str) -> list[IssueMention]:
    """The issues that a text names, each once, in reading order; none for an empty text.

    A cue in a clause that praises or denies ("never leaked") does not count.
    """
    text = text[:READ]
    praise = word_filter("praise")
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
    filters = load_phrases("filters")
    if "broke" in found and "poor_packaging" in found and "damaged" not in found:
        broken = found["broke"]
        if word_filter("breaks").search(text[broken.start : broken.end]):
            found["damaged"] = replace(found.pop("broke"), issue="damaged")
            places["damaged"] = places["broke"]
    for wide, narrow in filters["instead"]:
        if wide in found and narrow in found:
            del found[wide]
    for wide, narrow in filters["instead_here"]:
        if wide in found and narrow in found and _share(found[wide], found[narrow]):
            del found[wide]
    return sorted(found.values(), key=lambda mention: places[mention.issue])
