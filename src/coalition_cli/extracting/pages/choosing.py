"""Blocks of a page → which of them are the text of its article, each with the reason.

Each block is judged alone, by what is around it and by its words; then again by what its
neighbours are, as jusText does (Pomikálek, 2011).
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from .blocks import Block
from .naming import is_standfirst
from .placing import HEADINGS, OTHER, OUTSIDE, PARAGRAPHS, bare, is_paragraph, placed
from .wording import ends_sentence, said_in

TEXT = "text"
STATED = "stated for machines"
_MOST_LINKED = 0.5  # of the characters of a text
_SHOWN = 0.5  # of the text that is stated for machines; a page that shows less has lost some
_REPEATED = 40  # characters: a shorter text may be said twice
_BEFORE_TEXT = 5  # blocks from a heading on: a picture may stand between it and its text
# What may have the standfirst: an element without a name, and what stands above a text.
_INTRODUCING = {"", "header", "related articles", OUTSIDE}
_DASHES = "—–―-"
_LEADING_ON = re.compile(r"[,:;–—-]$")  # to a quotation in a block of its own


class Choice(NamedTuple):
    """A block, whether it is a paragraph of the article, and why."""

    block: Block
    kept: bool
    why: str


def chosen(blocks: Sequence[Block], headline: str = "") -> list[Choice]:
    """Return the choice for each block, in their order; a headline is no paragraph."""
    reasons = _neighbours(blocks, _alone(blocks, bare(headline)))
    return [Choice(block, not why, why or TEXT) for block, why in zip(blocks, reasons, strict=True)]


def _alone(blocks: Sequence[Block], headline: str) -> list[str]:
    """Return why each block is no text, judged without its neighbours; nothing if it may be."""
    spoken = [_said(block) for block in blocks]
    places = placed(blocks, spoken, headline)
    headed = begun = False  # whether the headline stands above, and the text
    reasons = []
    for block, place, said in zip(blocks, places, spoken, strict=True):
        is_first = block.tag == "h1" and not begun
        if place != OTHER and (is_first or bare(block.text) == headline != ""):
            headed = True
            reasons.append("headline")
        elif headed and not begun and place in _INTRODUCING and _is_standfirst(block):
            reasons.append(said)
        else:
            reasons.append(said or place if place == OUTSIDE else place or said)
        begun = begun or not (place or said or block.tag in HEADINGS)
    return reasons


def _said(block: Block) -> str:
    """Return what a block is by its words and links, if that is no text of an article."""
    said = "" if block.tag == "tr" else said_in(block.text, leads=block.linked > 0)
    if said or block.linked <= _MOST_LINKED * len(block.text):
        return said
    return "" if _is_credit(block) else "links"


def _is_standfirst(block: Block) -> bool:
    return any(is_standfirst(element.names) for element in block.around[-3:])


def _neighbours(blocks: Sequence[Block], alone: Sequence[str]) -> list[str]:
    """Judge blocks again by those around them."""
    reasons = _without_repeated(blocks, alone)
    whole = [n for n, why in enumerate(reasons) if not why and is_paragraph(blocks[n])]
    first, last = (whole[0], whole[-1]) if whole else (len(blocks), 0)
    for number in range(len(blocks) - 1, -1, -1):
        block = blocks[number]
        if reasons[number] or is_paragraph(block):
            continue
        if _is_subhead(block):
            reasons[number] = _heading(blocks, reasons, number)
        elif not (
            (first < number < last and _goes_on(block))
            or (number > first and block.tag == "tr")
            or (number < first and _is_standfirst(block))
            or _is_credit(block)
        ):
            reasons[number] = "no sentence"
    return reasons


def _goes_on(block: Block) -> bool:
    """Whether a text between two paragraphs is one, though it ends no sentence."""
    return block.tag in PARAGRAPHS or _LEADING_ON.search(block.text) is not None


def _is_credit(block: Block) -> bool:
    """Whether a text says whose words the quotation is that it stands in."""
    return block.text[0] in _DASHES and any(one.tag == "blockquote" for one in block.around)


def _without_repeated(blocks: Sequence[Block], reasons: Sequence[str]) -> list[str]:
    """Return the reasons, with one for what an earlier block says as well.

    A quotation that is set apart may repeat a part of another block.
    """
    bared = ["" if why else bare(block.text) for block, why in zip(blocks, reasons, strict=True)]
    whole, seen, result = "\n".join(bared), set[str](), []
    for block, why, words in zip(blocks, reasons, bared, strict=True):
        again = len(block.text) >= _REPEATED and words in seen
        is_apart = any(one.tag in ("blockquote", "aside") for one in block.around)
        if not why and (again or (is_apart and whole.count(words) > 1)):
            why = "repeated"
        result.append(why)
        seen.add(words)
    return result


def _is_subhead(block: Block) -> bool:
    return block.tag in HEADINGS or (block.strong and not ends_sentence(block.text))


def _heading(blocks: Sequence[Block], reasons: Sequence[str], number: int) -> str:
    """Return why a heading is no text: nothing follows that it heads.

    What follows has been judged already.
    """
    for following in range(number + 1, min(number + _BEFORE_TEXT, len(blocks))):
        if not reasons[following]:
            return ""
        if blocks[following].tag in HEADINGS:
            break
    return "heads nothing"


def replaced(choices: Sequence[Choice], stated: Sequence[Block]) -> list[Choice]:
    """Return the choices, with the text that a page states for machines if it shows less.

    Some pages show their text only where their programs run.
    """
    shown = sum(len(choice.block.text) for choice in choices if choice.kept)
    if sum(len(block.text) for block in stated) * _SHOWN <= shown:
        return [*choices]
    others = [
        choice._replace(kept=False, why=choice.why.replace(TEXT, STATED)) for choice in choices
    ]
    return [*others, *(Choice(block, kept=True, why=STATED) for block in stated)]
