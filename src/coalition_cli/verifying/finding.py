"""Words as they stand in a text, but for its typography."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from .parts import Part
from .quotations import Span
from .text import Text

# Places that are looked at, also of words with cuts: what is so frequent is as good in any place.
_MOST, _MOST_APART = 2_000, 300


class Sought(NamedTuple):
    """Words to find: their parts, whether marks should stand around them, the paragraph stated."""

    parts: Sequence[Part]
    quoted: bool
    paragraph: int | None


class Passage(NamedTuple):
    """Where the parts were found, None for one that was not; the first or another is there."""

    parts: tuple[Span | None, ...]

    @property
    def start(self) -> int:
        """Where the passage begins."""
        return min(part.start for part in self.parts if part)

    @property
    def end(self) -> int:
        """Where it ends, not included."""
        return max(part.end for part in self.parts if part)


def find(text: Text, sought: Sought) -> Passage | None:
    """Return the best passage that has the words but for typography, if any has them.

    The best stands in quotation marks if the words should, then in the stated paragraph, then
    is exact.
    """
    best, rank = None, (False, False, False)
    for passage in _passages(text, sought):
        found = _rank(text, sought, passage)
        if best is None or found > rank:
            best, rank = passage, found
        if all(rank):
            break
    return best


def is_exact(text: Text, sought: Sought, passage: Passage) -> bool:
    """Whether the words stand there letter by letter."""
    pairs = zip(sought.parts, passage.parts, strict=True)
    return all(span and text.content[span.start : span.end] == part.text for part, span in pairs)


def is_quoted(text: Text, passage: Passage) -> bool:
    """Whether each part stands in quotation marks."""
    return all(text.is_quoted(*span) for span in passage.parts if span)


def _rank(text: Text, sought: Sought, passage: Passage) -> tuple[bool, bool, bool]:
    there = sought.paragraph in (None, text.paragraph(passage.start))
    quoted = not sought.quoted or is_quoted(text, passage)
    return quoted, there, is_exact(text, sought, passage)


def _passages(text: Text, sought: Sought) -> Iterator[Passage]:
    """Yield the passages that have all parts in order, around each place of the longest.

    Those of the stated paragraph come first.
    """
    parts, paragraph = sought.parts, sought.paragraph
    anchor = max(range(len(parts)), key=lambda nth: len(parts[nth].even))
    there: Iterator[Span] = iter(())
    if paragraph and paragraph <= len(text.paragraphs):
        there = _places(text, parts[anchor], *text.paragraphs[paragraph - 1])
    places = chain(there, _places(text, parts[anchor]))
    for span in islice(places, _MOST if len(parts) == 1 else _MOST_APART):
        if passage := chained(text, parts, anchor, span):
            yield passage


def chained(text: Text, parts: Sequence[Part], anchor: int, span: Span) -> Passage | None:
    """Return the passage in which the other parts stand as near to one as they can."""
    before: list[Span] = []
    for nth in range(anchor, 0, -1):
        end = before[-1].start if before else span.start
        low = max(0, end - parts[nth].reach - 2 * len(parts[nth - 1].text))
        near = [
            one
            for one in _places(text, parts[nth - 1], low, end)
            if end - one.end <= parts[nth].reach
        ]
        if not near:
            return None
        before.append(near[-1])
    after = [span]
    for part in parts[anchor + 1 :]:
        start = after[-1].end
        high = start + part.reach + 2 * len(part.text)
        near = [one for one in _places(text, part, start, high) if one.start - start <= part.reach]
        if not near:
            return None
        after.append(min(near))
    return Passage((*reversed(before), *after))


def _places(text: Text, part: Part, low: int = 0, high: int | None = None) -> Iterator[Span]:
    """Yield where a part stands whole in the text, or between two places of it."""
    high = len(text.content) if high is None else min(high, len(text.content))
    seen: set[Span] = set()
    for start in _found(text.content, part.text, low, high):
        span = Span(start, start + len(part.text))
        seen.add(span)
        if text.is_whole(*span):
            yield span
    first, end = text.even.before(low), text.even.before(high)
    for words in _in_any_case(part.even):
        for start in _found(text.even.text, words, first, end):
            span = Span(*text.even.place(start, start + len(words)))
            if span not in seen and text.is_whole(*span):
                yield span


def _found(content: str, words: str, low: int, high: int) -> Iterator[int]:
    place = content.find(words, low, high) if words else -1
    while place >= 0:
        yield place
        place = content.find(words, place + 1, high)


def _in_any_case(words: str) -> list[str]:
    """Return words with their first letter as it is, and in the other case."""
    for nth, letter in enumerate(words):
        if letter.isalpha():
            other = letter.swapcase()
            return [words, words[:nth] + other + words[nth + 1 :]] if other != letter else [words]
    return [words]
