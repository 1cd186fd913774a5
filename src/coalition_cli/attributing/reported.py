"""How far the words reach that a cue reports: after it, before it, or on both sides of it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from .cues import Cue, Order
from .phrases import Phrase, base
from .sentences import Sentence

_FINITE = frozenset("FAVEU")
# Adverbials after a verb of saying, before what it introduces: said on Monday in an interview that
_ADVERBIALS = re.compile(
    r"(?:[BY#]|(?:P|T)(?:D*(?:[BEI]?[NC#EYQ])*[NC#YQO](?:G(?:[NC#E])*[NC#])*|O|R))*"
)
_LEADS = re.compile(r"P?,?(?=Q)|:|(?=[HK])")
_COLON = re.compile(r"[^:;VJUQ]*:(?=Q\.?$)")
_LED = re.compile(r":(?=Q[^Q.;]*[VR])")
_TIMES = re.compile(r"(?:P?[DB]?[N]?[B#]*Y(?:#,?#?)?(?:Y)*|#[NY]*B?Y|B)+")
_STRIP_LEADING = re.compile(r"(?:[&],?|B,|B(?=[DCNR])|S(?=,))*")


class Reach(NamedTuple):
    """Units that are said, in one stretch or two."""

    stretches: tuple[Phrase, ...]


def following(sentence: Sentence, cue: Cue) -> int | None:
    """Return where begins what a cue introduces after it, or nothing."""
    place = cue.past
    pattern = sentence.pattern
    if cue.order is Order.INVERTED and cue.subject:
        place = cue.subject.past
    if "telling" in cue.groups:
        place = _past_hearer(sentence, place)
    if colon := _COLON.match(pattern, place):
        return colon.end()
    wide = _ADVERBIALS.match(pattern, place)
    if wide and (lead := _LEADS.match(pattern, wide.end())):
        return lead.end() if lead.end() < sentence.last else None
    place = _past_adverbials(sentence, place)
    if place >= sentence.last or pattern[place] in ",.;:-)W&S":
        return None
    if cue.order is Order.INVERTED:
        return None
    if cue.groups & {"judging", "calling"}:
        return place
    rest = re.split("[;.]", pattern[place : sentence.last])[0]
    if "telling" in cue.groups and pattern[place] == "T":
        return place
    return place if _FINITE & set(rest) or pattern[place] == "T" else None


def _past_hearer(sentence: Sentence, place: int) -> int:
    """Return where the person ends who is told."""
    pattern = sentence.pattern
    if pattern[place : place + 1] in ("O", "R", "D") and pattern[
        place + 1 : place + 2
    ] not in tuple("NCEBI#"):
        return place + 1
    past = base(sentence, place)
    if past is None:
        return place
    while pattern[past : past + 1] == "P" and sentence.units[past].lower in ("of", "for", "from"):
        further = base(sentence, past + 1)
        if further is None:
            break
        past = further
    return past


def _past_adverbials(sentence: Sentence, place: int) -> int:
    """Return where adverbials of time and occasion end."""
    pattern = sentence.pattern
    while place < len(pattern):
        if found := _TIMES.match(pattern, place):
            place = found.end()
            continue
        if pattern[place] not in "PT":
            return place
        past = base(sentence, place + 1)
        if past is None:
            if pattern[place + 1 : place + 2] in ("O", "Y"):
                place += 2
                continue
            return place
        occasion = sentence.any_of(place, past, sentence.words.occasions)
        after = pattern[past : past + 1]
        ends = after in (".", ",", "", ";") or (after in ("P", "Y", "T") and pattern[place] != "T")
        if not occasion and not ends:
            return place
        place = past
    return place


def stands_aside(sentence: Sentence, cue: Cue) -> bool:
    """Return whether a cue stands beside what it reports: after it, or in the middle of it."""
    if cue.order not in (Order.SUBJECT, Order.INVERTED) or not cue.begins:
        return False
    before = sentence.pattern[: cue.begins].rstrip(",-")
    if before == sentence.pattern[: cue.begins] and not before.endswith("Q"):
        return False
    start = following(sentence, cue)
    quoted = before.endswith("Q")
    if start is None or cue.order is Order.INVERTED:
        return quoted or bool(_FINITE & set(before))
    return quoted and sentence.pattern[start] not in "HK"


def end_of(sentence: Sentence, start: int, later: Sequence[Cue]) -> int:
    """Return where a reported clause ends that begins at a unit: at the next cue, or the end."""
    pattern, end = sentence.pattern, sentence.last
    if colon := _LED.search(pattern, start):  # ...: “...,” she said
        end = colon.start()
    for cue in later:
        cut = _cut_before(sentence, cue) if cue.begins > start else None
        if cut is not None and start < cut < end:
            return cut
    return end


def _cut_before(sentence: Sentence, cue: Cue) -> int | None:
    """Return where a clause ends before a later cue, if the cue is not part of it."""
    place, pattern = cue.begins, sentence.pattern
    joint = pattern[place - 1 : place]
    if cue.order is Order.PHRASE or stands_aside(sentence, cue):
        return place - 1 if joint in ",-" else place
    if cue.order is Order.PARTICIPLE:
        return place - 1 if joint in ",-" else None
    if cue.order is Order.COORDINATED:
        return place - 2 if pattern[place - 2] == "," else place - 1
    if cue.order is Order.SUBJECT and joint in "&S" and pattern[place - 2] in ",;-":
        return place - 2
    if cue.order is Order.SUBJECT and joint == ";":
        return place - 1
    return None


def preceding(sentence: Sentence, cue: Cue, low: int) -> Phrase | None:
    """Return the clause before a cue: CLAUSE, Ana Ruiz said."""
    pattern = sentence.pattern
    past = cue.begins
    if past and pattern[past - 1] in ",-":
        past -= 1
    elif not past or (pattern[past - 1] != "Q" and cue.order is not Order.PHRASE):
        return None
    first = max(low, pattern.rfind(":Q", low, past) + 1)
    found = _STRIP_LEADING.match(pattern, first, past)
    if found:
        first = found.end()
    if first >= past:
        return None
    clause = pattern[first:past]
    if "Q" not in clause and not (_FINITE & set(clause)):
        return None
    return Phrase(first, past)
