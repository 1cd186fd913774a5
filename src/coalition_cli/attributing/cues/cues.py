"""The verbs and phrases of saying in a sentence, with who says it.

Ana Ruiz, the mayor, has also said that ...      subject before the verb
“...,” said Ana Ruiz, the mayor.                 inverted
Ana Ruiz, who said ...                           relative
... and added ...                                coordinated
..., saying ...                                  participle
... to say ...                                   infinitive
... was told by Ana Ruiz ...                     passive
according to Ana Ruiz                            phrase
Ana Ruiz's claim that ...                        noun
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ..grammar.phrases import Phrase, after_verb, before_verb
from ..grammar.sentences import Sentence
from ..languages.inflections import PARTICIPLE, PAST, PROGRESSIVE, Form
from .credits import credit
from .cue import Cue, Order
from .governing import governing, is_passive
from .nouns import giver, said

_BE = frozenset(["is", "are", "was", "were", "am", "be", "been", "being", "'s", "'re"])


_ASKED = frozenset({"ask", "press", "question"})  # at the head: Asked about the plan, she said
_VERBS = frozenset("VJUEF")
_ANY = (Form("", "saying", frozenset({PAST})),)


def cues(sentence: Sentence) -> list[Cue]:
    """Return the cues of a sentence in order."""
    found: list[Cue] = []
    may_lead = sentence.words.may_lead
    for place, letter in enumerate(sentence.pattern):
        if letter not in _VERBS and sentence.units[place].lower not in may_lead:
            continue
        if phrase := credit(sentence, place):
            found.append(phrase)
        elif letter in "VJU":
            forms = sentence.forms(place)
            if forms and not _is_circumstance(sentence, place, forms):
                found.append(_cue(sentence, place, forms, found))
        elif letter == "N" and (introduced := said(sentence, place)):
            past, subject = introduced
            found.append(Cue(Order.NOUN, place, place, past, (), subject))
        elif (group := _attitude(sentence, place)) is not None:
            found.append(_cue_of_attitude(sentence, place, group))
        elif letter in "EF" and _is_spoken(sentence, place):
            found.append(_cue(sentence, place, _ANY, found))
    return found


def _is_circumstance(sentence: Sentence, place: int, forms: Sequence[Form]) -> bool:
    """Return whether a verb only tells what somebody else asked, or may not say in public.

    Asked about it, / when asked / who was not authorized to speak
    """
    if sentence.pattern[place - 1 : place] == "T":
        return sentence.word(place - 2) in sentence.words["guarding"]
    asked = _ASKED & {form.lemma for form in forms}
    before, after = sentence.pattern[place - 1 : place], sentence.pattern[place + 1 : place + 2]
    aside = before == "S" or (before == "," and after in ("K", "P"))
    return bool(asked) and (not place or (aside and PROGRESSIVE not in forms[0].tenses))


def _attitude(sentence: Sentence, place: int) -> str | None:
    """Return what a word after to be takes that says how somebody feels: is worried about."""
    word, words = sentence.word(place), sentence.words
    if word not in words["worried"] and word not in words["convinced"]:
        return None
    if sentence.pattern[place + 1 : place + 2] not in ("P", "H") or not is_passive(sentence, place):
        return None
    return "judging" if word in words["worried"] else "holding"


def _cue_of_attitude(sentence: Sentence, place: int, group: str) -> Cue:
    first = place
    while first and sentence.pattern[first - 1] in "AB":
        first -= 1
    past = place + 1 + (sentence.pattern[place + 1] == "P")
    forms = (Form(sentence.word(place), group, frozenset({PAST})),)
    return Cue(Order.SUBJECT, first, place, past, forms, before_verb(sentence, first))


def _is_spoken(sentence: Sentence, place: int) -> bool:
    """Return whether a verb of any kind leads away from a quotation: “...,” recalled Ana Ruiz."""
    pattern = sentence.pattern
    if pattern[place - 1 : place] == "Q" and sentence.leads_on(place - 1):
        subject = after_verb(sentence, place + 1)
        if subject is None:
            return False
        return place == 1 or sentence.word(subject.first) not in sentence.words["owners"]
    found = _SPOKEN.search(pattern, 0, place)
    if found is None or not sentence.leads_on(found.start()):
        return False
    after = pattern[place + 1 : place + 2]
    return after in _AFTER_SPOKEN or (after == "P" and not pattern[: found.start()].strip("&B,"))


_SPOKEN = re.compile(r"Q(?:R|D?[NE#]*[CN]+)\Z")
_AFTER_SPOKEN = ("", ".", ",", "B")


def _is_since(sentence: Sentence, place: int) -> bool:
    """Return whether a preposition stands for an adverb: has since said."""
    return sentence.word(place) in sentence.words["since"] and sentence.pattern[place - 1] == "A"


def _cue(sentence: Sentence, verb: int, forms: tuple[Form, ...], before: list[Cue]) -> Cue:
    pattern, first = sentence.pattern, verb
    while first and (pattern[first - 1] in "AB" or _is_since(sentence, first - 1)):
        first -= 1
    while first < verb and pattern[first] == "B" and (first == 0 or pattern[first - 1] in ",Q"):
        first += 1
    past = verb + 1 + any(form.particle for form in forms)
    cue = Cue(Order.SUBJECT, first, verb, past, forms, None)
    tenses = frozenset().union(*(form.tenses for form in forms))
    auxiliaries = [
        unit.lower.removesuffix("n't")  # wasn't reported
        for unit, letter in zip(sentence.units[first:verb], pattern[first:verb], strict=True)
        if letter != "B" and unit.lower not in ("not", "never")
    ]
    if (
        PARTICIPLE in tenses
        and auxiliaries
        and [w for w in auxiliaries if w in _BE][-1:] == auxiliaries[-1:]
        and not (auxiliaries == ["'s"] and pattern[past : past + 1] in ("R", "H", "D", "C"))
    ):
        return _passive(sentence, cue)
    progressive = PROGRESSIVE in tenses or auxiliaries[:1] == ["having"]
    if progressive and not _BE & frozenset(auxiliaries):
        return replace(
            cue,
            order=Order.PARTICIPLE,
            first=verb,
            subject=governing(sentence, verb, _subjects(before)),
        )
    if first == verb and verb and pattern[verb - 1] == "T":
        return replace(
            cue,
            order=Order.INFINITIVE,
            first=verb - 1,
            subject=governing(sentence, verb - 1, _subjects(before)),
        )
    if first and pattern[first - 1] == "&":
        subject = governing(sentence, first - 1, _subjects(before))
        return replace(cue, order=Order.COORDINATED, subject=subject)
    opens = not first and _OPENING.match(pattern, past)  # Said Ana Ruiz: “...”
    helped = set(pattern[first:verb]) >= {"A"} and pattern[first - 1 : first] != "Q"  # did not say
    if (opens or (not helped and pattern[first - 1 : first] in tuple("Q,-.)'"))) and (
        subject := _inverted(sentence, cue)
    ):
        return replace(cue, order=Order.INVERTED, subject=giver(sentence, subject))
    if first and pattern[first - 1] == "Q" and sentence.ends_in_comma(first - 1):
        subject = governing(sentence, first, _subjects(before))  # wants “...,” opposes “...”
        return replace(cue, order=Order.COORDINATED, subject=subject)
    subject = before_verb(sentence, first)
    compares = subject is not None and sentence.word(subject.first - 1) == "as"
    opening = pattern[subject.first - 1 : subject.first] if subject else ""
    within = pattern[first - 1 : first] in ("W", "H") or opening in ("S", "K") or compares
    return replace(cue, subject=subject, compares=compares, within=within)


_OPENING = re.compile(r"[DNC]*C:")
_TOLD = frozenset({"saying", "telling"})
_AFTER_INVERTED = ("", *",.;:-PYTQ&BWIJ")
_NEVER_INVERTED = frozenset({"telling", "asking", "judging", "promising", "holding"})


def _subjects(before: list[Cue]) -> list[Phrase]:
    """Return who says what stands before, but for those of clauses within others."""
    return [cue.subject for cue in before if cue.subject and cue.groups & _TOLD and not cue.within]


_AGENT = re.compile(r"[PDNCEBG#YQ]*")  # within which an agent follows


def _passive(sentence: Sentence, cue: Cue) -> Cue:
    rest = _AGENT.match(sentence.pattern, cue.past)
    by = (
        [place for place in range(cue.past, rest.end()) if sentence.word(place) == "by"]
        if rest
        else []
    )
    subject = after_verb(sentence, by[0] + 1) if by else None
    return replace(cue, order=Order.PASSIVE, subject=subject)


def _begins_clause(sentence: Sentence, subject: Phrase) -> bool:
    """Return whether a pronoun after a verb of saying begins what is said: said they're sure."""
    if sentence.pattern[subject.first] != "R":
        return False
    following = sentence.pattern[subject.past : subject.past + 1]
    word = sentence.word(subject.first)
    return word == "it" or "'" in word or following in ("A", "F", "V", "E", "B")


