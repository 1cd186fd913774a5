"""The phrases that credit words to somebody, without a verb of saying of their own.

according to Ana Ruiz, per Ana Ruiz, in Ana Ruiz’s view, in the words of Ana Ruiz, as reported by Ana Ruiz
"""

import re
from typing import NamedTuple

from .inflections import PARTICIPLE
from .phrases import Phrase, after_verb, before_verb
from .sentences import Sentence

_OWNED = re.compile(r"P(?:(?P<owner>D)|(?P<name>[DCNEIB]*[CN]G))[BNE]?(?P<view>N)")


class Credit(NamedTuple):
    """A phrase up to a unit, and whom it names."""

    past: int
    subject: Phrase | None


def credit(sentence: Sentence, place: int) -> Credit | None:
    """Return the phrase that begins at a unit, if it credits words to somebody."""
    words, word = sentence.words, sentence.word(place)
    following = sentence.word(place + 1)
    if word == "according" and following == "to":
        return Credit(place + 2, after_verb(sentence, place + 2))
    if sentence.pattern[place : place + 1] != "P" or (place and sentence.pattern[place - 1] in "AV"):
        return None
    if word == "per" and sentence.pattern[place - 1 : place] in (",", "") and place:
        return Credit(place + 1, after_verb(sentence, place + 1))
    if word == "as":
        return _as_reported(sentence, place)
    if word == "in" and following == "the" and sentence.word(place + 2) in words.views:
        named = sentence.word(place + 3) == "of"
        return Credit(place + 4, after_verb(sentence, place + 4)) if named else None
    found = _OWNED.match(sentence.pattern, place) if word in ("in", "by") else None
    if found is None or sentence.word(found.start("view")) not in words.views:
        return None
    if found["owner"]:
        owned = sentence.word(found.start("owner")) in words.owners
        return Credit(found.end(), Phrase(place + 1, place + 2)) if owned else None
    return Credit(found.end(), before_verb(sentence, found.end("name") - 1))


def _as_reported(sentence: Sentence, place: int) -> Credit | None:
    """Return as (first) reported by Ana Ruiz."""
    verb = place + 1
    while sentence.pattern[verb : verb + 1] == "B":
        verb += 1
    if sentence.word(verb + 1) != "by" or sentence.pattern[verb] not in "VUE":
        return None
    if not any(PARTICIPLE in form.tenses for form in sentence.forms(verb)):
        return None
    return Credit(verb + 2, after_verb(sentence, verb + 2))
