"""What headers contain that are no name of a field, as `plain_header` writes them."""

import re

__all__ = ["HOLDERS", "LABEL", "NOT_A_TIME", "PATTERNS", "RECOMMENDS"]

PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "nps",
        r"(?<![a-z])nps(?![a-z])|likel.*recommend|recommend.*likel|可能.*推荐|愿意?.*推荐"
        r"|推荐.*可能|weiterempfehl|wahrscheinlich.*empfehl|recommander|recomendar|recomendaria"
        r"|consigli(are|eresti)|おすすめし|薦め|추천(할|하)",
    ),
    (
        "ces",
        r"(?<![a-z])ces(?![a-z])|effortscore|费力|howeasy|easy(was|is)it|howmucheffort|容易程度"
        r"|einfachwar|quelpointfacile",
    ),
    (
        "id",
        r"^(review|feedback|comment|ticket|case|response|survey|record|answer|message|complaint)s?"
        r"(id|no|nr|number|ref|reference|key)$",
    ),
    (
        "customer_id",
        r"(customer|client|buyer|user|member|guest|account|reviewer|subscriber|passenger|patient"
        r"|student|rider|driver|patron|respondent|contact)(id|no|nr|number|key)$"
        r"|(客户|顾客|买家|用户|会员|账户|账号)(id|号|编号|编码)$",
    ),
    ("text", r"(review|comment|feedback)(s)?(text|body|content|message|detail|details)$"),
    ("text", r"(评论|评价|反馈|点评|留言|投诉)(的)?(内容|正文|文本|详情|描述)"),
    ("time", r"(review|comment|feedback|submit|submitted|create|created|posted)(at|on|date|time)"),
    ("time", r"(评论|评价|反馈|提交|创建|发布|填写)(的)?(时间|日期)"),
    ("rating", r"(star|review|overall|product)s?rating|评分|星级|打分"),
    ("rating", r"(?<![a-z])csat(?![a-z])|satisfaction(score|rating|level)|满意(度|程度)"),
    ("rating", r"^csat|csat(score|rating|value|answer|survey)?$"),
    (
        "rating",
        r"howsatisfied|howwouldyourate|satisfiedwith|howhappy|是否满意|满意吗|满意程度|zufrieden"
        r"|satisfait|satisfech|satisfeit|soddisfatt|満足|만족",
    ),
    ("rating", r"^(stars?|rating|score)(given|value|1to5|15|outof5)?$|(stars|rating)$"),
    ("rating", r"几分|几颗?星|给分|打了?多少分|howmanystars|markoutof"),
    ("channel", r"(channel|via|渠道)$|wheredidyou(buy|purchase|order)|在哪.*(购买|买)"),
    ("touchpoint", r"touchpoint|lifecyclestage|journeystage"),
    ("order_id", r"订单(号|编号)"),
    (
        "product",
        r"(商品|产品)(名称?|标题)|(which|what)(product|item|model)|(购买|买).*(商品|产品|东西|宝贝)"
        r"|(什么|啥|哪款|哪件)(货|商品|产品|东西|宝贝)"
        r"|^(item|product|article|model|thing)s?(bought|purchased|ordered|reviewed|concerned)$"
        r"|^(bought|purchased|ordered|reviewed)(item|product|article)s?$",
    ),
    (
        "text",
        r"reasonfor|whydidyou|(any|other|additional|further)comment|commentsquestions|anythingelse"
        r"|tellus|yourownwords|whatcouldwe|what(they|the(customer|buyer)s?)(said|say|wrote)|原因|建议|意见|吐槽|想说|说了?(什么|啥)|写了?(什么|啥)|怎么说|原话|心得|grundfur|wunsche|pourquoi"
        r"|porque|perche|理由|ご意見|의견",
    ),
)
"""Field and what a header of it contains."""

NOT_A_TIME = re.compile(
    r"birth|born|expir|deliver|ship|arriv|update|modif|paid|pay|order|purchase|checkin|stay|reply"
    r"|replied|solved|closed|start|retriev|scrap|export|import"
    r"|生日|出生|到期|发货|收货|签收|更新|修改|付款|支付|下单|购买|入住|回复|追评|处理|注册|开始"
)
"""Headers of dates that are not the time of the feedback."""

RECOMMENDS = re.compile(
    r"recommend|推荐|empfehl|recommand|recomend|consigli|raccomand|おすすめ|薦め|추천"
)
"""Headers of whether customers would recommend the shop, in words or on a scale."""

LABEL = re.compile(
    r"label|sentiment|emotion|polarity|negativereason|confidence|gold$|recommendedind|"
    r"^recommended$|wouldrecommend$|isrecommend|feedbackcount|helpful|votes?$|upvote|likes?count|"
    r"urgency|^themes?$|标签|情感|情绪|极性|倾向|紧急|点赞|有用数|是否推荐|回复数"
)
"""Headers of what somebody judged about a text, or counted about it."""

HOLDERS = re.compile(
    r"^(?:(?:data|attributes|fields|payload|ticket|message|review|feedback|comment|survey|response"
    r"|answer|post|case|conversation|record|event)\.)+",
    re.I,
)
"""Objects of nested JSON that hold a feedback and say nothing of the fields in them."""