def _around(sentence: Sentence, cue: Cue) -> bool:
    """Return whether a subject before a cue has an aside: Ana Ruiz, who is ill, said."""
    subject = before_verb(sentence, cue.first)
    if subject is None:
        return False
    return "," in sentence.pattern[subject.first : cue.first - 1]


_FACTS = frozenset("FAVQ")


def _inverted(sentence: Sentence, cue: Cue) -> Phrase | None:
    """Return a subject after its verb: one that nothing follows that it could do."""
    asks = "asking" in cue.groups and sentence.pattern[: cue.first] == "Q"
    if cue.groups <= _NEVER_INVERTED and not (asks and sentence.leads_on(0)):
        return None  # but: “Is it?” asked Ana Ruiz
    subject = after_verb(sentence, cue.past)
    if subject is None or _begins_clause(sentence, subject):
        return None
    pattern = sentence.pattern
    after = pattern[subject.past : subject.past + 1]
    if after == ":" or (pattern[cue.first - 1] == "Q" and after not in ("A", "F")):
        return subject
    if pattern[subject.past : subject.past + 1] not in _AFTER_INVERTED:
        return None
    rest = pattern[subject.past :]
    if pattern[cue.first - 1] == "," and _around(sentence, cue) and _FACTS & set(rest):
        return None  # The mayor, who is ill, says the bridge, built in 1901, is old
    clause = rest.partition(",")[0].partition(".")[0]
    return None if set(clause) & set("FAVEH") and not clause.startswith("W") else subject
