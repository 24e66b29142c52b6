"""Rating scales: which one a column is on, told from all its values, and each value on 1-5."""

import re
import unicodedata
from collections import Counter
from enum import StrEnum

from assistant.ingest.rating_words import RATING_WORDS

__all__ = ["Scale", "is_blank", "read_ces", "read_nps", "tell_scale"]

BLANK = frozenset({
    "", "nan", "null", "none", "n/a", "na", "#n/a", "-", "--", "\\n", "nil", "无", "(空)", "（空）",
    "(跳过)", "(blank)", "(empty)", "(no answer)", "not answered", "offered", "unoffered",
    "not offered", "not rated", "未评价", "未评分", "keine angabe",
})  # fmt: skip

DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
          "八": 8, "九": 9, "十": 10}  # fmt: skip

NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
OVER = re.compile(
    r"([-+]?\d+(?:[.,]\d+)?)\s*(?:星|分|stars?)?\s*(?:/|out of|of|von|sur|su|de|중)\s*"
    r"(\d+)(?:[.,]0+)?\s*(?:星|分|stars?|sterne?n?|étoiles?|estrellas?|estrelas?|stelle)?"
)
STAR_WORD = (
    r"(?:颗星|星级?|つ星|stars?|分|points?|sterne?n?|étoiles?|estrellas?|estrelas?|stell[ae]"
    r"|punkte?|puntos?|pontos?|点|점|점수|별)"
)
STARS = re.compile(rf"([-+]?\d+(?:[.,]\d+)?)\s*-?\s*{STAR_WORD}(?:好评|评价)?")
LABELLED = re.compile(r"(\d+(?:[.,]\d+)?)\s*[-–—:=.(（]\s*\D{2,60}")
"""A number and what it stands for, as in `5 - very satisfied`."""
PERCENT = re.compile(r"([-+]?\d+(?:[.,]\d+)?)\s*%")
HAN_STARS = re.compile(r"([零一二两三四五六七八九十])\s*(?:颗星|星级?|分)(?:好评|评价)?")
DRAWN = re.compile(r"([★⭐🌟✭✮]\ufe0f?|[☆✩✰]\ufe0f?|\s)+")

FIVE_HINT = re.compile(r"1\s*[-~–至到]\s*5|5分制|五分制|outof5|/\s*5", re.I)
TEN_HINT = re.compile(r"(0|1)\s*[-~–至到]\s*10(?!\d)|10分制|十分制|outof10|/\s*10(?!\d)", re.I)
HUNDRED_HINT = re.compile(r"percent|百分|%|(0|1)\s*[-~–至到]\s*100|/\s*100", re.I)


class Scale(StrEnum):
    """How bare numbers of a column are meant."""

    FIVE = "1-5"
    TEN = "1-10"
    ELEVEN = "0-10"
    HUNDRED = "0-100"

    @property
    def bounds(self) -> tuple[float, float]:
        low, high = self.value.split("-")
        return float(low), float(high)

    @property
    def note(self) -> str:
        """How bare numbers become 1-5."""
        low, high = self.bounds
        if self is Scale.FIVE:
            return "on the scale 1-5, taken as it is"
        return f"on the scale {self.value}, mapped linearly to 1-5 ({low:g} is 1, {high:g} is 5)"

    def read(self, value: str) -> float | None:
        """The value on 1-5, None where it is blank.

        Raises ValueError where it is outside its scale or no rating at all.
        """
        if is_blank(value):
            return None
        plain = unicodedata.normalize("NFKC", value).strip().lower()
        if (word := _word(plain)) is not None:
            return word
        if found := OVER.fullmatch(plain):
            return _over(_number(found[1]), int(found[2]))
        if found := PERCENT.fullmatch(plain):
            return _mapped(_number(found[1]), Scale.HUNDRED)
        if found := HAN_STARS.fullmatch(plain):
            return _mapped(float(DIGITS[found[1]]), self)
        if found := STARS.fullmatch(plain):
            return _mapped(_number(found[1]), self)
        if DRAWN.fullmatch(plain):
            return _mapped(float(sum(plain.count(star) for star in "★⭐🌟✭✮")), Scale.FIVE)
        if NUMBER.fullmatch(plain):
            return _mapped(_number(plain), self)
        if found := LABELLED.fullmatch(plain):
            return _mapped(_number(found[1]), self)
        raise ValueError(f"rating {value.strip()[:40]!r} is no rating")


