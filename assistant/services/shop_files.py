"""The shop's own files, edited from the window: its themes and its policies, inside its home."""

import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from assistant.errors import HearkenError, InvalidInputError, NotFoundError
from assistant.models import DEFAULT_TENANT, Labels, Scope
from assistant.replies.policies import Clause, load_policies
from assistant.replies.subjects import PolicyFinding, check_policies
from assistant.settings import Settings
from assistant.store.feedback import FeedbackStore
from assistant.understanding.themes import Taxonomy, load_themes

__all__ = ["PolicyCheck", "ShopFiles", "ThemesEffect"]

LATEST = 300
LARGEST = 1_000_000
"""Characters of one file."""

NAME = re.compile(r"[^\W_][\w-]{0,60}\.md")

Read = Callable[[Sequence[str]], list[Labels]]


@dataclass(frozen=True, slots=True)
class ThemesEffect:
    """What other themes would do to the latest feedback: how many texts were read, how many get
    other themes, and for each theme that differs how many texts had it and would have it."""

    read: int
    changed: int
    counts: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class PolicyCheck:
    """The clauses of all policies as they would be, those of the edited file, and what is wrong."""

    clauses: tuple[Clause, ...]
    own: tuple[Clause, ...]
    findings: tuple[PolicyFinding, ...]


class ShopFiles:
    """Files of one tenant. Everything is checked before it is written, and written whole.

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
        self._home = settings.home_of(tenant)

    def themes(self) -> str:
        """The YAML in use: the shop's own file, or the one that ships with the product."""
        path = self._settings.themes_file
        source = path or resources.files("prompts").joinpath("themes.yaml")
        try:
            return source.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise InvalidInputError(f"The themes file {path} cannot be read; check it.") from None

    def check_themes(self, text: str) -> Taxonomy:
        """The taxonomy that a text describes. Raises ThemesError or InvalidInputError."""
        _fits(text)
        with self._aside() as folder:
            draft = folder / "themes.yaml"
            draft.write_text(text, encoding="utf-8")
            return load_themes(draft)

    def themes_effect(self, text: str) -> ThemesEffect:
        """How the latest LATEST texts would be read; raises as `check_themes` does."""
        taxonomy = self.check_themes(text)
        records = self._feedback.select(Scope(tenant=self._tenant), limit=LATEST)
        texts = [record.feedback.full_text for record in records]
        before = [_themes(labels) for labels in self._reader_of(self._taxonomy)(texts)]
        after = [_themes(labels) for labels in self._reader_of(taxonomy)(texts)]
        had, would = (Counter(theme for each in side for theme in each) for side in (before, after))
        counts = {t: (had[t], would[t]) for t in had | would if had[t] != would[t]}
        changed = sum(a != b for a, b in zip(before, after, strict=True))
        return ThemesEffect(len(texts), changed, counts)

    def save_themes(self, text: str) -> Path:
        """Write the themes; raises as `check_themes` does, and where they live elsewhere."""
        if self._tenant != DEFAULT_TENANT:
            raise InvalidInputError("The themes are one for all tenants; edit them in the default.")
        path = self._inside(self._settings.themes or self._home / "themes.yaml", "HEARKEN_THEMES")
        self.check_themes(text)
        _write(path, text)
        return path

    def policies(self) -> list[str]:
        """The names of the policy files, in their order."""
        folder = self._policies
        return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*.md") if p.is_file())

    def policy(self, name: str) -> str:
        """The text of a policy file. Raises NotFoundError, InvalidInputError."""
        if name not in self.policies():
            raise NotFoundError(f"There is no policy file {name!r}; choose one of the list.")
        try:
            return (self._policies / name).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            raise InvalidInputError(f"{name} cannot be read; save it as UTF-8 text.") from None

    def check_policy(self, name: str, text: str) -> PolicyCheck:
        """What the policies would be with this text. Raises SettingsError, InvalidInputError."""
        _fits(text)
        name = self._name(name)
        with self._aside() as folder:
            if self._policies.is_dir():
                shutil.copytree(self._policies, folder, dirs_exist_ok=True)
            draft = folder / name
            draft.write_text(text, encoding="utf-8")
            clauses = load_policies(folder)
        own = tuple(clause for clause in clauses if clause.file == draft.name)
        return PolicyCheck(clauses, own, tuple(check_policies(clauses)))

    def save_policy(self, name: str, text: str) -> Path:
        """Write one file; raises as `check_policy` does, and where the folder lies elsewhere."""
        self.check_policy(name, text)
        path = self._inside(self._policies / self._name(name), "HEARKEN_POLICIES")
        _write(path, text)
        return path

    @property
    def _policies(self) -> Path:
        named = self._settings.policies if self._tenant == DEFAULT_TENANT else None
        return named or self._home / "policies"

    def _name(self, name: str) -> str:
        name = name.strip()
        if name not in self.policies() and not NAME.fullmatch(name):
            raise InvalidInputError(
                f"{name[:80]!r} is no name for a policy file; write one like returns.md."
            )
        return name

    def _inside(self, path: Path, setting: str) -> Path:
        if not path.resolve().is_relative_to(self._settings.home.resolve()):
            raise InvalidInputError(
                f"{setting} lies outside of HEARKEN_HOME; edit {path} where it lies."
            )
        return path

    @contextmanager
    def _aside(self) -> Iterator[Path]:
        """A folder for a draft; what goes wrong with it names the file alone."""
        self._home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._home, prefix=".draft-") as made:
            try:
                yield Path(made)
            except HearkenError as error:
                raise type(error)(str(error).replace(f"{made}{os.sep}", "")) from None


def _themes(labels: Labels) -> frozenset[str]:
    return frozenset(mention.theme for mention in labels.themes)


def _fits(text: str) -> None:
    if not text.strip():
        raise InvalidInputError("The text is empty; nothing was changed.")
    if len(text) > LARGEST:
        raise InvalidInputError(f"The text has {len(text)} characters; shorten it to {LARGEST}.")


def _write(path: Path, text: str) -> None:
    """Whole or not at all: a reader sees the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", dir=path.parent, prefix=f".{path.name}-", encoding="utf-8", delete=False
    ) as draft:
        draft.write(text if text.endswith("\n") else f"{text}\n")
        draft.flush()
        os.fsync(draft.fileno())
    Path(draft.name).replace(path)
