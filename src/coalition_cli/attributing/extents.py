"""How far the words reach that a cue reports after it."""

import re
from collections.abc import Sequence

from .cues import SAYING, Cue, Order
from .reported import stands_aside
from .sentences import Sentence

_RELATIVE = re.compile(r",(?=P?W)")  # ..., which was true
_LED = re.compile(r":(?=Q[^Q.;]*[VR])")  # ...: “...,” she said
_MAIN = re.compile(r"(?:,|(?<=Q))(?=B?[DNCR#])")  # After he said so, the bridge closed
_AFTER_RELATIVE = re.compile(r",(?=B*[FAVE])|,")  # Ruiz, who said so, left
_CONTRAST = re.compile(r",(?=&B?[RDCN])")
_OPENS = frozenset("SPJIET")


def end_of(sentence: Sentence, cue: Cue, start: int, later: Sequence[Cue]) -> int:
    """Return where the words end that a cue reports and that begin at a unit."""
    pattern, end = sentence.pattern, sentence.last
    for limit in _limits(sentence, cue, start):
        for found in limit.finditer(pattern, start + 1, end):
            if pattern[found.start() - 1] != "Q" or _is_led_on(sentence, found.start()):
                end = found.start()
                break
    for other in later:
        cut = _cut_before(sentence, other) if other.begins > start else None
        if cut is not None and start < cut < end:
            return cut
    return end


def _limits(sentence: Sentence, cue: Cue, start: int) -> list[re.Pattern[str]]:
    """Return the rules for where the clause of a cue can end."""
    found = [_LED, _RELATIVE]
    before = sentence.pattern[cue.first - 1 : cue.first]
    if start < cue.first:
        return found
    if before == "W" and sentence.pattern[cue.first - 2 : cue.first - 1] == ",":
        found.append(_AFTER_RELATIVE)
    elif _is_subordinate(sentence, cue):
        found.append(_MAIN)
    if cue.groups & {"judging"}:
        found.append(_CONTRAST)
    return found


def _is_led_on(sentence: Sentence, place: int) -> bool:
    """Return whether a comma stands between a quotation and a unit, in its marks or after them."""
    return sentence.pattern[place] in ",:" or sentence.units[place - 1].text[-3:].find(",") >= 0


def _is_subordinate(sentence: Sentence, cue: Cue) -> bool:
    """Return whether a cue stands in a clause before the main one: After he said so, ..."""
    pattern, begins = sentence.pattern, cue.begins
    if cue.order in (Order.PARTICIPLE, Order.INFINITIVE):
        return cue.subject is None or begins < 2
    opening = pattern[:begins].lstrip("&B")
    return bool(opening) and (opening[-1] == "S" or (opening[-1] == "P" and "," not in opening))


def _cut_before(sentence: Sentence, cue: Cue) -> int | None:
    """Return where a clause ends before a later cue, if the cue is not part of it."""
    place, pattern = cue.begins, sentence.pattern
    joint = pattern[place - 1 : place]
    if cue.order is Order.PHRASE or stands_aside(sentence, cue):
        return place - 1 if joint in ",-" else place
    if cue.order is Order.PARTICIPLE:
        return place - 1 if joint in ",-" else None
    if cue.order is Order.COORDINATED and not cue.groups & SAYING:
        return None
    if cue.order is Order.COORDINATED:
        return place - 2 if pattern[place - 2] == "," else place - 1
    if cue.order is Order.SUBJECT and joint in "&S" and pattern[place - 2] in ",;-":
        return place - 2
    if cue.order is Order.SUBJECT and joint == ";":
        return place - 1
    return None
