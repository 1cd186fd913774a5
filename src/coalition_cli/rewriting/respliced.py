"""A state of a YAML file after a change: only the records that the change touches are read anew.

A change of one record in very many should not pay for those that it leaves alone. Their records
and spans are taken over from the state before, with their new places. That holds where the lines
from one dash of a list to another are the same list items wherever they stand. Where that is not
certain, nothing is taken over, and the whole file is read.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from ..model import FILE_SECTIONS, SECTIONS
from ..model.problems import Problem
from ..model.record import FileSpan, Place, Record
from ..reading import DataFile
from ..reading.nodes import Spot
from ..reading.reader import read
from ..reading.spans import AliasSpan, Form, MappingSpan, ScalarSpan, SequenceSpan, Span, within
from .edits import Edit
from .lined import Lined

_AROUND = '"."'  # an item before those that are read, and one behind them


class State(NamedTuple):
    """What is known of a file without errors: its text, its records, and its tree."""

    lined: Lined
    records: Sequence[Record]
    problems: Sequence[Problem]
    root: MappingSpan


class Afresh(NamedTuple):
    """What is known of a file after a change.

    `items` are the spans of the lines that were read anew. These were between `start` and `end`.
    """

    records: list[Record]
    problems: list[Problem]
    root: MappingSpan
    items: Sequence[Span]
    start: int
    end: int


class _Piece(NamedTuple):
    """The lines of some items of a section, from a dash to the next one that is not of them."""

    pair: int  # the number of the section among the keys of the file
    listed: SequenceSpan
    section: str
    first: int  # the items, as in a slice
    last: int
    start: int  # the lines, as in a slice of the text
    end: int


def apart(root: Span | None, edits: Sequence[Edit]) -> list[list[Edit]]:
    """Return edits by the section that they lie in, the last first: so the other places stay."""
    begins = [key.outset for key, _ in root.pairs] if isinstance(root, MappingSpan) else []
    found: dict[int, list[Edit]] = {}
    for edit in edits:
        found.setdefault(bisect_left(begins, edit.end), []).append(edit)
    return [found[number] for number in sorted(found, reverse=True)]


def afresh(before: State, edits: Sequence[Edit], after: Lined, file: DataFile) -> Afresh | None:
    """Return what a file states after edits; None where only reading the whole of it can tell."""
    piece = _touched(before, edits)
    if piece is None:
        return None
    grown = sum(len(edit.text) - edit.end + edit.start for edit in edits)
    text = after.text[piece.start : piece.end + grown]
    items = _items(piece, text, before.lined.before(piece.listed.start))
    old = piece.listed.items[piece.first : piece.last]
    if items is None or any(map(_leads_elsewhere, [*old, *items])):
        return None
    records, problems = _read(piece, text, file)
    if len(records) != len(items) or any(each.stops for each in [*before.problems, *problems]):
        return None
    begin, since = before.lined.line_of(piece.start), before.lined.line_of(piece.end)
    lines = after.line_of(piece.end + grown) - since
    above = begin - 2  # in the text that was read, one line is
    number = next(n for n, one in enumerate(before.records) if one.section.name == piece.section)
    whole = [
        *before.records[: number + piece.first],
        *(_lower(record, 1, above) for record in records),
        *(_lower(record, since, lines) for record in before.records[number + piece.last :]),
    ]
    told = [
        *(each for each in before.problems if each.line < begin),
        *(each._replace(line=each.line + above) for each in problems),
        *(each._replace(line=each.line + lines) for each in before.problems if each.line >= since),
    ]
    root = _root(before.root, piece, items, grown)
    return Afresh(whole, told, root, items, piece.start, piece.end)


def _touched(before: State, edits: Sequence[Edit]) -> _Piece | None:
    """Return the items whose lines some edits lie within; None if these are of several sections."""
    begin = min((edit.start for edit in edits), default=0)
    end = max((edit.end for edit in edits), default=0)
    lined, pairs = before.lined, before.root.pairs
    for number, (key, listed) in enumerate(pairs):
        below = pairs[number + 1][0].outset if number + 1 < len(pairs) else len(lined.text)
        if end > below or not isinstance(key, ScalarSpan) or key.value not in FILE_SECTIONS:
            continue
        if not isinstance(listed, SequenceSpan) or listed.form is not Form.BLOCK or listed.anchor:
            return None
        if not listed.items or begin < lined.line_start(listed.start):
            return None
        outset = attrgetter("outset")
        first = bisect_right(listed.items, begin, key=outset) - 1
        if first + 1 < len(listed.items) and _dash(lined, listed, first + 1) <= begin:
            first += 1
        last = max(bisect_left(listed.items, end, key=outset), first + 1)
        if last < len(listed.items) and _dash(lined, listed, last) < end:
            last += 1
        start = _dash(lined, listed, first)
        stop = _dash(lined, listed, last) if last < len(listed.items) else below
        if not (0 <= start <= begin and end <= stop and lined.line_start(stop) == stop):
            return None
        return _Piece(number, listed, key.value, first, last, start, stop)
    return None


def _dash(lined: Lined, listed: SequenceSpan, number: int) -> int:
    """Return where the line of an item begins, with its dash; -1 if it is not written like that."""
    outset = listed.items[number].outset
    start = lined.line_start(outset)
    margin, dash, blanks = lined.text[start:outset].partition("-")
    is_item = dash and blanks and not margin.strip(" ") and not blanks.strip(" ")
    return start if is_item and len(margin) == lined.column(listed.start) else -1


def _items(piece: _Piece, text: str, margin: str) -> list[Span] | None:
    """Return the items that lines are, with their places in the file; None if they are others.

    An item stands before them and one behind: if the lines left anything open, these would not be
    items of that list. The first line has a dash, so it does not go on with what is above.
    """
    if not text:
        return [] if piece.last - piece.first < len(piece.listed.items) else None
    head = f"{piece.section}:\n{margin}- {_AROUND}\n"
    if not text.startswith(f"{margin}- ") or text[-1] not in "\r\n":
        return None
    from ..reading.yaml_spans import (
        yaml_tree,
    )  # an edition in which nothing changes needs no parser

    try:
        tree = yaml_tree(f"{head}{text}{margin}- {_AROUND}\n")
    except ValueError:
        return None
    listed = tree.pairs[0][1] if isinstance(tree, MappingSpan) and len(tree.pairs) == 1 else None
    if not isinstance(listed, SequenceSpan) or len(listed.items) < 3:
        return None
    first, *items, last = listed.items
    around = len(head) - len(_AROUND) - 1, len(head) + len(text) + len(margin) + 2
    if (first.start, last.start) != around or last.end != last.start + len(_AROUND):
        return None
    return [_shifted(item, piece.start - len(head)) for item in items]


def _leads_elsewhere(item: Span) -> bool:
    """Whether an item is no record of its own: something in it stands for what is elsewhere."""
    return not isinstance(item, MappingSpan) or any(
        isinstance(each, AliasSpan) or each.anchor is not None for each in within(item)
    )


def _read(piece: _Piece, text: str, file: DataFile) -> tuple[list[Record], list[Problem]]:
    """Return the records of the lines, and their problems."""
    content = f"{piece.section}:\n{text}".encode()
    records: list[Record] = []
    problems: list[Problem] = []
    for item in read(DataFile(file.path, file.name, content=content)):
        if isinstance(item, Problem):
            problems.append(item)
        elif item.section is SECTIONS[piece.section]:
            records.append(item)
    return records, problems


def _root(root: MappingSpan, piece: _Piece, items: Sequence[Span], grown: int) -> MappingSpan:
    """Return the tree with other items in the place of some."""
    key, listed = root.pairs[piece.pair]
    assert isinstance(listed, SequenceSpan)  # noqa: S101 - it has the items
    below = (_shifted(item, grown) for item in listed.items[piece.last :])
    all_items = [*listed.items[: piece.first], *items, *below]
    pairs = [
        *root.pairs[: piece.pair],
        (key, listed._replace(items=all_items, end=all_items[-1].end)),
        *((_shifted(k, grown), _shifted(v, grown)) for k, v in root.pairs[piece.pair + 1 :]),
    ]
    return root._replace(pairs=pairs, end=pairs[-1][1].end)


def _shifted(span: Span, by: int) -> Span:
    """Return a span that stands so many characters further on, with all in it."""
    if isinstance(span, ScalarSpan):
        start, end, value, style, outset, anchor = span
        return ScalarSpan(start + by, end + by, value, style, outset + by, anchor)
    if isinstance(span, AliasSpan):
        return AliasSpan(span.start + by, span.end + by, span.name, span.outset + by)
    start, end, _, form, outset, anchor = span
    if isinstance(span, SequenceSpan):
        items = [_shifted(item, by) for item in span.items]
        return SequenceSpan(start + by, end + by, items, form, outset + by, anchor)
    pairs = [(_shifted(key, by), _shifted(value, by)) for key, value in span.pairs]
    return MappingSpan(start + by, end + by, pairs, form, outset + by, anchor)


def _lower(record: Record, since: int, lines: int) -> Record:
    """Return a record of which all that stands from a line on stands so many lines further down.

    Lines count from 1. The places of its values are not known.
    """
    mark = record.start.start_mark
    line = mark.line + lines if mark.line + 1 >= since else mark.line
    same = record.section, record.file, Spot(line, mark.column), record.key, record.of
    new = Record(*same, extract=record.extract, values=record.values)
    if inner := record.section.records:
        new.values = {**record.values}
        for field in inner:
            value = record.values.get(field.name)
            if isinstance(value, Record):
                new.values[field.name] = _lower(value, since, lines)
            elif isinstance(value, list):
                new.values[field.name] = [_lower(each, since, lines) for each in value]
    if record.withheld is not None:

        def moved(place: Place) -> Place:
            return place._replace(line=place.line + lines) if place.line >= since else place

        spans = tuple(
            FileSpan(moved(start), end and moved(end)) for start, end in record.withheld.spans
        )
        new.withheld = record.withheld._replace(spans=spans)
    return new
