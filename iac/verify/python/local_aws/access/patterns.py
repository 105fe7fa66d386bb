"""Patterns of policies: `*` is any text, `?` any character."""

import re
from functools import cache


def is_like(pattern: str, text: str) -> bool:
    """Whether the text is of the pattern, letter for letter."""
    return _compiled(pattern).fullmatch(text) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"([*?])", pattern)
    wild = {"*": ".*", "?": "."}
    return re.compile("".join(wild.get(part) or re.escape(part) for part in parts), re.DOTALL)
