"""Words to find, part by part between their cuts and insertions, and where they were found."""

import re
from collections.abc import Sequence, Set
from typing import NamedTuple

from ..words.wordings import placed_words
from .paragraphs import Span, paragraphs
from .quotations import DOUBLED, MARKS, Quotations
from .text import ArticleText
from .typography import CASE, NormalisedText

# How many code points a gap may have in the text. A letter in another case, [W]e, may have a mark
# and a blank before it.
_REACH = {"cut": 5_000, "abridged": 1_000, "insertion": 80, "case": 3}
_INSERTED = (_REACH["abridged"], _REACH["insertion"])
DOTS = r"(?:…+|⋯+|\.{3,}|\.(?: \.){2,3})"
_GAP = re.compile(
    rf"(?:(?P<case>(?={CASE.pattern}))|(?P<cut>[\[(（［]\s*(?:{DOTS}|\.\.)\s*[\])）］]|{DOTS})"
    rf"|(?!{CASE.pattern})(?P<insertion>\[[^\[\]]*\]))\s*"
)
_LINE_BEGINS = re.compile(rf"[\r\n]\s*({DOUBLED}|[{MARKS}])")
_EDGES = r"^[\s-]+|[\s-]+$"  # of normalised text, where a minus is not a hyphen


class QuotePart(NamedTuple):
    """Words without a cut or insertion, and the gap before them."""

    text: str  # as stated
    normalised: str  # with normalised typography
    gap: str = ""  # the cuts and insertions before the words, as stated
    reach: int = 0  # code points: the most that may stand between this part and the one before
    inserted: bool = False  # whether the gap is an insertion, and nothing was cut

    @property
    def begins(self) -> bool:
        """Whether its first letter may be in another case. After an insertion it may not."""
        return not (self.inserted and self.reach)

    @property
    def plain(self) -> str:
        """The text without the brackets around a letter in another case."""
        return CASE.sub(r"\1", self.text)


def one_part(words: str) -> QuotePart:
    """Return words as one part."""
    normalised = NormalisedText(words, _repeated(words)).text
    return QuotePart(words, re.sub(_EDGES, "", normalised) or normalised)


def _repeated(words: str) -> Set[int]:
    """Return the places of marks that repeat the opening mark in a new paragraph."""
    begins = _LINE_BEGINS.search(words)
    if not begins:
        return frozenset()
    content = begins[1] + words  # with the opening mark, which the words do not have
    repeated = Quotations(content, paragraphs(content)).repeated
    return {place - len(begins[1]) for place in repeated}


def parts_of(words: str) -> tuple[list[QuotePart], QuotePart]:
    """Return the parts of words, and a part without text for the gap after the last.

    The words are divided at their cuts and insertions.
    """
    parts: list[QuotePart] = []
    reach = done = 0
    before = ""
    for gap in [*_GAP.finditer(words), None]:
        text = words[done : gap.start() if gap else None].strip()
        if placed_words(text):  # punctuation is no part
            part = _with_gap(one_part(text), before, reach)
            parts.append(part if parts else part._replace(reach=0))
            reach, before = 0, ""
        if gap:
            kind = str(gap.lastgroup)
            if kind == "insertion" and re.search(DOTS, gap[0]):
                kind = "abridged"
            reach, done = max(reach, _REACH[kind]), gap.end()
            before = f"{before} {gap[0].strip()}".strip() if gap.lastgroup != "case" else before
    return parts, _with_gap(QuotePart("", ""), before, reach)


def _with_gap(part: QuotePart, gap: str, reach: int) -> QuotePart:
    return part._replace(gap=gap, reach=reach, inserted=reach in _INSERTED)


def pieces(gap: str) -> list[tuple[str, str]]:
    """Return the kind and the text of each cut and insertion of a gap, in order."""
    return [(str(piece.lastgroup), piece[0].strip()) for piece in _GAP.finditer(gap)]


def room(parts: Sequence[QuotePart], nth: int, beside: Span, step: int) -> Span:
    """Return the stretch in which a part has to stand, before (-1) or after (1) another's place.

    Its length is that of the gap and twice that of the part: the words may differ there.
    """
    length = 2 * len(parts[nth].text)
    if step > 0:
        return Span(beside.end, beside.end + parts[nth].reach + length)
    return Span(max(0, beside.start - parts[nth + 1].reach - length), beside.start)


class StatedPlace(NamedTuple):
    """Where words are said to stand; None where that is not said."""

    paragraph: int | None = None  # from 1
    offset: int | None = None  # code points of the text that stand before them
    within: Span | None = None  # a passage that they are a part of

    def holds(self, start: int, end: int) -> bool:
        """Return whether a passage stands in the one that words are a part of."""
        return self.within is None or (self.within.start <= start and end <= self.within.end)

    def distance(self, start: int, end: int) -> tuple[int, int]:
        """Return how far a passage is from the offset, and how far its beginning is from it."""
        if self.offset is None:
            return 0, 0
        return max(start - self.offset, self.offset - end + 1, 0), abs(start - self.offset)


ANYWHERE = StatedPlace()


class Sought(NamedTuple):
    """Words to find."""

    parts: Sequence[QuotePart]
    quoted: bool  # whether they should stand in quotation marks
    place: StatedPlace
    ending: QuotePart = QuotePart("", "")  # without text, for the gap after the last part


def ways_to_seek(words: str, place: StatedPlace, *, quoted: bool) -> list[Sought]:
    """Return words as one part, then as the parts between their cuts and insertions, if any."""
    words = words.strip()
    parts, ending = parts_of(words)
    ways = [Sought([one_part(words)], quoted, place)]
    if parts and parts != ways[0].parts:
        ways.append(Sought(parts, quoted, place, ending))
    return ways


class Passage(NamedTuple):
    """Where words were found in a text."""

    text: ArticleText
    sought: Sought
    spans: tuple[Span | None, ...]  # by part, None for one that was not found; one at least was

    @property
    def start(self) -> int:
        """Where the passage begins."""
        return min(span.start for span in self.spans if span)

    @property
    def end(self) -> int:
        """Where it ends, not included."""
        return max(span.end for span in self.spans if span)

    @property
    def paragraph(self) -> int:
        """The number of the paragraph in which it begins."""
        return self.text.paragraph(self.start)

    @property
    def between(self) -> int:
        """How many code points stand between the parts."""
        return self.end - self.start - sum(span.end - span.start for span in self.spans if span)

    @property
    def found(self) -> Sequence[str]:
        """What the text has for each part: nothing for one that was not found."""
        return [self.text.content[slice(*span)] if span else "" for span in self.spans]

    @property
    def exact(self) -> bool:
        """Whether the text has the words letter by letter."""
        return self.found == [part.text for part in self.sought.parts]

    @property
    def quoted(self) -> bool:
        """Whether each part stands in quotation marks."""
        return all(self.text.is_quoted(*span) for span in self.spans if span)
