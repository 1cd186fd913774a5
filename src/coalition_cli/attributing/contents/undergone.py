"""What is said of somebody, and what only names: was accused of fraud; a party called Forward."""

import re
from collections.abc import Sequence

from ..cues.cue import Cue, Order
from ..grammar.phrases import Phrase, before_verb
from ..grammar.sentences import Sentence
from .extents import end_of
from .introduced import past_times

_OF_PERSONS = frozenset({"judging", "telling", "asking"})
# called Anti-Prom, called voters; but: called him a liar, called the plan unfair
_ONE_NAME = re.compile(r"(?:[RO]?D?[CG#]*C#?|[NE]+|DN)(?:[.,;:&PAFV-]|\Z)")


def undergone(sentence: Sentence, cue: Cue, later: Sequence[Cue]) -> list[Phrase]:
    """Return what is said of somebody: Ana Ruiz was accused of fraud; she was told that ..."""
    pattern = sentence.pattern
    follows = cue.subject is not None and cue.subject.first == cue.past + 1  # accused by Ana Ruiz
    start = past_times(sentence, cue.subject.past if cue.subject and follows else cue.past)
    if cue.groups & {"asking", "telling"} and pattern[start : start + 2] == ",Q":
        start += 1  # was asked, “...?”
    letter = pattern[start : start + 1]
    whom = before_verb(sentence, cue.first)
    if follows and whom and cue.groups & {"judging"} and (letter in ".,;" or not letter):
        return [whom]  # the plan was praised by Ana Ruiz
    if sentence.word(start) in sentence.words["as"] and pattern[start + 1 : start + 2] == "J":
        return []  # was quoted as saying that
    named = whom and letter == "D" and _names(cue)
    if start >= sentence.last or not (letter in "HKTPQ" or named or cue.past > cue.verb + 1):
        return []
    if letter == "P" and not (
        cue.groups & _OF_PERSONS and sentence.word(start) in sentence.words["reasons"]
    ):
        return []
    end = end_of(sentence, cue, start, later)
    if cue.subject and not follows:  # recommended for the post by Ana Ruiz
        end = min(end, cue.subject.first - 1)
    if end <= start:
        return []
    content = Phrase(start, end)
    return [whom, content] if whom and (letter in "TP" or named) else [content]


def _names(cue: Cue) -> bool:
    """Return whether a verb says what somebody is, not only a name: was declared the winner."""
    called = any(form.lemma == "call" for form in cue.forms)
    return "judging" in cue.groups and cue.past == cue.verb + 1 and not called


def only_names(sentence: Sentence, cue: Cue, start: int) -> bool:
    """Return whether a verb only gives a name: a group called “Forward”."""
    pattern = sentence.pattern
    if not cue.groups <= {"judging"} or start != cue.past:
        return False
    if pattern[start] != "Q":
        calls = any(form.lemma == "call" for form in cue.forms) and start == cue.verb + 1
        return calls and _ONE_NAME.match(pattern, start) is not None
    if sentence.word(cue.first - 1) == "so":  # so called
        return True
    if cue.order is not Order.SUBJECT or cue.first != cue.verb or pattern[cue.first - 1] != "N":
        return False
    return cue.subject is None or sentence.word(cue.subject.first - 1) != "what"
