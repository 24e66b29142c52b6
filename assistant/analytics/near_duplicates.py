"""Near duplicates (bots, copy-paste) and reviews without a word of their own.

A signature is 32 MinHash values of 16 bits over character n-grams (Broder 1997), 64 bytes a text;
two signatures agree in about as many places as the Jaccard similarity of the n-grams. Its eight
64-bit words are the band keys: texts that share 70 % of their n-grams share a word with
probability 0.89, 80 % 0.99, 30 % 0.06. (A 64-bit SimHash was weighed: one changed character of a
20-character review already flips some ten of its bits, which no banding finds.)

At import: compute the signature, look its band keys up among the rows that are nobody's
duplicate, and take the earliest of them within MAX_DISTANCE as the original; a row without one is
stored with its signature and band keys. Copies need no keys of their own.
"""

import re
import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["MAX_DISTANCE", "band_keys", "distance", "group", "is_default_praise", "signatures"]

MAX_DISTANCE = 0.3
"""Two texts at most so far apart are near duplicates."""

HASHES = 32
WORDS = 8
FLOOR = 40
"""Weight below which a text is too short to be called a copy: a Latin letter weighs 1, a Chinese
character 2.5, so 16 Chinese characters or some eight English words."""

DISTINCT = 12
"""So many different n-grams at least: "好好好好…" is nobody's copy either."""

_BLANK = 0xFFFF
_BATCH = 2_000
_RNG = np.random.default_rng(20_240_601)  # fixed: stored signatures must stay comparable
_FACTORS = _RNG.integers(1, 2**63, size=HASHES, dtype=np.uint64) | np.uint64(1)
_OFFSETS = _RNG.integers(0, 2**63, size=HASHES, dtype=np.uint64)
_PLACES = _RNG.integers(1, 2**63, size=4, dtype=np.uint64) | np.uint64(1)
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ADDRESSEE = re.compile(r"https?://\S+|@\w+")


def _letters(text: str) -> str:
    """Letters and digits alone, in one case and width: what a copy keeps."""
    plain = unicodedata.normalize("NFKC", _ADDRESSEE.sub(" ", text)).casefold()
    return "".join(filter(str.isalnum, plain))


def _grams(letters: str) -> NDArray[np.uint64]:
    """A hash for each n-gram in turn, a repeated one again: pairs where most characters are
    ideographs, else runs of four."""
    ideographs = len(_IDEOGRAPH.findall(letters))
    if len(letters) + 1.5 * ideographs < FLOOR:
        return np.empty(0, dtype=np.uint64)
    size = 2 if 2 * ideographs > len(letters) else 4
    codes = np.frombuffer(letters.encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    count = len(codes) - size + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for place in range(size):
        mixed += codes[place : place + count] * _PLACES[place]
    mixed ^= mixed >> np.uint64(29)
    mixed *= _PLACES[0]
    mixed ^= mixed >> np.uint64(32)
    return mixed if len(set(mixed.tolist())) >= DISTINCT else mixed[:0]


def signatures(texts: Sequence[str]) -> NDArray[np.uint16]:
    """The signatures, shape (len(texts), 32). A text too short gets a row of 0xFFFF."""
    result = np.full((len(texts), HASHES), _BLANK, dtype=np.uint16)
    for first in range(0, len(texts), _BATCH):
        grams = [_grams(_letters(text)) for text in texts[first : first + _BATCH]]
        filled = [i for i, gram in enumerate(grams) if len(gram)]
        if not filled:
            continue
        flat = np.concatenate([grams[i] for i in filled])
        starts = np.cumsum([0, *(len(grams[i]) for i in filled[:-1])])
        rows = first + np.array(filled)
        for column in range(HASHES):
            hashed = (flat * _FACTORS[column] + _OFFSETS[column]) >> np.uint64(16)
            least = np.minimum.reduceat(hashed, starts)
            result[rows, column] = (least % np.uint64(_BLANK)).astype(np.uint16)
    return result


def band_keys(marks: NDArray[np.uint16]) -> list[tuple[int, ...]]:
    """For each of the signatures (n, 32) eight signed 64-bit keys, each with its band mixed in;
    none for a text too short.

    Two signatures are worth comparing when they share a key.
    """
    words = np.ascontiguousarray(marks, dtype="<u2").view("<u8")
    bands = np.arange(WORDS, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    keys = (words ^ bands).view(np.int64).tolist()
    blank = (marks[:, 0] == _BLANK).tolist()
    return [() if none else tuple(of) for of, none in zip(keys, blank, strict=True)]


def distance(a: NDArray[np.uint16], b: NDArray[np.uint16]) -> float:
    """1 - the estimated Jaccard similarity, in 0…1; 1 where a text is too short."""
    if a[0] == _BLANK or b[0] == _BLANK:  # no hash is, so one tells of all
        return 1.0
    return int(np.count_nonzero(a != b)) / HASHES


def group(texts: Sequence[str]) -> list[int | None]:
    """For each text the index of the earlier text that it nearly repeats, else None.

    Every copy points to the first of its group, and is compared with that one alone, so a chain
    of small edits does not drift from one opinion to another.
    """
    marks = signatures(texts)
    originals: dict[int, list[int]] = {}
    result: list[int | None] = []
    for index, (mark, keys) in enumerate(zip(marks, band_keys(marks), strict=True)):
        candidates = sorted({earlier for key in keys for earlier in originals.get(key, ())})
        near = (i for i in candidates if distance(marks[i], mark) <= MAX_DISTANCE)
        original = next(near, None)
        result.append(original)
        if original is None:
            for key in keys:
                originals.setdefault(key, []).append(index)
    return result


_WHO = "(?:此|该|本|这位|买家)?(?:用户|买家|顾客|客户|会员|消费者|评价方)?"
_PLACEHOLDER = re.compile(
    rf"(?:(?:\d+天内)?{_WHO}(?:没有|尚未|暂未|未|没)(?:能)?(?:及时|主动|按时)?"
    r"(?:(?:填写|做出|作出|发表|留下|进行|给出|写下?)?(?:任何|文字|有效)?(?:评价|评论|评语)(?:内容)?|填写内容)"
    r"(?:系统|平台)?(?:自动)?(?:默认)?(?:给予|给出)?(?:好评|评价)?"
    r"|(?:系统|平台)?(?:自动|默认)+(?:给予|给出)?(?:五星|5星|全五星)?(?:好评|评价|评论)"
    r"|(?:暂?无)(?:评价|评论|文字|内容)?|此?评[价论]已?被?删除"
    r"|(?:the|this)?(?:user|customer|buyer|reviewer)(?:hasnot|didnot|didnt|hasnt|left|has)"
    r"(?:no|not)?(?:left?|leave|leavea|written|write|writea|given)?(?:any|a|no)?(?:comments?|reviews?|feedback)"
    r"|(?:automatic|default|auto)(?:ally)?(?:positive|5star|good)?(?:feedback|review|rating|praise)"
    r"|no(?:additional|further|other|written|text)?(?:comments?|reviews?|feedback|text|answer|response)"
    r"(?:left|given|provided|atthistime)?|na|nil|none|nothing(?:toadd)?)"
)


def is_default_praise(text: str) -> bool:
    """Whether nobody said anything: a shop system's placeholder, "no comment", or no letters.

    Punctuation and emoji alone count; a short opinion ("好", "good") does not.
    """
    if len(text) > 200:
        return not any(map(str.isalnum, text))
    letters = _letters(text)
    return not letters or _PLACEHOLDER.fullmatch(letters) is not None
