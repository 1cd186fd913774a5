"""The verbs and phrases of saying in a sentence, with who says it.

Ana Ruiz, the mayor, has also said that ...      subject before the verb
“...,” said Ana Ruiz, the mayor.                 inverted
Ana Ruiz, who said ...                           relative
... and added ...                                coordinated
..., saying ...                                  participle
... to say ...                                   infinitive
... was told by Ana Ruiz ...                     passive
according to Ana Ruiz                            phrase
"""

from dataclasses import dataclass, replace
from enum import Enum

from .inflections import PARTICIPLE, PROGRESSIVE, Form
from .phrases import Phrase, after_verb, before_verb
from .sentences import Sentence


class Order(Enum):
    """How a cue stands with its subject."""

    SUBJECT = "subject before the verb"
    INVERTED = "subject after the verb"
    COORDINATED = "subject of the verb before"
    PARTICIPLE = "participle"
    INFINITIVE = "infinitive"
    PASSIVE = "passive"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb or phrase of saying. Places are units of its sentence."""

    order: Order
    first: int  # where the verb group begins, with its auxiliaries
    verb: int
    past: int  # after the verb and its particle
    forms: tuple[Form, ...]
    subject: Phrase | None
    compares: bool = False  # after as: as Ana Ruiz said

    @property
    def groups(self) -> frozenset[str]:
        """What the verb needs: keys under `verbs` in the data file."""
        return frozenset(form.group for form in self.forms)

    @property
    def begins(self) -> int:
        """Where the cue begins with its subject, if that stands before it, and with its as."""
        return self._begins - self.compares

    @property
    def _begins(self) -> int:
        if self.subject and self.subject.first < self.first and self.order is Order.SUBJECT:
            return self.subject.first
        return self.first


_BE = frozenset(["is", "are", "was", "were", "am", "be", "been", "being", "'s", "'re"])


def cues(sentence: Sentence) -> list[Cue]:
    """Return the cues of a sentence in order."""
    found: list[Cue] = []
    for place, letter in enumerate(sentence.pattern):
        if letter in "VJU":
            forms = sentence.forms(place)
            if forms:
                found.append(_cue(sentence, place, forms, found))
        elif sentence.units[place].lower == "according" and _to(sentence, place + 1):
            subject = after_verb(sentence, place + 2)
            found.append(Cue(Order.PHRASE, place, place, place + 2, (), subject))
    return found


def _to(sentence: Sentence, place: int) -> bool:
    return place < len(sentence.units) and sentence.units[place].lower == "to"


def _cue(sentence: Sentence, verb: int, forms: tuple[Form, ...], before: list[Cue]) -> Cue:
    pattern, first = sentence.pattern, verb
    while first and pattern[first - 1] in "AB":
        first -= 1
    while first < verb and pattern[first] == "B" and (first == 0 or pattern[first - 1] in ",Q"):
        first += 1
    past = verb + 1 + any(form.particle for form in forms)
    cue = Cue(Order.SUBJECT, first, verb, past, forms, None)
    tenses = frozenset().union(*(form.tenses for form in forms))
    auxiliaries = [unit.lower for unit in sentence.units[first:verb]]
    if (
        PARTICIPLE in tenses
        and auxiliaries
        and [w for w in auxiliaries if w in _BE][-1:] == auxiliaries[-1:]
    ):
        return _passive(sentence, cue)
    if PROGRESSIVE in tenses and not _BE & frozenset(auxiliaries):
        return replace(
            cue, order=Order.PARTICIPLE, first=verb, subject=_governing(sentence, verb, before)
        )
    if first == verb and verb and pattern[verb - 1] == "T":
        return replace(
            cue,
            order=Order.INFINITIVE,
            first=verb - 1,
            subject=_governing(sentence, verb - 1, before),
        )
    if first and pattern[first - 1] == "&":
        subject = _governing(sentence, first - 1, before)
        return replace(cue, order=Order.COORDINATED, subject=subject)
    if first and pattern[first - 1] in "Q,-.)" and (subject := _inverted(sentence, cue)):
        return replace(cue, order=Order.INVERTED, subject=subject)
    subject = before_verb(sentence, first)
    compares = subject is not None and sentence.word(subject.first - 1) == "as"
    return replace(cue, subject=subject, compares=compares)


SAYING = frozenset({"saying", "uttering", "telling", "asking", "judging", "promising"})
_AFTER_INVERTED = ("", *",.;:-PYTQ&BWIJ")
_NEVER_INVERTED = frozenset({"telling", "asking", "judging", "promising", "holding"})


def _passive(sentence: Sentence, cue: Cue) -> Cue:
    by = cue.past
    subject = None
    if by < len(sentence.units) and sentence.units[by].lower == "by":
        subject = after_verb(sentence, by + 1)
    return replace(cue, order=Order.PASSIVE, subject=subject)


def _inverted(sentence: Sentence, cue: Cue) -> Phrase | None:
    """Return a subject after its verb: one that nothing follows that it could do."""
    if cue.groups <= _NEVER_INVERTED:
        return None
    subject = after_verb(sentence, cue.past)
    if subject is None:
        return None
    pattern = sentence.pattern
    if pattern[cue.first - 1] == "Q":
        return subject
    if pattern[subject.past : subject.past + 1] not in _AFTER_INVERTED:
        return None
    rest = pattern[subject.past :]
    clause = rest.partition(",")[0].partition(".")[0]
    return None if set(clause) & set("FAVEH") and not clause.startswith("W") else subject


def _governing(sentence: Sentence, place: int, before: list[Cue]) -> Phrase | None:
    """Return the subject of the clause that a verb without a subject belongs to."""
    for cue in reversed(before):
        if cue.subject and cue.order is not Order.PHRASE:
            return cue.subject
    return main_subject(sentence, place)


def main_subject(sentence: Sentence, past: int) -> Phrase | None:
    """Return the subject of the first finite verb before a unit."""
    pattern = sentence.pattern
    for place in range(1, past):
        if pattern[place] in "FEVA" and pattern[place - 1] not in "DGHWSKP":
            if subject := before_verb(sentence, place):
                return subject
    return None


def main_verb(sentence: Sentence, past: int) -> int | None:
    """Return the last finite verb before a unit."""
    for place in range(past - 1, 0, -1):
        if sentence.pattern[place] in "FEVJI" and sentence.pattern[place - 1] not in "DG":
            return place
    return None
