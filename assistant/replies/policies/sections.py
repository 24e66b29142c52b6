"""Markdown as shops write it: sections under any kind of heading, lists and tables as sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from assistant.han import HAN
from assistant.replies.phrases import either, load_phrases

__all__ = ["CELL", "Section", "UnclosedFenceError", "denies", "is_row", "paragraphs", "sections"]

_HEADING = re.compile(r"^(?:#{1,6}\s+|#{2,6}(?=[^\s#]))(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"^\s*(?:={3,}|-{3,})\s*$")
_BOLD = re.compile(r"^\s*(?:\*\*|__)([^*_]{1,60}?)[:：]?(?:\*\*|__)[:：]?\s*$")
_LEAD = re.compile(r"^\s*(?:\*\*|__)([^*_]{2,60}?)(?:\*\*|__)(?:[:：]?\s+|[:：])(?=\S)")
_NUMBERED = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节条])\s*"
)
_STOPPED = re.compile(r"[.!?。！？；;:：,，]\s*$")
_DASH = re.compile(r"(?:[-–—]|——)\s*")
_ITEM = re.compile(
    r"^\s*(?:[-*+]\s+|[•·]|\d{1,2}[.)](?!\d)|\d{1,2}、|[(（]\d{1,2}[)）]|[①-⑳])\s*(?=\S)"
)
_FENCE = re.compile(r"^\s*(```|~~~)")
_RULE = re.compile(r"^\s*(?:[-*_]\s*){3,}$")
_ROW = re.compile(r"^\s*\|.*\|\s*$")
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|(?<=[。！？])")
_WHOLE = re.compile(r"[.!?。！？；;…]\W*$")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_ITALIC = re.compile(r"(?<![\w*])\*(?![\s*])([^*]+?)(?<!\s)\*(?![\w*])")
_REFUSED = re.compile("(不支持|不适用|不享受|不参与)(?=[:：]$)")
"""The end of a lead that leaves to the title what is refused."""

_CONDITION = re.compile(
    r"\b(?:if|when|once|should|where)\b[^,.;:]{1,90},|(?:如果|若|要是)[^，。；：]{1,40}，"
    r"|\b(?:(?:as|so) long as|provided(?: that)?)\b[^,.;:]{1,90}",
    re.I,
)
_BYLINE = re.compile(
    r"\b(?:last (?:updated|changed|revised)|updated (?:on|in)|effective (?:from|date|as of))\b"
    r"|(?:最后|最近)?(?:更新|修订|生效)(?:时间|日期|于)",
    re.I,
)
"""When a page was written, which is no rule."""

LONGEST_BYLINE = 120
"""Characters of a paragraph that says no more than that."""

LONGEST_HEADING = 60
"""Characters of a line that heads a section without a mark of Markdown."""

LONGEST_WORDS = 8

CELL = " · "
"""Between the cells of a row; no sentence has it."""


class UnclosedFenceError(ValueError):
    """A block of code that is never closed; `line` is where it opens."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(slots=True)
class Section:
    """What stands under one heading."""

    title: str
    lines: list[str] = field(default_factory=list)


def sections(text: str) -> list[Section]:
    """The sections in order, the first one without a title.

    A heading is `# so`, `##so`, a line that is underlined or all bold, a short line by itself
    such as 一、退货, or the bold words that open a paragraph. Raises UnclosedFenceError.
    """
    found = [Section("")]
    lines = text.splitlines()
    fence, opened = "", 0
    for place, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1] == fence):
            fence, opened = ("" if fence else mark[1]), place + 1
            continue
        if fence:
            found[-1].lines.append(line)
        elif heading := _HEADING.match(line):
            found.append(Section(_NUMBERED.sub("", heading[1])))
        elif _UNDERLINE.match(line) and place and _is_title(lines[place - 1]):
            title = found[-1].lines.pop() if found[-1].lines else ""
            if title.strip():
                found.append(Section(title.strip()))
        elif (bold := _BOLD.match(line)) or _heads(lines, place):
            found.append(Section(_NUMBERED.sub("", bold[1] if bold else line.strip())))
        elif lead := _LEAD.match(line):
            # In "**Gift cards** are valid …" the bold words belong to the sentence.
            opens = line[lead.end() : lead.end() + 1].isupper()
            dash = _DASH.match(line, lead.end())
            ends = dash or _STOPPED.search(lead[0].replace("*", "").replace("_", ""))
            rest = line[dash.end() if dash else lead.end() :] if ends or opens else line
            found.append(Section(lead[1].strip(" :：.。"), [rest]))
        else:
            found[-1].lines.append(line)
    if fence:
        raise UnclosedFenceError(opened)
    return found


def _is_title(line: str) -> bool:
    return bool(line.strip()) and not _ROW.match(line) and not _ITEM.match(line)


