"""The passage of a text that is nearest to words which do not stand there."""

from collections.abc import Iterator, Sequence
from heapq import nlargest
from itertools import pairwise
from typing import NamedTuple

from ..wording import Match, likeness, matches, matches_from_behind, spans
from .finding import Passage, Sought, is_quoted
from .parts import Part, room
from .quotations import MARKS, Span
from .stretch import Stretch, best_stretch
from .text import Text

_FEW = 3  # words: where one of them is changed, letters say more than words
_ANCHORS = 3  # parts around whose places the others are looked for, the longest
_MEASURED = 4  # passages of a search that are looked at closely
_QUOTED, _THERE = 15, 10  # what marks and the stated paragraph are worth, in points of similarity
_LEAST = 50  # similarity of a part to what stands before or behind another


class Near(NamedTuple):
    """A passage, and how alike it is to what was sought, 0 to 100."""

    passage: Passage
    similarity: int


def nearest(text: Text, sought: Sought) -> Near | None:
    """Return the passage that is most like the words, if it has any of them."""

    def worth(near: Near) -> tuple[int, int]:
        passage = near.passage
        there = sought.paragraph == text.paragraph(passage.start)
        quoted = sought.quoted and is_quoted(text, passage)
        points = near.similarity + _THERE * there + _QUOTED * quoted
        return points, -passage.between  # of the same points the one that cuts out the least

    return max(_near(text, sought), key=worth, default=None)


def _near(text: Text, sought: Sought) -> Iterator[Near]:
    """Yield what may be the nearest, around the places of the longest parts."""
    searches = [_Search(text, part, quoted=sought.quoted) for part in sought.parts]
    longest = nlargest(_ANCHORS, range(len(searches)), key=lambda nth: len(searches[nth].stated))
    seen: set[tuple[int, Span | None]] = set()
    for anchor in longest:
        for near in searches[anchor].everywhere(sought.paragraph):
            if (anchor, *near.passage.parts) not in seen:
                near = _with_the_others(sought.parts, searches, anchor, near)
                seen.update(enumerate(near.passage.parts))
                yield near


