"""A sentence as units with a letter for each: what rules look at.

A unit is a word, a sign, or a whole quotation. The letters, one for each unit, are the pattern of
the sentence, and rules are regular expressions of it:

    Ana Ruiz, the mayor, said on Monday that “all is lost.”
    C   C   , D   N    , V    P  Y      H    Q
"""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from ..verifying.paragraphs import Span
from .inflections import BASE, PAST, PRESENT, PROGRESSIVE, Form
from .language import Language
from .tokens import Shape, Token, Tokens

# The letters of a pattern.
#   C word with a capital   N other word, mostly a noun   # number   G ’s   D determiner
#   R he, she, they   O him, them   W who, which   H that   K whether, how
#   P preposition   T to   S because, when   & and, or, but
#   A auxiliary, not   B adverb   F finite verb   E -ed   I -ing   Y time
#   V verb of the data file, finite   J with -ing   U after to or an auxiliary, or a participle
#   Q quotation   , ; : - ( ) .   and ' for any other sign
_SIGNS = {",": ",", ";": ";", ":": ":", "(": "(", ")": ")", "[": "(", "]": ")"}
_DASHES = frozenset({"—", "–", "―", "--", "---", "-"})
_MANY = ("s", "people", "men", "women", "some", "many", "others", "most")
_LETTERS = {  # keys of the data file, the first that has a word decides
    "auxiliaries": "A",
    "determiners": "D",
    "pronouns": "R",
    "objects": "O",
    "relatives": "W",
    "coordinators": "&",
    "questions": "K",
    "prepositions": "P",
    "subordinators": "S",
    "times": "Y",
    "finite": "F",
}


class Unit(NamedTuple):
    """A word, a sign or a quotation of a sentence."""

    text: str
    lower: str
    start: int
    end: int
    quotation: int = -1  # its number, if it is a quotation


class Words:
    """A language's words by their letters."""

    def __init__(self, language: Language) -> None:
        self.forms: Mapping[str, tuple[Form, ...]] = language.forms
        self.letters: dict[str, str] = {}
        for key, letter in reversed(_LETTERS.items()):
            self.letters.update(dict.fromkeys(language.text(key).split(), letter))
        for word in language.words("adverbs"):
            self.letters.setdefault(word, "B")
        self.letters["that"] = "H"
        self.letters["to"] = "T"
        self._not_adverbs = language.words("not_adverbs")
        self.occasions = language.words("occasions")

    def letter(self, token: Token) -> str:
        """Return the letter of a word alone."""
        if token.shape is Shape.NUMBER:
            return "#"
        lower = token.lower
        if token.shape is Shape.POSSESSIVE:
            return "G"
        known = self.letters.get(lower)
        if known and (token.shape is Shape.LOWER or known != "F"):
            return known
        if lower.endswith("n't"):
            return "A"
        if "'" in lower and lower.rpartition("'")[2] in ("re", "ve", "ll", "d", "m"):
            return "R"
        if token.shape is Shape.CAPITAL:
            return "C"
        if lower.endswith("ly") and lower not in self._not_adverbs:
            return "B"
        if lower.endswith("ing") and len(lower) > 5:
            return "I"
        return "E" if lower.endswith("ed") and len(lower) > 4 else "N"


def is_title(quotation: str, words: Words) -> bool:
    """Return whether a quotation is the title of a work: “Off the Record,” on “Meet the Press”."""
    found = re.findall(r"[^\W\d_][\w'’-]*", quotation)
    if (
        not 1 < len(found) < 12
        or re.search(r"[.…]['’”\"]*$", quotation)
        or not found[0][0].isupper()
    ):
        return False
    small = [word for word in found if not word[0].isupper()]
    if len(found) < 2 * len(small) + 1:
        return False
    return all(words.letters.get(word, "N") in "DP&TAH" for word in small)


