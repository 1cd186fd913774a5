"""Where a text has words, in any typography."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from .gaps import is_sound
from .paragraphs import Span
from .passage import Passage, QuotePart, Sought, room
from .text import ArticleText

# Places that are looked at: of words, of words with cuts, of a part beside another. Words with more
# places are so frequent that any place will do.
_MOST, _MOST_APART, _MOST_BESIDE = 2_000, 300, 50
_LETTERS = 200_000  # places within words that are passed over
_GAPS = 6_000  # of passages with cuts
_STEPS = 6_000  # places of other parts that are tried for one quotation
_NEAR = 2_000  # code points on either side of a stated offset
_TRIES = 4  # per part: places of other parts that are tried around one place
_TURKISH = {"i": "Iİ", "ı": "I", "I": "iı", "İ": "i"}  # İstanbul, istanbul


def find(text: ArticleText, sought: Sought, gaps: int = _GAPS) -> Passage | None:
    """Return the best passage that has the words in any typography, if there is one.

    `gaps` between parts are looked at, at most, however many passages have them.

    The best stands within the stated passage, then in quotation marks if the words should, then
    hides nothing, then is nearest to the stated offset, then in the stated paragraph, then exact,
    then in one quotation.
    """
    best: Passage | None = None
    best_rank: tuple[int, ...] = ()
    for passage in islice(_Finder(text, sought).passages(), max(1, gaps // len(sought.parts))):
        rank = _rank(passage)
        if best is None or rank > best_rank:
            best, best_rank = passage, rank
        if best_rank == _BEST:
            break
    return best


_BEST = (True, True, True, 0, 0, True, True, True)


def _rank(passage: Passage) -> tuple[int, ...]:
    sought, quotation_at = passage.sought, passage.text.quotations.at
    start, end, place = passage.start, passage.end, sought.place
    quoted = not sought.quoted or passage.quoted
    inside = place.holds(start, end)
    away, apart = place.distance(start, end)
    begins = -apart if sought.quoted else 0  # the offset may be that of a quote in the words
    there = place.paragraph in (None, passage.paragraph)
    together = quotation_at(start) == quotation_at(end - 1)
    return inside, quoted, is_sound(passage), -away, begins, there, passage.exact, together


class _Finder:
    """Finds passages of a text that have all parts of the words in order."""

    def __init__(self, text: ArticleText, sought: Sought) -> None:
        self._text, self._sought = text, sought
        self._parts = sought.parts

    def passages(self) -> Iterator[Passage]:
        """Yield a passage for each place of the longest part, the stated places first."""
        text, parts = self._text, self._parts
        different = {part.text: part for part in parts}.values()
        if any(next(self._places(part), None) is None for part in different):
            return
        anchor = max(range(len(parts)), key=lambda nth: len(parts[nth].normalised))
        stretches = [*self._stated(), None]
        places = chain.from_iterable(self._places(parts[anchor], within) for within in stretches)
        steps = iter(range(_STEPS))
        for span in islice(places, _MOST if len(parts) == 1 else _MOST_APART):
            tries = islice(steps, _TRIES * len(parts))
            before = self._onward(anchor, span, -1, tries)
            after = self._onward(anchor, span, 1, tries)
            if before is not None and after is not None:
                yield Passage(text, self._sought, (*before[::-1], span, *after))

    def _stated(self) -> Iterator[Span]:
        """Yield the stretches of the text in which the words are said to stand."""
        paragraph, offset, within = self._sought.place
        length = sum(len(part.text) + part.reach for part in self._parts)
        if offset is not None:
            offset = min(offset, len(self._text.content))
            yield Span(max(0, offset - length), offset + length)
            yield Span(max(0, offset - _NEAR), offset + length + _NEAR)
        if within:
            yield within
        if paragraph and paragraph <= len(self._text.paragraphs):
            yield self._text.paragraphs[paragraph - 1]

    def _onward(
        self, nth: int, span: Span, step: int, tries: Iterator[int]
    ) -> Sequence[Span] | None:
        """Return where the parts stand that are before one (-1) or after it (1), the next first."""
        chain: list[Span] = []
        waiting: list[Iterator[Span]] = []  # by part, the places that are still to be tried
        while 0 <= (number := nth + step * (len(chain) + 1)) < len(self._parts):
            waiting.append(iter(self._beside(number, chain[-1] if chain else span, step)))
            while (place := next(waiting[-1], None)) is None:
                waiting.pop()
                if not chain:
                    return None
                chain.pop()
            if next(tries, None) is None:
                return None
            chain.append(place)
        return chain

    def _beside(self, nth: int, span: Span, step: int) -> Sequence[Span]:
        """Return where a part stands before (-1) or after (1) its neighbour's place.

        The best comes first: in the same quotation, then in any, then exact, then near.
        """
        text, part, quotation_at = self._text, self._parts[nth], self._text.quotations.at
        reach = self._parts[max(nth, nth - step)].reach

        def gap(place: Span) -> int:
            return place.start - span.end if step > 0 else span.start - place.end

        def order(place: Span) -> tuple[bool, bool, bool, int]:
            quotation = quotation_at(place.start)
            apart = quotation != quotation_at(span.start)
            return apart, quotation is None, text.content[slice(*place)] != part.text, gap(place)

        places = self._places(part, room(self._parts, nth, span, step), step)
        near = (place for place in places if 0 <= gap(place) <= reach)
        return sorted(islice(near, _MOST_BESIDE), key=order)

    def _places(self, part: QuotePart, within: Span | None = None, step: int = 1) -> Iterator[Span]:
        """Yield where a part stands as whole words, from the first place, or from the last (-1).

        Places that have it letter by letter come before all others.
        """
        text = self._text
        low, high = within or Span(0, len(text.content))
        within = Span(low, min(high, len(text.content)))
        seen: set[Span] = set()
        for start in _occurrences(text.content, part.text, within, step):
            span = Span(start, start + len(part.text))
            seen.add(span)
            if text.is_whole(*span):
                yield span
        normalised = text.normalised  # takes a while to make
        within = Span(*map(normalised.before, within))
        for words in _in_any_case(part.normalised) if part.begins else [part.normalised]:
            for start in _occurrences(normalised.text, words, within, step):
                end = start + len(words)
                if normalised.divides(start) or normalised.divides(end):
                    continue
                span = Span(*normalised.original(start, end))
                if span not in seen and text.is_whole(*span):
                    yield span


def _occurrences(content: str, words: str, within: Span, step: int) -> Iterator[int]:
    """Yield where words begin in a text, without those that are a part of a word in ASCII."""
    low, high = within
    first, last = _is_plain(words[:1]), _is_plain(words[-1:])
    for _ in range(_LETTERS if words else 0):
        place = content.find(words, low, high) if step > 0 else content.rfind(words, low, high)
        if place < 0:
            return
        low, high = (place + 1, high) if step > 0 else (low, place + len(words) - 1)
        end = place + len(words)
        if not (
            (first and place and _is_plain(content[place - 1]))
            or (last and end < len(content) and _is_plain(content[end]))
        ):
            yield place


def _is_plain(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _in_any_case(words: str) -> Sequence[str]:
    """Return words with their first letter as it is, and in the other case."""
    for nth, letter in enumerate(words):
        if letter.isalpha():
            cases = dict.fromkeys([letter, *_TURKISH.get(letter, letter.swapcase())])
            return [words[:nth] + case + words[nth + 1 :] for case in cases]
    return [words]