class _Search:
    """Looks in a text for what is most like a part."""

    def __init__(self, text: Text, part: Part, *, quoted: bool) -> None:
        self._text, self._quoted = text, quoted
        words = spans(part.text)
        self.stated = [word.word for word in words]
        # The punctuation before the first word, and behind the last.
        self._before = part.text[: words[0].start] if words else ""
        self._behind = part.text[words[-1].end :] if words else ""

    def everywhere(self, paragraph: int | None) -> Iterator[Near]:
        """Yield what may be the nearest, in all of the text and in the stated paragraph."""
        everywhere = Span(0, len(self._text.lexicon.words))
        near = list(self._passages(self.stated, everywhere))
        if paragraph and paragraph <= len(self._text.paragraphs):
            span = self._text.paragraphs[paragraph - 1]
            near += self._passages(self.stated, self._words_in(span))
        yield from near
        if len(self.stated) <= _FEW:
            for meant in self._meant():
                yield from self._passages(meant, everywhere)

    def beside(self, place: int, span: Span) -> Near | None:
        """Return the nearest passage between two places, if one is near enough.

        Of several it is the one in the quotation of a place, then the one next to it.
        """
        around = self._text.quotations.around

        def worth(near: Near) -> tuple[int, int]:
            start = near.passage.start
            together = around(start) == around(place)
            return near.similarity + _QUOTED * together, -abs(start - place)

        near = (
            one
            for one in self._passages(self.stated, self._words_in(span))
            if one.similarity >= _LEAST and span.start <= one.passage.start
        )
        return max(near, key=worth, default=None)

    def _words_in(self, span: Span) -> Span:
        return Span(self._text.lexicon.number(span.start), self._text.lexicon.number(span.end))

    def _meant(self) -> Iterator[Sequence[str]]:
        """Yield the words with one that the text does not have changed to one that it has."""
        lexicon = self._text.lexicon
        for nth, number in enumerate(lexicon.known(self.stated)):
            for other in lexicon.near(self.stated[nth]) if number < 0 else ():
                yield [*self.stated[:nth], other, *self.stated[nth + 1 :]]

    def _passages(self, words: Sequence[str], within: Span) -> Iterator[Near]:
        lexicon = self._text.lexicon
        numbers = lexicon.known(words)
        found: dict[tuple[int, int], Stretch] = {}
        for low, high in lexicon.windows(numbers, *within):
            there = lexicon.numbers[low:high]
            for kept in (matches(numbers, there), matches_from_behind(numbers, there)):
                if kept:
                    stretch = self._stretch([one._replace(after=one.after + low) for one in kept])
                    found[stretch.matches[0].after, stretch.matches[-1].after] = stretch
        for stretch in nlargest(_MEASURED, found.values(), key=lambda one: one.share):
            yield self._measured(stretch.matches)

    def _stretch(self, kept: Sequence[Match]) -> Stretch:
        gaps = [self._gap(one.after + one.size, two.after) for one, two in pairwise(kept)]
        return best_stretch(len(self.stated), kept, [0, *gaps])

    def _gap(self, start: int, end: int) -> int:
        """Return how many words stand between two; of a quotation those inside its marks.

        What stands between two quotations of a paragraph is who said them.
        """
        text, words = self._text, self._text.lexicon.words
        if start == end or not self._quoted:
            return end - start
        one, other = words[start - 1].start, words[end].start
        if text.is_quoted(one, other + 1) and text.paragraph(one) == text.paragraph(other):
            return text.quoted_before[end] - text.quoted_before[start]
        return end - start

    def _measured(self, kept: Sequence[Match]) -> Near:
        """Return the passage of some matches, with the words at its ends that others stand for."""
        text, words = self._text, self._text.lexicon.words
        first, last = kept[0], kept[-1]
        begin, end = first.after, last.after + last.size
        low = self._around(words[begin].start).start
        high = self._around(words[end - 1].start).end
        for _ in range(first.before):
            begin -= bool(begin) and words[begin - 1].start >= low
        for _ in range(len(self.stated) - last.before - last.size):
            end += end < len(words) and words[end].end <= high
        there = words[begin:end]
        if self._quoted and text.is_quoted(there[0].start, there[-1].end):
            before = text.quoted_before
            there = [words[nth] for nth in range(begin, end) if before[nth + 1] > before[nth]]
        span = self._with_points(words[begin].start, words[end - 1].end)
        return Near(Passage((span,)), self._similarity([word.word for word in there]))

    def _around(self, place: int) -> Span:
        """Return how far a passage may be widened: to its marks, else to its paragraph's ends."""
        around = self._text.quotations.around(place)
        return around or self._text.paragraphs[self._text.paragraph(place) - 1]

    def _similarity(self, there: Sequence[str]) -> int:
        """Return how alike the words are, where few by their letters; nothing here is the same."""
        alike = likeness(self.stated, there)
        if len(self.stated) <= _FEW:
            alike = max(alike, likeness(" ".join(self.stated), " ".join(there)))
        return min(99, alike)

    def _with_points(self, start: int, end: int) -> Span:
        """Return a passage with the punctuation at its ends that the words have there."""
        content = self._text.content
        for sign in reversed(self._before):
            start -= bool(start) and _is_point(content[start - 1], sign)
        for sign in self._behind:
            end += end < len(content) and _is_point(content[end], sign)
        return Span(start, end)


def _is_point(character: str, stated: str) -> bool:
    if character == stated:
        return True
    return not (
        character.isalnum() or character.isspace() or character in MARKS or stated.isspace()
    )


def _with_the_others(
    parts: Sequence[Part], searches: Sequence[_Search], anchor: int, near: Near
) -> Near:
    """Return the passage of one part with those of the others before and behind it."""
    found: dict[int, Near] = {anchor: near}
    for step, others in (-1, range(anchor - 1, -1, -1)), (1, range(anchor + 1, len(parts))):
        (beside,) = near.passage.parts
        for nth in others:
            if beside and (
                one := searches[nth].beside(
                    beside.start if step < 0 else beside.end - 1, room(parts, nth, beside, step)
                )
            ):
                found[nth] = one
                (beside,) = one.passage.parts
    places = [found[nth].passage.parts[0] if nth in found else None for nth in range(len(parts))]
    alike = sum(one.similarity * len(parts[nth].text) for nth, one in found.items())
    return Near(
        Passage(tuple(places)), min(99, round(alike / sum(len(part.text) for part in parts)))
    )
