"""A sentence as units with a letter for each: what rules look at.

A unit is a word, a sign, or a whole quotation. The letters (letters.py), one for each unit, are the
pattern of the sentence, and rules are regular expressions of it:

    Ana Ruiz, the mayor, said on Monday that “all is lost.”
    C   C   , D   N    , V    P  Y      H    Q
"""

import re
from collections.abc import Container, Hashable, Sequence
from functools import cached_property

from ...verifying.paragraphs import Span
from ..languages.inflections import Form
from . import verbs_in_place
from .letters import Words
from .titles import is_term, is_title
from .tokens import Shape, Token, Tokens

_MAY_BE_VERBS = frozenset("NEIFCAPDB")
_ACTORS = frozenset({"he", "she", "they", "we", "i", "who"})  # never an object
_SPEAKS = frozenset("VJU")
_MARKS = "“”\"'‘’`«»„‟"
_LEADING_ON = (",", "?", "!", "—", "-", "–")
_SMALL = frozenset("ABFPKS")
_ASIDE = re.compile(r"(?<=[VJU]),[#BPDNY&]+\Z")  # between commas after a verb of saying
_LONGEST = 12  # units of it
_SHORTEST = 5  # letters of a word that is a participle by its ending: not King


class Sentence:
    """A sentence with its pattern."""

    def __init__(self, tokens: Tokens, number: int, words: Words) -> None:
        self.tokens, self.number, self.words = tokens, number, words
        self.answers: dict[tuple[str, Hashable], object] = {}  # what rules asked of it before
        own = tokens.all[tokens.sentences[number].start : tokens.sentences[number].stop]
        self.titled = _titled(own)
        self.units: list[Token] = []  # a quotation is one, without small letters
        self._letters: list[str] = []
        at = 0
        while at < len(own):
            if own[at].quotation < 0:
                self.units.append(own[at])
                self._letters.append(words.letter(own[at], titled=self.titled))
                at += 1
            else:
                at = self._take_in(own, at)
        self._lowers = [unit.lower for unit in self.units]
        for place, unit in enumerate(self.units):
            self._letters[place] = self._in_place(place, unit)
        self.pattern = "".join(self._letters)

    def _take_in(self, own: Sequence[Token], first: int) -> int:
        """Add the quotation that begins with a token as one unit; return where it ends.

        A mark that is left at its end belongs to it: three marks for two.
        """
        number, past = own[first].quotation, first + 1
        while past < len(own) and own[past].quotation == number:
            past += 1
        while past < len(own) and own[past].start == own[past - 1].end and _is_mark(own[past]):
            past += 1
        start, end = own[first].start, own[past - 1].end
        text = self.tokens.content[start:end]
        self.units.append(Token(text, "", start, end, Shape.MARK, number))
        self._letters.append("Q")
        return past

    def _in_place(self, place: int, unit: Token) -> str:
        """Return the letter of a unit beside those before it."""
        letter = self._letters[place]
        before = self._letters[place - 1] if place else ""
        if letter == "Q":
            return "C" if self._is_name(place, unit) else "Q"
        if unit.text == "&" and before == "C":  # Roe & Sons
            return "C"
        if letter == "G" and before in tuple("RWHK"):  # he's
            return "A"
        if letter in _MAY_BE_VERBS and unit.lower in self.words.forms:
            name = before == "C" or self.words.never_past(unit.lower)
            if letter == "C" and place and not self.titled and name:
                return letter  # Mr. Said
            return verbs_in_place.letter(place, self._letters, self._lowers, self.words)
        if self._is_proper(place, unit):
            return "C"
        if letter == "C" and not place and self._leads_off(unit):
            return "I"
        if letter == "I" and unit.lower in self.words.occasions and self._is_occasion(place):
            return "N"
        if letter == "N" and self._subject(place) in _ACTORS:  # he operates
            return "F"
        return letter

    def _is_occasion(self, place: int) -> bool:
        """Return whether a word with -ing is a noun: a town hall meeting in Bari."""
        first = place
        while first and self._letters[first - 1] in "NC":
            first -= 1
        following = self._letters[place + 1] if place + 1 < len(self._letters) else "."
        return self._letters[first - 1 : first] == ["D"] and following in tuple("P.,Y")

    def _leads_off(self, unit: Token) -> bool:
        """Return whether a first word is a participle, and no name: Disagreeing with Ana Ruiz."""
        following = self._letters[1] if len(self._letters) > 1 else ""
        return (
            unit.lower.endswith("ing") and len(unit.text) > _SHORTEST and following in tuple("PTDO")
        )

    def _is_proper(self, place: int, unit: Token) -> bool:
        """Return whether a small word with a capital is part of a name: Will Roe, Mark May."""
        if self._letters[place] == "Y":
            return self._is_time_in_name(place, unit)
        if (
            self._letters[place] not in _SMALL
            or self.titled
            or not unit.text[:1].isupper()
            or not place
            or len(unit.text) < 3
        ):
            return False
        beside = self.units[place + 1].text if place + 1 < len(self.units) else ""
        return (beside[:1].isupper() or beside[:1].isdigit()) and self._letters[
            place - 1
        ] not in ":.Q-'("

    def _is_time_in_name(self, place: int, unit: Token) -> bool:
        """Return whether a word of time begins a name: the Evening Post, the Sunday Times."""
        after = self.units[place + 1] if place + 1 < len(self.units) else unit
        named = unit.text[:1].isupper() and after.shape is Shape.CAPITAL and after is not unit
        return named and not self.titled and place > 0 and self.units[place - 1].lower == "the"

    def _is_name(self, place: int, unit: Token) -> bool:
        """Return whether a quotation is a name within the sentence, or a value of markup."""
        if self.tokens.content[unit.start - 1 : unit.start] == "=":
            return True
        if place == 1 and self._letters[0] == "-":  # — Ana Ruiz, and no speech after a dash
            return unit.text[:1] not in _MARKS and is_title(unit.text, self.words)
        number = place
        while number and self._letters[number - 1] in ",:-":
            number -= 1
        if aside := _ASIDE.search("".join(self._letters[max(0, number - _LONGEST) : number])):
            number -= len(aside[0])  # repeats, again and again, “Four More Years”
        beside = self.units[number - 1].lower if number else ""
        speaks = number and self._letters[number - 1] in _SPEAKS
        if self._letters[number - 1 : number] == ["Q"]:
            return False  # one more of what is said: “Four More Years,” “We Shall Win”
        if self.titled or not number or (speaks and not beside.startswith("read")):
            return False  # what is said, and no title: chanting “Four More Years”
        if beside in self.words["sayings"]:
            return False  # their slogan, “Four More Years”
        return is_title(unit.text, self.words)

    def _subject(self, place: int) -> str:
        """Return the word before one, adverbs left out."""
        while place and self._letters[place - 1] == "B":
            place -= 1
        return self.units[place - 1].lower if place else ""

    def forms(self, place: int) -> tuple[Form, ...]:
        """Return the verbs of the data file of which a unit is a form."""
        following = self.units[place + 1].lower if place + 1 < len(self.units) else ""
        found = self.words.forms.get(self.units[place].lower, ())
        fitting = tuple(form for form in found if form.particle in ("", following))
        return tuple(form for form in fitting if form.particle) or fitting

    def is_term(self, place: int) -> bool:
        """Return whether a quotation is a name or a term within a phrase: the “super” PAC."""
        return is_term(self.units[place].text)

    def leads_on(self, place: int) -> bool:
        """Return whether a quotation ends as if its sentence went on: “So it is,”."""
        return self.units[place].text.rstrip(_MARKS)[-1:] in _LEADING_ON

    def ends_in_comma(self, place: int) -> bool:
        """Return whether a quotation has a comma at its end, in its marks."""
        return self.units[place].text.rstrip(_MARKS)[-1:] == ","

    def leads_on_at(self, place: int) -> bool:
        """Return whether a comma stands between a quotation and a unit, in its marks or after."""
        return self.pattern[place] in ",:" or "," in self.units[place - 1].text[-3:]

    def word(self, place: int) -> str:
        """Return a unit in small letters; empty for a quotation, and where there is none."""
        return self.units[place].lower if 0 <= place < len(self.units) else ""

    def span(self, first: int, past: int) -> Span:
        """Return the stretch of text of some units, at least one."""
        return Span(self.units[first].start, self.units[past - 1].end)

    @cached_property
    def last(self) -> int:
        """The number of the unit past the last one that is no point at the end."""
        return len(self.pattern.rstrip("."))

    def any_of(self, first: int, past: int, words: Container[str]) -> bool:
        """Return whether one of some words stands between two units."""
        return any(unit.lower in words for unit in self.units[first:past])


def _titled(tokens: list[Token]) -> bool:
    """Return whether a sentence is a headline: most of its words begin with capitals."""
    words = [
        token for token in tokens if token.quotation < 0 and token.is_word and len(token.text) > 3
    ]
    capitals = sum(token.shape is Shape.CAPITAL for token in words)
    return len(words) > 3 and 4 * capitals > 3 * len(words)


def _is_mark(token: Token) -> bool:
    return token.quotation < 0 and (token.shape is Shape.MARK or token.text == "'")
