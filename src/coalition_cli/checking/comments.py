"""Texts that a comment cuts short. The YAML is valid, but words are lost."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from math import inf
from typing import NamedTuple

from ..model import FILE_SECTIONS, Type
from ..model.problems import Problem, shortened
from ..model.record import Record
from ..model.vocabularies import WITHHELD
from ..reading import DataFile
from ..reading.files import PIECE
from ..reading.nodes import Ended, MappingNode, SequenceNode, is_ended, is_scalar, written
from ..reading.reader import kind_of
from ..reading.yaml_feed import Feed, breaks

_TEXTS = frozenset({Type.TEXT, Type.NAME, Type.ADDRESS, Type.REFERENCE})
# The pattern begins with the '#', because that is found quickly.
_COMMENT = re.compile(rb"#(?<![^ \t\r\n]#)[0-9A-Za-z\x80-\xff]")
_LINE = re.compile(rb"[^\r\n]*")
# Many lines have a '#' in quotes. A text without quotes that holds ': ' is no YAML.
_QUOTED = re.compile(rb"[ \t-]*[\w-]+:[ \t]+(?:\"[^\"\\]*\"|'[^']*')[ \t]*")
CODE = "comment-in-text"
_REMEDY = "put the text in quotes; or, if it is a comment, write a blank after the '#'"


class _Line(NamedTuple):
    """A line that may have such a comment."""

    number: float  # from 0
    text: str


_END = _Line(inf, "")


class Comments:
    """Finds texts that end before a comment which begins with a letter or a digit.

    The parser says where a text ends, but leaves out comments. So the file is read again, beside
    the records. Few lines have such a comment. A record is only looked at if one stands between
    its beginning and the next record.
    """

    codes = frozenset({CODE})
    sections = ("file", *FILE_SECTIONS)
    kept = 0

    def __init__(self, files: Sequence[DataFile]) -> None:
        self._files = {file.name: file for file in files}
        self._record: Record | None = None  # the last one of a list
        self._lines: Iterator[_Line] = iter(())
        self._line = _END  # the next line

    def see(self, record: Record) -> Sequence[Problem]:
        """Take note of a record. Return the texts that are cut in the record before it."""
        if record.of:
            return ()
        before, self._record = self._record, record
        follows = before is not None and before.file == record.file
        if follows and record.section.name != "file" and self._line.number >= record.line - 1:
            return ()  # most records have no such comment
        return list(self._up_to(record, before, follows=follows))

    def _up_to(self, record: Record, before: Record | None, *, follows: bool) -> Iterator[Problem]:
        """Yield what is cut in the record before this one, and in the file's own record."""
        if before is not None:
            is_next = follows and record.section.name != "file"
            yield from self._cut(before, record.line - 1 if is_next else inf)
        if record.section.name == "file":  # its keys may stand anywhere in the file
            self._record = None
            self._begin(record)
            yield from self._cut(record, inf)
        elif not follows:
            self._begin(record)

    def problems(self) -> Iterator[Problem]:
        """Yield nothing: the record of the file itself comes last, and `see` returns all."""
        return iter(())

    def _begin(self, record: Record) -> None:
        self._lines = _lines_or_none(self._files[record.file])
        self._line = next(self._lines, _END)

    def _cut(self, record: Record, until: float) -> Iterator[Problem]:
        """Yield what is cut in a record, from the lines before the next record."""
        if self._line.number >= until:
            return
        ends = _ends(record)
        last = max(ends, default=-1)
        while self._line.number < until and self._line.number <= last:
            if end := ends.get(self._line.number):
                yield from end.problem(self._line)
            self._line = next(self._lines, _END)
        while self._line.number < until < inf:
            self._line = next(self._lines, _END)


class _End(NamedTuple):
    """Where a plain text ends, and a comment may begin that cuts it short."""

    record: Record
    name: str  # of the field
    column: int  # of the end; if the text ends in the line before, the least one of a comment
    before: bool  # whether the text ends in the line before

    @property
    def is_withheld(self) -> bool:
        """Whether the text is confidential. Then the comment may be a part of the name."""
        return self.record.withheld is not None and self.name not in self.record.values

    def problem(self, line: _Line) -> Iterator[Problem]:
        """Yield the problem of a comment after the end, if the line has one."""
        between = line.text[: self.column] if self.before else ""
        comment = line.text[self.column :].lstrip(" \t")
        if between.strip() or comment[:1] != "#" or not comment[1:2].isalnum():
            return
        shown = WITHHELD if self.is_withheld else shortened(comment.rstrip())
        message = f"'{self.name}' in {self.record.label} ends before '{shown}', which is a comment"
        column = len(line.text) - len(comment) + 1
        yield Problem(CODE, message, _REMEDY, self.record.file, int(line.number) + 1, column)


def _ends(record: Record) -> dict[float, _End]:
    """Return the ends of the plain texts of a record, by their line and by the line after that."""
    ends: dict[float, _End] = {}
    after: dict[float, _End] = {}
    for inner in (record, *record.nested()):
        least = inner.start.start_mark.column + 1  # text that goes on is indented more
        for name, text in _plain_texts(inner):
            end = text.end_mark
            if text.value:
                after[end.line + 1] = _End(inner, name, least, before=True)
            if end.line not in ends or ends[end.line].column < end.column:
                ends[end.line] = _End(inner, name, end.column, before=False)
    return after | ends


def _plain_texts(record: Record) -> Iterator[tuple[str, Ended]]:
    """Yield the texts without quotes that a record states in YAML, also empty ones."""
    if not isinstance(record.start, MappingNode):
        return
    for key, value in record.start.pairs:
        field = record.section.by_name.get(written(key)) if is_scalar(key) else None
        if field and field.type in _TEXTS:
            for node in value.items if isinstance(value, SequenceNode) else [value]:
                if is_ended(node):
                    yield field.name, node


def _lines_or_none(file: DataFile) -> Iterator[_Line]:
    """Yield the lines of a file, and none if it cannot be read again: others report that."""
    with suppress(OSError):
        yield from _lines(file)


def _lines(file: DataFile) -> Iterator[_Line]:
    """Yield the lines of YAML that have a comment which begins with a letter or a digit."""
    with file.open() as stream:
        if not kind_of(file, stream).comment:
            return
        feed, number = Feed(stream, again=True), 0
        while piece := feed.whole_lines(PIECE):
            at = counted = 0  # the end of the last line with one; where the counted lines end
            for comment in _COMMENT.finditer(piece):
                if comment.start() < at:  # the line has another one
                    continue
                ends = (piece.rfind(end, at, comment.start()) for end in (b"\n", b"\r"))
                begin = 1 + max(ends)
                [line] = islice(_LINE.finditer(piece, begin), 1)
                at = line.end()
                if _QUOTED.fullmatch(line[0]):
                    continue
                number += breaks(piece[counted:begin])
                counted = begin
                yield _Line(number, line[0].decode("utf-8-sig", errors="replace"))
            number += breaks(piece[counted:])
