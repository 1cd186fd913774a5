"""A sentence → what each of its cues credits to its source, and the quotations without a cue."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...verifying.paragraphs import Span
from ...verifying.quotations import MARKS
from ...words.wordings import placed_words
from ..attribution import Kind
from .cues import Cue, cues
from .found import Basis, Found
from .letters import Sentence
from .nouns import Nouns

_THAT = re.compile(r"[^,:;.QVNIhFT]{0,12},?(?=B?T)")
_COLON = re.compile(r"[^,;:.Q]*:")
_HELD = re.compile(r"[^,;:.Q]*Q")
_ENDS_HELD = re.compile(r"[PlDL#]*(?=\.?\Z)")  # the verb stands last: „…“ zu sein
_RESUMES = re.compile(r"[^Q;:VN]*?[,:.\-]+'?(?=Q)|(?=Q)")
_QUOTED = re.compile(r"Q(?:[-,']*Q)*\Z")
_NO_CLAUSE = re.compile("[&SWTK#]")
_CARRIES = re.compile(r"[^,:;.Q]*?(?:(?P<carrier>H[Cq]+|C+H)|D(?P<title>q)(?=[,.:-]|\Z))")
_NAMED = 6  # units, at most, of a name before a colon
_DASH = re.compile(",?-(?=C)")
# KYIV, 3 March —; Berlin (dpa) —
_DATELINE = re.compile(r"C+(?:,[#LYC.]{1,4})?(?P<agency>\([^()]*\))?-(?=(?P<quoted>Q)|.)")
_FEW = 3  # words: fewer in marks, without a cue, are not what somebody said


class Stretch(NamedTuple):
    """Units that are said."""

    first: int
    past: int


def _past_dateline(sentence: Sentence) -> int:
    """Return where a sentence begins after its dateline, if it has one."""
    dateline = _DATELINE.match(sentence.pattern)
    sure = dateline and (dateline["agency"] or dateline["quoted"] or sentence.text(0).isupper())
    return dateline.end() if dateline and sure else 0


class Reading:
    """A sentence as it is read from left to right; `low` is the first unit that is still free."""

    def __init__(self, sentence: Sentence, nouns: Nouns, stances: bool) -> None:
        """Take a sentence, and whether beliefs and plans are wanted."""
        self.sentence, self.nouns, self.stances = sentence, nouns, stances
        self.pattern, self.low = sentence.pattern, _past_dateline(sentence)
        self.used: set[int] = set()

    def found(self) -> Iterator[Found]:
        """Yield what the sentence credits to somebody, and its other quotations."""
        for cue in cues(self.sentence, self.nouns):
            if cue.first < self.low or self.used.intersection(cue.parts):
                continue
            content = [each for each in self._content(cue) if self._has_words(each)]
            stretches = self._resumed(cue, content)
            if stretches and (found := self._attribution(cue, stretches)):
                for stretch in stretches:
                    self.used.update(range(*stretch))
                self.used.update(range(cue.first, cue.past))
                self.low = max(*(past for _, past in stretches), cue.past)
                yield found
        yield from self._without_cue()

    def all_quoted(self) -> Found:
        """Return the quotations of a sentence that has nothing else."""
        places = [place for place, letter in enumerate(self.pattern) if letter == "Q"]
        return Found(Kind.DIRECT, [self._span(place) for place in places])

    # what a cue credits

    def _content(self, cue: Cue) -> list[Stretch]:
        """Return the units that a cue credits, in one stretch or two."""
        if cue.is_phrase:
            return self._around(cue)
        place, last = cue.past, self.sentence.last
        colon = _COLON.match(self.pattern, place)
        if colon and colon.end() < last:
            spoken = self.pattern[colon.end()] == "Q"
            return [Stretch(colon.end(), colon.end() + 1 if spoken else last)]
        if cue.inverted and (before := self._before(cue)):
            return [before]
        if that := _THAT.match(self.pattern, place):
            return [Stretch(that.end(), last)]
        if cue.kind == "I":
            return []
        if self.pattern[place : place + 1] == "," and self._is_clause(cue):
            return [Stretch(place + 1, last)]
        if held := _HELD.match(self.pattern, place):
            return [Stretch(place, self._past_held(held.end()))]
        return []

    def _past_held(self, past: int) -> int:
        """Return where words end that hold a quotation."""
        rest = _ENDS_HELD.match(self.pattern, past)
        return rest.end() if rest and self.sentence.known.capital_nouns else past

    def _before(self, cue: Cue) -> Stretch | None:
        """Return what stands before an inverted verb: a quotation, or a clause and a comma."""
        past = cue.first
        while past > self.low and self.pattern[past - 1] in ",-'.":
            past -= 1
        if past == self.low or (past == cue.first and self.pattern[past - 1] != "Q"):
            return None
        quoted = _QUOTED.search(self.pattern[self.low : past])
        if quoted and not self.pattern[self.low : self.low + quoted.start()].strip("-'&B"):
            return Stretch(self.low + quoted.start(), past)
        return Stretch(self._first(), past)

    def _first(self) -> int:
        """Return the first unit of a clause, without the signs before it."""
        first = self.low
        while self.pattern[first] in "-,'":
            first += 1
        return first

    def _is_clause(self, cue: Cue) -> bool:
        """Return whether what follows a comma is what was said, without a word for that."""
        if not self.sentence.known.capital_nouns or cue.kind == "N":
            return False
        clause = self.pattern[cue.past + 1 : self.sentence.last]
        return "M" in clause or not _NO_CLAUSE.match(clause)

    def _around(self, cue: Cue) -> list[Stretch]:
        """Return what a phrase credits: after it, before it, or on both sides."""
        past, last = cue.past, self.sentence.last
        if not self.pattern[self.low : cue.first].strip("-',&B"):
            while self.pattern[past : past + 1] in tuple(",-:"):
                past += 1
            past = self._past_turning(past)
            return [Stretch(past, last)] if past < last else []
        end = cue.first
        while self.pattern[end - 1] in ",-":
            end -= 1
        stretches = [Stretch(self._first(), end)]
        apart = self.pattern[past : past + 1] == ","
        rest = past + apart
        if rest < last and "Q" not in self.pattern[rest:last] and apart == (end < cue.first):
            stretches.append(Stretch(rest, last))
        return stretches

    def _past_turning(self, place: int) -> int:
        """Return where a clause begins after one without a subject: посилаючись на джерела."""
        comma, ends = self.pattern.find(",", place), self.sentence.known.turning_ends
        units = self.sentence.units[place : place + 2]
        turns = any(unit.letter == "J" or unit.lower.endswith(ends or ("\0",)) for unit in units)
        return comma + 1 if comma > 0 and turns else place

    def _resumed(self, cue: Cue, stretches: list[Stretch]) -> list[Stretch]:
        """Return a quotation with what goes on of it after the words that say who speaks."""
        if stretches and self._kind(stretches) is Kind.DIRECT:
            place = max(*(past for _, past in stretches), cue.past)
            while found := _RESUMES.match(self.pattern, place):
                stretches.append(Stretch(found.end(), found.end() + 1))
                place = found.end() + 1
        return stretches

    def _has_words(self, stretch: Stretch) -> bool:
        return any(letter.isalnum() for letter in self.pattern[slice(*stretch)])

    # how it is said

    def _attribution(self, cue: Cue, stretches: Sequence[Stretch]) -> Found | None:
        """Return the attribution of a cue, unless it is a belief that nobody asked for."""
        kind, first = self._kind(stretches), stretches[0].first
        follows = first >= cue.past and self.pattern[first - 1] != ":"
        if kind is Kind.DIRECT and follows and not self.sentence.begins(first):
            kind = Kind.PARTIAL
        if cue.kind == "h" and kind is Kind.REPORTED:
            kind = Kind.STANCE
            if not self.stances:
                return None
        if kind is Kind.REPORTED and self._is_denied(cue):
            return None
        source = cue.owner
        if cue.source:
            source = self._span(cue.source.first, cue.source.past)
        return Found(
            kind,
            [self._span(*stretch) for stretch in stretches],
            source,
            tuple(self._cue(cue)),
            subject=cue.kind != "F",
            basis=Basis.CUE,
            carrier=tuple(self._carrier(cue)),
        )

    def _is_denied(self, cue: Cue) -> bool:
        """Return whether somebody did not say it: sagte nicht, ob er kommt."""
        place = cue.parts[0]
        past = cue.source.past if cue.source and cue.inverted else place + 1
        return not cue.is_phrase and (
            self.sentence.denies(place, place + 1) or self.sentence.denies(past, past)
        )

    def _kind(self, stretches: Sequence[Stretch]) -> Kind:
        letters = "".join(self.pattern[first:past] for first, past in stretches)
        if "Q" not in letters:
            return Kind.REPORTED
        return Kind.PARTIAL if letters.strip("Q-',.") else Kind.DIRECT

    def _cue(self, cue: Cue) -> Iterator[Span]:
        """Yield the stretches of the verb or phrase, without the source in it."""
        first, last = cue.parts[0], cue.parts[-1]
        together = last <= first + 1
        for part in [self._span(first, last + 1)] if together else map(self._span, cue.parts):
            if cue.owner:
                yield self._trimmed(part.start, cue.owner.start)
                yield self._trimmed(cue.owner.end, part.end)
            else:
                yield part

    def _carrier(self, cue: Cue) -> Iterator[Span]:
        """Yield the words for who first carried what is said: sagte sie der „Weserzeitung“."""
        found = None
        for begin in (cue.source.past if cue.source else 0, cue.parts[0] + 1):
            found = found or _CARRIES.match(self.pattern, begin)
        if found and not cue.is_phrase:
            first, past = found.span("carrier" if found["carrier"] else "title")
            start, end = self._span(first + (self.pattern[first] == "H"), past)
            content = self.sentence.tokens.content
            while start < end and content[start] in MARKS:
                start += 1
            while start < end and content[end - 1] in MARKS:
                end -= 1
            yield Span(start, end)

    # quotations without a cue

    def _without_cue(self) -> Iterator[Found]:
        """Yield the quotations that no cue credits to somebody."""
        spoken: list[Span] = []  # direct speech after dashes
        for place, letter in enumerate(self.pattern):
            if letter != "Q" or place in self.used:
                continue
            written = self.sentence.text(place)
            if self.pattern[place - 1 : place] == ":":
                yield self._led(place)
            elif signed := self._signed(place):
                yield signed
            elif written[0] not in MARKS:
                spoken.append(self._span(place))
            elif len(placed_words(written)) >= _FEW:
                yield Found(self._written(place), [self._span(place)])
        if spoken:
            yield Found(Kind.DIRECT, spoken)

    def _led(self, place: int) -> Found:
        """Return a quotation after a colon: of whoever the words before it begin with."""
        found = Found(Kind.DIRECT, [self._span(place)])
        colon = place - 1
        if not self.sentence.known.verbs:
            return found
        named = colon <= _NAMED and self.pattern[colon - 1] in "C)"
        if named and self.nouns.whole(self.sentence, 0, colon):
            found.source, found.basis = self._span(0, colon), Basis.NAME
        elif source := self.nouns.after(self.sentence, 0):
            found.source, found.basis = self._span(source.first, source.past), Basis.LEADING
        found.subject = found.source is not None
        return found

    def _signed(self, place: int) -> Found | None:
        """Return a quotation with a name after a dash: „…“ — Helga Wirth, Autorin."""
        dash = _DASH.match(self.pattern, place + 1)
        if not dash or not self.sentence.known.verbs:
            return None
        source = self.nouns.after(self.sentence, dash.end())
        if not source or source.past != self.sentence.last:
            return None
        span = self._span(source.first, source.past)
        return Found(Kind.DIRECT, [self._span(place)], span, subject=True, basis=Basis.NAME)

    def _written(self, place: int) -> Kind:
        """Return whether a quotation stands by itself; in German each noun has a capital."""
        first = not self.pattern[:place].strip("-'") or not self.sentence.known.verbs
        return Kind.DIRECT if first and self.sentence.begins(place) else Kind.PARTIAL

    def _span(self, first: int, past: int = 0) -> Span:
        return self.sentence.span(first, past or first + 1)

    def _trimmed(self, start: int, end: int) -> Span:
        written = self.sentence.tokens.content[start:end]
        blanks = len(written) - len(written.lstrip())
        return Span(start + blanks, start + len(written.rstrip()))
