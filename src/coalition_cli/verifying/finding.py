"""Words as they stand in a text, but for its typography."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from .gaps import is_sound
from .paragraphs import Span
from .passage import Passage, QuotePart, Sought, is_exact, is_quoted, room
from .text import ArticleText

# Places that are looked at: of words, of words with cuts, of a part beside another. What is so
# frequent is as good in any place.
_MOST, _MOST_APART, _MOST_BESIDE = 2_000, 300, 50
_LETTERS = 200_000  # places within words that are passed over
_TRIES = 4  # per part: places of the others that are tried around one
_TURKISH = {"i": "Iİ", "ı": "I", "I": "iı", "İ": "i"}  # İstanbul, istanbul
_STEPS = 6_000  # such places for one quotation


def find(text: ArticleText, sought: Sought) -> Passage | None:
    """Return the best passage that has the words but for typography, if any has them.

    The best stands in quotation marks if the words should, then hides nothing, then is in the
    stated paragraph, then is exact, then in one quotation.
    """
    best: Passage | None = None
    rank: tuple[bool, ...] = ()
    for passage in _passages(text, sought):
        found = _rank(text, sought, passage)
        if best is None or found > rank:
            best, rank = passage, found
        if all(rank):
            break
    return best


def _rank(text: ArticleText, sought: Sought, passage: Passage) -> tuple[bool, ...]:
    there = sought.paragraph in (None, text.paragraph(passage.start))
    quoted = not sought.quoted or is_quoted(text, passage)
    around = text.quotations.at
    together = around(passage.start) == around(passage.end - 1)
    return quoted, is_sound(text, sought, passage), there, is_exact(text, sought, passage), together


def _passages(text: ArticleText, sought: Sought) -> Iterator[Passage]:
    """Yield the passages that have all parts in order, around each place of the longest.

    Those of the stated paragraph come first.
    """
    parts, paragraph = sought.parts, sought.paragraph
    if any(
        next(_places(text, part), None) is None
        for part in {one.text: one for one in parts}.values()
    ):
        return
    anchor = max(range(len(parts)), key=lambda nth: len(parts[nth].normalised))
    there: Iterator[Span] = iter(())
    if paragraph and paragraph <= len(text.paragraphs):
        there = _places(text, parts[anchor], *text.paragraphs[paragraph - 1])
    places = chain(there, _places(text, parts[anchor]))
    steps = iter(range(_STEPS))
    for span in islice(places, _MOST if len(parts) == 1 else _MOST_APART):
        if passage := _chained(text, parts, anchor, span, steps):
            yield passage


def _chained(
    text: ArticleText, parts: Sequence[QuotePart], anchor: int, span: Span, steps: Iterator[int]
) -> Passage | None:
    """Return the best passage in which one part stands at a place, and the others around it."""
    tries = islice(steps, _TRIES * len(parts))
    before = _onward(text, parts, anchor, span, -1, tries)
    after = _onward(text, parts, anchor, span, 1, tries)
    return None if before is None or after is None else Passage((*before[::-1], span, *after))


def _onward(
    text: ArticleText,
    parts: Sequence[QuotePart],
    nth: int,
    span: Span,
    step: int,
    tries: Iterator[int],
) -> list[Span] | None:
    """Return where the parts stand that are before one (-1) or behind it (1), the next first."""
    chain: list[Span] = []
    waiting: list[Iterator[Span]] = []  # by part, the places that are still to be tried
    while 0 <= (number := nth + step * (len(chain) + 1)) < len(parts):
        waiting.append(iter(_beside(text, parts, number, chain[-1] if chain else span, step)))
        while (one := next(waiting[-1], None)) is None:
            waiting.pop()
            if not chain:
                return None
            chain.pop()
        if next(tries, None) is None:
            return None
        chain.append(one)
    return chain


def _beside(
    text: ArticleText, parts: Sequence[QuotePart], nth: int, span: Span, step: int
) -> list[Span]:
    """Return where a part stands before (-1) or behind (1) its neighbour's place, the best first.

    The best is in the same quotation, then in any, then exact, then near.
    """
    around, part = text.quotations.at, parts[nth]
    reach = parts[max(nth, nth - step)].reach

    def gap(one: Span) -> int:
        return one.start - span.end if step > 0 else span.start - one.end

    def order(one: Span) -> tuple[bool, bool, bool, int]:
        quotation = around(one.start)
        apart = quotation != around(span.start)
        return apart, quotation is None, text.content[one.start : one.end] != part.text, gap(one)

    places = _places(text, part, *room(parts, nth, span, step), step)
    near = (one for one in places if 0 <= gap(one) <= reach)
    return sorted(islice(near, _MOST_BESIDE), key=order)


def _places(
    text: ArticleText, part: QuotePart, low: int = 0, high: int | None = None, step: int = 1
) -> Iterator[Span]:
    """Yield where a part stands whole in the text, or between two places of it.

    What is letter by letter the same comes first; else the first does, or the last (-1).
    """
    high = len(text.content) if high is None else min(high, len(text.content))
    seen: set[Span] = set()
    for start in _found(text.content, part.text, Span(low, high), step):
        span = Span(start, start + len(part.text))
        seen.add(span)
        if text.is_whole(*span):
            yield span
    within = Span(text.normalised.before(low), text.normalised.before(high))
    for words in _in_any_case(part.normalised) if part.begins else [part.normalised]:
        for start in _found(text.normalised.text, words, within, step):
            end = start + len(words)
            if text.normalised.divides(start) or text.normalised.divides(end):
                continue
            span = Span(*text.normalised.original(start, end))
            if span not in seen and text.is_whole(*span):
                yield span


def _found(content: str, words: str, within: Span, step: int) -> Iterator[int]:
    """Yield where words are found, but not as a part of a word in ASCII."""
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


def _in_any_case(words: str) -> list[str]:
    """Return words with their first letter as it is, and in the other case."""
    for nth, letter in enumerate(words):
        if letter.isalpha():
            others = _TURKISH.get(letter, letter.swapcase())
            cases = dict.fromkeys([letter, *others])
            return [words[:nth] + one + words[nth + 1 :] for one in cases]
    return [words]
