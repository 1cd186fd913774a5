"""How far the words reach that a cue reports after it."""

import re
from collections.abc import Iterator, Sequence

from .cue import SAYING, Cue, Order
from .reported import ANSWERS, CLAUSES, begins_clause, following, stands_aside
from .sentences import Sentence

_LED = re.compile(r":(?=Q[^Q.;]*[VR])")  # ...: “...,” she said
_MAIN = re.compile(r"(?:,|(?<=Q))(?=B?[DNCR#])")  # After he said so, the bridge closed
_AFTER_RELATIVE = re.compile(r",(?=B*[FAVE])|,")  # Ruiz, who said so, left
_RELATIVE = re.compile(r",(?=P?W)")  # ..., which was true
_APPOSED = re.compile(r",(?=D[NBE#GY]*N)(?!D?N?P?D[^,]*&)")  # ..., a clear message
_ADDED = re.compile(r"[,-]B?[SB&]")
_TWO_VERBS = re.compile(r"[HK]?[^FAVEU,;&HKSW]*[FAV][^,;&HKSW]*?[NCO#GY](?P<second>B*[FAV])")
_FACT = re.compile(r"[FAVEU]")
_BEGINS_CLAUSE = frozenset({"after", "before", "since", "until"})
_ADDS = frozenset({"however"})
_MEANWHILE = frozenset({"while", "whereas", "although", "though", "as"})
_MODALS = frozenset("would could can will may might should must".split())
# Where the object of a verb ends: he praised the plan, which failed; and left; while others
_AFTER_OBJECT = re.compile(r"[;:]|,?-|,&|(?<!,),|,?S(?=[RDNC#I])|(?<=Q)(?=B?[RDC])")
_AND_VERB = re.compile(r",?&(?=B*[FVAJ])")
_AND_PARTICIPLE = re.compile(r",?&(?=B*[FVAJI])")
_LIST = re.compile(r",(?=[DNCEIB#GPJ]{1,9}(?:,[DNCEIB#GPJ]{1,9})*,?&(?!B*[FAVR]))")
_PLACE = re.compile(
    r"(?<=C),(?=C[,.])|(?<=#),(?=#)|(?<=[NE]),(?=[BEN]*N[.,PT])|,(?=Q)|-(?=[^-]{1,8}-)|(?<=.)-(?=[PJ])"
)
_MORE = frozenset({"including", "such", "especially", "particularly", "like", "or", "as"})


def end_of(sentence: Sentence, cue: Cue, start: int, later: Sequence[Cue]) -> int:
    """Return where the words end that a cue reports and that begin at a unit."""
    if sentence.word(start) in ANSWERS and sentence.pattern[start + 1 : start + 2] != "N":
        return start + 1
    end = min(_ends(sentence, cue, start), default=sentence.last)
    for other in later:
        cut = _cut_before(sentence, other, cue) if other.begins > start else None
        if cut is not None and start < cut < end:
            return cut
    return end


def _ends(sentence: Sentence, cue: Cue, start: int) -> Iterator[int]:
    """Yield where the clause or the object of a cue can end."""
    last = sentence.pattern.rfind("Q", start, sentence.last)
    if (
        last >= 0
        and sentence.ends_in_comma(last)
        and sentence.pattern[last + 1 : last + 2] not in ("&", "S", "P")
    ):
        yield last + 1  # “...,” while she left
    limits = [_LED]
    before = sentence.pattern[cue.first - 2 : cue.first]
    if (
        start >= cue.first
        and before == ",W"
        and not _FACT.search(sentence.pattern, 0, cue.first - 2)
    ):
        limits.append(_AFTER_RELATIVE)
    elif start >= cue.first and _is_subordinate(sentence, cue):
        limits.append(_MAIN)
    for limit in limits:
        for found in limit.finditer(sentence.pattern, start + 1, sentence.last):
            if sentence.pattern[found.start() - 1] != "Q" or _is_led_on(sentence, found.start()):
                yield found.start()
                break
    if (second := _past_clause(sentence, cue, start)) is not None:
        yield second
    if is_object(sentence, cue, start):
        joint = _AND_PARTICIPLE if cue.order is Order.PARTICIPLE else _AND_VERB
        if found := joint.search(sentence.pattern, start + 1, sentence.last):
            yield found.start()
        yield from _object_ends(sentence, start)
    else:
        yield from _asides(sentence, start)


