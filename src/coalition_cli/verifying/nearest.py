"""The passage of a text that is nearest to words which do not stand there."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..wording import Match, likeness, matches, spans
from .finding import Passage, Sought, is_quoted
from .parts import Part
from .quotations import MARKS, Span
from .text import Text

_FEW = 3  # words: where one of them is changed, letters say more than words
_QUOTED, _THERE = 5, 4  # what marks and the stated paragraph are worth, in points of similarity


class Near(NamedTuple):
    """A passage, and how alike it is to what was sought, 0 to 100."""

    passage: Passage
    similarity: int


def nearest(text: Text, sought: Sought) -> Near | None:
    """Return the passage that is most like the words, if it has any of them."""
    anchor = max(range(len(sought.parts)), key=lambda nth: len(sought.parts[nth].text))
    best: Near | None = None
    for one in _near(text, sought, anchor):
        if best is None or _worth(text, sought, one) > _worth(text, sought, best):
            best = one
    if best is None or len(sought.parts) == 1:
        return best
    return _with_the_others(text, sought, anchor, best)


def _worth(text: Text, sought: Sought, near: Near) -> int:
    there = sought.paragraph == text.paragraph(near.passage.start)
    quoted = sought.quoted and is_quoted(text, near.passage)
    return near.similarity + _THERE * there + _QUOTED * quoted


def _near(text: Text, sought: Sought, anchor: int) -> Iterator[Near]:
    """Yield the passages that may be the nearest to one part, each alone."""
    everywhere = Span(0, len(text.lexicon.words))
    ranges = [everywhere]
    if sought.paragraph and sought.paragraph <= len(text.paragraphs):
        ranges.append(_words_in(text, text.paragraphs[sought.paragraph - 1]))
    best = 0
    for within in ranges:
        for near in _candidates(text, sought.parts[anchor], sought.quoted, within):
            best = max(best, near.similarity)
            yield near
    words = [word.word for word in spans(sought.parts[anchor].text)]
    if len(words) <= _FEW and best < 100:
        for nth, word in enumerate(words):
            for other in text.lexicon.near(word):
                meant = [*words[:nth], other, *words[nth + 1 :]]
                yield from _candidates(text, sought.parts[anchor], sought.quoted, everywhere, meant)


def _words_in(text: Text, span: Span) -> Span:
    return Span(text.lexicon.number(span.start), text.lexicon.number(span.end))


def _candidates(
    text: Text, part: Part, quoted: bool, within: Span, meant: Sequence[str] | None = None
) -> Iterator[Near]:
    stated = [word.word for word in spans(part.text)]
    numbers = text.lexicon.known(meant or stated)
    for low, high in text.lexicon.windows(numbers, *within):
        kept = matches(numbers, text.lexicon.numbers[low:high])
        kept = [Match(one.before, one.after + low, one.size) for one in kept]
        if kept:
            yield _measured(
                text, part, stated, quoted, _best_stretch(text, len(stated), kept, quoted)
            )


def _best_stretch(text: Text, words: int, kept: Sequence[Match], quoted: bool) -> Sequence[Match]:
    """Return those neighbouring matches between which the share of kept words is the greatest.

    The share is a fraction, twice what is kept of all words: it is raised step by step
    (Dinkelbach), each time by the stretch with the greatest surplus over the last (Kadane).
    """
    gaps = [0] + [
        _between(text, one.after + one.size, two.after, quoted) for one, two in pairwise(kept)
    ]
    share, best = 0.0, kept
    while True:
        surplus, first = 0.0, 0
        greatest, stretch = -1.0, (0, 1)
        for nth, one in enumerate(kept):
            surplus -= share * gaps[nth]
            if surplus <= 0 or nth == 0:
                surplus, first = 0.0, nth
            surplus += (2 - share) * one.size
            if surplus > greatest:
                greatest, stretch = surplus, (first, nth + 1)
        size = sum(one.size for one in kept[slice(*stretch)])
        length = size + sum(gaps[stretch[0] + 1 : stretch[1]])
        raised = 2 * size / (words + length)
        if raised <= share:
            return best
        share, best = raised, kept[slice(*stretch)]


def _between(text: Text, start: int, end: int, quoted: bool) -> int:
    """Return how many words stand between two; of a quotation only those inside its marks.

    What stands between two quotations is who said them.
    """
    return text.quoted_before[end] - text.quoted_before[start] if quoted else end - start


def _measured(
    text: Text, part: Part, stated: Sequence[str], quoted: bool, kept: Sequence[Match]
) -> Near:
    """Return the passage of a stretch, with the words at its ends that others stand for."""
    first, last = kept[0], kept[-1]
    words = text.lexicon.words
    begin, end = first.after, last.after + last.size
    low = _bound(text, words[begin].start, ending=False)
    high = _bound(text, words[end - 1].start, ending=True)
    for _ in range(first.before):
        if begin and words[begin - 1].start >= low:
            begin -= 1
    for _ in range(len(stated) - last.before - last.size):
        if end < len(words) and words[end].end <= high:
            end += 1
    before = text.quoted_before
    there = [
        word.word
        for nth, word in enumerate(words[begin:end], start=begin)
        if not quoted
        or before[nth + 1] > before[nth]
        or not text.is_quoted(words[begin].start, words[end - 1].end)
    ]
    span = _with_points(text, part, Span(words[begin].start, words[end - 1].end))
    alike = likeness(stated, there)
    letters = likeness(" ".join(stated), " ".join(there)) if len(stated) <= _FEW else 0
    return Near(Passage((span,)), min(99, max(alike, letters)))


def _bound(text: Text, place: int, *, ending: bool) -> int:
    """Return how far a passage may be widened: to its marks, else to its sentence's end."""
    around = text.quotations.around(place)
    if around is None:
        around = text.paragraphs[text.paragraph(place) - 1]
    return around.end if ending else around.start


