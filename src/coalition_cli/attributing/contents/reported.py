"""Whether a cue stands beside what it reports, and what stands before it: ..., Ana Ruiz said."""

import re

from ..cues.cue import Cue, Order
from ..cues.once import once
from ..grammar.phrases import Phrase
from ..grammar.sentences import Sentence
from .introduced import CLAUSES, following, past_adverbials, past_hearer

_FINITE = frozenset("FAVEU")
_SURE = re.compile(r"(?:R|[DNCG#B]*?[NC])B*[FAVE]")
_STRIP_LEADING = re.compile(r"(?:[&],?|B,|B(?=[DCNR])|S(?=,))*")
# she said, who is ill; she said, not smiling; she said, and left
_APART = re.compile(r"[JWS]|AB*[JI]|&(?!A(?!B*[JI])|(?:P[^,V]*,)?(?:R|[DNCEBG#]+)B*[FAE])")
_PARTICIPLES = ("V", "E")
LEADING = "SPIJEV"  # what begins a phrase before a clause: Asked about it, flying home
_FEWEST = 4  # units that a clause has more than, if its verb is not known
_DATELINE = re.compile(r"C[C,#.Y]{0,9}(?P<agency>\(C+\))?-")


@once
def stands_aside(sentence: Sentence, cue: Cue) -> bool:
    """Return whether a cue stands beside what it reports: after it, or in the middle of it."""
    simple = cue.order in (Order.SUBJECT, Order.INVERTED) and cue.subject is not None
    if not simple or (cue.compares and cue.groups <= {"holding"}):
        return False
    if sentence.pattern[max(0, cue.first - 2) : cue.first] == "QW":  # a “harbour chief” who says
        return False
    if not cue.begins:
        return cue.compares and following(sentence, cue) is None
    pattern = sentence.pattern
    before = pattern[: cue.begins].rstrip(",-")
    quoted = before.endswith("Q")
    if quoted and pattern[cue.begins] == "W":  # the “pier”, which she said
        return False
    apart = before != pattern[: cue.begins] or sentence.ends_in_comma(cue.begins - 1)
    if not quoted and not cue.compares and not apart:
        return False
    if cue.groups == {"holding"} and quoted and before.strip("Q,-&"):
        return False
    start = following(sentence, cue)
    if start is None or cue.order is Order.INVERTED:
        return _has_before(sentence, cue, before)
    if sentence.word(start) in sentence.words["answers"]:
        return False
    return _is_quoted_before(sentence, cue, start) if quoted else _is_resumed(sentence, cue, start)


def _is_quoted_before(sentence: Sentence, cue: Cue, start: int) -> bool:
    """Return whether a quotation before a cue is its own, though something stands after it too."""
    pattern = sentence.pattern
    if pattern[start] == "H":
        return pattern[start - 1] in ",:"  # “...,” she said, that ...
    partly = pattern[: cue.begins].strip("&Q,-.") != ""
    return not (partly and cue.groups & CLAUSES and _SURE.match(pattern, start))


def _ends(sentence: Sentence, cue: Cue) -> bool:
    """Return whether a sentence ends with a cue and adverbials: ..., she tweeted on Monday."""
    return past_adverbials(sentence, cue.past) >= sentence.last


def _is_clause(sentence: Sentence, cue: Cue, before: str) -> bool:
    """Return whether what stands before a cue is a clause: by a verb, or as the cue ends it all."""
    if before[:1] in _PARTICIPLES and "," not in before:
        return False  # Asked whether she would go, Ana Ruiz laughed
    if _FINITE & set(before):
        return True
    return _ends(sentence, cue) and len(before) > _FEWEST and before[0] in "DNCR#E"


def _has_before(sentence: Sentence, cue: Cue, before: str) -> bool:
    """Return whether a cue that introduces nothing reports the pattern before it."""
    if "Q" in before:
        return True
    if goes_on(sentence, cue) is not None:
        return True
    takes = cue.groups & CLAUSES or (_ends(sentence, cue) and "uttering" in cue.groups)
    return bool(takes) and _is_clause(sentence, cue, before)


def _is_resumed(sentence: Sentence, cue: Cue, start: int) -> bool:
    """Return whether what a cue introduces goes on with what stands before it.

    The golf course, she said, “is a perfect example.” The course is closed, she said: “It is old.”
    """
    pattern = sentence.pattern
    before = pattern[: cue.begins].strip("&B,-")
    if not before or pattern[cue.begins - 1] not in ",-":
        return False
    if pattern[start] == "H":
        return pattern[start - 1] == "," and before[0] not in LEADING
    if pattern[start] != "Q":
        return False
    if pattern[start - 1] == ":":
        main = before[0] not in LEADING and _FINITE & set(before)
        return bool(main) or goes_on(sentence, cue) is not None
    first = sentence.units[start].text.lstrip("“”\"'‘’`«„[(")[:1]
    return pattern[start - 1] == "," and first.islower()


@once
def goes_on(sentence: Sentence, cue: Cue) -> int | None:
    """Return where a clause goes on that a cue interrupts: In May, Ana Ruiz said, all was lost."""
    pattern, place = sentence.pattern, cue.past
    if cue.order is Order.INVERTED and cue.subject:
        place = cue.subject.past
    if "telling" in cue.groups:
        place = past_hearer(sentence, place)
    place = past_adverbials(sentence, place)
    if pattern[place : place + 1] != "," or place + 1 >= sentence.last:
        return None
    rest = pattern[place + 1 : sentence.last]
    if _APART.match(rest) or not (cue.groups & CLAUSES or "Q" in rest):
        return None
    clause = rest.partition(",")[0] if rest[0] == "I" else rest
    goes = _FINITE & set(clause) or rest[0] == "T" or (rest[0] != "I" and "Q" in rest)
    return place + 1 if goes else None


def preceding(sentence: Sentence, cue: Cue, low: int, *, whole: bool = True) -> Phrase | None:
    """Return the clause before a cue: CLAUSE, Ana Ruiz said; or a part of one, if not whole."""
    pattern = sentence.pattern
    past = cue.begins
    if past and pattern[past - 1] in ",-":
        past -= 1
    elif not past or (
        pattern[past - 1] != "Q"
        and not sentence.ends_in_comma(past - 1)
        and cue.order is not Order.PHRASE
        and not cue.compares
    ):
        return None
    colon = ":" if cue.order is Order.PHRASE else ":Q"  # The port is full: ..., according to
    apart = pattern.rfind(";Q", low, past)  # “...,” said Ruiz; “...,” said Roe
    first = max(low, pattern.rfind(colon, low, past) + 1, apart + 1, _past_dateline(sentence))
    if (bracket := pattern.rfind("(", first, past)) > pattern.rfind(")", first, past):
        first = bracket + 1
    found = _STRIP_LEADING.match(pattern, first, past)
    if found:
        first = found.end()
    if first >= past:
        return None
    clause = pattern[first:past]
    if whole and "Q" not in clause and not _is_clause(sentence, cue, clause):
        return None
    return Phrase(first, past)


def _past_dateline(sentence: Sentence) -> int:
    """Return where a sentence begins after its place: ROME, May 3 (ANSA) —; NORTHPORT —."""
    found = _DATELINE.match(sentence.pattern)
    if not found or not (found["agency"] or sentence.units[0].text.isupper()):
        return 0
    return found.end()
