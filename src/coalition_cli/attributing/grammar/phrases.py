"""The noun phrase that names who speaks: before its verb or after it, with its appositions.

Places are units of a sentence. The letters of the patterns stand in sentences.py.
"""

import re

from .antecedents import antecedent, before_time
from .noun_phrases import NOUN, Phrase, noun_phrase
from .sentences import Sentence

__all__ = ["Phrase", "after_verb", "base", "before_verb"]


# What may stand between commas after a name: Ana Ruiz, the mayor of Bari, said.
_ASIDE = re.compile(r"[DCNW#IEBPGJO]|S?V(?=[PK])|F(?=P)")
# What a sentence may begin with before a noun that is no subject: But speaking at a rally
# and: Opening the case for Bo Dorn
_ADVERBIAL = re.compile(r"[&B]?(?:[VJIE]?P|[IJ])(?:(?<=P)|[DNCEGBY#PT]*[PT])?")
_CLOSED = re.compile(r"\)[,-]?\Z")  # Ana Ruiz (D), who said
# however; of a pronoun, which has no apposition, more: She, in turn, said; he, for his part, said
_INSERTED = re.compile(r"(?<=.),B,\Z|(?<=R),P?[BDN]{1,2},\Z")
_LONGEST = 60  # units between a subject and its verb


def before_verb(sentence: Sentence, verb: int) -> Phrase | None:
    """Return the subject that ends before a verb group, or nothing."""
    pattern = sentence.pattern
    place = verb - 1
    while place > 0 and pattern[place] in "AB":
        place -= 1
    if pattern[place] == "," and (aside := _INSERTED.search(pattern, 0, place + 1)):
        return before_verb(sentence, aside.start())
    return None if place < 0 else _ending_with(sentence, before_time(sentence, place))


def _ending_with(sentence: Sentence, place: int) -> Phrase | None:
    """Return the subject that ends with a unit, or nothing."""
    pattern = sentence.pattern
    letter = pattern[place]
    if letter in "WH" and (closed := _CLOSED.search(pattern, 0, place)):
        return _around_aside(sentence, closed.start())
    if letter == "," and pattern[place - 1] == ")" and place > 1:  # Ana Ruiz (D), said
        return _around_aside(sentence, place) or _around_aside(sentence, place - 1)
    if letter in ",)-" or (letter == "Q" and sentence.leads_on(place)):
        return _around_aside(sentence, place)
    if letter == "W" or (letter == "H" and place and pattern[place - 1] in NOUN):
        return antecedent(sentence, place)
    if letter == "R":
        return Phrase(place, place + 1)
    if letter in NOUN or letter in "DYE" or (letter == "Q" and sentence.is_term(place)):
        found = _with_clause(sentence, place) or noun_phrase(sentence, place)
        if found and pattern[found.first : found.past] == "E":
            return None  # they praised | enhanced controls
        return found and _with_description(sentence, _listed(sentence, found))
    return _with_clause(sentence, place) if letter in _VERBS else None


def _listed(sentence: Sentence, last: Phrase) -> Phrase:
    """Return the last names of a list with those before: Ana Ruiz, Bo Dorn and Max Roe said."""
    if "&" not in sentence.pattern[last.first : last.past]:
        return last
    found = _LIST.search(sentence.pattern, 0, last.first)
    return Phrase(found.start("names"), last.past) if found else last


_LIST = re.compile(r"(?:^|[&;HKQ-])(?P<names>(?:C+,)+)\Z")
_DESCRIPTION = re.compile(r"Q(?P<before>D[BNE#]*[NE](?:PD?[NC]+)*),\Z")


def _with_description(sentence: Sentence, name: Phrase) -> Phrase:
    """Return a name with the description before it: “...,” another friend, Ana Ruiz said."""
    found = _DESCRIPTION.search(sentence.pattern, 0, name.first)
    return Phrase(found.start("before"), name.past) if found else name


# A noun, and a clause of it without commas: people who know him, activists trying to win votes
_CLAUSE = re.compile(
    r"[NC](?:[WH]B*A?B*[AFEVUN]|I(?=[TDCNPO])|E(?=P)|(?P<by>V)(?=P))[^,;:.QWHKSVF]*\Z"
)


