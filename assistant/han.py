"""What is a Chinese character."""

import re

__all__ = ["HAN"]

HAN = re.compile("[\u3400-\u9fff]")
"""One Chinese character: the ideographs of Unicode with their first extension."""
