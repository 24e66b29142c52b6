"""What a question says beside what it asks, and which names nothing that is asked about."""

import re

from assistant.agent.question.patterns.common import SCORE_NAMED, TO_PUBLISH
from assistant.agent.question.patterns.saying import WE_TELL
from assistant.agent.question.places import Place, places_of

__all__ = ["asides_in", "without_preamble"]

WHO_ASKS = re.compile(
    r"我们?(?:是|叫)(?!想|要|说|问|在|不|否|来|怕|觉|指)[\u4e00-\u9fffa-z0-9]{1,14}?(?=[,，。.!！])"
)
"""Who somebody is who asks ("我是新来的客服小王,"), which is no part of the question."""

OCCASION = re.compile(
    r"^[^,，。.;!！?？]{0,16}(?:开会|例会|[周月早晚]会|汇报|述职|复盘会)[^,，。.;!！?？]{0,6}[,，。.;!！]\s*(?=\S)"
    r"|^[^,.;!?]{0,40}\b(?:meeting|stand-?up|presentation|board call|catch-?up)\b[^,.;!?]{0,30}"
    r"[,.;!] *(?=\S)"
)
"""What the answer is wanted for, with a day that is none of the feedback's."""

OCCASION_BEHIND = re.compile(
    r"\s+(?:in|at|for|before|during) (?:(?:the|our|my|a) )?"
    r"(?:today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:this|next) (?:week|month|quarter|\w+day))(?:['’]?s)? (?:\w+ )?"
    r"(?:meeting|stand-?up|presentation|briefing|board call|catch-?up|huddle)\s*[?.!]*$"
)
"""The same behind the question: "for tomorrow's standup"."""

TO_TELL = re.compile(
    rf"(?<=^what )({WE_TELL} \w+)"
    r" (?:tomorrow|tonight|later|today|(?:on |this |next |coming )*"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:next|this) week)\b(?: morning| afternoon)?"
)
"""When somebody is to be told, which is no day of the feedback's."""

TO_TELL_CHINESE = re.compile(
    r"^[^,，。;!？?]{0,8}(?:开会|例会|[早晚周晨月]会|汇报|述职)(?:时|的时候|上)?"
    r"(?=(?:我们?|咱们?)?(?:该|要|应该|可以|能|得)?(?:跟|和|向|对|给)(?:团队|老板|领导|同事|大家|组里|上级))"
)
"""The same before whom is to be told: 明天开会跟团队说什么."""

NOT_WANTED = re.compile(
    r"^(?:please |pls )?(?:stop|quit|enough (?:of|with)|no more|forget(?: about)?|never mind"
    r"|i (?:do not|don.?t) (?:want|need|care about|mean))\b [^,.;!?]{1,40}[,.;!] *(?=\S)"
)
"""What somebody has had enough of, before they say what they want."""

DESTINATION = re.compile(
    r"\b(?:(?:nice|kind|good|happy|lovely|positive|glowing|great|best|warm|praising) (?:\w+ )?"
    r"(?:quotes?|comments?|testimonials?|reviews?|lines?|things?)"
    r"|testimonials?\b|(?:need|want|looking for|after) (?:(?:a|an|some|one|two|few) )*"
    r"(?:it|some|one|something|content|quotes?|lines?|material|copy))\b.{0,60}"
    r"( for (?:an? |our |the |my )*(?:instagram|insta|facebook|tiktok|twitter|x|linkedin|pinterest"
    r"|youtube|newsletter|website|site|homepage|blog|brochure|flyer|poster|ads?|social media)\b"
    r"(?: (?:posts?|page|stor(?:y|ies)|feed|ads?|account))?)\s*[?.!]*$"
)
"""Where a text is to be shown, which is not where it comes from."""

DESTINATION_CHINESE = re.compile(
    r"(?:[做发写放当投]|用[在于做]|贴)(?:[到在成]|一?[个条篇]|我们?的?)*([\u4e00-\u9fffa-z]{1,6}?)(?:的|上的?)?"
    r"(?:文案|笔记|素材|推文|种草|广告|脚本|帖子|海报|详情页|买家秀)"
)
"""The same of a Chinese question: 能做小红书文案的好评."""

WE_CHANGED = re.compile(
    r"\b(?:since|after|before) we (?:\w+ )?(?:changed|switched|swapped|replaced|moved|introduced"
    r"|launched)((?: (?:to|the|our|a|an|new|another))* [a-z]+)"
)
"""What the shop did: the day counts, the thing is none that the score is of."""

OTHER_SIZES = re.compile(r"\b(?:sample|group|company|team|basket|order) sizes?\b|\bsize of\b")
"""Sizes that are none of a product's."""


def without_preamble(folded: str) -> str:
    """The question without who asks, what for, and what they have had enough of."""
    for aside in (WHO_ASKS, OCCASION, TO_TELL_CHINESE, OCCASION_BEHIND, NOT_WANTED):
        folded = aside.sub("", folded).lstrip()
    return TO_TELL.sub(r"\1", folded)


def asides_in(folded: str) -> list[Place]:
    """Where a text will be shown, what the shop changed before a score, sizes of no product."""
    patterns = (DESTINATION, DESTINATION_CHINESE, TO_PUBLISH)
    found = (match for pattern in patterns for match in pattern.finditer(folded))
    shown = [match.span(match.lastindex or 0) for match in found]
    changed = WE_CHANGED.finditer(folded) if SCORE_NAMED.search(folded) else ()
    return [*places_of(OTHER_SIZES, folded), *shown, *(match.span(1) for match in changed)]
