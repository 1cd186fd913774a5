"""The parts of words that have cuts in them, and insertions in brackets."""

import re
from typing import NamedTuple

from .typography import DASHES, Even

# How many code points a cut may leave out, and an insertion may stand for; between words there
# may be a mark and a blank where only the case of a letter was changed, as in [W]e.
_REACH = {"cut": 5_000, "insertion": 80, "case": 3}
_DOTS = r"(?:…+|⋯+|\.{3,}|\.(?: \.){2,3})"
_GAP = re.compile(
    rf"\s*(?:(?P<case>\[(?=\w\]\w))|(?P<cut>[\[(（［]\s*(?:{_DOTS}|\.\.)?\s*[\])）］]|{_DOTS})"
    r"|(?P<insertion>\[[^\[\]]*\]))\s*"
)
_CASE_END = r"^(\w)\]"
_EDGES = rf"^[\s{DASHES}]+|[\s{DASHES}]+$"


class Part(NamedTuple):
    """Words that stand together: as stated, with even typography, and how far behind the last."""

    text: str
    even: str
    reach: int = 0  # code points between the part before and this one, at the most


def whole(words: str) -> Part:
    """Return words as one part."""
    even = Even(words).text
    return Part(words, re.sub(_EDGES, "", even) or even)


def parts(words: str) -> list[Part]:
    """Return words taken apart at their cuts and insertions, those with nothing left out."""
    found: list[Part] = []
    reach = done = 0
    for gap in _GAP.finditer(words):
        if _add(found, words[done : gap.start()], reach):
            reach = 0
        reach, done = max(reach, _REACH[str(gap.lastgroup)]), gap.end()
    _add(found, words[done:], reach)
    return found


def _add(found: list[Part], text: str, reach: int) -> bool:
    text = re.sub(_CASE_END, r"\1", text.strip())
    if text:
        found.append(whole(text)._replace(reach=reach if found else 0))
    return bool(text)
