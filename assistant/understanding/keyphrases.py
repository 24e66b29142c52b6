"""Keyphrases of groups of texts: what is said in one group and not in the others.

The weight is class-based TF-IDF (Grootendorst 2022): the share of the group's texts that have the
phrase, times log(1 + A / f), where f is the phrase's count over all groups and A the mean number
of phrases a group. English phrases are words and pairs of words. Chinese is cut without a
dictionary: a run of two to four characters is a phrase when its inside holds together (pointwise
mutual information) and what stands on both sides of it varies (boundary entropy), counted in the
texts themselves, so product names and slang that no dictionary has are found too.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

__all__ = ["is_telling", "keyphrases", "said_phrases", "terms"]

MIN_TEXTS = 3
LONGEST, LONGEST_SAID = 4, 10
"""Characters of a Chinese phrase: that names a group, and that is said again word by word."""

MIN_ENTROPY = 0.8
MIN_INFORMATION = 2.0
_NOISE = re.compile(r"https?://\S+|[@#]\w+|&[a-z]+;|\[\w+\]")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_HAN = re.compile("[\u4e00-\u9fff]+")
_FUNCTION_WORDS = (
    "a about above after again all also always am an and another any anything are as at away back "
    "be because been before behind being below between but by came can can't come could day did "
    "didn't do does doesn't doing don't down during each eight even every everything first five "
    "for four from gave get getting give go going gonna got had has have having he her here him "
    "his how http https i i'd i'll i'm i've if in inside into is isn't it it's its just know last "
    "let like ll made make me more much my need never next nine no not nothing now of off on one "
    "only or other our out over please put really s same say says see seven she should since six "
    "so some something still such t take ten than thank thanks that that's the their them then "
    "there these they they're thing think this those three time to today told tomorrow tonight too "
    "took two u under until up us use very want was wasn't way we we're well were what when where "
    "which while who why will with won't would yes yesterday yet you you're your"
)
_COMMON_EN = frozenset(_FUNCTION_WORDS.split())
_COMMON_ZH = frozenset(
    "的了是我你他她它们这那有也就都和与在到说要会着吗吧呢啊呀哦嘛么个很还又被把给让对跟而之其"
)

_EMPTY_ZH = re.compile(
    "谢谢|感谢|多谢|你好|您好|麻烦|请问|客服|商家|卖家|店家|老板|我们|你们|他们|大家|东西|产品|商品"
    "|这个|那个|一个|一直|已经|还是|就是|但是|因为|所以|什么|怎么|现在|今天|昨天|真的|感觉|觉得|收到|买了|买的"
)
"""What thanks, addresses or joins: it names no problem, and no phrase reaches across it."""

_PARTS_EN = frozenset(part for word in _COMMON_EN for part in word.split("'")) | {"amp", "co", "rt"}


def is_telling(word: str) -> bool:
    """Whether a word, or a pair of Chinese characters, says something of its own."""
    return word not in _PARTS_EN and not any(sign in _COMMON_ZH for sign in word)


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word.isascii()]


def terms(text: str) -> list[str]:
    """Plain counting units of a text: words and word pairs, and pairs of Chinese characters."""
    plain = _NOISE.sub(" ", text.lower())
    words = [word for word in _words(plain) if len(word) > 2 and word not in _COMMON_EN]
    pairs = [f"{a} {b}" for a, b in pairwise(words)]
    han = [run[i : i + 2] for run in _HAN.findall(plain) for i in range(len(run) - 1)]
    return words + pairs + han


def _runs(text: str) -> list[str]:
    """The runs of Chinese characters in which phrases are looked for."""
    return _HAN.findall(_EMPTY_ZH.sub(" ", _NOISE.sub(" ", text)))


def _entropy(counts: Counter[str], free: int) -> float:
    """Shannon entropy in nats; each of the `free` places at a text's edge is a side of its own."""
    total = counts.total() + free
    shares = [count / total for count in counts.values()] + [1 / total] * free
    return -sum(share * math.log(share) for share in shares)


