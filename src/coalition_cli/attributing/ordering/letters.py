"""A sentence as a row of letters, one for a word, a sign or a quotation, so that rules are patterns.

    Im Rat sagte die Ministerin: „Es eilt.“      P C V D C : Q .
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..language import Language
from ..tokens import Shape, Token, Tokens

_LETTERS = {  # keys of the data file; the first that has a word decides
    "that": "T",
    "auxiliaries": "A",
    "as": "K",
    "trailing": "E",
    "fronted": "X",
    "indefinite": "U",
    "determiners": "D",
    "subjects": "R",
    "objects": "O",
    "relatives": "W",
    "coordinators": "&",
    "linking": "l",
    "prepositions": "P",
    "subordinators": "S",
    "hearers": "H",
    "times": "Y",
    "adverbs": "B",
    "mood": "M",
}
_VERBS = {
    ("verbs", "saying"): "V",
    ("verbs", "naming"): "N",
    ("verbs", "beside"): "I",
    ("verbs", "holding"): "h",
    ("participles",): "Z",
}
_PHRASES = {("leading",): "F", ("cue_phrases",): "V", ("circles",): "G", ("citing",): "J"}
_SIGNS = {sign: sign for sign in ",:;()"}
_DASHES = ("—", "–", "―", "--")
_TITLE = 5  # words of a name in marks: the newspaper «…»
_ASIDE = 25  # words that say who spoke, within marks
_STAR = "*"


class Unit(NamedTuple):
    """A word, a phrase, a sign or a quotation of a sentence."""

    lower: str
    start: int
    end: int
    letter: str
    owner: tuple[int, int] | None = None  # its word for he or she: за його словами


class Words:
    """The words of a language by their letters, and its phrases by their first words."""

    def __init__(self, language: Language) -> None:
        self.capital_nouns = language.text("nouns") == "capital"
        self.letters: dict[str, str] = {}
        for key, letter in reversed(_LETTERS.items()):
            self.letters.update(dict.fromkeys(language.words(key), letter))
        self.verbs: dict[str, str] = {}
        for keys, letter in reversed(_VERBS.items()):
            self.verbs.update(dict.fromkeys(language.words(*keys), letter))
        self.relatives = language.words("relatives")
        self.plural_endings = tuple(language.words("plural_endings"))
        self.places = language.words("places")
        self.turning = tuple(language.words("turning_ends"))
        self.phrases: dict[str, list[tuple[list[str], str]]] = {}
        for keys, letter in _PHRASES.items():
            self._add_phrases(language.text(*keys), letter)
        owners = language.words("owners")
        for line in language.text("own").splitlines():
            for owner in owners:
                self._add_phrases(line.replace(_STAR, f"{_STAR}{owner}"), "o")
        self.parted: dict[str, frozenset[str]] = {}
        for line in language.text("parted").splitlines():
            verb, part = line.lower().split()
            self.parted[verb] = self.parted.get(verb, frozenset()) | {part}

    def _add_phrases(self, lines: str, letter: str) -> None:
        for line in lines.lower().splitlines():
            words = line.split()
            if words:
                first = words[0].lstrip(_STAR)
                self.phrases.setdefault(first, []).append((words, letter))
        for known in self.phrases.values():
            known.sort(key=lambda phrase: -len(phrase[0]))

    def says(self, token: Token) -> bool:
        """Return whether a word may follow a quotation to say who spoke."""
        return self.verbs.get(token.lower, "") in tuple("VI") or token.lower in self.parted


@cache
def words(language: Language) -> Words:
    """Return the words of a language."""
    return Words(language)


class Sentence:
    """A sentence in units; `pattern` has the letter of each."""

    def __init__(self, tokens: Tokens, numbers: range, known: Words) -> None:
        """Read a sentence; its tokens are numbered."""
        self.tokens, self.known = tokens, known
        self.units: list[Unit] = []
        number = numbers.start
        while number < numbers.stop:
            token = tokens[number]
            if token.quotation >= 0:
                past = number
                while past < numbers.stop and tokens[past].quotation == token.quotation:
                    past += 1
                self._quotation(range(number, past))
                number = past
            else:
                number = self._word(number, numbers.stop)
        self._join_parted()
        self._name_titles()
        for place, unit in enumerate(self.units[:-1]):  # das Amt, and not: das sagte das Amt
            if unit.letter == "X" and self.units[place + 1].letter not in "VNAhvI":
                self.units[place] = unit._replace(letter="D")
        self.pattern = "".join(unit.letter for unit in self.units)

    def _word(self, number: int, stop: int) -> int:
        """Add the unit that begins with a token, a phrase if it is one; return the next token."""
        token = self.tokens[number]
        for phrase, letter in self.known.phrases.get(token.lower, ()):
            found = self.tokens.all[number : min(number + len(phrase), stop)]
            if [each.lower for each in found] == [word.lstrip(_STAR) for word in phrase]:
                owner = next(
                    (
                        (each.start, each.end)
                        for each, word in zip(found, phrase, strict=True)
                        if word.startswith(_STAR)
                    ),
                    None,
                )
                self.units.append(Unit(" ".join(phrase), token.start, found[-1].end, letter, owner))
                return number + len(phrase)
        self.units.append(Unit(token.lower, token.start, token.end, self._letter(token)))
        return number + 1

    def is_plural(self, place: int) -> bool:
        """Return whether a verb says that several do it."""
        return self.units[place].lower.endswith(self.known.plural_endings)

    def _letter(self, token: Token) -> str:
        if token.ends:
            return "."
        if token.shape in (Shape.POINT, Shape.MARK, Shape.POSSESSIVE):
            return "-" if self._is_dash(token) else _SIGNS.get(token.text, "'")
        if token.shape is Shape.NUMBER:
            return "#"
        known = self.known
        capital = token.shape is Shape.CAPITAL
        if not capital or not self.units:
            found = known.verbs.get(token.lower)
            if token.lower in known.parted:
                found = "v"
            if found:
                return found
        letter = known.letters.get(token.lower, "")
        if not letter and known.letters.get(token.lower.rpartition("-")[2]) == "H":
            letter = "H"
        noun = letter in tuple("HY")
        if letter and (not capital or noun or not self.units or self.units[-1].letter in "-.:"):
            return letter
        return "C" if capital else "L"

    def _quotation(self, numbers: range) -> None:
        """Add a quotation, in pieces where words between dashes say who speaks."""
        first, number = numbers.start, numbers.start
        while number < numbers.stop:
            if self._interrupts(number, numbers):
                past = next(
                    (
                        each + 1
                        for each in range(number + 1, min(number + _ASIDE, numbers.stop))
                        if self._is_dash(self.tokens[each]) and self.tokens[each - 1].text in ",."
                    ),
                    numbers.stop,
                )
                cut = number - 1 if self.tokens[number - 1].text == "," else number
                self._quote(first, cut)
                if past == numbers.stop:
                    past -= self.tokens[past - 1].shape is Shape.MARK
                    inner = range(cut, past)
                    past = numbers.stop
                else:
                    inner = range(cut, past)
                for each in inner:
                    token = self.tokens[each]
                    unit = Unit(token.lower, token.start, token.end, self._letter(token))
                    self.units.append(unit)
                first = number = past
            number += 1
        if first < numbers.stop:
            self._quote(first, numbers.stop)

    def _interrupts(self, number: int, numbers: range) -> bool:
        """Return whether a dash within a quotation leads to a verb of saying."""
        after = number + 1
        return (
            numbers.start < number
            and after < numbers.stop
            and self._is_dash(self.tokens[number])
            and self.tokens[number - 1].text[0] in ",.!?…"
            and self.known.says(self.tokens[after])
        )

    def _is_dash(self, token: Token) -> bool:
        """Return whether a sign is a dash: a hyphen is one where a blank stands after it."""
        after = self.tokens.content[token.end : token.end + 1]
        return token.text in _DASHES or (token.text == "-" and after.isspace())

    def _quote(self, first: int, past: int) -> None:
        """Add a quotation of some tokens, without the comma of the sentence around it."""
        while past > first + 1 and self.tokens[past - 1].text == ",":
            past -= 1
        span = self.tokens.span(range(first, past))
        self.units.append(Unit("", span.start, span.end, "Q"))

    def _join_parted(self) -> None:
        """Find the verbs in two parts: their first part is V, their second `p`."""
        for place, unit in enumerate(self.units):
            if unit.letter != "v":
                continue
            parts = self.known.parted[unit.lower]
            later = range(place + 1, len(self.units))
            part = next((each for each in later if self.units[each].lower in parts), None)
            if part is not None:
                self.units[part] = self.units[part]._replace(letter="p")
                self.units[place] = unit._replace(letter="V")
            else:
                self.units[place] = unit._replace(letter=self.known.verbs.get(unit.lower, "L"))

    def _name_titles(self) -> None:
        """Take short words in marks for a name where a word or its verb shows that: «Нива»."""
        for place, unit in enumerate(self.units):
            if unit.letter != "Q" or not self._is_title(unit):
                continue
            before = self.units[place - 1].letter if place else ""
            after = self.units[place + 1].letter if place + 1 < len(self.units) else ""
            heard = before and before in "HLCDlPF&q"
            close = [each.letter for each in self.units[max(0, place - 3) : place]]
            names = "p" in close or any(each.letter == "N" for each in self.units)
            if (heard and not names) or (not before and after in tuple("&CLVN")):
                self.units[place] = unit._replace(letter="q")

    def _is_title(self, unit: Unit) -> bool:
        written = self.tokens.content[unit.start : unit.end]
        found = re.findall(r"\w+", written)
        return (
            len(found) <= _TITLE
            and written[1:2].isupper()
            and not re.search(r"[,.!?:;…]", written)
            and not written[0].isalnum()
        )

    def span(self, first: int, past: int) -> tuple[int, int]:
        """Return the stretch of text of some units, at least one."""
        return self.units[first].start, self.units[past - 1].end

    def quotations(self, first: int, past: int) -> Sequence[int]:
        """Return which of some units are quotations."""
        return [place for place in range(first, past) if self.pattern[place] == "Q"]

    @property
    def last(self) -> int:
        """The number of the unit past the last one that is no point."""
        return len(self.pattern.rstrip("."))


def sentences(tokens: Tokens, known: Words) -> Iterator[Sentence]:
    """Yield the sentences of an article."""
    for numbers in tokens.sentences:
        yield Sentence(tokens, numbers, known)
