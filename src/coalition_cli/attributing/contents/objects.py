"""Where the object of a verb ends: called for a ban on bottles, which failed."""

import re
from collections.abc import Iterator

from ..cues.cue import Cue, Order
from ..grammar.sentences import Sentence
from .introduced import CLAUSES, begins_clause

_TAKES_OBJECT = frozenset({"judging", "asking", "promising"})
# he praised the plan, which failed; and left; while others
_AFTER_OBJECT = re.compile(r"[;:]|,?-|,&|(?<!,),|,?S(?=[RDNC#I])|(?<=Q)(?=B?[RDC])")
_AND_VERB = re.compile(r",?&(?=B*[FVAJ])|(?<=Q)&(?=B*E[DCORN])")
_AND_PARTICIPLE = re.compile(r",?&(?=B*[FVAJI])|(?<=Q)&(?=B*E[DCORN])")
_OCCASION = re.compile(r"PD[NECI]*[NC]")  # during a debate, in an interview
_CLAUSE = re.compile(r"P(?=B*[IJ]|(?:R|[DNCE#BG]*[NC])B*[FAVE])")  # after she left, leaving
_VERBAL = re.compile(r"[IJHWKFAVU]|T(?![CDRO])")
_PAIR = re.compile(r",[PDNCEIB#G]{1,9},(?=P)")  # a letter by Ana Ruiz, the mayor, on nets
_ACTION = re.compile(r"[TIJ]")  # to close the pier during a storm, for closing it
_LIST = re.compile(
    r",(?=(?:[DNCEIB#GP]|J(?=[&,]))[DNCEIB#GPJ]{0,8}(?:,[DNCEIB#GPJ]{1,9})*,?&(?!B*[FAVR]))"
)
_PLACE = re.compile(  # Bari, Apulia; June 3, 2020; a new, cheap plan
    r"(?<=C),(?=C[,.])|(?<=#),(?=#)|(?<=[NE]),(?=[BEN]*N[.,PT])|,(?=Q)"
    r"|-(?=[^-]{1,8}-)|(?<=.)-(?=[PJ])"
)


def is_object(sentence: Sentence, cue: Cue, start: int) -> bool:
    """Return whether a verb has an object: praised the plan, called for a ban."""
    if cue.order is Order.PASSIVE and sentence.pattern[start] in "TPD":
        return True
    if cue.order is Order.NOUN:
        return sentence.pattern[start] not in "HKQ"
    if start < cue.first or not cue.groups & _TAKES_OBJECT:
        return False
    if sentence.pattern[start] in "HKQ":
        return False
    return not (cue.groups & CLAUSES and begins_clause(sentence, start))


def object_ends(sentence: Sentence, cue: Cue, start: int) -> Iterator[int]:
    """Yield where an object ends: before another verb, an occasion, or a sign."""
    joint = _AND_PARTICIPLE if cue.order is Order.PARTICIPLE else _AND_VERB
    found = joint.search(sentence.pattern, start + 1, sentence.last)
    relative = found and set("WH") & set(sentence.pattern[start : found.start()])
    if found and not relative and sentence.word(found.end() - 1) not in sentence.words["or"]:
        yield found.start()
    yield from afterwards(sentence, cue, start)
    for found in _OCCASION.finditer(sentence.pattern, start + 1, sentence.last):
        acts = _ACTION.search(sentence.pattern, start, found.start())
        if not acts and _is_occasion(sentence, found.start(), found.end()):
            yield found.start()
            break
    past = start + 1
    while found := _AFTER_OBJECT.search(sentence.pattern, past, sentence.last):
        pair = _PAIR.match(sentence.pattern, found.start(), sentence.last)
        if not pair and not _goes_on(sentence, found.start()):
            yield found.start()
            break
        past = pair.end() if pair else max(found.end(), found.start() + 1)


def afterwards(sentence: Sentence, cue: Cue, start: int) -> Iterator[int]:
    """Yield where words without a verb end before a clause: praised the plan after she left.

    With a particle the clause may be of what is called for: called for a vote before they leave.
    """
    if cue.past > cue.verb + 1:
        return
    for found in _CLAUSE.finditer(sentence.pattern, start + 1, sentence.last):
        if _VERBAL.search(sentence.pattern, start, found.start()):
            return
        if sentence.word(found.start()) in sentence.words["after"]:
            yield found.start()
            return


def _is_occasion(sentence: Sentence, first: int, past: int) -> bool:
    """Return whether a phrase is of the saying, not of what is said: during a debate."""
    words = sentence.words
    own = sentence.word(first + 1) in words["indefinite"] | words["owners"]
    return (
        own
        and sentence.word(first) in words["at"] | words["during"]
        and sentence.any_of(first, past, words.occasions)
    )


def _goes_on(sentence: Sentence, place: int) -> bool:
    """Return whether an object goes on after a sign: a list, a place, an addition."""
    pattern = sentence.pattern
    if pattern[place] in ",-" and (
        _LIST.match(pattern, place)
        or _PLACE.match(pattern, place)
        or sentence.word(place + 1) in sentence.words["adding"]
    ):
        return True
    return pattern[place - 1] == "Q" and not sentence.leads_on_at(place)
