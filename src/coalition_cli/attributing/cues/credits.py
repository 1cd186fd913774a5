"""Phrases that credit somebody without a verb: according to Ana Ruiz, in her view, per the bank."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ..grammar.phrases import Phrase, after_verb, before_verb
from ..grammar.sentences import Sentence
from ..languages.inflections import PARTICIPLE
from .cue import Cue, Order

_GOES_ON = frozenset("PTEIKNVUJ")  # people familiar with the plan, people briefed on it
_LONGEST = 16  # units of who is credited


def credit(sentence: Sentence, place: int) -> Cue | None:
    """Return the phrase that begins at a unit and credits somebody, if one does."""
    word = sentence.word(place)
    if word == "according" and sentence.word(place + 1) == "to":
        found = _phrase(sentence, place, place + 2)
        return found and replace(found, subject=_before_clause(sentence, found.subject))
    if word == "per" and place and sentence.pattern[place - 1] in ",Q":
        return _phrase(sentence, place, place + 1)
    if word == "in":
        return _words_of(sentence, place) or _in_view(sentence, place)
    if word == "as":
        return _as_reported(sentence, place)
    return None


def cited(sentence: Sentence, place: int) -> Phrase | None:
    """Return who is cited from a unit on: citing two officials, quoting Ana Ruiz."""
    words = sentence.words
    if sentence.word(place) not in words["citing"]:
        return None
    found = after_verb(sentence, place + 1)
    if found is None:
        return None
    named = set(sentence.pattern[found.first : found.past]) <= set("DC")
    told = any(
        unit.lower in words["informants"] for unit in sentence.units[found.first : found.past]
    )
    return Phrase(found.first, _with_clause(sentence, found)) if named or told else None


def _phrase(sentence: Sentence, first: int, past: int) -> Cue | None:
    """Return a phrase after which the one stands who is credited."""
    subject = after_verb(sentence, past)
    if subject is None:
        return None
    subject = Phrase(subject.first, _with_clause(sentence, _with_author(sentence, subject)))
    return Cue(Order.PHRASE, first, first, past, (), subject)


def _before_clause(sentence: Sentence, subject: Phrase | None) -> Phrase | None:
    """Return who is credited without the subject of what follows, which has an apposition too.

    According to Ana Ruiz, its chair, Bo Dorn, had left: the chair had.
    """
    found = subject and _SUBJECT.search(sentence.pattern, subject.first, subject.past)
    if not found or not subject or not _VERB.match(sentence.pattern, subject.past):
        return subject
    return Phrase(subject.first, found.start())


_SUBJECT = re.compile(r",D[^,]+,C+\Z")
_VERB = re.compile(r",B*[AF]")


def _with_author(sentence: Sentence, paper: Phrase) -> Phrase:
    """Return a paper with its time and its authors: a study last year by the University of Bari."""
    place = paper.past
    while sentence.pattern[place : place + 1] == "Y":
        place += 1
    by = place > paper.past and sentence.word(place) == "by"
    author = after_verb(sentence, place + 1) if by else None
    return Phrase(paper.first, author.past) if author else paper


def _with_clause(sentence: Sentence, subject: Phrase) -> int:
    """Return where a phrase ends with what it says of people: people who know how this works."""
    pattern, place = sentence.pattern, subject.past
    if pattern[place : place + 1] in _GOES_ON:
        ends = [at for at in range(place, sentence.last) if pattern[at] in ",;:-.QW("]
        end = ends[0] if ends else sentence.last
        return end if end - subject.first <= _LONGEST else place
    return place


def _words_of(sentence: Sentence, place: int) -> Cue | None:
    """Return a phrase as: in the words of Ana Ruiz."""
    article, of = sentence.pattern[place + 1 : place + 2], sentence.word(place + 3)
    if article != "D" or of != "of" or sentence.word(place + 2) not in sentence.words["views"]:
        return None
    return _phrase(sentence, place, place + 4)


def _in_view(sentence: Sentence, place: int) -> Cue | None:
    """Return a phrase as: in her view, in Ana Ruiz's own words."""
    for noun in _nouns(sentence, place):
        owner = noun - 1
        while owner > place + 1 and sentence.pattern[owner] in "NB":
            owner -= 1
        near = owner == place + 1 and sentence.pattern[owner] == "D"
        if near and sentence.word(owner) in sentence.words["owners"]:
            subject: Phrase | None = Phrase(owner, owner + 1)
        elif sentence.pattern[owner] == "G":
            subject = before_verb(sentence, owner)
        else:
            return None
        return subject and Cue(Order.PHRASE, place, place, noun + 1, (), subject)
    return None


def _as_reported(sentence: Sentence, place: int) -> Cue | None:
    """Return a phrase as: as first reported by Ana Ruiz."""
    verb = place + 1
    while sentence.pattern[verb : verb + 1] == "B":
        verb += 1
    if sentence.word(verb + 1) != "by":
        return None
    said = any(PARTICIPLE in form.tenses for form in sentence.forms(verb))
    return _phrase(sentence, place, verb + 2) if said else None


def _nouns(sentence: Sentence, place: int) -> Iterator[int]:
    """Yield where a noun of views stands soon after a unit."""
    for noun in range(place + 2, min(place + 8, sentence.last)):
        if sentence.pattern[noun] in ",;:.Q":
            return
        if sentence.word(noun) in sentence.words["views"]:
            yield noun
