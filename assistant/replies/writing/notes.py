"""What a person must add to a draft, in each language that a shop's people read."""

from collections.abc import Mapping, Sequence

from assistant.replies.phrases import load_phrases
from assistant.replies.policies.clauses import Clause

__all__ = ["NOTE_LANGUAGES", "Notes"]

NOTE_LANGUAGES = ("en", "zh")
LONGEST = 400
"""Characters of a clause in a note."""


class Notes:
    """Notes in the order in which they came up, each once."""

    def __init__(self) -> None:
        self._found: dict[str, list[str]] = {language: [] for language in NOTE_LANGUAGES}

    def lack(self, key: str, **values: str | Mapping[str, str]) -> None:
        """Note what is missing under its key in the phrases; a value may differ by language."""
        for language, found in self._found.items():
            told = {
                name: value if isinstance(value, str) else value[language]
                for name, value in values.items()
            }
            found.append(load_phrases(language)["missing"][key].format(**told))

    def no_text_in(self, clause: Clause, language: str) -> None:
        """Note that a clause is not written in the language of the reply, with its text."""
        told = {own: _text(clause, own) for own in NOTE_LANGUAGES}
        self.lack("other_language", clause=clause.id, language=_named(language), text=told)

    def near_abroad(self, clause: Clause, language: str, issue: str | Mapping[str, str]) -> None:
        """Note that a clause which is not written in the language of the reply may deal with an
        issue, with its text."""
        told = {own: _text(clause, own) for own in NOTE_LANGUAGES}
        named = _named(language)
        self.lack("near_other", clause=clause.id, language=named, issue=issue, text=told)

    def no_clause_in(self, language: str, issue: str) -> None:
        """Note that no clause was found for an issue among those in the language of the reply."""
        self.lack("clause_in", issue=issue, language=_named(language))

    def look_up(self, facts: Mapping[str, Sequence[str]]) -> None:
        """Note the facts that a person must look up, by language."""
        for language, found in self._found.items():
            found += facts.get(language, ())

    def by_language(self) -> dict[str, tuple[str, ...]]:
        """All notes, by the language that they are written in."""
        return {language: tuple(dict.fromkeys(found)) for language, found in self._found.items()}


def _text(clause: Clause, language: str) -> str:
    """What a clause says in the reader's language, else in the first that it has."""
    said = clause.in_language(language) or next(iter(clause.text.values()), "")
    short = " ".join(said.split())
    return short if len(short) <= LONGEST else f"{short[:LONGEST].rstrip()} …"


def _named(language: str) -> dict[str, str]:
    """The name of a language in each language of the notes."""
    return {own: load_phrases(own)["languages"][language] for own in NOTE_LANGUAGES}
