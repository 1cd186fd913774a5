"""A cue within the relative clause that it reports: the plan, which officials said would fail.

The relative word belongs to what is said, and the verb after the cue; who says it stands between.
"""

import re
from dataclasses import replace

from ..grammar.phrases import Phrase
from ..grammar.sentences import Sentence
from .cue import Cue, Order

_WITHIN = re.compile(r"(?:P?W|H)(?=(?:R|[DNCEI#BG]+|[DNCEI#BG]+P[DNCEI#BG]+)\Z)")
_AGAIN = re.compile(r"[NCO#EIYB.](?P<main>B*[FAV])")


def as_relative(sentence: Sentence, cue: Cue) -> Cue:
    """Return a cue with the subject that it has in a relative clause; else as it is."""
    subject = cue.subject
    longer = subject is not None and subject.past - subject.first > 1
    if subject and longer and sentence.word(subject.first) in sentence.words["what"]:
        return replace(cue, subject=Phrase(subject.first + 1, subject.past))  # what Ana Ruiz said
    relative = _relative(sentence, cue)
    return cue if relative is None else replace(cue, subject=Phrase(relative[1], cue.first))


def around(sentence: Sentence, cue: Cue) -> list[Phrase]:
    """Return the relative word and the rest of its clause; nothing where a cue stands in none."""
    relative = _relative(sentence, cue)
    if relative is None:
        return []
    pattern, first = sentence.pattern, relative[0]
    comma = pattern.find(",", cue.past)
    end = comma if comma > 0 else sentence.last
    if pattern[first - 1 : first] != "," and (found := _AGAIN.search(pattern, cue.past + 1, end)):
        end = found.start("main")
    return [Phrase(*relative), Phrase(cue.past, end)]


def relative_object(sentence: Sentence, cue: Cue) -> list[Phrase]:
    """Return the relative word of whom or of what a cue says something: whom she called a hero."""
    subject = cue.subject
    if subject is None or cue.order is not Order.SUBJECT or cue.groups != {"judging"}:
        return []
    place = subject.first - 1
    alone = sentence.pattern[max(0, place - 1) : place + 1] in ("NW", "CW", ",W")
    called = alone and subject.past <= cue.first
    return [Phrase(place, place + 1)] if called else []


def _relative(sentence: Sentence, cue: Cue) -> Phrase | None:
    """Return the relative word of the clause in which a cue stands, if its verb follows."""
    pattern = sentence.pattern
    following = pattern[cue.past :].lstrip("B")[:1]
    if cue.order is not Order.SUBJECT or following not in ("A", "F", "V"):
        return None
    found = _WITHIN.search(pattern, 0, cue.first)
    return Phrase(found.start(), found.end()) if found and found.start() else None
