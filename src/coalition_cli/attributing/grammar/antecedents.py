"""Whom a relative word stands for, which ends before a verb: Ana Ruiz, a deputy, who said."""

import re

from .noun_phrases import NOUN, Phrase, noun_phrase
from .sentences import Sentence

_TIME = re.compile(r"[WH)]P?[DNB#]*Y+\Z")  # who last year said; Ana Ruiz (D) on Monday said
_VERB = re.compile(r"(?<=C)EP(?=[^E]*\Z)")  # Roe disagreed with Ana Ruiz
_DESCRIBED = re.compile(r"(?P<name>C+(?:\([^()]*\))?),\Z")


def before_time(sentence: Sentence, place: int) -> int:
    """Return where stands a relative word, or a bracket, after which only a time ends; or place."""
    found = _TIME.search(sentence.pattern, max(0, place - 6), place + 1)
    return found.start() if found else place


def antecedent(sentence: Sentence, relative: int) -> Phrase:
    """Return whom a relative word stands for; the word itself where it asks who that is."""
    pattern, place = sentence.pattern, relative - 1
    aside = place >= 0 and pattern[place] in ",-("
    place -= aside
    if place >= 0 and pattern[place] == "R":
        return Phrase(place, place + 1)
    found = noun_phrase(sentence, place) if place >= 0 and pattern[place] in NOUN else None
    if found is None or (not aside and _is_asked(sentence, found)):
        return Phrase(relative, relative + 1)
    return _described(sentence, _named(sentence, found)) if aside else found


def _is_asked(sentence: Sentence, noun: Phrase) -> bool:
    """Return whether a word before who is no noun for anybody: it is not clear who said so."""
    many = sentence.units[noun.first].lower.endswith(sentence.words.many)
    before = sentence.pattern[noun.first - 1 : noun.first]
    alone = noun.past - noun.first == 1 and sentence.pattern[noun.first] == "N"
    return alone and not many and before in tuple("ABFVUT")


def _named(sentence: Sentence, found: Phrase) -> Phrase:
    """Return what follows the verb in a phrase, where a name stands before that."""
    verb = _VERB.search(sentence.pattern, found.first, found.past)
    return Phrase(verb.end(), found.past) if verb else found


def _described(sentence: Sentence, found: Phrase) -> Phrase:
    """Return a description with the name before it: Ana Ruiz, a deputy."""
    name = _DESCRIBED.search(sentence.pattern, 0, found.first)
    if name is None or sentence.pattern[found.first] != "D":
        return found
    return Phrase(name.start("name"), found.past)
