"""Where stands what a cue reports: after it, before it, or on both sides of it."""

import re

from .cue import Cue, Order
from .phrases import Phrase, base
from .sentences import Sentence

_FINITE = frozenset("FAVEU")
# Adverbials after a verb of saying, before what it introduces: said on Monday in an interview that
_ADVERBIALS = re.compile(
    r"(?:[BY#]|(?:P|T)(?:D*(?:[BEI]?[NC#EYQ])*[NC#YQO](?:G(?:[NC#E])*[NC#])*|O|R))*"
)
_LEADS = re.compile(r"P?,?(?=Q)|:|(?=H(?!B*[FAVE])|K)|(?:,[^,Q]{1,6})?,(?=H)")
_COLON = re.compile(r"[^:;VJUQ]*:(?=Q\.?$)")
_TIMES = re.compile(r"(?:P?[DB]?[N]?[B#]*Y(?:#,?#?)?(?:Y)*|#[NY]*B?Y|B)+")
_STRIP_LEADING = re.compile(r"(?:[&],?|B,|B(?=[DCNR])|S(?=,))*")


ANSWERS = frozenset({"yes", "no", "so"})
_HEARD = frozenset({"telling", "asking"})
_OBJECTS = frozenset({"judging"})
_TO = frozenset({"promising", "asking", "holding"})
CLAUSES = frozenset({"saying", "telling", "showing", "holding"})
_BEGINS_OBJECT = frozenset("DNC#ROEIBGJQ")
# A noun phrase with a verb after it; after a plural or a name any word may be the verb.
_CLAUSE = re.compile(r"(?:P[DNC#GBY]+,?)?[DNCG#BYEIP&]*?(?:,[^,]*,)?[RFAVEU]|[NCDG]+N(?=[DPOHCB])")

_SURE = re.compile(r"(?:R|[DNCG#B]*?[NC])B*[FAVE]")


def following(sentence: Sentence, cue: Cue) -> int | None:
    """Return where begins what a cue introduces after it, or nothing."""
    pattern, place = sentence.pattern, cue.past
    if cue.order is Order.NOUN:
        return place if place < sentence.last else None
    if cue.order is Order.INVERTED and cue.subject:
        place = cue.subject.past
    if cue.groups & _HEARD:
        place = _past_hearer(sentence, place)
    if colon := _COLON.match(pattern, place):
        return colon.end()
    if "promising" in cue.groups and pattern[place : place + 1] == "T":
        return place
    wide = _ADVERBIALS.match(pattern, place)
    if wide and (lead := _LEADS.match(pattern, wide.end())):
        return lead.end() if lead.end() < sentence.last else None
    if cue.order is Order.INVERTED:
        return None
    if "asking" in cue.groups and pattern[place : place + 1] == "T":
        return cue.past
    if cue.groups & _TO and _INFINITIVE.match(pattern, place):
        return place
    if cue.groups & _OBJECTS and pattern[cue.past : cue.past + 1] in _BEGINS_OBJECT:
        person = base(sentence, cue.past)
        if person and sentence.word(cue.past - 1) == "with" and pattern[person] == "H":
            return person  # agreed with Ana Ruiz that
        return cue.past
    place = _past_adverbials(sentence, place)
    if place >= sentence.last or pattern[place] in ",.;:-)W&S":
        return None
    if pattern[place] in "HK" and _LEADS.match(pattern, place):
        return place
    return place if _introduces(sentence, cue, place) else None


def begins_clause(sentence: Sentence, place: int) -> bool:
    """Return whether a clause begins at a unit, which no word like that begins."""
    return _CLAUSE.match(sentence.pattern, place) is not None


_INFINITIVE = re.compile(r"TB*[NUFV]")


def _introduces(sentence: Sentence, cue: Cue, place: int) -> bool:
    """Return whether a verb takes what stands at a unit, which no word like that begins."""
    pattern = sentence.pattern
    if pattern[place] == "T":
        return bool(cue.groups & _TO)
    if pattern[place] in "IJ" and "doing" in cue.groups:  # denied taking it
        return True
    if not cue.groups & CLAUSES:
        return False
    if pattern[place] != "P" and "say" in {form.lemma for form in cue.forms}:
        return place + 1 < sentence.last or sentence.word(place) in ANSWERS
    return begins_clause(sentence, place)


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
    brackets = _BRACKETS.match(pattern, past)
    return brackets.end() if brackets else past


