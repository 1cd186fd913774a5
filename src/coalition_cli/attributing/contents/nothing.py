"""What a cue reports that is no statement, and so no claim.

Ana Ruiz denied this; she quoted him on Monday          it only points
Ana Ruiz denied the report                              so does a noun of saying
Ana Ruiz declined to comment on the plan                she said nothing about it
Ana Ruiz writes about ports                             what she does, and no words of hers
Ana Ruiz asked a reporter                               who is asked, and not what
Two workers asked that their names not be used          about themselves, to the article
"""

import re
from collections.abc import Sequence

from ..cues.cue import Cue
from ..cues.unsaid import is_unsaid
from ..grammar.phrases import Phrase, base
from ..grammar.sentences import Sentence
from .introduced import past_adverbials, past_times
from .objects import is_object

_POINTS = frozenset("DRO")
_NOUN = re.compile(
    r"D[NE]?(?P<noun>N)(?:P[OR]|PD(?![NECBI#]))?"
)  # the report, the latest claims about it
_STATES = re.compile(r"[FAVUQHKTIJE#]")
_REQUEST = re.compile(r"[HTA]")  # that their names not be used, not to be named
_LONGEST = 10  # units of a request


def says_nothing(sentence: Sentence, cue: Cue, stretches: Sequence[Phrase]) -> bool:
    """Return whether what a cue reports is no statement."""
    if len(stretches) != 1 or "Q" in sentence.pattern[slice(*stretches[0])]:
        return False
    first, past = stretches[0]
    if cue.past <= first and _only_points(sentence, first, past):
        return True
    if _is_unnamed(sentence, cue, first, past):
        return True
    if _is_habit(sentence, cue):
        return not _STATES.search(sentence.pattern, first, past)
    plain = not _STATES.search(sentence.pattern, first, past)
    if plain and is_object(sentence, cue, first) and cue.groups.isdisjoint({"promising"}):
        return is_unsaid(sentence, cue, stretches) or _is_hearer(sentence, cue, first, past)
    return False


def _only_points(sentence: Sentence, first: int, past: int) -> bool:
    """Return whether words stand for what was said elsewhere: this, him, those claims."""
    pattern = sentence.pattern
    if pattern[first] in _POINTS and past_times(sentence, first + 1) >= past:
        return True
    found = _NOUN.match(pattern, first, past)
    if found is None or _past_occasion(sentence, found.end()) < past:
        return False
    if sentence.word(first) in sentence.words["indefinite"]:
        return False
    noun, words = sentence.word(found.start("noun")), sentence.words
    return not words["pointed_at"].isdisjoint({noun, noun.removesuffix("s")})


def _past_occasion(sentence: Sentence, place: int) -> int:
    """Return where ends when and where somebody said it: on Monday, in a letter."""
    where = sentence.word(place) in sentence.words["at"] | sentence.words["during"]
    return past_adverbials(sentence, place) if where else past_times(sentence, place)


def _is_habit(sentence: Sentence, cue: Cue) -> bool:
    """Return whether somebody is only said to write of a subject, as under an article."""
    return sentence.word(cue.first) == "writes" and sentence.word(cue.past - 1) == "about"


def _is_unnamed(sentence: Sentence, cue: Cue, first: int, past: int) -> bool:
    """Return whether somebody asks to have no name in the article."""
    asks = sentence.words["requesting"] & {form.lemma for form in cue.forms}
    request = past - first <= _LONGEST and _REQUEST.match(sentence.pattern, first, past)
    unnamed = sentence.words["unnamed"]
    names = sentence.word(first + 1) in unnamed  # asked to name the winner
    return bool(asks and request) and not names and sentence.any_of(first, past, unnamed)


def _is_hearer(sentence: Sentence, cue: Cue, first: int, past: int) -> bool:
    """Return whether words are only who is asked: she asked a reporter."""
    asks = sentence.words["requesting"] & {form.lemma for form in cue.forms}
    return bool(asks) and cue.past == first and base(sentence, first) == past
