"""How far the words reach that a cue reports after it."""

import re
from collections.abc import Iterator, Sequence

from ..cues.cue import SAYING, Cue, Order
from ..grammar.antecedents import before_time
from ..grammar.sentences import Sentence
from .introduced import CLAUSES, following, past_times
from .objects import afterwards, is_object, object_ends
from .reported import stands_aside

_LED = re.compile(r":(?=Q[^Q.;]*[VR])")  # ...: “...,” she said
_MAIN = re.compile(r"(?:,|(?<=Q))(?=B?[DNCR#])")  # After he said so, the bridge closed
_AFTER_RELATIVE = re.compile(r",(?=B*[FAVE])|,")  # Ruiz, who said so, left
_RELATIVE = re.compile(r",(?=W)")  # ..., who owns the ferry
_APPOSED = re.compile(r",(?=D[NBE#GY]*N)(?![DNCEBG#P]*&[DNCBG#])")  # ..., a clear message
_HOWEVER = re.compile(r",(?=B)")
_TWO_VERBS = re.compile(
    r"(?:HQ|A?T|[HK]?[^FAVEU,;&HKSW]*[FAV])[^,;&HKSW]*?[NCO#GYQ](?P<second>B*[FAV])"
)
_QUOTATION = re.compile("Q")
_BEYOND = re.compile(r"(?:,|(?<=Q))&(?=B?[RDCN][^:;Q]*:Q)")  # ..., but he called: “...”
_DASHED = re.compile(r"(?<=Q)-(?=&|B*[FAVE]|S)")  # “...” - then left
_NEW_CUE = re.compile(r"B?[JV]")
_NEW_VERB = re.compile(r"B?[JIV]")
_NEW_CLAUSE = re.compile(r"&B?[RDCFVA]|[FE]")
_JOINED = frozenset({Order.SUBJECT, Order.COORDINATED, Order.PARTICIPLE})
_SUBJECT = re.compile(r"(?:R|[DNCE#BG]*[NC])B*[FAVE]")
_VERBS = ("F", "A", "V")
_AFTER = ("&", "P")  # after a quotation, with which a clause goes on
_NEXT = 12  # cues after one that can end its clause
_SHORT = 2  # units that no clause has
_FACT = re.compile(r"[FAVEU]")


def end_of(sentence: Sentence, cue: Cue, start: int, later: Sequence[Cue]) -> int:
    """Return where the words end that a cue reports and that begin at a unit."""
    if (
        sentence.word(start) in sentence.words["answers"]
        and sentence.pattern[start + 1 : start + 2] != "N"
    ):
        return start + 1
    end = min(_ends(sentence, cue, start), default=sentence.last)
    for other in later[:_NEXT]:
        cut = _cut_before(sentence, other, cue) if other.begins > start else None
        if cut is not None and start < cut < end and _is_whole(sentence, cue, start, cut):
            end = cut
            break
    if sentence.pattern.rfind("(", 0, cue.first) > sentence.pattern.rfind(")", 0, cue.first):
        closing = sentence.pattern.find(")", start, end)  # (which promised a bridge)
        end = closing if closing > 0 else end
    bracket = sentence.pattern.rfind("(", start + 1, end)
    return end if bracket < 0 or ")" in sentence.pattern[bracket : end + 1] else bracket


def _is_whole(sentence: Sentence, cue: Cue, start: int, past: int) -> bool:
    """Return whether words are a clause, or an object: no clause ends in said both he."""
    words = sentence.pattern[start:past]
    short = len(words) <= _SHORT and not _FACT.search(words)
    return not short or "Q" in words or is_object(sentence, cue, start)


def _first_quotations(sentence: Sentence, cue: Cue, start: int) -> Iterator[int]:
    """Yield where a quotation ends that has a comma, and something else begins: “...,” adding."""
    for found in _QUOTATION.finditer(sentence.pattern, start, sentence.last):
        after = found.end()
        if sentence.pattern[cue.begins - 1 : cue.begins] == "K" and found.start() == start:
            yield after  # what she called “...” was old
        if cue.order is Order.NOUN and sentence.pattern[after : after + 1] in ("F", "A", "V"):
            yield after  # her claim that “...” was denied
        if not sentence.ends_in_comma(found.start()):
            continue
        if sentence.word(after) in sentence.words["meanwhile"] and not _goes_on(sentence, after):
            yield after  # “...,” while others stayed
        within = found.start() > start and cue.groups & CLAUSES  # be “as bad as can be,” giving us
        if (_NEW_CUE if within else _NEW_VERB).match(sentence.pattern, after) or (
            is_object(sentence, cue, start) and _NEW_CLAUSE.match(sentence.pattern, after)
        ):
            yield after


def _ends(sentence: Sentence, cue: Cue, start: int) -> Iterator[int]:
    """Yield where the clause or the object of a cue can end."""
    pattern = sentence.pattern
    if "Q" in pattern[start:]:
        yield from _behind_quotations(sentence, cue, start)
        yield from _first_quotations(sentence, cue, start)
    limits = [_LED]
    if start >= cue.first and (limit := _limit(sentence, cue)):
        limits.append(limit)
    for limit in limits:
        for found in limit.finditer(pattern, start + 1, sentence.last):
            if pattern[found.start() - 1] != "Q" or sentence.leads_on_at(found.start()):
                yield found.start()
                break
    if (second := _past_clause(sentence, cue, start)) is not None:
        yield second
    if is_object(sentence, cue, start):
        yield from object_ends(sentence, cue, start)
    elif pattern[start] == "Q":
        yield from afterwards(sentence, cue, start)
    else:
        yield from _asides(sentence, start)


