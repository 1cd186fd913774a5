"""The words that name somebody, as patterns of letters: a noun, its genitives, names, an aside."""

import re
from typing import NamedTuple

from .letters import Sentence

# die frühere Sprecherin der Bank, Helga Wirth, | Hans von Ott und seine Frau
_CAPITAL = (
    r"(?:[RU](?![LCDq#])"
    r"|[DU]*[L#']*[Cq](?:(?:D[DL#]*|lD?[L#]*|&[D]?[L#]*)[Cq]+)+"
    r"|[DUl]*[L#']*[Cq]+(?:(?:lD?|&D?)[L#]*[Cq]+)*"
    r"|D?U)"
)
# голова обласної ради Іван Дуб | хтось із зали | двоє лікарів з Озерська
_SMALL = r"(?:R|(?:[DLU#Cq']|l(?=[DLCqU])|&(?=[DLC])|-(?=L))+)"
_CLOSED = re.compile(r"^(?:[DLU#&l']*(?:[Cq][DLU#&l']+)*C{2,})(?:l[CLq]+)?")
_RELATIVE = r",[Pl]?W[^.:]*?"
_MOST = 40  # units of an aside


class Source(NamedTuple):
    """The units of the words for who says something."""

    first: int
    past: int


class Nouns:
    """How a language's sources look."""

    def __init__(self, capital: bool) -> None:
        """Take whether each noun has a capital letter."""
        self._capital = capital
        self._noun = _CAPITAL if capital else _SMALL
        self._leads = re.compile(self._noun)
        apposition = rf",{_CAPITAL}" if capital else r",[DLCq#l&']+"
        self._aside = re.compile(rf"(?:{apposition}|{_RELATIVE})(?=[,.\-]|\Z)")
        aside = rf"(?:,[^.:]{{1,{_MOST}}},)?"
        self._whole = re.compile(rf"(?P<noun>{self._noun}){aside}")

    def after(self, sentence: Sentence, place: int) -> Source | None:
        """Return the source that begins at a unit, with what stands beside it between commas."""
        past = self.noun(sentence, place)
        if past is None:
            return None
        aside = self._aside.match(sentence.pattern, past)
        if aside and sentence.pattern[place] != "R" and not self._goes_on(sentence, aside.end()):
            past = aside.end()
        return Source(place, past)

    def noun(self, sentence: Sentence, place: int) -> int | None:
        """Return where the noun ends that begins at a unit."""
        found = self._leads.match(sentence.pattern, place)
        if not found or not re.search("[RUCLHq]", found[0]):
            return None
        if self._capital:
            return found.end()
        closed = _CLOSED.match(found[0])
        past = place + closed.end() if closed else found.end()
        while past > place + 1 and sentence.pattern[past - 1] in "D#&l'-":
            past -= 1
        return past

    def whole(self, sentence: Sentence, first: int, past: int) -> bool:
        """Return whether all of some units are a source."""
        found = self._whole.fullmatch(sentence.pattern, first, past)
        if not found or not re.search("[RUCLq]", found["noun"]):
            return False
        aside = sentence.pattern[found.end("noun") : past]
        return not re.search("[VN]", re.sub(r",[Pl]?W[^.:]*,", "", aside))

    @staticmethod
    def _goes_on(sentence: Sentence, past: int) -> bool:
        """Return whether what looks like an aside has a verb of its own: it is what was said."""
        return "M" in sentence.pattern[:past]
