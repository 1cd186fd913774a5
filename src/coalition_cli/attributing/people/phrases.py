"""The words that an article has for a source → a name, a role, a body; or a description.

campaign manager Ana Ruiz                    name Ana Ruiz, role campaign manager
Sen. Ben Okafor (R-Fla.)                     name Ben Okafor, role Sen., affiliation R-Fla.
the mayor of Ravenna, Ana Ruiz,              name Ana Ruiz, role mayor of Ravenna
three people briefed on the talks            a description: a group
Ana Ruiz and Ben Okafor                      several
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..grammar.tokens import Shape, Token, Tokens
from .anonymity import asks_not_to_be_named
from .kinds import BODY, GROUP, OUTLET, PERSON, Kinds
from .names_within import NamesWithin, none
from .naming import Titled, is_name_word
from .register import Register
from .roles import Role, Roles
from .several import Several
from .wordlists import Wordlists, bare

_WORDS = 2  # of a body's name: one word may be its place
_SIGNS = frozenset(",;()[]–—-") | {"--"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a source's words say. Numbers of tokens."""

    words: range  # those that describe, or all
    titles: range  # before the name
    name: range  # empty where nobody is named
    kind: str  # a word of SPEAKER_KINDS
    head: int = -1  # the chief word of a description
    role: range = range(0)
    affiliation: range = range(0)
    several: bool = False  # X and Y
    called: str = ""  # the names of several, without their titles
    whole: range = range(0)  # of a description: all words of the source, relative clauses too


