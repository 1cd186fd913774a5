"""Words whose speaker stands before them with a colon, or after them with a dash.

RUIZ: We will go.                 a transcript: two paragraphs or more begin so
Ruiz: bridge will close           a headline that names somebody of whom the article tells
“We will go.” — Ana Ruiz          a list of voices
"""

import re
from collections import Counter
from collections.abc import Iterator

from ..verifying.paragraphs import Span
from .claims import Claim
from .grammar.sentences import Sentence
from .grammar.tokens import Tokens

_LOUD = r"(?:[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,3}|[QA])"
_NAMED = r"[A-Z][\w.'’-]*[a-z](?: (?:[A-Z]\. )?[A-Z][\w.'’-]*){0,2}"
_MARK = r"[\"“”']?"
_TURN = re.compile(
    rf"{_MARK}\*{{0,2}}(?P<name>{_LOUD}|{_NAMED})(?: ?\([^()]{{1,40}}\))?"
    r"\*{0,2}(?P<cue>:)\*{0,2}\s+(?P<words>\S.*)",
    re.DOTALL,
)
_POST = re.compile(
    r"(?P<words>\S.*?)\s*(?P<cue>[—–-])\s*(?P<name>[^—–\n]{2,60}?)\s*\(@\w+\)"
    r"(?: [A-Z][a-z]+ \d{1,2}, \d{4})?\.?",
    re.DOTALL,
)
_NOISE = re.compile(rf"{_MARK}[(\[][A-Z .,-]+[)\]]{_MARK}\.?")  # (CROSSTALK)
_FEWEST = 2  # turns of a transcript
_LONGEST = 14  # units of a signature
_LONGEST_POST = 1000  # code points
_SIGNATURE = re.compile(
    r"(?:Q[.']*)?(?P<dash>-)(?P<name>[DBN]*C[CGNPD,#&]*|D[BNE]*N(?:P[DNC]+)*)\.?(?:\(.*\)\.?|,.*)?\Z"
)


class Turns:
    """The turns of a transcript, by the number of the token that begins their paragraph."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._claims: dict[int, Claim] = {}
        turns = list(self._matching(_TURN))
        names = Counter(turn["name"] for _, turn in turns)
        for number, turn in turns:
            name = turn["name"]
            loud = name.isupper() and len(turns) >= _FEWEST
            if loud or names[name] >= _FEWEST or (number == 0 and self._is_told_of(name)):
                self._claims[number] = _turn(turn)
        for number, post in self._matching(_POST):
            if len(post[0]) <= _LONGEST_POST:
                self._claims[number] = _turn(post)
        self._noise = {number for number, _ in self._matching(_NOISE)} if self._claims else set()

    def at(self, number: int) -> Claim | None:
        """Return the turn that begins with a token."""
        return self._claims.get(number)

    def is_noise(self, number: int) -> bool:
        """Return whether a token begins a paragraph that nobody says: (CROSSTALK)."""
        return number in self._noise

    def _matching(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
        """Yield the paragraphs that a pattern matches as a whole."""
        content = self._tokens.content
        for words, span in zip(self._tokens.paragraphs, self._tokens.text.paragraphs, strict=True):
            if found := pattern.fullmatch(content, *span):
                yield words.start, found

    def _is_told_of(self, name: str) -> bool:
        """Return whether a name comes again in the article, and never as another word."""
        last = name.split()[-1]
        words = [token.text for token in self._tokens.all[len(name.split()) :]]
        return last in words and last.lower() not in words


def _turn(turn: re.Match[str]) -> Claim:
    words = Span(*turn.span("words"))
    name, cue = Span(*turn.span("name")), Span(*turn.span("cue"))
    return Claim([words], name, cue, direct=True, signed=True)


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
