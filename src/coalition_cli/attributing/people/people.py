"""Who is who in an article: the words for a source → a speaker, always the same for a person."""

from collections.abc import Sequence

from ...verifying.paragraphs import Span
from ..attribution import Certainty, Speaker
from ..grammar.tokens import Tokens
from ..languages.language import Language
from .candidates import Candidate
from .carrying import Carriers
from .phrases import Phrase, Reader
from .pronouns import Antecedent, Pronouns
from .register import Register
from .resolved import NOBODY, Resolved, perhaps, stated, taken
from .speakers import Speakers
from .wordlists import Wordlists, wordlists

_FEW = 8  # tokens of a name before `who`
_WIDE = 150  # tokens of a source, or of a sentence, that are looked at
_NAMES = 3  # of those who may be meant


class People:
    """The persons, groups and bodies of an article."""

    def __init__(self, tokens: Tokens, language: Language) -> None:
        self._tokens = tokens
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
        numbers = self._tokens.within(source)[:_WIDE]
        words = [number for number in numbers if self._tokens[number].is_word]
        if len(words) == 1 and (found := self._of_pronoun(words[0])):
            return found
        if words and self._tokens[words[0]].lower in self._words.nobody:
            shown = self._tokens.shown(numbers)  # neither Ruiz nor Roe said so
            return Resolved(None, Certainty.OPEN, f'"{shown}" names nobody')
        phrase = self._reader.read(numbers)
        return self._of_phrase(phrase) if phrase else NOBODY

    def _of_pronoun(self, number: int) -> Resolved | None:
        """Return who is meant by a word that is a pronoun: he, they, who."""
        token, words = self._tokens[number], self._words
        if token.lower in words.pronouns:
            return self._meant(token.text, number)
        if words.is_relative(token):
            return self._before(token.text, number)
        return perhaps(token.text, ()) if token.lower in words.never else None

    def _meant(self, shown: str, number: int) -> Resolved:
        """Return whom he or she means."""
        meaning = self._pronouns.meaning(number)
        known = [each for each in meaning.found if not self._is_pronoun(each.words)]
        called = [self._called(each) for each in known]
        one = len(set(called)) == 1 and len(known) == len(meaning.found)
        found = self._speaker(known[0]) if one else None
        if found is None:
            return perhaps(shown, called[:_NAMES])
        return taken(found, shown, called[0], self._place(meaning))

    def _is_pronoun(self, numbers: range) -> bool:
        return len(numbers) == 1 and self._tokens[numbers[0]].lower in self._words.no_names

    def _speaker(self, each: Candidate) -> int | None:
        if each.person >= 0:
            return self._speakers.person(each.person)
        phrase = self._reader.read(each.words)
        return self._of_phrase(phrase).speaker if phrase else None

    def _called(self, each: Candidate) -> str:
        if each.person >= 0:
            return self._register.persons[each.person].called
        return self._speakers.description(each.words)

    def _place(self, meaning: Antecedent) -> str:
        """Return where the one stands who is meant."""
        if meaning.sentences <= 1:
            return "previous sentence" if meaning.sentences else "this sentence"
        return f"paragraph {self._tokens.paragraph(meaning.found[0].number) + 1}"

    def _before(self, shown: str, number: int) -> Resolved:
        """Return whom a relative pronoun means: the name or the description before it."""
        end = number
        while end and not self._tokens[end - 1].is_word:
            end -= 1
        for mention in self._register.within(range(max(0, end - _FEW), end)):
            if mention.stop == end and mention.person >= 0:
                found = self._speakers.person(mention.person)
                called = self._register.persons[mention.person].called
                return taken(found, shown, called, "this sentence")
        return perhaps(shown, ())

    def _of_phrase(self, phrase: Phrase) -> Resolved:
        """Return the speaker whom a phrase names or describes."""
        if phrase.several:
            return self._group(phrase)
        if not phrase.name:
            return self._described(phrase)
        found = self._register.named(phrase.titles, phrase.name)
        if phrase.kind in ("person", "document", "unknown") and found:
            return self._one_of(phrase, found)
        return stated(self._speakers.named(phrase))

    def _group(self, phrase: Phrase) -> Resolved:
        """Return the group that several are, unless a pronoun is one of them."""
        shown = self._tokens.shown(phrase.words)
        if self._is_pronoun(phrase.words[:1]) or self._is_pronoun(phrase.words[-1:]):
            return perhaps(shown, ())
        of = self._speakers.named if phrase.name else self._speakers.described
        reason = f'"{shown}": more than one, taken as a group'
        return Resolved(of(phrase), Certainty.TAKEN, reason)

    def _one_of(self, phrase: Phrase, found: Sequence[int]) -> Resolved:
        """Return who of those with a name is meant."""
        if len(found) == 1:
            return stated(self._speakers.person(found[0], phrase))
        shown = self._tokens.shown(phrase.name)
        number = self._register.meant(found, phrase.name.start)
        if number is None:
            return perhaps(shown, self._names(found))
        speaker, called = (
            self._speakers.person(number, phrase),
            self._register.persons[number].called,
        )
        if called == shown:
            return stated(speaker)
        return taken(speaker, shown, called, "mostly meant in this article")

    def _described(self, phrase: Phrase) -> Resolved:
        """Return the speaker whom a description means."""
        definite = self._tokens[phrase.words.start].lower in self._words.definite_articles
        if phrase.kind != "person" or not definite:
            return stated(self._speakers.described(phrase))
        shown = self._tokens.shown(phrase.words)
        found = self._register.described(phrase.words, phrase.head)
        if self._is_still(phrase, found):
            return stated(self._speakers.described(phrase))
        if len(found) == 1:
            number = self._speakers.person(found[0])
            return taken(number, shown, self._register.persons[found[0]].called)
        if last := self._last_of(found, phrase.words.start):
            number = last.found[0].person
            called = self._register.persons[number].called
            return taken(self._speakers.person(number), shown, called, self._place(last))
        return perhaps(shown, self._names(found))

    def _is_still(self, phrase: Phrase, found: Sequence[int]) -> bool:
        """Return whether a description means nobody with a name.

        None of those found fits, or none is named after somebody unnamed who was described so.
        An engineer of the port said so. The engineer, not Ana Ruiz, engineer of the city, adds it.
        """
        if not found:
            return True
        known = self._speakers.known(phrase)
        if known is None:
            return False
        since = self._register.within(range(known.start, phrase.words.start))
        return not any(mention.person in found for mention in since)

    def _last_of(self, found: Sequence[int], place: int) -> Antecedent | None:
        """Return who of some persons did something last, if no other one of them was there."""
        last = self._pronouns.last(place)
        if len(last.found) != 1:
            return None
        sentence = self._tokens.sentences[self._tokens.sentence(last.found[0].number)]
        there = {mention.person for mention in self._register.within(sentence[:_WIDE])}
        return last if there & set(found) == {last.found[0].person} else None

    def _names(self, found: Sequence[int]) -> list[str]:
        return [self._register.persons[number].called for number in found[:_NAMES]]
