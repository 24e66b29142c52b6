"""Signs of what a sentence does (who acts, whether it asks or denies) and what it is about."""

import re
from collections.abc import Sequence

import numpy as np

from assistant.models.vectors import Floats

__all__ = ["MARKS", "marks"]

_PATTERNS = {
    "told by the customer": r"\byou (?:\w+ )?(?:write|say|report|tell|told|mention|describe"
    r"|ask|asked|want|wish|would like|feel|think|believe|suspect|paid|waited|bought|had|were|are"
    r"|have been|expected|hold|name|noted)\b|as you|from what you|in your (?:view|message)"
    r"|your (?:wish|remark|words|comment|message|review|rating|feedback)"
    r"|您(?:说|写|提|反映|描述|希望|想|要求|觉得|认为|怀疑|等|本|问|付|更想|申请|感到|对)"
    r"|按您|从您|在您看来",
    "question": r"[?？]\s*$",
    "denial": r"\b(?:cannot|can't|can not|not able|unable|never|not yet|do not know|don't|won't"
    r"|will not|would rather not|too early|no rule|not something|is not)\b"
    r"|不能|不会|没办法|没法|无法|不敢|给不|不知道|还不|不好说|不想|从不|不是",
    "condition": r"\b(?:if|once|when|whether|should (?:the|it|a)|in case|depends|under|according to"
    r"|our policy|where)\b|如果|的话|之后|是否|能不能|按|政策|规定|保修期|期内|属于|以后|情况|才",
    "request": r"^(?:please|could you|may we|would you|tell us|let us know|kindly)"
    r"|^(?:请|麻烦|能|可以|可否|方便)",
    "act of the shop": r"\b(?:we|i|our \w+|a colleague|someone|somebody)(?:'ll| will| shall"
    r"|'re going| are going|'m going|'d like to (?:offer|give|send|make)"
    r"| would like to (?:offer|give|send)| have (?:already )?(?:put|sent|arranged|refunded|credited"
    r"|added|ordered|booked|decided|agreed|reserved|cancelled)|'ve)\b"
    r"|(?:给|替|为|帮)您|我们(?:会|来|将)|我(?:来|会|这)|马上|立刻|已经",
    "courtesy": r"\b(?:sorry|apolog\w+|regret|thank\w*|understand|appreciate|glad)\b"
    r"|抱歉|道歉|歉意|谢谢|感谢|理解|遗憾",
    "money": r"\b(?:refund\w*|money|pay|paid|cost|price|dollars?|euros?|percent|credit|voucher"
    r"|coupon|discount|gift|free|reward|points?|bonus|present|treat|amount|sum|reimburs\w*"
    r"|compensat\w*|\d+%|[$€£])\b"
    r"|退|钱|款|赔|补|券|折|送|礼|红包|积分|免|元|块|便宜|优惠|报销|半价",
    "time": r"\b(?:today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|hours?|minutes?|within|by the|before|this (?:week|afternoon|evening|morning)|next week"
    r"|weekend|immediately|right away|straight)\b"
    r"|今天|今晚|明天|明早|后天|周[一二三四五六日末]|星期|小时|分钟|马上|立刻|之前|之内|最晚|最迟"
    r"|下周|这周|月底",
    "review": r"\b(?:stars?|rating|review|score|post|comment|marks?)\b"
    r"|评价|评论|评分|星|分数|帖子|好评|差评",
    "shop's fault": r"\b(?:our (?:own )?(?:fault|mistake|error|staff|team|packing|warehouse|driver"
    r"|supplier|system|factory)|we (?:failed|forgot|broke|lost|mixed|sold|shipped|knew|know"
    r"|neglected|admit|messed|did not|should have|were))\b"
    r"|我们(?:的错|没|弄|搞|的|承认|忘|知道|太)|是我们|仓库|工厂|质检|设计|批",
    "customer's fault": r"\byou (?:should|must|did not|didn't|forgot|dropped|used|ought|broke|seem"
    r"|cannot|could|waited|ordered|were not|left|filled|overloaded)"
    r"|your (?:own )?(?:fault|mistake|doing|expectations)"
    r"|您(?:自己|没|应该|忘|用|摔|弄|装|太|要是|不)|操作|不当",
    "relief": r"\b(?:needn't|need not|no (?:need|call)|(?:don't|do not|doesn't|does not)"
    r" (?:have|need) to|nothing has to|(?:not|isn't) for you|enough)\b"
    r"|不用|不必|无需|用不着|不需要|就够|就行|就好",
    "nuisance": r"\b(?:annoy\w*|nuisance|bother\w*|frustrat\w*|tir(?:ed|ing|esome)|tedious|hurts?"
    r"|no (?:fun|joy|pleasure|good)|worse|fed up|hard|wear(?:y|ing|ying)|angry|cross|upset"
    r"|unpleasant|disappoint\w*|trouble|mess|spoil\w*)\b"
    r"|烦|累|麻烦|折腾|难受|添堵|糟|闹心|恼|窝火|心疼|好受|着急|生气|失望|火气|扫兴|难免",
    "right of the customer": r"\byou (?:did|were|are|have) (?:\w+ )?right\b"
    r"|\b(?:not|isn't|nothing of this is) your (?:fault|doing|job)|you (?:have|had) every"
    r"|fair(?:ly)?\b|understandabl\w+"
    r"|您[^，。]{0,8}(?:是?对的|没错|没问题)|不怪您|不是您的|有理由|在理|不过分",
    "inside the shop": r"\b(?:meeting|round|colleagues?|workshop|technicians?|buyers?|team|desk"
    r"|passed|forwarded|handed|noted|wrote|written|list|file|reads?)\b"
    r"|同事|转给|转达|记下|记录|会上|例会|团队|部门|组里|维修间|采购|留言",
    "open": r"\b(?:open|unclear|remains|guess|decided|settled|too (?:early|soon)|only the|shows?"
    r"|could be|might be|find out|cause)\b"
    r"|清楚|没定|要看|看检测|猜|原因|结论|弄明白|搞明白|弄清|才知道|商量|一起",
    "law and health": r"\b(?:law|legal\w*|liab\w*|court|lawyer|rights?|claim|contract|harmless|safe"
    r"|health|allerg\w*|rash|doctor|symptoms?|toxic|cure\w*)\b"
    r"|法|律师|责任|权|合同|健康|过敏|无害|身体|医|药|症状|治|毒",
}
_COMPILED = tuple(re.compile(pattern, re.I) for pattern in _PATTERNS.values())

MARKS = len(_PATTERNS) * (len(_PATTERNS) + 1) // 2
"""Columns of `marks`: each sign, then each pair of two."""

_FIRST, _SECOND = np.triu_indices(len(_PATTERNS), 1)


def marks(sentences: Sequence[str]) -> Floats:
    """1 where a sentence has a sign or both signs of a pair, shape (n, MARKS)."""
    found = np.zeros((len(sentences), len(_PATTERNS)), np.float32)
    for row, sentence in enumerate(sentences):
        found[row] = [pattern.search(sentence) is not None for pattern in _COMPILED]
    return np.hstack([found, found[:, _FIRST] * found[:, _SECOND]])