class Reader:
    """Reads the words for the sources of one article."""

    def __init__(self, tokens: Tokens, register: Register, words: Wordlists) -> None:
        self._tokens, self._register, self._words = tokens, register, words
        self._names = NamesWithin(tokens, register, words)
        self._kinds = Kinds(tokens, register, words)
        self._several = Several(self._names, tokens, register, words)
        self._roles = Roles(self._several, self._names, tokens, register, words)

    def read(self, numbers: range) -> Phrase | None:
        """Return what some words say of a source; nothing if they have no word."""
        parts = list(self._parts(self._names.trimmed(numbers)))
        if not parts:
            return None
        while len(parts) > 1 and self._is_quoted(parts[0]) and not self._is_quoted(parts[1]):
            parts.pop(0)  # “The Long Quay,” Ana Ruiz
        if self._several.are(parts):
            return self._group(parts)
        first, rest = parts[0], parts[1:]
        found = self._named(first)
        if found.name:
            after = range(found.name.stop, first.stop)
            role = self._roles.of(found.titles, after, rest)
            return self._person(found, first, role)
        if rest and self._is_body_of(first, rest[0]):
            return Phrase(rest[0], none(first), rest[0], BODY)
        if rest and self._calls(first, rest[0]):
            found = self._names.of(rest[0])
            role = self._roles.of(self._names.undetermined(first), none(first), rest[1:])
            return self._person(found, rest[0], role)
        return replace(self._description(self._described(parts), first), whole=numbers)

    def _parts(self, numbers: range) -> Iterator[range]:
        """Yield the parts of a source between its signs, in order; Ruiz, Jr. is one."""
        first = numbers.start
        for number in numbers:
            token = self._tokens[number]
            relative = number > first and self._words.is_relative(token)
            if relative or (token.text in _SIGNS and not self._joins(number)):
                if part := self._names.trimmed(range(first, number)):
                    yield part
                first = number + (not relative)
        if part := self._names.trimmed(range(first, numbers.stop)):
            yield part

    def _is_quoted(self, part: range) -> bool:
        return self._tokens[part.start].quotation != -1

    def _joins(self, number: int) -> bool:
        """Return whether a sign parts nothing: 31-year-old; Ruiz, Jr."""
        token = self._tokens[number]
        if token.text in "-–":
            beside = self._tokens.content[token.start - 1 : token.end + 1]
            return not any(sign.isspace() for sign in beside)
        after = self._tokens[number + 1] if number + 1 < len(self._tokens) else token
        return token.text == "," and bare(after.lower) in self._words.suffixes

    def _named(self, part: range) -> Titled:
        """Return the titles and the name of a part; both empty if it only describes."""
        found = self._names.of(part)
        nobody = found.name and self._kinds.is_nobody(found)
        return Titled(none(part), none(part)) if nobody else found

    def _calls(self, description: range, part: range) -> bool:
        """Return whether a description is followed by a person's name: the mayor, Ana Ruiz."""
        tokens, words = self._tokens, self._words
        head = self._register.heads.of(description)
        if head < 0 or not self._may_be_person(tokens[head]):
            return False
        first = tokens[part.start]
        if first.shape is not Shape.CAPITAL and not words.is_title(first.lower):
            return False
        found = self._named(part)
        return bool(found.name) and self._kinds.of_name(found, part) in (PERSON, BODY)

    def _is_body_of(self, description: range, part: range) -> bool:
        """Return whether a body's name follows its description: the company, Blue Firth Ferries."""
        head = self._register.heads.of(description)
        if head < 0 or self._tokens[head].lower not in self._words.bodies or len(part) < _WORDS:
            return False
        if self._tokens[description[-1]].shape is Shape.CAPITAL:
            return False  # the company in Aberdeen, South Dakota
        capitals = all(self._tokens[number].shape is Shape.CAPITAL for number in part)
        found = self._named(part)
        return capitals and bool(found.name) and not self._kinds.is_known(found)

    def _may_be_person(self, noun: Token) -> bool:
        """Return whether a noun may be that of a person: no body, and no thing."""
        words, lower = self._words, noun.lower
        if words.is_noun(lower):
            return True
        return noun.shape is Shape.LOWER and lower not in words.bodies | words.things | words.groups

    def _person(self, found: Titled, part: range, role: Role) -> Phrase:
        """Return a phrase that names somebody, or a body."""
        kind = self._kinds.of_name(found, part)
        if kind == GROUP:
            return self._description(part, part)
        if kind in (BODY, OUTLET):
            return Phrase(part, none(part), self._whole_name(found, part, kind), kind)
        return Phrase(part, found.titles, found.name, kind, -1, *role)

    def _whole_name(self, found: Titled, part: range, kind: str) -> range:
        """Return the name of a body with what belongs to it: Bank of Ravenna; New Party."""
        tokens, words = self._tokens, self._words
        first, stop = found.name.start, found.name.stop
        noun = bare(tokens[first].lower)
        if kind == OUTLET or len(found.name) > 1 or noun in words.bodies:
            while first > found.titles.start and tokens[first - 1].shape is Shape.CAPITAL:
                first -= 1
        owner = next((n for n in range(part.start, first) if self._owns(n)), None)
        first = first if owner is None else self._names.undetermined(part).start
        while (following := self._goes_on(stop, part.stop)) > stop:
            stop = following
        return range(first, stop)

    def _owns(self, number: int) -> bool:
        return self._tokens[number].shape is Shape.POSSESSIVE

    def _goes_on(self, number: int, stop: int) -> int:
        """Return where the name of a body ends that goes on at a token: Bank | of the North."""
        tokens, words = self._tokens, self._words
        ahead = number
        if ahead < stop and tokens[ahead].lower in words.within_names:
            ahead += 1
        if ahead < stop and tokens[ahead].lower in words.articles:
            ahead += 1
        named = ahead < stop and tokens[ahead].shape is not Shape.LOWER
        return ahead + 1 if named and is_name_word(tokens[ahead], words) else number

    def _group(self, parts: Sequence[range]) -> Phrase:
        """Return a phrase for several persons, who are named if the first one is."""
        first, last = parts[0], parts[-1]
        joined = any(self._tokens[number].lower in self._words.coordinating for number in first)
        words = first if joined else range(first.start, last.stop)
        if words.stop < len(self._tokens) and self._tokens[words.stop].text == ")" and not joined:
            words = range(words.start, words.stop + 1)
        if not self._several.names_first(first):
            return Phrase(words, none(first), none(first), GROUP, several=True)
        called = self._names_of([first] if joined else self._several.named(parts))
        return Phrase(words, none(first), words, GROUP, several=True, called=called)

    def _names_of(self, parts: Sequence[range]) -> str:
        """Return the names of several without their titles: Ana Ruiz, Bo Dorn and others."""
        tokens, each, joint = self._tokens, list[range](), "and"
        for part in parts:
            first = part.start
            for number in part:
                if tokens[number].lower in self._words.coordinating:
                    each.append(range(first, number))
                    first, joint = number + 1, tokens[number].text
            each.append(range(first, part.stop))
        sides = [side for words in each if (side := self._names.trimmed(words))]
        shown = [tokens.shown(self._names.of(side).name or side) for side in sides]
        return f" {joint} ".join([", ".join(shown[:-1]), shown[-1]]) if shown[1:] else shown[0]

    def _described(self, parts: Sequence[range]) -> range:
        """Return the words of a description: up to a sign, with `who` but no `, who`."""
        first, stop = parts[0].start, parts[0].stop
        for part in parts[1:]:
            follows = all(self._tokens[number].is_word for number in range(stop, part.start))
            if not follows or asks_not_to_be_named(self._tokens, part, self._words):
                break
            stop = part.stop
        return range(first, stop)

    def _description(self, words: range, part: range) -> Phrase:
        """Return a phrase that describes; one for a body of somebody is its name: Ruiz campaign."""
        kind, head = self._kinds.of_description(part), self._register.heads.of(part)
        name = none(part)
        if kind in (BODY, OUTLET):
            whole = self._names.after_determiner(range(part.start, head + 1))
            if any(self._tokens[number].shape is Shape.CAPITAL for number in whole[:-1]):
                name = whole
        return Phrase(words, none(part), name, kind, head)
