"""What a cue credits to its source: the units before it, after it, or on both sides.

„Es eilt“, sagte Huber.                    before it
Huber sagte, es eile; Huber: „Es eilt.“    after it
Der Plan ist laut Huber fertig.            on both sides
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..attribution import Kind
from .cues import Cue
from .letters import Sentence

_THAT = re.compile(r"[^,:;.QVNIhFT]{0,12},?(?=B?T)")
_ASKED = re.compile(r"[^,:;.QVNIhFT]{0,12}P[^:;.QVN]*:(?=Q)")
_FURTHER = re.compile(r",&B*(?=[VN])")  # said that …, and added
_COLON = re.compile(r"[^,;:.Q]*:")
_HELD = re.compile(r"[^,;:.Q]*Q")
_ENDS_HELD = re.compile(r"[PlDL#]*(?=\.?\Z)")  # the verb stands last: „…“ zu sein
_RESUMES = re.compile(r"[^Q;:VN]*?[,:.\-]+'?(?=Q)|(?=Q)")
_QUOTED = re.compile(r"Q(?:[-,']*Q)*\Z")
_NO_CLAUSE = re.compile("[&SWTK#]")
_BEFORE_CUE = ",-'."


class Stretch(NamedTuple):
    """Units that are said."""

    first: int
    past: int


def content_of(sentence: Sentence, cue: Cue, low: int) -> list[Stretch]:
    """Return the units that a cue credits; none before `low`, which others may have."""
    stretches = _around(sentence, cue, low) if cue.is_phrase else _beside(sentence, cue, low)
    stretches = [each for each in stretches if _has_words(sentence, each)]
    if stretches and kind_of(sentence, stretches) is Kind.DIRECT:
        stretches += _resumed(sentence, max(*(past for _, past in stretches), cue.past))
    return stretches


def kind_of(sentence: Sentence, stretches: Sequence[Stretch]) -> Kind:
    """Return whether all, some or none of what is said stands in marks."""
    letters = "".join(sentence.pattern[first:past] for first, past in stretches)
    if "Q" not in letters:
        return Kind.REPORTED
    return Kind.PARTIAL if letters.strip("Q-',.") else Kind.DIRECT


def _beside(sentence: Sentence, cue: Cue, low: int) -> list[Stretch]:
    """Return what a verb credits: after a colon or a conjunction, or before it."""
    pattern, place, last = sentence.pattern, cue.past, sentence.last
    colon = _COLON.match(pattern, place)
    if colon and colon.end() < last:
        quoted = pattern[colon.end()] == "Q"
        return [Stretch(colon.end(), colon.end() + 1 if quoted else last)]
    if cue.inverted and (before := _before(sentence, cue, low)):
        return [before, *_rest(sentence, cue, before)]
    if asked := _ASKED.match(pattern, place):  # sagte auf die Frage, ob er komme: „Nein.“
        return [Stretch(asked.end(), asked.end() + 1)]
    if that := _THAT.match(pattern, place):
        further = _FURTHER.search(pattern, that.end())
        return [Stretch(that.end(), further.start() if further else last)]
    if cue.kind == "I":
        return []
    if pattern[place : place + 1] == "," and _is_clause(sentence, cue):
        return [Stretch(place + 1, last)]
    held = _HELD.match(pattern, place)
    return [Stretch(place, _past_held(sentence, held.end()))] if held else []


def _past_held(sentence: Sentence, past: int) -> int:
    """Return where words end that hold a quotation."""
    rest = _ENDS_HELD.match(sentence.pattern, past)
    return rest.end() if rest and sentence.known.capital_nouns else past


def _rest(sentence: Sentence, cue: Cue, before: Stretch) -> list[Stretch]:
    """Return the rest of a clause that a cue interrupts: die Brücke, sagte Huber, sei alt."""
    pattern, place, last = sentence.pattern, cue.past + 1, sentence.last
    if pattern[cue.past : place] != "," or place >= last or "Q" in pattern[before.first : last]:
        return []
    parted = sentence.is_noun(*before) and not _NO_CLAUSE.match(pattern, place)
    return [Stretch(place, last)] if parted or pattern[place] == "M" else []


def _before(sentence: Sentence, cue: Cue, low: int) -> Stretch | None:
    """Return what stands before an inverted verb: a quotation, or a clause and a comma."""
    pattern, past = sentence.pattern, cue.first
    while past > low and pattern[past - 1] in _BEFORE_CUE:
        past -= 1
    if past == low or (past == cue.first and pattern[past - 1] != "Q"):
        return None
    quoted = _QUOTED.search(pattern[low:past])
    if quoted and not pattern[low : low + quoted.start()].strip("-'&B"):
        return Stretch(low + quoted.start(), past)
    return Stretch(_past_signs(sentence, low), past)


def _past_signs(sentence: Sentence, place: int) -> int:
    while sentence.pattern[place] in "-,'":
        place += 1
    return place


def _is_clause(sentence: Sentence, cue: Cue) -> bool:
    """Return whether what follows a comma is what was said, without a word for that."""
    if not sentence.known.capital_nouns or cue.kind == "N":
        return False
    clause = sentence.pattern[cue.past + 1 : sentence.last]
    return "M" in clause or not _NO_CLAUSE.match(clause)


def _around(sentence: Sentence, cue: Cue, low: int) -> list[Stretch]:
    """Return what a phrase credits: after it, before it, or on both sides."""
    pattern, past, last = sentence.pattern, cue.past, sentence.last
    if not pattern[low : cue.first].strip("-',&B"):
        while pattern[past : past + 1] in tuple(",-:"):
            past += 1
        past = _past_turning(sentence, past)
        return [Stretch(past, last)] if past < last else []
    end = cue.first
    while pattern[end - 1] in ",-":
        end -= 1
    stretches = [Stretch(_past_signs(sentence, low), end)]
    apart = pattern[past : past + 1] == ","
    rest = past + apart
    if rest < last and "Q" not in pattern[rest:last] and apart == (end < cue.first):
        stretches.append(Stretch(rest, last))
    return stretches


def _past_turning(sentence: Sentence, place: int) -> int:
    """Return where a clause begins after one without a subject: посилаючись на джерела."""
    comma, ends = sentence.pattern.find(",", place), sentence.known.turning_ends
    units = sentence.units[place : place + 2]
    turns = any(unit.letter == "J" or unit.lower.endswith(ends) for unit in units)
    return comma + 1 if comma > 0 and turns else place


def _resumed(sentence: Sentence, place: int) -> list[Stretch]:
    """Return what goes on of a quotation after the words that say who speaks."""
    stretches = []
    while found := _RESUMES.match(sentence.pattern, place):
        stretches.append(Stretch(found.end(), found.end() + 1))
        place = found.end() + 1
    return stretches


def _has_words(sentence: Sentence, stretch: Stretch) -> bool:
    return any(letter.isalnum() for letter in sentence.pattern[slice(*stretch)])
