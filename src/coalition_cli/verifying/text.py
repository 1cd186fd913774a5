"""The text of an article: its paragraphs, its quotations, and its words."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from unicodedata import category

from ..words import UNSPACED
from .lexicon import Lexicon
from .negations import Denials
from .numbers import goes_on
from .paragraphs import Span, paragraphs
from .quotations import MARKS, Quotations
from .typography import NOTE, Even

_UNSPACED = re.compile(UNSPACED)
_CONTEXT = 120  # code points on either side of a passage that are shown
_HYPHENS = "-‐‑"
_APOSTROPHES = "'’ʼ"


class ArticleText:
    """A text as it was read; places in it are code points from 0, paragraphs count from 1."""

    def __init__(self, content: str, language: str | None = None) -> None:
        """Take a text, and its language (BCP 47) if that is known."""
        self.content, self._language = content, language
        self.paragraphs = paragraphs(content)
        self._starts = [paragraph.start for paragraph in self.paragraphs]

    @cached_property
    def quotations(self) -> Quotations:
        """What stands in quotation marks."""
        return Quotations(self.content, self.paragraphs)

    @cached_property
    def even(self) -> Even:
        """The text with even typography, where a quotation goes on from paragraph to paragraph."""
        return Even(self.content, self.quotations.repeated)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words, by which passages that are nearly alike are found."""
        return Lexicon(self.content)

    @cached_property
    def denials(self) -> Denials:
        """The words that deny."""
        return Denials(self.content, self._language)

    @cached_property
    def quoted_before(self) -> Sequence[int]:
        """How many of the words before each word stand in quotation marks."""
        around = self.quotations.at
        quoted = (around(word.start) is not None for word in self.lexicon.words)
        return list(accumulate(quoted, initial=0))

    def paragraph(self, place: int) -> int:
        """Return the number of the paragraph in which a character stands."""
        return max(1, bisect_right(self._starts, place))

    def bounds(self, place: int) -> Span:
        """Return how far a passage may be widened: to its marks, else to its paragraph's ends."""
        return self.quotations.at(place) or self.paragraphs[self.paragraph(place) - 1]

    def context(self, start: int | None, end: int | None) -> tuple[str, str]:
        """Return what stands before and behind a passage in its paragraphs, if there is one."""
        if start is None or end is None:
            return "", ""
        low = self.paragraphs[self.paragraph(start) - 1].start
        high = self.paragraphs[self.paragraph(end - 1) - 1].end
        before = self.content[max(low, start - _CONTEXT) : start]
        return before, self.content[end : min(high, end + _CONTEXT)]

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether a passage begins and ends in quotation marks, its own marks left aside."""
        while start < end and (self.content[start] in MARKS or self.content[start].isspace()):
            start += 1
        while start < end and (self.content[end - 1] in MARKS or self.content[end - 1].isspace()):
            end -= 1
        around = self.quotations.at
        return start < end and around(start) is not None and around(end - 1) is not None

    def is_whole(self, start: int, end: int) -> bool:
        """Whether a passage begins and ends where words do."""
        return not self._within(start, ending=False) and not self._within(end, ending=True)

    def _within(self, place: int, *, ending: bool) -> bool:
        """Whether a word or a number goes on from one side of a place to the other."""
        if NOTE.match(self.content, place):
            return False
        if goes_on(self.content, place):
            return True
        before, after = self._letters_before(place), self._letters_after(place)
        one, other = next(before, ""), next(after, "")
        if not one or not other:
            return False
        if _UNSPACED.match(one) or _UNSPACED.match(
            other
        ):  # each character is a word, with its marks
            return category(other)[0] == "M"
        if _is_letter(one) and _is_letter(other):
            return True
        if ending and other in _HYPHENS + _APOSTROPHES:
            return one.isalnum() and next(after, "").isalnum()
        if not ending and one in _HYPHENS:  # but in l'Europe a word begins
            return other.isalnum() and next(before, "").isalnum()
        return False

    def _letters_before(self, place: int) -> Iterator[str]:
        letters = (self.content[at] for at in range(place - 1, -1, -1))
        return (letter for letter in letters if category(letter) != "Cf")

    def _letters_after(self, place: int) -> Iterator[str]:
        letters = (self.content[at] for at in range(place, len(self.content)))
        return (letter for letter in letters if category(letter) != "Cf")


def _is_letter(character: str) -> bool:
    """Whether it belongs to a word: a letter, a mark on one, a digit."""
    return category(character)[0] in "LMN"
