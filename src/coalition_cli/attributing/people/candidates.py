"""Who is spoken of in a sentence, and what part he or she has in it.

Mayor Ana Ruiz met Eva Marin.             Ana Ruiz: SUBJECT, Eva Marin: OTHER
While Ruiz sang, the governor slept.      Ana Ruiz: BESIDE, the governor: SUBJECT
Ruiz's plan failed.                       Ana Ruiz: OWNER
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple

from ..grammar.tokens import Shape, Token, Tokens
from .persons import Mention
from .register import Register
from .wordlists import ANY, Wordlists, bare

_BEFORE_SUBJECT = frozenset(",;:–—-―()[]")
_WIDE = 6  # words of a description up to its noun
_MOST = 5  # who a pronoun means: with more nobody knows, and it would mean ever more
_RELATIVE_VERBS = ("ed", "s")  # endings of verbs after a noun that may be an adjective too


class Part(IntEnum):
    """What part somebody has in a sentence, the chief one first."""

    SPEAKER = 0  # says something
    SUBJECT = 1  # does something in the main clause
    BESIDE = 2  # does something in another clause
    OWNER = 3  # owns what does something
    OTHER = 4


class Candidate(NamedTuple):
    """Somebody whom a pronoun may mean."""

    number: int  # the token where he or she stands
    person: int  # in the register; -1: the description of these tokens
    words: range
    part: Part
    gender: str


class Candidates:
    """The persons in the sentences of an article, outside its quotations."""

    def __init__(self, tokens: Tokens, register: Register, words: Wordlists) -> None:
        self._tokens, self._register, self._words = tokens, register, words

    def within(
        self, numbers: range, meanings: Mapping[int, Sequence[Candidate]]
    ) -> Iterator[Candidate]:
        """Yield who stands within some tokens, in no order; `meanings` says who a pronoun is."""
        mentions = list(self._register.within(numbers))
        taken = {number for each in mentions for number in range(each.start, each.stop)}
        yield from self._named(mentions)
        for number in numbers:
            token = self._tokens[number]
            if token.quotation != -1 or number in taken:
                continue
            if token.lower in self._words.subjects:
                yield from self._meant(number, self._part(number, number + 1), meanings)
            elif self._may_describe(token):
                for found in self._described(number, taken):
                    yield found
                    if self._tokens[found.number].lower in self._words.pronouns:  # her daughter
                        yield from self._meant(found.number, found.part, meanings)

    def _meant(
        self, number: int, part: Part, meanings: Mapping[int, Sequence[Candidate]]
    ) -> Iterator[Candidate]:
        """Yield who a pronoun means; the pronoun itself if that is not known."""
        gender = self._words.pronouns[self._tokens[number].lower]
        unknown = Candidate(number, -1, range(number, number + 1), part, gender)
        for each in (meanings.get(number) or (unknown,))[:_MOST]:
            yield each._replace(number=number, part=part)

    def _may_describe(self, token: Token) -> bool:
        """Return whether a word may be the noun of a description: the mayor, the Mayor."""
        return token.is_word and self._words.is_noun(token.lower)

    def _named(self, mentions: Sequence[Mention]) -> Iterator[Candidate]:
        for mention in mentions:
            if self._tokens[mention.start].quotation != -1:
                continue
            part = self._part(mention.start, mention.stop)
            before = self._tokens[mention.start - 1].lower if mention.start else ""
            if part is Part.OTHER and before in self._words.before_sources:
                part = Part.BESIDE  # a letter by Ana Ruiz
            words = range(mention.name, mention.stop)
            if mention.person < 0:
                yield Candidate(mention.start, -1, words, part, ANY)
                continue
            person = self._register.persons[mention.person]
            if person.sure or (not person.given and part < Part.OWNER):
                yield Candidate(mention.start, mention.person, words, part, person.gender)

    def _described(self, noun: int, taken: Container[int]) -> Iterator[Candidate]:
        """Yield the person whom a noun describes: the mayor; none for titles and appositions."""
        first = self._determiner(noun)
        if first < 0 or self._tokens[first].lower in self._words.of_no_one:
            return  # no mayor, many mayors, another mayor
        if self._goes_on(noun, taken) or self._apposed(first, noun, taken):
            return
        part = self._part(first, noun + 1)
        phrase = range(first, noun + 1)
        gender = self._words.gender(self._tokens[noun].lower)
        definite = self._tokens[first].lower in self._words.definite_articles
        if definite:
            found = self._register.described(phrase, noun)
            if len(found) == 1:
                gender = self._register.persons[found[0]].gender
                yield Candidate(first, found[0], phrase, part, gender)
                return
        if part < Part.OWNER or (part is Part.OWNER and definite and first in self._tokens.begins):
            yield Candidate(first, -1, phrase, part, gender)

    def _determiner(self, noun: int) -> int:
        """Return where the determiner of a noun stands, or whose it is: Ruiz's wife; or -1."""
        tokens, words = self._tokens, self._words
        for number in range(noun - 1, max(noun - _WIDE, 0) - 1, -1):
            token = tokens[number]
            if token.shape is Shape.POSSESSIVE:
                return self._named_owner(number)
            if token.lower in words.determiners:
                return number
            if not token.is_word or token.lower in words.stops:
                return -1
        return -1

    def _named_owner(self, possessive: int) -> int:
        """Return where the name before a possessive begins; -1 if none stands there."""
        first = possessive
        while first and self._tokens[first - 1].shape is Shape.CAPITAL:
            first -= 1
        return first if first < possessive else -1

    def _goes_on(self, noun: int, taken: Container[int]) -> bool:
        """Return whether a noun only belongs to the next one: the governor Ruiz, student loans."""
        tokens, words = self._tokens, self._words
        if noun + 1 >= len(tokens):
            return False
        after = tokens[noun + 1]
        if noun + 1 in taken or after.shape is Shape.CAPITAL:
            return True
        if after.lower in words.coordinating and noun + 3 in taken:
            return True  # the singer and activist Ana Ruiz
        if after.shape is not Shape.LOWER or after.lower in words.stops | words.relative:
            return False
        return not after.lower.endswith(_RELATIVE_VERBS) or bool(words.noun(after.lower))

    def _apposed(self, first: int, noun: int, taken: Container[int]) -> bool:
        """Return whether a description only says what somebody is who stands beside it."""
        tokens, words = self._tokens, self._words
        before = tokens[first - 1] if first else None
        if before and (before.lower in words.auxiliaries or before.lower in words.likening):
            return True
        article = tokens[first].lower in words.articles
        if before and article and before.shape is Shape.POSSESSIVE:
            return True  # he's a baker
        if before and before.text in ",(–—" and self._ends_name(first - 2, taken):
            return True
        return self._followed_by_name(noun, taken)

    def _followed_by_name(self, noun: int, taken: Container[int]) -> bool:
        """Return whether the one who is described is named next: the mayor of Leeds, Ana Ruiz."""
        tokens, words = self._tokens, self._words
        for number in range(noun + 1, min(noun + 2 * _WIDE, len(tokens) - 1)):
            token, following = tokens[number], number + 1
            if token.text == ",":
                return following in taken or tokens[following].lower in words.subjects
            if token.lower in words.auxiliaries and token.shape is Shape.LOWER:  # no May
                return following in taken  # the mayor is Ana Ruiz
            if not token.is_word and token.shape is not Shape.POSSESSIVE:
                return False
        return False

    def _ends_name(self, number: int, taken: Container[int]) -> bool:
        """Return whether a name ends at a token, perhaps with an age or a tag after it."""
        token = self._tokens[number]
        if token.shape is Shape.NUMBER and self._tokens[number - 1].text == ",":
            number -= 2
        return number in taken or token.text == ")"

    def _part(self, start: int, stop: int) -> Part:
        """Return what part who stands there has in the sentence."""
        clause = self._clause(start)
        after = self._tokens[stop] if stop < len(self._tokens) else None
        if clause is None:
            who = after and (after.lower in self._words.relative or self._who_after(stop))
            return Part.BESIDE if who else Part.OTHER
        if clause is Part.SPEAKER and after and self._is_verb(after):
            return Part.BESIDE  # Ana Ruiz, the mayor, said the governor was wrong
        says = after and after.lower in self._words.saying
        if clause is Part.SUBJECT and says and not self._is_second(start):
            return Part.SPEAKER
        return Part.OWNER if self._modifies(stop) else clause

    def _is_verb(self, token: Token) -> bool:
        """Return whether a word is likely a verb, of somebody who stands before it."""
        words = self._words
        known = token.lower in words.auxiliaries or token.lower in words.saying
        return known or (token.shape is Shape.LOWER and token.lower.endswith(words.past))

    def _is_second(self, start: int) -> bool:
        """Return whether somebody does it together with the one before: Ana Ruiz and | she."""
        joined = start > 1 and self._tokens[start - 1].lower in self._words.coordinating
        return joined and self._tokens[start - 2].shape is Shape.CAPITAL

    def _who_after(self, number: int) -> bool:
        """Return whether a comma and a relative pronoun follow: Ana Ruiz, who sang."""
        tokens = self._tokens
        ahead = number + 1 < len(tokens) and tokens[number].text == ","
        return ahead and tokens[number + 1].lower in self._words.relative

    def _modifies(self, stop: int) -> bool:
        """Return whether a name only says whose something is: Ruiz's plan, the Ruiz campaign."""
        if stop >= len(self._tokens):
            return False
        token, words = self._tokens[stop], self._words
        if token.shape is Shape.POSSESSIVE:
            return True
        word = bare(token.lower)
        if token.shape is not Shape.LOWER or word in words.saying:
            return False
        return bool(words.noun(word)) or word in words.bodies or word in words.things

    def _clause(self, start: int) -> Part | None:
        """Return in which clause somebody does something; None if a word before governs them."""
        tokens, words = self._tokens, self._words
        first = start
        if start and self._is_lower_noun(tokens[start - 1]):
            first = self._register.heads.start(start - 1)
        first = self._owner_start(first)
        while first and tokens[first - 1].lower in words.determiners:
            first -= 1
        if first == 0 or first in tokens.begins:
            return Part.SUBJECT
        before = tokens[first - 1]
        if before.shape is Shape.MARK or before.text in _BEFORE_SUBJECT or before.ends:
            return Part.SUBJECT
        if before.lower in words.saying and first > 1:
            ahead = tokens[first - 2]
            inverted = ahead.shape is Shape.MARK or ahead.text == "," or ahead.quotation != -1
            return Part.SPEAKER if inverted and before.lower in words.inverting else None
        if before.lower in words.joining:
            return Part.SUBJECT
        return Part.BESIDE if before.lower in words.conjunctions else None

    def _owner_start(self, first: int) -> int:
        """Return where the owner before a description begins: | Ruiz's colleague Ben Okafor."""
        tokens = self._tokens
        if not first or tokens[first - 1].shape is not Shape.POSSESSIVE:
            return first
        owner = first - 1
        while owner and tokens[owner - 1].shape is Shape.CAPITAL and owner not in tokens.begins:
            owner -= 1
        return owner

    def _is_lower_noun(self, token: Token) -> bool:
        return token.shape is Shape.LOWER and self._words.is_noun(token.lower)
