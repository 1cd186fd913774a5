"""What a cut leaves out of a text, and what an insertion stands for.

Both are the quoter's right, as long as the words say what they said: neither may hide a word that
denies, another number, or the end of one quotation and the beginning of another.
"""

import re
from collections.abc import Iterator

from ..words.wordings import placed_words
from .ends import leading, trailing
from .insertions import (
    Told,
    counts,
    denied,
    inserted_in,
    other_words,
    plain,
    stands_for,
    without_own,
)
from .joining import joined
from .paragraphs import Span
from .passage import DOTS, Passage, QuotePart, Sought
from .quotations import MARKS
from .text import ArticleText, sentence_ends

_CUT = re.compile(DOTS)
_OWN_CUT = re.compile(rf"^\W*?{DOTS}|{DOTS}\W*$")
_TORN = re.compile(r"[^\[\]]{0,80}\]|.*\[[^\[\]]{0,80}\Z", re.DOTALL)
_BACK = 8  # code points before a gap that tell whether a sentence ended there
_NEAR = 80  # and of one in which an insertion beside a cut stands for a number
_FEW = 2  # words beside a cut of the text that were left out
_CLAUSE = re.compile(r"[,;:，；：、،؛—–]|\s-\s")
_ENDED = re.compile(rf"[.!?…。！？।؟۔]['\"{re.escape(MARKS)}\s]*$")


def told(text: ArticleText, sought: Sought, passage: Passage) -> Iterator[Told]:
    """Yield what the cuts and the insertions of words that were found hide or stand for."""
    found = [span for span in passage.parts if span]
    yield from leading(text, sought, passage)
    for part, left, right in zip(sought.parts[1:], found, found[1:], strict=False):
        gap = Span(left.end, right.start)
        said = list(stands_for(text, part, gap)) if part.inserted else []
        hidden = list(_hidden(text, sought, part, gap) if part.gap else _left_out(text, gap))
        yield from [one._replace(alters=one.alters or bool(hidden)) for one in said] or hidden
        if part.gap and not part.inserted and not hidden:
            yield from _beside_own_cut(text, part, gap)
    yield from trailing(text, sought, passage)


def is_sound(text: ArticleText, sought: Sought, passage: Passage) -> bool:
    """Whether no cut and no insertion changes what the words say."""
    return not any(one.alters for one in told(text, sought, passage))


def _left_out(text: ArticleText, gap: Span) -> Iterator[Told]:
    """Yield what stands where the words have only a letter in another case."""
    there = plain(text.content[gap.start : gap.end])
    if placed_words(there):
        yield Told(f"'{there}' is left out", alters=True)


def _hidden(text: ArticleText, sought: Sought, part: QuotePart, gap: Span) -> Iterator[Told]:
    """Yield what makes other words of the parts on either side of a gap."""
    if _TORN.match(text.content, *gap):
        yield Told("only a part of what the text has in brackets", alters=True)
    elif sought.quoted and (reason := joined(text, gap)):
        yield Told(reason, alters=True)
    elif denial := _denial(text, part, gap):
        yield Told(f"'{denial}' is left out", alters=True)
    elif denial := denied(text, part, gap):
        yield Told(f"'{denial}' is not there", alters=True)
    elif not part.inserted and gap.end - gap.start <= _NEAR:
        inserted, there = inserted_in(part.gap), text.content[slice(*gap)]
        if counts(inserted, there):
            yield other_words(inserted, there, alters=True)


def _beside_own_cut(text: ArticleText, part: QuotePart, gap: Span) -> Iterator[Told]:
    """Yield that words are left out beside a cut which the text has itself."""
    there = text.content[gap.start : gap.end]
    if _OWN_CUT.search(there) and len(_CUT.findall(there)) >= len(_CUT.findall(part.gap)):
        more = plain(_CUT.sub(" ", there))
        if 0 < len(placed_words(more)) <= _FEW:
            yield Told(f"'{more}' is left out", alters=True)


def _denial(text: ArticleText, part: QuotePart, gap: Span) -> str | None:
    """Return a word that denies in the sentences of which words stand on either side of a gap.

    Where whole sentences are left out, those are the rest of the clause before, and the beginning
    of the sentence behind. An insertion of the text that the gap has too is not left out.
    """
    find, low = text.denials.find, max(0, gap.start - _BACK)
    content = text.content[low : gap.start] + without_own(text.content[slice(*gap)], part.gap)
    gap = Span(gap.start - low, len(content))
    ends = list(sentence_ends(content, gap))
    if not ends:
        return find(content, gap.start, gap.end)
    clause = _CLAUSE.search(content, gap.start, ends[0].start())
    head = clause.start() if clause and plain(content[gap.start : clause.start()]) else None
    begun = not _ENDED.search(content, 0, gap.start)
    before = find(content, gap.start, head or ends[0].start()) if begun else None
    return before or find(content, ends[-1].end(), gap.end)
