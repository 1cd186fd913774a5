"""The verdict on words that are compared with a text, and its reasons."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..words.wordings import Fate, changes, placed_words
from .finding import find
from .gaps import gap_reasons
from .insertions import POINTS
from .nearest import SimilarPassage, nearest
from .numbers import goes_on
from .paragraphs import Span
from .passage import ANYWHERE, Passage, Sought, StatedPlace, ways_to_seek
from .text import ArticleText
from .typography import NOTE, typographic_differences

_LEAST = 60  # similarity, 0 to 100: below it a passage is another, and the words are missing
_SHOWN = 3  # changes that a reason names


class ComparedPart(NamedTuple):
    """A part of the words beside what the text has for it."""

    gap: str  # the cut or insertion before it, as stated
    stated: str
    found: str


class Verdict(NamedTuple):
    """How words stand in a text, where, and why."""

    status: str  # of results.VERDICTS
    start: int | None = None
    end: int | None = None
    found: str | None = None
    paragraph: int | None = None
    similarity: int = 0  # 0 to 100
    reason: str | None = None
    pairs: tuple[ComparedPart, ...] = ()


def verify(
    text: ArticleText, words: str, place: StatedPlace = ANYWHERE, *, quoted: bool
) -> Verdict:
    """Compare words with a text; `quoted` says that they should stand in quotation marks there.

    Of several places that have them, the one that is stated counts, or else the nearest to it.
    """
    ways = ways_to_seek(words, place, quoted=quoted)
    for sought in ways:
        if passage := find(text, sought):
            return _found(passage)
    if not any(part.inserted for part in ways[-1].parts):  # an insertion may stand in the text too
        ways = ways[-1:]
    similar = _nearest(text, ways)
    if similar is None or similar.similarity < _LEAST:
        similarity = similar.similarity if similar else 0
        return Verdict("missing", similarity=similarity, reason="the text has nothing like it")
    return _verdict(similar.passage, "altered", similar.similarity, _altered(similar.passage))


def verify_partial(
    text: ArticleText, wording: str, quote: str, place: StatedPlace = ANYWHERE
) -> tuple[Verdict, Verdict]:
    """Compare a wording, and the quote in it: that has to stand where the wording was found.

    An altered wording may be found without its ends, so a few more words count there.
    """
    around = verify(text, wording, place, quoted=False)
    start, end = around.start or 0, around.end or 0  # the same, if it is missing
    spare = len(wording) if around.status == "altered" else 0
    within = Span(max(0, start - spare), end + spare)
    return around, verify(text, quote, place._replace(within=within), quoted=True)


def _nearest(text: ArticleText, ways: Sequence[Sought]) -> SimilarPassage | None:
    """Return the passage that is nearest to the words, in whichever way they were sought."""
    best: SimilarPassage | None = None
    for sought in reversed(ways):
        similar = None
        if any(placed_words(part.text) for part in sought.parts):
            similar = nearest(text, sought)
        if similar and (best is None or similar.similarity > best.similarity):
            best = similar
    return best


def _found(passage: Passage) -> Verdict:
    status, similarity, reasons = "exact", 100, []
    if not passage.exact:
        kinds = dict.fromkeys(
            kind
            for _, stated, found in _compared(passage)
            for kind in typographic_differences(stated, found)
        )
        status, reasons = "typographic", [f"differs in {' and '.join(kinds)}"]
    for reason in gap_reasons(passage):
        reasons.append(reason.text)
        if reason.alters:
            status, similarity = "altered", 99
    if _is_elsewhere(passage):
        reasons.append(f"at offset {passage.start}, not {passage.sought.place.offset}")
    return _verdict(passage, status, similarity, reasons)


def _is_elsewhere(passage: Passage) -> bool:
    """Whether a quote is not at its offset. A wording with that offset only has to cover it."""
    away, begins = passage.sought.place.distance(passage.start, passage.end)
    return begins > 0 if passage.sought.quoted else away > 0


def _verdict(passage: Passage, status: str, similarity: int, reasons: list[str]) -> Verdict:
    """Return the verdict on a passage, with what its place adds to the reasons."""
    text, sought, paragraph = passage.text, passage.sought, passage.paragraph
    if sought.quoted and not passage.quoted:
        status, reasons = "altered", [*reasons, "not in quotation marks"]
    start, end = passage.start, passage.end
    if not sought.place.holds(start, end):
        status, reasons = "altered", [*reasons, "not within its wording"]
    if sought.place.paragraph not in (None, paragraph):
        reasons = [*reasons, f"in paragraph {paragraph}, not {sought.place.paragraph}"]
    reason = "; ".join(reasons) or None
    pairs = tuple(_compared(passage))
    return Verdict(
        status, start, end, text.content[start:end], paragraph, similarity, reason, pairs
    )


def _compared(passage: Passage) -> Iterator[ComparedPart]:
    """Yield each part, and the gap after the last if there is one."""
    sought = passage.sought
    for part, found in zip(sought.parts, passage.found, strict=True):
        yield ComparedPart(part.gap, part.text, found)
    if sought.ending.gap:
        yield ComparedPart(sought.ending.gap, "", "")


def _altered(passage: Passage) -> list[str]:
    """Return which words the text has otherwise, as the reasons of a verdict."""
    pairs = [(stated, found) for _, stated, found in _compared(passage)]
    reasons = [reason for stated, found in pairs for reason in _changes(stated, found)]
    if reasons:
        more = len(reasons) - _SHOWN
        return [*reasons[:_SHOWN], *([f"and {more} more"] if more > 0 else [])]
    if all(stated == found for stated, found in pairs):
        ends = (place for span in passage.spans if span for place in span)
        number = any(goes_on(passage.text.content, place) for place in ends)
        return [f"only a part of a {'number' if number else 'word'}"]
    same = all(stated.casefold() == found.casefold() for stated, found in pairs)
    return [f"differs in {'capitals' if same else 'punctuation'}"]


def _changes(stated: str, found: str) -> Iterator[str]:
    struck = ""
    for fate, piece in [*changes(stated, NOTE.sub("", found)), (Fate.KEPT, "")]:
        text = piece.strip(POINTS)
        if fate is Fate.STRUCK:
            struck = f"{struck} {text}".strip()
        elif fate is Fate.ADDED:
            yield f"'{struck}' stands for '{text}'" if struck else f"'{text}' is left out"
            struck = ""
        elif struck:
            yield f"'{struck}' is not there"
            struck = ""
