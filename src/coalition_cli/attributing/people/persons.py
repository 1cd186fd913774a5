"""A person of an article, and a place where the article names one."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from .wordlists import ANY, HE, SHE


class Mention(NamedTuple):
    """A place where an article names somebody. Numbers of tokens."""

    start: int  # titles included
    name: int  # where the name begins
    stop: int
    person: int  # in the register; -1 if it may be one of several


@dataclass(slots=True)
class Person:
    """Somebody named, and what the article says of him or her."""

    given: str  # in small letters, as is the surname; empty if only a surname stands anywhere
    surname: str
    suffix: str
    first: int  # the token where he or she is named first
    sure: bool = False  # whether it is a person beyond doubt
    genders: Counter[str] = field(default_factory=Counter)  # what speaks for he and for she
    words: set[str] = field(default_factory=set)  # of titles and appositions
    nouns: set[str] = field(default_factory=set)  # what he or she is: senator
    full: int = 0  # how often the full name stands
    forms: Counter[str] = field(default_factory=Counter)  # the names, as written

    @property
    def gender(self) -> str:
        """He or she, if the evidence is clear."""
        return leaning(self.genders)

    @property
    def called(self) -> str:
        """The name: the form that stands most often, the longest of these."""
        return max(self.forms, key=lambda form: (self.forms[form], len(form)))


def leaning(genders: Counter[str]) -> str:
    """Return he or she, if twice as much speaks for it as for the other."""
    he, she = genders[HE], genders[SHE]
    return HE if he > 2 * she else SHE if she > 2 * he else ANY
