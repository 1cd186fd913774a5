"""He and she → the person last spoken of.

It is the one who does something in the sentence so far, or in the sentence before: “Ana Ruiz met
Eva Marin. She said …” A sentence in which nobody fits is passed over, a few of them at most. Who
stands in a quotation is nobody's “he” outside it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from ..grammar.tokens import Tokens
from .candidates import Candidate, Candidates, Part
from .register import Register
from .wordlists import ANY, Wordlists

_FAR = 4  # sentences back
_WIDE = 150  # tokens of a sentence that are looked at
_FARTHEST = 40  # with those that are all quoted


class Antecedent(NamedTuple):
    """Whom a pronoun means: one; or several that it may mean; or nobody."""

    found: Sequence[Candidate]
    sentences: int = 0  # how far back they stand


class Pronouns:
    """The pronouns of an article, outside its quotations, read in their order."""

    def __init__(self, tokens: Tokens, register: Register, words: Wordlists) -> None:
        self._tokens, self._words = tokens, words
        self._candidates = Candidates(tokens, register, words)
        self._places = [
            number
            for number, token in enumerate(tokens.all)
            if token.lower in words.pronouns and token.quotation == -1
        ]
        self._read = 0  # how many of them are read
        self._meanings: dict[int, Antecedent] = {}
        self._persons: dict[int, Sequence[Candidate]] = {}  # the same without the distance

    def meaning(self, number: int) -> Antecedent:
        """Return whom the pronoun at a token means."""
        while self._read < len(self._places) and self._places[self._read] <= number:
            place = self._places[self._read]
            found = self._meanings[place] = self._antecedent(place)
            self._persons[place] = found.found
            self._read += 1
        return self._meanings.get(number, Antecedent(()))

    def last(self, number: int) -> Antecedent:
        """Return who did something last before a token, whoever it is."""
        here = self._in_sentence(number, ANY)
        return (
            Antecedent(here)
            if here
            else self._before(self._tokens.sentence(number), ANY, says=True)
        )

    def _antecedent(self, number: int) -> Antecedent:
        gender = self._words.pronouns[self._tokens[number].lower]
        sentence = self._tokens.sentence(number)
        says = self._says(number)
        here = self._in_sentence(number, gender)
        if here and not self._trails(number):
            return Antecedent(here)
        before = self._before(sentence, gender, says=says)
        if ahead := self._ahead(number, gender):
            here = _one_each([*here, *ahead])
        if here and before.found and _persons(here) != _persons(before.found):
            sure = len(before.found) == 1 and before.found[0].part <= Part.SUBJECT
            if ahead or not sure:
                return Antecedent(_one_each([*before.found, *here]))
        return before if before.found else Antecedent(here)

    def _in_sentence(self, number: int, gender: str) -> list[Candidate]:
        """Return who fits in the sentence up to a pronoun, and does something there."""
        first = self._tokens.sentences[self._tokens.sentence(number)].start
        found = self._fitting(range(max(first, number - _WIDE), number), gender)
        chosen = _chosen([each for each in found if each.part is not Part.OTHER], says=False)
        known = [each for each in found if each.gender == gender]
        if not chosen and self._tokens[number].lower not in self._words.subjects:
            return _one_each(known)  # a blow to Ana Ruiz in her district
        doubtful = known and chosen and all(each.gender == ANY for each in chosen)
        return _one_each([*chosen, *known]) if doubtful else chosen

    def _ahead(self, number: int, gender: str) -> list[Candidate]:
        """Return whom a pronoun may mean who comes only after it: when he came, Ruiz said.

        That is who does something after the clause with which the sentence begins.
        """
        tokens, words = self._tokens, self._words
        whole = tokens.sentences[tokens.sentence(number)]
        sentence = range(whole.start, min(whole.stop, whole.start + _WIDE))
        opening = tokens[sentence.start].lower
        if opening not in words.prepositions | words.conjunctions - words.joining:
            return []
        commas = [each for each in range(sentence.start, sentence.stop) if tokens[each].text == ","]
        if not commas or number > commas[0]:
            return []
        found = self._fitting(range(commas[0], sentence.stop), gender)
        named = [each for each in found if each.person >= 0 and each.part <= Part.SUBJECT]
        return named[:1]

    def _says(self, number: int) -> bool:
        """Return whether a verb of saying follows a pronoun: she said, she also said."""
        ahead = self._tokens.all[number + 1 : number + 3]
        return any(token.lower in self._words.saying for token in ahead)

    def _trails(self, number: int) -> bool:
        """Return whether a pronoun with its verb follows what is said: the ferry is full, she said.

        Who is named in what was said need not be the one who says it.
        """
        tokens, words = self._tokens, self._words
        if number == 0 or number + 1 >= len(tokens) or tokens[number - 1].text != ",":
            return False
        if tokens[number + 1].lower not in words.saying:
            return False
        after = tokens[number + 2] if number + 2 < len(tokens) else None
        return after is None or not after.is_word or after.lower in words.prepositions

    def _before(self, sentence: int, gender: str, *, says: bool) -> Antecedent:
        """Return who fits in the sentences before one. Those that are all quoted do not count."""
        back = 0
        for before in range(sentence - 1, max(-1, sentence - 1 - _FARTHEST), -1):
            numbers = self._tokens.sentences[before][:_WIDE]
            if all(self._tokens[number].quotation != -1 for number in numbers):
                continue
            back += 1
            found = self._fitting(numbers, gender)
            if back > 1 and gender != ANY:  # so far back only who is known to be he or she
                found = [each for each in found if each.gender == gender]
            if found:
                return Antecedent(_chosen(found, says=says), sentence - before)
            if back == _FAR:
                break
        return Antecedent(())

    def _fitting(self, within: range, gender: str) -> list[Candidate]:
        """Return who in some tokens fits a gender, in order."""
        found = sorted(self._candidates.within(within, self._persons), key=_place)
        return [each for each in found if gender == ANY or each.gender in (gender, ANY)]


def _place(candidate: Candidate) -> int:
    return candidate.number


def _one_each(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return one candidate for each person, in order."""
    found: dict[tuple[int, range | None], Candidate] = {}
    for each in candidates:
        found.setdefault((each.person, each.words if each.person < 0 else None), each)
    return list(found.values())


def _persons(candidates: Sequence[Candidate]) -> set[tuple[int, range | None]]:
    return {(each.person, each.words if each.person < 0 else None) for each in candidates}


def _chosen(candidates: Sequence[Candidate], *, says: bool) -> list[Candidate]:
    """Return those with the chief part in a sentence; who says something, for who says more."""
    parts = [each.part if says else max(each.part, Part.SUBJECT) for each in candidates]
    best = min(parts, default=Part.OTHER)
    chosen = zip(candidates, parts, strict=True)
    return _one_each([each for each, part in chosen if part == best])