def is_worded(value: str) -> bool:
    """Whether a value is a rating by its own writing: words, stars, or a number out of another."""
    plain = unicodedata.normalize("NFKC", value).strip().lower()
    forms = (OVER, STARS, HAN_STARS, DRAWN)
    if _word(plain) is None and not any(form.fullmatch(plain) for form in forms):
        return False
    try:
        return Scale.FIVE.read(value) is not None
    except ValueError:
        return False


def is_blank(value: str) -> bool:
    """Whether a cell stands for "nothing", in the spellings that exports use."""
    return value.strip().lower() in BLANK


def tell_scale(values: Counter[str], header: str) -> Scale | None:
    """The scale of the bare numbers in a column, from all its values and its header.

    None where they are no ratings: all within -1…1, as flags and sentiment scores are. A few
    values outside a scale are outliers to reject, not proof of a longer one: 0-100 needs half
    of the values above 10, a scale to 10 needs a twentieth (and two, or a fifth) above 5.
    """
    numbers = _bare_numbers(values)
    title = unicodedata.normalize("NFKC", header)
    total = sum(numbers.values())
    if HUNDRED_HINT.search(title):
        return Scale.HUNDRED
    if TEN_HINT.search(title):
        return _to_ten(numbers)
    if FIVE_HINT.search(title) or not total:
        return Scale.FIVE
    if all(-1 <= number <= 1 for number in numbers) and len(numbers) > 1:
        return None
    above_ten = sum(count for number, count in numbers.items() if 10 < number <= 100)
    if above_ten >= total / 2:
        return Scale.HUNDRED
    above_five = sum(count for number, count in numbers.items() if 5 < number <= 10)
    if above_five >= total / 20 and (above_five >= 2 or above_five >= total / 2):
        return _to_ten(numbers)
    return Scale.FIVE


def read_nps(value: str) -> int | None:
    """A whole number from 0 to 10, None where blank. Raises ValueError for anything else."""
    if is_blank(value):
        return None
    number = _plain_number(value, "NPS answer", "0-10")
    if not number.is_integer() or not 0 <= number <= 10:
        raise ValueError(f"NPS answer {value.strip()[:40]!r} is not a whole number from 0 to 10")
    return int(number)


def read_ces(value: str) -> float | None:
    """A number from 1 to 7, None where blank. Raises ValueError for anything else."""
    if is_blank(value):
        return None
    number = _plain_number(value, "CES answer", "1-7")
    if not 1 <= number <= 7:
        raise ValueError(f"CES answer {value.strip()[:40]!r} is outside 1-7")
    return number


def _plain_number(value: str, kind: str, scale: str) -> float:
    plain = unicodedata.normalize("NFKC", value).strip().lower()
    if found := OVER.fullmatch(plain) or STARS.fullmatch(plain):
        return _number(found[1])
    if not NUMBER.fullmatch(plain):
        raise ValueError(f"{kind} {value.strip()[:40]!r} is no number on {scale}")
    return _number(plain)


def _bare_numbers(values: Counter[str]) -> Counter[float]:
    """Numbers whose scale their own writing does not tell, with how often they occur."""
    numbers: Counter[float] = Counter()
    for value, count in values.items():
        plain = unicodedata.normalize("NFKC", value).strip()
        if NUMBER.fullmatch(plain):
            numbers[_number(plain)] += count
        elif (found := STARS.fullmatch(plain)) and "分" in plain:
            numbers[_number(found[1])] += count
    return numbers


def _word(plain: str) -> float | None:
    """What a written word stands for on 1-5, in any gender; None where it is no rating."""
    for word in (plain, plain.rstrip("s"), plain.removesuffix("e"), f"{plain.removesuffix('a')}o"):
        if word in RATING_WORDS:
            return float(RATING_WORDS[word])
    return None


def _to_ten(numbers: Counter[float]) -> Scale:
    return Scale.ELEVEN if any(0 <= number < 1 for number in numbers) else Scale.TEN


def _over(number: float, top: int) -> float:
    scales = {5: Scale.FIVE, 10: Scale.ELEVEN, 100: Scale.HUNDRED}
    if top not in scales:
        raise ValueError(f"rating {number:g}/{top} is on no known scale")
    return _mapped(number, scales[top])


def _mapped(number: float, scale: Scale) -> float:
    low, high = scale.bounds
    if not low <= number <= high:
        raise ValueError(f"rating {number:g} is outside {scale.value}")
    return number if scale is Scale.FIVE else round(1 + 4 * (number - low) / (high - low), 4)


def _number(written: str) -> float:
    return float(written.replace(",", "."))
