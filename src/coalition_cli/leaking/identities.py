"""Who the unnamed speakers are, and whether a text has one of them. No message may have a name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..model.vocabularies import WITHHELD
from ..reading.confidential import SHORTEST, Names, is_telling, phrases_of, spellings
from ..words import search_text
from ..words.escapes import readings

_DIGITS = 7  # of a telephone number that is looked for, the last ones: the first may be left out
_MOST_DIGITS = 9
_SCHEME = re.compile(r"(?i)\s*(?:[a-z][a-z0-9+.-]*://)?(?:www\.)?")
# A word that goes on in the next line. The pattern begins with what is rare, so most texts take no
# time, and looks back from there.
_BROKEN = re.compile(r"[-‐‑\xad](?<=[^\W\d_].)\s+")


class Identity(NamedTuple):
    """What a private file says of a speaker."""

    speaker: str  # the id
    names: Sequence[str]  # of a person
    aliases: Sequence[str] = ()
    addresses: Sequence[str] = ()  # of pages and of mail
    phones: Sequence[str] = ()

    def spellings(self) -> Iterator[str]:
        """Yield what is looked for, but for telephone numbers."""
        for address in self.addresses:
            yield _SCHEME.sub("", address, count=1)
        for name in (*self.names, *self.aliases):
            yield from spellings(name)

    def numbers(self) -> Iterator[str]:
        """Yield a pattern for each telephone number: its last digits, with any marks between."""
        for phone in self.phones:
            digits = re.sub(r"\D", "", phone)[-_MOST_DIGITS:]
            if len(digits) >= _DIGITS:
                yield r"[\W_]{0,3}".join(digits) + r"(?!\d)"

    def too_common(self) -> int:
        """Return how many of its names are not looked for, because they would be everywhere."""
        words = (*self.names, *self.aliases, *self.addresses)
        found = sum(any(map(is_telling, phrases_of(word))) for word in words)
        return len(words) - found + len(self.phones) - len(list(self.numbers()))


class Identities:
    """All identities of a private file, to look for them in texts."""

    def __init__(self, identities: Iterable[Identity]) -> None:
        self.all = [*identities]
        spellings = [(each.speaker, word) for each in self.all for word in each.spellings()]
        self._names = Names(word for _, word in spellings)
        self._speakers: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for speaker, word in spellings:
            for phrase in filter(is_telling, phrases_of(word)):
                self._speakers[phrase].add(speaker)
        self._keys = {_keys(phrase) for phrase in self._speakers}
        numbers = [(each.speaker, number) for each in self.all for number in each.numbers()]
        self._numbers = [(speaker, re.compile(number)) for speaker, number in numbers]

    def may_be_in(self, text: str) -> bool:
        """Whether a text may have one of them. It is fast, and most texts have none."""
        if any(number.search(text) for _, number in self._numbers):
            return True
        if self._has_keys(text.lower()):
            return True
        if _BROKEN.search(text) and self.may_be_in(_BROKEN.sub("", text)):
            return True
        if text.isascii():
            return False
        words = {word for word in text.split() if not word.isascii()}
        return self._has_keys(f"{text} {search_text(' '.join(words))}".lower())

    def _has_keys(self, text: str) -> bool:
        return any(all(key in text for key in keys) for keys in self._keys)

    def who(self, text: str) -> set[str]:
        """Return the ids of the speakers whom a text gives away."""
        found = self._names.phrases_in(text)
        speakers = {speaker for phrase in found for speaker in self._speakers[phrase]}
        return speakers | {speaker for speaker, each in self._numbers if each.search(text)}

    def masked(self, text: str) -> str:
        """Return a text of a message, such as a path, without what gives a speaker away."""
        if not self._are_told_by(text):
            return text
        for _, number in self._numbers:
            text = number.sub(WITHHELD, text)
        without = self._names.without(text)
        return WITHHELD if self._are_told_by(without) else without

    def _are_told_by(self, text: str) -> bool:
        return any(map(self.who, readings(text)))


def _keys(phrase: Sequence[str]) -> tuple[str, ...]:
    """Return what stands in each text with a phrase, in any place: first what is rarest.

    A number may have marks between its thousands: 1,000.
    """
    keys = {word[-SHORTEST:] if word.isdecimal() else word for word in phrase}
    return tuple(sorted(keys, key=lambda key: (-len(key), key)))
