"""What shows that words with a capital name a person, or that they do not.

Mayor Ruiz; Ruiz said; Sir Ben           persons
Bank of Ravenna; Swiss Greens            none
Harbour Board Sees Ferry Full Again      a headline, whose capitals show nothing
"""

import re
from collections.abc import Container, Sequence

from ..grammar.tokens import Shape, Tokens
from .naming import body_kind, is_body
from .wordlists import Wordlists, bare

_HEADLINE = 0.85  # the part of a paragraph's words with a capital that makes it a headline
_FEW = 4  # words: less than these are no headline
_CAMEL = re.compile(r"(?<!^Mc)(?<!^Mac)(?<!^De)(?<!^Fitz)(?<=[a-z])[A-Z]")  # YouTube


class Signs:
    """Tells the capitals of one article apart."""

    def __init__(self, tokens: Tokens, words: Wordlists) -> None:
        self._tokens, self._words = tokens, words

    def is_headline(self, paragraph: range) -> bool:
        """Return whether most words of a paragraph have a capital, so that it shows no names."""
        tokens = self._tokens.all[paragraph.start : paragraph.stop]
        shapes = [token.shape for token in tokens if len(token.text) > _FEW - 1]
        capitals, lower = shapes.count(Shape.CAPITAL), shapes.count(Shape.LOWER)
        if (
            capitals > 1
            and not lower
            and all(token.text.isupper() for token in tokens if token.is_word)
        ):
            return True
        return capitals + lower > _FEW and capitals > _HEADLINE * (capitals + lower)

    def is_no_person(self, name: range, parts: Sequence[str]) -> bool:
        """Return whether a name is that of a body, or of many: Bank of Ravenna, Swiss Greens."""
        words = self._words
        described = len(parts) > 1 and bool(words.noun(parts[-1])) and not words.is_given(parts[0])
        people = bool(words.noun(parts[-1])) and words.is_plural(parts[-1])
        return described or people or is_body(self._tokens, name, words)

    def is_outlet(self, run: range) -> bool:
        """Return whether a run of capitals is the name of a newspaper or a station."""
        return body_kind(self._tokens.words(run), self._words) == "outlet"

    def is_called_by_title(self, parts: Sequence[str]) -> bool:
        """Return whether a name is one word with a title that belongs to it: Sir Ben."""
        return len(parts) == 2 and parts[0] in self._words.kept

    def has_title(self, titles: range, surname: str, *, alone: bool) -> bool:
        """Return whether a title before one word makes it a surname: Mr. Ruiz, President Ruiz.

        Girl Scouts are none; Mayor Adams is one if he stands elsewhere `alone` too.
        """
        words = self._words
        if not titles or words.noun(surname) or surname in words.places | words.parties:
            return False
        title = bare(self._tokens[titles[-1]].lower)
        plural = surname.endswith("s") and not alone
        return title in words.titles or (title not in words.parties and not plural)

    def acts(self, name: range, within_sentences: Container[str]) -> bool:
        """Return whether one word with a capital does something as a person does: Ruiz said.

        A word that begins a sentence has to have its capital within another one too.
        """
        tokens, words = self._tokens, self._words
        first, word = name.start, bare(tokens[name.start].lower)
        if tokens[first].quotation != -1 or tokens[first].text.isupper() or words.noun(word):
            return False
        if word in words.no_surnames or (first and tokens[first - 1].lower in words.definite):
            return False
        if first in tokens.begins and word not in within_sentences:
            return False
        if first and tokens[first - 1].lower in words.prepositions:
            return False  # the Duchess of Ravenna said
        if _CAMEL.search(tokens[first].text):
            return False
        after = tokens[name.stop].lower if name.stop < len(tokens) else ""
        if after in words.saying or after in words.auxiliaries:
            return True
        inverted = first > 1 and tokens[first - 1].lower in words.saying
        return inverted and (tokens[first - 2].shape is Shape.MARK or tokens[first - 2].text == ",")
