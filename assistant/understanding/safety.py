"""Words that make an item critical whatever the model thinks: danger to life, health or money.

A phrase counts unless it is denied just before or just after it. Besides Chinese and English the
commonest phrases of the languages that are read through the encoder alone.
"""

import re

__all__ = ["danger_in", "is_danger"]

_ZH = re.compile(
    r"着火(?!炉|锅)|起火|失火|自燃|冒烟|冒火|冒火花|打火花|火灾|爆炸(?!低|好|高|多|头|性)|炸机"
    r"|炸裂开"
    r"|(?:电池|手机|充电\w{0,3}|插座|热水器|锅|杯子?|玻璃|灯泡?)\S{0,3}(?:炸了|爆了|爆开|鼓包|爆裂)"
    r"|(?:插头|插座|线|充电\w{0,3}|电池|外壳)\S{0,4}(?:烧焦|烧化|烧糊|熔化|烧坏了)"
    r"|漏电|触电|电到|电击|电死|被电了|短路|煤气泄漏|漏气|漏煤气|一氧化碳|烫得?不敢(?:碰|摸)"
    r"|生命危险|出人命|要人命|人身安全|安全隐患|太危险|很危险|非常危险|真危险|刹车失灵"
    r"|甲醛(?:超标|中毒|味)"
    r"|烫伤|割伤|割破|划伤了?(?:手|脸|脚|人|我|孩子|宝宝|皮肤)|(?:手|脸|脚|孩子|宝宝"
    r"|皮肤)\S{0,4}划伤"
    r"|划破了?(?:手|脸|脚|皮)|扎(?:伤|破了?手)|摔伤|砸伤|夹伤|烧伤|灼伤|受伤|流血|出血|骨折"
    r"|缝了\S{0,2}针"
    r"|中毒|毒死|有毒|拉肚子|拉稀|闹肚子|窜稀|肚子(?:疼|痛|不舒服)|胃[疼痛](?!不)|腹痛|腹泻"
    r"|肠胃炎|肠炎"
    r"|上吐下泻|呕吐|吐了(?:一|两|半|好几)|吃吐了|吃完\S{0,4}吐|住院|急诊|进医院|去医院|送医"
    r"|过敏|红肿|疹子|脱发|掉头发|头发\S{0,2}掉|头晕|想吐|(?:燃气|煤气)\S{0,2}味"
    r"|(?:皮肤|脸|眼睛|嘴|舌头)\S{0,4}(?:刺痛|发红|灼热|睁不开|肿)"
    r"|起疹|红疹|红屁股|红块|烂脸|毁容|(?:冰|饭|菜|汤|奶|豆浆|肉)\S{0,3}是馊|窒息|噎住"
    r"|卡住?\S{0,4}喉咙|晕倒|休克|头晕恶心"
    r"|(?:头皮|头|身上|全身|浑身|皮肤|发|很|好|奇|更|容易|起来|还|又)痒|痒得|掉发|大把掉头发"
    r"|(?:吃|喝|咬)(?:出|到|了|着)\S{0,5}(?<!蛀)虫|虫咬"
    r"|(?<!房间)(?<!床上)[里中出着到]\S{0,4}(?<!蛀)虫(?!洞)|(?:吃|喝|咬)(?:出|到)\S{0,6}(?:玻璃"
    r"|铁|钉|刀片|石头|异物|塑料)"
    r"|(?<!没)(?<!不敢)[吃喝](?:了|完|到|出|着|一|两|几)\S{0,9}(?:发霉|霉味|变质|馊|坏的|臭的"
    r"|臭味|过期|变味)"
    r"|(?:发霉|变质|馊|臭|烂|过期)\S{0,8}(?:已经|都|差点)(?:吃|喝)(?:了|完|下)"
    r"|盗刷|被盗|多扣|重复扣|扣了?(?:两|2|双|三)(?:次|遍|份|笔|回)|(?:信息|隐私)\S{0,5}(?:泄露"
    r"|泄漏|被卖)|泄露\S{0,5}(?:信息|隐私)"
    r"|诈骗|报警|假发票|12315|12345|315投|消协|消费者协会|市场监管|市监局|食药监"
    r"|工商(?:局)?(?:投诉|举报)|(?:工商|媒体)\S{0,2}曝光"
    r"|起诉|律师|法院|法庭|告上|打官司|法律途径|法律手段|仲裁|消保官|派出所|(?:电视台"
    r"|媒体)\S{0,2}记者"
    r"|洗\S{0,12}(?<!不)(?<!止)痒|(?:头皮?|会|超|巨|特别|非常|直|满头)\S{0,2}(?<!不)(?<!止)痒"
    r"|痒(?:死|的(?:不行|要命|受不了|很|厉害))|脓包|小?疙瘩(?!汤)|红疙瘩|脱皮|水泡|磨出血"
    r"|(?:电池|充电宝|电宝)\S{0,8}鼓(?:了|成|起|包)|烫(?:出|起)\S{0,3}泡|(?:烤"
    r"|烧)出\S{0,4}(?:洞|印)"
    r"|焦糊味|糊味\S{0,8}(?:插|电|充)|炸裂|爆裂|飞裂|断裂\S{0,8}(?:伤|摔)|(?:弹|崩"
    r"|溅)到\S{0,4}(?:眼|脸)"
    r"|(?:孩子|宝宝|娃|儿子|女儿|闺女|狗|猫|柯基|他|她|它)\S{0,12}(?:吞(?:了|下|进)|误食|抽搐|尿血)"
    r"|(?:卡在|卡住|呛到|勒住)\S{0,4}(?:嗓子|喉|脖)|脸都?(?:紫|青)了|摔(?:断|地上|下来)|骨裂"
    r"|(?:血|血都?)止不住"
    r"|一手血|尿血|便血|拉血|拉红|挂水|吊瓶|脱水|抢救|做手术|(?:进|在)icu|吸氧|看急|洗胃"
    r"|(?:坏|啦|拉坏|吃坏)了?肚子|拉了?\S{0,4}天\S{0,2}肚子?|跑\S{0,4}(?:厕所|卫生间)|(?:胃"
    r"|肚子)\S{0,3}(?:难受|绞)"
    r"|全(?:家|都)?拉了|盗用|账号\S{0,8}(?:被盗|异地|登录(?:了)?,地址)|(?:没|没有|从没|根本没"
    r"|压根没)(?:下过?单|买过?)"
    r"\S{0,14}(?:扣|刷|划)|(?:扣|刷|划)\S{0,24}(?:没买过|不是我|没下过?单|我没买)|(?:身份证"
    r"|银行卡|卡号)\S{0,8}(?:泄|全号|公开|曝光)"
    r"|别人的(?:订单|账号|账户|地址|电话)|另一个人的(?:订单|账号|电话)|召回"
)
_EN = re.compile(
    r"\b(?:(?:caught|catch(?:es)?|catching|started? (?:an? )?|set \w+ on) ?(?:on )?fire"
    r"|on fire(?! sale)"
    r"|in flames|jolt(?:ed)?|tingl(?:ed|ing)|live wire|singed|went off like a"
    r"|(?:puffed|swelled|swollen|ballooned) up|(?:bulging|swollen|swelling) (?:battery|cell|pack)"
    r"|burn(?:ed|t)? (?:a )?(?:hole|mark)|brown (?:mark|ring|scorch)|scorch(?:ed|ing)?"
    r"|char(?:red|ring)"
    r"|(?:too|so) hot (?:that|it|to touch)|(?:smell of )?melt(?:ed|ing) plastic|swallow(?:ed"
    r"|ing)|gagg(?:ed|ing)|went blue|turned blue"
    r"|(?:was|has) (?:blue|limp)|broken (?:rib|arm|leg|wrist|ankle|tooth|collarbone)s?"
    r"|cracked (?:molar|tooth|rib)"
    r"|collarbone|sprained|knocked (?:him|her|me) out|passed out|fainted|seizure|poison control"
    r"|a&e|icu"
    r"|emergency (?:clinic|vet|room|surgery)|rushed (?:to|him|her|us)|welts?|went numb"
    r"|swelled shut|fumes"
    r"|mou?ld\w*\b.{0,60}\b(?:ate|eaten|eating|drank|baby|nursery|lung)|(?:ate|eaten"
    r"|drank)\b.{0,60}\bmou?ld"
    r"|gave way|sheared|snapped (?:off )?under|opened under"
    r"|fire hazard|house fire|burst into|smok(?:ing|ed) (?:from|and)|started (?:to smoke|smoking)"
    r"|smoke (?:came|coming|was|pour\w*)|burning smell|smell(?:s|ed|ing)? (?:of|like) (?:burning"
    r"|smoke|gas)"
    r"|sparks?|sparking|sparked|melted|overheat(?:ed|s|ing)? and|explo(?:de[sd]?|ding|sion)"
    r"|blew up|battery (?:is )?swell\w*"
    r"|shattered (?:in|on|over|all|while)|electric(?:al)? (?:leak|shock)|electrocuted|(?:got|get"
    r"|gave \w+|been) (?:an? )?shock(?:ed)?"
    r"|short[- ]circuit\w*|gas leak|leak(?:s|ing|ed)? gas|carbon monoxide|burn(?:ed|t|s) (?:my"
    r"|his|her|our|me|him|their)"
    r"|(?:cut|sliced|scalded|burned|injured|hurt) (?:my|his|her|our|their|himself|herself|myself)"
    r"(?: \w+)? (?:hand|finger|thumb|arm|leg|foot|face|back|head|lip|mouth|skin|knee|eye|son"
    r"|daughter|child|kid|baby|wife|husband)\w*"
    r"|(?<!insult to )injur(?:y|ies|ed)|bleeding|bled|stitches|concussion"
    r"|fractured|broke (?:my|his|her) (?:arm|leg|wrist|ankle|hip|tooth)"
    r"|chipped (?:my|a) tooth|hospital(?:i[sz]ed)?(?! (?:green|gown|corner|blue|white))"
    r"|emergency room|ambulance|urgent care|choked"
    r"|choking|suffocat\w*"
    r"|food poisoning|poisoned|poisonous|toxic|vomit(?:ed|ing)?|threw up|throwing up|sick after"
    r"|got sick|made (?:me|us|him|her|my \w+) (?:really |very |so )?(?:sick|ill)"
    r"|hair (?:(?:is|was|has been|started|keeps) )?(?:fell|fall(?:ing)?|coming|came) out|nause\w+"
    r"|dizz(?:y|iness)|(?:skin|scalp|face|eyes?|lips?) (?:(?:is|are|was|were|got|turned|started) )?"
    r"(?:burn(?:s|ed|t|ing)|itch\w*|swoll\w+|swell\w*)|itchy (?:skin|scalp|face|eyes)"
    r"|swollen (?:skin|face|eyes?|lips?|tongue|throat)"
    r"|(?:ill|sick) from|diarrh?o?ea|allergic reaction|anaphyla\w+|rash(?:es)?(?! guards?"
    r"| young| decision)|hives|blister(?:s"
    r"|ed)|chemical burn|bed ?bugs?|bug bites"
    r"|maggots?|(?:glass|metal|plastic|razor|nail|needle) in (?:my|the|our|his|her) (?:food|meal"
    r"|soup|salad|drink|mouth|cereal|bread|sandwich)"
    r"|unsafe|not safe|safety (?:hazard|risk|issue|concern)s?|dangerous|hazardous"
    r"|could have (?:died|killed|been killed|burned)|nearly (?:died|killed)"
    r"|brakes? (?:failed|fail|gave out)|(?:been |was |is |be )recalled|product recall|lead paint"
    r"|assault(?:ed)?|threatened|harass(?:ed|ment)"
    r"|fraud(?:ulent(?:ly)?)?|identity theft|hack(?:ed|ers?)|phishing|data (?:breach|leak)"
    r"|(?:personal|card|bank) (?:data|details|information|info) (?:was |were |got |has been "
    r"|have been )?(?:leaked|stolen|exposed|sold|shared)"
    r"|(?:someone|somebody|another (?:person|customer|woman|man|buyer))(?: else)?'s (?:order"
    r"|account|name"
    r"|address|passport|data|details|itinerary|booking)s?|whose account"
    r"|(?:someone|somebody|a stranger) (?:changed|used|logged|emptied|ordered|accessed|got into)"
    r"|(?:that|which) i (?:never|did not|didn't) (?:place|placed|order|ordered|make|made"
    r"|authori[sz]e\w*)"
    r"|i (?:never|did not|didn't) (?:place|authori[sz]e)|(?:two|three|four|five|six) (?:charges"
    r"|payments|debits)"
    r"|still (?:debited|charged|charging|billing)|data protection|regulator|arbitration"
    r"|reporter|newspaper"
    r"|(?:health|food) (?:authority|inspector)s?|recall (?:it|this|them) (?:before|now|at once"
    r"|immediately)|off (?:the )?(?:sale|market)"
    r"|items? (?:have been |were |was )?stolen"
    r"|lawsuit|sue (?:you|them)|suing|legal action|take (?:you|them) to court|small claims"
    r"|my (?:lawyer|attorney|solicitor)|trading standards"
    r"|better business bureau|bbb|attorney general|consumer protection|ombudsman|report(?:ed"
    r"|ing)? (?:you|them|this|it) to (?:the )?(?:police|fda|ftc|authorit\w+|dot)|call(?:ed"
    r"|ing)? the police"
    r"|(?:unauthori[sz]ed|unfamiliar|unknown|unrecogni[sz]ed) (?:charge|transaction|payment"
    r"|purchase|withdrawal|debit)s?"
    r"|charged (?:me |us |my card |my account |my \w+ card )?(?:twice|two times|three times"
    r"|double|multiple times)|double[- ]charged?|duplicate charge|billed (?:me )?twice"
    r"|(?:took|taken|withdrawn) (?:the )?(?:money|cost|payment|funds)\b.{0,40}\btwice"
    r"|took cost for both"
    r"|(?:stolen|lost) (?:card|phone|wallet)|(?:card|phone|wallet)\b.{0,24}\b(?:stolen|lost)"
    r"|(?:charge|payment|purchase|transaction|withdrawal|transfer)s?\b.{0,40}"
    r"\b(?:did ?n[o']t|do(?:n't| not)|never) (?:make|made|remember|recogni[sz]e|authori[sz]ed?))\b"
)
_OTHERS = re.compile(
    # Spanish, Portuguese, Italian, French, German, Dutch
    r"(?<![^\W\d_])(?:"
    r"incendi|se quem[óo]|quemadura|me quem|explot[óo]|electrocut|descarga eléctrica|humo"
    r"|intoxica|alergia|alérgic"
    r"|urgencias|hospital|vomit|diarrea|her(?:ida|ido)|sangr|cobr\w+ (?:dos veces|dupla"
    r"|duas vezes)|cargo no autorizado|fraude|denuncia|abogado"
    r"|pegou fogo|choque el[ée]trico|explodiu|queimad|advogado|procon|ha preso fuoco"
    r"|scossa elettrica|esplos|ustion|avvocato|addebitat\w+ due volte"
    r"|pris feu|prend feu|incendie|explosé|décharge électrique|électrocut|brûl(?:é|ure)|blessé"
    r"|hôpital|allergi|débité (?:deux|2) fois|avocat|porter plainte|dangereu"
    r"|brand geraten|feuer gefangen|explodiert|stromschlag|verbrann|verletz|krankenhaus"
    r"|lebensmittelvergiftung|übergeben müssen"
    r"|doppelt abgebucht|zweimal abgebucht|unbefugte abbuchung|betrug|anwalt|anzeige erstatt"
    r"|lebensgefähr|gefährlich|brandgefahr|verbrüh"
    r"|vlam gevat|ontploft|gewond|ziekenhuis|advocaat|voedselvergiftiging"
    r")"
    # Russian, Turkish
    r"|загорел|пожар|взорвал|удар(?:ило|ил)? током|ожог|отравил|отравлен|аллерги|больниц|травм"
    r"|дважды списал|мошенни|в суд|опасн"
    r"|yangın|alev aldı|patladı|elektrik çarp|yandı|zehirlen|hastane|alerji|iki kez çekil"
    r"|dolandırıcı|avukat|tehlikeli"
    # Japanese, Korean
    r"|発火|火が出|火事|煙が(?:出|で)|爆発|感電|漏電|火傷|やけど|ヤケド|怪我|ケガ|けがを|食中毒"
    r"|下痢|嘔吐|吐い|アレルギー|かぶれ|病院|発疹"
    r"|二重(?:請求|引き落とし|課金)|不正利用|詐欺|個人情報.{0,4}(?:漏|流出)|弁護士|訴え"
    r"|消費者センター|危険"
    r"|불이 (?:났|나|붙)|화재|폭발|터졌|감전|누전|화상|다쳤|다칠|부상|식중독|배탈|설사|구토|토했"
    r"|알레르기|두드러기|응급실|병원|이중 ?결제|두 ?번 ?결제|개인정보 ?유출|사기|변호사|소송"
    r"|소비자원|위험"
    # Arabic, Hindi, Vietnamese, Thai, Indonesian
    r"|حريق|احترق|انفجر|صعق|تسمم|مستشفى|حساسية|احتيال|محامي|आग लग|विस्फोट|बिजली का झटका|ज़हर"
    r"|अस्पताल|एलर्जी|धोखाधड़ी"
    r"|bốc cháy|cháy nổ|phát nổ|điện giật|ngộ độc|bệnh viện|dị ứng|bị bỏng"
    r"|lừa đảo|nguy hiểm"
    r"|ไฟไหม้|ระเบิด|ไฟดูด|ไฟช็อต|อาหารเป็นพิษ|โรงพยาบาล|แพ้|อันตราย|terbakar|meledak|kesetrum"
    r"|keracunan|rumah sakit|berbahaya|penipuan"
)
_NO_ZH = re.compile(r"(?:没有?|不会|不|无|未|防|免|避免|不用担心|不怕|并非|怕|担心)\S{0,3}$")
_NO_EN = re.compile(
    r"(?:\b(?:no|not|never|without|prevents?|avoids?|zero|non|isn't|wasn't|didn't|doesn't|don't"
    r"|free of|"
    r"no risk of)|n't)[\s-]+(?:\w+\s+){0,2}$"
)
_NO_OTHERS = re.compile(
    r"(?:\b(?:no|sin|ni|não|sem|non|senza|pas(?: de| d')?|sans|aucun\w*|kein\w*|nicht|ohne|nie"
    r"|geen|niet|не|без"
    r"|không|tidak|tanpa)\s+(?:\w+\s+){0,2}|ไม่|لا |بدون )$"
)
_AFTER = re.compile(r"\S{0,6}?(?:ない|ありません|なかった|ません)|\S{0,3} ?(?:없|않|안 )")
_FREE = re.compile(r"[- ]?(?:free|proof|resistant)\b")


def _denied(text: str, pattern: re.Pattern[str], start: int, end: int) -> bool:
    before = _NO_ZH if pattern is _ZH else _NO_EN if pattern is _EN else _NO_OTHERS
    if before.search(text, max(0, start - (24 if pattern is _EN else 16)), start):
        return True
    after = _AFTER if pattern is _OTHERS else _FREE
    return bool(after.match(text, end))


def danger_in(text: str, language: str | None = None) -> str | None:
    """The first danger that a cleaned text names and does not deny beside it; None for none.

    Without its language the phrases of all languages are looked for.
    """
    patterns = (_ZH, _EN) if language in ("zh", "en") else (_ZH, _EN, _OTHERS)
    for pattern in patterns:
        for found in pattern.finditer(text):
            if not _denied(text, pattern, found.start(), found.end()):
                return found.group()
    return None


def is_danger(text: str, language: str | None = None) -> bool:
    """Whether a cleaned text names a danger that is not denied beside it."""
    return danger_in(text, language) is not None
