"""Claims that are there, and what they gain: an appearance for each new article that has them."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from ..importing.gathering.merging import Values
from ..importing.gathering.store import Comment
from ..model.record import Record
from .article import Part, Saying, Story
from .known import Known, articles_of
from .passages import Passage


class Gain(NamedTuple):
    """New appearances of a claim."""

    claim: Record
    appearances: list[Values]
    comments: tuple[Comment, ...] = ()  # by the number of the appearance here: 0.speaker


class Appearing(Protocol):
    """What makes appearances of attributions."""

    def passages(self, part: Part) -> list[Passage]:
        """Return what of an attribution an appearance can state."""

    def appearance(self, part: Part, passage: Passage, speaker: str | None) -> tuple[Values, str]:
        """Return an appearance, and a doubt about whom it credits."""


def gains(story: Story, making: Appearing, known: Known) -> Iterator[Gain]:
    """Yield what the claims gain that are there; nothing in an article in which they appear."""
    for saying in story.sayings:
        claim = known.claim(saying.parts[0])
        if claim is not None:
            gain = _gain(story, (claim, saying), making, known)
            if gain.appearances:
                yield gain


def _gain(story: Story, told: tuple[Record, Saying], making: Appearing, known: Known) -> Gain:
    claim, saying = told
    speaker, seen = claim.values.get("speaker"), articles_of(claim)
    appearances: list[Values] = []
    comments: list[Comment] = []
    for part in saying.parts:
        if known.claim(part) is None and story.articles[part.article].id not in seen:
            for passage in making.passages(part):
                said_by = None if speaker is None else str(speaker)
                appearance, doubt = making.appearance(part, passage, said_by)
                if doubt:
                    comments.append((f"{len(appearances)}.speaker", doubt))
                appearances.append(appearance)
    return Gain(claim, appearances, tuple(comments))
