"""The chief word of a description, and where a description begins."""

from ..grammar.tokens import Shape, Token, Tokens
from .wordlists import Wordlists

_LONGEST = 5  # words of a description before its chief word


class Heads:
    """Finds the chief words of descriptions in one article."""

    def __init__(self, tokens: Tokens, words: Wordlists) -> None:
        self._tokens, self._words = tokens, words

    def of(self, phrase: range) -> int:
        """Return the token of a phrase's chief word: the last before a preposition; -1 if none.

        The deputy *mayor* of Ravenna; three *people* briefed on the talks; Ruiz's *lawyer*.
        """
        head = -1
        for number in phrase:
            token = self._tokens[number]
            if token.shape is Shape.POSSESSIVE:
                head = -1
            elif head >= 0 and self._ends(token, head):
                return head
            elif self._may_be(token):
                head = number
        return head

    def _may_be(self, token: Token) -> bool:
        words = self._words
        no_noun = token.lower in words.before_nouns or token.lower in words.no_names
        return token.is_word and not no_noun and not words.is_relative(token)

    def _ends(self, token: Token, head: int) -> bool:
        """Return whether a word goes on after a description."""
        words, before = self._words, self._tokens[head].lower
        if token.lower in words.prepositions or words.is_relative(token):
            return True
        if token.lower in words.coordinating:
            return bool(words.noun(before))
        if token.shape is not Shape.LOWER or not token.lower.endswith(words.participles):
            return False
        described = words.noun(before) or words.is_plural(before)
        return bool(described) or before in words.things or before in words.bodies

    def is_occupation(self, phrase: range, head: int) -> bool:
        """Return whether after a name a phrase says what somebody is, by its form: a baker."""
        words, token = self._words, self._tokens[head]
        known = token.lower in words.bodies or token.lower in words.things
        begins = self._tokens[phrase.start].lower in words.articles
        one = token.shape is Shape.LOWER and not words.is_plural(token.lower)
        return begins and one and not known and token.lower.endswith(words.occupations)

    def start(self, last: int) -> int:
        """Return where a description begins that goes on at a token, without its determiner.

        The | deputy campaign manager.
        """
        first = last
        while first and last - first < _LONGEST and self._goes_before(first - 1):
            first -= 1
        return first

    def _goes_before(self, number: int) -> bool:
        token, words = self._tokens[number], self._words
        if not token.is_word or token.lower in words.stops:
            return False
        return token.shape is not Shape.LOWER or not token.lower.endswith(words.past)
