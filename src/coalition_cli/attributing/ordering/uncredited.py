"""The quotations of a sentence that no cue credits to somebody, with what their place shows.

Petra Sander: „Nein.“                         a name and a colon
„Nein.“ — Petra Sander, Autorin               a name after a dash
Petra Sander macht keine Pläne: „Nein, nie.“  a clause and a colon
"""

import re
from collections.abc import Collection, Iterator

from ...verifying.paragraphs import Span
from ...verifying.quotations import MARKS
from ...words.wordings import placed_words
from ..attribution import Kind
from .found import Basis, Found
from .letters import Sentence
from .nouns import Nouns

_DASH = re.compile(",?-(?=C)")
_NAMED = 6  # units, at most, of a name before a colon
_FEW = 3  # words: fewer in marks are a term, and not what somebody said


def uncredited(sentence: Sentence, nouns: Nouns, used: Collection[int]) -> Iterator[Found]:
    """Yield the quotations that are not used: each by itself, direct speech after dashes as one."""
    spoken: list[Span] = []
    for place, letter in enumerate(sentence.pattern):
        if letter != "Q" or place in used:
            continue
        written = sentence.text(place)
        beside = _led(sentence, nouns, place) or _signed(sentence, nouns, place)
        if beside:
            yield beside
        elif written[0] not in MARKS:
            spoken.append(sentence.span(place, place + 1))
        elif len(placed_words(written)) >= _FEW:
            yield Found(_kind(sentence, place), [sentence.span(place, place + 1)])
    if spoken:
        yield Found(Kind.DIRECT, spoken)


def all_quoted(sentence: Sentence) -> Found:
    """Return the quotations of a sentence that has nothing else."""
    places = [place for place, letter in enumerate(sentence.pattern) if letter == "Q"]
    return Found(Kind.DIRECT, [sentence.span(place, place + 1) for place in places])


def _led(sentence: Sentence, nouns: Nouns, place: int) -> Found | None:
    """Return a quotation after a colon: of whoever the words before it begin with."""
    colon = place - 1
    if sentence.pattern[colon:place] != ":":
        return None
    found = Found(Kind.DIRECT, [sentence.span(place, place + 1)])
    if not sentence.known.verbs:
        return found
    named = colon <= _NAMED and sentence.pattern[colon - 1] in "C)"
    if named and nouns.whole(sentence, 0, colon):
        found.source, found.basis = sentence.span(0, colon), Basis.NAME
    elif source := nouns.after(sentence, 0):
        found.source, found.basis = sentence.span(source.first, source.past), Basis.LEADING
    found.subject = found.source is not None
    return found


def _signed(sentence: Sentence, nouns: Nouns, place: int) -> Found | None:
    """Return a quotation with a name after a dash."""
    dash = _DASH.match(sentence.pattern, place + 1)
    if not dash or not sentence.known.verbs:
        return None
    source = nouns.after(sentence, dash.end())
    if not source or source.past != sentence.last:
        return None
    quotation, name = sentence.span(place, place + 1), sentence.span(source.first, source.past)
    return Found(Kind.DIRECT, [quotation], name, subject=True, basis=Basis.NAME)


def _kind(sentence: Sentence, place: int) -> Kind:
    """Return whether a quotation stands by itself. In German each noun has a capital letter."""
    first = not sentence.pattern[:place].strip("-'") or not sentence.known.verbs
    return Kind.DIRECT if first and sentence.begins(place) else Kind.PARTIAL
