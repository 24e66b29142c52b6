"""What a value of the `themes` column of a feedback says."""

from functools import lru_cache

from assistant.models import Sentiment
from assistant.store.tallies import read_themes

__all__ = ["blamed_themes"]


@lru_cache(maxsize=4_096)
def blamed_themes(spelled: str) -> frozenset[str]:
    """The themes that a record blames, from the value of its `themes` column."""
    return frozenset(
        theme for theme, stance in read_themes(spelled) if stance == Sentiment.NEGATIVE
    )
