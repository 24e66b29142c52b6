"""Written ratings on 1-5, lower case, as surveys and shops write them in nine languages.

Words of another gender or number are found by their endings.
"""

__all__ = ["RATING_WORDS"]

RATING_WORDS: dict[str, float] = {
    "好评": 5, "中评": 3, "差评": 1, "非常满意": 5, "很满意": 5, "满意": 4, "比较满意": 4,
    "基本满意": 4, "一般": 3, "中立": 3, "不太满意": 2, "不满意": 2, "较差": 2, "很不满意": 1,
    "非常不满意": 1, "极不满意": 1, "very satisfied": 5, "satisfied": 4, "neutral": 3,
    "neither satisfied nor dissatisfied": 3, "dissatisfied": 2, "unsatisfied": 2,
    "very dissatisfied": 1, "very unsatisfied": 1, "excellent": 5, "very good": 4.5, "good": 4,
    "fair": 3, "average": 3, "okay": 3, "poor": 2, "bad": 2, "very poor": 1, "terrible": 1,
    "very bad": 1, "very good value": 5, "extremely satisfied": 5, "completely satisfied": 5,
    "somewhat satisfied": 4, "moderately satisfied": 4, "slightly satisfied": 4,
    "somewhat dissatisfied": 2, "moderately dissatisfied": 2, "slightly dissatisfied": 2,
    "extremely dissatisfied": 1, "completely dissatisfied": 1, "not satisfied": 2,
    "not at all satisfied": 1, "very happy": 5, "happy": 4, "unhappy": 2, "very unhappy": 1,
    "positive": 5, "negative": 1, "good with comment": 4, "bad with comment": 2, "十分满意": 5,
    "完全满意": 5, "较满意": 4, "有点不满意": 2, "比较不满意": 2, "较不满意": 2, "很好": 5,
    "非常好": 5, "较好": 4, "很差": 1, "非常差": 1, "超赞": 5, "五星好评": 5, "推荐": 5,
    "不推荐": 1, "sehr zufrieden": 5, "zufrieden": 4, "eher zufrieden": 4, "teils teils": 3,
    "teils/teils": 3, "weder noch": 3, "eher unzufrieden": 2, "unzufrieden": 2,
    "sehr unzufrieden": 1, "très satisfait": 5, "satisfait": 4, "plutôt satisfait": 4,
    "neutre": 3, "plutôt insatisfait": 2, "insatisfait": 2, "pas satisfait": 2,
    "très insatisfait": 1, "pas du tout satisfait": 1, "muy satisfecho": 5, "satisfecho": 4,
    "insatisfecho": 2, "muy insatisfecho": 1, "molto soddisfatto": 5, "soddisfatto": 4,
    "neutrale": 3, "insoddisfatto": 2, "molto insoddisfatto": 1, "muito satisfeito": 5,
    "satisfeito": 4, "neutro": 3, "insatisfeito": 2, "muito insatisfeito": 1, "非常に満足": 5,
    "大変満足": 5, "とても満足": 5, "満足": 4, "やや満足": 4, "どちらともいえない": 3,
    "どちらでもない": 3, "普通": 3, "やや不満": 2, "不満": 2, "非常に不満": 1, "大変不満": 1,
    "とても不満": 1, "매우 만족": 5, "만족": 4, "보통": 3, "불만족": 2, "매우 불만족": 1,
}  # fmt: skip
