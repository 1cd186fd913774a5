"""The text of an article: its paragraphs, sentences, quotations and words."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from unicodedata import category

from ..words import UNSPACED
from .lexicon import Lexicon
from .negations import Denials
from .numbers import goes_on
from .paragraphs import Span, paragraphs
from .quotations import MARKS, Quotations
from .typography import NOTE, NormalisedText

_UNSPACED = re.compile(UNSPACED)
_CONTEXT = 120  # code points that are shown on either side of a passage
_HYPHENS = "-‐‑"
_APOSTROPHES = "'’ʼ"
_SENTENCE_END = re.compile(rf"[.!?…][{re.escape(MARKS)})\]]*(?:\s|$)|[。！？।؟۔]|\n\s*\n")
_ABBREVIATION = re.compile(r"(?:^|\W)(?:[A-Z]\w{0,3}|\w\.\w)\.$")
_LONGEST = 6  # code points of an abbreviation, and of the character before it


class ArticleText:
    """A text as it was read. Places in it are code points from 0, paragraphs count from 1."""

    def __init__(self, content: str, language: str | None = None) -> None:
        """Take a text, and its language (BCP 47) if it is known."""
        self.content, self._language = content, language
        self.paragraphs = paragraphs(content)
        self._starts = [paragraph.start for paragraph in self.paragraphs]

    @cached_property
    def quotations(self) -> Quotations:
        """The stretches in quotation marks."""
        return Quotations(self.content, self.paragraphs)

    @cached_property
    def normalised(self) -> NormalisedText:
        """The text with normalised typography, without the marks that repeat an opening mark."""
        return NormalisedText(self.content, self.quotations.repeated)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words, by which similar passages are found."""
        return Lexicon(self.content)

    @cached_property
    def denials(self) -> Denials:
        """The words that deny."""
        return Denials(self.content, self._language)

    @cached_property
    def quoted_before(self) -> Sequence[int]:
        """How many of the words before each word stand in quotation marks."""
        quotation_at = self.quotations.at
        quoted = (quotation_at(word.start) is not None for word in self.lexicon.words)
        return list(accumulate(quoted, initial=0))

    def paragraph(self, place: int) -> int:
        """Return the number of the paragraph in which a character stands."""
        return max(1, bisect_right(self._starts, place))

    def bounds(self, place: int) -> Span:
        """Return how far a passage may be widened: within its quotation, or else its paragraph."""
        return self.quotations.at(place) or self.paragraphs[self.paragraph(place) - 1]

    def context(self, start: int | None, end: int | None) -> tuple[str, str]:
        """Return the text before and after a passage in its paragraphs, if there is a passage."""
        if start is None or end is None:
            return "", ""
        low = self.paragraphs[self.paragraph(start) - 1].start
        high = self.paragraphs[self.paragraph(end - 1) - 1].end
        before = self.content[max(low, start - _CONTEXT) : start]
        return before, self.content[end : min(high, end + _CONTEXT)]

    def is_quoted(self, start: int, end: int) -> bool:
        """Return whether a passage, without its own marks, begins and ends in quotations."""
        while start < end and (self.content[start] in MARKS or self.content[start].isspace()):
            start += 1
        while start < end and (self.content[end - 1] in MARKS or self.content[end - 1].isspace()):
            end -= 1
        quotation_at = self.quotations.at
        return start < end and None not in (quotation_at(start), quotation_at(end - 1))

    def is_whole(self, start: int, end: int) -> bool:
        """Return whether a passage begins and ends where words do."""
        return not self._within(start, ending=False) and not self._within(end, ending=True)

    def _within(self, place: int, *, ending: bool) -> bool:
        """Return whether a word or a number goes on from one side of a place to the other."""
        if NOTE.match(self.content, place):
            return False
        if goes_on(self.content, place):
            return True
        before = self._visible(range(place - 1, -1, -1))
        after = self._visible(range(place, len(self.content)))
        last, first = next(before, ""), next(after, "")
        if not last or not first:
            return False
        if _UNSPACED.match(last) or _UNSPACED.match(first):  # one character, with its marks, a word
            return category(first)[0] == "M"
        if _in_word(last) and _in_word(first):
            return True
        if ending and first in _HYPHENS + _APOSTROPHES:
            return last.isalnum() and next(after, "").isalnum()
        if not ending and last in _HYPHENS:  # not an apostrophe: in l'Europe a word begins after it
            return first.isalnum() and next(before, "").isalnum()
        return False

    def _visible(self, places: Iterable[int]) -> Iterator[str]:
        characters = map(self.content.__getitem__, places)
        return (character for character in characters if category(character) != "Cf")


def _in_word(character: str) -> bool:
    """Return whether a character is a letter, a mark on a letter, or a digit."""
    return category(character)[0] in "LMN"


def sentence_ends(content: str, within: Span) -> Iterator[re.Match[str]]:
    """Yield the ends of sentences between two places: each a point, with marks and a blank."""
    for end in _SENTENCE_END.finditer(content, *within):
        low = max(0, end.start() - _LONGEST)
        if not _ABBREVIATION.search(content, low, end.start() + 1):
            yield end
