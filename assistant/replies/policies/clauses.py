"""The shop's policies: Markdown files read into clauses with stable ids."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import SettingsError
from assistant.han import HAN
from assistant.replies.policies.sections import Section, UnclosedFenceError, paragraphs, sections

__all__ = ["Clause", "load_policies", "title_halves"]

LARGEST = 1_000_000
"""Bytes of one file; a policy is text for people."""

_ID = re.compile(r"(?=\S*\d)(?=[^\d\W])[\w]+(?:[.-][\w]+)+(?=\s|$|[:：])")
_LANGUAGE_HEADING = re.compile(
    r"^(?:(?P<en>english|en)|(?P<zh>中文|chinese|zh(?:-cn)?)|(?P<de>deutsch|german|de)"
    r"|(?P<fr>français|french|fr)|(?P<es>español|spanish|es))$",
    re.I,
)
_LETTER = re.compile(r"[A-Za-z]{2,}")
_STOP = re.compile(r"(?<=[.!?]\s)|(?<=[。！？])")


_Part = tuple[str | None, list[str]]
"""A language, None where the script tells it, and lines in it."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One rule of the shop. `text` has the languages that the clause is written in, a paragraph a
    line."""

    id: str
    title: str
    text: Mapping[str, str]
    file: str

    def in_language(self, language: str) -> str | None:
        """The text in this language, None where the clause is not written in it."""
        return self.text.get(language)

    def title_in(self, language: str) -> str:
        """The half of a title like "Refund time 退款时效" in this language, else all of it."""
        own = (h for h in title_halves(self.title) if bool(HAN.search(h)) == (language == "zh"))
        return next(own, self.title)

    @property
    def main_title(self) -> str:
        """The title, of one in two languages the half that stands first: the encoder reads either,
        and both together are like nothing."""
        return title_halves(self.title)[0]

    @property
    def whole(self) -> str:
        """Title and text of all languages."""
        return "\n".join([self.title, *dict.fromkeys(self.text.values())])


def title_halves(title: str) -> list[str]:
    """A bilingual title in its halves, so that "$" in a pattern means the end of either."""
    return re.split(r"(?<=[a-z])\s+(?=[\u3400-\u9fff])", title)


def load_policies(folder: Path | None) -> tuple[Clause, ...]:
    """The clauses of all Markdown files below a folder, by file name and place in the file.

    A heading of any kind starts a clause (see `sections`). An id as its first word (`returns.2`)
    is kept, other clauses are numbered `<file stem>.<n>`. Paragraphs of Chinese and of another
    script are told apart; so are parts under the headings "English", "中文", "Deutsch", "Français"
    and "Español". No folder, a missing one or one without text gives no clauses. Raises
    SettingsError for a file that cannot be read, a code fence that is never closed, and an id that
    stands twice.
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
    try:
        read = sections(text)
    except UnclosedFenceError as error:
        raise SettingsError(
            f"Policy file {path} opens a code block at line {error.line} that never ends; close it."
        ) from None
    found: list[Clause] = []
    number = 0
    for title, parts in _by_heading(read):
        texts = _by_language(title, parts)
        if not texts:
            continue
        named = _ID.match(title)
        number += 0 if named else 1
        id = named[0] if named else f"{path.stem}.{number}"
        shown = title[named.end() :].strip(" :：") if named else title
        found.append(Clause(id, shown or path.stem, texts, path.name))
    return found


def _by_heading(read: Sequence[Section]) -> Iterator[tuple[str, list[_Part]]]:
    """Title and parts of each clause; a heading that names a language parts the clause above."""
    title, parts = "", list[_Part]()
    for section in read:
        language = _LANGUAGE_HEADING.match(section.title)
        if language:
            parts.append((language.lastgroup, section.lines))
            continue
        if parts:
            yield title, parts
        title, parts = section.title, [(None, section.lines)]
    yield title, parts


def _by_language(title: str, parts: Sequence[_Part]) -> dict[str, str]:
    texts: dict[str, list[str]] = {}
    for language, lines in parts:
        for paragraph in paragraphs(lines, title):
            for said in [paragraph] if language else _by_script(paragraph):
                texts.setdefault(language or _script(said), []).append(said)
    return {language: _joined(said) for language, said in texts.items()}


def _joined(paragraphs: Sequence[str]) -> str:
    """Paragraphs as lines; what follows a colon or semicolon stands in its line."""
    text = ""
    for said in paragraphs:
        goes_on = text.endswith((":", "：", ";", "；"))
        apart = "" if goes_on and text.endswith(("：", "；")) else " " if goes_on else "\n"
        text += apart + said if text else said
    return text


def _by_script(paragraph: str) -> list[str]:
    """A paragraph in pieces of one script each, where Chinese sentences follow others."""
    found: list[str] = []
    for sentence in _STOP.split(paragraph):
        if found and _script(found[-1]) == _script(sentence):
            found[-1] += sentence
        elif sentence.strip():
            found.append(sentence)
    return [said.strip() for said in found]


def _script(text: str) -> str:
    """Chinese where its characters weigh more than the Latin words."""
    return "zh" if len(HAN.findall(text)) > 2 * len(_LETTER.findall(text)) else "en"
