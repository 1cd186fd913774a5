"""Scripts that are written from right to left, within lines that go from left to right."""

import re

MARK = "\u200e"  # left-to-right; it has no width
# Hebrew, Arabic, Syriac, N'Ko and others, and marks for this direction.
RIGHT_TO_LEFT = (
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def ended(text: str) -> str:
    """Return a text so that what follows stays behind it.

    A comma, a number or another such text after an Arabic name would be drawn before it (UAX 9).
    """
    if text.isascii() or not re.search(RIGHT_TO_LEFT, text):
        return text
    return text + MARK
