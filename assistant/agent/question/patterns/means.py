"""How a question asks for the mean of a number, or for the highest and lowest of several."""

import re

__all__ = [
    "BETWEEN",
    "HIGH_CHINESE",
    "HIGH_ENGLISH",
    "HOW_LONG",
    "LOW",
    "MEAN_CHINESE",
    "MEAN_ENGLISH",
    "NO_SCORE",
    "ON_AVERAGE",
]

MEAN_ENGLISH = r"\b(?:average|avg|mean|median|typical)\b"
ON_AVERAGE = r"\b(?:on average|usually|typically)\b"
BETWEEN = r"\W+(?:(?!ratings?\b|scores?\b|stars?\b)\w+\W+){0,2}?"
"""What may stand between the mean and its column: "average time they wait"."""

MEAN_CHINESE = r"(?:平均值?|均值|中位数?)"
NO_SCORE = r"(?!的?(?:评分|得分|打分|分数|星级|满意|nps|csat|几分|多少分))"
"""Behind a mean: 60岁以上的平均评分 is no mean of the age."""

HOW_LONG = r"(?:多久|多长|几[天日分小]|多少[天日分小])"

HIGH_ENGLISH = (
    r"\b(?:longest|shortest|slowest|quickest|fastest|highest|lowest|biggest|largest|smallest"
    r"|heaviest|lightest|oldest|youngest|tallest)\b"
)
HIGH_CHINESE = r"最[久长短快慢高低大小贵重轻]"
"""The end of a scale of numbers, which is neither good nor bad."""

LOW = re.compile(
    r"\b(?:shortest|quickest|fastest|lowest|smallest|lightest|youngest|fewest|least)\b"
    r"|最[短快低小轻少]"
)
