"""How a question names records of a kind, of which there are many or few: the urgent ones."""

import re

__all__ = ["ANSWERS_COUNTED", "COPIES", "ORDERS_COUNTED", "URGENT"]

_MUCH = r"(?:share|rate|percent\w*|proportion|ratio|count|volume|feedback|records?)"
URGENT = re.compile(
    rf"\burgent {_MUCH}\b"
    rf"|\b(?:{_MUCH}|number) of (?:the |all |our )?urgent\b|\bhow many urgent\b"
    r"|\b(?:most|fewest) urgent (?:records|feedback|reviews|complaints|tickets|messages|cases)\b"
    r"|紧急的?(?:反馈|评[价论]|投诉|工单|留言)?的?(?:占比|比例|率|数量|占多少|有多少|最[多少])"
    r"|(?:多少|几)[条个件]?紧急|紧急的?(?:反馈|评[价论]|投诉|工单|留言)"
)
"""What is to be handled before the rest, as a number of records and not as what to do first."""

ORDERS_COUNTED = re.compile(
    r"\bhow many orders(?= (?:did|do|have) (?:we|i|you)\b(?! \w+ (?:late|wrong|broken))"
    r"| (?:were|are) there\b| (?:in|on|for|last|this)\b|\s*(?:[^\w\s]|$))|\bnumber of orders\b"
    r"|多少(?:个|笔|张)?订单(?![\u4e00-\u9fff])|订单(?:总数|数量|数|量)(?:是|有|$|[?？])"
)
"""The shop's orders themselves, of which feedback is a part."""

_NEEDED = r"(?!.{0,40}\b(?:need|require|take|see|detect|show|find|more)\b)"
ANSWERS_COUNTED = re.compile(
    rf"\bhow many (?:\w+ )?(?:answers|responses|ratings|respondents)\b{_NEEDED}"
    rf"|\bhow many (?:people|customers) (?:answered|rated|responded)\b{_NEEDED}"
    r"|(?<![要需])(?:多少|几)[人条份个位].{0,4}(?:回答|作答|填|打[过了]?分|评[过了]?分)(?!.{0,4}[差高低])"
    r"|(?:基于|来自|根据)(?:了|的是)?(?:多少|几)[人条份个位]|回答(?:数|人数)"
)
"""On how many answers a score rests."""

_COPIES = r"(?:near )?duplicates?"
COPIES = re.compile(
    r"\b(?:near )?duplicated? (?:reviews?|feedback|records?|comments?|answers|texts?)\b"
    rf"|^{_COPIES}\b|\b(?:how many|share of|number of|percent\w* of) {_COPIES}\b"
    r"|重复(?:的)?(?:评价|评论|反馈|内容|差评)"
)
"""Near duplicates themselves; a duplicate charge is a complaint."""
