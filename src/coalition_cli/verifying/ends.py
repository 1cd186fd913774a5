"""Insertions before the first words of a quote, or after the last."""

import re
from collections.abc import Iterable, Iterator
from itertools import dropwhile
from typing import NamedTuple

from ..words.wordings import Word, placed_words
from .insertions import (
    INSERTION,
    Reason,
    denying_insertion,
    excerpt,
    insertions_of,
    is_same,
    left_out,
    other_number,
    replacements,
    stands_for,
    without_kept,
)
from .paragraphs import Span
from .passage import Passage, QuotePart, pieces
from .text import ArticleText, sentence_ends
from .typography import DASHES

_BLANK = re.compile(rf"[\s{DASHES}]*")
_AROUND = 1_000  # code points beside the words, in which the text may have an insertion
_NEAR = 80  # code points beside the words, in which the same insertion shows what is left out
_FEW = 2  # words that an insertion may stand for, however short it is


class _Beside(NamedTuple):
    """The text beside the words of a quote: before them (`leads`), or after them."""

    text: ArticleText
    span: Span
    leads: bool

    @property
    def there(self) -> str:
        """The text of the stretch."""
        return self.text.content[slice(*self.span)]

    def up_to(self, boundaries: Iterable[re.Match[str]]) -> "_Beside":
        """Return the text between the words and the nearest boundary, or all of it."""
        start, end = self.span
        if self.leads:
            start = max((boundary.end() for boundary in boundaries), default=start)
        else:
            end = min((boundary.start() for boundary in boundaries), default=end)
        return self._replace(span=Span(start, end))

    def nearest(self, count: int) -> list[Word]:
        """Return the words that stand nearest to those of the quote, with places in `there`."""
        words = placed_words(self.there)
        return words[-count:] if self.leads else words[:count]


def leading(passage: Passage) -> Iterator[Reason]:
    """Yield what an insertion before the first part stands for, or hides."""
    text, start = passage.text, passage.start
    low = max(0, start - _AROUND, text.bounds(start).start)
    return _at_end(passage.sought.parts[0], _Beside(text, Span(low, start), leads=True))


def trailing(passage: Passage) -> Iterator[Reason]:
    """Yield what an insertion after the last part stands for, or hides."""
    text, end = passage.text, passage.end
    high = min(len(text.content), end + _AROUND, text.bounds(end - 1).end)
    return _at_end(passage.sought.ending, _Beside(text, Span(end, high), leads=False))


def _at_end(part: QuotePart, beside: _Beside) -> Iterator[Reason]:
    outside_in = pieces(part.gap) if beside.leads else pieces(part.gap)[::-1]
    part = part._replace(gap=insertions_of(part.gap))
    if not part.gap:
        return
    # A cut outside of all insertions leaves out nothing.
    (_, outermost), *inner = dropwhile(lambda piece: piece[0] == "cut", outside_in)
    text, own = beside.text, list(INSERTION.finditer(beside.text.content, *beside.span))
    if denial := denying_insertion(text, part, beside.span):
        yield Reason(f"'{denial}' is not there", alters=True)
    elif any(kind == "cut" for kind, _ in inner):
        kept = [insertion for insertion in own if is_same(insertion[0], outermost)]
        between = beside.up_to([*kept, *sentence_ends(text.content, beside.span)])
        there = without_kept(between.there, part.gap)
        if denial := text.denials.find(there):
            yield left_out(denial)
    elif own:
        yield from _beside_own(part, beside, own[-1 if beside.leads else 0])
    else:
        yield from _replaced(part, beside)


def _beside_own(part: QuotePart, beside: _Beside, own: re.Match[str]) -> Iterator[Reason]:
    """Yield what an insertion stands for, where the text has one itself."""
    between = beside.up_to([own])
    (start, end), (low, high) = between.span, own.span()
    if _BLANK.fullmatch(between.there):
        yield from replacements(beside.text, part, Span(min(start, low), max(end, high)))
    elif max(end - low, high - start) <= _NEAR and is_same(own[0], part.gap):
        yield left_out(excerpt(between.there))
    else:
        yield from _replaced(part, beside)


def _replaced(part: QuotePart, beside: _Beside) -> Iterator[Reason]:
    """Yield the word that denies, or the other number, that an insertion may stand for."""
    words = beside.nearest(max(_FEW, len(placed_words(part.gap))))
    if not words:
        return
    start, end = beside.span
    near = Span(start + words[0].start, end) if beside.leads else Span(start, start + words[-1].end)
    beside = beside._replace(span=near)
    beside = beside.up_to(sentence_ends(beside.text.content, near))
    if denial := beside.text.denials.find(beside.there):
        yield Reason(f"'{part.gap}' stands for '{denial}'", alters=True)
    for nearest in beside.nearest(1):
        if other_number(part.gap, nearest.word):
            yield stands_for(part.gap, nearest.word, alters=True)
