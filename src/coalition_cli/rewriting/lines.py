"""The lines of a file of YAML: how they begin and end, and the empty ones between them."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from ..model import FILE_SECTIONS
from ..reading.spans import Form, MappingSpan
from .belonging import end_of_pair, indentation, is_blank, is_comment, lines_of
from .edits import Edit
from .margins import STEP, Level, Margins
from .precedence import name_of
from .source import Source


def straightened(source: Source) -> list[Edit]:
    """Return the edits that indent all lines, and leave no blanks at their ends.

    Lines end as most of them do. There is one empty line before and behind a section that has
    several lines, and never more than one.
    """
    lines = _Lines(source)
    return [*lines.edits(), *lines.gaps(), *lines.between_sections()]


class _Lines:
    """Goes through the lines of a text."""

    def __init__(self, source: Source) -> None:
        self._source, self._margins = source, Margins(source)
        self._text, self._lines = source.text, lines_of(source.text)
        self.newline = _most_common_end(self._lines, source.newline)
        self._begun = sorted(self._margins.levels)  # the lines where a key or a dash begins
        self._open: list[Level] = []  # what the line above is in

    def edits(self) -> Iterator[Edit]:
        """Yield the edits of each line, from the first to the last."""
        start, empty = 0, True  # no empty line goes before the first one
        last = self._last()
        for number, line in enumerate(self._lines):
            text = line.rstrip("\r\n")
            end = start + len(text)
            blank = is_blank(text) and number not in self._margins.solid
            if blank and (empty or number > last):
                yield Edit(start, start + len(line), "")
                start += len(line)
                continue
            empty = blank
            yield from self._blanks(number, start, text)
            if line[len(text) :] != self.newline:
                yield Edit(end, start + len(line), self.newline)
            start += len(line)

    def gaps(self) -> Iterator[Edit]:
        """Yield the edits that leave one blank behind each dash."""
        for dash, place in self._margins.dashes:
            gap = self._text[dash + 1 : place]
            if not gap.strip(" \t") and self._text[place : place + 1].strip():
                yield from _replaced(dash + 1, gap, " ")

    def between_sections(self) -> Iterator[Edit]:
        """Yield the edits that put an empty line before and behind each section of many lines."""
        source, root = self._source, self._source.root
        if not isinstance(root, MappingSpan) or root.form is not Form.BLOCK:
            return
        many = [
            name_of(source, key) in FILE_SECTIONS
            and self._margins.line(key.start) != self._margins.line(value.end)
            for key, value in root.pairs
        ]
        for number, pair in enumerate(pairwise(many)):
            place = end_of_pair(source, root, number)
            line = self._margins.line(place)
            if any(pair) and line - 1 not in self._margins.kept and not is_blank(self._lines[line]):
                yield Edit(place, place, self.newline)

    def _last(self) -> int:
        """Return the number of the last line that is not empty, or that is part of a text."""
        for number in range(len(self._lines) - 1, -1, -1):
            if number in self._margins.solid or not is_blank(self._lines[number]):
                return number
        return -1

    def _blanks(self, number: int, start: int, text: str) -> Iterator[Edit]:
        """Yield the edits of the blanks around a line."""
        if (shift := self._margins.shifts.get(number)) is not None:
            begins = len(text) - len(text.lstrip(" "))
            if begins == len(text) and begins <= shift.old:
                new = 0
            else:
                new = begins - shift.old + shift.new
            yield from _replaced(start, text[:begins], " " * new)
            return
        body = text.lstrip(" \t")
        begins, width = len(text) - len(body), len(body.rstrip(" \t"))
        yield from _replaced(start, text[:begins], " " * self._column(number, text) if body else "")
        escaped = number + 1 in self._margins.solid and body[:width].endswith("\\")
        if not escaped:  # a blank behind a backslash is part of the text
            yield from _replaced(start + begins + width, body[width:], "")

    def _column(self, number: int, text: str) -> int:
        """Return how far a line is to be indented."""
        if levels := self._margins.levels.get(number):
            while self._open and self._open[-1].new >= levels[0].new:
                self._open.pop()
            self._open += levels
            return levels[0].new
        if number in self._margins.inner:
            return self._margins.inner[number]
        return self._of_comment(number, indentation(text)) if is_comment(text) else 0

    def _of_comment(self, number: int, column: int) -> int:
        """Return how far a comment is to be indented: as what it belongs to."""
        following = bisect_left(self._begun, number)
        below = None
        if following < len(self._begun):
            below = self._margins.levels[self._begun[following]][0]
        if below and (column == below.old or not self._open or below.new > self._open[-1].new):
            return below.new
        if not self._open:
            return column
        return next(
            (level.new for level in self._open if level.old >= column), self._open[-1].new + STEP
        )


def _most_common_end(lines: list[str], otherwise: str) -> str:
    """Return how most of the lines end."""
    ends = Counter(end for line in lines if (end := line[len(line.rstrip("\r\n")) :]))
    return ends.most_common(1)[0][0] if ends else otherwise


def _replaced(start: int, old: str, new: str) -> Iterator[Edit]:
    if old != new:
        yield Edit(start, start + len(old), new)
