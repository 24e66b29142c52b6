"""How a question leans on what was said before it."""

import re

__all__ = [
    "FOLLOWS",
    "IN_CHINESE",
    "IN_ENGLISH",
    "IT",
    "REPEAT",
    "STARS_AGAIN",
    "STEP_BACK",
    "THEM",
    "WHOM",
    "WITH_DETAIL",
]

FOLLOWS = re.compile(
    r"^\s*(?:show|give|read|list)(?: me)?(?: the)?"
    r"(?: (?:worst|best|angriest|latest|newest|first|last|top))?"
    r"(?: (?:ones?|two|three|four|five|\d+))?\s*$"
    r"|^\s*(?:show|give|read|let me see|can i see)(?: me)?"
    r"(?: (?:some|a few|a couple(?: of)?|the|any|two|three|four|five|\d+|actual|typical))*"
    r" (?:quotes|examples|comments|verbatims)\s*\??$"
    r"|^\s*(?:and|what about|how about|only|just|but|then|now|also|ok|why|(?:the )?same|again|for"
    r"|(?:go )?back to)\b"
    r"|\b(?:those|them|these|they|their|it|that|there|instead)\b"
    r"|\bthe (?:first|second|third|last|other) one\b"
    r"|^which \w+ (?:is|are|was|were) (?:\w+ )?(?:behind|to blame|at fault|responsible)\W*$"
    r"|^主要是哪"
    r"|^(?:最早|最先|第一[次条])(?:是)?(?:从)?(?:什么|啥)时候|^(?:从)?(?:什么|啥)时候开始"
    r"|^(?:那|那么|回到|再|只|就|换|还有|为什么|为啥|它|这些|那些|其中)|呢\s*[?？]?\s*$|这些|那些|[这那]几[条个位]|[这那]里面|那个(?!月|周|星期|季度|时候)|这样的|这类|这种|(?<!其)它|[他她](?!们?说)"
    r"|^(?:第[一二三四五\d]|倒数|前[一二三四五\d])"
)

IT = re.compile(
    r"\b(?:it|its|it's)\b|\b(?:that|this) (?:one|product|item|channel)\b"
    r"|(?<!其)它(?!们)|[这那](?:款|件|个(?:商品|产品|渠道|平台))"
)
"""The one thing that was named before."""

STEP_BACK = re.compile(
    r"^(?:and |what about |how about |then )*(?:the )?"
    r"(?:day|week|month|quarter|year|period|one) before(?: that| it)?\??$"
    r"|^(?:那|再)*(?:(?:往)?前一?|再(?:上|前)一?)个?(?:天|周|星期|礼拜|月|季度|年|期)的?呢?\??$"
)

STARS_AGAIN = re.compile(
    r"(?:and |what about |how about |那|那么)*([1-5])(?: ?stars?|颗?星)?\s*"
    r"(or more|or less|and up|and above|and below|or fewer|及?以上|及?以下)?(?:呢)?\??"
)
"""Other stars than those of the turn before."""

REPEAT = re.compile(
    r"\b(?:again|repeat|same|once more|refresh|update)\b|再(?:说|来|看|查|问)一?[遍次下]|重复一遍"
    r"|刷新|更新一下"
)

_NO_TEXT = "".join(
    rf"(?<!\b{word} )"
    for word in (
        "wrote",
        "written",
        "writing",
        "writes",
        "write",
        "posted",
        "commented",
        "reviewed",
    )
)
"""What somebody wrote in a language is theirs; the answer's is asked for otherwise."""

IN_ENGLISH = re.compile(
    rf"{_NO_TEXT}\b(?:in|(?:in)?to) english\b|^(?:and )?english please|用?英文(?:回答|再说)?$"
    r"|(?:换|翻译?|译|改)(?:成|为)英[文语]|说英文"
)

IN_CHINESE = re.compile(
    rf"{_NO_TEXT}\b(?:in|(?:in)?to) chinese\b|(?:换|翻译?|译|改)(?:成|为)中文|用中文|说中文"
)

THEM = re.compile(r"\b(?:them|those|these)\b|它们|这些|那些|这几条")

WITH_DETAIL = re.compile(r"\bdetails?\b|\belaborate\b|\btell me more\b|详细|具体|展开")

WHOM = re.compile(
    r"\bwhom?\b.{0,12}\b(?:should|shall|do|must|can) (?:i|we)\b"
    r"|(?:给|跟|向|找|联系)(?:谁|哪[个位些]?(?:客户|顾客|买家|人))"
)
"""Who is to be chosen for a deed is asked, and not the deed."""
