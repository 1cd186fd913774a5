"""The paragraphs of a text: lines between blank lines, or each line by itself.

Wrapped text has lines of one width, most of which break off within a sentence. There blank lines
separate paragraphs. Text from a web page often has one line for each paragraph: its lines are long,
or end sentences. Most line breaks of a text show which of the two it is.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a text, in code points; the end is not included."""

    start: int
    end: int


_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]*(?:\r\n?|\n|[\v\f\x85\u2028\u2029]|\Z)")
# All that str.split() takes for blank, and the byte-order mark.
BLANK = (
    " \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
)
_WIDEST = 160  # code points: the longest line of wrapped text
# A sentence ends, or a colon leads to direct speech. Marks, brackets and notes may follow.
_SENTENCE_END = re.compile(
    r"[.!?…:。！？：।॥؟۔։።។]"
    r"(?:['\"”’“‘»«›‹)\]」』*†‡\xb9\xb2\xb3\u2070-\u2079]|\[\d{1,3}\])*\Z"
)
_HYPHENS = "-\u2010\xad\xac"
_SPEECH = re.compile("[—–―]\\s*[^\\W\\d_]")
_INDENT, _INDENTED = " \t\u3000", 2  # columns: the least by which a line is indented


def paragraphs(content: str) -> list[Span]:
    """Return the paragraphs of a text in order, without the blanks around them."""
    blocks = list(_blocks(content))
    breaks = [line for block in blocks for line in block[:-1]]
    longest = max((line.end - line.start for block in blocks for line in block), default=0)
    ending = sum(_ends_sentence(content, line) for line in breaks)
    if longest > _WIDEST or 2 * ending > len(breaks):
        blocks = [lines for block in blocks for lines in _line_by_line(content, block)]
    elif len(blocks) == 1 and len(breaks) > 1:
        blocks = list(_unwrapped(content, blocks[0], longest))
    return [Span(block[0].start, block[-1].end) for block in blocks]


def _blocks(content: str) -> Iterator[Sequence[Span]]:
    """Yield the lines between blank lines."""
    block: list[Span] = []
    for line in _LINE.finditer(content):
        text = line[0].strip(BLANK)
        if text:
            start = line.start() + len(line[0]) - len(line[0].lstrip(BLANK))
            block.append(Span(start, start + len(text)))
        if block and (not text or line[0].endswith("\u2029")):
            yield block
            block = []
    if block:
        yield block


def _line_by_line(content: str, lines: Sequence[Span]) -> Iterator[Sequence[Span]]:
    """Yield each line as a paragraph, unless it breaks off within a sentence or a word."""
    block = [lines[0]]
    for line, following in pairwise(lines):
        last, first = content[line.end - 1], content[following.start]
        if not (last in _HYPHENS or (first.islower() and not _ends_sentence(content, line))):
            yield block
            block = []
        block.append(following)
    yield block


def _unwrapped(content: str, lines: Sequence[Span], width: int) -> Iterator[Sequence[Span]]:
    """Yield the paragraphs of wrapped text that has no blank line.

    A paragraph ends with a sentence. And the next word had room in the line, or the next line is
    indented, or it begins with the dash of direct speech.
    """
    block = [lines[0]]
    least = min(_indent(content, line) for line in lines)
    for line, following in pairwise(lines):
        word = content[following.start : following.end].split(maxsplit=1)[0]
        room = line.end - line.start + 1 + len(word) <= width
        indented = _indent(content, following) >= least + _INDENTED
        begins = indented or _SPEECH.match(content, following.start)
        if _ends_sentence(content, line) and (room or begins):
            yield block
            block = []
        block.append(following)
    yield block


def _indent(content: str, line: Span) -> int:
    """Return how many columns stand before a line: a wide blank takes two."""
    start = line.start
    while start and content[start - 1] in _INDENT:
        start -= 1
    return len(content[start : line.start].replace("\u3000", "  ").expandtabs())


def _ends_sentence(content: str, line: Span) -> bool:
    return _SENTENCE_END.search(content, max(line.start, line.end - 32), line.end) is not None
