"""What the side of a test is called that stays as it was."""

import re

__all__ = ["CONTROL"]

CONTROL = (
    re.compile(
        r"\b(?:control|baseline|original|default|status quo|placebo)\b"
        r"|对照|原版|原始|原有|默认|基准"
    ),
    re.compile(r"^(?:[a-z ]+ )?a(?: ?[组版])?$|^(?:方案|版本?|组) ?a$|^甲(?:组|版|方案)?$"),
)
"""In this order: a side that is called the control, and the first by its letter."""
