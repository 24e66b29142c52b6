"""The nested data of a tool as plain JSON."""

import math
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from assistant.models import Figure

__all__ = ["plain"]


def plain(value: Any) -> Any:
    """Mappings, lists, figures, quotes and words as what JSON knows; NaN becomes null."""
    if isinstance(value, Figure):
        return plain(value.as_json())
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if hasattr(value, "item"):  # a number of numpy's
        return plain(value.item())
    return str(value)
