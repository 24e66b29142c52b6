"""What customers shorten a shop's names to: words and runs of words that only one name has."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from assistant.agent.names.folding import fold

__all__ = [
    "HAN",
    "HAN_RUN",
    "MARK",
    "MOST_OF_A_KIND",
    "WORD",
    "cores_of",
    "first_of",
    "han_runs",
    "lines_of",
    "nouns_of",
    "pattern_of",
    "shortened",
]

HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
WORD = re.compile(r"[a-z0-9][a-z0-9'&.+-]*")
HAN_OR_WORD = re.compile(rf"{WORD.pattern}|{HAN_RUN.pattern}")
MARK = re.compile(r"[\w-]*\d[\w-]*|pro|max|mini|plus|set|pack|lite|ultra|xx?l|kit|edition|[a-z]")
"""What tells a model of a thing from another and names no thing."""

PACK = re.compile(
    r"(?<=[\u3400-\u9fff])[一二两三四五六七八九十百\d]+[双件条个片包瓶支只盒袋枚对]?装$"
)
"""How many come in a pack, behind the name of the thing."""

SET = re.compile(r"(?<=[\u3400-\u9fff]{2})(?:大礼包|礼盒装?|套装|套组|组合装?|系列)$")
"""What a name ends with that is sold as a set: people call it by the thing in it."""

SEAM = re.compile(r"(?<=[a-z])[- ]?(?=\d)|(?<=\d)[- ]?(?=[a-z])")
ONE_LETTER = re.compile(r"(?:^|[^a-z])[a-z][- ]?\d")
PLURAL = re.compile(r"[^s\W\d]s$")
MODEL = re.compile(r"(?!q[1-4]$|h[12]$|b2[bc]$)[a-z]{1,3}-?\d{1,3}[a-z]?")
"""A model's mark that stands for its thing ("G5"), unless it means a quarter or a half year."""

SHORTEST_WORD = 4
SHORTEST_LINE = 3
SHORTEST_Y = 3
LONGEST_RUN = 3
MOST_OF_A_FAMILY = 4
"""More products than these do not make a family that one word can mean."""

MOST_OF_A_KIND = 24
"""More products than these make no kind that a question would list by name."""

MOST_OF_A_LINE = 8
"""Products that share a word of their names, as those of one brand or series do."""


def shortened(
    names: Iterable[str], aliases: Mapping[str, Iterable[str]], everyday: Collection[str] = ()
) -> dict[str, list[str]]:
    """The other spellings of each name: its aliases, and the parts that no other name has, unless
    such a part is an `everyday` word of questions ("reviews" never means "Google Reviews")."""
    known = list(dict.fromkeys(names))
    parts = {name: _parts(fold(name)) for name in known}
    plain = {form for word in everyday for form in (word, word.removesuffix("s"))}
    held = Counter(part for each in parts.values() for part in each)
    sizes = {len(part) for part in held if HAN_RUN.fullmatch(part)}
    held |= Counter(piece for name in known for piece in _han_pieces(fold(name), sizes))
    return {
        name: [
            *aliases.get(name, ()),
            *sorted(
                part
                for part in parts[name]
                if held[part] == held[_singular(part)] == 1
                and not all(word in plain for word in part.split())
            ),
        ]
        for name in known
    }


def nouns_of(names: Iterable[str], everyday: Collection[str] = ()) -> dict[str, tuple[str, ...]]:
    """The everyday noun for names that end with one character: 裤子 for 夹棉裤 and 阔腿裤.

    A noun that is an `everyday` word of questions, or that too many names share, means none.
    """
    found: dict[str, tuple[str, ...]] = {}
    for name in dict.fromkeys(names):
        for run in han_runs(name):
            noun = f"{run[-1]}子"
            if noun not in everyday:
                found[noun] = tuple(dict.fromkeys((*found.get(noun, ()), name)))
    return {noun: names for noun, names in found.items() if len(names) <= MOST_OF_A_FAMILY}


def lines_of(names: Iterable[str], everyday: Collection[str] = ()) -> dict[str, tuple[str, ...]]:
    """The words that some of the names share, with these names: a brand, a series, a kind; of
    Chinese names what they begin or end with (滤杯 of 玻璃滤杯 and 陶瓷滤杯).

    A word that all or too many names have, or that is an `everyday` word of questions, means none.
    """
    known = list(dict.fromkeys(names))
    most = min(MOST_OF_A_LINE, len(known) - 1)
    found: dict[str, tuple[str, ...]] = {}
    # What a name ends with says what the thing is, and wins over what another begins with.
    for parts in (_words, _han_beginnings, _han_ends):
        holders: dict[str, list[str]] = {}
        for name in known:
            for word in {_singular(each) for each in parts(fold(name))}:
                holders.setdefault(word, []).append(name)
        found |= {word: tuple(each) for word, each in holders.items()}
    return {
        word: each
        for word, each in found.items()
        if 1 < len(each) <= most and word not in everyday and _can_be_a_line(word)
    }


