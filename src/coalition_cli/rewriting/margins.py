"""How far each line of a file of YAML is to be indented.

A mapping within a mapping has two blanks more than its key, and so have the dashes of a list.
What a dash stands before has two blanks more than the dash.
"""

from typing import NamedTuple

from ..reading.spans import AliasSpan, Form, MappingSpan, ScalarSpan, SequenceSpan, Span, Style
from ..reading.yaml_spans import KEEPS
from .source import Source

STEP = 2  # blanks


class Level(NamedTuple):
    """The column of the keys of a mapping, or of the dashes of a list, as it is and is to be."""

    old: int
    new: int


class Margins:
    """What the tree says about the lines of a file; lines are numbers from 0.

    `levels` has the lines where a key or a dash begins, with the level of each that begins
    there. `inner` has the columns of all other lines of a value. `shifts` has the lines of block
    scalars: by how many blanks they move, and how many they have.
    """

    def __init__(self, source: Source) -> None:
        self._source, self._text = source, source.text
        self.levels: dict[int, list[Level]] = {}
        self.inner: dict[int, int] = {}
        self.shifts: dict[int, Level] = {}
        self.solid: set[int] = set()  # lines of a scalar: an empty one means something there
        self.kept: set[int] = set()  # last lines of texts to which an empty line below would belong
        self.dashes: list[tuple[int, int]] = []  # where each stands, and what it stands before
        if source.root is not None:
            self._value(source.root, None)

    def line(self, place: int) -> int:
        """Return the number of the line of a place."""
        return self._source.line_of(place) - 1

    def _value(self, span: Span, owner: Level | None) -> None:
        """Look at a value; its owner is the key or the dash before it."""
        new = owner.new + STEP if owner else 0
        for place in (span.outset, span.start):  # of its anchor, and of itself
            if self._source.begins_line(place):
                self.inner[self.line(place)] = new
        if isinstance(span, MappingSpan) and span.form is Form.BLOCK:
            self._mapping(span, new)
        elif isinstance(span, SequenceSpan) and span.form is Form.BLOCK:
            self._sequence(span, new)
        elif isinstance(span, ScalarSpan):
            self._scalar(span, owner or Level(0, 0))
        elif not isinstance(span, AliasSpan):
            own_line = owner is None or self._source.begins_line(span.outset)
            self._brackets(span, new if own_line else new - STEP)

    def _mapping(self, mapping: MappingSpan, new: int) -> None:
        level = Level(self._source.column(mapping.pairs[0][0].outset), new)
        for key, value in mapping.pairs:
            self._begins(key.outset, level)
            self._value(value, level)

    def _sequence(self, sequence: SequenceSpan, new: int) -> None:
        level = Level(self._source.column(sequence.start), new)
        dash = sequence.start
        for number, item in enumerate(sequence.items):
            if number:
                dash = self._dash(item) + level.old
            self.dashes.append((dash, item.outset))
            self._begins(dash, level)
            self._value(item, level)

    def _dash(self, item: Span) -> int:
        """Return where the line of an item's dash begins."""
        start = self._source.line_start(item.outset)
        if self._source.begins_line(item.outset):
            start = self._source.line_start(start - 1)
            while not self._rest(start).lstrip(" \t").startswith("-"):
                start = self._source.line_start(start - 1)
        return start

    def _rest(self, place: int) -> str:
        """Return a line from a place on, without its end."""
        return self._text[place : self._source.line_end(place)]

    def _begins(self, place: int, level: Level) -> None:
        self.levels.setdefault(self.line(place), []).append(level)

    def _scalar(self, scalar: ScalarSpan, owner: Level) -> None:
        first, last = self.line(scalar.start), self.line(scalar.end)
        lines = range(first + 1, last + 1)
        if scalar.style in (Style.FOLDED, Style.LITERAL):
            shift = self._shift(scalar, lines, owner)
            self.shifts.update(dict.fromkeys(lines, shift))
            if KEEPS.match(self._text, scalar.start):
                self.kept.add(last)
        else:
            self.inner.update(dict.fromkeys(lines, owner.new + STEP))
        self.solid.update(lines)

    def _shift(self, scalar: ScalarSpan, lines: range, owner: Level) -> Level:
        """Return how far a block scalar is indented, and how far it is to be."""
        for mark in self._rest(scalar.start)[1:3]:
            if mark.isdecimal():  # it says so itself
                return Level(owner.old + int(mark), owner.new + int(mark))
        new = owner.new + STEP
        texts = (self._rest(self._source.line_starts[line]) for line in lines)
        first = next((text for text in texts if text.strip(" ")), None)
        return Level(new if first is None else len(first) - len(first.lstrip(" ")), new)

    def _brackets(self, span: Span, outer: int) -> None:
        """Look at a value in brackets; `outer` is the column that its end is to have."""
        first, last = self.line(span.start), self.line(span.end)
        self.inner.update(dict.fromkeys(range(first + 1, last + 1), outer + STEP))
        if isinstance(span, ScalarSpan):
            self.solid.update(range(first + 1, last + 1))
        if not isinstance(span, SequenceSpan | MappingSpan):
            return
        if first != last and self._source.begins_line(span.end - 1):
            self.inner[last] = outer
        for part in parts_of(span):
            same_line = self.line(part.outset) == first
            self._brackets(part, outer if same_line else outer + STEP)


def parts_of(span: SequenceSpan | MappingSpan) -> list[Span]:
    """Return the items of a list, or the keys and values of a mapping."""
    if isinstance(span, SequenceSpan):
        return span.items
    return [part for pair in span.pairs for part in pair]
