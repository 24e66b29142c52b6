"""Wording that no code asks for is dead, and misleads whoever translates it."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from ui.wording import read_texts

ROOT = Path(__file__).parents[2]
ROOMS = ("assistant", "prompts", "retrieval", "ui")


@cache
def sources(*suffixes: str) -> str:
    """All that the product's files of these kinds say."""
    return "\n".join(
        path.read_text("utf-8")
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*"))
        if path.suffix in suffixes
    )


def leaves(words: Mapping[str, Any], above: str = "") -> Iterator[str]:
    for key, value in words.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{above}{key}.")
        else:
            yield f"{above}{key}"


def test_every_template_is_named_by_code_an_intent_or_another_template() -> None:
    folder = resources.files("prompts").joinpath("answers/en")
    templates = [each.name for each in folder.iterdir() if each.name.endswith(".md")]
    named = set(re.findall(r"[\"'](\w+)(?:\.md)?[\"']", sources(".py", ".md")))
    named |= set(re.findall(r"\bsay: (\w+)", sources(".yaml")))
    assert len(templates) > 50
    assert [name for name in templates if name.removesuffix(".md") not in named] == []


def test_every_macro_is_used() -> None:
    text = (ROOT / "prompts/answers/en/macros.md").read_text("utf-8")
    macros = re.findall(r"macro (\w+)\(", text)
    calls = re.sub(r"macro \w+\(", "", sources(".md"))
    assert len(macros) > 5
    assert [name for name in macros if not re.search(rf"\b{name}\(", calls)] == []


def test_every_text_of_the_window_is_looked_up() -> None:
    """By its own key, by one that is put together, or in a group of names for codes."""
    code = sources(".py", ".js")
    whole = set(re.findall(r"[\"']([\w.-]+)[\"']", code))
    joined = re.findall(r"f[\"']([a-z_]+\.[\w.{}\[\]()]*)[\"']", code)
    pattern = re.compile("|".join(re.sub(r"\{[^{}]*\}", r"\\w+", each) for each in joined))
    groups = set(re.findall(r"\b(?:known|title)\(\s*[\"']([\w.]+)[\"']", code))
    keys = list(leaves(read_texts("en")))
    assert len(keys) > 300
    unread = [
        key
        for key in keys
        if key not in whole and not pattern.fullmatch(key) and key.split(".")[0] not in groups
    ]
    assert unread == []
