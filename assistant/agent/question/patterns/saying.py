"""How a question tells the words that somebody said."""

import re

__all__ = [
    "MENTION",
    "OR_WORD",
    "QUOTED",
    "SAID",
    "TELLS_TEAM",
    "WE_TELL",
]

WE_TELL = (
    r"(?:should|can|could|do|shall|would) (?:i|we) (?:have to )?"
    r"(?:tell|bring up with|say to|report to|share with|raise with|mention to) (?:the|my|our)"
)
"""What stands before whom somebody here wants to tell something."""

TELLS_TEAM = re.compile(
    rf"^what {WE_TELL} "
    r"(?:team|boss|staff|managers?|colleagues|crew|ceo|board|founders?|owners?|leads?)\W*$"
    r"|(?:跟|和|向|对|给)(?:团队|老板|领导|同事|大家|组里|上级)们?"
    r"(?:说|讲|汇报|提|交代|同步)(?:点|些|一?下)?(?:什么|啥|哪些)"
)
"""What is worth telling those who work here: a glance at all of it."""

SAID = re.compile(
    r"(?:[说写提讲骂喊]|包含|含有?)(?:过|到|了|着)?\s*[“\"「『‘]|\b(?:sa(?:y|ys|id|ying)|wr(?:ite|ote)|mention\w*)\s+[“\"‘]"
)
"""Quoted words that somebody wrote, not what a review is to be like."""

QUOTED = re.compile(r"[“\"「『‘]([^”\"」』’]{1,80})[”\"」』’]|(?<!\w)'([^']{2,80})'(?!\w)")

_NO_WORD = (
    r"(?:this|last|in|on|since|during|for|by|per|from|and|or|yesterday|today|most|more|over|at|we|"
    r"are|is|was|were|did|do|have|has|per|each|every|first|last|when|before|after|of|to|with|as|than|it|them|that|how|what|so|reviews?)\b"
)

_NO_SAYING = (
    r"(?:about|something|anything|nothing|things?|good|bad|nice|positive|negative|they|their|there"
    r"|those|these|them|that|it|he|she|no|yes|not|i|you|reviews?|feedback|comments?|a|an|the|this|us|more|less)\b"
)

MENTION = re.compile(
    r"\b(?:mention(?:s|ing|ed)?|containing|contains?|with the words?)\s+"
    r"(?:of\s+|the\s+|an?\s+|our\s+|my\s+|words?\s+|both\s+|either\s+)*"
    rf"(?!{_NO_WORD})([a-z0-9][a-z0-9'-]*(?: (?!{_NO_WORD})[a-z0-9][a-z0-9'-]*)?)"
    r"|\b(?:how many|any(?:one|body)|some(?:one|body)|[a-z]{3,} "
    r"(?:who|that|which))(?: \w+){0,2} (?:said|say|saying|wrote|write|used?)\s+(?:the |word |an? )*"
    rf"(?!{_NO_WORD}|{_NO_SAYING})([a-z0-9][a-z0-9'-]*)"
    rf"|\bwhen (?:was|were|is|did|has) (?:the |an? )?(?:words? )?(?!{_NO_WORD})"
    rf"([a-z0-9][a-z0-9'-]+(?: (?!{_NO_WORD})[a-z0-9][a-z0-9'-]*)?) "
    r"(?:been )?(?:(?:first|last|ever) )*(?:mention(?:ed)?|come up|brought up|said|appear(?:ed)?)\b"
    r"|(?:提到|提及|说到|出现|包含)(?:了|过)?(?!什么|啥|哪|多少)((?:(?![或、])[\u4e00-\u9fffa-z0-9-]){1,8}?)"
    r"(?=的|[或、]|是?(?:在)?(?:什么时候|啥时候|哪[天日周月]|何时|几号)|每|有多少|有几|有没|占|多少|几条|[,，?？。]|$)"
    r"|(?:带|含|有)(?:有|着)?([\u4e00-\u9fff]{1,6}?)(?:这|那)?(?:[一两二个]*个)?(?:字眼|字样|字|词)(?=的|有|占|几|多少|[,，?？]|$)"
    r"|^(?!.{0,3}[最多少高低好差评分])([\u4e00-\u9fff]{1,3}?)了?的(?:都|主要|大多|基本)?(?:是|有)(?:哪|什么|啥)"
    r"|(?:说|提|找|打|拨|告|投诉|举报)(?:到|要|去|找|过|了|打|电话|给)*(\d{4,8})(?![\d年元块条个号星分])"
    r"|(?:是|都|有人|谁)(?:说|嫌|喊|写|骂)(?!最|第|这|那|啥|的|好|对|错|明|法|话|出|到|了|过|要|买|卖)"
    r"([\u4e00-\u9fff])的"
    r"|有没有(?!类似|其他|别的|新|这样|那样|[好差中]评|[正负]面|更|什么|啥)([\u4e00-\u9fff]{1,2})的(?=\?|$)"
)

OR_WORD = re.compile(
    rf"\s*(?:,\s*)?(?:\bor\b|或者?|、)\s*(?:the |an? )?(?:(?!{_NO_WORD})([a-z0-9][a-z0-9'-]+)"
    r"|([\u4e00-\u9fff]{2,6}?)(?=的|有多少|有几|[,，?？。、或]|$))"
)
