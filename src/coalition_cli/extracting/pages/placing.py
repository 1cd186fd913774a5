"""Where on a page its article stands: what the elements around each block say of it.

A block is prose if it has sentences. An element that says it is no text is believed, unless it
holds most of the prose: on many pages the whole text stands in something called a widget.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile

from .blocks import Block, Element
from .naming import is_body, is_strong, said_by
from .wording import ends_sentence

OUTSIDE = "outside of the article"
OTHER = "another article"
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PARAGRAPHS = frozenset({"p", "li", "blockquote", "pre", "dd", "dt", "tr", "td"})
_WITHOUT_BLOCKS = {*HEADINGS, "p", "li", "blockquote", "pre", "dd", "dt"}
_ARTICLES = {"article", "main"}
_SHORT = 25  # characters: a shorter sentence may be a button
_VERY_LONG = 200  # bytes of a paragraph, whatever it ends with: some languages end no sentence
_MOST = 0.5  # of a page's prose: an element with that much is no boilerplate by its name
_NEARLY_ALL = 0.9  # of a page's prose: what is there is no comment either
_ARTICLE = 0.3  # of a page's prose is in an <article> that has the headline
_INSIDE = 0.75  # of a page's prose is in the element that has the article
_BODY = 0.4  # of a page's prose is in an element that says it has the article
_LETTERS = re.compile(r"[\W_]+")


def placed(blocks: Sequence[Block], spoken: Sequence[str], headline: str) -> list[str]:
    """Return for each block what is around it, if that is no text of the article; else nothing.

    `spoken` says what each block is by its words, and `headline` is bare.
    """
    amounts = [0 if why else _prose(block) for block, why in zip(blocks, spoken, strict=True)]
    names, others = _named(blocks, amounts), _other_articles(blocks, headline)
    names = [
        name or (OTHER if any(one.number in others for one in block.around) else "")
        for block, name in zip(blocks, names, strict=True)
    ]
    amounts = [0 if why else amount for why, amount in zip(names, amounts, strict=True)]
    inside = _inside(blocks, amounts, _place(blocks, amounts, headline))
    return [name or ("" if within else OUTSIDE) for name, within in zip(names, inside, strict=True)]


def is_paragraph(block: Block) -> bool:
    """Whether a block is one by itself: it ends a sentence, or is very long."""
    if block.tag in HEADINGS:
        return False
    return ends_sentence(block.text) or len(block.text.encode()) >= _VERY_LONG


def bare(text: str) -> str:
    """Return the letters and digits of a text, all small."""
    return _LETTERS.sub("", text).casefold()


def _prose(block: Block) -> int:
    """Return how many characters of sentences a block has."""
    return len(block.text) if len(block.text) >= _SHORT and is_paragraph(block) else 0


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


def _other_articles(blocks: Sequence[Block], headline: str) -> set[int]:
    """Return the numbers of <article> elements that have another headline of their own.

    Some pages go on with the next article where one ends.
    """
    headings = [block for block in blocks if block.tag == "h1" and _article(block)]
    own = next((one for one in headings if bare(one.text) == headline), None)
    own = own or next(iter(headings), None)
    around = {element.number for element in own.around} if own else set()
    return {_article(block) for block in headings} - around


def _article(block: Block) -> int:
    """Return the number of the innermost <article> around a block; 0 where there is none."""
    return next((one.number for one in reversed(block.around) if one.tag == "article"), 0)


def _inside(blocks: Sequence[Block], prose: Sequence[int], place: int) -> list[bool]:
    """Return for each block whether it stands where the article does.

    What follows or precedes that at once, without a word in a link, is a part of it: it fell out
    of broken markup, or stands in an element of its own.
    """
    inside = [not place or any(one.number == place for one in block.around) for block in blocks]
    if True not in inside:
        return inside
    first, last = inside.index(True), len(inside) - inside[::-1].index(True) - 1
    for numbers in (range(last + 1, len(blocks)), range(first - 1, -1, -1)):
        for number in numbers:
            if not (_is_plain(blocks[number]) and (prose[number] or blocks[number].tag == "li")):
                break
            inside[number] = True
    return inside


def _is_plain(block: Block) -> bool:
    """Whether nothing speaks against a paragraph: no link, and no name of what it stands in."""
    *outer, own = block.around
    parent = outer[-1] if outer else own
    return own.tag in PARAGRAPHS and not block.linked and not (own.names or parent.names)


def _place(blocks: Sequence[Block], prose: Sequence[int], headline: str) -> int:
    """Return the number of the element that has the article; 0 where none has.

    The innermost of those that say so; else an <article> with the headline; else the innermost
    <article> or <main> with most of the prose; else the innermost element with that.
    """
    held = _held(blocks, prose)
    around = {
        element
        for block, amount in zip(blocks, prose, strict=True)
        if amount
        for element in _outside_of_text(block)
    }
    bodies = [one for one in around if held[one.number] >= _BODY and is_body(one.names)]
    headed = {
        element.number
        for block in blocks
        if block.tag == "h1" or bare(block.text) == headline != ""
        for element in block.around
    }
    articles = [one for one in around if one.tag == "article" and one.number in headed]
    most = [one for one in around if held[one.number] >= _INSIDE]
    main = [one for one in most if one.tag in _ARTICLES]
    own = [one for one in articles if held[one.number] >= _ARTICLE]
    least = _NEARLY_ALL * max((held[one.number] for one in bodies), default=0)
    inner = [one for one in bodies if held[one.number] >= least]
    return max((one.number for one in inner or own or main or most), default=0)


def _outside_of_text(block: Block) -> Iterator[Element]:
    """Yield the elements around a block that may have several."""
    return takewhile(lambda element: element.tag not in _WITHOUT_BLOCKS, block.around)
