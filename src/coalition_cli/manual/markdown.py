"""Markdown → blocks. It knows what the pages in docs/ use, and no more."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """A piece of a line, in one style."""

    text: str
    style: str = ""  # code, strong or emphasis
    address: str = ""  # of a link


Line = tuple[Span, ...]


class Heading(NamedTuple):
    """A heading; level 1 is the title of the page."""

    level: int
    line: Line


class Paragraph(NamedTuple):
    """Prose, without line ends."""

    line: Line


class Code(NamedTuple):
    """Lines that stay as they are."""

    text: str


class Items(NamedTuple):
    """A list, each item with its mark: a bullet or a number."""

    items: tuple[tuple[str, Line], ...]


class Table(NamedTuple):
    """A table: a heading, and rows of as many cells."""

    heading: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]


Block = Heading | Paragraph | Code | Items | Table

_SPAN = re.compile(
    r"(?P<fence>`+) ?(?P<code>.+?) ?(?P=fence)(?!`)"
    r"|\*\*(?P<strong>.+?)\*\*"
    r"|(?<![\w*])\*(?P<emphasis>[^*\s][^*]*)\*(?![\w*])"
    r"|\[(?P<link>[^\]]+)\]\((?P<address>[^)]+)\)"
)
_ITEM = re.compile(r"(?P<mark>[-*]|\d+\.) +(?P<text>.*)")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]+\)")
_RULE = re.compile(r"\|[ :|-]+\|")
_CELLS = re.compile(r"(?<!\\)\|")


def blocks(text: str) -> list[Block]:
    """Return the blocks of a page."""
    return list(_blocks(text.splitlines()))


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.startswith("```"):
            end = lines.index("```", at + 1)
            yield Code("\n".join(lines[at + 1 : end]))
            at = end + 1
        elif not line.strip() or _PICTURE.fullmatch(line):  # a terminal shows no picture
            at += 1
        elif found := re.fullmatch(r"(#+) (.*)", line):
            yield Heading(len(found[1]), _line(found[2]))
            at += 1
        else:
            end = _end(lines, at)
            yield _prose(lines[at:end])
            at = end


def _end(lines: Sequence[str], at: int) -> int:
    """Return where a paragraph, a list or a table ends: at a blank line, or where code begins."""
    while at < len(lines) and lines[at].strip() and not lines[at].startswith("```"):
        at += 1
    return at


def _prose(lines: Sequence[str]) -> Block:
    if lines[0].startswith("|"):
        heading, *rows = (_cells(line) for line in lines if not _RULE.fullmatch(line))
        return Table(heading, tuple(rows))
    if not _ITEM.match(lines[0]):
        return Paragraph(_line(" ".join(line.strip() for line in lines)))
    items: list[tuple[str, str]] = []
    for line in lines:
        if item := _ITEM.match(line):
            items.append((item["mark"], item["text"]))
        else:
            mark, text = items.pop()
            items.append((mark, f"{text} {line.strip()}"))
    return Items(tuple((mark, _line(text)) for mark, text in items))


def _cells(row: str) -> tuple[Line, ...]:
    return tuple(_line(cell.strip().replace("\\|", "|")) for cell in _CELLS.split(row)[1:-1])


def _line(text: str, style: str = "", address: str = "") -> Line:
    """Return the spans of a line; in a strong text or a link, other spans may stand."""
    spans: list[Span] = []
    done = 0
    for found in _SPAN.finditer(text):
        spans.append(Span(text[done : found.start()], style, address))
        if found["code"]:
            spans.append(Span(found["code"], "code", address))
        elif found["link"]:
            spans += _line(found["link"], style, found["address"])
        else:
            kind = "strong" if found["strong"] else "emphasis"
            spans += _line(found["strong"] or found["emphasis"], kind, address)
        done = found.end()
    spans.append(Span(text[done:], style, address))
    return tuple(span for span in spans if span.text)
