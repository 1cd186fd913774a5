"""Merge conflicts that git left in a file: each is a problem, and only its first side is read."""

import re
from collections.abc import Iterator
from io import BufferedReader, RawIOBase
from typing import TYPE_CHECKING, NamedTuple

from ..model.problems import Problem
from .limits import MAX_DEPTH, MAX_PROBLEMS

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CODE = "merge-conflict"
_REMEDY = (
    "keep one side, or both, and remove git's own lines, which begin with <<<, |||, === or >>>"
)
# A mark is a run of one character at the beginning of a line: seven, unless the attribute
# conflict-marker-size says otherwise. A label may follow.
_MARK = re.compile(rb"(<{3,}|\|{3,}|={3,}|>{3,})(?=[ \t\r\n]|$)")
_LEFT = re.compile(rb"(?:<{7,}|\|{7,}|={7,}|>{7,})(?=[ \t\r\n]|$)")
_LONGEST_MARK = 1 << 12  # bytes: a line without an end that has more is no mark


class _Side(NamedTuple):
    """A side of a conflict, of which the end has not come."""

    line: int  # where the conflict begins
    length: int  # of its marks
    first: bool  # whether it is the first side, which is read


class OneSide(RawIOBase):
    """A stream with only the first side of each conflict; other lines of it become empty.

    Text in YAML that looks like a mark is indented, and no line of JSON begins like one.
    """

    def __init__(self, stream: BufferedReader, file: str) -> None:
        self._stream, self._file = stream, file
        self._held = b""  # the beginning of a line that may be a mark
        self._begins = True  # whether the next byte begins a line
        self._line = 1
        self._sides: list[_Side] = []  # a conflict may stand within another
        self._conflicts: list[tuple[int, int]] = []  # the first and the last line of each

    def readable(self) -> bool:
        """Whether it can be read: always."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Read the next bytes into the buffer; return how many, 0 at the end."""
        view = memoryview(buffer)
        text = b""
        while not text:
            data = self._stream.read(view.nbytes - len(self._held))
            ends = len(data) < view.nbytes - len(self._held)
            data = self._held + data
            self._held = b""
            if not data:
                return 0
            if not ends:
                data = self._hold(data)
            text = self._one_side(data)
        view[: len(text)] = text
        return len(text)

    def _hold(self, data: bytes) -> bytes:
        """Return the text without the beginning of a mark at its end; hold that for later."""
        last = data.rfind(b"\n") + 1
        begins = last or self._begins
        if not begins or len(data) - last > _LONGEST_MARK or data[last : last + 1] not in b"<|=>":
            return data
        self._held = data[last:]
        return data[:last]

    def _one_side(self, data: bytes) -> bytes:
        first = self._begins and data.startswith(b"<<<")
        if not self._sides and not first and (b"<" not in data or b"\n<<<" not in data):
            self._line += data.count(b"\n")
            self._begins = data.endswith(b"\n")
            return data
        return b"".join(self._line_or_end(line) for line in re.findall(rb"[^\n]*\n|[^\n]+", data))

    def _line_or_end(self, line: bytes) -> bytes:
        """Return a line if it is read, or only its end."""
        found = _MARK.match(line) if self._begins else None
        is_mark = found is not None and self._take_mark(found[1])
        is_read = not is_mark and all(side.first for side in self._sides)
        self._begins = line.endswith(b"\n")
        self._line += self._begins
        return line if is_read else b"\n" * self._begins

    def _take_mark(self, mark: bytes) -> bool:
        """Begin or end a side where the characters are a mark; return whether they are one."""
        side = self._sides[-1] if self._sides else None
        if mark.startswith(b"<"):
            if len(self._sides) == MAX_DEPTH:
                return False
            self._sides.append(_Side(self._line, len(mark), first=True))
            return True
        if side is None or side.length != len(mark):
            return False
        del self._sides[-1]
        if not mark.startswith(b">"):
            self._sides.append(side._replace(first=False))
        elif not self._sides and len(self._conflicts) <= MAX_PROBLEMS:
            self._conflicts.append((side.line, self._line))
        return True

    def problems(self) -> Iterator[Problem]:
        """Yield the problem of each conflict, after the stream was read."""
        for first, last in self._conflicts:
            message = f"an unresolved merge conflict, lines {first} to {last}"
            yield Problem(CODE, message, _REMEDY, self._file, first)
        if self._sides:
            message = "a merge conflict begins here and does not end"
            yield Problem(CODE, message, _REMEDY, self._file, self._sides[0].line)


def left_over(line: bytes, file: str, number: int) -> Problem | None:
    """Return the problem of a line that is a mark without the rest of its conflict."""
    if not _LEFT.match(line):
        return None
    return Problem(CODE, "a mark of a merge conflict was left here", _REMEDY, file, number)
