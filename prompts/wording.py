"""Loads answer templates and words; a missing variable is an error, not an empty place."""

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, TemplateNotFound, UndefinedError

from assistant.errors import PromptError
from assistant.models import Period
from assistant.yaml_files import read_yaml
from prompts import formats
from prompts.sentences import Sentences

__all__ = ["Wording", "instructions"]


class Wording:
    """The answers of one language. `theme_names` are the shop's own names of its themes; what is
    `printed` offers nothing that only a conversation could give."""

    def __init__(
        self, language: str, theme_names: Mapping[str, str], *, printed: bool = False
    ) -> None:
        self.language = language
        self._theme_names = theme_names
        self.words = _words(language)
        self.sentence = Sentences(language)
        self._environment = Environment(
            loader=PackageLoader("prompts", f"answers/{language}"),
            undefined=StrictUndefined,
            autoescape=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals["printed"] = printed
        self._environment.filters |= {
            "number": formats.number,
            "plural": formats.plural,
            "signed": formats.signed,
            "interval": formats.interval,
            "period": self.period,
            "answers": formats.answers,
            "inert": formats.inert,
            "stars": formats.stars,
            "theme": self.theme,
            "word": self.word,
            "sentence": self.sentence,
        }

    def word(self, key: object, group: str = "plain") -> str:
        """A word of the language; a key that has none is a name and stands for itself."""
        return str(self.words.get(group, {}).get(str(key), key))

    def theme(self, theme: str) -> str:
        """The shop's own name of a theme; an unknown one stands for itself."""
        return self._theme_names.get(theme, theme)

    def period(self, period: Period | None) -> str:
        if period is None:
            return self.word("all_time")
        if period.days == 1:
            return period.start.isoformat()
        return f"{period.start.isoformat()} {self.word('to')} {period.end.isoformat()}"

    def suggestions(self, tool: str) -> list[str]:
        """What may be asked next after a tool."""
        return list(self.words["suggestions"].get(tool, self.words["suggestions"]["any"]))

    def render(self, name: str, **variables: Any) -> str:
        """Fill a template. Raises PromptError for a template or variable that is missing."""
        try:
            text = self._environment.get_template(f"{name}.md").render(**variables)
        except TemplateNotFound:
            raise PromptError(f"There is no answer {name!r} in {self.language!r}.") from None
        except UndefinedError as error:
            raise PromptError(f"The answer {name!r} lacks a variable: {error}.") from error
        return formats.tidy(text)


def instructions(name: str, **variables: Any) -> str:
    """Fill a file of prompts/instructions for a model."""
    try:
        return _instructions().get_template(f"{name}.md").render(**variables)
    except (TemplateNotFound, UndefinedError) as error:
        raise PromptError(f"The instructions {name!r} cannot be filled: {error}.") from error


@lru_cache
def _instructions() -> Environment:
    """One for all, which keeps the files that it has compiled: a turn fills several."""
    return Environment(
        loader=PackageLoader("prompts", "instructions"),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@lru_cache
def _words(language: str) -> dict[str, Any]:
    file = resources.files("prompts").joinpath(f"answers/{language}/words.yaml")
    words: dict[str, Any] = read_yaml(file.read_text("utf-8"))
    return words
