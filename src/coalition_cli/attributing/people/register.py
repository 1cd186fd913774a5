"""The persons whom an article names, and every place where it names them.

A person is known by a given name and a surname, or by a title and a surname. A surname alone is
that of the one person who has it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple

from ..tokens import Shape, Token, Tokens
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
        self._alone: defaultdict[str, list[int]] = defaultdict(list)  # where one name stands alone
        self._alone_genders: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._within_sentences: set[str] = set()  # words with a capital that begin no sentence
        singles = self._read()
        self._starts = [mention.start for mention in self.mentions]
        self._mentioned(list(self._link(singles)))
        self._infer_genders()

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
                    self._note_alone(titles, name, parts[-1])
                else:
                    self._introduce(titles, name, parts)
        return singles

    def _note_alone(self, titles: range, name: range, word: str) -> None:
        """Note where one word names somebody, and the he or she that follows."""
        if name.start not in self._tokens.begins:
            self._within_sentences.add(word)
        if not titles:
            self._alone[word].append(name.start)
            if gender := self._next_gender(name.stop, len(self._tokens)):
                self._alone_genders[word][gender] += 1

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

    def _link(self, singles: Sequence[tuple[range, range]]) -> Iterator[tuple[range, range, int]]:
        """Find who is meant by a surname with titles, then by a name alone."""
        for titles, name in singles:
            parts = name_words(self._tokens, name, self._words)
            surname = parts[-1] if len(parts) == 1 else ""
            if self._introduced(titles, surname) and not self.surnames.get(surname):
                number = len(self.persons)
                self.persons.append(Person("", surname, "", name, sure=True, first=name.start))
                self.surnames[surname].append(number)
            elif surname and not self.named(titles, name) and self._speaks(name):
                number = len(self.persons)
                self.persons.append(Person("", surname, "", name, first=name.start))
                self.surnames[surname].append(number)
        for titles, name in singles:
            found = self.named(titles, name)
            if len(found) > 1 and (number := self.mostly(found, name.start)) is not None:
                found = [number]
            if found:
                yield titles, name, found[0] if len(found) == 1 else -1

    def _mentioned(self, linked: Sequence[tuple[range, range, int]]) -> None:
        """Add the places where persons are named by one word, in order."""
        for titles, name, number in linked:
            if number >= 0:
                self._mention(titles, name, number)
            else:
                self.mentions.append(Mention(name.start, name.start, name.stop, -1))
        self.mentions.sort()
        self._starts = [mention.start for mention in self.mentions]

    def _introduced(self, titles: range, surname: str) -> bool:
        """Return whether a title before one word makes it a surname: Mr. Ruiz, President Ruiz."""
        words = self._words
        if not titles or not surname or words.noun(surname):
            return False
        title = bare(self._tokens[titles[-1]].lower)
        if surname in words.places | words.parties:
            return False
        return title in words.titles or (title not in words.parties and not surname.endswith("s"))

    def _speaks(self, name: range) -> bool:
        """Return whether a name stands beside a verb of saying, as its subject."""
        tokens, words = self._tokens, self._words
        first = name.start
        token = tokens[first]
        lower = bare(token.lower)
        if token.quotation != -1 or token.text.isupper() or lower in words.places | words.groups:
            return False
        if (
            words.noun(lower)
            or lower in words.stops
            or (first and tokens[first - 1].lower == "the")
        ):
            return False
        if first in tokens.begins and len(name) == 1 and lower not in self._within_sentences:
            return False
        if lower in words.known_bodies | words.known_outlets | words.bodies | words.things:
            return False
        after = tokens[name.stop].lower if name.stop < len(tokens) else ""
        if after in words.saying or after in words.auxiliaries:
            return True
        inverted = first > 1 and tokens[first - 1].lower in words.saying
        return inverted and (tokens[first - 2].shape is Shape.MARK or tokens[first - 2].text == ",")

    def _infer_genders(self) -> None:
        """Note the first he or she after each mention, where nobody else is named between."""
        for mention, following in zip_longest(self.mentions, self.mentions[1:]):
            if mention.person >= 0:
                stop = following.start if following else len(self._tokens)
                if gender := self._next_gender(mention.stop, stop):
                    self._persons_gender(self.persons[mention.person], gender)

    def _persons_gender(self, person: Person, gender: str) -> None:
        """Note a he or she after a name, which makes a person of it."""
        if person.gender == ANY or not person.sure:
            person.genders[gender] += 1
        place = person.given in self._words.place_starts or person.surname in self._words.places
        person.sure = person.sure or not place

    def _next_gender(self, start: int, stop: int) -> str:
        """Return what the first he or she says after a token, in its sentence or the next one."""
        tokens, words = self._tokens, self._words
        sentence = min(tokens.sentence(start - 1) + 1, len(tokens.sentences) - 1)
        for number in range(start, min(stop, tokens.sentences[sentence].stop)):
            token = tokens[number]
            if token.quotation == -1 and token.lower in words.subjects:
                return words.pronouns[token.lower]
        return ""

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
        saying = name.stop < len(tokens) and tokens[name.stop].lower in words.saying
        if saying and person.given and tokens[start - 1].lower != "the":
            person.sure = True
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
        if not token.is_word or (number in self._tokens.begins and token.lower in words.function):
            return False
        verb = token.shape is Shape.LOWER and token.lower.endswith("ed")
        return token.lower not in words.stops and not verb

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

    def _is_participle(self, token: Token, head: int) -> bool:
        """Return whether a word tells more of a noun before it: people | briefed on the talks."""
        if token.shape is not Shape.LOWER or not token.lower.endswith(("ed", "ing")):
            return False
        before, words = self._tokens[head].lower, self._words
        noun = bool(words.noun(before)) or words.is_plural(before)
        return noun or before in words.things or before in words.bodies

    def called(self, number: int) -> str:
        """Return a person's name: the full form that stands most often, the longest of these."""
        forms = self.persons[number].forms
        return max(forms, key=lambda form: (forms[form], len(form)))

    def mostly(self, found: Sequence[int], at: int) -> int | None:
        """Return who of some persons is meant by their common name at a token; None if it is even.

        It is the one who alone is introduced by then; or who was called so before the others
        came; or who stands there mostly. It is nobody where another one was named last.
        """
        known = [number for number in found if self.persons[number].first < at] or list(found)
        ranked = sorted(known, key=lambda number: self.persons[number].first)
        chief = ranked[0] if len(ranked) == 1 else self._owner(ranked)
        chief = self._chief(ranked) if chief is None else chief
        paragraph = self._tokens.paragraphs[self._tokens.paragraph(at)]
        near = [
            each.person for each in self.within(range(paragraph.start, at)) if each.person in known
        ]
        return chief if not near or near[-1] == chief else None

    def _owner(self, ranked: Sequence[int]) -> int | None:
        """Return who was called by the common name alone before the next one was introduced."""
        first, second = (self.persons[number] for number in ranked[:2])
        alone = self._alone.get(first.surname, ())
        between = any(first.first < place < second.first for place in alone)
        return ranked[0] if between else None

    def _chief(self, ranked: Sequence[int]) -> int | None:
        """Return who has the most full mentions, or is he or she as the common name mostly is."""
        most = sorted(ranked, key=lambda number: -self.persons[number].full)
        first, second = (self.persons[number] for number in most[:2])
        if first.full >= 2 * second.full:
            return most[0]
        genders = self._alone_genders[first.surname]
        he, she = genders[HE], genders[SHE]
        gender = HE if he > 2 * she else SHE if she > 2 * he else ANY
        fits = [number for number in ranked if self.persons[number].gender == gender]
        return fits[0] if gender != ANY and len(fits) == 1 else None

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

        for place in range(bisect_left(self._starts, numbers.start), len(self.mentions)):
            if self.mentions[place].start >= numbers.stop:
                return
            yield self.mentions[place]
