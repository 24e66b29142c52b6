"""The shop's voice: its name, how replies are signed, how customers reach it privately."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import SettingsError
from assistant.replies.phrases import load_phrases
from assistant.replies.policies.clauses import Clause
from assistant.replies.shop.deadlines import OpeningHours, read_hours
from assistant.yaml_files import read_yaml

__all__ = ["Brand", "load_brand"]

_FIELDS = {"name", "sign_off", "contact", "avoid", "hours"}
_QUOTED = r'["“”「『‘]([^"“”「」『』‘’]{2,60})["“”」』’]'
_NAME = r"((?:the )?[A-Z][\w&.'’-]*(?: (?:[A-Z][\w&.'’-]*|&|and|the|of|at|from|team|crew))*)"
_SIGNED = {
    "en": (
        rf"\b(?i:sign|signed|signature|sign[- ]?off|close|end)s?\b[^.\"“]{{0,60}}?{_QUOTED}",
        rf"\b(?i:sign|signed)\b[^.\"“]{{0,40}}?\b(?:as|with|by)\s+{_NAME}",
        rf"\b(?i:signature|sign[- ]?off)(?: is|:)\s+{_NAME}",
    ),
    "zh": (
        rf"(?:落款|署名|结尾)[^。“「\"]{{0,12}}{_QUOTED}",
        rf"(?:以|用|写上?){_QUOTED}[^。]{{0,4}}(?:落款|署名|结尾)",
        r"(?:落款|署名)(?:统一|一律|都)?(?:写成?|用|为|是|[:：])\s*([^\s，。；：“”\"]{2,20})",
    ),
}
"""How a policy says in words what a reply ends with, the surest first."""

_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Brand:
    """Texts by language code. `contact` replaces the channel's own way to write privately;
    `avoid` are words that the shop does not use; `hours` move the deadlines of answers."""

    name: Mapping[str, str]
    sign_off: Mapping[str, str]
    contact: Mapping[str, str]
    avoid: tuple[str, ...] = ()
    hours: OpeningHours | None = None


def load_brand(path: Path | None, clauses: Sequence[Clause] = ()) -> Brand:
    """Read a brand file (YAML); without one, sign as a policy clause on the sign-off says.

    Raises SettingsError for a file that cannot be read or has an unknown field.
    """
    given = _read(path) if path else {}
    default = load_phrases("brand")
    sign_off = dict(default["sign_off"]) | _signed(clauses) | dict(given.get("sign_off", {}))
    return Brand(
        name=dict(default["name"]) | dict(given.get("name", {})),
        sign_off=sign_off,
        contact=dict(given.get("contact", {})),
        avoid=tuple(str(word) for word in given.get("avoid", ())),
        hours=read_hours(given["hours"], f"HEARKEN_BRAND {path}") if "hours" in given else None,
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        raw = read_yaml(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise SettingsError(f"HEARKEN_BRAND {path} is no readable YAML file; correct it.") from None
    if not isinstance(raw, dict):
        raise SettingsError(f"HEARKEN_BRAND {path} must be a mapping like sign_off: {{en: …}}.")
    for field, value in raw.items():
        if field not in _FIELDS:
            raise SettingsError(
                f"HEARKEN_BRAND {path} has the unknown field {field!r}; "
                f"allowed: {', '.join(sorted(_FIELDS))}."
            )
        if not isinstance(value, list if field == "avoid" else dict):
            raise SettingsError(f"HEARKEN_BRAND {path}: write `{field}` like {{en: …, zh: …}}.")
    return raw


def _signed(clauses: Sequence[Clause]) -> dict[str, str]:
    """The sign-offs that the policies name, in quotation marks or not."""
    text = "\n".join(
        f"{clause.title}: {said}" for clause in clauses for said in clause.text.values()
    )
    found: dict[str, str] = {}
    for patterns in _SIGNED.values():
        for pattern in patterns:
            for name in re.findall(pattern, text):
                language = "zh" if _HAN.search(name) else "en"
                found.setdefault(language, name.strip(" ,."))
    return found
