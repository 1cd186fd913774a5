"""Who is who in an article: the words for a source → a speaker, always the same for a person."""

from collections.abc import Sequence
from typing import NamedTuple

from ...verifying.paragraphs import Span
from ..attribution import Certainty, Speaker
from ..language import Language
from ..tokens import Tokens
from .candidates import Candidate
from .carrying import Carriers
from .phrases import Phrase, Reader
from .pronouns import Antecedent, Pronouns
from .register import Register
from .speakers import Speakers
from .wordlists import Wordlists, wordlists


class Resolved(NamedTuple):
    """Who is meant by the words for a source: a number in `speakers`, or nobody, and why."""

    speaker: int | None
    certainty: Certainty
    reason: str = ""


NOBODY = Resolved(None, Certainty.OPEN)  # where an article has no words for a source


_UNKNOWN = "who that is the article does not say"


class People:
    """The persons, groups and bodies of an article."""

    def __init__(self, tokens: Tokens, language: Language) -> None:
        self._content, self._tokens = tokens.content, tokens
        self._words: Wordlists = wordlists(language)
        self._register = Register(tokens, self._words)
        self._reader = Reader(tokens, self._register, self._words)
        self._pronouns = Pronouns(tokens, self._register, self._words)
        self._carriers = Carriers(tokens, self._register.outlets, self._words)
        self._speakers = Speakers(tokens, self._register, self._words)

    def speakers(self) -> tuple[Speaker, ...]:
        """Return those who were asked for, in the order in which they were first."""
        return self._speakers.all()

    def carrier(self, cue: Span | None, source: Span | None) -> tuple[Span, ...]:
        """Return the words for who first carried what is said with a cue; empty if none stand."""
        return self._carriers.of(cue, source)

    def who(self, source: Span) -> Resolved:
        """Return who is credited by the words of a source. Ask in the order of the text."""
        numbers = self._tokens.within(source)
        words = [self._tokens[n].lower for n in numbers if self._tokens[n].is_word]
        if len(words) == 1 and (word := self._single(numbers, words[0])):
            return word
        phrase = self._reader.read(numbers)
        if phrase is None:
            return Resolved(None, Certainty.OPEN)
        return self._credited(phrase)

    def _single(self, numbers: range, word: str) -> Resolved | None:
        """Return who is meant by one word that is no name: he, they, who."""
        number = next(n for n in numbers if self._tokens[n].is_word)
        shown = self._tokens.shown(range(number, number + 1))
        if word in self._words.pronouns:
            return self._meant(shown, number)
        if word in self._words.relative:
            return self._before(shown, number)
        if word in self._words.never:
            return Resolved(None, Certainty.OPEN, f'"{shown}": {_UNKNOWN}')
        return None

    def _meant(self, shown: str, number: int) -> Resolved:
        """Return whom a pronoun means."""
        meaning = self._pronouns.meaning(number)
        pronouns = self._words.pronouns
        known = [
            each for each in meaning.found if self._tokens[each.words[0]].lower not in pronouns
        ]
        if not known:
            return Resolved(None, Certainty.OPEN, f'"{shown}": {_UNKNOWN}')
        named = [self._called(each) for each in known]
        if len(set(named)) > 1:
            perhaps = f"{', '.join(named[:-1])} or {named[-1]}"
            return Resolved(None, Certainty.OPEN, f'"{shown}": perhaps {perhaps}')
        where = self._place(meaning, number)
        found = self._candidate(meaning.found[0])
        if found is None or len(known) < len(meaning.found):
            return Resolved(None, Certainty.OPEN, f'"{shown}": perhaps {named[0]}')
        return Resolved(found, Certainty.TAKEN, f'"{shown}", taken as {named[0]} ({where})')

    def _candidate(self, each: Candidate) -> int | None:
        if each.person >= 0:
            return self._speakers.person(each.person)
        phrase = self._reader.read(each.words)
        return self._credited(phrase).speaker if phrase else None

    def _called(self, each: Candidate) -> str:
        return (
            self._register.persons[each.person].called
            if each.person >= 0
            else self._tokens.shown(each.words)
        )

    def _place(self, meaning: Antecedent, number: int) -> str:
        """Return where the one stands whom a pronoun means."""
        if meaning.sentences == 0:
            return "this sentence"
        if meaning.sentences == 1:
            return "previous sentence"
        return f"paragraph {self._tokens.paragraph(meaning.found[0].number) + 1}"

    def _before(self, shown: str, number: int) -> Resolved:
        """Return whom a relative pronoun means: the name or description before it."""
        end = number
        while end and not self._tokens[end - 1].is_word:
            end -= 1
        for mention in self._register.within(range(max(0, end - 8), end)):
            if mention.stop == end:
                called = self._register.persons[mention.person].called
                found = self._speakers.person(mention.person)
                return Resolved(
                    found, Certainty.TAKEN, f'"{shown}", taken as {called} (this sentence)'
                )
        return Resolved(None, Certainty.OPEN, f'"{shown}": {_UNKNOWN}')

    def _credited(self, phrase: Phrase) -> Resolved:
        """Return the speaker whom a phrase names or describes."""
        if phrase.several:
            shown = self._tokens.shown(phrase.words)
            first = self._tokens[phrase.words.start].lower
            if first in self._words.pronouns or first in self._words.never:
                return Resolved(None, Certainty.OPEN, f'"{shown}": {_UNKNOWN}')
            group = self._speakers.named if phrase.name else self._speakers.described
            return Resolved(
                group(phrase), Certainty.TAKEN, f'"{shown}": more than one, taken as a group'
            )
        if not phrase.name:
            return self._described(phrase)
        found = self._register.named(phrase.titles, phrase.name)
        if phrase.kind in ("person", "unknown") and found:
            return self._one_of(phrase, found)
        return Resolved(self._speakers.named(phrase), Certainty.STATED)

    def _one_of(self, phrase: Phrase, found: Sequence[int]) -> Resolved:
        """Return who of those with a name is meant."""
        shown = self._tokens.shown(phrase.name)
        if len(found) == 1:
            return Resolved(self._speakers.person(found[0], phrase), Certainty.STATED)
        number = self._register.meant(found, phrase.name.start)
        if number is None:
            names = " or ".join(self._register.persons[each].called for each in found[:3])
            return Resolved(None, Certainty.OPEN, f'"{shown}": perhaps {names}')
        called = self._register.persons[number].called
        if called == shown:
            return Resolved(self._speakers.person(number, phrase), Certainty.STATED)
        reason = f'"{shown}", taken as {called} (mostly meant in this article)'
        return Resolved(self._speakers.person(number, phrase), Certainty.TAKEN, reason)

    def _described(self, phrase: Phrase) -> Resolved:
        """Return the speaker whom a description means."""
        shown = self._tokens.shown(phrase.words)
        if phrase.kind == "person" and self._is_definite(phrase):
            found = self._register.described(phrase.words, phrase.head)
            if len(found) == 1:
                called = self._register.persons[found[0]].called
                number = self._speakers.person(found[0])
                return Resolved(number, Certainty.TAKEN, f'"{shown}", taken as {called}')
            if len(found) > 1:
                names = " or ".join(self._register.persons[each].called for each in found[:3])
                return Resolved(None, Certainty.OPEN, f'"{shown}": perhaps {names}')
        return Resolved(self._speakers.described(phrase), Certainty.STATED)

    def _is_definite(self, phrase: Phrase) -> bool:
        return self._tokens[phrase.words.start].lower == "the"
