"""The planner's knowledge of one shop: its names and how people write them."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from assistant.agent.names.finder import NameBook
from assistant.agent.names.folding import fold
from assistant.agent.names.parts import lines_of, nouns_of, shortened
from assistant.agent.names.things import kinds_of, load_places, load_things, read_words
from assistant.errors import SettingsError
from assistant.han import HAN
from assistant.understanding.themes import Taxonomy
from assistant.yaml_files import read_yaml

__all__ = ["Glossary", "load_glossary", "name_books", "with_aliases"]

AMBIGUOUS = frozenset(("new", "old", "all", "other"))
"""Segments whose bare name is an everyday word of a question."""

TOO_PLAIN = frozenset(
    (
        *(
            "team",
            "business",
            "free",
            "first class",
            "basic",
            "advanced",
            "expert",
            "experts",
            "active",
        ),
        *(
            "高级",
            "企业",
            "商务",
            "专业",
            "个人",
            "学校",
            "家庭",
            "单人",
            "活跃",
            "业余",
            "独自",
            "家用",
        ),
    )
)
"""Names in another language that as often mean something else."""

Glossary = Mapping[str, Mapping[str, list[str]]]


def load_glossary(path: Path) -> Glossary:
    """What the shop calls its products and channels: {field: {name: [aliases]}}.

    A missing file is an empty glossary. Raises SettingsError for one that cannot be read.
    """
    if not path.exists():
        return {}
    try:
        raw = read_yaml(path.read_text("utf-8")) or {}
        return {
            field: {name: _spellings(written) for name, written in names.items()}
            for field, names in raw.items()
        }
    except (OSError, UnicodeDecodeError, yaml.YAMLError, AttributeError, TypeError):
        raise SettingsError(
            f"The glossary {path} cannot be read; write it as `products:` and `channels:` with "
            "a list of aliases under each name."
        ) from None


def with_aliases(
    glossary: Glossary, aliases: Mapping[str, str], products: Iterable[str], channels: Iterable[str]
) -> Glossary:
    """The glossary with the aliases of the standing rules, each word under the name it means."""
    fields = {"products": set(products), "channels": set(channels)}
    merged = {field: {n: list(w) for n, w in names.items()} for field, names in glossary.items()}
    for word, name in aliases.items():
        for field, known in fields.items():
            if name in known:
                merged.setdefault(field, {}).setdefault(name, []).append(word)
    return merged


def name_books(
    products: Iterable[str],
    channels: Iterable[str],
    touchpoints: Iterable[str],
    segments: Iterable[str],
    taxonomy: Taxonomy,
    glossary: Glossary,
) -> tuple[NameBook, ...]:
    """The books in the order in which equally long names win."""
    words = read_words("question_words")
    known = list(dict.fromkeys(products))
    fillers = read_words("fillers")
    everyday = {word for language in ("en", "zh") for word in fillers[language].split()}
    named = glossary.get("products", {})
    theme_book = NameBook("theme", _theme_spellings(taxonomy, words["themes"]))
    families = lines_of(known, everyday | theme_book.words | theme_book.spellings)
    kinds = kinds_of(known)
    families |= nouns_of(known, everyday) | load_things().spellings(known) | kinds
    things = {word for word in everyday if word in load_things()}
    plain = everyday - things | kinds.keys()
    books = [NameBook.of_names("product", known, named, families, plain)]
    places, aliases = list(dict.fromkeys(channels)), glossary.get("channels", {})
    found = load_places().spellings(places)
    # "Tickets" are those of the one desk that has them, and "NPS" is a score wherever it is asked.
    ways = set(fillers["ways"].split())
    plain = everyday.union(fillers["scores"].split()) - ways
    found |= {word: names for word, names in lines_of(places, plain).items() if word in ways}
    books += [NameBook.of_names("channel", places, aliases, found, plain), theme_book]
    groups = words["touchpoints"]
    books.append(NameBook("touchpoint", {name: _group(name, groups) for name in touchpoints}))
    people = list(dict.fromkeys(segments))
    parts = shortened((name for name in people if HAN.search(name)), {}, everyday)
    spelled = {
        name: [
            *_customers(name, words["segments"]),
            *(part for part in parts.get(name, ()) if part not in TOO_PLAIN),
        ]
        for name in people
    }
    bare = not AMBIGUOUS.intersection(segments)
    books.append(NameBook("segment", spelled, itself=bare, families=_joined_groups(people)))
    for field in ("language", "sentiment", "emotion", "urgency", "dimension"):
        spelled = words[{"urgency": "urgencies"}.get(field, f"{field}s")]
        name = "by" if field == "dimension" else field
        listed = {value: _spellings(written) for value, written in spelled.items()}
        if field == "language":
            listed = {value: [*words, *_speaking(words)] for value, words in listed.items()}
        books.append(NameBook(name, listed, itself=field not in ("language",)))
    return tuple(books)


def _spellings(written: Any) -> list[str]:
    if isinstance(written, Mapping):
        return [str(each) for listed in written.values() for each in listed]
    return [str(each) for each in written]


def _speaking(words: Iterable[str]) -> list[str]:
    """Who speaks a language, by each word for it: "chinese speakers"."""
    own = [word for word in words if word.isascii() and word.isalpha()]
    forms = ("{} speaker", "{} speakers", "{} speaking", "{}-speaking")
    return [form.format(word) for word in own for form in forms]


def _theme_spellings(
    taxonomy: Taxonomy, words: Mapping[str, Mapping[str, list[str]]]
) -> dict[str, list[str]]:
    """Our themes by the words of question_words.yaml, the shop's own also by their cues."""
    return {
        theme.id: [
            *theme.name.values(),
            theme.id.replace("_", " "),
            *(
                _spellings(words[theme.id])
                if theme.id in words
                else [cue for cues in theme.cues.values() for cue in cues]
            ),
        ]
        for theme in taxonomy
    }


def _customers(name: str, groups: Iterable[list[str]]) -> list[str]:
    """How a group of customers is called; a bare everyday word ("new") does not name it."""
    others = [word for word in _group(name, groups) if word not in AMBIGUOUS | TOO_PLAIN]
    plural = [f"{name} {people}" for people in ("customers", "users", "buyers", "members")]
    chinese = [word for word in (name, *_group(name, groups)) if HAN.search(word) or word == name]
    peoples = [f"{word}{people}" for word in chinese for people in ("客户", "用户", "会员", "买家")]
    return [*plural, *peoples, *others]


def _joined_groups(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Two groups that "and" joins, of which one is a bare everyday word: "new and returning"."""
    known = list(names)
    return {
        f"{fold(one)} {joint} {fold(other)}": (one, other)
        for one in known
        for other in known
        for joint in ("and", "or", "vs", "versus")
        if one != other and AMBIGUOUS & {fold(one), fold(other)}
    }


def _group(name: str, groups: Iterable[list[str]]) -> list[str]:
    written = fold(name)
    return next((group for group in groups if written in map(fold, group)), [])
