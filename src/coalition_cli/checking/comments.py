"""Texts that a comment cuts short: valid YAML that loses words."""

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

_TEXTS = frozenset({Type.TEXT, Type.NAME, Type.REFERENCE})
# It begins with the '#', which is quickly found.
_COMMENT = re.compile(rb"#(?<![^ \t\r\n]#)[0-9A-Za-z\x80-\xff]")
_LINE = re.compile(rb"[^\r\n]*")
CODE = "comment-in-text"
_REMEDY = "put the text in quotes; or, if it is a comment, write a blank after the '#'"


class _Line(NamedTuple):
    """A line, numbered from 0, with what may be such a comment."""

    number: float
    text: str


_END = _Line(inf, "")


class Comments:
    """Tells texts behind which a comment begins with a letter or a digit.

    The parser says where a text ends and nothing of comments, so the file is read again, beside
    the records. Few lines have such a comment: no record is looked at unless one comes before
    the next record.
    """

    codes = frozenset({CODE})
    sections = ("file", *FILE_SECTIONS)
    kept = 0

    def __init__(self, files: Sequence[DataFile]) -> None:
        self._files = {file.name: file for file in files}
        self._record: Record | None = None  # the last one of a list
        self._lines: Iterator[_Line] = iter(())
        self._line = _END  # the next of them

    def see(self, record: Record) -> Sequence[Problem]:
        """Take note of a record; return what is cut in the one before."""
        if record.of:
            return ()
        before, self._record = self._record, record
        follows = before is not None and before.file == record.file
        if follows and record.section.name != "file" and self._line.number >= record.line - 1:
            return ()  # as for most
        return list(self._seen(record, before, follows=follows))

    def _seen(self, record: Record, before: Record | None, *, follows: bool) -> Iterator[Problem]:
        """Yield what is cut in the record before this one, and in the file's own."""
        if before is not None:
            is_next = follows and record.section.name != "file"
            yield from self._cut(before, record.line - 1 if is_next else inf)
        if record.section.name == "file":  # its keys may stand anywhere
            self._record = None
            self._begin(record)
            yield from self._cut(record, inf)
        elif not follows:
            self._begin(record)

    def problems(self) -> Iterator[Problem]:
        """Yield nothing more: the record of the file itself comes last."""
        return iter(())

    def _begin(self, record: Record) -> None:
        self._lines = _while_there(_lines(self._files[record.file]))
        self._line = next(self._lines, _END)

    def _cut(self, record: Record, until: float) -> Iterator[Problem]:
        """Yield what is cut in a record, from the lines before the next one."""
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
    name: str
    column: int  # of the end; where it is in the line before, the least one of the comment
    before: bool

    @property
    def is_withheld(self) -> bool:
        """Whether the text was taken out of its record: then the comment may be of a name."""
        return self.record.withheld is not None and self.name not in self.record.values

    def problem(self, line: _Line) -> Iterator[Problem]:
        """Yield the problem of a comment behind the end, if there is one in the line."""
        between = line.text[: self.column] if self.before else ""
        comment = line.text[self.column :].lstrip(" \t")
        if between.strip() or comment[:1] != "#" or not comment[1:2].isalnum():
            return
        shown = WITHHELD if self.is_withheld else shortened(comment.rstrip())
        message = f"'{self.name}' in {self.record.label} ends before '{shown}', which is a comment"
        column = len(line.text) - len(comment) + 1
        yield Problem(CODE, message, _REMEDY, self.record.file, int(line.number) + 1, column)


def _ends(record: Record) -> dict[float, _End]:
    """Return where the plain texts of a record end, by line: there, and in the line behind it."""
    ends: dict[float, _End] = {}
    behind: dict[float, _End] = {}
    for inner in (record, *record.nested()):
        least = inner.start.start_mark.column + 1  # text that goes on is indented more
        for name, text in _plain_texts(inner):
            end = text.end_mark
            if text.value:
                behind[end.line + 1] = _End(inner, name, least, before=True)
            if end.line not in ends or ends[end.line].column < end.column:
                ends[end.line] = _End(inner, name, end.column, before=False)
    return behind | ends


def _plain_texts(record: Record) -> Iterator[tuple[str, Ended]]:
    """Yield the texts without quotes that a record states in YAML, empty ones too."""
    if not isinstance(record.start, MappingNode):
        return
    for key, value in record.start.pairs:
        field = record.section.by_name.get(written(key)) if is_scalar(key) else None
        if field and field.type in _TEXTS:
            for one in value.items if isinstance(value, SequenceNode) else [value]:
                if is_ended(one):
                    yield field.name, one


def _while_there(lines: Iterator[_Line]) -> Iterator[_Line]:
    """Yield the lines of a file, none of one that has gone: who reads it again says so."""
    with suppress(OSError):
        yield from lines


def _lines(file: DataFile) -> Iterator[_Line]:
    """Yield the lines of YAML that have a comment which begins with a letter or a digit."""
    with file.open() as stream:
        if not kind_of(file, stream).comment:
            return
        feed, number = Feed(stream, again=True), 0
        while piece := feed.whole_lines(PIECE):
            at = 0  # behind what is told
            for found in _COMMENT.finditer(piece):
                if found.start() < at:  # the line has another one
                    continue
                before = piece[at : found.start()]
                number += breaks(before)
                at += 1 + max(before.rfind(b"\n"), before.rfind(b"\r"))
                [line] = islice(_LINE.finditer(piece, at), 1)
                at = line.end()
                yield _Line(number, line[0].decode("utf-8-sig", errors="replace"))
            number += breaks(piece[at:])
