"""Who does what a verb without a subject of its own says: ..., adding that all was lost."""

from collections.abc import Sequence
from typing import NamedTuple

from .phrases import Phrase, before_verb
from .sentences import Sentence

_FINITE = frozenset("FEVA")
_NO_VERB_AFTER = frozenset("DGP")


class Action(NamedTuple):
    """A verb, and who does it where the sentence shows it."""

    verb: int
    subject: Phrase | None


def governing(sentence: Sentence, place: int, before: Sequence[Phrase]) -> Phrase | None:
    """Return who does a verb that has no subject: of the clause before, or of the sentence.

    `before` are the subjects of the verbs of saying before it.
    """
    if place and sentence.pattern[place - 1] in "NC":  # with Ana Ruiz saying
        subject = before_verb(sentence, place)
        if subject and sentence.word(subject.first - 1) == "with":
            return subject
    return before[-1] if before else main_subject(sentence, place)


def main_subject(sentence: Sentence, past: int) -> Phrase | None:
    """Return the subject of the first finite verb before a unit."""
    pattern = sentence.pattern
    for place in range(1, past):
        alone = pattern[place - 1] == "D" and (place < 2 or pattern[place - 2] in ",;:-&")
        if pattern[place] in _FINITE and (alone or pattern[place - 1] not in "DGHWSKP"):
            if subject := before_verb(sentence, place):
                return subject
    return None


def action_before(sentence: Sentence, past: int) -> Action | None:
    """Return the nearest verb before a unit, with who does it."""
    pattern = sentence.pattern
    nearest = None
    for place in range(past - 1, -1, -1):
        letter, before = pattern[place], pattern[place - 1] if place else ""
        if letter not in "FEVJIU" or (before in _NO_VERB_AFTER and letter not in "JI"):
            continue
        nearest = place if nearest is None else nearest
        if letter in "FEV" and (subject := before_verb(sentence, place)):
            return Action(nearest, subject)
        if letter in "JI" and before in "NC" and (subject := governing(sentence, place, [])):
            return Action(nearest, subject)
    return None if nearest is None else Action(nearest, None)
