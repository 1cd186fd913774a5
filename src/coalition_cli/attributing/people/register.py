"""The persons whom an article names, and every place where it names them.

A person is known by a given name and a surname, or by a title and a surname. A surname alone is
that of the one person who has it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..tokens import Shape, Tokens
from .naming import is_body, name_words, runs, suffix, titled
from .wordlists import ANY, HE, SHE, Wordlists, bare

_HEADLINE = 0.7  # the part of a paragraph's words with a capital that makes it a headline
_DOUBLED = re.compile(r"(.)\1")  # Philip, Phillip
_FEW = 4  # words: less than these are no headline


class Mention(NamedTuple):
    """A place where an article names somebody. Numbers of tokens."""

    start: int  # titles included
    name: int  # where the name begins
    stop: int
    person: int


@dataclass(slots=True)
class Person:
    """Somebody named, and what the article says of him or her."""

    given: str
    surname: str
    suffix: str
    name: range  # the fullest form of the name
    sure: bool = False  # whether it is a person beyond doubt
    genders: Counter[str] = field(default_factory=Counter)
    words: set[str] = field(default_factory=set)  # of titles and appositions
    nouns: set[str] = field(default_factory=set)  # what he or she is: senator
    full: int = 0  # how often the full name stands
    forms: Counter[str] = field(default_factory=Counter)  # the full names, as written
    others: set[str] = field(default_factory=set)  # other names
    first: int = 0  # the first mention's token

    @property
    def gender(self) -> str:
        """He or she, if the evidence is clear."""
        he, she = self.genders[HE], self.genders[SHE]
        return HE if he > 2 * she else SHE if she > 2 * he else ANY


class Register:
    """The persons of an article by their names."""

    def __init__(self, tokens: Tokens, words: Wordlists) -> None:
        self._tokens, self._words = tokens, words
        self.persons: list[Person] = []
        self.mentions: list[Mention] = []
        self._full: dict[tuple[str, str, str], int] = {}
        self.surnames: defaultdict[str, list[int]] = defaultdict(list)
        self.given: defaultdict[str, list[int]] = defaultdict(list)
        bare_names = self._read()
        self._link(bare_names)
        self.mentions.sort()
        self.starts = [mention.start for mention in self.mentions]

    def _read(self) -> list[tuple[range, range]]:
        """Register the full names, and return the other runs: titles and one word."""
        singles = []
        for paragraph in self._tokens.paragraphs:
            introduces = not self._headline(paragraph)
            for run in runs(self._tokens, paragraph, self._words):
                titles, name = titled(self._tokens, run, self._words)
                parts = name_words(self._tokens, name, self._words)
                if not parts or is_body(self._tokens, name, self._words):
                    continue
                if len(parts) == 1 or not introduces:
                    singles.append((titles, name))
                else:
                    self._introduce(titles, name, parts)
        return singles

    def _headline(self, paragraph: range) -> bool:
        """Return whether most words of a paragraph have a capital, so that it shows no names."""
        longer = [self._tokens[n] for n in paragraph if len(self._tokens[n].text) > 3]
        found = [token for token in longer if token.shape in (Shape.CAPITAL, Shape.LOWER)]
        capitals = sum(token.shape is Shape.CAPITAL for token in found)
        return len(found) > _FEW and capitals > _HEADLINE * len(found)

    def _introduce(self, titles: range, name: range, parts: Sequence[str]) -> None:
        key = (parts[0], parts[-1], suffix(self._tokens, name, self._words))
        number = self._full.get(key)
        if number is None:
            number = self._known_otherwise(*key)
        if number is None:
            number = len(self.persons)
            self.persons.append(Person(*key, name, first=name.start))
            self.surnames[key[1]].append(number)
            self.given[key[0]].append(number)
        self._full[key] = number
        person = self.persons[number]
        person.full += 1
        if self._words.is_given(parts[0]):
            person.sure = True
            person.genders[self._words.given_gender(parts[0])] += 1
        self._mention(titles, name, number)

    def _known_otherwise(self, given: str, surname: str, end: str) -> int | None:
        """Return who has a surname, and a given name that is another form of this one."""
        for number in self.surnames.get(surname, ()):
            other = self.persons[number]
            if other.suffix == end and self._same_given(given, other.given):
                return number
        return None

    def _same_given(self, one: str, other: str) -> bool:
        short, long = sorted((one, other), key=len)
        if self._words.nicknames.get(short) == long or self._words.nicknames.get(long) == short:
            return True
        if long.startswith(short) and len(short) > 2:  # Rob, Robert
            return True
        return _DOUBLED.sub(r"\1", short) == _DOUBLED.sub(r"\1", long)

    def _link(self, singles: Sequence[tuple[range, range]]) -> None:
        """Find who is meant by a surname with titles, then by a name alone."""
        for titles, name in singles:
            parts = name_words(self._tokens, name, self._words)
            surname = parts[-1] if len(parts) == 1 else ""
            if self._introduced(titles, surname) and not self.surnames.get(surname):
                number = len(self.persons)
                self.persons.append(Person("", surname, "", name, sure=True, first=name.start))
                self.surnames[surname].append(number)
        for titles, name in singles:
            found = self.named(titles, name)
            if len(found) == 1:
                self._mention(titles, name, found[0])

    def _introduced(self, titles: range, surname: str) -> bool:
        """Return whether a title before one word makes it a surname: Mr. Ruiz, President Ruiz."""
        words = self._words
        if (
            not titles
            or not surname
            or words.noun(surname)
            or surname in words.places | words.parties
        ):
            return False
        title = bare(self._tokens[titles[-1]].lower)
        return title in words.titles or (title not in words.parties and not surname.endswith("s"))

    def named(self, titles: range, name: range) -> list[int]:
        """Return who may be meant by a name with its titles, in the order of the article."""
        words = self._words
        parts = name_words(self._tokens, name, words)
        if not parts:
            return []
        end = suffix(self._tokens, name, words)
        if len(parts) > 1:
            number = self._full.get((parts[0], parts[-1], end))
            if number is None:
                number = self._known_otherwise(parts[0], parts[-1], end)
            return [] if number is None else [number]
        found = self.surnames.get(parts[0]) or self.given.get(parts[0]) or []
        return self._fitting(found, end, self.title_gender(titles))

    def _fitting(self, found: Sequence[int], end: str, gender: str) -> list[int]:
        """Return which of some persons fit a suffix and a title."""
        found = [number for number in found if self.persons[number].sure] or found
        if end:
            found = [number for number in found if self.persons[number].suffix == end]
        elif len(found) > 1:
            elders = [number for number in found if not self.persons[number].suffix]
            found = elders or found
        if gender != ANY:
            fits = [number for number in found if self.persons[number].gender in (gender, ANY)]
            sure = [number for number in fits if self.persons[number].gender == gender]
            return sure or fits
        return list(found)

    def title_gender(self, titles: range) -> str:
        """Return what titles say of a gender."""
        genders = {self._words.gender(self._tokens[number].lower) for number in titles} - {ANY}
        return genders.pop() if len(genders) == 1 else ANY

    def _mention(self, titles: range, name: range, number: int) -> None:
        """Note a place where a person is named, with what stands before and after it."""
        person, tokens, words = self.persons[number], self._tokens, self._words
        start = titles.start if titles else name.start
        self.mentions.append(Mention(start, name.start, name.stop, number))
        if len(name_words(tokens, name, words)) > 1 or not person.given:
            span = tokens.span(name)
            person.forms[" ".join(tokens.content[span.start : span.end].split())] += 1
        if titles:
            person.sure = True
            person.genders[self.title_gender(titles)] += 2
            self._describe(person, titles)
        before = start - 1
        if (
            before >= 0
            and tokens[before].shape is Shape.LOWER
            and words.is_noun(tokens[before].lower)
        ):
            person.sure = True
            person.genders[words.gender(tokens[before].lower)] += 1
            self._describe(person, range(self.phrase_start(before), before + 1))
        self._describe_after(person, name.stop)

    def phrase_start(self, last: int) -> int:
        """Return where a phrase begins that goes on at a token, without its determiner.

        The | deputy campaign manager.
        """
        first = last
        while first and last - first < 5 and self._within_phrase(first - 1):
            first -= 1
        return first

    def _within_phrase(self, number: int) -> bool:
        token, words = self._tokens[number], self._words
        if not token.is_word or (number in self._tokens.begins and token.lower in words.starters):
            return False
        stops = words.prepositions | words.conjunctions | words.determiners | words.saying
        verb = token.shape is Shape.LOWER and token.lower.endswith("ed")
        return token.lower not in stops | words.auxiliaries and not verb

    def _describe(self, person: Person, phrase: range) -> None:
        """Note what a title or an apposition says that a person is."""
        for number in phrase:
            word = bare(self._tokens[number].lower)
            person.words.add(word)
            noun = self._words.noun(word) or (word if word in self._words.parties else "")
            if noun:
                person.nouns.add(noun)
                person.words.add(noun)

    def _describe_after(self, person: Person, number: int) -> None:
        """Note an apposition or the tag of a party after a name: (R-Fla.), a senator from Ohio,"""
        tokens, words = self._tokens, self._words
        if number >= len(tokens) or tokens[number].text not in ",(–—-":
            return
        end = number + 1
        while (
            end < len(tokens)
            and end - number < 24
            and tokens[end].text not in ",;:()–—"
            and not tokens[end].ends
        ):
            end += 1
        phrase = range(number + 1, end)
        if not phrase:
            return
        first = tokens[phrase.start]
        tag, _, region = first.text.partition("-")
        if party := words.party_tags.get(tag.lower().rstrip(".")):
            person.nouns.add(party)
            person.words |= {party, words.regions.get(region.lower().rstrip("."), "")}
            person.sure = True
        elif first.shape is Shape.NUMBER and len(phrase) == 1:
            person.sure = True
            if tokens[end].text == ",":
                self._describe_after(person, end)
        elif first.lower in words.relative:
            person.sure = person.sure or first.lower.startswith("who")
        elif self._apposes(phrase):
            person.sure = True
            head = self.head(phrase)
            person.genders[words.gender(tokens[head].lower)] += 1
            self._describe(person, phrase)

    def _apposes(self, phrase: range) -> bool:
        """Return whether a phrase after a comma says what somebody is, and no new clause begins."""
        tokens, words = self._tokens, self._words
        head = self.head(phrase)
        if head < 0 or not words.noun(tokens[head].lower) or words.is_plural(tokens[head].lower):
            return False
        first = tokens[phrase.start]
        known = first.lower in words.determiners or first.shape is Shape.LOWER
        closed = tokens[phrase.stop].text if phrase.stop < len(tokens) else "."
        verbs = any(tokens[n].lower in words.auxiliaries for n in phrase)
        return known and closed != ":" and not verbs

    def head(self, phrase: range) -> int:
        """Return the token of a phrase's chief word: the last before a preposition; -1 if none."""
        head = -1
        for number in phrase:
            token = self._tokens[number]
            if token.shape is Shape.POSSESSIVE:
                head = -1
            elif token.lower in self._words.prepositions or token.lower in self._words.relative:
                if head >= 0:
                    return head
            elif (
                token.lower in ("and", "or")
                and head >= 0
                and self._words.noun(self._tokens[head].lower)
            ):
                return head
            elif token.is_word and token.lower not in self._words.determiners:
                head = number
        return head

    def called(self, number: int) -> str:
        """Return a person's name: the full form that stands most often, the longest of these."""
        forms = self.persons[number].forms
        return max(forms, key=lambda form: (forms[form], len(form)))

    def mostly(self, found: Sequence[int], at: int) -> int | None:
        """Return who of some persons is mostly meant by their common name; None if it is even."""
        ranked = sorted(found, key=lambda number: -self.persons[number].full)
        first, second = (self.persons[number] for number in ranked[:2])
        if first.full < 2 * second.full:
            return None
        paragraph = self._tokens.paragraphs[self._tokens.paragraph(at)]
        near = [
            each.person for each in self.within(range(paragraph.start, at)) if each.person in found
        ]
        return ranked[0] if not near or near[-1] == ranked[0] else None

    def described(self, phrase: range, head: int) -> list[int]:
        """Return the persons of whom the article says what a definite description says."""
        tokens, words = self._tokens, self._words
        noun = words.noun(tokens[head].lower) or bare(tokens[head].lower)
        wanted = {bare(tokens[n].lower) for n in phrase if tokens[n].is_word} - words.determiners
        wanted -= words.prepositions | {noun, bare(tokens[head].lower)}
        return [
            number
            for number, person in enumerate(self.persons)
            if noun in person.nouns and wanted <= person.words
        ]

    def within(self, numbers: range) -> Iterator[Mention]:
        """Yield the mentions that begin within some tokens."""
        from bisect import bisect_left

        for place in range(bisect_left(self.starts, numbers.start), len(self.mentions)):
            if self.mentions[place].start >= numbers.stop:
                return
            yield self.mentions[place]
