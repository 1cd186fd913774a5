"""What an insertion of a quote stands for, and whether it changes what the words say.

An insertion that the text has itself stands only for itself.
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

POINTS = f"{MARKS} ,.;:!?*_"  # signs that a reason does not show around words
INSERTION = re.compile(r"\[[^\[\]]*\]")
_SHORT = 2  # words: a longer insertion that denies has other words too


class Reason(NamedTuple):
    """A reason of a verdict, and whether the words say something else because of it."""

    text: str
    alters: bool


def left_out(words: str) -> Reason:
    """Return that words of the text are left out."""
    return Reason(f"'{words}' is left out", alters=True)


def stands_for(inserted: str, there: str, *, alters: bool) -> Reason:
    """Return that an insertion stands for words of the text. Another number always alters them."""
    reason = f"'{inserted}' stands for '{excerpt(there)}'"
    return Reason(reason, alters or other_number(inserted, there))


def replacements(text: ArticleText, part: QuotePart, gap: Span) -> Iterator[Reason]:
    """Yield what an insertion stands for in a gap between two parts."""
    there = _without_notes(text.content, gap)
    if not placed_words(there) or is_same(there, part.gap):
        return
    own = INSERTION.findall(there)
    beside = _beside(own, part.gap)
    if own and len(beside) > len(own):
        for inserted, words in zip(beside, INSERTION.split(there), strict=True):
            if inserted and placed_words(words):
                yield stands_for(inserted, words, alters=False)
            elif placed_words(words):
                yield left_out(excerpt(words))
        return
    yield stands_for(part.gap, there, alters=bool(own))


def _beside(own: Sequence[str], gap: str) -> list[str]:
    """Return the insertions of a gap before and after each insertion of the text itself.

    They are fewer if the gap does not have all insertions of the text.
    """
    beside = [""]
    for _, inserted in pieces(gap):
        if len(beside) <= len(own) and is_same(own[len(beside) - 1], inserted):
            beside.append("")
        else:
            beside[-1] = f"{beside[-1]} {inserted}".strip()
    return beside


def other_number(inserted: str, there: str) -> bool:
    """Return whether an insertion has another number than the words that it stands for."""
    numbers, own = re.findall(r"\d+", inserted), re.findall(r"\d+", there)
    return bool(numbers and own and numbers != own)


def denying_insertion(text: ArticleText, part: QuotePart, gap: Span) -> str | None:
    """Return an insertion of one or two words that denies, if the text does not have it too."""
    own = INSERTION.findall(text.content, *gap)
    for inserted in INSERTION.findall(insertions_of(part.gap)):
        denies = len(placed_words(inserted)) <= _SHORT and text.denials.find(inserted)
        if denies and not any(is_same(there, inserted) for there in own):
            return str(inserted)
    return None


def insertions_of(gap: str) -> str:
    """Return the insertions of a gap, without its cuts."""
    return " ".join(piece for kind, piece in pieces(gap) if kind == "insertion")


def without_kept(there: str, gap: str) -> str:
    """Return words of the text without the insertions that the gap has too."""
    kept = {_normalised(inserted) for inserted in INSERTION.findall(insertions_of(gap))}
    return INSERTION.sub(lambda own: " " if _normalised(own[0]) in kept else own[0], there)


def is_same(own: str, inserted: str) -> bool:
    """Return whether an insertion of the quote is one of the text. It may have cuts in it."""
    rest = _normalised(own)
    first, *others = [stretch.strip() for stretch in re.split(DOTS, _normalised(inserted))]
    if not others:
        return rest == first
    if not rest.startswith(first):
        return False
    rest = rest[len(first) :]
    for stretch in filter(None, others[:-1]):
        if stretch not in rest:
            return False
        rest = rest.partition(stretch)[2]
    return rest.endswith(others[-1])


def _normalised(inserted: str) -> str:
    return re.sub(r"\s+(?=\])", "", NormalisedText(inserted.strip()).text)


def _without_notes(content: str, gap: Span) -> str:
    notes = [note.span() for note in NOTE.finditer(content, *gap)]
    starts, ends = [start for start, _ in notes], [end for _, end in notes]
    kept = zip([gap.start, *ends], [*starts, gap.end], strict=True)
    return "".join(content[start:end] for start, end in kept)


def excerpt(there: str) -> str:
    """Return words of the text as a reason shows them."""
    return re.sub(r"\s+", " ", there).strip(POINTS)
