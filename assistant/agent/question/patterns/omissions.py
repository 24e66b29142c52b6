"""How a question leaves something out: a name, near duplicates."""

import re

__all__ = [
    "PUT_ASIDE",
    "UNIQUE",
    "WITHOUT",
    "WITHOUT_AFTER",
]

WITHOUT = re.compile(
    r"(?:(?:^|[,;:(] ?| - )(?:and |just |but )?not"
    r"|\b(?:excluding|except(?: for)?|without|besides|other than|apart from|aside from"
    r"|not counting|not including|ignoring|minus|but not|w/o|leaving out|skipping|never mind"
    r"|(?:every|any)(?:thing|where|one) but|all but"
    r"|(?:(?:are|is|was|were|do|does)n['’]?t|not|nothing)"
    r" (?:about|related to|to do with|because of|due to|caused by))"
    r"|除了|除去|除开|除|不算|不含|不包括|不包含|不要算?|不带|不看|不管|别[算看管要带](?:上)?|排除|剔除|扣除|刨[除去]?|抛开|撇开|甩开|去掉|去除)"
    r"\s*(?:the\s+|our\s+)?$"
)

WITHOUT_AFTER = re.compile(
    r"\s*的?(?:以外|之外|除外)|\s*(?:excluded|aside|apart)\b"
    r"|的?(?:不算|别算|不要算|不计|不看|剔除|排除|去掉|去除|扣掉)(?:在内|后|之后|掉|了)?(?=[\s,，.。?？呢的]|$)"
)

PUT_ASIDE = (
    re.compile(
        r"\b(?:leav|tak|strip|dropp?|keep|cutt?|sett?|filter|carv|count|pull|left|took|kept)"
        r"(?:s|e|es|ing)?(?: (?:the|our|any))? $"
    ),
    re.compile(r"\s*(?:out|away|aside)\b(?! of stock)"),
)
"""Around a name that is left out: "if we leave the kettle out"."""

_COPIES = (
    r"(?:(?:near[- ])?dup(?:licate)?s|(?:near[- ])?duplicated? (?:reviews?|feedback|records?|ones|"
    r"entries|texts?|comments?)|copies)"
)

UNIQUE = re.compile(
    r"(?:\b(?:without|excluding|except(?: for)?|leav(?:e|ing) out|ignor(?:e|ing)|remov(?:e|ing)|"
    r"not counting|don'?t count|do not count|skip(?:ping)?|filter(?:ing)? out|minus|no)\s+"
    rf"(?:the |any |all )?{_COPIES}\b|\bde-?dup(?:ed|e|licated?|lication)?\b"
    r"|\b(?:count )?duplicates? (?:only )?(?:once|excluded|removed|left out)\b"
    r"|\b(?:only )?unique(?= (?:reviews?|feedback|records?|comments?|texts?|complaints?)\b))"
    r"|去重(?:后|之后|以后)?(?:的)?"
    r"|(?:去掉|去除|剔除|排除|除去|除掉|刨除|扣除|忽略|过滤掉?|不算|不计|不含|不包括|不要|别算)(?:上)?"
    r"(?:近似|内容)?(?:重复|雷同)(?!扣|收|付|下单|发货|购买)(?:的)?"
    r"|重复(?:的)?(?:评论|评价|反馈|内容|差评)?(?:不算|除外|不计|只算一次|只算一条)"
)
"""Words that leave near duplicates out; a duplicate charge or order is a complaint."""
