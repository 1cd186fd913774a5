"""The speakers of an article, numbered in the order in which they are first credited."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ..attribution import Speaker
from ..grammar.tokens import Shape, Tokens
from .anonymity import anonymity_reason
from .phrases import Phrase
from .register import Register
from .wordlists import Wordlists

_MOST = 50  # descriptions with one chief word: later ones are known by all of their words


@dataclass(slots=True)
class _Draft:
    """A speaker, while the article is read."""

    name: str = ""
    description: str = ""
    kind: str = "person"
    role: str = ""
    affiliation: str = ""
    anonymity_reason: str = ""
    others: list[str] = field(default_factory=list)


class _Described(NamedTuple):
    """A description of somebody unnamed: its words, the speaker, and the token where it begins."""

    words: frozenset[str]
    number: int
    start: int


class Speakers:
    """Who was credited."""

    def __init__(self, tokens: Tokens, register: Register, words: Wordlists) -> None:
        self._content, self._tokens = tokens.content, tokens
        self._register, self._words = register, words
        self._drafts: list[_Draft] = []
        self._numbers: dict[tuple[str, ...], int] = {}
        self._by_head: dict[str, list[_Described]] = {}  # descriptions by chief word

    def all(self) -> tuple[Speaker, ...]:
        """Return the speakers in order."""
        return tuple(
            Speaker(
                draft.name,
                draft.description,
                draft.kind,
                draft.anonymity_reason,
                draft.role,
                draft.affiliation,
                tuple(draft.others),
            )
            for draft in self._drafts
        )

    def person(self, number: int, phrase: Phrase | None = None) -> int:
        """Return the speaker who is a person of the register; a phrase may say more."""
        found = self._number(("person", str(number)), _Draft(self._register.persons[number].called))
        self._more(self._drafts[found], phrase)
        return found

    def named(self, phrase: Phrase) -> int:
        """Return the speaker whom a phrase names, and the register does not know."""
        name = phrase.called or self._tokens.shown(phrase.name)
        found = self._number(("name", name.casefold()), _Draft(name, kind=phrase.kind))
        self._more(self._drafts[found], phrase)
        return found

    def described(self, phrase: Phrase) -> int:
        """Return the speaker whom a phrase describes.

        “The diplomat” is the last one whose description has all of its words.
        """
        tokens, words = self._tokens, self._bare(phrase)
        if known := self.known(phrase):
            return known.number
        found = self._number(
            ("described", *words),
            _Draft(description=self.description(phrase.words), kind=phrase.kind),
        )
        described = self._by_head.setdefault(self._chief(phrase), [])
        if len(described) < _MOST:
            described.append(_Described(frozenset(words), found, phrase.words.start))
        draft = self._drafts[found]
        if not draft.anonymity_reason and phrase.kind in ("person", "group"):
            draft.anonymity_reason = anonymity_reason(tokens, phrase.whole, self._words)
        return found

    def known(self, phrase: Phrase) -> "_Described | None":
        """Return who was described before in all words of a definite description: the diplomat."""
        if self._tokens[phrase.words.start].lower not in self._words.definite:
            return None
        words, chief = {*self._bare(phrase)}, self._chief(phrase)
        described = reversed(self._by_head.get(chief, ()) if chief else ())
        return next((each for each in described if each.words >= words), None)

    def _bare(self, phrase: Phrase) -> list[str]:
        """Return the words of a description without its articles."""
        words = self._tokens.words(phrase.words)
        while len(words) > 1 and words[0] in self._words.articles:
            words.pop(0)
        return words

    def _chief(self, phrase: Phrase) -> str:
        """Return the chief word of a description; empty if it has none."""
        return self._tokens[phrase.head].lower if phrase.head >= 0 else ""

    def description(self, numbers: range) -> str:
        """Return the words of a description, as they stand within a sentence: an official."""
        text = self._tokens.shown(numbers)
        small = numbers.start in self._tokens.begins and self._is_small(numbers.start)
        return text[0].lower() + text[1:] if small else text

    def _is_small(self, number: int) -> bool:
        """Return whether a word has a capital only because it begins a sentence."""
        token, words = self._tokens[number], self._words
        if token.text.isupper() and len(token.text) > 1:
            return False
        noun = words.noun(token.lower)
        known = token.lower in words.determiners or token.lower in self._small_words
        return known or (noun != "" and noun not in words.parties | words.capital_nouns)

    @cached_property
    def _small_words(self) -> frozenset[str]:
        """The words that stand in small letters in the article."""
        return frozenset(token.text for token in self._tokens.all if token.shape is Shape.LOWER)

    def _number(self, key: tuple[str, ...], draft: _Draft) -> int:
        if key not in self._numbers:
            self._numbers[key] = len(self._drafts)
            self._drafts.append(draft)
        return self._numbers[key]

    def _more(self, draft: _Draft, phrase: Phrase | None) -> None:
        """Note what a phrase says of a speaker."""
        if phrase is None:
            return
        draft.role = draft.role or (self._tokens.shown(phrase.role) if phrase.role else "")
        draft.affiliation = draft.affiliation or (
            self._tokens.shown(phrase.affiliation) if phrase.affiliation else ""
        )
        name = self._tokens.shown(phrase.name)
        if name != draft.name and name not in draft.others:
            draft.others.append(name)
