"""A sentence as a row of letters, so that rules are patterns: one for a word or a quotation.

Im Rat sagte die Ministerin: „Es eilt.“      P C V D C : Q
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...verifying.paragraphs import Span
from ..grammar.tokens import Shape, Token, Tokens
from .stretches import is_dash, stretches
from .vocabulary import Vocabulary

_SIGNS = frozenset(",:;()")
_LONGEST = 600  # tokens: what has more is no sentence, but a list
_TITLE = 5  # words of a name in marks: the newspaper «…»
_NO_TITLE = re.compile(r"[,.!?:;…]")
_WORD = re.compile(r"\w+")
_BEFORE_TITLE = frozenset("HLCDlPF&q")  # газеті «Нива»
_AFTER_TITLE = frozenset("&CLVN")  # «Нива» пише
_AFTER_WRITING = frozenset(("", *".,-J"))
_WHO = frozenset("LC")
_BEFORE_WRITING = frozenset(",-")
_AFTER_FRONTED = frozenset("VNAhvI")
_NOUN = re.compile("[DU#]*L*[CHq]+(?:D[L#]*C+)*")
_NOUN_SMALL = re.compile("[DU#]*(?:[LHq]|C+)")
_AGAIN = frozenset("HY")  # nouns, which keep their letter with a capital
_BEGINS = frozenset("-.:")


class Unit(NamedTuple):
    """A word, a phrase, a sign or a quotation of a sentence."""

    lower: str
    start: int
    end: int
    letter: str
    owner: Span | None = None  # its word for he or she: за його словами


class Sentence:
    """A sentence in units; `pattern` has the letter of each."""

    def __init__(self, tokens: Tokens, numbers: range, known: Vocabulary) -> None:
        """Read a sentence; its tokens are numbered."""
        self.tokens, self.known = tokens, known
        self.units: list[Unit] = []
        for stretch in stretches(tokens, numbers, known):
            number, stop = stretch.numbers.start, stretch.numbers.stop
            if stretch.quoted:
                self.units.append(Unit("", *tokens.span(stretch.numbers), "Q"))
                number = stop
            while number < stop:
                number = self._word(number, stop)
        self._join_parted()
        self._name_titles()
        for place, unit in enumerate(self.units[:-1]):  # das Amt, and not: das sagte das Amt
            alone = unit.letter == "X" and " " not in unit.lower
            if alone and self.units[place + 1].letter not in _AFTER_FRONTED:
                self.units[place] = unit._replace(letter="D")
        self.pattern = "".join(unit.letter for unit in self.units)

    @property
    def last(self) -> int:
        """The number of the unit past the last one that is no point."""
        return len(self.pattern.rstrip("."))

    def span(self, first: int, past: int) -> Span:
        """Return the stretch of text of some units, at least one."""
        last = self.units[past - 1]
        # The point of an abbreviation ends the sentence too: 12 млн грн.
        ends = past == len(self.units) and last.lower.endswith(".") and last.lower != "."
        return Span(self.units[first].start, last.end - ends)

    def text(self, place: int) -> str:
        """Return a unit as it is written."""
        return self.tokens.content[self.units[place].start : self.units[place].end]

    def is_plural(self, place: int) -> bool:
        """Return whether a verb says that several do it."""
        word = self.units[place].lower
        return word.endswith(self.known.plural_endings) or word in self.known.impersonal

    def denies(self, first: int, past: int) -> bool:
        """Return whether a word stands beside some units that denies them: nicht, не."""
        beside = self.units[max(0, first - 1) : first] + self.units[past : past + 1]
        return any(unit.lower in self.known.negations for unit in beside)

    def begins(self, place: int) -> bool:
        """Return whether a quotation begins as a sentence does."""
        letters = (sign for sign in self.text(place) if sign.isalpha())
        return not next(letters, "").islower()

    def is_noun(self, first: int, past: int) -> bool:
        """Return whether some units are no more than a noun or a name: they are no clause."""
        nouns = _NOUN if self.known.capital_nouns else _NOUN_SMALL
        return nouns.fullmatch(self.pattern, first, past) is not None

    def boundary(self, place: int, signs: str) -> int:
        """Return where the words before a unit begin that no sign of some parts from it."""
        return max((self.pattern.rfind(sign, 0, place) for sign in signs), default=-1) + 1

    def _word(self, number: int, stop: int) -> int:
        """Add the unit that begins with a token, a phrase if it is one; return the next token."""
        token = self.tokens[number]
        for words, letter, owner in self.known.phrases.get(token.lower, ()):
            found = self.tokens.all[number : min(number + len(words), stop)]
            if [each.lower for each in found] == list(words):
                whose = Span(found[owner].start, found[owner].end) if owner is not None else None
                phrase = Unit(" ".join(words), token.start, found[-1].end, letter, whose)
                self.units.append(phrase)
                return number + len(words)
        self.units.append(Unit(token.lower, token.start, token.end, self._letter(token)))
        return number + 1

    def _letter(self, token: Token) -> str:
        if token.ends:
            return "."
        if token.shape is Shape.NUMBER:
            return "#"
        if not token.is_word:
            dash = is_dash(self.tokens, token)
            return "-" if dash else token.text if token.text in _SIGNS else "'"
        known, first = self.known, not self.units
        capital = token.shape is Shape.CAPITAL
        if token.text[0].isdigit():  # die 41-Jährige
            capital = token.text.rpartition("-")[2][:1].isupper()
        if first or not capital:
            if token.lower in known.parted:
                return "v"
            if verb := known.verbs.get(token.lower):
                return verb
        letter = known.letter(token.lower)
        if capital and letter not in _AGAIN and not (first or self.units[-1].letter in _BEGINS):
            letter = ""
        return letter or ("C" if capital else "L")

    def _join_parted(self) -> None:
        """Find the verbs in two parts: their first part is V, their second `p`."""
        for place, unit in enumerate(self.units):
            if unit.letter != "v":
                continue
            parts = self.known.parted[unit.lower]
            later = range(place + 1, len(self.units))
            part = next((each for each in later if self.units[each].lower in parts), None)
            if part is None:
                self.units[place] = unit._replace(letter=self.known.verbs.get(unit.lower, "L"))
            else:
                self.units[part] = self.units[part]._replace(letter="p")
                self.units[place] = unit._replace(letter="V")

    def _name_titles(self) -> None:
        """Take short words in marks for a name where the words beside them show that: «Нива»."""
        names = any(each.letter == "N" for each in self.units)
        for place, unit in enumerate(self.units):
            if unit.letter != "Q" or not self._is_title(place):
                continue
            before = self.units[place - 1].letter if place else ""
            after = self.units[place + 1].letter if place + 1 < len(self.units) else ""
            close = any(each.letter == "p" for each in self.units[max(0, place - 3) : place])
            ahead = "".join(each.letter for each in self.units[place + 1 : place + 3])
            hears = before == "V" and ahead == ",T"  # сказав «Ниві», що …
            writes = before == "V" and after in _AFTER_WRITING and self._writes(place - 1)
            hears = hears or (before == "X" and after == "V")  # про це «Ниві» розповів
            hears = hears or (before == "V" and after in _WHO and self._opens(place - 1))
            after_noun = (hears or writes or before in _BEFORE_TITLE) and not names and not close
            if after_noun or (not before and after in _AFTER_TITLE):
                self.units[place] = unit._replace(letter="q")

    def _opens(self, verb: int) -> bool:
        """Return whether a verb stands before its subject: «…», — розповів «Ниві» мер."""
        beside = self.units[verb - 1].letter in _BEFORE_WRITING if verb else False
        return beside or self.units[0].letter == "K"

    def _writes(self, verb: int) -> bool:
        """Return whether a newspaper may stand after a verb: як пише «Нива»; …, пише «Нива»."""
        before = self.units[:verb]
        if before and before[0].letter == "K":
            return True
        if any(unit.lower in self.known.pointers for unit in before):
            return True
        beside = self.units[verb - 1].letter in _BEFORE_WRITING if verb else False
        writes = beside and self.units[verb].lower in self.known.publishing
        title = _WORD.search(self.text(verb + 1))  # in another case it is what is written
        return writes and title is not None and not title[0].endswith(self.known.no_surname_ends)

    def _is_title(self, place: int) -> bool:
        written = self.text(place)
        return (
            len(_WORD.findall(written)) <= _TITLE
            and written[1:2].isupper()
            and not _NO_TITLE.search(written)
            and not written[0].isalnum()
        )


def sentences(tokens: Tokens, known: Vocabulary) -> Iterator[Sentence]:
    """Yield the sentences of an article."""
    for numbers in tokens.sentences:
        first = numbers.start
        while numbers.stop - first > _LONGEST:
            ends = range(first + _LONGEST, numbers.stop)
            past = next((n for n in ends if tokens[n].quotation < 0), numbers.stop)
            yield Sentence(tokens, range(first, past), known)
            first = past
        if first < numbers.stop:
            yield Sentence(tokens, range(first, numbers.stop), known)
