"""A verb or phrase of saying, with who says it."""

from dataclasses import dataclass
from enum import Enum

from ..grammar.phrases import Phrase
from ..languages.inflections import Form

SAYING = frozenset({"saying", "uttering", "telling", "asking", "judging", "promising"})


class Order(Enum):
    """How a cue stands with its subject."""

    SUBJECT = "subject before the verb"
    INVERTED = "subject after the verb"
    COORDINATED = "subject of the verb before"
    PARTICIPLE = "participle"
    INFINITIVE = "infinitive"
    PASSIVE = "passive"
    PHRASE = "phrase"
    NOUN = "noun"


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb or phrase of saying. Places are units of its sentence."""

    order: Order
    first: int  # where the verb group begins, with its auxiliaries
    verb: int
    past: int  # after the verb and its particle
    forms: tuple[Form, ...]
    subject: Phrase | None
    compares: bool = False  # after as: as Ana Ruiz said
    within: bool = False  # in a clause of another: Ana Ruiz, who said; when she said

    @property
    def groups(self) -> frozenset[str]:
        """What the verb needs: keys under `verbs` in the data file."""
        return frozenset(form.group for form in self.forms)

    @property
    def begins(self) -> int:
        """Where the cue begins with its subject, if that stands before it, and with its as."""
        return self._begins - self.compares

    @property
    def _begins(self) -> int:
        if self.subject and self.subject.first < self.first and self.order is Order.SUBJECT:
            return self.subject.first
        return self.first
