"""What stands in a text for an insertion before the first words, or behind the last."""

import re
from collections.abc import Iterator

from ..words.wordings import placed_words
from .insertions import (
    BRACKETS,
    INSERTION,
    Told,
    counts,
    denied,
    inserted_in,
    other_words,
    plain,
    same,
    stands_for,
    without_own,
)
from .paragraphs import Span
from .passage import Passage, QuotePart, Sought, pieces
from .text import ArticleText, sentence_ends
from .typography import DASHES

_BETWEEN = rf"[\s{DASHES}]*"
_BEFORE = re.compile(rf"{BRACKETS}{_BETWEEN}$")
_BEHIND = re.compile(rf"{_BETWEEN}{BRACKETS}")
_AROUND = 1_000  # code points, in which an insertion of the text ends or begins
_NEAR = 80  # and in which the same one shows that what is between was left out
_FEW = 2  # words that an insertion may stand for, however short it is


def leading(text: ArticleText, sought: Sought, passage: Passage) -> Iterator[Told]:
    """Yield for what an insertion before the first part stands."""
    part, outer, cut = _at_end(sought.parts[0], 0)
    if not part.gap:
        return
    start, content = passage.start, text.content
    low = max(0, start - _AROUND, text.bounds(start).start)
    if denial := denied(text, part, Span(low, start)):
        yield Told(f"'{denial}' is not there", alters=True)
        return
    if cut:
        begins = [one.end() for one in sentence_ends(content, Span(low, start))]
        begins += [one.end() for one in _the_same(content, Span(low, start), outer)]
        yield from _cut_off(text, part, Span(max(begins, default=low), start))
        return
    if found := _BEFORE.search(content, low, start):
        yield from stands_for(text, part, Span(found.start(), start))
        return
    near = list(INSERTION.finditer(content, max(low, start - _NEAR), start))
    if near and same(near[-1][0], part.gap):
        yield Told(f"'{plain(content[near[-1].end() : start])}' is left out", alters=True)
        return
    words = placed_words(content[low:start])[-max(_FEW, len(placed_words(part.gap))) :]
    if words and (there := Span(low + words[0].start, start)):
        yield from _replaced(text, part, there)


def trailing(text: ArticleText, sought: Sought, passage: Passage) -> Iterator[Told]:
    """Yield for what an insertion behind the last part stands."""
    part, outer, cut = _at_end(sought.ending, -1)
    if not part.gap:
        return
    content, end = text.content, passage.end
    high = min(len(content), end + _AROUND, text.bounds(end - 1).end)
    if denial := denied(text, part, Span(end, high)):
        yield Told(f"'{denial}' is not there", alters=True)
        return
    if cut:
        ends = [one.start() for one in sentence_ends(content, Span(end, high))]
        ends += [one.start() for one in _the_same(content, Span(end, high), outer)]
        yield from _cut_off(text, part, Span(end, min(ends, default=high)))
        return
    if found := _BEHIND.match(content, end, high):
        yield from stands_for(text, part, Span(end, found.end()))
        return
    near = INSERTION.search(content, end, min(high, end + _NEAR))
    if near and same(near[0], part.gap):
        yield Told(f"'{plain(content[end : near.start()])}' is left out", alters=True)
        return
    words = placed_words(content[end:high])[: max(_FEW, len(placed_words(part.gap)))]
    if words:
        yield from _replaced(text, part, Span(end, end + words[-1].end))


def _at_end(part: QuotePart, edge: int) -> tuple[QuotePart, str, bool]:
    """Return a part with only the insertions of its gap, the outermost, and whether a cut is left.

    `edge` is the number of what stands farthest from the words: a cut there leaves out nothing.
    """
    found = pieces(part.gap)
    while found and found[edge][0] == "cut":
        del found[edge]
    cut = any(kind == "cut" for kind, _ in found)
    return part._replace(gap=inserted_in(part.gap)), found[edge][1] if found else "", cut


def _the_same(content: str, within: Span, gap: str) -> Iterator[re.Match[str]]:
    return (one for one in INSERTION.finditer(content, *within) if same(one[0], gap))


def _cut_off(text: ArticleText, part: QuotePart, gap: Span) -> Iterator[Told]:
    """Yield what is left out of a sentence between its words and an insertion at an end."""
    there = without_own(text.content[slice(*gap)], part.gap)
    if denial := text.denials.find(there, 0, len(there)):
        yield Told(f"'{denial}' is left out", alters=True)


def _replaced(text: ArticleText, part: QuotePart, gap: Span) -> Iterator[Told]:
    """Yield that an insertion may stand for a word that denies, or a number, in the sentence."""
    content, leads = text.content, bool(part.text)
    if ends := list(sentence_ends(content, gap)):
        gap = Span(ends[-1].end(), gap.end) if leads else Span(gap.start, ends[0].start())
    if denial := text.denials.find(content, *gap):
        yield Told(f"'{part.gap}' stands for '{denial}'", alters=True)
    for nearest in placed_words(content[slice(*gap)])[-1 if leads else 0 :][:1]:
        if counts(part.gap, nearest.word):
            yield other_words(part.gap, nearest.word, alters=True)
