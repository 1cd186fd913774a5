"""What each cue of an article credits to its source, and the quotations that go on with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from ...verifying.paragraphs import Span
from ...verifying.quotations import MARKS
from ...words.wordings import placed_words
from ..attribution import Kind
from ..language import Language
from ..tokens import Tokens
from .cues import Cue, cues
from .letters import Sentence, sentences, words
from .nouns import Nouns

_ALONE = re.compile(r"[-'.]*Q(?:[-'.,]*Q)*[-'.]*")
_THAT = re.compile(r"[^,:;.QVNIhFT]{0,12},?(?=B?T)")
_COLON = re.compile(r"[^,;:.Q]*:")
_HELD = re.compile(r"[^,;:.Q]*Q")
_RESUMES = re.compile(r"[^Q;:VN]*?[,:.\-]+'?(?=Q)|(?=Q)")
_CARRIES = re.compile(r"[^,:;.Q]*?(?:(?P<carrier>H[Cq]+|C+H)|D(?P<title>q)(?=[,.:-]|\Z))")
_FEW = 3  # words: fewer in marks, without a cue, are not what somebody said


class Basis(Enum):
    """By what something is credited to its source."""

    CUE = "a verb or phrase of saying, or a name with a colon"
    LEADING = "a clause with a colon"
    FOLLOWING = "the sentence before"
    NOTHING = "nothing"


@dataclass
class Found:
    """What somebody says, as stretches of the text."""

    kind: Kind
    content: list[Span]
    source: Span | None = None
    cue: tuple[Span, ...] = ()
    subject: bool = False  # whether the source is the subject of a verb
    basis: Basis = Basis.NOTHING
    carrier: tuple[Span, ...] = ()  # the words for who first carried it


def found_in(tokens: Tokens, language: Language, *, stances: bool = False) -> list[Found]:
    """Return what an article credits to whom, in its order."""
    known = words(language)
    nouns = Nouns(known.capital_nouns)
    found: list[Found] = []
    last: Found | None = None
    paragraph = -1
    for sentence in sentences(tokens, known):
        number = tokens.paragraph(tokens.at(sentence.units[0].start)) if sentence.units else -1
        if number != paragraph:
            last, paragraph = None, number
        own = list(_Reading(sentence, nouns, stances).found())
        if _ALONE.fullmatch(sentence.pattern):
            stretches = [_span(sentence, place, place + 1) for place in _quotations(sentence)]
            if last and last.kind is Kind.DIRECT:
                last.content += stretches
            else:
                basis = Basis.FOLLOWING if last else Basis.NOTHING
                last = Found(Kind.DIRECT, stretches, basis=basis)
                found.append(last)
            continue
        found += own
        last = own[-1] if own else None
    return sorted(found, key=lambda each: each.content[0])


def _span(sentence: Sentence, first: int, past: int) -> Span:
    return Span(*sentence.span(first, past))


def _quotations(sentence: Sentence) -> list[int]:
    return [place for place, letter in enumerate(sentence.pattern) if letter == "Q"]


class _Reading:
    """A sentence as it is read from left to right; `low` is the first unit that is still free."""

    def __init__(self, sentence: Sentence, nouns: Nouns, stances: bool) -> None:
        self.sentence, self.nouns, self.stances = sentence, nouns, stances
        self.pattern, self.low = sentence.pattern, 0
        self.used: set[int] = set()

    def found(self) -> Iterator[Found]:
        """Yield what the sentence credits to somebody, and its other quotations."""
        for cue in cues(self.sentence, self.nouns):
            if cue.first < self.low or set(cue.parts) & self.used:
                continue
            stretches = self._resumed(cue, self._content(cue))
            if stretches and (found := self._attribution(cue, stretches)):
                for first, past in stretches:
                    self.used.update(range(first, past))
                self.used.update(range(cue.first, cue.past))
                self.low = max(*(past for _, past in stretches), cue.past)
                yield found
        yield from self._left()

    def _attribution(self, cue: Cue, stretches: list[tuple[int, int]]) -> Found | None:
        """Return the attribution of a cue, unless it is a belief that nobody asked for."""
        kind = self._kind(stretches)
        first = stretches[0][0]
        if kind is Kind.DIRECT and first >= cue.past and self.pattern[first - 1] != ":":
            kind = Kind.DIRECT if self._begins(first) else Kind.PARTIAL
        if cue.kind == "h" and kind is not Kind.DIRECT:
            kind = Kind.STANCE if kind is Kind.REPORTED else kind
            if kind is Kind.STANCE and not self.stances:
                return None
        source = None
        if cue.owner:
            source = Span(*cue.owner)
        elif cue.source:
            source = _span(self.sentence, cue.source.first, cue.source.past)
        return Found(
            kind,
            [_span(self.sentence, *stretch) for stretch in stretches],
            source,
            tuple(self._cue(cue)),
            subject=cue.kind != "F",
            basis=Basis.CUE,
            carrier=tuple(self._carrier(cue)),
        )

    def _begins(self, quotation: int) -> bool:
        """Return whether a quotation begins as a sentence does."""
        unit = self.sentence.units[quotation]
        written = self.sentence.tokens.content[unit.start : unit.end]
        return next((sign.isupper() for sign in written if sign.isalpha()), True)

    def _cue(self, cue: Cue) -> Iterator[Span]:
        """Yield the stretches of the verb or phrase, without the source in it."""
        parts = [self.sentence.span(part, part + 1) for part in cue.parts]
        if len(parts) == 2 and cue.parts[1] == cue.parts[0] + 1:
            parts = [(parts[0][0], parts[1][1])]
        for start, end in parts:
            if cue.owner:
                yield _trimmed(self.sentence.tokens.content, start, cue.owner[0])
                yield _trimmed(self.sentence.tokens.content, cue.owner[1], end)
            else:
                yield Span(start, end)

    def _kind(self, stretches: list[tuple[int, int]]) -> Kind:
        letters = "".join(self.pattern[first:past] for first, past in stretches)
        if letters.strip("-',") and not letters.replace("Q", "").strip("-',."):
            return Kind.DIRECT
        return Kind.PARTIAL if "Q" in letters else Kind.REPORTED

    def _content(self, cue: Cue) -> list[tuple[int, int]]:
        """Return the units that a cue credits, in one stretch or two."""
        if cue.kind in "FK":
            return self._around(cue)
        place, last = cue.past, self.sentence.last
        before = self._before(cue)
        colon = _COLON.match(self.pattern, place)
        if colon and colon.end() < last:
            return [self._spoken(colon.end())]
        if cue.inverted and before:
            return [before]
        that = _THAT.match(self.pattern, place)
        if that:
            return [(that.end(), last)]
        if cue.kind == "I":
            return []
        if self.pattern[place : place + 1] == "," and self._is_clause(cue):
            return [(place + 1, last)]
        held = _HELD.match(self.pattern, place)
        if held:
            return [(self._past_preposition(place), self._closing(held.end()))]
        return []

    def _past_preposition(self, place: int) -> int:
        return place

    def _closing(self, past: int) -> int:
        """Return where words end that hold a quotation: with the verb after it, or with it."""
        rest = re.match(r"(?:[PlDL#]+)?(?=[.]?\Z)", self.pattern[past:])
        return past + rest.end() if rest and self.sentence.known.capital_nouns else past

    def _spoken(self, place: int) -> tuple[int, int]:
        """Return what stands after a colon: a quotation, or the rest of the sentence."""
        return (place, place + 1) if self.pattern[place] == "Q" else (place, self.sentence.last)

    def _before(self, cue: Cue) -> tuple[int, int] | None:
        """Return what stands before an inverted verb: a quotation, or a clause and a comma."""
        past = cue.first
        while past > self.low and self.pattern[past - 1] in ",-'.":
            past -= 1
        if past == self.low or (past == cue.first and self.pattern[past - 1] != "Q"):
            return None
        if self.pattern[past - 1] == "Q":
            begin = re.search(r"Q(?:[-,']*Q)*\Z", self.pattern[self.low : past])
            first = self.low + (begin.start() if begin else 0)
            lead = self.pattern[self.low : first].strip("-'&B")
            return (first, past) if not lead else (self._first(), past)
        return (self._first(), past)

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
        return "M" in clause or not re.match("[&SWTK#]", clause)

    def _around(self, cue: Cue) -> list[tuple[int, int]]:
        """Return what a phrase credits: after it, before it, or on both sides."""
        past, last = cue.past, self.sentence.last
        lead = self.pattern[self.low : cue.first].strip("-',&B")
        if not lead:
            while self.pattern[past : past + 1] in tuple(",-:B"):
                if self.pattern[past] == "B":
                    break
                past += 1
            past = self._past_turning(past)
            return [(past, last)] if past < last else []
        end = cue.first
        while self.pattern[end - 1] in ",-":
            end -= 1
        stretches = [(self._first(), end)]
        apart = self.pattern[past : past + 1] == ","
        rest = past + 1 if apart else past
        if rest < last and "Q" not in self.pattern[rest:last] and apart == (end < cue.first):
            stretches.append((rest, last))
        return stretches

    def _carrier(self, cue: Cue) -> Iterator[Span]:
        """Yield the words for who first carried what is said: sagte sie der „Weserzeitung“."""
        begin = max(cue.parts[0] + 1, cue.source.past if cue.source and cue.inverted else 0)
        found = _CARRIES.match(self.pattern, begin)
        if found and cue.kind in "VI":
            first, past = found.span("carrier" if found["carrier"] else "title")
            first += self.pattern[first] == "H"
            start, end = self.sentence.span(first, past)
            content = self.sentence.tokens.content
            while start < end and content[start] in MARKS:
                start += 1
            while start < end and content[end - 1] in MARKS:
                end -= 1
            yield Span(start, end)

    def _past_turning(self, place: int) -> int:
        """Return where a clause begins after one without a subject: посилаючись на джерела, …"""
        units, comma = self.sentence.units, self.pattern.find(",", place)
        turns = self.sentence.known.turning
        if comma > 0 and self.pattern[place] == "J":
            return comma + 1
        if turns and comma > 0 and any(units[n].lower.endswith(turns) for n in (place, place + 1)):
            return comma + 1
        return place

    def _resumed(self, cue: Cue, stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return a quotation with what goes on of it after the words that say who speaks."""
        if not stretches or self._kind(stretches) is not Kind.DIRECT:
            return stretches
        place = max(*(past for _, past in stretches), cue.past)
        while found := _RESUMES.match(self.pattern, place):
            stretches.append((found.end(), found.end() + 1))
            place = found.end() + 1
        return stretches

    def _left(self) -> Iterator[Found]:
        """Yield the quotations that no cue credits to somebody."""
        if _ALONE.fullmatch(self.pattern):
            return
        spoken: list[Span] = []  # direct speech after dashes
        for place, letter in enumerate(self.pattern):
            if letter != "Q" or place in self.used:
                continue
            span = _span(self.sentence, place, place + 1)
            written = self.sentence.tokens.content[slice(*span)]
            if self.pattern[place - 1 : place] == ":":
                yield self._led(place, span)
            elif written[0] not in MARKS:
                spoken.append(span)
            elif len(placed_words(written)) >= _FEW:
                kind = Kind.PARTIAL if self.sentence.known.verbs else self._written(place)
                yield Found(kind, [span])
        if spoken:
            yield Found(Kind.DIRECT, spoken)

    def _led(self, place: int, quotation: Span) -> Found:
        """Return a quotation after a colon: of whoever the words before it begin with."""
        found = Found(Kind.DIRECT, [quotation])
        colon = place - 1
        if self.nouns.whole(self.sentence, 0, colon):
            found.source = _span(self.sentence, 0, colon)
            found.subject, found.basis = True, Basis.CUE
        elif source := self.nouns.after(self.sentence, 0):
            found.source = _span(self.sentence, source.first, source.past)
            found.subject, found.basis = True, Basis.LEADING
        return found

    def _written(self, place: int) -> Kind:
        return Kind.DIRECT if self._begins(place) else Kind.PARTIAL


def _trimmed(content: str, start: int, end: int) -> Span:
    written = content[start:end]
    return Span(start + len(written) - len(written.lstrip()), start + len(written.rstrip()))
