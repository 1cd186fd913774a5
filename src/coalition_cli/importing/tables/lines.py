"""Lines of text → lists of cells, each with its line, and what is wrong where there are none."""

import csv
from collections.abc import Iterable, Iterator

from ...model.problems import Problem, plural
from .dialects import MAX_CELL, Dialect

_CELLS = "check its separators and quotation marks"
_CLOSE = "close the quotation mark; inside a quoted cell, write it twice"
_END_OF_DOS = "\x1a"  # ends a text of old programs
_LOOKED_THROUGH = 1 << 16  # characters of a record, for the column of its problem


class Records:
    """The records of a delimited text. Each is a list of cells; that of a blank line is empty.

    `line` is where the last begins, and `following` where the next will.
    """

    def __init__(self, lines: Iterable[str], dialect: Dialect, file: str, first: int = 1) -> None:
        self.line = self.following = first
        self._lines, self._dialect, self._file = lines, dialect, file
        self._raw: list[str] = []  # the lines of the last record

    def __iter__(self) -> Iterator[list[str] | Problem]:
        """Yield the records, and a problem for what cannot be divided into cells."""
        return self._split() if self._dialect.splits else self._read()

    def _split(self) -> Iterator[list[str] | Problem]:
        for line in self._lines:
            self.line = self.following
            self.following += 1
            self._raw = [line]
            bare = line.rstrip("\r\n") if line != _END_OF_DOS else ""
            yield bare.split(self._dialect.separator) if bare else []

    def _read(self) -> Iterator[list[str] | Problem]:
        reader = self._dialect.reader(self._kept())
        before = self.line
        while True:
            self.line = before + reader.line_num
            self._raw.clear()
            try:
                cells: list[str] | Problem = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                cells = self._malformed(str(error))
            self.following = before + reader.line_num
            yield cells

    def _kept(self) -> Iterator[str]:
        for line in self._lines:
            self._raw.append(line)
            yield line if line != _END_OF_DOS else ""

    def uneven(self, cells: list[str], width: int) -> Problem | None:
        """Return the problem of a record of another width than its table; None if it is blank.

        Blank cells behind the last column are nothing.
        """
        blank = not any(map(str.strip, cells))
        if blank or (len(cells) > width and not any(map(str.strip, cells[width:]))):
            return None
        has, columns = plural(len(cells), "cell"), plural(width, "column")
        message = f"the row has {has}, and the table has {columns}"
        return self._problem(message, _CELLS, self._offset(width))

    def nul(self) -> Problem | None:
        """Return the problem of a record with a NUL character, which is no text."""
        offset = "".join(self._raw).find("\0")
        if offset < 0:
            return None
        return self._problem("a NUL character, which is no text", "remove it", offset)

    def _malformed(self, message: str) -> Problem:
        if "limit" in message:
            return self._problem(f"a cell has more than {MAX_CELL:,} characters", _CLOSE, 0)
        if "end of data" in message:
            return self._problem("a quotation mark is not closed", _CLOSE, 0)
        offset = self._offset(None)
        return self._problem("text stands behind a closing quotation mark", _CLOSE, offset)

    def _offset(self, cell: int | None) -> int:
        """Return where a cell begins, from 0, or its record ends.

        None: where text stands behind a closing quotation mark.
        """
        separator, quote, _, _ = self._dialect
        text = "".join(self._raw).rstrip("\r\n")
        inside, at = False, 0
        for at, character in enumerate(text[:_LOOKED_THROUGH]):
            if character == quote:
                inside = not inside
                following = text[at + 1 : at + 2]
                if cell is None and not inside and following not in ("", quote, separator):
                    return at + 1
            elif character == separator and not inside and cell is not None:
                cell -= 1
                if cell == 0:
                    return at + 1
        return len(text)

    def _problem(self, message: str, remedy: str, offset: int) -> Problem:
        before = "".join(self._raw)[:offset]
        line = self.line + before.count("\n")
        return Problem("bad-row", message, remedy, self._file, line, offset - before.rfind("\n"))
