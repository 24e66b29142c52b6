"""How a question asks for orders: what was sold, sent back or broken, and for how much."""

import re

__all__ = ["DEFECT_RATE", "OF_ORDER_VALUE", "RETURN_RATE", "SALES", "SOLD"]

OF_ORDER_VALUE = re.compile(
    r"\b(?:over|above|under|below|more than|less than|at least|up to|worth|spen[dt]|paid)"
    r" (?:(?:over|more than|at least|about) )?(?:[£$€¥] ?\d[\d,.]*"
    r"|\d[\d,.]* ?(?:[£$€¥]|euros?|dollars?|pounds?|quid|bucks|usd|eur|gbp|yuan|rmb)(?![a-z]))"
    r"|(?:超过|高于|低于|不到|满|花了|消费)\s*[¥$€£]?\s*\d+\s*(?:元|块|美元|欧元)"
)
"""What an order cost, by which no feedback is told apart."""

DEFECT_RATE = re.compile(
    r"\b(?:order )?defect(?:ive|s)? (?:rates?|ratios?|shares?|percentages?)\b"
    r"|\brates? of (?:defects?|defective orders)\b|(?:次品|缺陷|不良|质量问题)率"
    r"|\bhow many (?:defects\b(?! (?:are|were|do|did))|defective (?:orders|products|items|goods)\b)"
    r"|多少(?:个|件)?(?:次品|不良品|残次品)"
)
"""The number so called, and no theme."""

RETURN_RATE = re.compile(r"退[货款换]率|\b(?:return|refund)s? rate\b")
"""A rate over orders, of which feedback tells nothing."""

SOLD = re.compile(
    r"\b(?:did|do|have|had) (?:we|i) (?:\w+ )?(?:sell|sold)\b|\b(?:units?|pieces?|items?) sold\b"
    r"|\bbest[- ]?sell(?:er|ing)s?\b|卖(?:了|出)?去?了?(?:多少|几)|销量|最畅销|卖得最[好多]"
)
"""What was sold is asked for, and nothing that was said of it."""

SALES = re.compile(
    r"\b(?:sell|best[- ]?sellers?|sold|selling|sales|revenue|turnover|profits?|gmv|aov"
    r"|average order value|earn\w*|ma[dk]e)\b"
    r"|销售|营业额|营收|利润|毛利|客单价|销量|畅销|卖(?:了|出|得)"
)
"""Money and sold pieces, of which feedback tells nothing."""
