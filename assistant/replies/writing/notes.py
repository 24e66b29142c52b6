"""What a person must add to a draft, in each language that a shop's people read."""

from collections.abc import Mapping, Sequence

from assistant.replies.phrases import load_phrases

__all__ = ["NOTE_LANGUAGES", "Notes"]

NOTE_LANGUAGES = ("en", "zh")


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

    def no_text_in(self, clause: str, language: str) -> None:
        """Note that a clause is not written in the language of the reply."""
        self.lack("other_language", clause=clause, language=_named(language))

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


def _named(language: str) -> dict[str, str]:
    """The name of a language in each language of the notes."""
    return {own: load_phrases(own)["languages"][language] for own in NOTE_LANGUAGES}