_BRACKETS = re.compile(r"\([^()]*\)")


def past_times(sentence: Sentence, place: int) -> int:
    """Return where adverbials of time without a preposition end."""
    found = _TIMES.match(sentence.pattern, place)
    return found.end() if found else place


_AMOUNT = re.compile(r"[BP]+[#DNE]")  # about one third of them, nearly 400 people


def _past_adverbials(sentence: Sentence, place: int) -> int:
    """Return where adverbials of time and occasion end."""
    pattern = sentence.pattern
    while place < len(pattern):
        if _AMOUNT.match(pattern, place) and sentence.word(place) in sentence.words.nearly:
            return place
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
    if cue.order not in (Order.SUBJECT, Order.INVERTED) or cue.subject is None:
        return False
    if cue.compares and cue.groups <= {"holding"}:
        return False
    if cue.compares and not cue.begins:
        return following(sentence, cue) is None
    if not cue.begins:
        return False
    pattern = sentence.pattern
    before = pattern[: cue.begins].rstrip(",-")
    quoted = before.endswith("Q")
    if not quoted and not cue.compares and before == pattern[: cue.begins]:
        return False
    if cue.groups == {"holding"} and quoted and before.strip("Q,-&"):
        return False
    start = following(sentence, cue)
    if start is None or cue.order is Order.INVERTED:
        if "Q" not in before and not cue.groups & CLAUSES and not goes_on(sentence, cue):
            return False
        return quoted or bool((_FINITE | {"Q"}) & set(before)) or goes_on(sentence, cue) is not None
    if quoted and pattern[start] == "H":
        return pattern[start - 1] == ","  # “...,” she said, that ...
    if not quoted:
        return _is_resumed(sentence, cue, start)
    partly = before.strip("&Q,-.") != ""
    return not (partly and cue.groups & CLAUSES and _SURE.match(pattern, start))


def _is_resumed(sentence: Sentence, cue: Cue, start: int) -> bool:
    """Return whether what a cue introduces goes on with what stands before it.

    The golf course, she said, “is a perfect example.” The course is closed, she said: “It is old.”
    """
    pattern = sentence.pattern
    before = pattern[: cue.begins].strip("&B,-")
    if not before or pattern[cue.begins - 1] not in ",-":
        return False
    if pattern[start] == "H":
        return pattern[start - 1] == "," and before[0] not in "SP"
    if pattern[start] != "Q":
        return False
    if pattern[start - 1] == ":":
        return before[0] not in "SPIJE" and bool(_FINITE & set(before))
    first = sentence.units[start].text.lstrip("“”\"'‘’`«„[(")[:1]
    return pattern[start - 1] == "," and first.islower()


def goes_on(sentence: Sentence, cue: Cue) -> int | None:
    """Return where a clause goes on that a cue interrupts: In May, Ana Ruiz said, all was lost."""
    pattern, place = sentence.pattern, cue.past
    if cue.order is Order.INVERTED and cue.subject:
        place = cue.subject.past
    if "telling" in cue.groups:
        place = _past_hearer(sentence, place)
    place = _past_adverbials(sentence, place)
    if pattern[place : place + 1] != "," or place + 1 >= sentence.last:
        return None
    rest = pattern[place + 1 : sentence.last]
    if rest[0] in "JW&S" or not (cue.groups & CLAUSES or "Q" in rest):
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
        pattern[past - 1] != "Q" and cue.order is not Order.PHRASE and not cue.compares
    ):
        return None
    first = max(low, pattern.rfind(":Q", low, past) + 1, _past_dateline(sentence))
    if (bracket := pattern.rfind("(", first, past)) > pattern.rfind(")", first, past):
        first = bracket + 1
    found = _STRIP_LEADING.match(pattern, first, past)
    if found:
        first = found.end()
    if first >= past:
        return None
    clause = pattern[first:past]
    if whole and "Q" not in clause and not (_FINITE & set(clause)):
        return None
    return Phrase(first, past)


_DATELINE = re.compile(r"C[C,#.Y]*(?:\(C+\))-")


def _past_dateline(sentence: Sentence) -> int:
    """Return where a sentence begins after the place and agency: ROME, May 3 (ANSA) —."""
    found = _DATELINE.match(sentence.pattern)
    return found.end() if found else 0
