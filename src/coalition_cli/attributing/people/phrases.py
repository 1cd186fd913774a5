"""The words that an article has for a source → a name, a role, a body; or a description.

campaign manager Ana Ruiz                    name Ana Ruiz, role campaign manager
Ana Ruiz, a spokeswoman for the harbour,     role spokeswoman, affiliation the harbour
Sen. Ben Okafor (R-Fla.)                     role Sen., affiliation R-Fla.
three people briefed on the talks            a description: a group
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..tokens import Shape, Tokens
from .naming import body_kind, is_name_word, name_words, titled
from .register import Register
from .wordlists import Wordlists, bare

_PARTS = frozenset(",;(–—-―--[")
_LONGEST = 14  # words of a role
_AFFILIATES = frozenset({"of", "for", "at", "with"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a source's words say. Numbers of tokens."""

    words: range  # all of them
    name: range  # the name, without titles; empty if there is none
    titles: range  # before the name
    head: int  # the chief word of a description; -1 if there is none
    role: range
    affiliation: range
    kind: str  # a word of SPEAKER_KINDS
    several: bool = False  # whether more than one is named: X and Y


class _Part(NamedTuple):
    """A part of a source between commas, dashes or brackets."""

    words: range
    bracketed: bool


class Reader:
    """Reads the words for sources of one article."""

    def __init__(self, tokens: Tokens, register: Register, words: Wordlists) -> None:
        self._tokens, self._register, self._words = tokens, register, words

    def read(self, numbers: range) -> Phrase | None:
        """Return what some words say of a source; nothing if they have no word."""
        numbers = self._trimmed(numbers)
        parts = list(self._parts(numbers))
        if not parts:
            return None
        first = parts[0].words
        if self._several(parts):
            return Phrase(
                numbers, _none(first), _none(first), -1, _none(first), _none(first), "group", True
            )
        titles, name = self._name(first)
        rest = parts[1:]
        role = titles
        if not name and rest and self._calls(first, rest[0].words):
            titles, name = self._name(rest[0].words)
            role = self._without_determiner(first)
            rest = rest[1:]
        if not name:
            return self._description(numbers, first)
        return self._named(
            Phrase(numbers, name, titles, -1, role, _none(first), "person"), rest, first
        )

    def _trimmed(self, numbers: range) -> range:
        """Return some tokens without signs and marks at their ends, and without a last ’s."""
        first, stop = numbers.start, numbers.stop
        while first < stop and not self._tokens[first].is_word:
            first += 1
        while first < stop and not self._tokens[stop - 1].is_word:
            stop -= 1
        return range(first, stop)

    def _parts(self, numbers: range) -> Iterator[_Part]:
        """Yield the parts of a source, in order. Jr. after a comma parts nothing."""
        first, bracketed = numbers.start, False
        for number in numbers:
            token = self._tokens[number]
            suffix = (
                number + 1 < numbers.stop
                and bare(self._tokens[number + 1].lower) in self._words.suffixes
            )
            relative = token.lower in self._words.relative and number > first
            if (token.text in _PARTS and not suffix) or token.text == ")" or relative:
                if part := self._trimmed(range(first, number)):
                    yield _Part(part, bracketed)
                first, bracketed = number + (not relative), token.text in "(["
        if part := self._trimmed(range(first, numbers.stop)):
            yield _Part(part, bracketed)

    def _name(self, part: range) -> tuple[range, range]:
        """Return the titles and the name in a part of a source; empty where there is none."""
        head = self._head_part(part)
        last = head.stop - 1
        if not head or self._tokens[last].shape is not Shape.CAPITAL:
            return _none(part), _none(part)
        first = self._run_start(head, last)
        run = range(first, head.stop)
        titles, name = titled(self._tokens, run, self._words)
        if not name_words(self._tokens, name, self._words):
            return _none(part), _none(part)
        return range(self._titles_start(head, titles.start), name.start), name

    def _head_part(self, part: range) -> range:
        """Return a part up to its first preposition, without what stands before the last ’s."""
        tokens, words = self._tokens, self._words
        first, stop = part.start, part.stop
        number = first
        while number < stop:
            token = tokens[number]
            if token.shape is Shape.POSSESSIVE and number + 1 < stop:
                first = number + 1
            elif (
                token.shape is Shape.LOWER and token.lower in words.prepositions and number > first
            ):
                ahead = self._office_end(range(first, number), number, stop)
                if not ahead:
                    return self._trimmed(range(first, number))
                number = ahead - 1
            number += 1
        return self._trimmed(range(first, stop))

    def _office_end(self, office: range, preposition: int, stop: int) -> int:
        """Return where the name begins after an office with `of`: Secretary of State | Ana Ruiz.

        Return 0 if no name follows: a friend of Ana Ruiz.
        """
        tokens, words = self._tokens, self._words
        if (
            tokens[preposition].lower not in ("of", "for")
            or tokens[office.start].lower in words.determiners
        ):
            return 0
        if not words.is_noun(tokens[office.stop - 1].lower):
            return 0
        rest = range(preposition + 1, stop)
        for number in rest:
            if tokens[number].lower in words.prepositions - {"of", "for"}:
                return 0
            if number > rest.start and words.is_given(tokens[number].lower) and number + 1 < stop:
                return number
        last = stop - 1
        surname = tokens[last].lower
        if (
            len(rest) >= 2
            and tokens[last].shape is Shape.CAPITAL
            and surname in self._register.surnames
        ):
            person = self._register.persons[self._register.surnames[surname][0]]
            before = tokens[last - 1].lower
            return last - 1 if before == person.given and len(rest) > 2 else last
        return 0

    def _run_start(self, within: range, last: int) -> int:
        """Return where the run of capitals begins that ends with a word."""
        first = last
        for number in range(last - 1, within.start - 1, -1):
            token = self._tokens[number]
            if token.shape is Shape.CAPITAL and is_name_word(token, self._words):
                first = number
            elif not (
                token.lower in self._words.particles
                or token.text == ","
                or token.shape is Shape.MARK
            ):
                break
        while first > within.start and self._tokens[first - 1].lower in self._words.particles - {
            "the"
        }:
            first -= 1
        while first < last and bare(self._tokens[first].lower) in self._words.function:
            first += 1
        return first

    def _titles_start(self, head: range, first: int) -> int:
        """Return where the words before a name begin, without a determiner."""
        number = head.start
        while number < first and self._tokens[number].lower in self._words.determiners:
            number += 1
        return number

    def _without_determiner(self, part: range) -> range:
        return range(self._titles_start(part, part.stop - 1), part.stop)

    def _calls(self, description: range, part: range) -> bool:
        """Return whether a description is followed by the name of a person: the mayor, Ana Ruiz,"""
        tokens, words = self._tokens, self._words
        head = self._register.head(description)
        if head < 0 or not words.noun(tokens[head].lower) or words.is_plural(tokens[head].lower):
            return False
        titles, name = self._name(part)
        if not name or tokens[part.start].lower in words.determiners:
            return False
        return not body_kind(self._lower(name), words)

    def _lower(self, numbers: range) -> list[str]:
        return [self._tokens[n].lower for n in numbers if self._tokens[n].is_word]

    def _several(self, parts: Sequence[_Part]) -> bool:
        """Return whether a source is several persons: X and Y; X, Y and Z; X and his wife."""
        tokens, words = self._tokens, self._words
        for part in parts:
            for number in part.words:
                if tokens[number].lower not in ("and", "or", "&") or number == part.words.start:
                    continue
                if tokens[number].text == "&":
                    continue
                before = self._trimmed(range(part.words.start, number))
                after = self._trimmed(range(number + 1, part.words.stop))
                if (
                    part is parts[0]
                    and after
                    and self._is_whole(before)
                    and self._begins_whole(after)
                ):
                    return True
                if (
                    part is not parts[0]
                    and after
                    and self._is_person(parts[0].words)
                    and self._is_person(before)
                    and self._is_person(after)
                ):
                    return True
        last = parts[-1].words
        return (
            len(parts) > 1 and tokens[last.start].lower == "and" and self._is_whole(parts[0].words)
        )

    def _is_whole(self, part: range) -> bool:
        """Return whether words before `and` name somebody whole."""
        if not part:
            return False
        if self._is_person(part):
            return True
        first = self._tokens[part.start]
        head = self._register.head(part)
        noun = head >= 0 and bool(self._words.noun(self._tokens[head].lower))
        return first.lower in self._words.determiners and (
            noun or self._tokens[part.stop - 1].shape is Shape.CAPITAL
        )

    def _begins_whole(self, part: range) -> bool:
        """Return whether words after `and` name another one."""
        return self._is_person(part) or self._tokens[part.start].lower in self._words.determiners

    def _is_person(self, part: range) -> bool:
        """Return whether words are the name of a person."""
        titles, name = self._name(part)
        if not name or body_kind(self._lower(name), self._words):
            return False
        if titles and any(self._words.is_title(self._tokens[n].lower) for n in titles):
            return True
        found = self._register.named(titles, name)
        return bool(found) or (
            self._words.is_given(self._tokens[name.start].lower) and len(name) > 1
        )

    def _named(self, phrase: Phrase, rest: Sequence[_Part], first: range) -> Phrase:
        """Return a phrase with the role and the affiliation that follow its name."""
        role, affiliation = self._role(phrase.role), phrase.affiliation
        tail = range(phrase.name.stop, first.stop)
        if (
            len(tail) > 1
            and self._tokens[tail.start].lower in _AFFILIATES
            and phrase.name.stop < first.stop
        ):
            affiliation = range(tail.start + 1, tail.stop)
        for part in rest:
            found_role, found_body = self._apposed(part)
            role, affiliation = role or found_role, affiliation or found_body
        kind = self._kind(phrase, first)
        if kind == "group":
            return self._description(phrase.words, first)
        if kind != "person":
            role, affiliation = _none(first), _none(first)
        return Phrase(
            phrase.words,
            self._whole_name(phrase.name, first, kind),
            phrase.titles,
            -1,
            role,
            affiliation,
            kind,
        )

    def _whole_name(self, name: range, part: range, kind: str) -> range:
        """Return the name of a body with what belongs to it: Bank of Ravenna."""
        if kind in ("person", "unknown"):
            return name
        stop = name.stop
        tokens, words = self._tokens, self._words
        if stop < part.stop and tokens[stop].lower in ("of", "for", "on"):
            return range(name.start, part.stop)
        return name

    def _kind(self, phrase: Phrase, part: range) -> str:
        """Return the kind of who is named."""
        tokens, words = self._tokens, self._words
        lower = self._lower(phrase.name)
        if kind := body_kind(lower, words):
            return kind
        if any(words.is_title(tokens[n].lower) for n in phrase.titles):
            return "person"
        if any(
            self._register.persons[n].sure for n in self._register.named(phrase.titles, phrase.name)
        ):
            return "person"
        if len(lower) == 1 and words.noun(lower[0]):
            return "group" if words.is_plural(lower[0]) else "person"
        first = tokens[part.start].lower
        last = tokens[phrase.name.stop - 1]
        if len(lower) == 1 and last.text.isupper() and 1 < len(last.text) < 7:
            return "organisation"
        if lower[-1].endswith(("ans", "ers", "ists", "ites")) and len(lower) == 1:
            return "group"
        if first == "the" or lower[-1] in words.places:
            return "organisation"
        return "person" if len(lower) > 1 else "unknown"

    def _role(self, titles: range) -> range:
        """Return titles, if they say what somebody is: not Mr., not alleged."""
        words = [self._tokens[n].lower for n in titles]
        says = any(self._words.noun(word) for word in words)
        return titles if says else _none(titles)

    def _apposed(self, part: _Part) -> tuple[range, range]:
        """Return the role and the affiliation that a part after a name says."""
        tokens, words = self._tokens, self._words
        first = tokens[part.words.start]
        none = _none(part.words)
        if part.bracketed and first.text.partition("-")[0].lower().rstrip(".") in words.party_tags:
            return none, part.words
        head = self._register.head(part.words)
        if head < 0 or not words.noun(tokens[head].lower) or first.lower in words.relative:
            return none, none
        whole = self._without_determiner(part.words)
        for number in range(head + 1, whole.stop - 1):
            if tokens[number].lower in _AFFILIATES:
                body = range(number + 1, whole.stop)
                after = tokens[body.start]
                ahead = tokens[min(body.start + 1, body.stop - 1)]
                named = after.shape is Shape.CAPITAL or (
                    after.lower == "the" and ahead.shape is Shape.CAPITAL
                )
                if named:
                    return range(whole.start, number), body
                break
        return (whole if len(whole) <= _LONGEST else none), none

    def _description(self, numbers: range, part: range) -> Phrase:
        """Return a phrase for words that name nobody."""
        none = _none(part)
        return Phrase(
            numbers, none, none, self._register.head(part), none, none, self._described_kind(part)
        )

    def _described_kind(self, part: range) -> str:
        tokens, words = self._tokens, self._words
        head = self._register.head(part)
        if head < 0:
            return "unknown"
        word = bare(tokens[head].lower)
        if word in words.outlets and not words.noun(word):
            return "outlet"
        if word in words.bodies:
            return "organisation"
        if word in words.things:
            return "unknown"
        if words.noun(word) or word in words.groups:
            return "group" if words.is_plural(word) or self._counted(part) else "person"
        if words.is_plural(word) or self._counted(part):
            return "group"
        return "unknown"

    def _counted(self, part: range) -> bool:
        first = self._tokens[part.start].lower
        return first in (
            "many",
            "several",
            "some",
            "few",
            "most",
            "both",
            "two",
            "three",
            "four",
            "five",
            "other",
        )


def _none(near: range) -> range:
    return range(near.start, near.start)