def _heads(lines: Sequence[str], place: int) -> bool:
    """Whether a line by itself is short and ends without a stop, before more text."""
    line = lines[place].strip()
    if not line or len(line) > LONGEST_HEADING or _STOPPED.search(line) or line[0] in ">|<[!":
        return False
    below = next((rest for rest in lines[place + 1 :] if rest.strip()), "")
    if not below or _HEADING.match(below):
        return False
    if _NUMBERED.match(line):
        return True
    alone = not (place and lines[place - 1].strip()) and not lines[place + 1].strip()
    return alone and not _ITEM.match(line) and len(line.split()) <= LONGEST_WORDS


def paragraphs(lines: Sequence[str], title: str = "") -> list[str]:
    """The text of lines: running lines joined, each item of a list and each row of a table a
    sentence of its own. Quotes, rules, code fences and the date of the page are left out.

    What an item leaves unsaid stands before it: the words with a colon that open its list, or a
    `title` that says what is not given.
    """
    found: list[str] = []
    header: list[str] = []
    running = False
    lead = f"{title}:" if denies(title) else ""
    for line in lines:
        if line.startswith(">") or _FENCE.match(line) or _RULE.match(line):
            running = False
        elif _ROW.match(line):
            cells = [_plain(cell) for cell in line.strip().strip("|").split("|")]
            if not header:
                header = cells
            elif any(re.search(r"\w", cell) for cell in cells):
                found.append(_row(header, cells))
            running = False
        elif not line.strip():
            header, running = [], False
        elif item := _ITEM.match(line):
            if found and found[-1].endswith((":", "：")):
                *before, lead = _SENTENCES.split(found.pop())
                lead = _REFUSED.sub(rf"\1{title}", lead) if title else lead
                found += [" ".join(before)] if before else []
            found.append(_led(lead, _plain(line[item.end() :])))
            running = True
        elif running:
            found[-1] += ("" if _joins(found[-1], line) else " ") + _plain(line)
        else:
            found.append(_plain(line))
            running, lead = True, ""
    return [_stopped(text) for text in found if re.search(r"\w", text) and not _is_byline(text)]


def is_row(text: str) -> bool:
    """Whether a paragraph was a row of a table."""
    return CELL in text


@lru_cache(maxsize=4096)
def denies(text: str) -> bool:
    """Whether a text says what is not given; a "not" of its condition does not say so."""
    return _exceptions().search(_CONDITION.sub(" ", text)) is not None


@lru_cache
def _exceptions() -> re.Pattern[str]:
    return either(load_phrases("topics")["exceptions"])


def _led(lead: str, item: str) -> str:
    """An item after the words that open its list, where it does not stand by itself."""
    alone = _WHOLE.search(item) and not item[:1].islower()
    if not lead or (alone and not denies(lead)) or denies(item):
        return item
    wide = HAN.search(item) is not None
    return lead.rstrip(":：") + (f"：{item}" if wide else f": {item}")


def _is_byline(text: str) -> bool:
    return len(text) <= LONGEST_BYLINE and _BYLINE.search(text) is not None


def _joins(before: str, after: str) -> bool:
    """Chinese goes on without a blank."""
    return bool(HAN.match(before[-1:]) and HAN.match(after.strip()[:1]))


def _plain(text: str) -> str:
    marked = re.sub(r"\*\*|__|`", "", re.sub(r"<br\s*/?>", " ", text))
    return " ".join(_ITALIC.sub(r"\1", marked).split())


def _row(header: Sequence[str], cells: Sequence[str]) -> str:
    """A row in one line: its first cell, then each head of a column with its cell."""
    wide = any(HAN.search(_BRACKETS.sub("", cell)) for cell in (*header, *cells))
    pairs = [_named(head, cell, wide) for head, cell in _filled(header[1:], cells[1:])]
    return CELL.join([cells[0], *pairs]) + ("。" if wide else ".") if pairs else cells[0]


def _named(head: str, cell: str, wide: bool) -> str:
    """A cell under its head, by itself where it says again what the head says."""
    if wide:
        again = any(head[n : n + 2] in cell for n in range(len(head) - 1))
        return cell if again or not head else f"{head}：{cell}"
    return f"{head[:1].lower()}{head[1:]}: {cell}" if head else cell


def _filled(header: Sequence[str], cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    for place, cell in enumerate(cells):
        if re.search(r"\w", cell):
            yield header[place] if place < len(header) else "", cell


def _stopped(text: str) -> str:
    """With a stop at the end, so that what follows is a sentence of its own."""
    if re.search(r"[.!?。！？；;:：…]\W*$", text):
        return text
    return text.rstrip("，, ") + ("。" if HAN.search(text[-6:]) else ".")
