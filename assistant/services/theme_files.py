"""The shop's themes, edited from the window: tried on stored feedback, then saved."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

from assistant.errors import InvalidInputError
from assistant.models import DEFAULT_TENANT, Labels, Scope
from assistant.services.drafts_on_disk import (
    check_length,
    check_place,
    check_unchanged,
    write_whole,
)
from assistant.settings import Settings
from assistant.store.feedback import FeedbackStore
from assistant.understanding.cleaning import clean
from assistant.understanding.custom import cue_pattern
from assistant.understanding.themes import Taxonomy, Theme, taxonomy_of, themes_in

__all__ = ["ThemeFiles", "ThemesEffect"]

FILE = "themes.yaml"
LATEST = 300

Read = Callable[[Sequence[str]], list[Labels]]


@dataclass(frozen=True, slots=True)
class ThemesEffect:
    """What other themes would do to the latest feedback: how many texts were read, how many get
    other themes, and for each theme that differs how many texts had it and would have it. `said`
    tells of each theme with new words how many texts say one, and how many of those would have it.
    """

    read: int
    changed: int
    counts: Mapping[str, tuple[int, int]]
    said: Mapping[str, tuple[int, int]]


class ThemeFiles:
    """The themes file, which all tenants share, tried out on the feedback of one of them.

    `taxonomy` is the one in use; `reader_of` makes a reader for another one. What is saved holds
    at once; stored feedback keeps its labels.
    """

    def __init__(
        self,
        *,
        settings: Settings,
        taxonomy: Taxonomy,
        reader_of: Callable[[Taxonomy], Read],
        feedback: FeedbackStore,
        tenant: str,
    ) -> None:
        self._settings = settings
        self._taxonomy = taxonomy
        self._reader_of = reader_of
        self._feedback = feedback
        self._tenant = tenant

    def text(self) -> str:
        """The YAML in use: the shop's own file, or the one that ships with the product."""
        path = self._settings.themes_file
        source = path or resources.files("prompts").joinpath(FILE)
        try:
            return source.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise InvalidInputError(f"The themes file {path} cannot be read; check it.") from None

    def listed(self, text: str) -> tuple[Theme, ...]:
        """All themes of a text, also those not in use. Raises ThemesError or InvalidInputError."""
        check_length(text)
        return themes_in(text, FILE)

    def check(self, text: str) -> Taxonomy:
        """The taxonomy that a text describes; raises as `listed` does."""
        return taxonomy_of(self.listed(text))

    def effect(self, text: str) -> ThemesEffect:
        """How the latest LATEST texts would be read; raises as `check` does."""
        taxonomy = self.check(text)
        records = self._feedback.select(Scope(tenant=self._tenant), limit=LATEST)
        texts = [record.feedback.full_text for record in records]
        before = [_themes(labels) for labels in self._reader_of(self._taxonomy)(texts)]
        after = [_themes(labels) for labels in self._reader_of(taxonomy)(texts)]
        had, would = (Counter(theme for each in side for theme in each) for side in (before, after))
        counts = {t: (had[t], would[t]) for t in had | would if had[t] != would[t]}
        changed = sum(a != b for a, b in zip(before, after, strict=True))
        return ThemesEffect(len(texts), changed, counts, self._said(taxonomy, texts, after))

    def _said(
        self, taxonomy: Taxonomy, texts: Sequence[str], after: Sequence[frozenset[str]]
    ) -> dict[str, tuple[int, int]]:
        found = {}
        for theme in taxonomy:
            known = self._taxonomy.get(theme.id)
            if (new := cue_pattern(_new_words(theme, known))) is None:
                continue
            saying = [n for n, text in enumerate(texts) if new.search(clean(text))]
            found[theme.id] = len(saying), sum(theme.id in after[n] for n in saying)
        return found

    def save(self, text: str, before: str | None = None) -> Path:
        """Write the themes; raises as `check` does, and where they live elsewhere.

        `before` is the text that was edited; ConflictError where the file says something else now.
        """
        if self._tenant != DEFAULT_TENANT:
            raise InvalidInputError("The themes are one for all tenants; edit them in the default.")
        home = self._settings.home
        path = self._settings.themes or home / FILE
        check_place(path, home, "HEARKEN_THEMES")
        self.check(text)
        check_unchanged(FILE, self.text(), before)
        write_whole(path, text)
        return path


def _themes(labels: Labels) -> frozenset[str]:
    return frozenset(mention.theme for mention in labels.themes)


def _new_words(theme: Theme, known: Theme | None) -> Theme:
    """The theme with those of its words alone that were not known of it."""
    before = {word for words in known.cues.values() for word in words} if known else set()
    cues = {k: tuple(w for w in words if w not in before) for k, words in theme.cues.items()}
    return replace(theme, cues=cues)
