"""The words by which an article describes somebody: what he or she is, and why without a name.

ein Diplomat, der nicht genannt werden will, weil er es nicht darf    ein Diplomat; er es nicht darf
"""

import re
from collections.abc import Sequence

from ...verifying.paragraphs import Span
from ...verifying.quotations import MARKS
from ..grammar.tokens import Token, Tokens
from .naming import Naming
from .spelling import Spelling

_TITLE = re.compile(
    f"(?P<before>[^{re.escape(MARKS)}]*)[{re.escape(MARKS)}](?P<title>[^{re.escape(MARKS)}]+)"
    f"[{re.escape(MARKS)}]"
)


class Descriptions:
    """The words for the sources of an article, as they are shown."""

    def __init__(self, tokens: Tokens, words: Naming, spelling: Spelling) -> None:
        self._tokens, self._words, self._spelling = tokens, words, spelling

    def text(self, numbers: range) -> str:
        """Return some words on one line."""
        return " ".join(self._tokens.content[slice(*self._tokens.span(numbers))].split())

    def words_for(self, source: Span, *, named: bool) -> Span:
        """Return the words of a source without a clause that says that no name is to be given.

        Where they name somebody, without any clause.
        """
        numbers = self._tokens.within(source)
        for number in numbers[1:]:
            if self._tokens[number - 1].text == "," and self._is_clause(number):
                rest = range(number, numbers.stop)
                asks = any(self._tokens[n].lower in self._words.unnamed for n in rest)
                if asks or (named and self.aside(rest) is None):
                    return self._tokens.span(range(numbers.start, number - 1))
        return source

    def aside(self, rest: range) -> range | None:
        """Return the words after a source that name it: der frühere Trainer Uwe Block."""
        aside = self._spelling.head(rest)
        ends = bool(aside) and self._spelling.is_capital(aside.stop - 1)
        words = (self._tokens[n].lower for n in aside)
        clause = any(word in self._words.prepositions for word in words)
        return aside if ends and not clause else None

    def outlet(self, source: Span) -> Span | None:
        """Return the name of a newspaper or the like that is all of a source: die Zeitung „Ost“."""
        found = _TITLE.fullmatch(self._tokens.content, *self.words_for(source, named=True))
        before = found["before"].lower().split() if found else ()
        known = self._words.determiners | self._words.outlets
        return Span(*found.span("title")) if found and known.issuperset(before) else None

    def kind(self, words: Sequence[Token]) -> str:
        """Return what a description is of: a word of SPEAKER_KINDS."""
        lowers = [token.lower for token in words]
        if any(lower in self._words.several for lower in lowers[:2]):
            return "group"
        if any(lower in self._words.bodies for lower in (*lowers[:2], *lowers[-1:])):
            return "organisation"
        small = self._words.prepositions | self._words.determiners
        if lowers[0] in self._words.indefinite and (len(lowers) == 1 or lowers[1] in small):
            return "person"  # einer der Anwohner
        return "person" if any(self._words.role(token.text) for token in words) else "unknown"

    def unnamed(self, numbers: range) -> tuple[str, str]:
        """Return the words for somebody, and why he or she is not named, if they say it."""
        tokens, words = self._tokens, self._words
        shown = self.words_for(tokens.span(numbers), named=False)
        asks = next((n for n in numbers if tokens[n].lower in words.unnamed), numbers.stop)
        reason = self._reason(numbers, asks) if asks < numbers.stop else ""
        return " ".join(tokens.content[slice(*shown)].split()), reason

    def _reason(self, numbers: range, asks: int) -> str:
        """Return why somebody asks not to be named: behind the word that says it, or before it."""
        tokens, words = self._tokens, self._words
        whys = [n for n in numbers if tokens[n].lower in words.because]
        why = next((n for n in whys if n > asks), next(iter(whys), numbers.stop))
        first, past = why + 1, numbers.stop
        if why < asks:  # die aus Angst vor Kündigung nicht genannt werden wollen
            past = next((n for n in range(first, asks) if tokens[n].lower in words.negations), asks)
            while past > first and tokens[past - 1].lower in words.determiners:
                past -= 1  # seinen Namen
        if tokens[why].lower.endswith(words.turning_ends):
            first = why  # побоюючись звільнення
        elif first + 1 < past and tokens[first + 1].text == ",":  # через те, що
            first += 3
        return self.text(range(first, past)).strip(" ,") if first < past else ""

    def _is_clause(self, number: int) -> bool:
        relatives = self._words.relatives | self._words.because
        ahead = (number, number + 1)
        return any(self._tokens[n].lower in relatives for n in ahead if n < len(self._tokens))
