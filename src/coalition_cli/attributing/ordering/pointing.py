"""Sentences that only say who said the sentence before.

Die Brücke ist gesperrt. Das teilte die Polizei am Montag mit.    what stands before
„Die Brücke ist alt.“ Das sagte Anna Ott der „Rheinpost“.         the quotation
Huber sagte, sie sei alt. Das bestätigte ein Sprecher.            what was said
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ...verifying.paragraphs import Span
from ..attribution import Kind
from .contents import Stretch
from .credited import credited, inside
from .cues import cues
from .found import Basis, Found
from .letters import Sentence
from .nouns import Nouns, Source

_LONGEST = 30  # units of such a sentence
_POINTS = re.compile("[&B,]*X")
_SAYS_MORE = re.compile("[:;QT]")
_PARTED = re.compile(r"[Pl](?=[.,]|\Z)")  # das sagte der Verband ab: another verb
_VERBS = frozenset("VNhF")
_BARE = re.compile("C(?!C)")


class Before(NamedTuple):
    """The sentence before one, and what is said in it."""

    whole: Span
    found: Sequence[Found]
    kind: Kind  # of its words, if they are credited as a whole
    sole: bool  # whether it is all of its paragraph
    far: bool = False  # whether it stands in the paragraph before


def pointing(sentence: Sentence, nouns: Nouns) -> Found | None:
    """Return what a sentence credits to somebody that only points to the one before."""
    points = _POINTS.match(sentence.pattern)
    if not points or len(sentence.units) > _LONGEST or _SAYS_MORE.search(sentence.pattern):
        return None
    place, known = points.end() - 1, sentence.known
    if sentence.units[place].lower not in known.pointers or _PARTED.search(sentence.pattern):
        return None
    for cue in cues(sentence, nouns):
        verb = sentence.units[cue.parts[0]].lower
        says = cue.kind == "F" or verb in known.pointing
        if says and cue.source and not _says_else(sentence, cue.source, verb):
            said = credited(sentence, cue, [Stretch(place, place + 1)])
            if said and sentence.pattern.startswith("q", place + 1):  # про це «Ниві» розповів
                said.carrier = (inside(sentence, place + 1, place + 2),)
            return said
    return None


def _says_else(sentence: Sentence, source: Source, verb: str) -> bool:
    """Return whether a sentence asks or denies that it was said, says more, or means another.

    Where nouns have capitals, one without an article may be an object: das schreibt Geschichte.
    """
    known, units = sentence.known, sentence.units
    outside = [*range(source.first), *range(source.past, len(units))]
    denies = any(units[n].lower in known.negations for n in (*outside, source.first))
    verbs = sum(units[n].letter in _VERBS for n in outside)
    bare = known.capital_nouns and _BARE.match(sentence.pattern, source.first) is not None
    takes = bare and verb in known.publishing
    return denies or units[-1].lower == "?" or verbs > 1 or takes


def credit(said: Found, before: Before, found: list[Found]) -> Found | None:
    """Credit the sentence before to the source of one that points to it; return what it says."""
    spoken = [each for each in before.found if each.basis is Basis.CUE]
    quoted = [each for each in before.found if each.kind is Kind.DIRECT]
    if spoken and spoken[-1].kind is Kind.DIRECT:
        return None  # the words of another
    if quoted and not spoken:
        quoted[-1].take(said)
        return quoted[-1]
    if spoken:
        said.kind, said.content = spoken[-1].kind, list(spoken[-1].content)
    else:
        said.kind, said.content = before.kind, [before.whole]
        del found[len(found) - len(before.found) :]  # the terms in marks that it has
    said.far = before.far
    found.append(said)
    return said
