"""The nouns of saying with which words are introduced, and who said them.

her claim that ...           the owner
a demand by Ana Ruiz that    after by
Ana Ruiz made a call for     the subject of its verb
came the reply from Ana Ruiz after from
"""

import re
from typing import NamedTuple

from ..grammar.phrases import Phrase, after_verb
from ..grammar.sentences import Sentence
from .governing import subject_of

_BEFORE = frozenset("NEIBC#")  # what may stand between a noun and its owner or its verb
_OTHER = re.compile(r"HB*[FAVE]|T[DCOR#]")  # claims that failed, a call to Ana Ruiz
_FROM = frozenset({"from", "of", "by"})
_NAMED = re.compile(r"(?:D?[NEB#]*N|D?(?:CP)?C+)\Z")


class Said(NamedTuple):
    """What a noun of saying introduces: from a unit on; and who said it."""

    past: int
    subject: Phrase | None


def said(sentence: Sentence, place: int) -> Said | None:
    """Return what the noun at a unit introduces, if it is one of saying that introduces words."""
    pattern, noun = sentence.pattern, sentence.word(place)
    takes = sentence.words.takes.get(noun) or sentence.words.takes.get(noun.removesuffix("s"))
    if not takes:
        return None
    past, subject = place + 1, None
    if sentence.word(past) == "by" and (agent := after_verb(sentence, past + 1)):
        past, subject = agent.past + (pattern[agent.past : agent.past + 1] == ","), agent
    if sentence.word(past) in takes:
        past += 1
    elif pattern[past : past + 1] not in takes or _OTHER.match(pattern, past):
        return None
    if pattern[past : past + 1] == "Q" and pattern[past - 1] == "P":
        return None  # talk of a “new harbour”: what it is about
    if pattern[past : past + 1] == "H" and _is_occasion(sentence, place):
        return None
    subject = subject or _owner(sentence, place)
    if subject is None and sentence.word(place) in sentence.words["made"]:
        return None
    if subject is None and pattern[past : past + 1] != "H":
        return None
    return Said(past, subject)


def giver(sentence: Sentence, subject: Phrase) -> Phrase:
    """Return who gave the reply that is the subject of a verb: came the reply from Ana Ruiz."""
    sayings, owners = sentence.words["sayings"], sentence.words["owners"]
    for place in range(subject.first, subject.past):
        if sentence.word(place) not in sayings:
            continue
        if sentence.word(place + 1) in _FROM:
            return after_verb(sentence, place + 2) or subject
        if sentence.word(subject.first) in owners:  # came his reply
            return Phrase(subject.first, subject.first + 1)
    return subject


def _is_occasion(sentence: Sentence, place: int) -> bool:
    """Return whether a noun only says where somebody said something: in her remarks that."""
    while place and sentence.pattern[place - 1] in _BEFORE:
        place -= 1
    return (
        sentence.word(place - 2) in sentence.words["at"] | sentence.words["during"]
        and sentence.pattern[place - 1] in "DG"
    )


def _owner(sentence: Sentence, place: int) -> Phrase | None:
    """Return whose noun it is: her claim, Ana Ruiz's claim, Ana Ruiz made the claim."""
    pattern = sentence.pattern
    first = place
    while first and pattern[first - 1] in _BEFORE:
        first -= 1
    if not first:
        return None
    if pattern[first - 1] == "G":
        owner = _NAMED.search(pattern, 0, first - 1)
        return Phrase(owner.start(), first - 1) if owner else None
    if sentence.word(first - 1) in sentence.words["owners"]:
        return Phrase(first - 1, first)
    if pattern[first - 1] == "D":
        first -= 1
    if first and sentence.word(first - 1) in sentence.words["makes"]:
        return subject_of(sentence, first - 1)
    return None
