"""The passage of an article that a claim was taken from, in its context."""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from ..answers.asking import Tell
from ..answers.texts import ArticleFile, article_text
from ..model.problems import DataError
from ..model.record import Record
from ..model.results import FAILED
from ..model.vocabularies import WITHHELD
from ..reading.confidential import Names
from ..verifying import ArticleText, StatedPlace, Verdict, verify, verify_partial
from ..verifying.paragraphs import Span
from ..words.safe import visible

_BEFORE, _AROUND = 300, 600  # code points of context: of the paragraph before, and of its own


class Mark(Enum):
    """What words of a passage are. The value is the sign that underlines them."""

    QUOTE = "^"  # the quote of the claim
    WORDING = "~"  # the article's own words
    CONTEXT = ""  # neither

    __hash__ = object.__hash__


class Piece(NamedTuple):
    """Words of a passage that are of one kind."""

    text: str
    mark: Mark = Mark.CONTEXT


class Passage(NamedTuple):
    """What an article has, by paragraphs. `why_not` says why words of the claim are not marked."""

    paragraphs: Sequence[Sequence[Piece]] = ()
    why_not: str = ""


class ArticleTexts:
    """The texts of articles: those that are named, by article, and those of a folder."""

    def __init__(self, folder: str | None, named: Mapping[str, str], tell: Tell) -> None:
        self._folder, self._named, self._tell = folder, named, tell
        self._read: dict[str, ArticleText | None] = {}

    def of(self, article: Record) -> ArticleText | None:
        """Return the text of an article; None if there is none, or, which is told, no good one."""
        key = str(article.key)
        if key not in self._read:
            self._read[key] = self._text(article)
        return self._read[key]

    def _text(self, article: Record) -> ArticleText | None:
        key = str(article.key)
        path, inside = self._path(key)
        if path is None:
            return None
        stated = (article.values.get(name) for name in ("sha256", "language"))
        try:
            return article_text(ArticleFile(key, path, inside, *stated), self._tell)
        except DataError as error:
            self._tell(visible(str(error), lines=True))
            return None

    def _path(self, key: str) -> tuple[str | None, bool]:
        if key in self._named or not self._folder or Path(key).name != key:
            return self._named.get(key), False
        path = Path(self._folder, f"{key}.txt")
        return (str(path) if path.exists() else None), True


def passage(text: ArticleText, appearance: Record, names: Names) -> Passage:
    """Return the passage of an appearance in the text of its article, without withheld names."""
    found = list(_found(text, appearance))
    marks = [(span, mark) for mark, verdict in found for span in _stretches(text, verdict)]
    reasons = [
        f"the {mark.name.lower()} is {verdict.status} in the text: {verdict.reason}"
        for mark, verdict in found
        if verdict.status in FAILED
    ]
    spans = _paragraphs(text, [span for span, _ in marks], _number(appearance, "paragraph"))
    paragraphs = [list(_pieces(text.content, span, marks, names)) for span in spans]
    return Passage(paragraphs, "; ".join(reasons))


def _found(text: ArticleText, appearance: Record) -> Iterator[tuple[Mark, Verdict]]:
    """Yield what is looked for, and how it stands in the text; the quote last."""
    quote, wording = (appearance.values.get(name) for name in ("quote", "wording"))
    place = StatedPlace(_number(appearance, "paragraph"), _number(appearance, "offset"))
    if quote and wording:
        around, within = verify_partial(text, str(wording), str(quote), place)
        yield from ((Mark.WORDING, around), (Mark.QUOTE, within))
    elif quote or wording:
        mark = Mark.QUOTE if quote else Mark.WORDING
        yield mark, verify(text, str(quote or wording), place, quoted=bool(quote))


def _number(appearance: Record, name: str) -> int | None:
    value = appearance.values.get(name)
    return value if isinstance(value, int) else None


def _stretches(text: ArticleText, verdict: Verdict) -> Iterator[Span]:
    """Yield where the parts of the words stand: a quote that is broken has several."""
    if verdict.start is None or verdict.end is None:
        return
    at = verdict.start
    for pair in verdict.pairs:
        place = text.content.find(pair.found, at, verdict.end) if pair.found else -1
        if place >= 0:
            at = place + len(pair.found)
            yield Span(place, at)


def _paragraphs(text: ArticleText, marked: Sequence[Span], stated: int | None) -> Iterator[Span]:
    """Yield the paragraph before, and those that have the words, or else the one that is stated."""
    numbers = [text.paragraph(place) for start, end in marked for place in (start, end - 1)]
    if not numbers and stated and stated <= len(text.paragraphs):
        numbers = [stated]
    if not numbers:
        return
    first, last = min(numbers), max(numbers)
    if first > 1:
        start, end = text.paragraphs[first - 2]
        yield Span(max(start, end - _BEFORE), end)
    for number in range(first, last + 1):
        start, end = text.paragraphs[number - 1]
        own = [span for span in marked if span.start < end and span.end > start]
        low = min((span.start for span in own), default=start) - _AROUND
        high = max((span.end for span in own), default=start) + _AROUND
        yield Span(max(start, low), min(end, high))


def _pieces(
    content: str, within: Span, marks: Sequence[tuple[Span, Mark]], names: Names
) -> Iterator[Piece]:
    """Yield the words of a stretch of a text, by what they are."""
    hidden = [
        Span(within.start + start, within.start + end)
        for start, end in names.spans(content[slice(*within)])
    ]
    spans = [*(span for span, _ in marks), *hidden]
    inner = {place for span in spans for place in span if within.start < place < within.end}
    if within.start and not content[within.start - 1].isspace():
        yield Piece("…")
    for start, end in pairwise(sorted({*within, *inner})):
        mark = [mark for span, mark in marks if span.start <= start < span.end]
        name = next((span for span in hidden if span.start <= start < span.end), None)
        if name is None:
            yield Piece(names.without(content[start:end]), mark[-1] if mark else Mark.CONTEXT)
        elif name.start == start:
            yield Piece(WITHHELD)
    if within.end < len(content) and not content[within.end].isspace():
        yield Piece("…")
