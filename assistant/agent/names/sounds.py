"""Chinese names that are typed by their sound: "shuihu" for 水壶."""

import re
from collections.abc import Iterable
from functools import lru_cache

__all__ = ["by_sound", "pinyin", "sounds_chinese"]

_SYLLABLE = (
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:i?ang|i?ong|uang|[aeiuv]ng?|[aeo]ng|uai|uan|iao|ian|[iuv]e|ai|ei|ao|ou|ia|iu|ua|ui|uo|"
    r"un|in|en|an|er|[aeiouv]))"
)
PINYIN = re.compile(rf"{_SYLLABLE}{{2,6}}")
HAN = re.compile(r"[\u3400-\u9fff]{2,}")
SHORTEST = 5


def sounds_chinese(word: str) -> bool:
    """Whether a Latin word can be read as two or more Chinese syllables."""
    return len(word) >= SHORTEST and bool(PINYIN.fullmatch(word))


def by_sound(spellings: Iterable[str]) -> dict[str, str]:
    """Chinese spellings by their pinyin without tones and spaces."""
    return {pinyin(each): each for each in spellings if HAN.fullmatch(each)}


@lru_cache(maxsize=10_000)
def pinyin(written: str) -> str:
    """How Chinese is pronounced, without tones and spaces."""
    from pypinyin import lazy_pinyin  # half a second, which few questions need

    return "".join(lazy_pinyin(written))
