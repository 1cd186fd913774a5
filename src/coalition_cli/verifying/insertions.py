"""What an insertion stands for, and whether the words are another's by it.

An insertion that the text has itself stands for itself alone.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..words.wordings import placed_words
from .paragraphs import Span
from .passage import DOTS, QuotePart, pieces
from .quotations import MARKS
from .text import ArticleText
from .typography import NOTE, NormalisedText

POINTS = f"{MARKS} ,.;:!?*_"  # what a reason leaves out around words
BRACKETS = r"\[[^\[\]]*\]"
INSERTION = re.compile(BRACKETS)
_SHORT = 2  # words: an insertion with no more that denies does nothing else


class Told(NamedTuple):
    """What is to be said of a gap, and whether the words are another's by it."""

    reason: str
    alters: bool


def stands_for(text: ArticleText, part: QuotePart, gap: Span) -> Iterator[Told]:
    """Yield for what an insertion stands between two parts."""
    there = _without_notes(text.content, gap)
    if not placed_words(there) or same(there, part.gap):
        return
    own = INSERTION.findall(there)
    beside = _beside(own, part.gap)
    if own and len(beside) > len(own):
        for inserted, words in zip(beside, INSERTION.split(there), strict=True):
            if placed_words(words):
                yield other_words(inserted, words, alters=not inserted)
        return
    yield other_words(part.gap, there, alters=bool(own))


def _beside(own: Sequence[str], gap: str) -> list[str]:
    """Return the insertions of a gap before and behind each of those that the text has itself.

    Where the gap has not all of those, they are fewer.
    """
    beside = [""]
    for _, inserted in pieces(gap):
        if len(beside) <= len(own) and same(own[len(beside) - 1], inserted):
            beside.append("")
        else:
            beside[-1] = f"{beside[-1]} {inserted}".strip()
    return beside


def other_words(inserted: str, there: str, *, alters: bool) -> Told:
    """Return that an insertion, or nothing, has the place of words of the text."""
    words = plain(there)
    if not inserted:
        return Told(f"'{words}' is left out", alters)
    return Told(f"'{inserted}' stands for '{words}'", alters or counts(inserted, there))


def counts(inserted: str, there: str) -> bool:
    """Whether an insertion has another number than the words that it stands for."""
    one, other = re.findall(r"\d+", inserted), re.findall(r"\d+", there)
    return bool(one and other and one != other)


def denied(text: ArticleText, part: QuotePart, gap: Span) -> str | None:
    """Return an insertion of one or two words that denies, which the text does not have itself."""
    own = INSERTION.findall(text.content, *gap)
    for inserted in INSERTION.findall(inserted_in(part.gap)):
        denial = len(placed_words(inserted)) <= _SHORT and text.denials.find(
            inserted, 0, len(inserted)
        )
        if denial and not any(same(one, inserted) for one in own):
            return str(inserted)
    return None


def inserted_in(gap: str) -> str:
    """Return the insertions of a gap, without its cuts."""
    return " ".join(one for kind, one in pieces(gap) if kind == "insertion")


def without_own(there: str, gap: str) -> str:
    """Return words of the text without the insertions that a gap has too, whole."""
    inserted = {_normalised(one) for one in INSERTION.findall(inserted_in(gap))}
    return INSERTION.sub(lambda own: " " if _normalised(own[0]) in inserted else own[0], there)


def same(one: str, gap: str) -> bool:
    """Whether an insertion of the text is that of the words, which may have a cut in it."""
    there = _normalised(one)
    first, *others = [stretch.strip() for stretch in re.split(DOTS, _normalised(gap))]
    if not others:
        return there == first
    *between, last = others
    if not there.startswith(first):
        return False
    rest = there[len(first) :]
    for stretch in between:
        _, found, rest = rest.partition(stretch) if stretch else ("", "…", rest)
        if not found:
            return False
    return rest.endswith(last)


def _normalised(inserted: str) -> str:
    return re.sub(r"\s+(?=\])", "", NormalisedText(inserted.strip()).text)


def _without_notes(content: str, gap: Span) -> str:
    notes = [note.span() for note in NOTE.finditer(content, *gap)]
    starts, ends = [start for start, _ in notes], [end for _, end in notes]
    kept = zip([gap.start, *ends], [*starts, gap.end], strict=True)
    return "".join(content[start:end] for start, end in kept)


def plain(there: str) -> str:
    """Return words of the text as a reason has them."""
    return re.sub(r"\s+", " ", there).strip(POINTS)
