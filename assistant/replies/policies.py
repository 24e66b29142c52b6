"""The shop's policies: Markdown files read into clauses with stable ids."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import SettingsError

__all__ = ["Clause", "load_policies"]

LARGEST = 1_000_000
"""Bytes of one file; a policy is text for people."""

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*\s*$")
_FENCE = re.compile(r"^\s*(```|~~~)")
_ID = re.compile(r"(?=\S*\d)(?=[^\d\W])[\w]+(?:[.-][\w]+)+(?=\s|$|[:：])")
_LANGUAGE_HEADING = re.compile(
    r"^(?:(?P<en>english|en)|(?P<zh>中文|chinese|zh(?:-cn)?)|(?P<de>deutsch|german|de)"
    r"|(?P<fr>français|french|fr)|(?P<es>español|spanish|es))$",
    re.I,
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_LETTER = re.compile(r"[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class Clause:
    """One rule of the shop. `text` has the languages that the clause is written in."""

    id: str
    title: str
    text: Mapping[str, str]
    file: str

    def in_language(self, language: str) -> str | None:
        """The text in this language, None where the clause is not written in it."""
        return self.text.get(language)

    @property
    def whole(self) -> str:
        """Title and text of all languages."""
        return "\n".join([self.title, *dict.fromkeys(self.text.values())])


def load_policies(folder: Path | None) -> tuple[Clause, ...]:
    """The clauses of all Markdown files below a folder, by file name and place in the file.

    A heading starts a clause. An id as its first word (`returns.2`) is kept, other clauses are
    numbered `<file stem>.<n>`. Paragraphs of Chinese and of another script are told apart; so are
    parts under the headings "English", "中文", "Deutsch", "Français" and "Español". No folder, a
    missing one or one without text gives no clauses. Raises SettingsError for a file that cannot
    be read, a code fence that is never closed, and an id that stands twice.
    """
    if folder is None or not folder.exists():
        return ()
    if not folder.is_dir():
        raise SettingsError(f"HEARKEN_POLICIES {folder} is a file; name the folder that holds it.")
    clauses: list[Clause] = []
    seen: dict[str, str] = {}
    for path in sorted(p for p in folder.rglob("*.md") if p.is_file()):
        for clause in _clauses(_read(path), path):
            if clause.id in seen:
                raise SettingsError(
                    f"Policy clause {clause.id!r} stands in {seen[clause.id]} and again in "
                    f"{clause.file}; give one of them another id."
                )
            seen[clause.id] = clause.file
            clauses.append(clause)
    return tuple(clauses)


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise SettingsError(f"Policy file {path} is larger than 1 MB; split it.")
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError(f"Policy file {path} is not UTF-8 text; save it as UTF-8.") from None
    except OSError as error:
        raise SettingsError(f"Policy file {path} cannot be read ({error.strerror}).") from None
    if "\0" in text:
        raise SettingsError(f"Policy file {path} holds binary data; save it as Markdown text.")
    return text


def _clauses(text: str, path: Path) -> list[Clause]:
    found: list[Clause] = []
    title, body = "", list[str]()
    parts: list[tuple[str | None, list[str]]] = [(None, body)]
    fence, opened, number = "", 0, 0

    def close() -> None:
        nonlocal number
        texts = _by_language(parts)
        if texts:
            named = _ID.match(title)
            number += 0 if named else 1
            id = named[0] if named else f"{path.stem}.{number}"
            shown = title[named.end() :].strip(" :：") if named else title
            found.append(Clause(id, shown or path.stem, texts, path.name))

    for line_number, line in enumerate(text.splitlines(), 1):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1] == fence):
            fence, opened = ("" if fence else mark[1]), line_number
        heading = None if fence else _HEADING.match(line)
        if heading is None:
            body.append(line)
        elif language := _LANGUAGE_HEADING.match(heading[2]):
            body = []
            parts.append((language.lastgroup, body))
        else:
            close()
            title, body = heading[2], []
            parts = [(None, body)]
    if fence:
        raise SettingsError(
            f"Policy file {path} opens a code block at line {opened} that never ends; close it."
        )
    close()
    return found


def _by_language(parts: Sequence[tuple[str | None, list[str]]]) -> dict[str, str]:
    texts: dict[str, list[str]] = {}
    for language, lines in parts:
        kept = [line for line in lines if not line.startswith(">") and not _FENCE.match(line)]
        for paragraph in re.split(r"\n\s*\n", "\n".join(kept)):
            plain = " ".join(paragraph.replace("**", "").replace("`", "").split())
            if re.search(r"\w", plain):
                texts.setdefault(language or _script(plain), []).append(plain)
    return {language: " ".join(said) for language, said in texts.items()}


def _script(text: str) -> str:
    """Chinese where its characters weigh more than the Latin words."""
    return "zh" if len(_HAN.findall(text)) > 2 * len(_LETTER.findall(text)) else "en"