def _with_points(text: Text, part: Part, span: Span) -> Span:
    """Return a passage with the punctuation at its ends that the words have there."""
    content, (start, end) = text.content, span
    words = spans(part.text)
    for sign in reversed(part.text[: words[0].start]):
        if start and _is_point(content[start - 1], sign):
            start -= 1
    for sign in part.text[words[-1].end :]:
        if end < len(content) and _is_point(content[end], sign):
            end += 1
    return Span(start, end)


def _is_point(character: str, stated: str) -> bool:
    if character == stated:
        return True
    return not (
        character.isalnum() or character.isspace() or character in MARKS or stated.isspace()
    )


def _with_the_others(text: Text, sought: Sought, anchor: int, near: Near) -> Near:
    """Return the passage of one part with those of the others before and behind it."""
    found: list[Span | None] = [None] * len(sought.parts)
    [found[anchor]] = near.passage.parts
    shares = {anchor: near.similarity}
    span = near.passage
    start, end = span.start, span.end
    for nth in range(anchor - 1, -1, -1):
        low = start - sought.parts[nth + 1].reach - 2 * len(sought.parts[nth].text)
        one = _between_places(text, sought, nth, Span(max(0, low), start))
        if one:
            found[nth], shares[nth] = one.passage.parts[0], one.similarity
            start = one.passage.start
    for nth in range(anchor + 1, len(sought.parts)):
        high = end + sought.parts[nth].reach + 2 * len(sought.parts[nth].text)
        one = _between_places(text, sought, nth, Span(end, high))
        if one:
            found[nth], shares[nth] = one.passage.parts[0], one.similarity
            end = one.passage.end
    lengths = [len(part.text) for part in sought.parts]
    total = sum(shares.get(nth, 0) * length for nth, length in enumerate(lengths))
    return Near(Passage(tuple(found)), min(99, round(total / sum(lengths))))


def _between_places(text: Text, sought: Sought, nth: int, places: Span) -> Near | None:
    within = _words_in(text, places)
    near = _candidates(text, sought.parts[nth], sought.quoted, within)
    return max(
        (
            one
            for one in near
            if one.similarity >= 50
            and places.start <= one.passage.start
            and one.passage.end <= places.end
        ),
        key=lambda one: one.similarity,
        default=None,
    )