def is_object(sentence: Sentence, cue: Cue, start: int) -> bool:
    """Return whether a verb has an object: praised the plan, called for a ban."""
    if cue.order is Order.PASSIVE and sentence.pattern[start] in "TP":
        return True
    if cue.order is Order.NOUN:
        return sentence.pattern[start] not in "HKQ"
    if start < cue.first or not cue.groups & {"judging", "asking", "promising"}:
        return False
    if sentence.pattern[start] in "HKQ":
        return False
    return not (cue.groups & CLAUSES and begins_clause(sentence, start))


def _object_ends(sentence: Sentence, start: int) -> Iterator[int]:
    """Yield where an object ends, by the first sign that does not go on with it."""
    pattern = sentence.pattern
    for found in _AFTER_OBJECT.finditer(pattern, start + 1, sentence.last):
        place = found.start()
        if pattern[place] in ",-" and (
            _LIST.match(pattern, place)
            or _PLACE.match(pattern, place)
            or sentence.word(place + 1) in _MORE
        ):
            continue
        if pattern[place - 1] == "Q" and not _is_led_on(sentence, place):
            continue
        yield place
        return


def _asides(sentence: Sentence, start: int) -> Iterator[int]:
    """Yield where the article begins to add something of its own to a clause."""
    pattern = sentence.pattern
    if found := _ADDED.search(pattern, start + 1, sentence.last):
        clause = re.split("[HKS;]", pattern[start : found.start()])[-1]
        if sentence.word(found.end() - 1) in _ADDS and _FACT.search(clause):
            yield found.start()
    for aside in (_RELATIVE, _APPOSED):
        for found in aside.finditer(pattern, start + 1, sentence.last):
            place = found.start()
            clause = re.split("[HKS;]", pattern[start:place])[-1]
            if not _FACT.search(clause):
                continue
            if aside is _RELATIVE:
                if _is_modal(sentence, found.end()):
                    continue
            elif "," in pattern[found.end() : sentence.last]:
                continue
            yield place
            break


def _past_clause(sentence: Sentence, cue: Cue, start: int) -> int | None:
    """Return where the verb stands whose subject has the clause: those who say so are few."""
    before = sentence.pattern[: cue.first]
    if cue.order is Order.NOUN:
        within = not _FACT.search(before)
    else:
        within = before.endswith("W") and before[-2:-1] != "," and not _FACT.search(before)
    if not within:
        return None
    found = _TWO_VERBS.match(sentence.pattern, start, sentence.last)
    return found.start("second") if found else None


def _is_modal(sentence: Sentence, place: int) -> bool:
    """Return whether a relative clause goes on with what may be: which would help."""
    return any(sentence.word(place + number) in _MODALS for number in (1, 2, 3))


def _is_led_on(sentence: Sentence, place: int) -> bool:
    """Return whether a comma stands between a quotation and a unit, in its marks or after them."""
    return sentence.pattern[place] in ",:" or sentence.units[place - 1].text[-3:].find(",") >= 0


def _is_subordinate(sentence: Sentence, cue: Cue) -> bool:
    """Return whether a cue stands in a clause before the main one: After he said so, ..."""
    pattern, begins = sentence.pattern, cue.begins
    if cue.order in (Order.PARTICIPLE, Order.INFINITIVE):
        return cue.subject is None or begins < 2
    if cue.order is Order.SUBJECT and cue.subject is None and begins < 2:
        return True
    opening = pattern[:begins].lstrip("&B")
    return bool(opening) and (opening[-1] == "S" or sentence.word(begins - 1) in _BEGINS_CLAUSE)


def _cut_before(sentence: Sentence, cue: Cue, outer: Cue) -> int | None:
    """Return where the clause of a cue ends before a later cue, if that is not part of it."""
    place, pattern = cue.begins, sentence.pattern
    joint = pattern[place - 1 : place]
    if cue.order is Order.PHRASE or stands_aside(sentence, cue):
        return place - 1 if joint in ",-" else place
    if not cue.groups & SAYING or following(sentence, cue) is None:
        return None
    if cue.order is Order.PARTICIPLE:
        if joint == "&" and outer.order is Order.PARTICIPLE:
            return _before_joint(pattern, place)
        return place - 1 if joint in ",-" else None
    if cue.order is Order.COORDINATED:
        return _before_joint(pattern, place)
    if cue.order is not Order.SUBJECT:
        return None
    while pattern[place - 1 : place] == "B":
        place -= 1
    joint = pattern[place - 1 : place]
    if joint == "&" or (sentence.word(place - 1) in _MEANWHILE and pattern[place - 2] in ",;-"):
        return _before_joint(pattern, place)
    return place - 1 if joint == ";" else None


def _before_joint(pattern: str, place: int) -> int:
    """Return where stands the conjunction before a unit, with its comma or dash."""
    return place - 2 if pattern[place - 2] in ",;-" else place - 1
