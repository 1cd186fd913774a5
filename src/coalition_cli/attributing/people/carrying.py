"""Who first carried somebody's words: the newspaper or the station that they were told to.

“We will go,” Ruiz told the Harbour Times.          the Harbour Times
In an interview with CNN, she said that …           CNN
The ferry is full, the BBC reported.                the BBC
According to a Reuters report, …                    Reuters
"""

from bisect import bisect_left
from collections.abc import Sequence

from ...verifying.paragraphs import Span
from ..grammar.tokens import Shape, Tokens
from .wordlists import Wordlists

_WIDE = 100  # tokens on either side of the words of saying
_FEW = 5  # words between what carries and the name of who carried


class Carriers:
    """The outlets of an article, outside its quotations."""

    def __init__(self, tokens: Tokens, outlets: Sequence[range], words: Wordlists) -> None:
        """Take the names of outlets in the order of the article."""
        self._tokens, self._outlets, self._words = tokens, outlets, words

    def of(self, cue: Span | None, source: Span | None) -> tuple[Span, ...]:
        """Return the words for who first carried what is said; empty where none stand."""
        beside = cue or source
        if beside is None:
            return ()
        tokens = self._tokens
        place = tokens.at(beside.start)
        sentence = tokens.sentences[tokens.sentence(place)]
        first, stop = max(sentence.start, place - _WIDE), min(sentence.stop, place + _WIDE)
        low, high = (bisect_left(self._outlets, each, key=_start) for each in (first, stop))
        found = [run for run in self._outlets[low:high] if self._carries(run, sentence)]
        nearest = min(found, key=lambda run: abs(run.start - place), default=None)
        return () if nearest is None else (tokens.span(self._whole(nearest)),)

    def _whole(self, run: range) -> range:
        """Return the name of an outlet with its article: the Harbour Times."""
        article = run.start > 0 and self._tokens[run.start - 1].lower in self._words.definite
        return range(run.start - article, run.stop)

    def _carries(self, run: range, sentence: range) -> bool:
        """Return whether words beside an outlet say that it carried something."""
        tokens, words = self._tokens, self._words
        after = tokens[run.stop] if run.stop < sentence.stop else None
        if after and after.lower in words.carrying_after:
            return True
        if after and after.shape is Shape.LOWER and after.lower not in words.after_outlets:
            return False
        return self._told(run, sentence)

    def _told(self, run: range, sentence: range) -> bool:
        """Return whether something was told to an outlet, or is according to it."""
        tokens, words = self._tokens, self._words
        for number in range(run.start - 1, max(sentence.start, run.start - _FEW) - 1, -1):
            token = tokens[number]
            if token.lower in words.carrying_before:
                owner = run.stop < sentence.stop and tokens[run.stop].shape is Shape.POSSESSIVE
                return not (owner and token.lower in words.before_sources)  # led by CNN's anchor
            if not (token.lower in words.between_carrying or token.lower in words.determiners):
                return False
        return False


def _start(run: range) -> int:
    return run.start
