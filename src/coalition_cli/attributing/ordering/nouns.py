"""The words that name somebody, as patterns of letters: a noun, its genitives, names, an aside."""

import re
from typing import NamedTuple

from .letters import Sentence

# die frühere Sprecherin der Bank, Helga Wirth, | Hans von Ott und seine Frau
_CAPITAL = (
    r"(?:R|G|U(?![LCDq#])"
    r"|[DU]*[L#']*[Cq](?:(?:D[DL#]*|lD?[L#]*|&[D]?[L#]*)[Cq]+)+"
    r"|[DUl]*[L#']*[Cq]+(?:(?:lD?|&D?)[L#]*[Cq]+)*"
    r"|D?U)"
)
# голова обласної ради Іван Дуб | хтось із зали | двоє лікарів з Озерська
_SMALL = r"(?:R|G|(?:[DLU#Cq']|l(?=[DLCqU])|&(?=[DLC])|-(?=L))+)"
_CLOSED = re.compile(r"^(?:[DLU#&l']*(?:[Cq][DLU#&l']+)*C{2,})(?:l[CLq]+)?")


# Andreas Voss im Gespräch
_NAMED = re.compile("CC+(?=P)")


class Source(NamedTuple):
    """The units of the words for who says something."""

    first: int
    past: int
    sure: bool = True  # no verb stands in what it has aside


class Nouns:
    """How a language's sources look."""

    def __init__(self, *, capital: bool) -> None:
        """Take whether each noun has a capital letter."""
        self._capital = capital
        self.least = 1 if capital else 0  # capitals of a noun that is no name
        self._noun = _CAPITAL if capital else _SMALL
        self._leads = re.compile(self._noun)
        whom = "[WD]" if capital else "W"  # der is an article too
        relative = rf",[Pl]?{whom}(?!C)[^,.:M]*"
        named = rf",{_CAPITAL}" if capital else r",[DLCq#l&']*CC"
        closed = rf",[Pl]?{whom}(?!C)[^,.:]*(?=,)"  # in which werden may stand
        self._clause = re.compile(closed)
        self._named = re.compile(rf"(?:{closed}|{named}|{relative})(?=[,.\-(]|\Z)")
        that = "[WD]" if capital else "[WT]"  # що is a conjunction too
        plain = rf",{_CAPITAL}" if capital else r",[DLCq#l&']+"
        self._aside = re.compile(rf"(?:{plain}|{relative})(?=[,.\-(]|\Z)")
        noun = self._noun.replace("[Cq]", "[CHq]")  # die Zeitung, which hears too
        self._list = re.compile(
            rf"(?P<noun>(?>{noun})(?:,(?>{noun}))+)(?P<told>)(?P<citing>)(?P<aside>)"
        )
        self._whole = re.compile(
            rf"(?P<noun>(?>{noun})(?:P(?>{noun}))*)(?P<told>P[^,.:()VN]*)?"
            r"(?P<citing>J[^,.:]*)?(?P<bracket>\([^()]*\))?"
            rf"(?P<aside>,(?:(?P<relative>[Pl]?{that}[^.:]*)|(?P<named>[^,.:]*CC)|[^,.:]+),)?"
        )

    def after(self, sentence: Sentence, place: int, *, opens: bool = False) -> Source | None:
        """Return the source that begins at a unit, with what stands beside it between commas.

        Where its words open a sentence, what was said may begin at the comma.
        """
        place += sentence.pattern.startswith("&", place)  # підтвердив та речник
        past = self.noun(sentence, place)
        if past is None:
            return None
        if opens and (where := _WHERE.match(sentence.pattern, past)):
            past = where.end()
        aside = (self._named if opens else self._aside).match(sentence.pattern, past)
        if aside and sentence.pattern[place] != "R":
            past = _past_reason(sentence, aside.end())
        elif unnamed := self._unnamed(sentence, past):
            past = unnamed
        return Source(place, past)

    def _unnamed(self, sentence: Sentence, place: int) -> int | None:
        """Return where a clause ends that asks for no name: …, der nicht genannt werden will."""
        found = _ASKS.match(sentence.pattern, place)
        units = sentence.units[place : found.end()] if found else ()
        if found and any(unit.lower in sentence.known.unnamed for unit in units):
            return _past_reason(sentence, found.end())
        return None

    def past_clause(self, sentence: Sentence, place: int) -> int:
        """Return where a relative clause ends that begins at a comma, with its reason."""
        found = self._clause.match(sentence.pattern, place)
        return _past_reason(sentence, found.end()) if found else place

    def noun(self, sentence: Sentence, place: int) -> int | None:
        """Return where the noun ends that begins at a unit."""
        found = self._leads.match(sentence.pattern, place)
        if not found or not re.search("[RGUCLq]", found[0]):
            return None
        if self._capital:
            return found.end()
        closed = _CLOSED.match(found[0])
        past = place + closed.end() if closed else found.end()
        while past > place + 1 and sentence.pattern[past - 1] in "D#&l'-":
            past -= 1
        return past

    def whole(self, sentence: Sentence, first: int, past: int) -> re.Match[str] | None:
        """Return how all of some units are a source: `relative` or `named` is what it has aside."""
        pattern = sentence.pattern
        listed = self._list.fullmatch(pattern, first, past)
        if listed and "&" in pattern[pattern.rfind(",", first, past) : past]:
            return listed  # Huber, Sander und Becker
        found = self._whole.fullmatch(pattern, first, past)
        return found if found and re.search("[RGUCLHq]", found["noun"]) else None

    def end(self, found: re.Match[str]) -> int:
        """Return where the source ends of words that are one: without what it was told in."""
        named = _NAMED.search(found.string, found.start(), found.end("noun"))
        ends = [found.start(group) for group in ("told", "citing") if found[group]]
        whole = found.end() - bool(found["aside"])  # without the comma after it
        return min([*ends, named.end() if named else whole, whole])


def _past_reason(sentence: Sentence, place: int) -> int:
    """Return where a reason ends after a clause: …, weil er nicht darf; через те, що не може."""
    found = _NEXT.match(sentence.pattern, place)
    if not found:
        return place
    known, units = sentence.known, sentence.units
    word = units[place + 1].lower
    parted = units[place + 1].letter == "T" and units[place - 2].lower in known.because
    return found.end() if parted or word in known.because else place


_WHERE = re.compile("P[DLCHq#l]+(?=,[Pl]?[WD](?![CM]))")  # джерела в уряді, яке …
_ASKS = re.compile(r",[Pl]?[WD](?![CM])[^,.:]*(?=[,.\-(]|\Z)")
_NEXT = re.compile(r",[^,.:]+(?=[,.\-(]|\Z)")
