"""Blocks of a page → which of them are the text of its article, each with the reason.

Each block is judged alone, by what is around it and by its words; then again by what its
neighbours are, as jusText does (Pomikálek, 2011).
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from .blocks import Block, Element
from .naming import is_body, is_standfirst, is_strong, said_by
from .phrases import said_in

_LONG = 80  # characters of a paragraph that is surely one
_MOST_LINKED = 0.5  # of the characters of a text
_MOST = 0.3  # of a page's prose: an element with that much is no boilerplate by its name
_INSIDE = 0.75  # of a page's prose is in the element that has the article
_BODY = 0.4  # of a page's prose is in an element that says it has the article
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_PARAGRAPHS = {"p", "li", "blockquote", "pre", "dd", "dt", "tr", "td"}
_SENTENCE = re.compile(r"[.!?…:;。！？।؟][\"'”’“»«)\]]*$")
_LETTERS = re.compile(r"[\W_]+")
TEXT = "text"


class Choice(NamedTuple):
    """A block, whether it is a paragraph of the article, and why."""

    block: Block
    kept: bool
    why: str


def chosen(blocks: Sequence[Block], headline: str = "") -> list[Choice]:
    """Return the choice for each block, in their order; a headline is no paragraph."""
    alone = [said_in(block.text, block.linked) or _linked(block) for block in blocks]
    prose = [_prose(block, why) for block, why in zip(blocks, alone, strict=True)]
    held = _held(blocks, prose)
    named = [_named(block, held) for block in blocks]
    prose = [0 if why else amount for why, amount in zip(named, prose, strict=True)]
    place = _place(blocks, prose)
    reasons = [
        _reason(block, name, word, place)
        for block, name, word in zip(blocks, named, alone, strict=True)
    ]
    reasons = _neighbours(blocks, reasons, _bare(headline))
    return [Choice(block, not why, why or TEXT) for block, why in zip(blocks, reasons, strict=True)]


def _linked(block: Block) -> str:
    return "links" if block.linked > _MOST_LINKED * len(block.text) else ""


def _prose(block: Block, why: str) -> int:
    """Return how many characters of sentences a block has; none if it is surely no text."""
    long_enough = len(block.text) >= _LONG or (not block.text.isascii() and len(block.text) >= 40)
    if why or block.tag in _HEADINGS or not long_enough or not _SENTENCE.search(block.text):
        return 0
    return len(block.text)


def _held(blocks: Sequence[Block], prose: Sequence[int]) -> dict[int, float]:
    """Return for each element what part of the page's prose it holds."""
    total = sum(prose) or 1
    held: dict[int, float] = defaultdict(float)
    for block, amount in zip(blocks, prose, strict=True):
        if amount:
            for element in block.around:
                held[element.number] += amount / total
    return held


def _named(block: Block, held: dict[int, float]) -> str:
    """Return what the elements around a block say that it is, if that is no text."""
    for element in block.around:
        why = _said(element)
        if why and held[element.number] < (0.9 if is_strong(why) else _MOST):
            return "standfirst" if why == "header" and _is_standfirst(block) else why
    return ""


def _said(element: Element) -> str:
    if element.tag in ("html", "body"):
        return ""
    return said_by(element.tag, element.names) or ("hidden" if element.hidden else "")


def _is_standfirst(block: Block) -> bool:
    return any(is_standfirst(element.names) for element in block.around[-3:])


def _place(blocks: Sequence[Block], prose: Sequence[int]) -> int:
    """Return the number of the element that has the article: the innermost with enough prose."""
    held = _held(blocks, prose)
    marked: dict[int, float] = {}
    innermost = 0
    for block, amount in zip(blocks, prose, strict=True):
        if not amount:
            continue
        for element in block.around:
            if is_body(element.names) and held[element.number] >= _BODY:
                marked.setdefault(element.number, held[element.number])
            if held[element.number] >= _INSIDE:
                innermost = max(innermost, element.number)
    return next(iter(marked), innermost)


def _reason(block: Block, named: str, alone: str, place: int) -> str:
    """Return why a block is no text, judged alone; nothing if it may be."""
    if named == "standfirst":
        return alone
    if named:
        return named
    inside = not place or any(element.number == place for element in block.around)
    if not inside and not _is_standfirst(block):
        return "outside of the article"
    return alone


def _neighbours(blocks: Sequence[Block], reasons: Sequence[str], headline: str) -> list[str]:
    """Judge blocks again by those around them."""
    result = list(reasons)
    seen: set[str] = set()
    for number, block in enumerate(blocks):
        if result[number]:
            continue
        bare = _bare(block.text)
        if block.tag == "h1" or (bare and bare == headline):
            result[number] = "headline"
        elif len(block.text) >= 40 and bare in seen:
            result[number] = "repeated"
        seen.add(bare)
    sure = [n for n, block in enumerate(blocks) if not result[n] and _is_sure(block)]
    for number, block in enumerate(blocks):
        if result[number] or _is_sure(block):
            continue
        between = bool(sure) and sure[0] < number < sure[-1]
        if block.tag in _HEADINGS:
            result[number] = _heading(blocks, result, number)
        elif (not between and not _SENTENCE.search(block.text)) or (
            block.tag not in _PARAGRAPHS and not _SENTENCE.search(block.text)
        ):
            result[number] = "no sentence"
    return result


def _is_sure(block: Block) -> bool:
    return (
        block.tag not in _HEADINGS
        and len(block.text) >= _LONG
        and bool(_SENTENCE.search(block.text))
    )


def _heading(blocks: Sequence[Block], reasons: Sequence[str], number: int) -> str:
    """Return why a heading is no text: the next block is none, or there is no next."""
    for following in range(number + 1, min(number + 4, len(blocks))):
        if not reasons[following]:
            return "" if blocks[following].tag not in _HEADINGS else "heads nothing"
        if blocks[following].tag in _HEADINGS:
            break
    return "heads nothing"


def _bare(text: str) -> str:
    return _LETTERS.sub("", text).casefold()
