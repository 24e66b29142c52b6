"""Words that make an item critical whatever the model thinks: danger to life, health or money."""

import re

__all__ = ["danger_in", "is_danger"]

_ZH = re.compile(
    r"着火(?!炉|锅)|起火|失火|自燃|冒烟|爆炸|(?:电池|手机|充电\w{0,3}|插座|热水器|锅|杯子?)\S{0,3}炸了"
    r"|漏电|触电|电到|电击|电死|短路|煤气泄漏|漏气|一氧化碳|烫手|发烫|生命危险"
    r"|烫伤|割伤|划伤|受伤|流血|骨折|中毒|毒死|拉肚子|闹肚子|肚子(?:疼|痛|不舒服)|胃[疼痛]"
    r"|腹泻|上吐下泻|呕吐|住院|急诊|过敏|红肿|疹子|起疹|红屁股|烂脸|窒息"
    r"|(?:头皮|头|身上|全身|浑身|皮肤|发|很|好|奇|更|容易|起来)痒|痒得|掉发"
    r"|[里中出着到有]\S{0,4}(?<!蛀)虫|虫咬"
    r"|[吃喝]\S{0,10}(?:发霉|霉味|变质|馊|坏的|臭的|臭味)|(?:发霉|变质|馊|臭)\S{0,8}(?:吃|喝)"
    r"|盗刷|被盗|多扣|信息(?:泄露|泄漏)|假发票|12315|315投|消协|工商(?:局)?(?:投诉|举报)|起诉|律师"
)
_EN = re.compile(
    r"\b(?:caught (?:on )?fire|on fire|in flames|smok(?:ing|ed) (?:from|and)|sparks?"
    r"|explo(?:de[sd]?|ding|sion)|electric(?:al)? (?:leak|shock)|electrocuted|got shocked"
    r"|short[- ]circuit|gas leak|carbon monoxide|burn(?:ed|t) (?:my|his|her|our|me)"
    r"|(?<!insult to )injur(?:y|ies|ed)|bleeding|hospital|emergency room|choked|choking"
    r"|food poisoning|poisoned"
    r"|vomit(?:ed|ing)|threw up|throwing up|diarrh?o?ea|allergic reaction|rash|unsafe"
    r"|assault(?:ed)?|threatened|fraud(?:ulent)?|identity theft|hacked|lawsuit|sue you|my lawyer"
    r"|(?:unauthori[sz]ed|unfamiliar|unknown|unrecogni[sz]ed) (?:charge|transaction)s?"
    r"|(?:unfamiliar|unknown|unrecogni[sz]ed) (?:payment|purchase)s?"
    r"|charged (?:me )?twice|double charged?|charged two times|duplicate charge"
    r"|(?:stolen|lost) (?:card|phone|wallet)|(?:card|phone|wallet)\b.{0,24}\b(?:stolen|lost)"
    r"|(?:charge|payment|purchase|transaction|withdrawal|transfer)s?\b.{0,40}"
    r"\b(?:did ?n[o']t|do(?:n't| not)|never) (?:make|made|remember|recogni[sz]e|authori[sz]ed?))\b"
)
_NO_ZH = re.compile(r"(?:没有?|不会|不|无|未|防|免|避免|不用担心|不怕)\S{0,3}$")
_NO_EN = re.compile(r"(?:\b(?:no|not|never|without|prevents?)|n't)\s+(?:\w+\s+){0,2}$")


def danger_in(text: str) -> str | None:
    """The first danger that a cleaned text names and does not deny just before; None for none."""
    for pattern, denied in ((_ZH, _NO_ZH), (_EN, _NO_EN)):
        for found in pattern.finditer(text):
            if not denied.search(text, max(0, found.start() - 16), found.start()):
                return found.group()
    return None


def is_danger(text: str) -> bool:
    """Whether a cleaned text names a danger that is not denied just before it."""
    return danger_in(text) is not None
