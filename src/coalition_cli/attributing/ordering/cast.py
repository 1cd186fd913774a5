"""Who is who in an article that is read by the order of its words: a source → a speaker.

die Archäologin Weidling         whose name the article has elsewhere: Katja Weidling
за словами Стахової              a name in another case: that of which it has the beginning
вона, der Minister               whom the sentences before speak of, if that can be only one
ein Diplomat, der …              nobody whom the article names
"""

import re
from collections.abc import Sequence

from ...verifying.paragraphs import Span
from ..attribution import Certainty, Speaker
from ..grammar.tokens import Shape, Token, Tokens
from ..languages.language import Language
from ..people import NOBODY, Resolved
from .describing import Descriptions
from .found import Found
from .names import Names, Person
from .naming import ANY, HE, SHE, naming

_FAR = 3  # sentences back in which a pronoun looks for somebody
_TWO = 2  # words of a description: американський лідер
_LONG = 80  # tokens of a sentence that may speak of somebody without a name
_WIDE = 300  # tokens of a sentence in which it looks
_SHORT = 3  # letters: too few for a noun that is a part of another
_SHOWN = 3  # names in a comment
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


class Cast:
    """The people of an article, and those whom it only describes."""

    def __init__(self, tokens: Tokens, language: Language, found: Sequence[Found]) -> None:
        """Take all that is said, in the order of the text."""
        self._tokens, self._words = tokens, naming(language)
        self._names = Names(tokens, self._words, found)
        self.describing = Descriptions(tokens, self._words, self._names.spelling)
        self._numbers: dict[tuple[str, str], int] = {}
        self._speakers: list[Speaker] = []
        self._last: tuple[int, int] | None = None  # who was credited last, in which sentence

    def speakers(self) -> tuple[Speaker, ...]:
        """Return those who were credited, in the order in which they were first."""
        return tuple(self._speakers)

    def called(self, number: int) -> str:
        """Return the name of a speaker, or the words for one without a name."""
        return self._speakers[number].name or self._speakers[number].description

    def is_named(self, number: int) -> bool:
        """Return whether a speaker has a name."""
        return bool(self._speakers[number].name)

    def who(self, found: Found) -> Resolved:
        """Return who is credited by the words of a source. Ask in the order of the text."""
        if found.source is None:
            return NOBODY
        numbers = self._tokens.within(found.source)
        resolved = self._who(numbers, found)
        if resolved.speaker is not None:
            self._last = resolved.speaker, self._tokens.sentence(numbers.start)
        return resolved

    def outlet(self, found: Found) -> Span | None:
        """Return the name of a newspaper that is the source: as a subject, if cases change it."""
        whole = found.subject or self._words.capital_nouns
        return self.describing.outlet(found.source) if whole and found.source else None

    def named(self, found: Found) -> int | None:
        """Return whom the words of a source name, if it is one."""
        people = self._named(self._tokens.within(found.source)) if found.source else []
        return self._person(people[0]) if len(people) == 1 else None

    def _who(self, numbers: range, found: Found) -> Resolved:
        first = self._tokens[numbers.start]
        known = first.lower in self._words.pronouns or first.lower in self._words.never
        if len(numbers) == 1 and known:
            return self._pronoun(first, numbers.start, found)
        title = self.outlet(found)
        if title:
            name = " ".join(self._tokens.content[slice(*title)].split())
            return Resolved(
                self._number("outlet", name, Speaker(name, kind="outlet")), Certainty.STATED
            )
        shown = self.describing.text(numbers)
        head = self._names.spelling.head(numbers)
        if self._names.spelling.several(head):
            number = self._number("described", shown, Speaker(description=shown, kind="group"))
            return Resolved(number, Certainty.TAKEN, f'"{shown}": more than one, taken as a group')
        people = self._named(numbers)
        saying = [each for each in people if self._can_say(each, numbers, found)]
        if len(saying) == 1:
            return Resolved(self._person(saying[0]), Certainty.STATED)
        if people:
            return self._perhaps(shown, people)
        return self._described(numbers, shown)

    def _named(self, numbers: range) -> list[Person]:
        """Return who has the name that stands in a source: whole, or only its last word."""
        head = self._names.spelling.head(numbers)
        found = self._called(head)
        aside = self.describing.aside(range(min(head.stop + 1, numbers.stop), numbers.stop))
        return found or (self._called(aside) if aside else [])

    def _called(self, numbers: range) -> list[Person]:
        """Return who has the name that stands in some words."""
        texts = {self._tokens[n].text: n for n in numbers if self._names.spelling.is_capital(n)}
        found = {id(each): each for text in texts for each in self._names.called(text)}
        whole = [each for each in found.values() if self._has_all(each, texts)]
        if whole:
            return whole
        if len(texts) > 1:  # with another given name it is another person
            return [each for each in found.values() if not self._differs(each, texts)]
        return list(found.values())

    def _can_say(self, person: Person, numbers: range, found: Found) -> bool:
        """Return whether somebody can be the subject of the verb, by the form of both."""
        if not found.subject or not found.cue:
            return True
        form = any(self._tokens[n].text in person.words for n in numbers)
        verb = self.describing.text(self._tokens.within(found.cue[-1]))
        return form and self._words.agrees(verb, person.gender)

    def _has_all(self, person: Person, texts: dict[str, int]) -> bool:
        return len(person.words) > 1 and all(
            word.lower() in self._words.particles
            or any(text == word or self._words.is_case(text, word) for text in texts)
            for word in person.words
        )

    def _differs(self, person: Person, texts: dict[str, int]) -> bool:
        """Return whether a source has a given name that is not that of a person."""
        if len(person.words) == 1:
            return False
        last = next((n for text, n in texts.items() if person in self._names.called(text)), 0)
        before = self._tokens[last - 1].text if last else ""
        if before not in texts or before in person.words:
            return False
        return before.lower() in self._words.given or not self._words.role(before)

    def _perhaps(self, shown: str, people: Sequence[Person]) -> Resolved:
        names = " or ".join(each.name for each in people[:_SHOWN])
        return Resolved(None, Certainty.OPEN, f'"{shown}": perhaps {names}')

    def _pronoun(self, token: Token, number: int, found: Found) -> Resolved:
        """Return whom he or she means: of whom a sentence before speaks, if that is one."""
        gender = self._words.pronouns.get(token.lower)
        shown = f'"{token.text}"'
        verb = self.describing.text(self._tokens.within(found.cue[0])) if found.cue else ""
        if verb in self._words.participles:  # hatte sie gesagt
            verb = self._tokens[max(0, number - 1)].lower
        several = gender == SHE and verb.endswith(self._words.plural_endings)
        sentence = self._tokens.sentence(number)
        if gender is not None and not several:
            for back in range(min(_FAR, sentence) + 1):
                people = self._spoken_of(sentence - back, number, gender)
                if len(people) > 1:
                    names = " or ".join(self.called(each) for each in people[:_SHOWN])
                    return Resolved(None, Certainty.OPEN, f"{shown}: perhaps {names}")
                if back and not people and self._mentions(sentence - back, number, gender):
                    break
                if people:
                    where = ("this sentence", "previous sentence")[back] if back < 2 else ""
                    where = where or f"{back} sentences before"
                    reason = f"{shown}, taken as {self.called(people[0])} ({where})"
                    return Resolved(people[0], Certainty.TAKEN, reason)
        return Resolved(None, Certainty.OPEN, f"{shown}: who that is the words do not say")

    def _mentions(self, sentence: int, before: int, gender: str) -> bool:
        """Return whether a sentence has a noun of people that may be he or she: die Richterin."""
        numbers = self._tokens.sentences[sentence]
        far = numbers.start + _LONG
        shape = Shape.CAPITAL if self._words.capital_nouns else Shape.LOWER
        return any(
            token.shape is shape
            and token.quotation == -1
            and self._words.role(token.text) == gender
            for token in self._tokens.all[numbers.start : min(numbers.stop, before, far)]
        )

    def _spoken_of(self, sentence: int, before: int, gender: str) -> list[int]:
        """Return of whom a sentence speaks whom a pronoun may mean: who said something, or all."""
        numbers = self._tokens.sentences[sentence]
        near = self._tokens.sentence(before) - sentence <= 1
        stop = min(numbers.stop, before)
        numbers = range(max(numbers.start, stop - _WIDE), stop)
        standing = self._names.standing(numbers)
        people = [each for each in standing if each.gender in (gender, ANY)]
        if self._last and self._last[1] == sentence:
            speaker = self._speakers[self._last[0]]
            if any(each.name == speaker.name for each in people) or (
                not people and self._may_be(speaker, gender)
            ):
                return [self._last[0]]
        sure = [each for each in people if each.gender == gender]
        people = sure or (people if near else [])
        return list(dict.fromkeys(self._person(each) for each in people))

    def _may_be(self, speaker: Speaker, gender: str) -> bool:
        """Return whether somebody who was credited may be he or she."""
        if speaker.name:
            people = self._names.called(speaker.name.rpartition(" ")[2])
            return any(each.gender in (gender, ANY) for each in people)
        roles = {self._words.role(word) for word in _WORD.findall(speaker.description)}
        return speaker.kind == "person" and not roles & ({HE, SHE} - {gender})

    def _described(self, numbers: range, shown: str) -> Resolved:
        """Return the speaker whom a description means: a known person, or one without a name."""
        head = self._names.spelling.head(numbers)
        words = [self._tokens[n] for n in head if self._tokens[n].is_word]
        kind = "unknown" if self._names.spelling.has_marks(numbers) else self.describing.kind(words)
        if len(head) == len(numbers) and words[0].lower not in self._words.indefinite_articles:
            small = self._words.determiners
            nouns = [
                each.lower for each in words if not each.text.isdigit() and each.lower not in small
            ]
            if known := self._definite(numbers, nouns, kind):
                return known
        shown, reason = self.describing.unnamed(numbers)
        number = self._number("described", shown, Speaker("", shown, kind, reason))
        return Resolved(number, Certainty.STATED)

    def _definite(self, numbers: range, nouns: Sequence[str], kind: str) -> Resolved | None:
        """Return who is meant by words that may be of somebody known: der Minister."""
        shown = self.describing.text(numbers)
        if len(nouns) == 1:
            people = [each for each in self._names.people if self._has_role(each, nouns[0])]
            credited = [each for each in people if ("person", each.name) in self._numbers]
            people = credited or people
            if len(people) == 1:
                reason = f'"{shown}", taken as {people[0].name}'
                return Resolved(self._person(people[0]), Certainty.TAKEN, reason)
            if people:
                return self._perhaps(shown, people)
        if kind != "person" or not self._continues(numbers, nouns):
            return None
        last = self._near(numbers) or (self.called(self._last[0]) if self._last else "")
        return Resolved(None, Certainty.OPEN, f'"{shown}": perhaps {last}')

    def _continues(self, numbers: range, nouns: Sequence[str]) -> bool:
        """Return whether a short description may mean who was credited before.

        депутат may be anybody who has a name; американський лідер whoever spoke just before.
        """
        named = self._last is not None and self.is_named(self._last[0])
        if not named and not self._near(numbers):
            return False
        first = self._tokens[numbers.start].text
        if len(nouns) == 1:
            return len(numbers) > 1 or first.islower()
        sentence = self._tokens.sentence(numbers.start)
        near = self._last is not None and sentence - self._last[1] <= 1
        near = (near and named) or bool(self._near(numbers))
        return near and len(nouns) == _TWO and self._names.spelling.name(numbers) is None

    def _near(self, numbers: range) -> str:
        """Return whose name stands in the sentence before."""
        before = max(0, self._tokens.sentence(numbers.start) - 1)
        people = self._names.standing(self._tokens.sentences[before])
        return people[0].name if people else ""

    def _has_role(self, person: Person, noun: str) -> bool:
        """Return whether a person is called what a noun says: der Minister, the Finanzminister."""
        words = [word.lower() for word in _WORD.findall(person.role)]
        if self._words.capital_nouns and len(noun) > _SHORT:
            return any(word.endswith(noun) for word in words)
        return noun in words

    def _person(self, person: Person) -> int:
        sure = person.gender != ANY or bool(self._words.given.get(person.words[0].lower()))
        kind = "person" if sure or person.role else "unknown"
        return self._number(
            "person", person.name, Speaker(person.name, kind=kind, role=person.role)
        )

    def _number(self, key: str, shown: str, speaker: Speaker) -> int:
        number = self._numbers.setdefault((key, shown), len(self._speakers))
        if number == len(self._speakers):
            self._speakers.append(speaker)
        return number