# officials who asked not to be named because ...; an aide who was not authorized to speak
_RELATIVE = re.compile(r"[NC]W[^,;:.Q]*\Z")
_VERBS = ("U", "F", "V")


def _with_clause(sentence: Sentence, end: int) -> Phrase | None:
    """Return a noun phrase that ends with a clause of its own."""
    low = max(0, end - _LONGEST)
    found = _CLAUSE.search(sentence.pattern, low, end + 1)
    if found and found["by"] and sentence.word(found.end("by")) != "by":
        return None  # an official quoted by the Harbour Times
    if not found:
        found = _RELATIVE.search(sentence.pattern, low, end + 1)
        unnamed = sentence.words["unnamed"]
        long = sentence.pattern[end] not in _VERBS  # only why somebody has no name is so long
        if not found or (long and not sentence.any_of(found.start(), end + 1, unnamed)):
            return None
    head = noun_phrase(sentence, found.start())
    return Phrase(head.first, end + 1) if head else None


def _around_aside(sentence: Sentence, closing: int) -> Phrase | None:
    """Return a subject with what stands between commas, brackets or dashes after it."""
    pattern = sentence.pattern
    opening = {")": "(", "Q": ","}.get(pattern[closing], pattern[closing])
    place = closing - 1
    while place > max(0, closing - _LONGEST):
        if pattern[place] in ";:.Q" and pattern[closing] != ")":
            return None
        opens = pattern[place] == opening and place + 1 < closing
        if opens and (head := _head_before(sentence, place, closing)):
            if _is_circumstance(sentence, place + 1):
                return Phrase(head.first, place)
            head = _paired(sentence, head)
            return Phrase(head.first, closing + (pattern[closing] != "-"))
        place -= 1
    return None


def _paired(sentence: Sentence, second: Phrase) -> Phrase:
    """Return a name with the one before `and`: Ana Ruiz, the mayor, and | Bo Dorn, her deputy,."""
    found = _FIRST.search(sentence.pattern, 0, second.first)
    return Phrase(found.start("name"), second.past) if found else second


_FIRST = re.compile(r"(?:^|[&;:HKSQ,-])(?P<name>C+,D?[BNE#C]+(?:[PG]D?[BNE#C]+)*,)&\Z")


def _is_circumstance(sentence: Sentence, place: int) -> bool:
    """Return whether an aside does not say who it is: when asked about it."""
    place += sentence.pattern[place] == "S"  # when asked
    asked = any(form.lemma in _ASKED for form in sentence.forms(place))
    return sentence.pattern[place] == "W" or asked


_ASKED = frozenset({"ask", "press", "question"})


def _head_before(sentence: Sentence, opening: int, closing: int) -> Phrase | None:
    """Return the noun phrase that an aside follows, if it can be one."""
    pattern = sentence.pattern
    end = _before_time(pattern, opening) - 1
    if end < 0 or (pattern[closing] in ",Q" and not _ASIDE.match(pattern, opening + 1)):
        return None
    if pattern[end] == "R":
        return Phrase(end, end + 1) if pattern[closing] != "," else None
    if pattern[end] == ")":
        return _around_aside(sentence, end)
    if pattern[end] not in NOUN:
        return None
    head = noun_phrase(sentence, end)
    return head and _outermost(sentence, head, opening, closing)


def _outermost(sentence: Sentence, head: Phrase, opening: int, closing: int) -> Phrase | None:
    """Return the noun phrase that an aside belongs to; it may be an aside itself."""
    pattern, first = sentence.pattern, head.first
    if first and pattern[first - 1] == "W":  # whose home town, Bari, is old,
        return None
    if pattern[closing] == "," and _is_adverbial(sentence, first):
        return None
    within = first > 1 and pattern[first - 2] == "," and sentence.word(first - 1) != "as"
    if within and pattern[first - 1] in "PT":  # , at a meeting,
        return _head_before(sentence, first - 2, closing)
    if first and pattern[first - 1] == ",":
        outer = _head_before(sentence, first - 1, closing)
        if outer and _is_apposed(sentence, outer, Phrase(first, opening)):
            return outer
    return head


