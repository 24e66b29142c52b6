"""What joins the parts of a question that asks for several things."""

import re

__all__ = ["JOINT", "RELATES"]

JOINT = re.compile(
    r"\s*(?:[,;+&]|(?<![a-z])(?:and|plus|as well as|along with|together with)(?![a-z])"
    r"|[，；、]|还有|以及|(?<!温)和(?!其他|别的)|跟|与|另外|顺便|同时|外加|加上)\s*"
    r"(?:(?:and |plus |also |then |then also |what about )|[再还也又]|以及|还有|另外|顺便)?\s*",
    re.IGNORECASE,
)
"""Between two things that are asked for, or two words of one."""

RELATES = re.compile(
    r"^(?:who|whom|whose|that|which (?:is|are|was|were|has|have|had|says?|mention)|then|so|why"
    r"|how come|what(?:'s| is) (?:the|its|their) (?:cause|reason)|but|not|or|vs|versus)\b"
    r"|\b(?:it|them|they|their|those|these|there|that|this one)\b"
    r"|\b(?:if|without|unless|because)\b|要是|如果|假如|假设|要不是"
    r"|\bcompared (?:to|with)\b|比(?:怎么样|如何|咋样|起来|呢|$)"
    r"|为什么|为啥|怎么回事|原因|它|他们|她们|其中|那些|这些|分别|同期|相比|哪个更|谁更"
)
"""A part that leans on the one before it, so that it cannot be asked by itself."""
