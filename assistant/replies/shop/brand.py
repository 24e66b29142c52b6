"""The shop's voice: its name, how replies are signed, how customers reach it privately."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import SettingsError
from assistant.replies.phrases import load_phrases
from assistant.replies.policies.clauses import Clause
from assistant.replies.shop.deadlines import OpeningHours, read_hours
from assistant.replies.shop.sign_off import signed
from assistant.yaml_files import read_yaml

__all__ = ["Brand", "load_brand"]

_FIELDS = {"name", "sign_off", "contact", "avoid", "hours"}


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
    sign_off = dict(default["sign_off"]) | signed(clauses) | dict(given.get("sign_off", {}))
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
