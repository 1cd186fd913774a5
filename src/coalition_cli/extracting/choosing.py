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
from .wording import ends_sentence, said_in

TEXT = "text"
STATED = "stated for machines"
_SHORT = 25  # characters: a shorter sentence may be a button
_VERY_LONG = 200  # bytes of a paragraph, whatever it ends with
_MOST_LINKED = 0.5  # of the characters of a text
_MOST = 0.3  # of a page's prose: an element with that much is no boilerplate by its name
_NEARLY_ALL = 0.9  # of a page's prose: what is there is no comment either
_INSIDE = 0.75  # of a page's prose is in the element that has the article
_BODY = 0.4  # of a page's prose is in an element that says it has the article
_SHOWN = 0.5  # of the text that is stated for machines; a page that shows less has lost some
_REPEATED = 40  # characters: a shorter text may be said twice
_BEFORE_TEXT = 5  # blocks from a heading on: a picture may stand between it and its text
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_PARAGRAPHS = {"p", "li", "blockquote", "pre", "dd", "dt", "tr", "td"}
_WITHOUT_BLOCKS = {*_HEADINGS, "p", "li", "blockquote", "pre", "dd", "dt"}
_ARTICLES = {"article", "main"}
_DASHES = "—–―-"
_LEADING_ON = re.compile(r"[,:;–—-]$")  # to a quotation in a block of its own
_LETTERS = re.compile(r"[\W_]+")


class Choice(NamedTuple):
    """A block, whether it is a paragraph of the article, and why."""

    block: Block
    kept: bool
    why: str


def chosen(blocks: Sequence[Block], headline: str = "") -> list[Choice]:
    """Return the choice for each block, in their order; a headline is no paragraph."""
    reasons = _neighbours(blocks, _alone(blocks, _bare(headline)))
    return [Choice(block, not why, why or TEXT) for block, why in zip(blocks, reasons, strict=True)]


def _alone(blocks: Sequence[Block], headline: str) -> list[str]:
    """Return why each block is no text, judged without its neighbours; nothing if it may be."""
    words = [_said(block) for block in blocks]
    prose = [0 if why else _prose(block) for block, why in zip(blocks, words, strict=True)]
    names = _named(blocks, prose)
    prose = [0 if why else amount for why, amount in zip(names, prose, strict=True)]
    place = _place(blocks, prose)
    is_before = True  # whether the text of the article has not begun
    reasons = []
    for block, name, word, amount in zip(blocks, names, words, prose, strict=True):
        inside = not place or any(element.number == place for element in block.around)
        if block.tag == "h1" or _bare(block.text) == headline != "":
            reasons.append("headline")
        elif is_before and name in ("", "header") and _is_standfirst(block):
            reasons.append(word)
        else:
            reasons.append(name or word or ("" if inside else "outside of the article"))
        is_before = is_before and not (inside and amount)
    return reasons


def _said(block: Block) -> str:
    """Return what a block is by its words and links, if that is no text of an article."""
    said = "" if block.tag == "tr" else said_in(block.text, leads=block.linked > 0)
    if said or block.linked <= _MOST_LINKED * len(block.text):
        return said
    return "" if _is_credit(block) else "links"


def _prose(block: Block) -> int:
    """Return how many characters of sentences a block has."""
    return len(block.text) if len(block.text) >= _SHORT and _is_paragraph(block) else 0


def _is_paragraph(block: Block) -> bool:
    long = len(block.text.encode()) >= _VERY_LONG  # of Thai, which ends no sentence, a third is
    return block.tag not in _HEADINGS and (long or ends_sentence(block.text))


def _held(blocks: Sequence[Block], prose: Sequence[int]) -> dict[int, float]:
    """Return for each element, by its number, what part of the page's prose it holds."""
    total = sum(prose) or 1
    held: dict[int, float] = defaultdict(float)
    for block, amount in zip(blocks, prose, strict=True):
        if amount:
            for element in block.around:
                held[element.number] += amount / total
    return held


def _named(blocks: Sequence[Block], prose: Sequence[int]) -> list[str]:
    """Return for each block what the elements around it say that it is, if that is no text."""
    held = _held(blocks, prose)
    said: dict[int, str] = {0: ""}  # by the number of the innermost element
    for block in blocks:
        outer = 0
        for element in block.around:
            if element.number not in said:
                said[element.number] = said[outer] or _boilerplate(element, held[element.number])
            outer = element.number
    return [said[block.around[-1].number] for block in blocks]


def _boilerplate(element: Element, part: float) -> str:
    """Return what an element is that holds this part of the prose, if that is no text."""
    if element.tag == "body":
        return ""
    why = said_by(element.tag, element.names) or ("hidden" if element.hidden else "")
    return why if part < (_NEARLY_ALL if is_strong(why) else _MOST) else ""


def _is_standfirst(block: Block) -> bool:
    return any(is_standfirst(element.names) for element in block.around[-3:])


def _place(blocks: Sequence[Block], prose: Sequence[int]) -> int:
    """Return the number of the element that has the article; 0 where none has.

    An element that says so; the innermost <article> or <main> with most of the prose; else the
    innermost element.
    """
    held = _held(blocks, prose)
    article = innermost = 0
    for block, amount in zip(blocks, prose, strict=True):
        for number, tag, names, _ in block.around if amount else ():
            if tag in _WITHOUT_BLOCKS:
                break
            if held[number] >= _BODY and is_body(names):
                return number
            if held[number] >= _INSIDE:
                innermost = max(innermost, number)
                article = max(article, number) if tag in _ARTICLES else article
    return article or innermost


def _neighbours(blocks: Sequence[Block], alone: Sequence[str]) -> list[str]:
    """Judge blocks again by those around them."""
    reasons = _without_repeated(blocks, alone)
    whole = [n for n, why in enumerate(reasons) if not why and _is_paragraph(blocks[n])]
    first, last = (whole[0], whole[-1]) if whole else (len(blocks), 0)
    for number in range(len(blocks) - 1, -1, -1):
        block = blocks[number]
        if reasons[number] or _is_paragraph(block):
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
    return block.tag in _PARAGRAPHS or _LEADING_ON.search(block.text) is not None


def _is_credit(block: Block) -> bool:
    """Whether a text says whose words the quotation is that it stands in."""
    return block.text[0] in _DASHES and any(one.tag == "blockquote" for one in block.around)


def _without_repeated(blocks: Sequence[Block], reasons: Sequence[str]) -> list[str]:
    """Return the reasons, with one for what an earlier block says as well."""
    seen: set[str] = set()
    result = []
    for block, why in zip(blocks, reasons, strict=True):
        bare = _bare(block.text) if not why and len(block.text) >= _REPEATED else ""
        result.append("repeated" if bare in seen and bare else why)
        seen.add(bare)
    return result


def _is_subhead(block: Block) -> bool:
    return block.tag in _HEADINGS or (block.strong and not ends_sentence(block.text))


def _heading(blocks: Sequence[Block], reasons: Sequence[str], number: int) -> str:
    """Return why a heading is no text: nothing follows that it heads.

    What follows has been judged already.
    """
    for following in range(number + 1, min(number + _BEFORE_TEXT, len(blocks))):
        if not reasons[following]:
            return ""
        if blocks[following].tag in _HEADINGS:
            break
    return "heads nothing"


def _bare(text: str) -> str:
    return _LETTERS.sub("", text).casefold()


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
