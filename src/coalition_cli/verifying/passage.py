"""The parts of words that have cuts in them, and insertions in brackets.

What is sought in a text, and the passage in which it was found.
"""

import re
from collections.abc import Sequence, Set
from typing import NamedTuple

from ..words.wordings import placed_words
from .paragraphs import Span, paragraphs
from .quotations import DOUBLED, MARKS, Quotations
from .text import ArticleText
from .typography import CASE, Even

# How many code points a cut may leave out, and an insertion may stand for; between words there
# may be a mark and a blank where only the case of a letter was changed, as in [W]e.
_REACH = {"cut": 5_000, "abridged": 1_000, "insertion": 80, "case": 3}
_INSERTED = (_REACH["abridged"], _REACH["insertion"])
DOTS = r"(?:…+|⋯+|\.{3,}|\.(?: \.){2,3})"
_GAP = re.compile(
    rf"(?:(?P<case>(?={CASE.pattern}))|(?P<cut>[\[(（［]\s*(?:{DOTS}|\.\.)\s*[\])）］]|{DOTS})"
    rf"|(?!{CASE.pattern})(?P<insertion>\[[^\[\]]*\]))\s*"
)
_LINE_BEGINS = re.compile(rf"[\r\n]\s*({DOUBLED}|[{MARKS}])")
_EDGES = r"^[\s-]+|[\s-]+$"  # of even text, where a sign is no dash


class Part(NamedTuple):
    """Words that stand together, and what is between them and those before."""

    text: str  # as stated
    even: str  # with even typography
    gap: str = ""  # the cut or insertion before them, as stated
    reach: int = 0  # code points between the part before and this one, at the most
    inserted: bool = False  # whether the gap is an insertion, and nothing was cut

    @property
    def begins(self) -> bool:
        """Whether its first letter may be in another case: not behind an insertion."""
        return not (self.inserted and self.reach)

    @property
    def plain(self) -> str:
        """The text without the brackets around a letter in another case."""
        return CASE.sub(r"\1", self.text)


def whole(words: str) -> Part:
    """Return words as one part."""
    even = Even(words, _repeated(words)).text
    return Part(words, re.sub(_EDGES, "", even) or even)


def _repeated(words: str) -> Set[int]:
    """Return where marks stand that only go on with the quotation in a new paragraph."""
    begins = _LINE_BEGINS.search(words)
    if not begins:
        return frozenset()
    content = begins[1] + words  # with the mark that opened it, which a quote leaves aside
    repeated = Quotations(content, paragraphs(content)).repeated
    return {place - len(begins[1]) for place in repeated}


def parts(words: str) -> tuple[list[Part], Part]:
    """Return words taken apart at their cuts and insertions, and what is behind the last part.

    Parts with nothing left out are the whole; what is behind is a part without words.
    """
    found: list[Part] = []
    reach = done = 0
    said = ""
    for gap in [*_GAP.finditer(words), None]:
        text = words[done : gap.start() if gap else None].strip()
        if placed_words(text):  # a point alone is no part
            found.append(_behind(whole(text), said, reach)._replace(reach=reach if found else 0))
            reach, said = 0, ""
        if gap:
            kind = str(gap.lastgroup)
            if kind == "insertion" and re.search(DOTS, gap[0]):
                kind = "abridged"
            reach, done = max(reach, _REACH[kind]), gap.end()
            said = f"{said} {gap[0].strip()}".strip() if gap.lastgroup != "case" else said
    return found, _behind(Part("", ""), said, reach)


def pieces(gap: str) -> list[tuple[str, str]]:
    """Return the cuts and insertions of a gap in their order, each with its kind before it."""
    return [(str(one.lastgroup), one[0].strip()) for one in _GAP.finditer(gap)]


def _behind(part: Part, gap: str, reach: int) -> Part:
    return part._replace(gap=gap, reach=reach, inserted=reach in _INSERTED)


def room(parts: Sequence[Part], nth: int, beside: Span, step: int) -> Span:
    """Return where a part has to stand that is before (-1) or behind (1) the place of another.

    It is twice as long as the part, and the gap between the two: nothing is exact here.
    """
    length = 2 * len(parts[nth].text)
    if step > 0:
        return Span(beside.end, beside.end + parts[nth].reach + length)
    return Span(max(0, beside.start - parts[nth + 1].reach - length), beside.start)


class Sought(NamedTuple):
    """Words to find: their parts, whether marks should stand around them, the paragraph stated."""

    parts: Sequence[Part]
    quoted: bool
    paragraph: int | None
    ending: Part = Part("", "")  # without words: what is behind the last


class Passage(NamedTuple):
    """Where the parts were found, None for one that was not; the first or another is there."""

    parts: tuple[Span | None, ...]

    @property
    def start(self) -> int:
        """Where the passage begins."""
        return min(part.start for part in self.parts if part)

    @property
    def end(self) -> int:
        """Where it ends, not included."""
        return max(part.end for part in self.parts if part)

    @property
    def between(self) -> int:
        """How many code points stand between the parts."""
        return self.end - self.start - sum(part.end - part.start for part in self.parts if part)


def is_exact(text: ArticleText, sought: Sought, passage: Passage) -> bool:
    """Whether the words stand there letter by letter."""
    pairs = zip(sought.parts, passage.parts, strict=True)
    return all(span and text.content[span.start : span.end] == part.text for part, span in pairs)


def is_quoted(text: ArticleText, passage: Passage) -> bool:
    """Whether each part stands in quotation marks."""
    return all(text.is_quoted(*span) for span in passage.parts if span)
