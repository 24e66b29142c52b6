"""The words of the window: one YAML file per language, looked up by dotted keys."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

from assistant.errors import PromptError
from assistant.understanding.themes import Taxonomy
from assistant.yaml_files import read_yaml
from prompts.languages import LANGUAGES, preferred_language
from prompts.sentences import Sentences
from prompts.wording import Wording

__all__ = ["LANGUAGES", "Texts", "preferred_language", "read_texts"]


class Texts:
    """The window's words in one language, beside the words that answers share."""

    def __init__(self, language: str, taxonomy: Callable[[], Taxonomy]) -> None:
        self.language = language
        self._words = read_texts(language)
        self._themes = ThemeNames(language, taxonomy)
        self.answers = Wording(language, self._themes)
        self.sentence = Sentences(language, in_window=True)
        """Puts what a part says (an error, a note, a finding) into the language of the page."""
        self.imported = Sentences(language, in_window=True, imported=True)
        """The same of an import that has ended."""

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of a dotted key with its variables. Raises PromptError for an unknown key."""
        return str(self._find(key)).format(**values) if values else str(self._find(key))

    def listed(self, key: str) -> list[str]:
        """The texts of a key that holds a list."""
        return [str(each) for each in self._find(key)]

    def known(self, group: str, key: str) -> str:
        """The text of a code; a code without one is a name and stands for itself."""
        return str(self._find(group).get(key, key))

    def title(self, group: str, key: str) -> str:
        """The text of a code where it stands alone: with a capital."""
        known = self.known(group, key)
        return known[:1].upper() + known[1:]

    def theme(self, theme: str) -> str:
        return self._themes.get(theme, theme)

    @property
    def themes(self) -> Mapping[str, str]:
        """Names of the shop's themes by id."""
        return self._themes

    def word(self, value: object, group: str) -> str:
        """A label (an emotion, a status) as answers write it."""
        return self.answers.word(value, group)

    def _find(self, key: str) -> Any:
        found: Any = self._words
        for part in key.split("."):
            if not isinstance(found, Mapping) or part not in found:
                raise PromptError(f"The window has no text {key!r} in {self.language!r}.")
            found = found[part]
        return found


class ThemeNames(Mapping[str, str]):
    """Names of the shop's themes by id, as the themes now are."""

    def __init__(self, language: str, taxonomy: Callable[[], Taxonomy]) -> None:
        self._language = language
        self._taxonomy = taxonomy

    def __getitem__(self, id: str) -> str:
        theme = self._taxonomy().get(id)
        if theme is None:
            raise KeyError(id)
        return theme.name.get(self._language) or next(iter(theme.name.values()), id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._taxonomy().ids)

    def __len__(self) -> int:
        return len(self._taxonomy())


@lru_cache
def read_texts(language: str) -> Mapping[str, Any]:
    """The whole file of a language."""
    file = resources.files("ui").joinpath(f"texts/{language}.yaml")
    words: Mapping[str, Any] = read_yaml(file.read_text("utf-8"))
    return words