def _behind_quotations(sentence: Sentence, cue: Cue, start: int) -> Iterator[int]:
    """Yield where a clause ends behind its last quotation, or before a clause with another."""
    pattern, last = sentence.pattern, sentence.pattern.rfind("Q", start, sentence.last)
    within = last > start and cue.groups & CLAUSES and pattern[last + 1 : last + 2] == "I"
    if last >= 0 and sentence.ends_in_comma(last) and not (within or _goes_on(sentence, last + 1)):
        yield last + 1  # “...,” she left
    beyond = _BEYOND.search(pattern, start + 1, sentence.last)
    if beyond and sentence.leads_on_at(beyond.start()):
        yield beyond.start()
    dashed = _DASHED.search(pattern, start + 1, sentence.last)
    if dashed and "-" not in pattern[start : dashed.start()]:
        yield dashed.start()


def _goes_on(sentence: Sentence, place: int) -> bool:
    """Return whether a clause goes on after its quotation: “...,” in part; not: “...,” after he."""
    letter = sentence.pattern[place : place + 1]
    if letter in _VERBS:  # the harbour, “a jewel,” would stay
        return sentence.pattern[place - 2] == ","
    if letter == "P" and past_times(sentence, place) > place:  # “...,” on Monday
        return False
    begins = letter == "&" or sentence.word(place) in sentence.words["after"] | sentence.words["as"]
    clause = begins and _SUBJECT.match(sentence.pattern, place + 1)
    return letter in _AFTER and not clause


def _limit(sentence: Sentence, cue: Cue) -> re.Pattern[str] | None:
    """Return what ends the clause of a cue that stands in a clause before the main one."""
    word = before_time(sentence, cue.first - 1) if cue.first else 0
    begins = word + 1 if sentence.pattern[word] == "W" else cue.begins
    relative = sentence.pattern[begins - 2 : begins] == ",W"
    if relative and not _FACT.search(sentence.pattern, 0, begins - 2):
        return _AFTER_RELATIVE
    return _MAIN if _is_subordinate(sentence, cue) else None


def _asides(sentence: Sentence, start: int) -> Iterator[int]:
    """Yield where the article begins to add something of its own to a clause."""
    for aside in (_HOWEVER, _RELATIVE, _APPOSED):
        for found in aside.finditer(sentence.pattern, start + 1, sentence.last):
            clause = re.split("[HKS;]", sentence.pattern[start : found.start()])[-1]
            if _FACT.search(clause) and _is_added(sentence, aside, found.end()):
                yield found.start()
                break


def _is_added(sentence: Sentence, aside: re.Pattern[str], place: int) -> bool:
    """Return whether an aside that goes on at a unit is the article's own."""
    if aside is _HOWEVER:
        return sentence.word(place) in sentence.words["however"]
    if aside is _RELATIVE:
        return sentence.word(place) in sentence.words["who"]
    return "," not in sentence.pattern[place : sentence.last]


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


def _is_subordinate(sentence: Sentence, cue: Cue) -> bool:
    """Return whether a cue stands in a clause before the main one: After he said so, ..."""
    pattern, begins = sentence.pattern, cue.begins
    if cue.order is Order.NOUN:  # Asked about her claim that all was lost, he said
        return pattern[0] in "EIPSJV" and "," not in pattern[: cue.first]
    if cue.order in (Order.PARTICIPLE, Order.INFINITIVE):
        return cue.subject is None or begins < 2
    if cue.order is Order.SUBJECT and cue.subject is None and begins < 2:
        return True
    opening = pattern[:begins].lstrip("&B")
    within = opening[:1] == "S" and "H" in opening and not set(",;:Q-") & set(opening)
    return bool(opening) and (
        within or opening[-1] == "S" or sentence.word(begins - 1) in sentence.words["after"]
    )


def _cut_before(sentence: Sentence, cue: Cue, outer: Cue) -> int | None:
    """Return where the clause of a cue ends before a later cue, if that is not part of it."""
    place, pattern = cue.begins, sentence.pattern
    if cue.order is Order.PHRASE or stands_aside(sentence, cue):
        return place - (pattern[place - 1] in ",-")
    if not cue.groups & SAYING or following(sentence, cue) is None:
        return None
    while place > 1 and pattern[place - 1] == "B":
        place -= 1
    joint = pattern[place - 1]
    joined = joint == "&" and (cue.order is not Order.PARTICIPLE or cue.order is outer.order)
    if joined and cue.order in _JOINED:
        return _before_joint(pattern, place)
    if cue.order is Order.PARTICIPLE:
        return place - 1 if joint in ",-" else None
    if cue.order is not Order.SUBJECT:
        return None
    if sentence.word(place - 1) in sentence.words["meanwhile"] and pattern[place - 2] in ",;-":
        return place - 2
    return place - 1 if joint == ";" else None


def _before_joint(pattern: str, place: int) -> int:
    """Return where stands the conjunction before a unit, with its comma or dash."""
    return place - 2 if pattern[place - 2] in ",;-" else place - 1
