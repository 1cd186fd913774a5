"""The people whom an article names."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..grammar.tokens import Shape, Tokens
from .found import Found
from .naming import ANY, Naming
from .spelling import Spelling

_BEGINNING = 3  # letters by which names are looked up: no case changes them


@dataclass(slots=True)
class Person:
    """Somebody who has a name in the article."""

    words: tuple[str, ...]
    gender: str
    role: str = ""

    @property
    def name(self) -> str:
        """The name as the article has it, without titles."""
        return " ".join(self.words)


class Names:
    """The names of an article. The subject of a verb has its name in the form it has by itself."""

    def __init__(self, tokens: Tokens, words: Naming, found: Sequence[Found]) -> None:
        """Take what is said: its sources have names, and other sentences have them too."""
        self._tokens, self._words = tokens, words
        self.people: list[Person] = []
        self._by_beginning: dict[str, list[Person]] = {}
        sources = [(each, tokens.within(each.source)) for each in found if each.source]
        marked = Spelling(tokens, words, ()).has_marks
        whole = (numbers for _, numbers in sources if not marked(numbers))
        self.spelling = Spelling(tokens, words, {one for numbers in whole for one in numbers})
        for each, numbers in sources:
            if each.subject or words.capital_nouns:
                self._learn(numbers)
        for run in self.spelling.runs(range(len(tokens))):
            name = self.spelling.begun(run) or self.spelling.after_role(run)
            sure = name and not words.is_ambiguous(tokens[name.start].text)
            if name and sure and not self.spelling.is_owner(name):
                self._add(name, range(run.start, name.start))
        for each, numbers in sources:
            if self.spelling.is_single(numbers, each) and not self.called(
                tokens[numbers.start].text
            ):
                self._add(numbers, range(0))
        self._hear(sources)

    def _hear(self, sources: Sequence[tuple[Found, range]]) -> None:
        """Take from the verbs of which they are the subject whether people are he or she."""
        for each, numbers in sources:
            people = self.called(self._tokens[numbers.stop - 1].text)
            if each.subject and each.cue and len(people) == 1 and people[0].gender == ANY:
                verb = self._tokens.content[slice(*each.cue[-1])]
                people[0].gender = self._words.spoken_by(verb)

    def called(self, word: str) -> list[Person]:
        """Return those whose name ends in a word, in any case."""
        found = self._by_beginning.get(word[:_BEGINNING], ())
        exact = [each for each in found if each.words[-1] == word]
        return exact or [each for each in found if self._words.is_case(word, each.words[-1])]

    def standing(self, numbers: range) -> list[Person]:
        """Return those whose names stand in some words, outside quotations, in their order."""
        found = [
            each
            for token in self._tokens.all[numbers.start : numbers.stop]
            if token.shape is Shape.CAPITAL and token.quotation == -1
            for each in self.called(token.text)
        ]
        return list({id(each): each for each in found}.values())

    def _learn(self, numbers: range) -> None:
        """Take a name out of a source: of its chief words, or of the words beside them."""
        head = self.spelling.head(numbers)
        if self.spelling.several(head):
            return
        rest = range(min(head.stop + 1, numbers.stop), numbers.stop)
        for part in (head, self.spelling.head(rest)):
            name = self.spelling.name(part) if part else None
            if name and (len(name) > 1 or len(part) > 1) and not self.spelling.is_owner(name):
                self._add(name, range(head.start, name.start if part is head else head.stop))
                return

    def _add(self, name: range, before: range) -> None:
        """Add a person, or what the words before a name say of one."""
        words = tuple(self._tokens[n].text for n in name)
        known = self._by_beginning.setdefault(words[-1][:_BEGINNING], [])
        person = next((each for each in known if each.words[-len(words) :] == words), None)
        if person is None:
            person = Person(words, self._gender(words, before))
            known.append(person)
            self.people.append(person)
        person.role = person.role or self._role(before)
        if person.gender == ANY:
            person.gender = self._gender(words, before)

    def _role(self, numbers: range) -> str:
        """Return words before a name without their article."""
        first = numbers.start
        while first < numbers.stop and self._tokens[first].lower in self._words.determiners:
            first += 1
        if first == numbers.stop:
            return ""
        return self._tokens.content[slice(*self._tokens.span(range(first, numbers.stop)))]

    def _gender(self, words: Sequence[str], before: range) -> str:
        given = self._words.given.get(words[0].lower(), ANY)
        roles = (self._words.role(self._tokens[number].text) for number in before)
        return given if given != ANY else next((role for role in roles if role), ANY)
