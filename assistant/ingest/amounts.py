"""Numbers as exports write them: 1,299.00 · 1.299,00 · ¥88 · 12% · 1.2万."""

import math
import re
import unicodedata

from assistant.ingest.values import RowError

__all__ = ["read_amount"]

SIGNS = re.compile(r"[¥$€£₩₹%\s'’]|元|円|rmb|cny|usd|eur|gbp|jpy|hkd", re.IGNORECASE)
PLAIN = re.compile(r"[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?", re.IGNORECASE)


def read_amount(cell: str, name: str) -> float:
    """The number of a cell; currency signs, thousands separators and 万 are understood.

    A lone comma in front of other than three digits is a decimal comma. Raises RowError.
    """
    bare = SIGNS.sub("", unicodedata.normalize("NFKC", cell)).replace("−", "-")
    factor = 1
    if bare.endswith("万"):
        bare, factor = bare[:-1], 10_000
    if bare.startswith("(") and bare.endswith(")"):
        bare = f"-{bare[1:-1]}"
    comma, dot = bare.rfind(","), bare.rfind(".")
    if comma > dot >= 0 or (dot < 0 and bare.count(",") == 1 and not re.search(r",\d{3}$", bare)):
        bare = bare.replace(".", "").replace(",", ".")
    else:
        bare = bare.replace(",", "")
    if not PLAIN.fullmatch(bare):
        raise RowError(f"{name} {cell[:40]!r} is no number")
    amount = float(bare) * factor
    if not math.isfinite(amount):
        raise RowError(f"{name} {cell[:40]!r} is no number")
    return amount
