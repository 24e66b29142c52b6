"""A shop's policies, edited from the window: checked together, then saved."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import InvalidInputError, NotFoundError
from assistant.models import DEFAULT_TENANT
from assistant.replies.policies.clauses import Clause, load_policies
from assistant.replies.policies.subjects import PolicyFinding, check_policies
from assistant.services.drafts_on_disk import (
    check_length,
    check_place,
    check_unchanged,
    draft_folder,
    write_whole,
)
from assistant.settings import Settings

__all__ = ["PolicyCheck", "PolicyFiles"]

NAME = re.compile(r"[^\W_][\w-]{0,60}\.md")


@dataclass(frozen=True, slots=True)
class PolicyCheck:
    """The clauses of all policies as they would be, those of the edited file, and what is wrong."""

    clauses: tuple[Clause, ...]
    own: tuple[Clause, ...]
    findings: tuple[PolicyFinding, ...]


class PolicyFiles:
    """The policy files of one tenant. What is saved holds for the next draft."""

    def __init__(self, settings: Settings, tenant: str) -> None:
        self._settings = settings
        self._tenant = tenant
        self._home = settings.home_of(tenant)

    def names(self) -> list[str]:
        """The names of the policy files, in their order."""
        folder = self._folder
        return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*.md") if p.is_file())

    def text(self, name: str) -> str:
        """The text of a policy file. Raises NotFoundError, InvalidInputError."""
        if name not in self.names():
            raise NotFoundError(f"There is no policy file {name!r}; choose one of the list.")
        try:
            return (self._folder / name).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            raise InvalidInputError(f"{name} cannot be read; save it as UTF-8 text.") from None

    def check(self, name: str, text: str) -> PolicyCheck:
        """What the policies would be with this text. Raises SettingsError, InvalidInputError."""
        check_length(text)
        name = self._name(name)
        with draft_folder(self._home) as folder:
            if self._folder.is_dir():
                shutil.copytree(self._folder, folder, dirs_exist_ok=True)
            draft = folder / name
            draft.write_text(text, encoding="utf-8")
            clauses = load_policies(folder)
        own = tuple(clause for clause in clauses if clause.file == draft.name)
        return PolicyCheck(clauses, own, tuple(check_policies(clauses)))

    def save(self, name: str, text: str, before: str | None = None) -> Path:
        """Write one file; raises as `check` does, and where the folder lies elsewhere.

        `before` is the text that was edited, "" for a new file; ConflictError where the file says
        something else now.
        """
        self.check(name, text)
        name = self._name(name)
        path = self._folder / name
        check_place(path, self._settings.home, "HEARKEN_POLICIES")
        check_unchanged(name, self.text(name) if name in self.names() else "", before)
        write_whole(path, text)
        return path

    @property
    def _folder(self) -> Path:
        named = self._settings.policies if self._tenant == DEFAULT_TENANT else None
        return named or self._home / "policies"

    def _name(self, name: str) -> str:
        name = name.strip()
        if name not in self.names() and not NAME.fullmatch(name):
            raise InvalidInputError(
                f"{name[:80]!r} is no name for a policy file; write one like returns.md."
            )
        return name
