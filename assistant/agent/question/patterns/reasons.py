"""How questions ask for reasons: of a number that is high or low, or of one that has moved."""

import re

WHY = re.compile(
    r"为什么|为啥|为何|因为[啥什]|什么原因|凭什么|(?:怎么|咋)[又总老]|[咋怎]么?回事|[咋怎]么?(?:会)?[这那]么"
    r"|\bwhy\b|\bhow come\b|\breasons?\b"
)
OPENS_WHY = re.compile(
    r"^(?:(?:and|so|but|ok|then)[, ]+)*(?:why|how come)\b|(?:怎么|咋)[又总老](?:是)?[有被给]"
)
"""A question that asks for nothing else: "why do they complain so much" counts nothing."""

HIGH = re.compile(r"[分度率s][^,，。]{0,6}(?:高|好)|好评|满意|\b(?:high|good|great)\b")
LOW = re.compile(
    r"低分|[一1]星|[分度率s][^,，。]{0,6}(?:低|差)|差评|投诉|不满|\b(?:low|bad|poor)\b"
)
CHANGED = re.compile(
    r"[降掉跌涨升变滑缩落跳]|拉[低下]|低了|高了|差了|少了|多了|比.{0,8}[低高差好]|走[低高]|往[上下]|越来越|回升"
    r"|\b(?:drop|f[ae]ll|declin|decreas|ris|rose|chang|lower|worse|higher|better|up|down|improv|go|went)\w*"
)
"""Why a number is low is told by what is complained about, why it moved by what has changed."""

RULED = re.compile(r"规矩|规定|政策|条款|允许")
"""Whether a deed is allowed is asked of the rules, and demands no deed."""

ASKS_WHAT = re.compile(r"\babout\b|\bwhy\b|\bover what\b|什么|为啥|原因|哪里|哪些(?:问题|事)")
"""What somebody feels something about, and not how many do."""
