"""An attribution as it is compared with those of other articles."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from ...attributing.attribution import Attribution, Kind, Speaker
from ...verifying import ArticleText
from ...verifying.paragraphs import Span
from ...verifying.text import sentence_ends
from ...words.wordings import placed_words
from .stretches import Stretch, Words

_QUOTED = 3  # words of a quotation that says something by itself


class Source(NamedTuple):
    """The text that attributions stand in, and what is known of its words."""

    text: ArticleText
    known: Words


class View:
    """The sentences of a stretch, and any of them as one."""

    def __init__(self, sentences: Sequence[Stretch]) -> None:
        self.sentences = sentences
        self.length = sum(len(each.words) for each in sentences)
        self._joined: dict[tuple[int, ...], Stretch] = {}

    def of(self, numbers: Iterable[int]) -> Stretch:
        """Return some of the sentences, at least one, as one stretch."""
        key = tuple(numbers)
        if key not in self._joined:
            first, *others = (self.sentences[number] for number in key)
            self._joined[key] = first.joined(others) if others else first
        return self._joined[key]

    @property
    def whole(self) -> Stretch:
        """All sentences as one stretch."""
        return self.of(range(len(self.sentences)))


class Telling:
    """What one attribution of an article says, and who is credited."""

    def __init__(
        self, place: tuple[int, int], told: Attribution, speaker: Speaker | None, source: Source
    ) -> None:
        """Take an attribution; its place is the number of the article, and its own there."""
        self.article, self.number = place
        self.speaker = speaker
        self.claim: object = self  # what several of a known claim have in common
        self._told, self._text, self._known = told, source.text, source.known

    @property
    def words(self) -> frozenset[str]:
        """The words that say something."""
        return self.whole.set

    @property
    def names(self) -> tuple[str, ...]:
        """The names."""
        return self.whole.names

    @property
    def verbatim(self) -> Stretch | None:
        """What of it stands in quotation marks; None if too little does."""
        return self.whole if self.is_direct else self._quoted

    @property
    def is_direct(self) -> bool:
        """Whether it stands in quotation marks."""
        return self._told.kind is Kind.DIRECT

    @property
    def is_unsaid(self) -> bool:
        """Whether the article leaves open that it was said."""
        return self._told.unsaid

    @property
    def words_as_said(self) -> tuple[str, ...]:
        """All words in order, in the form in which words are compared."""
        return self.whole.in_order

    @cached_property
    def whole(self) -> Stretch:
        """All that was said."""
        return self._stretch(self._told.content)

    @cached_property
    def sentences(self) -> Sequence[Stretch]:
        """The sentences of what was said; only the whole if it is one."""
        found = [self._stretch([span]) for span in sentences(self._text, self._told.content)]
        return found if len(found) > 1 else [self.whole]

    @cached_property
    def views(self) -> Sequence[View]:
        """What may stand for it: the sentences of the whole, and what is quoted."""
        views = [View(self.sentences)]
        return [*views, View([self._quoted])] if self._quoted else views

    @cached_property
    def _quoted(self) -> Stretch | None:
        """What of it stands in quotation marks; None where that is all, or too little."""
        if self.is_direct:
            return None
        inside = [
            Span(max(span.start, each.start), min(span.end, each.end))
            for span in self._told.content
            for each in self._text.quotations.spans
            if each.start < span.end and span.start < each.end
        ]
        stretch = self._stretch(inside)
        enough = len(placed_words(stretch.text)) >= _QUOTED
        return stretch if enough else None

    def _stretch(self, spans: Iterable[Span]) -> Stretch:
        texts = (" ".join(self._text.content[slice(*span)].split()) for span in spans)
        return Stretch(" … ".join(texts), self._known)


def sentences(text: ArticleText, content: Iterable[Span]) -> Iterator[Span]:
    """Yield the sentences of stretches of a text: each stretch begins a new one."""
    for span in content:
        start = span.start
        for end in sentence_ends(text.content, span):
            if end.end() < span.end:
                yield Span(start, start + len(text.content[start : end.end()].rstrip()))
                start = end.end()
        yield Span(start, span.end)
