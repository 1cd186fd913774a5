"""What a source's words say of somebody named: the role and the affiliation.

campaign manager Ana Ruiz                        role: campaign manager
Ana Ruiz, a spokeswoman for the Harbour Board,   role: spokeswoman, affiliation: the Harbour Board
Ana Ruiz (R-Fla.)                                affiliation: R-Fla.
Ana Ruiz, a friend of Eva Marin,                 role: friend of Eva Marin
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..grammar.tokens import Shape, Tokens
from .names_within import NamesWithin, none
from .register import Register
from .several import Several
from .wordlists import Wordlists, bare

_LONGEST = 14  # words of a role


class Role(NamedTuple):
    """Tokens of what somebody is, and of whom he or she belongs to; empty where nothing says it."""

    role: range
    affiliation: range


class Roles:
    """Reads what the sources of one article say of those whom they name."""

    def __init__(
        self,
        several: Several,
        names: NamesWithin,
        tokens: Tokens,
        register: Register,
        words: Wordlists,
    ) -> None:
        self._several, self._names = several, names
        self._tokens, self._register, self._words = tokens, register, words

    def of(self, titles: range, after: range, rest: Sequence[range]) -> Role:
        """Return what titles, the words right after a name, and the further parts say."""
        role, affiliation = self._before(titles), self._beside(after)
        for number, part in enumerate(rest):
            said = self._tag(part) if number == 0 else None
            said = said or self._apposed(part)
            role, affiliation = role or said.role, affiliation or said.affiliation
        return Role(role, affiliation)

    def _before(self, titles: range) -> range:
        """Return titles, if they say what somebody is: not Mr., not alleged."""
        says = any(self._words.noun(self._tokens[number].lower) for number in titles)
        return titles if says else none(titles)

    def _beside(self, after: range) -> range:
        """Return whom somebody belongs to, by the words after a name: Ana Ruiz of the Board."""
        if len(after) < 2 or self._tokens[after.start].lower not in self._words.belonging:
            return none(after)
        return range(after.start + 1, after.stop)

    def _tag(self, part: range) -> Role | None:
        """Return the tag of a party after a name: R-Fla."""
        tag, _, _ = self._tokens[part.start].text.partition("-")
        party = bare(tag) in self._words.party_tags and len(tag.rstrip(".")) == 1
        return Role(none(part), part) if party and len(part) <= 2 else None

    def _apposed(self, part: range) -> Role:
        """Return what a part after a name says: a spokeswoman for the Harbour Board."""
        tokens, words = self._tokens, self._words
        nothing = none(part)
        head = self._register.heads.of(part)
        if head < 0 or words.is_relative(tokens[part.start]):
            return Role(nothing, nothing)
        if not words.noun(tokens[head].lower) and not self._register.heads.is_occupation(
            part, head
        ):
            return Role(nothing, nothing)
        whole = self._names.undetermined(part)
        if tokens[whole.start].lower in words.belonging:
            return Role(nothing, nothing)  # one of Ruiz's aides
        end = next(self._participles(range(head + 1, whole.stop)), whole.stop)
        for number in range(head + 1, whole.stop - 1):
            body = self._names.trimmed(range(number + 1, whole.stop))
            if body and tokens[number].lower in words.belonging and self._owns(head, number, body):
                return Role(range(whole.start, min(number, end)), body)
        role = range(whole.start, end)
        return Role(role if len(role) <= _LONGEST else nothing, nothing)

    def _participles(self, numbers: range) -> Iterator[int]:
        """Yield the words that tell what somebody does or did: a voter | raised in Ravenna."""
        for number in numbers:
            token = self._tokens[number]
            if token.shape is Shape.LOWER and token.lower.endswith(self._words.participles):
                yield number

    def _owns(self, head: int, preposition: int, body: range) -> bool:
        """Return whether somebody belongs to what is named: no friend of, no Secretary of."""
        tokens, words = self._tokens, self._words
        noun, before = words.noun(tokens[head].lower), tokens[preposition].lower
        if noun in words.kin or words.whole.get(noun) == before:
            return False
        first = body.start + (tokens[body.start].lower in words.definite)
        if first >= body.stop or tokens[first].shape is not Shape.CAPITAL:
            return False
        return before in words.speaking_for or not self._several.is_person(body)
