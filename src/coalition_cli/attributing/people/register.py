"""The persons whom an article names, and every place where it names them.

A person is known by a given name and a surname, or by a title and a surname. A surname alone is
that of the one person who has it.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from ..grammar.tokens import Tokens
from .evidence import Evidence
from .heads import Heads
from .namesakes import Namesakes
from .naming import Titled, name_words, runs, suffix, titled
from .persons import Mention, Person
from .signs import Signs
from .wordlists import ANY, Wordlists, bare

_MOST = 20  # persons of one surname, or of one description: more of them nobody tells apart
_NEAR = 200  # tokens before a name in which a namesake is near
_DOUBLED = re.compile(r"(.)\1")


class Register:
    """The persons of an article by their names."""

    def __init__(self, tokens: Tokens, words: Wordlists) -> None:
        self._tokens, self._words = tokens, words
        self.heads = Heads(tokens, words)
        self._evidence = Evidence(tokens, words, self.heads)
        self._signs = Signs(tokens, words)
        self._namesakes = Namesakes()
        self.persons: list[Person] = []
        self.mentions: list[Mention] = []
        self.outlets: list[range] = []  # the names of newspapers and stations, not in quotations
        self._full: dict[tuple[str, str, str], int] = {}
        self.surnames: defaultdict[str, list[int]] = defaultdict(list)
        self._given: defaultdict[str, list[int]] = defaultdict(list)
        self._within_sentences: set[str] = set()  # words with a capital that begin no sentence
        self._known_parts: dict[tuple[int, int], list[str]] = {}
        alone = self._read()
        self._order()
        self._mention_all(list(self._link(alone)))
        self._infer_genders()
        self._tell_namesakes()
        self._described = self._by_noun()

    def _read(self) -> list[Titled]:
        """Register the full names, and return the other runs: titles and one word."""
        alone, headlines = [], []
        for paragraph in self._tokens.paragraphs:
            introduces = not self._signs.is_headline(paragraph)
            for run in runs(self._tokens, paragraph, self._words):
                found = titled(self._tokens, run, self._words)
                parts = self._parts(found.name)
                if self._tokens[run.start].quotation == -1 and self._signs.is_outlet(run):
                    self.outlets.append(run)
                if not introduces:
                    headlines.append(run)
                if not parts or self._signs.is_no_person(found.name, parts):
                    continue
                if len(parts) > 1 and introduces and not self._signs.is_called_by_title(parts):
                    self._introduce(found, parts)
                    continue
                alone.append(found)
                if introduces:
                    self._note_alone(found, parts[-1])
        for run in headlines:
            self._introduce_within(run)
        return alone

    def _introduce_within(self, headline: range) -> None:
        """Register the full names in a headline whose surnames stand elsewhere."""
        for number in headline[:-1]:
            given, surname = self._tokens[number].lower, self._tokens[number + 1].lower
            if self._words.is_given(given) and surname in self._within_sentences:
                name = range(number, number + 2)
                self._introduce(Titled(range(number, number), name), (given, surname))

    def _parts(self, name: range) -> list[str]:
        """Return the words of a name in small letters."""
        key = (name.start, name.stop)
        if key not in self._known_parts:
            self._known_parts[key] = name_words(self._tokens, name, self._words)
        return self._known_parts[key]

    def _note_alone(self, found: Titled, word: str) -> None:
        """Note where one word names somebody."""
        if found.name.start not in self._tokens.begins:
            self._within_sentences.add(word)
        if not found.titles:
            gender = self._evidence.following(found.name.stop, len(self._tokens))
            self._namesakes.note(word, found.name.start, gender)

    def _introduce(self, found: Titled, parts: Sequence[str]) -> None:
        """Register the person of a full name."""
        given, surname, end = parts[0], parts[-1], suffix(self._tokens, found.name, self._words)
        number = self._number(given, surname, end)
        if number is None:
            number = self._add(Person(given, surname, end, found.name.start))
            if len(self._given[given]) < _MOST:
                self._given[given].append(number)
        self._full[given, surname, end] = number
        person = self.persons[number]
        person.full += 1
        if self._words.is_given(given):
            person.sure = True
            person.genders[self._words.given_gender(given)] += 1
        self._mention(found, number)

    def _add(self, person: Person) -> int:
        number = len(self.persons)
        self.persons.append(person)
        if len(self.surnames[person.surname]) < _MOST:
            self.surnames[person.surname].append(number)
        return number

    def _number(self, given: str, surname: str, end: str) -> int | None:
        """Return who has a name, perhaps with another form of the given name."""
        number = self._full.get((given, surname, end))
        if number is not None:
            return number
        for other in self.surnames.get(surname, ()):
            person = self.persons[other]
            if person.suffix == end and self._same_given(given, person.given):
                return other
        return None

    def _same_given(self, one: str, other: str) -> bool:
        """Return whether two given names are forms of one: Rob and Robert; Philip and Phillip."""
        short, long = sorted((one, other), key=len)
        nicknames = self._words.nicknames
        if long in (nicknames.get(short), short) or nicknames.get(long) == short:
            return True
        begins = len(short) > 2 and long.startswith(short)
        return begins or _DOUBLED.sub(r"\1", short) == _DOUBLED.sub(r"\1", long)

    def _link(self, alone: Sequence[Titled]) -> Iterator[tuple[Titled, int]]:
        """Yield who is meant where one word names somebody; -1 for one of several."""
        for found in alone:
            parts = self._parts(found.name)
            if len(parts) == 1:
                self._introduce_alone(found, parts[0])
            elif self._signs.is_called_by_title(parts) and not self.named(*found):
                self._introduce(found, parts)
        for found in alone:
            numbers = self.named(*found)
            if len(numbers) > 1:
                meant = self.meant(numbers, found.name.start)
                yield found, -1 if meant is None else meant
            elif numbers:
                yield found, numbers[0]

    def _introduce_alone(self, found: Titled, surname: str) -> None:
        """Register who is known by a surname alone, unless another one has it: President Ruiz."""
        known = [self.persons[number] for number in self.named(*found)]
        first = found.name.start
        if self._signs.has_title(found.titles, surname, alone=self._namesakes.has(surname)):
            offices = self._evidence.offices(found.titles)
            gender = self._evidence.following(found.name.stop, len(self._tokens))
            gender = gender or self._namesakes.gender(surname)
            late = first if offices & self._words.sole else len(self._tokens)
            may = any(_may_hold(person, offices, gender, late) for person in known)
            if not known or (offices and not may):
                self._add(Person("", surname, "", first, sure=True, nouns=offices))
        elif not known and self._signs.acts(found.name, self._within_sentences):
            self._add(Person("", surname, "", first))

    def _mention_all(self, linked: Sequence[tuple[Titled, int]]) -> None:
        """Add the places where one word names somebody."""
        for found, number in linked:
            if number >= 0:
                self._mention(found, number)
            else:
                first, stop = found.name.start, found.name.stop
                self.mentions.append(Mention(first, first, stop, number))
        self._order()

    def _order(self) -> None:
        self.mentions.sort()
        self._starts = [mention.start for mention in self.mentions]

    def _mention(self, found: Titled, number: int) -> None:
        """Note a place where a person is named, and what stands beside it."""
        person, (titles, name) = self.persons[number], found
        start = titles.start if titles else name.start
        self.mentions.append(Mention(start, name.start, name.stop, number))
        if not person.given:
            person.full += 1
        if len(self._parts(name)) > 1 or not person.given:
            person.forms[self._tokens.shown(name)] += 1
        self._evidence.note(person, titles, name)

    def _infer_genders(self) -> None:
        """Note the first he or she after each mention, where nobody else is named between."""
        for mention, following in zip_longest(self.mentions, self.mentions[1:]):
            if mention.person >= 0:
                stop = following.start if following else len(self._tokens)
                if gender := self._evidence.following(mention.stop, stop):
                    self._evidence.note_gender(self.persons[mention.person], mention, gender)

    def _tell_namesakes(self) -> None:
        """Say again who is meant by a common name: now all is known that is said of its persons."""
        for place, mention in enumerate(self.mentions):
            name = range(mention.name, mention.stop)
            if len(self._parts(name)) == 1:
                numbers = self.named(range(mention.start, mention.name), name)
                if len(numbers) > 1:
                    meant = self.meant(numbers, mention.name)
                    self.mentions[place] = mention._replace(person=-1 if meant is None else meant)

    def _by_noun(self) -> dict[str, list[int]]:
        """Return the persons by what they are."""
        found: dict[str, list[int]] = {}
        for number, person in enumerate(self.persons):
            for noun in person.nouns:
                numbers = found.setdefault(noun, [])
                if len(numbers) <= _MOST:
                    numbers.append(number)
        return found

    def named(self, titles: range, name: range) -> list[int]:
        """Return who may be meant by a name with its titles, in the order of the article."""
        words = self._words
        parts = self._parts(name)
        if not parts:
            return []
        end = suffix(self._tokens, name, words)
        if len(parts) > 1:
            number = self._number(parts[0], parts[-1], end)
            if number is not None or not self._signs.is_called_by_title(parts):
                return [] if number is None else [number]
            parts = parts[1:]
        given = [number for number in self._given.get(parts[0], ()) if self.persons[number].sure]
        found = self.surnames.get(parts[0]) or given
        holders = [n for n in found if self._evidence.offices(titles) & self.persons[n].nouns]
        return self._fitting(holders or found, end, self._evidence.of_titles(titles))

    def _fitting(self, found: Sequence[int], end: str, gender: str) -> list[int]:
        """Return which of some persons fit a suffix and a title."""
        persons = self.persons
        fits = [number for number in found if persons[number].sure] or list(found)
        same = [number for number in fits if persons[number].suffix == end]
        fits = same if end else same or fits
        if gender == ANY:
            return fits
        sure = [number for number in fits if persons[number].gender == gender]
        return sure or [number for number in fits if persons[number].gender == ANY]

    def meant(self, numbers: Sequence[int], place: int) -> int | None:
        """Return who of several persons is meant by their common name at a token."""
        persons = [self.persons[number] for number in numbers]
        meant = self._namesakes.meant(persons, place)
        if meant is None:
            return None
        chief = numbers[persons.index(meant)]
        paragraph = self._tokens.paragraphs[self._tokens.paragraph(place)]
        before = range(max(paragraph.start, place - _NEAR), place)
        near = [each.person for each in self.within(before) if each.person in numbers]
        return chief if not near or near[-1] == chief else None

    def described(self, phrase: range, head: int) -> list[int]:
        """Return the persons of whom the article says what a definite description says."""
        tokens, words = self._tokens, self._words
        chief = bare(tokens[head].lower)
        noun = words.noun(chief) or chief
        bares = (bare(tokens[number].lower) for number in phrase if tokens[number].is_word)
        wanted = {words.same.get(word, word) for word in bares}
        wanted -= words.determiners | words.prepositions | {noun, chief}
        found = self._described.get(noun, ())
        return [number for number in found if wanted <= self.persons[number].words]

    def within(self, numbers: range) -> Iterator[Mention]:
        """Yield the mentions that begin within some tokens."""
        for place in range(bisect_left(self._starts, numbers.start), len(self.mentions)):
            if self.mentions[place].start >= numbers.stop:
                return
            yield self.mentions[place]


def _may_hold(person: Person, offices: set[str], gender: str, late: int) -> bool:
    """Return whether a person may have an office: Michelle Ruiz is no President Ruiz.

    Whoever is not he or she as the one in office is, or comes too late, needs to have it.
    """
    fits = gender in ("", ANY, person.gender) or person.gender == ANY
    return bool(offices & person.nouns) or (person.first < late and fits)
