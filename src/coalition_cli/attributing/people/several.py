"""Whether a source is more than one: X and Y; X, Y and Z; X and his wife."""

from collections.abc import Sequence

from ..grammar.tokens import Shape, Tokens
from .names_within import NamesWithin
from .naming import body_kind
from .register import Register
from .wordlists import Wordlists


class Several:
    """Tells one speaker from several in the sources of one article."""

    def __init__(
        self, names: NamesWithin, tokens: Tokens, register: Register, words: Wordlists
    ) -> None:
        self._names, self._tokens = names, tokens
        self._register, self._words = register, words

    def are(self, parts: Sequence[range]) -> bool:
        """Return whether the parts of a source, between its signs, are more than one."""
        first, last = parts[0], parts[-1]
        for part in parts:
            if self._words.is_relative(self._tokens[part.start]):
                return False
            if part is not first and self._is_further(first, part):
                return True
            for before, after in self._sides(part):
                if part is first and self._joins(before, after):
                    return True
                if part is not first and all(map(self.is_person, (first, before, after))):
                    return True
        joined = len(parts) > 1 and self._coordinates(last.start - 1)
        return joined and self._joins(first, last)

    def _is_further(self, first: range, part: range) -> bool:
        """Return whether a part names one more person: Ana Ruiz, the mayor, and | Bo Dorn."""
        return self._coordinates(part.start - 1) and self.is_person(first) and self.is_person(part)

    def named(self, parts: Sequence[range]) -> list[range]:
        """Return the parts without what only says who somebody is, where a name tells them apart.

        Ana Ruiz, the mayor, and Bo Dorn, her deputy: Ana Ruiz, Bo Dorn.
        """
        if not any(self._is_further(parts[0], part) for part in parts[1:]):
            return list(parts)
        return [part for part in parts if self.is_person(part)]

    def _coordinates(self, number: int) -> bool:
        return self._tokens[number].lower in self._words.coordinating

    def _sides(self, part: range) -> list[tuple[range, range]]:
        """Return what stands before and after each `and` of a part."""
        trimmed = self._names.trimmed
        return [
            (trimmed(range(part.start, number)), trimmed(range(number + 1, part.stop)))
            for number in part[1:]
            if self._coordinates(number)
        ]

    def _joins(self, before: range, after: range) -> bool:
        """Return whether `and` stands between two who are named or described, each whole.

        A mayor and senator Ana Ruiz is one; the mayor and Ana Ruiz are two.
        """
        if not before or not after:
            return False
        if self.is_person(before):
            return self.is_person(after) or self.is_determined(after)
        if not self._is_described(before):
            return False
        if any(self._tokens[number].lower in self._words.prepositions for number in before):
            return self._is_known(after)
        titles, name = self._names.of(after)
        office = any(self._words.is_title(self._tokens[number].lower) for number in titles)
        return self.is_determined(after) or (bool(name) and not office)

    def names_first(self, part: range) -> bool:
        """Return whether the first one of a part is named: Ana Ruiz and others."""
        sides = self._sides(part)
        return self.is_person(sides[0][0] if sides else part)

    def _is_known(self, part: range) -> bool:
        """Return whether words name a person whom the article names elsewhere, or in full."""
        return self.is_person(part) and bool(self._register.named(*self._names.of(part)))

    def is_determined(self, part: range) -> bool:
        """Return whether words begin as those for somebody new do: his wife, others."""
        first = self._tokens[part.start].lower
        return first in self._words.determiners or first in self._words.groups

    def _is_described(self, part: range) -> bool:
        """Return whether words describe somebody: the mayor, mayors; no study by the mayor."""
        head = self._register.heads.of(part)
        if head < 0:
            return False
        token = self._tokens[head]
        if self._tokens[part.start].lower in self._words.determiners:
            return bool(self._words.noun(token.lower)) or token.shape is Shape.CAPITAL
        return head == part[-1] and self._words.is_plural(token.lower)

    def is_person(self, part: range) -> bool:
        """Return whether words are the name of a person."""
        found = self._names.of(part) if part else None
        if not found or not found.name:
            return False
        words, tokens = self._words, self._tokens
        if body_kind(tokens.words(found.name), words):
            return False
        last = tokens[found.name[-1]].lower
        described = words.is_title(last) or words.noun(last) or last in words.groups
        if described and not found.titles:
            return False
        office = any(words.is_title(tokens[number].lower) for number in found.titles)
        if office or self._register.named(*found):
            return True
        one = len(found.name) == 1 and not found.titles
        alone = one and tokens[part.start].lower not in words.definite and not words.is_plural(last)
        return alone or words.is_given(tokens[found.name.start].lower)
