"""Where begins what a cue introduces after it: said on Monday that, told her that, vowed to."""

import re

from ..cues.cue import Cue, Order
from ..cues.once import once
from ..grammar.phrases import base
from ..grammar.sentences import Sentence

CLAUSES = frozenset({"saying", "telling", "showing", "holding"})  # verbs that take a clause
_HEARD = frozenset({"telling", "asking"})
_OBJECTS = frozenset({"judging"})
_ASKS = frozenset({"saying", "asking"})
_ASKED = re.compile(r"W(?=[RDNCAFV])|S(?=[RDNC])")  # said who would come
_OFFERS = frozenset({"promising", "telling"})
_TO = frozenset({"promising", "asking", "holding"})
# Adverbials after a verb of saying, before what it introduces: said on Monday in an interview that
_ADVERBIALS = re.compile(
    r"(?:[BY#]|DN?Y|(?:P|T)(?:D*(?:[BEI]?[NC#EY])*[NC#YO](?:G(?:[NC#E])*[NC#])*|O|R))*"
)
_LEADS = re.compile(
    r"P?,?(?=Q)|:|(?=H(?!B*[FAVE])|K)|(?:,[^,Q]{1,6})?,(?=H)|-[^-QHVFA]{1,6}-(?=H)|(?:,[BP#][^,QVFAE]{1,12}){1,2},(?=Q)"
)
_MEANWHILE = re.compile(r"[PS](?:R|[DNCE#BG]*[NC])B*[FAVE][^Q:;]*,(?=Q)")  # as she left, “...”
_PRECISELY = frozenset({"exactly", "precisely", "just"})  # did not say exactly what
_SURE = re.compile(r"(?:R|D[DNCG#BE]*[NC])B*[AF]")  # agree she was late
_TWO = re.compile(r"S(?:R|[DNCGB#EI]+)B*[FAVE][^:;]*(?:,|N)(?:R|[DNCGB#EI]+)?B*[FAVE]")
_COLON = re.compile(r"(?:[^:;VJUQ]|SV)*:(?=Q\.?$)")  # told him when asked about it: “...”
_TIMES = re.compile(r"(?:P?[DB]?[N]?[B#]*Y(?:#,?#?)?(?:Y)*|#[NY]*B?Y|B)+")
_AMOUNT = re.compile(r"[BP]+[#DNE]")  # about one third of them, nearly 400 people
_BEGINS_OBJECT = frozenset("DNC#ROEIBGJQ")
_INFINITIVE = re.compile(r"A?TB*[NUFVQ]")
_ONE = re.compile(r"[ORD](?![NCEBI#])|D(?=IP)")  # her, those asking for it
_DOING = re.compile(r"[JI](?:P?[DNCGBY#]*[NCY])?(?=T)")
_WARNED = frozenset({"against", "about", "of"})  # warned her against it
_ASIDE = re.compile(r",(?:B|PD?[NE]*[NY]|D?N?Y),")  # said, at the time, the weir was old
_BRACKETS = re.compile(r"\([^()]*\)")
# A noun phrase with a verb after it; after a plural or a name any word may be the verb.
_CLAUSE = re.compile(
    r"H(?=B*[FAV])|(?:P[DNC#GBY]+,?)?[DNCG#BYEIP&]*?(?:,[^,]*,)?[RFAVEU]|[NCDG]+N(?=[DPOHCB])"
)


@once
def following(sentence: Sentence, cue: Cue) -> int | None:
    """Return where begins what a cue introduces after it, or nothing."""
    place = cue.past
    if cue.order is Order.NOUN:
        return place if place < sentence.last else None
    if cue.order is Order.INVERTED and cue.subject:
        place = cue.subject.past
    if sentence.word(cue.begins - 1) in sentence.words["what"]:
        after = sentence.pattern[place : place + 1]  # what he said was; what he called “...”
        return place + 1 if after == "A" else place if after == "Q" else None
    if cue.groups & _HEARD:
        place = past_hearer(sentence, place)
    hears = place > cue.past and cue.order is not Order.INVERTED
    if hears and cue.groups & _HEARD and sentence.pattern[place : place + 1] == "T":
        return cue.past  # asked him to leave
    lead = _led(sentence, cue, place)
    if lead is not None or cue.order is Order.INVERTED:
        return lead if lead is not None and lead < sentence.last else None
    if cue.groups >= _OFFERS and sentence.pattern[cue.past : cue.past + 1] in _BEGINS_OBJECT:
        return cue.past  # promised a bridge
    heard = _heard(sentence, cue, place)
    if heard is not None:
        return heard
    if cue.groups & _OBJECTS and sentence.pattern[cue.past : cue.past + 1] in _BEGINS_OBJECT:
        return _object(sentence, cue)
    return _unled(sentence, cue, past_adverbials(sentence, place))


def _heard(sentence: Sentence, cue: Cue, place: int) -> int | None:
    """Return where begins what follows who hears it, who ends at a unit: urged Roe not to go."""
    hears = place > cue.past
    if hears and "telling" in cue.groups and sentence.word(place) in _WARNED:
        return place + 1
    past = past_times(sentence, place) if hears else place
    return past if cue.groups & _TO and _INFINITIVE.match(sentence.pattern, past) else None


