"""The people whom an article names: the words of each name, and where they stand.

мерка Стрижграда Олена Стахів        Олена Стахів
der frühere Trainer Uwe Stahl        Uwe Stahl
die Deutsche Bahn, Верховна Рада     nobody: what is not sure to be a name is none
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..tokens import Shape, Tokens
from .found import Found
from .naming import ANY, Naming

_INITIALS = re.compile(r"(?:\w\.)+")
_CUT = ",;:(—–"
_TWO = 2  # words of a name: more have nouns before them
_BEGINNING = 3  # letters by which names are looked up: no case changes them
_LATIN = re.compile("[A-Za-z]")


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
        self._within: dict[str, set[str]] | None = None  # words that begin no sentence
        self._by_beginning: dict[str, list[Person]] = {}
        sources = [(each, tokens.within(each.source)) for each in found if each.source]
        self._credited = {number for _, numbers in sources for number in numbers}
        for each, numbers in sources:
            if each.subject or words.capital_nouns:
                self._learn(numbers)
        for run in self.runs(range(len(tokens))):
            name = self._begun(run)
            sure = name and not words.is_ambiguous(tokens[name.start].text)
            if name and sure and not self._is_owner(name):
                self._add(name, range(run.start, name.start))
        for each, numbers in sources:
            if self._is_single(numbers, each) and not self.called(tokens[numbers.start].text):
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

    def runs(self, numbers: range) -> Iterator[range]:
        """Yield the words with capitals that stand together, outside quotations."""
        first = None
        for number in numbers:
            goes_on = self.is_capital(number) or (
                first is not None and self._joins(number, numbers)
            )
            close = first is not None and self._is_close(number)
            if first is not None and (close or not goes_on):
                yield range(first, number)
                first = None
            if goes_on and first is None and self.is_capital(number):
                first = number
        if first is not None:
            yield range(first, numbers.stop)

    def _is_close(self, number: int) -> bool:
        """Return whether no blank stands before a word."""
        return self._tokens[number - 1].end == self._tokens[number].start

    def _joins(self, number: int, numbers: range) -> bool:
        """Return whether a small word stands within a name: von, ван дер."""
        lower, after = self._tokens[number].lower, number + 1
        inner = self._tokens[number - 1].lower in self._words.particles  # van der, фон дер
        return (
            (lower in self._words.particles or (inner and lower in self._words.inner_particles))
            and after < numbers.stop
            and (self.is_capital(after) or self._joins(after, numbers))
        )

    def is_capital(self, number: int) -> bool:
        """Return whether a word has a capital that is not that of a small word in front."""
        token = self._tokens[number]
        if token.shape is not Shape.CAPITAL or token.lower in self._words.small:
            return False
        return token.quotation == -1 or number in self._credited

    def head(self, numbers: range) -> range:
        """Return a source up to what it has aside."""
        stop = next((n for n in numbers if self._tokens[n].text in _CUT), numbers.stop)
        return range(numbers.start, stop)

    def several(self, head: range) -> bool:
        """Return whether a source names more than one: X and Y."""
        return any(
            run.start > head.start + 1
            and self._tokens[run.start - 1].lower in self._words.coordinators
            and self.is_capital(run.start - 2)
            and (self._begun(run) or run).start == run.start  # Minister für Arbeit und Soziales Ott
            and not self._has_preposition(range(head.start, run.start))  # von Haus und Hof
            for run in self.runs(head)
        )

    def _has_preposition(self, numbers: range) -> bool:
        return any(self._tokens[number].lower in self._words.prepositions for number in numbers)

    def _learn(self, numbers: range) -> None:
        """Take a name out of a source: of its chief words, or of the words beside them."""
        head = self.head(numbers)
        if self.several(head):
            return
        rest = range(min(head.stop + 1, numbers.stop), numbers.stop)
        for part in (head, self.head(rest)):
            name = self.name(part) if part else None
            if name and (len(name) > 1 or len(part) > 1) and not self._is_owner(name):
                self._add(name, range(head.start, name.start if part is head else head.stop))
                return

    def name(self, part: range) -> range | None:
        """Return the words of a name in a source, if it has one that is sure."""
        runs = list(self.runs(part))
        for run in runs:
            if name := self._begun(run):
                return name
        if not runs:
            return None
        run = runs[0] if self._words.capital_nouns else self._last_before_preposition(runs)
        name = self._after_nouns(part, run)
        return name if name and self._is_likely(name) else None

    def _is_single(self, source: range, found: Found) -> bool:
        """Return whether one word with a capital is a name: no article is there, nor a plural."""
        tokens, words = self._tokens, self._words
        word = tokens[source.start]
        if len(source) != 1 or not found.subject or not found.cue:
            return False
        if not self.is_capital(source.start):
            return False
        if word.lower in words.bodies or word.lower in words.several:
            return False
        verb = tokens.content[slice(*found.cue[-1])].split()[0]
        if verb.endswith(words.plural_endings):
            return False
        if words.capital_nouns and words.is_common(word.text):
            return False
        if source.start in tokens.begins and not word.lower.endswith(words.surname_ends or ("\0",)):
            return self._stands_within(word.text)
        return True

    def _is_owner(self, name: range) -> bool:
        """Return whether a name stands in another case, as the article shows: Karl Otts."""
        word = self._tokens[name.stop - 1].text
        ends = (end for end in self._words.case_ends if word.endswith(end))
        known = self._capitals(word)
        return self._words.capital_nouns and any(word.removesuffix(end) in known for end in ends)

    def _stands_within(self, word: str) -> bool:
        """Return whether a word has its capital within a sentence too, in any case."""
        known = self._capitals(word)
        return word in known or any(self._words.is_case(each, word) for each in known)

    def _capitals(self, word: str) -> set[str]:
        """Return the words within sentences that begin as a word does, with a capital."""
        if self._within is None:
            self._within = {}
            for number, token in enumerate(self._tokens.all):
                if token.shape is Shape.CAPITAL and number not in self._tokens.begins:
                    self._within.setdefault(token.text[:_BEGINNING], set()).add(token.text)
        return self._within.get(word[:_BEGINNING], set())

    def _begun(self, run: range) -> range | None:
        """Return a name that begins with a given name or with initials."""
        for number in run[:-1]:
            token = self._tokens[number]
            if token.lower in self._words.given or _INITIALS.fullmatch(token.text):
                return range(number, self._end(range(number, run.stop)))
        return None

    def _end(self, name: range) -> int:
        """Return where a name ends: before a small word after a surname, Ott von der Bahn."""
        for number in name[2:]:
            before = self._tokens[number - 1].lower
            small = self._tokens[number].lower in self._words.particles
            if small and before not in self._words.given and before not in self._words.particles:
                return number
        return name.stop

    def _last_before_preposition(self, runs: Sequence[range]) -> range:
        """Return the last of some words with capitals: Тесля, and not Тесля з Університету."""
        chosen = runs[0]
        for run in runs[1:]:
            if self._tokens[run.start - 1].lower in self._words.prepositions:
                break
            chosen = run
        return chosen

    def _after_nouns(self, part: range, run: range) -> range | None:
        """Return a name without the nouns before it: Trainerin Aichinger, мерка Озерська Сич."""
        words, tokens = self._words, self._tokens
        if words.capital_nouns:
            return self._after_capitals(part, run)
        last = tokens[run.stop - 1].lower
        sure = last in words.given or last.endswith(words.surname_ends)
        if len(run) == 1 or (last in words.given and words.role(tokens[run.start].text)):
            return range(run.stop - 1, run.stop) if sure else None
        if _LATIN.match(tokens[run.start].text):  # The Northern Post
            return run
        if (
            len(run) == _TWO
            and run.start in tokens.begins
            and (words.role(tokens[run.start].text) or last.endswith(words.no_surname_ends))
        ):
            return None  # Посол Арвенії
        particle = next((n for n in run if tokens[n].lower in words.particles), run.stop - 1)
        return range(max(run.start, particle - 1), run.stop)

    def _after_capitals(self, part: range, run: range) -> range | None:
        """Return a name after nouns where these have capitals too: Trainerin Aichinger."""
        words, tokens = self._words, self._tokens
        first = run.start
        while first < run.stop - 1 and words.role(tokens[first].text):
            first += 1
        if first == run.start and (len(run) == 1 or run.start > part.start):
            return None  # die Deutsche Bahn
        if first > run.start and tokens[first].lower in words.particles:
            return None  # Sprecherin von Haus und Hof
        if tokens[run.start].text.endswith("s") and words.is_common(tokens[run.stop - 1].text):
            return None  # Hubers Frau
        return range(first, run.stop)

    def _is_likely(self, name: range) -> bool:
        """Return whether words look like a name, and like no body or a word in another case."""
        lowers = [self._tokens[n].lower for n in name]
        words = self._words
        if any(lower in words.bodies or lower in words.several for lower in lowers):
            return False
        return len(lowers) == 1 or not lowers[0].endswith(words.no_name_ends)

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
