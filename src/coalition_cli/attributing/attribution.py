"""The words that an article credits to somebody."""

from dataclasses import dataclass
from enum import Enum

from ..verifying.paragraphs import Span


class Kind(Enum):
    """How an article gives the words of somebody."""

    DIRECT = "direct"  # in quotation marks
    PARTIAL = "partial"  # in part
    REPORTED = "reported"  # in the article's own words, with a verb or phrase of saying
    STANCE = "stance"  # a belief or a plan


class Certainty(Enum):
    """How sure it is who says something."""

    STATED = "stated"  # the text names the speaker beside a verb or phrase of saying
    TAKEN = "taken"  # the speaker follows from what stands before
    OPEN = "open"  # the text does not show it


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words of an article, and whom it credits. Places are code points of the text, from 0."""

    kind: Kind
    content: tuple[Span, ...]  # the stretches of what was said, with their marks, in order
    source: tuple[Span, ...] = ()  # the article's words for who says it
    cue: tuple[Span, ...] = ()  # the verb or phrase of saying
    speaker: int | None = None  # its number in `speakers`, from 0
    certainty: Certainty = Certainty.OPEN
    reason: str = ""  # why a speaker is taken, or not known
    carrier: tuple[Span, ...] = ()  # the words for who first carried it: told Politico
    unsaid: bool = False  # whether the text leaves open that it was said: never said, might say


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody whom an article credits: by name, or by a description alone."""

    name: str = ""  # without titles; empty where the article gives none
    description: str = ""  # the article's words for an unnamed speaker
    kind: str = "person"  # a word of SPEAKER_KINDS
    anonymity_reason: str = ""  # where the article gives one
    role: str = ""
    affiliation: str = ""
    others: tuple[str, ...] = ()  # further names that the article has for it


@dataclass(frozen=True, slots=True)
class Attributed:
    """The attributions of a text, in its order, and the speakers that they count."""

    attributions: tuple[Attribution, ...]
    speakers: tuple[Speaker, ...]
