"""What is to be said of words that are held to a text."""

from collections.abc import Sequence
from typing import NamedTuple

from ..words.wordings import Fate, changes, placed_words
from .finding import find
from .gaps import gap_reasons
from .insertions import POINTS
from .nearest import Near, nearest
from .numbers import goes_on
from .passage import Passage, Sought, is_exact, is_quoted, one_part, parts_of
from .text import ArticleText
from .typography import NOTE, typographic_differences

LEAST = 60  # similarity, 0 to 100: below it a passage is another, and the words are missing
_TOLD = 3  # changes that a reason names


class Pair(NamedTuple):
    """Words as they were stated, what stands before them, and what the text has for them."""

    gap: str
    stated: str
    found: str


class Verdict(NamedTuple):
    """How words stand in a text: a status of results.VERDICTS, where, and why.

    `pairs` has the words part by part: the cut or insertion before, the words as they were stated,
    and what the text has there.
    """

    status: str
    start: int | None = None
    end: int | None = None
    found: str | None = None
    paragraph: int | None = None
    similarity: int = 0
    reason: str | None = None
    pairs: tuple[Pair, ...] = ()


def verify(text: ArticleText, words: str, paragraph: int | None = None, *, quoted: bool) -> Verdict:
    """Hold words to a text; `quoted` says that they should stand in quotation marks there."""
    words = words.strip()
    apart, ending = parts_of(words)
    ways = [Sought([one_part(words)], quoted, paragraph)]
    if apart and apart != ways[0].parts:
        ways.append(Sought(apart, quoted, paragraph, ending))
    for sought in ways:
        if passage := find(text, sought):
            return _found(text, sought, passage)
    if not any(part.inserted for part in apart):  # else the text may have it too
        ways = ways[-1:]
    sought, near = _nearest(text, ways)
    if near is None or near.similarity < LEAST:
        alike = near.similarity if near else 0
        return Verdict("missing", similarity=alike, reason="the text has nothing like it")
    pairs = _pairs(text, sought, near.passage)
    reasons = _changed(text, near.passage, pairs)
    return _placed(text, sought, near.passage, "altered", near.similarity, reasons, pairs)


def _nearest(text: ArticleText, ways: Sequence[Sought]) -> tuple[Sought, Near | None]:
    """Return the nearest passage, and in which way the words were sought that have it."""
    best: tuple[Sought, Near | None] = ways[-1], None
    for sought in reversed(ways):
        near = (
            nearest(text, sought) if any(placed_words(part.text) for part in sought.parts) else None
        )
        if near and (best[1] is None or near.similarity > best[1].similarity):
            best = sought, near
    return best


def _found(text: ArticleText, sought: Sought, passage: Passage) -> Verdict:
    pairs = _pairs(text, sought, passage)
    status, similarity, reasons = "exact", 100, []
    if not is_exact(text, sought, passage):
        differing = dict.fromkeys(
            kind for pair in pairs for kind in typographic_differences(pair.stated, pair.found)
        )
        status, reasons = "typographic", [f"differs in {' and '.join(differing)}"]
    for reason in gap_reasons(text, sought, passage):
        reasons.append(reason.text)
        if reason.alters:
            status, similarity = "altered", 99
    return _placed(text, sought, passage, status, similarity, reasons, pairs)


def _placed(
    text: ArticleText,
    sought: Sought,
    passage: Passage,
    status: str,
    similarity: int,
    reasons: list[str],
    pairs: list[Pair],
) -> Verdict:
    start, end = passage.start, passage.end
    paragraph = text.paragraph(start)
    if sought.quoted and not is_quoted(text, passage):
        status, reasons = "altered", [*reasons, "not in quotation marks"]
    if sought.paragraph not in (None, paragraph):
        reasons = [*reasons, f"in paragraph {paragraph}, not {sought.paragraph}"]
    return Verdict(
        status,
        start,
        end,
        text.content[start:end],
        paragraph,
        similarity,
        "; ".join(reasons) or None,
        tuple(pairs),
    )


def _pairs(text: ArticleText, sought: Sought, passage: Passage) -> list[Pair]:
    return [
        Pair(part.gap, part.text, text.content[span.start : span.end] if span else "")
        for part, span in zip(sought.parts, passage.parts, strict=True)
    ] + [Pair(sought.ending.gap, "", "")] * bool(sought.ending.gap)


def _changed(text: ArticleText, passage: Passage, pairs: list[Pair]) -> list[str]:
    """Say which words are others in the text, as the reasons of a verdict."""
    told = [reason for pair in pairs for reason in _changes(pair.stated, pair.found)]
    if not told:
        if all(stated == found for _, stated, found in pairs):
            ends = (place for span in passage.parts if span for place in span)
            number = any(goes_on(text.content, place) for place in ends)
            return [f"only a part of a {'number' if number else 'word'}"]
        same = all(stated.casefold() == found.casefold() for _, stated, found in pairs)
        return [f"differs in {'capitals' if same else 'punctuation'}"]
    more = [f"and {len(told) - _TOLD} more"] if len(told) > _TOLD else []
    return told[:_TOLD] + more


def _changes(stated: str, found: str) -> list[str]:
    told: list[str] = []
    struck = ""
    for fate, piece in [*changes(stated, NOTE.sub("", found)), (Fate.KEPT, "")]:
        text = piece.strip(POINTS)
        if fate is Fate.STRUCK:
            struck = f"{struck} {text}".strip()
        elif fate is Fate.ADDED:
            told.append(f"'{struck}' stands for '{text}'" if struck else f"'{text}' is left out")
            struck = ""
        elif struck:
            told.append(f"'{struck}' is not there")
            struck = ""
    return told