def _led(sentence: Sentence, cue: Cue, place: int) -> int | None:
    """Return where begins what a sign or a word leads to: a colon, a quotation, that, whether."""
    pattern = sentence.pattern
    if colon := _COLON.match(pattern, place):
        return colon.end()
    if "promising" in cue.groups and pattern[place : place + 1] == "T":
        return place
    wide = _ADVERBIALS.match(pattern, place)
    lead = wide and _LEADS.match(pattern, wide.end())
    if not lead and sentence.word(place) in sentence.words["as"] | sentence.words["after"]:
        lead = _MEANWHILE.match(pattern, place)
    if lead and pattern.startswith("K", lead.end()) and sentence.word(lead.end() - 1) in _PRECISELY:
        return lead.end() - 1
    return lead.end() if lead else None


def _object(sentence: Sentence, cue: Cue) -> int:
    """Return where begins what a verb has as its object; a clause, after the person of with."""
    person = base(sentence, cue.past)
    with_person = person and sentence.word(cue.past - 1) in sentence.words["beside"]
    if "asking" in cue.groups:
        heard = past_hearer(sentence, cue.past)
        if heard > cue.past and sentence.word(heard) in sentence.words["about"]:
            return heard + 1  # asked Ana Ruiz about the pier
    if person and with_person and sentence.pattern[person : person + 1] == "H":
        return person  # agreed with Ana Ruiz that
    return cue.past


def _unled(sentence: Sentence, cue: Cue, place: int) -> int | None:
    """Return a unit after adverbials, if what a verb introduces begins there."""
    pattern = sentence.pattern
    asked = pattern[place : place + 1] == "W" or sentence.word(place) in sentence.words["when"]
    if asked and cue.groups & _ASKS and _ASKED.match(pattern, place):
        return place  # said who would come, when they would come
    if cue.groups & CLAUSES and (aside := _ASIDE.match(pattern, place)):
        return aside.end() if begins_clause(sentence, aside.end()) else None
    if place >= sentence.last or pattern[place] in ",.;:-)W&":
        return None
    if pattern[place] in "HK" and _LEADS.match(pattern, place):
        return place
    if pattern[place] == "S":
        return place if _opens_with(sentence, cue, place) else None
    return place if _introduces(sentence, cue, place) else None


def _introduces(sentence: Sentence, cue: Cue, place: int) -> bool:
    """Return whether a verb takes what stands at a unit, which no word like that begins."""
    pattern = sentence.pattern
    if pattern[place] == "T":
        return bool(cue.groups & _TO)
    if pattern[place] in "IJ" and "doing" in cue.groups:  # denied taking it
        return True
    if not cue.groups & CLAUSES:
        return "uttering" in cue.groups and _SURE.match(pattern, place) is not None
    if pattern[place] != "P" and "say" in {form.lemma for form in cue.forms}:
        return place + 1 < sentence.last or sentence.word(place) in sentence.words["answers"]
    return begins_clause(sentence, place)


def _opens_with(sentence: Sentence, cue: Cue, place: int) -> bool:
    """Return whether what is said opens with a clause of its own: said although he lost, he won."""
    words = sentence.words
    after = sentence.word(place) in words["after"] | words["as"] | words["when"]
    return (
        bool(cue.groups & CLAUSES) and not after and _TWO.match(sentence.pattern, place) is not None
    )


def begins_clause(sentence: Sentence, place: int) -> bool:
    """Return whether a clause begins at a unit, which no word like that begins."""
    return _CLAUSE.match(sentence.pattern, place) is not None


def past_hearer(sentence: Sentence, place: int) -> int:
    """Return where the person ends who is told."""
    pattern = sentence.pattern
    if _ONE.match(pattern, place):
        return _past_doing(sentence, place + 1)
    past = base(sentence, place)
    if past is None:
        return place
    while pattern[past : past + 1] == "P" and sentence.word(past) in sentence.words["belongs"]:
        further = base(sentence, past + 1)
        if further is None:
            break
        past = further
    brackets = _BRACKETS.match(pattern, past)
    return _past_doing(sentence, brackets.end() if brackets else past)


def _past_doing(sentence: Sentence, place: int) -> int:
    """Return where ends what the person does who is told: urged those asking for it to."""
    doing = _DOING.match(sentence.pattern, place)
    return doing.end() if doing else place


def past_times(sentence: Sentence, place: int) -> int:
    """Return where adverbials of time without a preposition end."""
    found = _TIMES.match(sentence.pattern, place)
    return found.end() if found else place


def _is_subject(sentence: Sentence, place: int) -> bool:
    """Return whether words of time before a unit are no adverb: said each year of school pays."""
    return sentence.word(place) in sentence.words["of"] or (
        sentence.pattern[place : place + 1] in ("G", "A", "F", "V")
        and sentence.pattern[place - 1] == "Y"
    )


def past_adverbials(sentence: Sentence, place: int) -> int:
    """Return where adverbials of time and occasion end."""
    pattern = sentence.pattern
    while place < len(pattern):
        if _AMOUNT.match(pattern, place) and sentence.word(place) in sentence.words["nearly"]:
            return place
        if found := _TIMES.match(pattern, place):
            if _is_subject(sentence, found.end()):
                return place
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
