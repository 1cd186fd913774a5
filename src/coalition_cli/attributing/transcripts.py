"""Words whose speaker stands before them with a colon, or after them with a dash.

RUIZ: We will go.                 a transcript: two paragraphs or more begin so
Ruiz: bridge will close           a headline that names somebody of whom the article tells
“We will go.” – Ana Ruiz          a list of voices
"""

import re
from collections import Counter
from collections.abc import Iterator

from ..verifying.paragraphs import Span
from .claims import Claim
from .sentences import Sentence
from .tokens import Tokens

_LOUD = r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,3}"
_NAMED = r"[A-Z][\w.'’-]*[a-z](?: (?:[A-Z]\. )?[A-Z][\w.'’-]*){0,2}"
_TURN = re.compile(
    rf"(?P<mark>[\"“”']?)(?P<name>{_LOUD}|{_NAMED})(?: ?\([^()]{{1,40}}\))?(?P<cue>:)\s+(?P<words>\S.*)",
    re.DOTALL,
)
_FEWEST = 2  # turns of a transcript
_LONGEST = 14  # units of a signature
_SIGNATURE = re.compile(
    r"(?:Q[.']*)?(?P<dash>-)(?P<name>[DBN]*C[CGNPD,#&]*)\.?(?:\(.*\)\.?|,.*)?\Z"
)


class Turns:
    """The turns of a transcript, by the number of the token that begins their paragraph."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._claims: dict[int, Claim] = {}
        found = list(self._found())
        names = Counter(turn["name"] for _, turn in found)
        for number, turn in found:
            loud = turn["name"].isupper() and len(found) >= _FEWEST
            if (
                loud
                or names[turn["name"]] >= _FEWEST
                or (number == 0 and self._is_told_of(turn["name"]))
            ):
                self._claims[number] = _turn(turn)

    def at(self, number: int) -> Claim | None:
        """Return the turn that begins with a token."""
        return self._claims.get(number)

    def _found(self) -> Iterator[tuple[int, re.Match[str]]]:
        content = self._tokens.content
        for words, span in zip(self._tokens.paragraphs, self._tokens.text.paragraphs, strict=True):
            if turn := _TURN.match(content, *span):
                yield words.start, turn

    def _is_told_of(self, name: str) -> bool:
        """Return whether a name comes again in the article, and never as another word."""
        last = name.split()[-1]
        words = [token.text for token in self._tokens.all[len(name.split()) :]]
        return last in words and last.lower() not in words


def _turn(turn: re.Match[str]) -> Claim:
    content = Span(*turn.span("words"))
    return Claim([content], Span(*turn.span("name")), Span(*turn.span("cue")), signed=True)


def signature(sentence: Sentence) -> tuple[Span | None, Span, Span] | None:
    """Return the name after a dash with which a sentence ends, and the dash.

    Before them comes the quotation with which it begins, if it has that and nothing else.
    """
    found = _SIGNATURE.match(sentence.pattern)
    if not found or len(sentence.units) > _LONGEST:
        return None
    first = found.start("dash")
    quotation = sentence.span(0, first) if first else None
    return quotation, sentence.span(*found.span("name")), sentence.span(first, first + 1)
