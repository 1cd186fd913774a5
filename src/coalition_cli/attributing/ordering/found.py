"""What somebody says, before it is known who that is."""

from dataclasses import dataclass
from enum import Enum

from ...verifying.paragraphs import Span
from ..attribution import Kind


class Basis(Enum):
    """By what something is credited to its source."""

    CUE = "a verb or phrase of saying"
    NAME = "a name with a colon"
    LEADING = "a clause with a colon"
    FOLLOWING = "the sentence before"
    NOTHING = "nothing"


@dataclass
class Found:
    """Words that an article credits to somebody, or a quotation, as stretches of the text."""

    kind: Kind
    content: list[Span]
    source: Span | None = None
    cue: tuple[Span, ...] = ()
    subject: bool = False  # whether the source is the subject of a verb
    basis: Basis = Basis.NOTHING
    carrier: tuple[Span, ...] = ()  # the words for who first carried it
    far: bool = False  # whether what is said stands in another paragraph than its source

    def take(self, other: "Found") -> None:
        """Take the source and the verb of another."""
        self.source, self.cue, self.subject = other.source, other.cue, other.subject
        self.basis, self.carrier = other.basis, other.carrier
