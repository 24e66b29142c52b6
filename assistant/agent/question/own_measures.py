"""The measures of the scorecard that no tool of their own tells, where a question names them."""

import re
from functools import lru_cache

from assistant.agent.names.folding import fold
from assistant.han import HAN
from assistant.plans.known_measures import Source, known_measures

__all__ = ["names_own_measure"]

TOLD_ELSEWHERE = (Source.FEEDBACK, Source.REPLIES)
SHORTEST_CHINESE = 3


def names_own_measure(folded: str) -> bool:
    """Whether a folded question names such a measure by more than one word, or by three Chinese
    letters: "refunds" alone names a theme."""
    return _called().search(folded) is not None


@lru_cache
def _called() -> re.Pattern[str]:
    entries = [e for e in known_measures().values() if e.source not in TOLD_ELSEWHERE]
    names = {fold(name) for e in entries for name in (*e.names.values(), *e.aliases)}
    chinese = [name for name in names if HAN.search(name) and len(name) >= SHORTEST_CHINESE]
    english = [name for name in names if not HAN.search(name) and " " in name]
    ordered = sorted(english, key=len, reverse=True)
    written = "|".join(re.escape(name) for name in ordered)
    return re.compile(rf"\b(?:{written})\b|{'|'.join(map(re.escape, chinese))}")
