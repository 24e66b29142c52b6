"""Postal addresses in free text: Chinese, North American and British.

An address needs a number: a region alone ("北京市朝阳区") is a place, not a person's address. Every
repetition in the patterns is bounded, so the time grows linearly with the text.
"""

import re
from collections.abc import Iterator

from assistant.understanding.personal.kinds import Span

__all__ = ["addresses"]

_STOP = re.compile(r"[在到至往为是住寄送给把将放于址的了收换改]|家(?![村庄园屯沟湾桥])|\[|\]")
_REGION = re.compile(
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南"
    "|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
_ADMIN = re.compile("[省市区县州盟旗镇乡]")
_DWELLING = (
    "小区|社区|花园|家园|公寓|大厦|大楼|广场|新村|宿舍|校区|中心"
    "|苑|园|城|里|村|庭|府|寓|居|湾|厦|坊|院|都"
)
_UNIT = r"(?:号楼|号院|栋|幢|座|单元|室|楼|层|号|户|房|弄|组|#)"
_NUMBERED = rf"(?: ?(?:\d{{1,5}}(?:-\d{{1,4}}){{0,3}}{_UNIT}|[A-Za-z]座))"
_ROOMS = (
    rf"(?: ?(?:[一-龥]{{1,14}}?(?:{_DWELLING}))?{_NUMBERED}{{1,5}}"
    r"(?: ?\d{2,5}(?![\d年月日天元块分小个]))?){0,3}"
    r"(?:[一-龥]{1,8}?(?:大厦|小区|公寓|花园|广场|中心))?"
)
_WAY = r"(?:[一-龥](?<![上一线网铁公马思套半])路|街|(?<![知味频报渠通管轨])道|巷|胡同)"
_CHINESE = re.compile(
    rf"(?:(?P<street>{_WAY}[东西南北中甲乙]? ?\d{{1,5}}(?:-\d{{1,4}})?(?:号|弄|栋|幢|#))"
    r"|(?P<village>[村屯庄] ?\d{1,3}组)"
    rf"|(?P<estate>(?:{_DWELLING}|[一二三四五六七八九十东西南北]区) ?\d{{1,4}}"
    r"(?:号楼|楼(?=\d)|栋|幢|座|#|-\d{1,3})))" + _ROOMS
)
_HOME = re.compile(r"(?:地址|住|家|寄|送|收货)[^\n]{0,12}$")
_STATE = (
    "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]"
    "|T[NX]|UT|V[AT]|W[AIVY]"
)
_CITY = r"[A-Z][a-z]{2,15}(?: [A-Z][a-z]{2,15}){0,2}"
_POSTCODE = (
    rf"(?:{_CITY},? (?:(?:{_STATE}),? \d{{5}}(?:-\d{{4}})?|[A-Z]{{1,2}}\d[A-Z\d]? \d[A-Z]{{2}}))"
    r"(?![\dA-Za-z])"
)
_TYPE = (
    "Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Boulevard|Blvd|Drive|Dr|Court|Ct|Way|Close|Terrace|Place"
    "|Pl|Square|Sq|Crescent|Parkway|Pkwy|Highway|Hwy|Circle|Gardens"
)
_NO_NAME = (
    "(?i:stars?|h(?:ou)?rs?|min(?:ute)?s?|days?|weeks?|months?|years?|times?|miles?|blocks?"
    "|way|lane|of|the|in|on|to|and|or|for|at|my|from|am|pm)"
)
_NAME = (
    "(?:[Ss]tars?|[Hh](?:ou)?rs?|[Mm]in(?:ute)?s?|[Dd]ays?|[Ww]eeks?|[Mm]onths?|[Yy]ears?|[Tt]imes?|[Mm]iles?"
    "|[Ww]ay|[Ll]ane|[Oo]f|[Tt]he|[Ii]n|[Oo]n|[Tt]o|[Aa]nd|[Oo]r|[Ff]or|[Aa]t|[Mm]y|[Ff]rom|[Bb]locks?|[Aa]m|[Pp]m)"
)
_NAME = rf"(?!{_NO_NAME}\b)(?:[A-Z][A-Za-z'.]{{0,15}}|\d{{1,3}}(?:st|nd|rd|th))"
_FLAT = r"(?:Flat|Apt|Apartment|Unit|Suite|Ste|Room|#)\.? ?(?:\d{1,5}[A-Za-z]?|[A-Z]\d{0,4})"
_LINE = rf"(?:{_FLAT},? )?(?<![\d$£€.,:#-])\d{{1,5}}[A-Za-z]?(?:-\d{{1,4}})? "
_CAPITALS = rf"{_NAME} (?:[A-Z][A-Za-z'.]{{0,15}} ){{0,3}}(?:{_TYPE})\b\.?(?! [A-Z][a-z]+s\b)"
_WORD = rf"(?!{_NO_NAME}\b)[a-z]{{3,15}}"
_WESTERN = re.compile(
    rf"{_LINE}(?:{_CAPITALS}|{_WORD} (?:{_WORD} )?(?:street|avenue|road|blvd)\b)"
    rf"(?:,? (?:{_FLAT}))?(?:(?:,|\n|,\n)? ?{_POSTCODE})?"
    rf"|\b[Pp]\.? ?[Oo]\.? ?[Bb][Oo][Xx] \d{{1,6}}(?:,? {_POSTCODE})?|\b{_POSTCODE}"
)


def _chinese(match: re.Match[str]) -> Span | None:
    """From the street (or estate) and number leftwards to the region that it starts with."""
    before = match.string[max(0, match.start() - 32) : match.start()]
    run = re.search(r"[一-龥A-Za-z ]*$", before + match[0][0])
    words = run[0] if run else ""
    stops = [stop.end() for stop in _STOP.finditer(words)]
    words = words[stops[-1] if stops else 0 : -1]
    region, admin = _REGION.search(words), _ADMIN.search(words)
    if match["estate"] and not (admin or region):
        rooms = len(re.findall(_UNIT, match[0])) + bool(re.search(r"\D\d{3,5}$", match[0]))
        if rooms < 2 and not _HOME.search(before):
            return None
    if region:
        words = words[region.start() :]
    elif admin:
        words = words[max(0, admin.start() - 4) :]
    else:
        words = words[-7:]
    return match.start() - len(words.lstrip()), match.end()


def addresses(text: str) -> Iterator[Span]:
    """Start and end of each address; full-width forms are expected to be plain already."""
    for match in _CHINESE.finditer(text):
        span = _chinese(match)
        if span is not None:
            yield span
    for match in _WESTERN.finditer(text):
        yield match.span()
