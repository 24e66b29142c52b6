"""The forms in which files write days, months, clocks and time zones."""

import re
import unicodedata

__all__ = [
    "AFTERNOON",
    "CLOCK",
    "DAY_FIRST",
    "FOREIGN_MONTH",
    "FOREIGN_MONTHS",
    "MONTHS",
    "NAME_DASHED",
    "NAME_FIRST",
    "NUMERIC",
    "SENTENCE",
    "SPACED",
    "STAMP",
    "YEAR_FIRST",
    "YEAR_LAST",
    "ZONES",
]

MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
MONTH_NAME = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
FOREIGN_MONTHS = {
    "jan": ("januar", "jänner", "janvier", "janv", "enero", "ene", "gennaio", "gen", "janeiro"),
    "feb": ("februar", "février", "fevrier", "févr", "febrero", "febbraio", "fevereiro", "fev"),
    "mar": ("märz", "maerz", "mär", "mars", "marzo", "março"),
    "apr": ("avril", "avr", "abril", "abr", "aprile"),
    "may": ("mai", "mayo", "maggio", "mag", "maio"),
    "jun": ("juni", "juin", "junio", "giugno", "giu", "junho"),
    "jul": ("juli", "juillet", "juil", "julio", "luglio", "lug", "julho"),
    "aug": ("août", "aout", "agosto", "ago"),
    "sep": ("septembre", "septiembre", "settembre", "set", "setembro"),
    "oct": ("oktober", "okt", "octobre", "octubre", "ottobre", "ott", "outubro", "out"),
    "nov": ("novembre", "noviembre", "novembro"),
    "dec": ("dezember", "dez", "décembre", "diciembre", "dic", "dicembre", "dezembro"),
}
FOREIGN_MONTH = re.compile(
    r"(?<=\d)\.?(?:\s+de)?[\s-]+("
    + "|".join(sorted((n for names in FOREIGN_MONTHS.values() for n in names), key=len)[::-1])
    + r")\.?(?:\s+de|\s+del)?(?=[\s-]+\d)",
    re.I,
)
SENTENCE = re.compile(r"^[a-z][a-z,\s]{0,80}?\bon\s+(?=\w*\s?\d|[a-z]+\s\d)", re.I)
"""What a shop's page writes in front of the date, as in "Reviewed in Canada on"."""

ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8,
    "pdt": -7, "cet": 1, "cest": 2, "bst": 1, "jst": 9, "hkt": 8, "sgt": 8,
}  # fmt: skip
"""Hours east of Greenwich. CST is missing on purpose: China and Chicago both use it."""

YEAR_FIRST = re.compile(
    r"(?P<y>\d{4})\s*(?P<sep>[-/.年년])\s*(?P<m>\d{1,2})\s*[-/.月월]\s*(?P<d>\d{1,2})(?:\s*[日号일]|\.(?!\d))?"
)
YEAR_LAST = re.compile(
    r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})(?!\d)"
)
NAME_FIRST = re.compile(
    WEEKDAY + MONTH_NAME + r"\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})(?!\d|:)", re.I
)
NAME_DASHED = re.compile(MONTH_NAME + r"[-/](?P<d>\d{1,2})[-/](?P<y>\d{4}|\d{2})(?!\d)", re.I)
SPACED = re.compile(r"(?P<m>\d{1,2})\s(?P<d>\d{1,2}),\s(?P<y>\d{4})(?!\d)")
DAY_FIRST = re.compile(
    WEEKDAY
    + r"(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+"
    + MONTH_NAME
    + r"[\s,-]+(?P<y>\d{4}|\d{2})(?!\d)",
    re.I,
)
STAMP = re.compile(
    WEEKDAY
    + MONTH_NAME
    + r"\s+(?P<d>\d{1,2})\s+(?P<time>\d{1,2}:\d{2}(?::\d{2})?)"
    + r"\s+(?P<zone>[-+]\d{4}|[a-z]+)?\s*(?P<y>\d{4})$",
    re.I,
)
CLOCK = re.compile(
    r"(?:[,T\s]|(?:at|um|a las|alle|à)\b|[(（]?(?:星期|周)[一二三四五六日天][)）]?"
    r"|[(（][月火水木金土日월화수목금토일][)）])*"
    r"(?P<part>凌晨|早上|早晨|清晨|上午|中午|下午|傍晚|晚上|晚|夜里|午前|午後|오전|오후)?\s*"
    r"(?:(?P<h>\d{1,2})"
    r"(?:\s*[:点时時시h.]\s*(?:(?P<min>\d{1,2})\s*[分분]?"
    r"(?:\s*:?\s*(?P<s>\d{1,2})(?:[.,](?P<f>\d+))?\s*[秒초]?)?)?)?"
    r"(?:\s*uhr)?"
    r"\s*(?P<half>[ap]\.?m\.?)?)?"
    r"\s*[(\[]?(?P<zone>[-+]\d{2}:?\d{2}(?!\d)|[-+]\d{2}(?!\d)"
    r"|(?:utc|gmt)\s*[-+]\s*\d{1,2}(?::?\d{2})?|[a-z]{1,4})?[)\]]?\s*$",
    re.I,
)
NUMERIC = re.compile(r"\d{5,19}(?:\.\d+)?")

AFTERNOON = frozenset(
    {"下午", "傍晚", "晚上", "晚", "夜里", "午後", unicodedata.normalize("NFKC", "오후")}
)
