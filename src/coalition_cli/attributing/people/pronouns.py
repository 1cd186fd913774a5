"""He and she → the person last spoken of.

It is the one who does something in the sentence so far, or in the sentence before: “Ana Ruiz met
Eva Marin. She said …” A sentence in which nobody fits is passed over, a few of them at most. Who
stands in somebody’s quotation is nobody’s “he” outside it.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..tokens import Shape, Tokens
from .register import Register
from .wordlists import ANY, Wordlists, bare

_FAR = 4  # sentences back
_BEFORE_SUBJECT = frozenset(",;:–—-―()[]")
_WIDE = 6  # words of a description before its noun


class Candidate(NamedTuple):
    """Somebody whom a pronoun may mean."""

    number: int  # the token where he or she stands
    person: int  # in the register; -1: the description of these tokens
    words: range
    subject: bool  # whether he or she does something there
    gender: str


class Antecedent(NamedTuple):
    """Whom a pronoun means: one; or several that it may mean; or nobody."""

    found: Sequence[Candidate]
    sentences: int = 0  # how far back they stand


class Pronouns:
    """The pronouns of an article, outside its quotations, read in their order."""

    def __init__(self, tokens: Tokens, register: Register, words: Wordlists) -> None:
        self._tokens, self._register, self._words = tokens, register, words
        self._places = [
            number
            for number, token in enumerate(tokens.all)
            if token.quotation == -1 and token.lower in words.pronouns
        ]
        self._read = 0  # how many of them are read
        self._meaning: dict[int, Antecedent] = {}

    def meaning(self, number: int) -> Antecedent:
        """Return whom the pronoun at a token means."""
        while self._read < len(self._places) and self._places[self._read] <= number:
            place = self._places[self._read]
            self._meaning[place] = self._antecedent(place)
            self._read += 1
        return self._meaning.get(number, Antecedent(()))

    def _antecedent(self, number: int) -> Antecedent:
        tokens = self._tokens
        gender = self._words.pronouns[tokens[number].lower]
        sentence = tokens.sentence(number)
        first = tokens.sentences[sentence].start
        here = self._fitting(range(first, number), gender)
        subjects = [each for each in here if each.subject]
        if subjects:
            return Antecedent(_one_each(subjects))
        back = 0
        for before in range(sentence - 1, -1, -1):
            candidates = self._fitting(tokens.sentences[before], gender)
            back += 1
            if candidates:
                return Antecedent(_chosen(candidates), back)
            if back >= _FAR:
                break
        return Antecedent(())

    def _fitting(self, within: range, gender: str) -> list[Candidate]:
        """Return who in some tokens fits a gender, in order."""
        found = [each for each in self._candidates(within) if each.gender in (gender, ANY)]
        if any(each.gender == gender for each in found):
            return [each for each in found if each.gender == gender or each.subject]
        return found

    def _candidates(self, within: range) -> Iterator[Candidate]:
        tokens, words = self._tokens, self._words
        named = list(self._register.within(within))
        taken = {number for mention in named for number in range(mention.start, mention.stop)}
        for mention in named:
            person = self._register.persons[mention.person]
            if (
                tokens[mention.start].quotation != -1
                or not person.sure
                or self._modifies(mention.stop)
            ):
                continue
            numbers = range(mention.name, mention.stop)
            subject = self._is_subject(mention.start, mention.stop)
            yield Candidate(mention.start, mention.person, numbers, subject, person.gender)
        for number in within:
            token = tokens[number]
            if token.quotation != -1 or number in taken:
                continue
            if token.lower in words.pronouns and self._subject_pronoun(number):
                meaning = self._meaning.get(number)
                if meaning and len(meaning.found) == 1:
                    yield meaning.found[0]._replace(number=number, subject=True)
                elif meaning:
                    for each in meaning.found:
                        yield each._replace(number=number, subject=True)
            elif token.shape is Shape.LOWER and words.is_noun(token.lower):
                if described := self._described(number, taken):
                    yield described

    def _subject_pronoun(self, number: int) -> bool:
        return self._tokens[number].lower in ("he", "she")

    def _modifies(self, stop: int) -> bool:
        """Return whether a name only says whose something is: Ruiz’s plan, the Ruiz campaign."""
        if stop >= len(self._tokens):
            return False
        token = self._tokens[stop]
        if token.shape is Shape.POSSESSIVE:
            return True
        word = bare(token.lower)
        words = self._words
        return (
            token.shape is Shape.LOWER
            and (bool(words.noun(word)) or word in words.bodies or word in words.things)
            and word not in words.saying
        )

    def _is_subject(self, start: int, stop: int) -> bool:
        """Return whether who stands there does something: no word before it governs it."""
        tokens, words = self._tokens, self._words
        first = start
        if (
            start
            and words.is_noun(tokens[start - 1].lower)
            and tokens[start - 1].shape is Shape.LOWER
        ):
            first = self._register.phrase_start(start - 1)
        while first and tokens[first - 1].lower in words.determiners:
            first -= 1
        if first == 0 or first in tokens.begins:
            return True
        before = tokens[first - 1]
        if before.shape is Shape.MARK or before.text in _BEFORE_SUBJECT:
            return True
        if before.lower in words.saying and first > 1:
            ahead = tokens[first - 2]
            return ahead.shape is Shape.MARK or ahead.text == "," or ahead.quotation != -1
        return before.lower in words.conjunctions

    def _described(self, number: int, taken: set[int]) -> Candidate | None:
        """Return the person whom a noun describes: the mayor; none for titles and appositions."""
        tokens, words = self._tokens, self._words
        after = tokens[number + 1] if number + 1 < len(tokens) else None
        if after and (number + 1 in taken or after.shape is Shape.POSSESSIVE):
            return None
        if (
            after
            and after.shape is Shape.LOWER
            and (words.noun(after.lower) or bare(after.lower) in words.bodies)
        ):
            return None
        first = number
        while first > 0 and number - first < _WIDE and tokens[first].lower not in words.determiners:
            first -= 1
            if (
                not tokens[first].is_word
                or tokens[first].lower
                in words.prepositions | words.conjunctions | words.auxiliaries
            ):
                return None
        if tokens[first].lower not in words.determiners or first == number:
            return None
        before = tokens[first - 1] if first else None
        if before and (before.lower in words.auxiliaries or before.lower in ("as", "like")):
            return None
        if (
            before
            and before.text in ",(–—"
            and (first - 2 in taken or tokens[first - 2].text == ")")
        ):
            return None
        if after and after.text == "," and number + 2 in taken:
            return None
        subject = self._is_subject(first, number + 1)
        return Candidate(
            first, -1, range(first, number + 1), subject, words.gender(tokens[number].lower)
        )


def _one_each(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return one candidate for each person, in order."""
    found: dict[tuple[int, range | None], Candidate] = {}
    for each in candidates:
        found.setdefault((each.person, each.words if each.person < 0 else None), each)
    return list(found.values())


def _chosen(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return whom a sentence is about: who does something in it, or else all."""
    subjects = _one_each([each for each in candidates if each.subject])
    return subjects or _one_each(candidates)