def _chinese_phrases(texts: Sequence[str], longest: int) -> set[str]:
    """The runs of two to `longest` characters that behave like words in these texts."""
    runs = [run for text in texts for run in _runs(text)]
    counts: Counter[str] = Counter()
    for run in runs:
        for size in range(1, longest + 1):
            counts.update(run[i : i + size] for i in range(len(run) - size + 1))
    characters = sum(map(len, runs))
    likely = {
        phrase
        for phrase, count in counts.items()
        if len(phrase) > 1
        and count >= MIN_TEXTS
        and phrase[0] not in _COMMON_ZH
        and phrase[-1] not in _COMMON_ZH
        and min(
            math.log(count * characters / (counts[phrase[:cut]] * counts[phrase[cut:]]))
            for cut in range(1, len(phrase))
        )
        >= MIN_INFORMATION
    }
    sides: tuple[defaultdict[str, Counter[str]], ...] = (defaultdict(Counter), defaultdict(Counter))
    for run in runs:
        for size in range(2, longest + 1):
            for i in range(len(run) - size + 1):
                if (phrase := run[i : i + size]) in likely:
                    sides[0][phrase][run[i - 1] if i else ""] += 1
                    sides[1][phrase][run[i + size : i + size + 1]] += 1
    return {
        phrase
        for phrase in likely
        if min(_entropy(side[phrase], side[phrase].pop("", 0)) for side in sides) >= MIN_ENTROPY
    }


def _english_phrases(text: str) -> set[str]:
    words = _words(_NOISE.sub(" ", text.lower()).replace("’", "'"))
    single = {word for word in words if len(word) > 2 and word not in _COMMON_EN}
    return single | {f"{a} {b}" for a, b in pairwise(words) if a in single and b in single}


def _phrases(text: str, chinese: set[str], longest: int) -> set[str]:
    runs, sizes = _runs(text), range(2, longest + 1)
    cut = {run[i : i + n] for run in runs for n in sizes for i in range(len(run) - n + 1)}
    return _english_phrases(text) | (cut & chinese)


def _weights(counts: Sequence[Counter[str]], sizes: Sequence[int]) -> list[dict[str, float]]:
    everywhere: Counter[str] = Counter()
    for count in counts:
        everywhere.update(count)
    mean = everywhere.total() / max(len(counts), 1)
    return [
        {
            phrase: n / size * math.log(1 + mean / everywhere[phrase])
            for phrase, n in count.items()
            if n >= min(MIN_TEXTS, size)
        }
        for count, size in zip(counts, sizes, strict=True)
    ]


def _distinct(weights: dict[str, float], counts: Counter[str], top: int) -> tuple[str, ...]:
    """The heaviest phrases, without one inside another: the longer when it is about as frequent."""
    chosen: list[str] = []
    for phrase in sorted(weights, key=lambda p: (-weights[p], p)):
        longer = [
            p for p in weights if phrase in p and p != phrase and counts[p] >= 0.5 * counts[phrase]
        ]
        phrase = max(longer, key=lambda p: (counts[p] * len(p), p), default=phrase)
        parts = set(phrase.split())
        if not any(phrase in p or p in phrase or parts & set(p.split()) for p in chosen):
            chosen.append(phrase)
        if len(chosen) == top:
            break
    return tuple(chosen)


def keyphrases(
    groups: Sequence[Sequence[str]], *, background: Sequence[str] = (), top: int = 4
) -> list[tuple[str, ...]]:
    """Up to `top` phrases for each group of texts, heaviest first; none for an empty group.

    `background` are texts of no group: what is common there weighs less.
    """
    classes = [*groups, background] if background else list(groups)
    chinese = _chinese_phrases([text for texts in classes for text in texts], LONGEST)
    counts = [
        Counter(phrase for text in texts for phrase in _phrases(text, chinese, LONGEST))
        for texts in classes
    ]
    weights = _weights(counts, [max(len(texts), 1) for texts in classes])
    return [
        _distinct(weight, count, top)
        for weight, count in zip(weights[: len(groups)], counts, strict=False)
    ]


def said_phrases(texts: Sequence[str]) -> list[set[str]]:
    """The words, pairs of words and Chinese phrases of each text, function words left out; a
    Chinese phrase is one that these texts together show to be one. Empty for a text without any."""
    chinese = _chinese_phrases(texts, LONGEST_SAID)
    return [_phrases(text, chinese, LONGEST_SAID) for text in texts]