def _before_time(pattern: str, past: int) -> int:
    """Return where a noun phrase ends without its time: her opponent | in November, Ana Ruiz."""
    found = _TIME.search(pattern, 0, past)
    return found.start() if found else past


_TIME = re.compile(r"P?Y+\Z")


def _is_apposed(sentence: Sentence, outer: Phrase, head: Phrase) -> bool:
    """Return whether a noun is itself an apposition: Ruiz, a deputy from Bari, Apulia, said.

    What a verb or a preposition leads to has none: it was in the port, Ana Ruiz, the mayor, said.
    """
    pattern, first = sentence.pattern, head.first
    led = pattern[outer.first - 1 : outer.first] in tuple("VFAEPT")
    if led and sentence.word(outer.first - 1) != "as":
        return False
    single = head.past - first < 3 or sentence.units[first].lower in ("a", "an", "the")
    return pattern[first] in "N#" or single


def _is_adverbial(sentence: Sentence, first: int) -> bool:
    """Return whether a noun belongs to a phrase at the head: In an interview with Bo."""
    found = _ADVERBIAL.fullmatch(sentence.pattern, 0, first)
    return found is not None and sentence.word(first - 1) != "as"


def after_verb(sentence: Sentence, place: int) -> Phrase | None:
    """Return the noun phrase that begins at a unit: said Ana Ruiz, the mayor of Bari."""
    pattern = sentence.pattern
    while pattern[place : place + 1] == "B":
        place += 1
    if pattern[place : place + 1] == "R":
        return Phrase(place, place + 1)
    past = _with_prepositions(sentence, place)
    if past is None:
        return None
    while found := _APPOSITION.match(pattern, past):
        further = _with_prepositions(sentence, found.end())
        if further is None or pattern[further : further + 1] not in _ENDS_ASIDE:
            break
        past = further
    second = _SECOND.match(pattern, past) if "," in pattern[place:past] else None
    return Phrase(place, second.end() if second else past)


# One more at the end: said Ana Ruiz, the mayor, and Bo Dorn, her deputy.
_SECOND = re.compile(r",&C+(?:,D?[BNE#C]+(?:[PG]D?[BNE#C]+)*)?(?=\.?$)")


def base(sentence: Sentence, place: int) -> int | None:
    """Return where a noun phrase without prepositions ends that begins at a unit."""
    found = _BASE.match(sentence.pattern, place)
    return found.end() if found else None


def _with_prepositions(sentence: Sentence, place: int) -> int | None:
    is_part = sentence.pattern[place : place + 2] == "DP"  # one of the workers
    past = place + 1 if is_part and sentence.word(place + 1) == "of" else base(sentence, place)
    if past is None:
        return None
    named = sentence.pattern[past - 1] == "C"
    while True:
        if brackets := _BRACKETS.match(sentence.pattern, past):
            past = brackets.end()
        word = sentence.units[past].lower if past < len(sentence.units) else ""
        letter = sentence.pattern[past : past + 1]
        fits = word == "of" or (not named and letter in ("P", "T") and word not in _NEVER_WITHIN)
        fits = fits or letter == "&"
        further = base(sentence, past + 1) if fits and letter in ("P", "T", "&") else None
        if is_part and past == place + 1 and sentence.pattern[past + 1 : past + 2] == "O":
            further = past + 2  # one of them
        if letter == "&" and further and sentence.pattern[further : further + 1] not in _ENDS_PAIR:
            return past
        if further is None or sentence.any_of(past, further, sentence.words.occasions):
            return past
        past = further
        named = False


_BASE = re.compile(r"D*(?:[BEIY]?[NC#E])*[BEIY]?[NC#](?:G[BEI]?(?:[NC#E])*[NC#])*")
_BRACKETS = re.compile(r"\([^()]*\)")
_APPOSITION = re.compile(r",(?=[DNC#E])")
_ENDS_ASIDE = (",", ".", ";", "-", "W", "I", "J", "")
_ENDS_PAIR = (",", ".", ";", "-", "P", "Y", "")
_NEVER_WITHIN = frozenset({"as", "after", "before", "during", "since", "until", "than", "like"})
