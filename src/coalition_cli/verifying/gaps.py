"""What the cuts and insertions of a quote hide.

A quote may have both, as long as its words keep their meaning. A gap may not hide a word that
denies, another number, or the end of one quotation and the beginning of another.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from ..words.wordings import placed_words
from .ends import leading, trailing
from .insertions import (
    Reason,
    denying_insertion,
    excerpt,
    insertions_of,
    left_out,
    other_number,
    replacements,
    stands_for,
    without_kept,
)
from .joining import wrongly_joined
from .paragraphs import Span
from .passage import DOTS, Passage, QuotePart
from .quotations import MARKS
from .text import ArticleText, sentence_ends

_CUT = re.compile(DOTS)
_OWN_CUT = re.compile(rf"^\W*?{DOTS}|{DOTS}\W*$")
_TORN = re.compile(r"[^\[\]]{0,80}\]|.*\[[^\[\]]{0,80}\Z", re.DOTALL)
_BACK = 8  # code points before a gap that show whether a sentence ended there
_NEAR = 80  # code points of a gap in which an insertion beside a cut stands for a number
_FEW = 2  # words beside a cut of the text: more may be left out with the cut
_CLAUSE = re.compile(r"[,;:，；：、،؛—–]|\s-\s")
_ENDED = re.compile(rf"[.!?…。！？।؟۔]['\"{re.escape(MARKS)}\s]*$")


def gap_reasons(passage: Passage) -> Iterator[Reason]:
    """Yield what the cuts and insertions hide, or stand for, in a passage that has all parts."""
    yield from leading(passage)
    spans = [span for span in passage.spans if span]
    for part, (before, after) in zip(passage.sought.parts[1:], pairwise(spans), strict=True):
        yield from _between(passage, part, Span(before.end, after.start))
    yield from trailing(passage)


def is_sound(passage: Passage) -> bool:
    """Return whether no cut and no insertion changes the meaning of the words."""
    return not any(reason.alters for reason in gap_reasons(passage))


def _between(passage: Passage, part: QuotePart, gap: Span) -> Iterator[Reason]:
    text = passage.text
    if not part.gap:
        yield from _before_case(text, gap)
        return
    hidden = _hidden(passage, part, gap)
    replaced = list(replacements(text, part, gap)) if part.inserted else []
    for reason in replaced:
        yield reason._replace(alters=reason.alters or hidden is not None)
    if hidden and not replaced:
        yield hidden
    if not hidden and not part.inserted:
        yield from _beside_own_cut(text, part, gap)


def _before_case(text: ArticleText, gap: Span) -> Iterator[Reason]:
    """Yield the words that stand where the quote has only a letter in another case."""
    there = excerpt(text.content[slice(*gap)])
    if placed_words(there):
        yield left_out(there)


def _hidden(passage: Passage, part: QuotePart, gap: Span) -> Reason | None:
    """Return why a gap changes the meaning of the words on its two sides, if it does."""
    text = passage.text
    if _TORN.match(text.content, *gap):
        return Reason("only a part of what the text has in brackets", alters=True)
    if passage.sought.quoted and (reason := wrongly_joined(text, gap)):
        return Reason(reason, alters=True)
    if denial := _denial_left_out(text, part, gap):
        return left_out(denial)
    if denial := denying_insertion(text, part, gap):
        return Reason(f"'{denial}' is not there", alters=True)
    inserted, there = insertions_of(part.gap), text.content[slice(*gap)]
    if not part.inserted and len(there) <= _NEAR and other_number(inserted, there):
        return stands_for(inserted, there, alters=True)
    return None


def _beside_own_cut(text: ArticleText, part: QuotePart, gap: Span) -> Iterator[Reason]:
    """Yield the words that are left out beside a cut of the text itself."""
    there = text.content[slice(*gap)]
    if _OWN_CUT.search(there) and len(_CUT.findall(there)) >= len(_CUT.findall(part.gap)):
        words = excerpt(_CUT.sub(" ", there))
        if 0 < len(placed_words(words)) <= _FEW:
            yield left_out(words)


def _denial_left_out(text: ArticleText, part: QuotePart, gap: Span) -> str | None:
    """Return a word that denies, in a sentence with words on either side of a gap.

    If the gap leaves out whole sentences, only two stretches count: the rest of the clause before
    it, and the beginning of the sentence after it. An insertion that the gap has does not count.
    """
    find, low = text.denials.find, max(0, gap.start - _BACK)
    content = text.content[low : gap.start] + without_kept(text.content[slice(*gap)], part.gap)
    gap = Span(gap.start - low, len(content))
    ends = list(sentence_ends(content, gap))
    if not ends:
        return find(content[gap.start :])
    end = ends[0].start()
    clause = _CLAUSE.search(content, gap.start, end)
    if clause and excerpt(content[gap.start : clause.start()]):
        end = clause.start()
    begun = not _ENDED.search(content, 0, gap.start)
    denial = find(content[gap.start : end]) if begun else None
    return denial or find(content[ends[-1].end() :])
