"""Words that make an item critical whatever the model thinks: danger to life, health or money."""

import re

__all__ = ["is_danger"]

_ZH = re.compile(
    r"着火|起火|失火|自燃|冒烟|爆炸|炸了|爆裂|漏电|触电|电到|电击|短路|煤气泄漏|漏气|一氧化碳"
    r"|烫伤|割伤|划伤|受伤|流血|骨折|中毒|食物中毒|拉肚子|腹泻|上吐下泻|呕吐|吐了|住院|急诊"
    r"|过敏|红肿|起疹|烂脸|窒息|盗刷|被盗|12315|消协|工商局|起诉|律师"
)
_EN = re.compile(
    r"\b(?:caught (?:on )?fire|on fire|in flames|smok(?:ing|ed) (?:from|and)|sparks?"
    r"|explo(?:de[sd]?|ding|sion)|electric(?:al)? (?:leak|shock)|electrocuted|got shocked"
    r"|short[- ]circuit|gas leak|carbon monoxide|burn(?:ed|t) (?:my|his|her|our|me)"
    r"|injur(?:y|ies|ed)|bleeding|hospital|emergency room|choked|choking|food poisoning|poisoned"
    r"|vomit(?:ed|ing)?|threw up|throwing up|diarrh?o?ea|allergic reaction|rash"
    r"|unauthori[sz]ed (?:charge|transaction|payment)|stolen card"
    r"|card (?:was |got |has been |is )?stolen|identity theft|hacked|lawsuit|sue you|my lawyer)\b"
)
_NO_ZH = re.compile(r"(?:没有?|不会|不|无|未|防|免|避免|不用担心|不怕)\S{0,3}$")
_NO_EN = re.compile(r"\b(?:no|not|never|without|n't|prevents?)\s+(?:\w+\s+){0,2}$")


def is_danger(text: str) -> bool:
    """Whether a cleaned text names a danger that is not denied just before it."""
    for pattern, denied in ((_ZH, _NO_ZH), (_EN, _NO_EN)):
        for found in pattern.finditer(text):
            if not denied.search(text, max(0, found.start() - 16), found.start()):
                return True
    return False
