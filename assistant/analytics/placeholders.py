"""Placeholders: what stands where somebody gave a rating without a word of their own."""

import re

from assistant.analytics.near_duplicates import letters_of

__all__ = ["is_placeholder"]

LONGEST = 200
"""Characters beyond which no text is a placeholder, so that the pattern is not tried on it."""

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


def is_placeholder(text: str) -> bool:
    """Whether nobody said anything: a shop system's placeholder, "no comment", or no letters.

    Punctuation and emoji alone count; a short opinion ("好", "good") does not.
    """
    if len(text) > LONGEST:
        return not any(map(str.isalnum, text))
    letters = letters_of(text)
    return not letters or _PLACEHOLDER.fullmatch(letters) is not None
