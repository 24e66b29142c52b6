"""How a question speaks of a test with sides, and what a shop calls the column of them."""

import re

__all__ = [
    "CALLED",
    "COMPARED",
    "EFFECT",
    "ORDER_VALUE_SAID",
    "SIDE",
    "TESTED",
    "TRIAL",
    "TRIAL_HEADER",
    "several_said",
]

_ENGLISH = r"(?:variant|version|arm|bucket|cell|group|option|treatment)"
_CHINESE = r"(?:组|版|方案|版本)"
_SEVERAL = r"(?:two|three|four|five|six|seven|eight|\d)"
_WON = r"(?:w[io]ns?|winning|came out (?:ahead|on top))"

TESTED = re.compile(
    rf"\bwhich of (?:the |our |these )?(?:{_SEVERAL}) ([\w ]{{1,30}}?) (?:is |has )?{_WON}\b"
    r"|[两三四五六七八几\d]个(.{1,8}?)哪一?[个种](?:能|会)?(?:赢|胜出|获胜)"
)
"""What there were several of, one of which won: no theme, though its word may be one's."""

_WRITTEN = ("two两", "three三", "four四", "five五", "six六", "seven七", "eight八")


def several_said(folded: str) -> int | None:
    """Of how many it is asked which one won, None where no number is said."""
    if (match := TESTED.search(folded)) is None:
        return None
    said = re.search(rf"{_SEVERAL} |(?P<zh>[两三四五六七八\d])个", match.group())
    word = (said["zh"] or said.group().strip()) if said else ""
    if word.isdigit():
        return int(word)
    return next((n for n, each in enumerate(_WRITTEN, 2) if word and word in each), None)


TRIAL = re.compile(
    r"(?<![a-z])a ?(?:/|vs\.?|versus) ?b(?![a-z])|\bab[- ]?test|(?<![a-z0-9])ab ?测试"
    rf"|\bsplit test|\b{_ENGLISH}s? [a-d]\b"
    rf"|\b(?:which|the|both|{_SEVERAL}) (?:variant|version|arm|bucket)s?\b"
    r"|\b(?:treatment|control) (?:group|arm)\b|\bexperiments?\b"
    rf"|(?<![a-z])[a-d甲乙] ?{_CHINESE}|{_CHINESE} ?[a-d](?![a-z])"
    r"|实验组|试验组|对照组|分组测试|对照[实试]验|[两三四五六七八几哪]个(?:版本|方案)"
    rf"|{TESTED.pattern}"
)
"""That a test with sides is spoken of."""

CALLED = re.compile(r"(?<![a-z])a ?/ ?b(?![a-z])")
"""What any such test is called, whatever its sides are."""

SIDE = re.compile(
    rf"\b{_ENGLISH}s? ([a-z]|\d)(?:(?:,| and| or| vs\.?| versus| against) ([a-z]|\d))?\b"
    rf"|(?<![a-z])([a-z])(?: ?{_CHINESE})?(?: ?[和与跟/]|(?: and| vs\.?| or) ) ?([a-z])(?![a-z])"
    rf"|(?<![a-z0-9])([a-z]|\d) ?{_CHINESE}|{_CHINESE} ?([a-z]|\d)(?![a-z0-9])"
)
"""A side of a test, or two, by its letter or number."""

EFFECT = re.compile(
    r"\b(?:rais|increas|lift|improv|boost|help|chang|affect|lower|reduc|hurt|mov)(?:e?[sd]?|ing|ped)\b"
    r"|提[高升]|增加|拉[高升]|降低|拉低|影响|带来|改善"
)
"""What one side does to a number."""

TRIAL_HEADER = re.compile(
    r"^a ?/? ?b(?: ?(?:test|group|variant|arm|bucket|split))?$"
    r"|\b(?:variant|experiment|treatment|arm|bucket|(?:test|trial|split) (?:group|cell|version))\b"
    r"|ab ?(?:测试|分组|实验)|实验|试验|测试组|测试版本|分组|组别|方案"
)
"""A header, folded and with spaces, of the column of the sides."""

ORDER_VALUE_SAID = re.compile(
    r"\b(?:order|basket|cart|purchase|ticket) (?:value|amount|total|size|spend)s?\b|\baov\b"
    r"|\b(?:average|avg|mean) (?:order|basket|cart|purchase|spend)s?\b|\bspen(?:ds?|t|ding)\b"
    r"|客单价|件单价|(?:订单|成交|消费|支付|客单)(?:金额|额|均价|价值)|花(?:的|了|得)?(?:钱|更?多|更?少)"
)
"""What an order costs, of which two sides have a mean each."""

COMPARED = re.compile(
    rf"\bthan\b|\b(?:beats?|wins?|better|worse|higher|lower|more|less)\b|\bwon\b|[更比胜赢]|优于|{ORDER_VALUE_SAID.pattern}"
)
"""A side that is named is held against the other one."""
