"""Who does what a verb without a subject of its own says: ..., adding that all was lost."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..grammar.phrases import Phrase, before_verb
from ..grammar.sentences import Sentence

_FINITE = frozenset("FEVA")
_BEFORE_CLAUSE = frozenset(",;:&SQ(-'BP")  # what stands before the subject of a clause
_EMBEDDED = frozenset("HKW")  # ..., if the clause is part of another
_MUTE = frozenset(
    {"it", "there", "that", "this", "these", "those", "which", "what", "we", "you", "i"}
)


_BRACKETS = re.compile(r"\([^()]*\)")


class Action(NamedTuple):
    """A verb, and who does it where the sentence shows it."""

    verb: int
    subject: Phrase | None


def governing(sentence: Sentence, place: int, before: Sequence[Phrase]) -> Phrase | None:
    """Return who does a verb that has no subject: of the clause before, or of the sentence.

    `before` are the subjects of the verbs of saying before it.
    """
    if place and sentence.pattern[place - 1] in "NCO":
        if sentence.pattern[place] in "JI" and (carried := _carried(sentence, place)):
            return carried
        subject = before_verb(sentence, place)
        if subject and _controls(sentence, subject, place):
            return subject
    return before[-1] if before else last_subject(sentence, place)


def _controls(sentence: Sentence, subject: Phrase, place: int) -> bool:
    """Return whether an object does what follows: with her saying, led her to say."""
    before = sentence.word(subject.first - 1)
    if sentence.pattern[place] in "JI":
        return before == "with"
    return before in sentence.words["controls"]


def _carried(sentence: Sentence, place: int) -> Phrase | None:
    """Return what has words, and not who carries it: they wore | hats | saying."""
    if sentence.word(place - 1) not in sentence.words["carried"]:
        return None
    first = place - 1
    while first and sentence.pattern[first - 1] in "DNG":
        first -= 1
    return Phrase(first, place)


def last_subject(sentence: Sentence, past: int) -> Phrase | None:
    """Return the subject of the nearest clause before a unit that is no part of another."""
    brackets = [range(*found.span()) for found in _BRACKETS.finditer(sentence.pattern, 0, past)]
    for place in range(past - 1, 0, -1):
        if any(place in bracket for bracket in brackets):
            continue
        if sentence.pattern[place] in _FINITE and (subject := subject_of(sentence, place)):
            before = sentence.pattern[subject.first - 1] if subject.first else ""
            relative = sentence.pattern[subject.past : subject.past + 1]
            named = sentence.pattern[subject.first] not in "WH"
            if named and before not in _EMBEDDED and relative not in ("W", "H"):
                return subject
    return main_subject(sentence, past)


def subject_of(sentence: Sentence, verb: int) -> Phrase | None:
    """Return the subject of a finite verb; none where what stands before it is an object."""
    pattern = sentence.pattern
    if verb and (
        pattern[verb - 1] in "GHKSP" or sentence.word(verb - 1) in sentence.words["owners"]
    ):
        return None
    subject = before_verb(sentence, verb)
    if subject is None:
        return None
    before = pattern[subject.first - 1] if subject.first else ","
    alone = subject.past - subject.first == 1
    if before not in _BEFORE_CLAUSE | _EMBEDDED or (
        alone and sentence.word(subject.first) in _MUTE
    ):
        return None
    return subject


def main_subject(sentence: Sentence, past: int) -> Phrase | None:
    """Return the subject of the first finite verb before a unit."""
    for place in range(1, past):
        if sentence.pattern[place] in _FINITE and (subject := subject_of(sentence, place)):
            return subject
    return None


def is_passive(sentence: Sentence, verb: int) -> bool:
    """Return whether a verb is something that is done to its subject: can be created."""
    place = verb - 1
    while place >= 0 and sentence.pattern[place] == "B":
        place -= 1
    return place >= 0 and sentence.word(place) in _BE and sentence.pattern[verb] != "F"


_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})


_NO_VERB = (("D", "G", "P"), ("D", "G"))  # before a word that is no verb; before one with -ing


def action_before(sentence: Sentence, past: int) -> Action | None:
    """Return the nearest verb before a unit, with who does it."""
    pattern = sentence.pattern
    nearest = None
    for place in range(past - 1, -1, -1):
        letter, before = pattern[place], pattern[place - 1] if place else ""
        if letter not in "FEVJIU" or before in _NO_VERB[letter in "JI"]:
            continue
        nearest = place if nearest is None else nearest
        if letter in "EFVU" and is_passive(sentence, place):
            return Action(nearest, None)
        if letter in "JIU" and (subject := governing(sentence, place, [])):
            return Action(nearest, subject)
        if letter in "FEV" and (subject := subject_of(sentence, place)):
            return Action(nearest, subject)
        if letter in "FEV" and before == "R":  # it included: nobody
            return Action(nearest, None)
    return None if nearest is None else Action(nearest, None)