def _can_be_a_line(word: str) -> bool:
    if HAN_RUN.fullmatch(word):
        return True
    plain = word.isdigit() or (word.isalpha() and MARK.fullmatch(word))
    return len(word) >= SHORTEST_LINE and not plain


def han_runs(name: str) -> list[str]:
    """The runs of Han characters of a name, without the size of its pack."""
    return HAN_RUN.findall(PACK.sub("", name))


def cores_of(name: str) -> tuple[str, ...]:
    """What a name means without its model's marks: all its words, the last two and the last."""
    words = [w for w in HAN_OR_WORD.findall(PACK.sub("", fold(name))) if not MARK.fullmatch(w)]
    runs = (words, words[-2:], words[-1:])
    return tuple(dict.fromkeys(" ".join(run) for run in runs if run)) or (name,)


def pattern_of(spelling: str) -> str:
    """Words of alphabetic scripts match as words, also in the plural; others anywhere.

    A model's number may be written with a hyphen, a space or nothing before it: gt-200, gt200.
    """
    if HAN.search(spelling):
        return re.escape(spelling)
    if len(spelling) > SHORTEST_Y and spelling.endswith("y"):
        return rf"(?<![a-z0-9]){re.escape(spelling[:-1])}(?:y|ys|ies)(?![a-z0-9])"
    # One letter and a number apart are two words: "see a 5 point change" names no A5.
    apart = "-?" if ONE_LETTER.search(spelling) else "[- ]?"
    written = apart.join(re.escape(piece) for piece in SEAM.split(spelling))
    return rf"(?<![a-z0-9]){written}(?:e?s)?(?![a-z0-9])"


def first_of(spelling: str) -> str:
    """What every form of a spelling begins with."""
    if HAN.search(spelling):
        return spelling
    if len(spelling) > SHORTEST_Y and spelling.endswith("y"):
        return SEAM.split(spelling[:-1])[0]
    return SEAM.split(spelling)[0]


def _parts(name: str) -> set[str]:
    runs = _runs(WORD.findall(name))
    alone = {word for word in _words(name) if len(word) >= SHORTEST_WORD or _is_thing(word)}
    return _han_parts(name) | {form for run in (*runs, *alone) for form in (run, _singular(run))}


def _singular(run: str) -> str:
    return run.removesuffix("s") if PLURAL.search(run) else run


def _is_thing(word: str) -> bool:
    """Whether a short word names a thing: a mat, a jar, a kit, or a model that only it is."""
    if MODEL.fullmatch(word):
        return True
    return len(word) >= SHORTEST_LINE and (word == "kit" or not MARK.fullmatch(word))


def _words(name: str) -> set[str]:
    return {piece for word in WORD.findall(name) for piece in (word, *word.split("-"))}


def _runs(words: Sequence[str]) -> set[str]:
    """Two and three words in a row: customers say "pole saw" for "PS-8 Pole Saw"."""
    return {
        " ".join(words[first : first + size])
        for size in range(2, LONGEST_RUN + 1)
        for first in range(len(words) - size + 1)
        if len(words) > size
    }


def _han_parts(name: str) -> set[str]:
    """The Chinese runs of a name with their beginnings and ends: customers say 猫砂 for 膨润土猫砂,
    and leave the model's number out."""
    return _han_ends(name) | _han_beginnings(name)


def _han_beginnings(name: str) -> set[str]:
    return {run[:size] for run in han_runs(name) for size in _sizes(run)}


def _han_ends(name: str) -> set[str]:
    ends = (run for whole in han_runs(name) for run in (whole, SET.sub("", whole)))
    return {run[-size:] for run in ends for size in _sizes(run)}


def _han_pieces(name: str, sizes: Collection[int]) -> set[str]:
    """Every piece of its Han characters that has one of these lengths."""
    return {
        run[start : start + size]
        for run in HAN_RUN.findall(name)
        for size in sizes
        for start in range(len(run) - size + 1)
    }


def _sizes(run: str) -> set[int]:
    """Of two to four characters are what a run is shortened to, and the whole run."""
    return {size for size in (2, 3, 4, len(run)) if 1 < size <= len(run)}
