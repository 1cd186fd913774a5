"""Where the sentences of a text end."""

import re
from collections.abc import Iterator

from .paragraphs import Span
from .quotations import MARKS

_ENDS = re.compile(rf"[.!?…][{re.escape(MARKS)})\]]*(?:\s|$)|[。！？।؟۔]|\n\s*\n")
_ABBREVIATION = re.compile(r"(?:^|\W)(?:[A-Z]\w{0,3}|\w\.\w)\.$")
_LONGEST = 6  # code points of an abbreviation, and of what stands before it


def sentence_ends(content: str, within: Span) -> Iterator[re.Match[str]]:
    """Yield what ends a sentence between two places: its point, the marks and the blank behind."""
    for found in _ENDS.finditer(content, *within):
        low = max(0, found.start() - _LONGEST)
        if not _ABBREVIATION.search(content, low, found.start() + 1):
            yield found
