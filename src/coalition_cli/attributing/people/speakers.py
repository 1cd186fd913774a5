"""The speakers of an article, numbered in the order in which they are first credited."""

from dataclasses import dataclass, field

from ..attribution import Speaker
from ..tokens import Tokens
from .phrases import Phrase
from .register import Register
from .wordlists import Wordlists


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


class Speakers:
    """Who was credited."""

    def __init__(self, content: str, tokens: Tokens, register: Register, words: Wordlists) -> None:
        self._content, self._tokens = content, tokens
        self._register, self._words = register, words
        self._drafts: list[_Draft] = []
        self._numbers: dict[tuple[str, ...], int] = {}
        self._last: dict[tuple[str, bool], int] = {}  # by the chief word of a description

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
        found = self._number(("person", str(number)), _Draft(self._register.called(number)))
        self._more(self._drafts[found], phrase)
        return found

    def named(self, phrase: Phrase) -> int:
        """Return the speaker whom a phrase names, and the register does not know."""
        name = self._text(phrase.name)
        found = self._number(("name", name.casefold()), _Draft(name, kind=phrase.kind))
        self._more(self._drafts[found], phrase)
        return found

    def described(self, phrase: Phrase, kind: str) -> int:
        """Return the speaker whom a phrase describes."""
        words = [self._tokens[n].lower for n in phrase.words if self._tokens[n].is_word]
        while len(words) > 1 and words[0] in ("a", "an", "the"):
            words.pop(0)
        key = ("described", *words)
        head = self._tokens[phrase.head].lower if phrase.head >= 0 else ""
        first = self._tokens[phrase.words.start].lower
        if key not in self._numbers and first == "the" and len(words) <= 2 and head:
            if (known := self._last.get((head, False))) is not None:
                return known
        found = self._number(key, _Draft(description=self._text(phrase.words), kind=kind))
        self._last[(head, False)] = found
        return found

    def _number(self, key: tuple[str, ...], draft: _Draft) -> int:
        if key not in self._numbers:
            self._numbers[key] = len(self._drafts)
            self._drafts.append(draft)
        return self._numbers[key]

    def _more(self, draft: _Draft, phrase: Phrase | None) -> None:
        """Note what a phrase says of a speaker."""
        if phrase is None:
            return
        draft.role = draft.role or (self._text(phrase.role) if phrase.role else "")
        draft.affiliation = draft.affiliation or (
            self._text(phrase.affiliation) if phrase.affiliation else ""
        )
        name = self._text(phrase.name)
        if name != draft.name and name not in draft.others:
            draft.others.append(name)

    def _text(self, numbers: range) -> str:
        span = self._tokens.span(numbers)
        return " ".join(self._content[span.start : span.end].split())