class Sentence:
    """A sentence with its pattern."""

    def __init__(self, tokens: Tokens, number: int, words: Words) -> None:
        self.tokens, self.number, self.words = tokens, number, words
        self.units: list[Unit] = []
        letters: list[str] = []
        for token in tokens.all[tokens.sentences[number].start : tokens.sentences[number].stop]:
            if token.quotation >= 0:
                self._take_in(token, letters)
                continue
            self.units.append(Unit(token.text, token.lower, token.start, token.end))
            letters.append(self._letter(token))
        self._letters = letters
        titled = self._titled()
        for place in range(len(letters)):
            if letters[place] == "Q" and not titled and self._is_name(place):
                letters[place] = "C"
            if letters[place] == "G" and place and letters[place - 1] in "RWHK":  # he’s
                letters[place] = "A"
            if self.units[place].lower in words.forms and letters[place] in "NEIFCAPD":
                letters[place] = self._verb(place, letters)
        self.pattern = "".join(letters)

    def _take_in(self, token: Token, letters: list[str]) -> None:
        """Add a token of a quotation to its unit."""
        if self.units and self.units[-1].quotation == token.quotation:
            start = self.units.pop().start
        else:
            start = token.start
            letters.append("Q")
        text = self.tokens.content[start : token.end]
        self.units.append(Unit(text, "", start, token.end, token.quotation))

    def _titled(self) -> bool:
        """Return whether it is a headline: most of its words begin with capitals."""
        words = [unit.text for unit in self.units if unit.quotation < 0 and len(unit.text) > 3]
        return len(words) > 2 and 3 * sum(word[0].isupper() for word in words) > 2 * len(words)

    def _is_name(self, place: int) -> bool:
        """Return whether a quotation is a name within the sentence, or a value of markup."""
        unit = self.units[place]
        if self.tokens.content[unit.start - 1 : unit.start] == "=":
            return True
        if not place and unit.text[-2:-1] == ",":
            return False
        return is_title(unit.text, self.words)

    def _letter(self, token: Token) -> str:
        if token.ends:
            return "."
        if token.shape in (Shape.POINT, Shape.MARK):
            return "-" if token.text in _DASHES else _SIGNS.get(token.text, "'")
        return self.words.letter(token)

    def _verb(self, place: int, letters: list[str]) -> str:
        """Return the letter of a word that may be a verb of the data file."""
        forms = self.words.forms[self.units[place].lower]
        tenses = frozenset().union(*(form.tenses for form in forms))
        before = self._before(place, letters)
        old = letters[place]
        if old == "C" and place and tenses <= {BASE, PRESENT}:
            return old
        if before in "DG" or (before == "P" and PROGRESSIVE not in tenses):
            return "N" if old in "NFAPD" else old
        if PROGRESSIVE in tenses:
            return "J"
        if before == "T":
            return "U" if BASE in tenses else old
        if before == "A":
            return "U"
        if PAST in tenses:
            return "V"
        if PRESENT in tenses:
            return "V" if before in "CRWN#),-&;:HOQ" or not before else "N"
        subject = self.units[place - 1].lower if place else ""
        many = before in "RW&,)" or (before == "N" and subject.endswith(_MANY))
        return "V" if many or (before == "C" and subject.endswith("s")) else "N"

    def _before(self, place: int, letters: list[str]) -> str:
        """Return the letter of the word before one, adverbs left out; empty at the beginning."""
        while place and letters[place - 1] == "B":
            place -= 1
        return letters[place - 1] if place else ""

    def forms(self, place: int) -> tuple[Form, ...]:
        """Return the verbs of the data file of which a unit is a form."""
        following = self.units[place + 1].lower if place + 1 < len(self.units) else ""
        found = self.words.forms.get(self.units[place].lower, ())
        fitting = tuple(form for form in found if form.particle in ("", following))
        return tuple(form for form in fitting if form.particle) or fitting

    def is_term(self, place: int) -> bool:
        """Return whether a quotation is a name or a term within a phrase: the “super” PAC."""
        text = self.units[place].text
        return len(text.split()) < 4 and not re.search(r"[,.?!—-]['’”\"]*$", text)

    def span(self, first: int, past: int) -> Span:
        """Return the stretch of text of some units, at least one."""
        return Span(self.units[first].start, self.units[past - 1].end)

    @cached_property
    def last(self) -> int:
        """The number of the unit past the last one that is no point at the end."""
        return len(self.pattern.rstrip("."))

    def search(self, pattern: re.Pattern[str], start: int = 0) -> re.Match[str] | None:
        """Return where a rule holds first."""
        return pattern.search(self.pattern, start)

    def any_of(self, first: int, past: int, words: Iterable[str]) -> bool:
        """Return whether one of some words stands between two units."""
        wanted = frozenset(words)
        return any(unit.lower in wanted for unit in self.units[first:past])
