"""Sentences that only say who said the sentence before: This was reported by the Harbour Times."""

import re
from typing import NamedTuple

from ..grammar.phrases import Phrase, after_verb, before_verb
from ..grammar.sentences import Sentence
from .credits import cited, credit

_POINTERS = frozenset({"this", "that", "it", "so"})
_LONGEST = 24  # units of such a sentence
_ENDS = re.compile(r"(?:P?[DB]*N?Y|[BY#,]|P[DNC#Y]+)*\Z")


class Pointed(NamedTuple):
    """Who is credited with the sentence before, by which verb, and who carried it."""

    source: Phrase
    cue: Phrase
    carrier: Phrase | None = None


def pointed(sentence: Sentence) -> Pointed | None:
    """Return whom a sentence credits with the one before; nobody where it says more."""
    if len(sentence.units) > _LONGEST or "Q" in sentence.pattern:
        return None
    is_so = sentence.word(0) in _POINTERS and sentence.pattern[1:2] == "A"
    phrase = credit(sentence, 2) if is_so else None  # That is according to Ana Ruiz
    if phrase and phrase.subject:
        return Pointed(phrase.subject, Phrase(2, phrase.past))
    for place in range(len(sentence.units)):
        if sentence.words["pointing"] & {form.lemma for form in sentence.forms(place)}:
            found = _by(sentence, place) or _of(sentence, place) or _about(sentence, place)
            return found and _told_by(sentence, found)
    return None


def _by(sentence: Sentence, verb: int) -> Pointed | None:
    """Read: This was reported by Ana Ruiz."""
    subject = after_verb(sentence, verb + 2) if sentence.word(verb + 1) == "by" else None
    if subject and sentence.word(0) in _POINTERS and sentence.pattern[1:verb].strip("AB") == "":
        return Pointed(subject, Phrase(1, verb + 1))
    return None


def _of(sentence: Sentence, verb: int) -> Pointed | None:
    """Read: Ana Ruiz said so on Monday. The Harbour Times wrote about this."""
    subject = before_verb(sentence, verb)
    about = verb + 1 + (sentence.word(verb + 1) == "about")
    vague = about > verb + 1 and sentence.word(about) == "it"  # they whisper about it
    if subject is None or subject.first > 1 or sentence.word(about) not in _POINTERS or vague:
        return None
    return Pointed(subject, Phrase(verb, verb + 1)) if _is_all(sentence, about + 1) else None


def _about(sentence: Sentence, verb: int) -> Pointed | None:
    """Read: About this writes the Harbour Times."""
    if (sentence.word(0), verb) != ("about", 2) or sentence.word(1) not in _POINTERS:
        return None
    subject = after_verb(sentence, verb + 1)
    if subject is None or not _is_all(sentence, subject.past):
        return None
    return Pointed(subject, Phrase(verb, verb + 1))


def _is_all(sentence: Sentence, place: int) -> bool:
    """Return whether only a time or a place follows, or whom it cites."""
    end = sentence.last
    if informant := cited(sentence, place):
        return informant.past == end
    for comma in range(place, end):
        if cited(sentence, comma):
            end = comma
            break
    return _ENDS.match(sentence.pattern[place:end]) is not None


def _told_by(sentence: Sentence, found: Pointed) -> Pointed:
    """Return who is cited as the one who said it, if somebody is."""
    for place in range(found.cue.first, sentence.last):
        if informant := cited(sentence, place):
            return Pointed(informant, found.cue, found.source)
    return found
