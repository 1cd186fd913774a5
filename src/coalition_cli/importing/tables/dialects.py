"""How a text divides rows into cells: each way is tried, and that with the most even rows is taken.

Where all rows are as wide without quoting, a quotation mark may be the words' own, as in much
tab-separated text. Then one that no quoting could have written says so.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from _csv import Reader

SEPARATORS = ("\t", ",", ";", "|")
MAX_CELL = 1 << 26  # characters; a quotation mark that is not closed makes one of all behind it
_LOOKED_AT = 1 << 18  # characters
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_NUMBER = re.compile(r"[-+]?[\d.,]*")


class Dialect(NamedTuple):
    """How a text divides rows into cells."""

    separator: str
    quote: str | None = '"'  # around a cell that may have separators and line ends; twice in it
    escape: str | None = None  # before a quote, a separator or a line end that is text
    blanks: bool = False  # whether blanks that follow a separator are no text

    @property
    def splits(self) -> bool:
        """Whether a cell is what stands between separators, whatever it is."""
        return self.quote is None and self.escape is None

    def reader(self, lines: Iterable[str]) -> "Reader":
        """Return what divides lines, which have their ends; it raises csv.Error."""
        csv.field_size_limit(MAX_CELL)
        return csv.reader(
            lines,
            delimiter=self.separator,
            quotechar=self.quote,
            quoting=csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE,
            doublequote=self.escape is None,
            escapechar=self.escape,
            skipinitialspace=self.blanks,
            strict=True,
        )

    def line_end(self, text: str) -> str:
        """Return what ends a line in a text that begins so, as `open` has it; "" is any end.

        Only between quotation marks can another end be text.
        """
        if not self.splits:
            return ""
        newlines = text.count("\n")
        return "\r" if text.count("\r") - text.count("\r\n") > newlines else "\n"

    def lines(self, text: str) -> Iterable[str]:
        """Return the lines of a text as a file of it has them, with their ends."""
        end = self.line_end(text)
        if not end:
            return StringIO(text, newline="")
        return [line + end for line in text.removesuffix(end).split(end)]


class Fit(NamedTuple):
    """How well a dialect fits the beginning of a text."""

    dialect: Dialect
    width: int  # that most of its rows have, in cells
    uneven: int  # lines of rows that have another
    even: float  # how many of its lines are not uneven, from 0 to 1
    sure: bool = True  # whether what was seen says how cells are quoted


@lru_cache(maxsize=4)
def fitting(text: str, separator: str | None = None) -> Fit:
    """Return the dialect that fits the beginning of a text best; `separator` where it is known."""
    cut = len(text) > _LOOKED_AT
    if cut:
        text = text[: max(text.rfind(end, 0, _LOOKED_AT) for end in "\n\r") + 1] or text
    separators = [separator] if separator else [one for one in SEPARATORS if one in text]
    fits = [_fit_with(text, one, cut=cut) for one in separators or SEPARATORS[1:2]]
    return max(fits, key=lambda fit: (fit.width > 1, fit.even, fit.width))


def is_stray(cell: str) -> bool:
    """Whether no quoting could have written what stands between two separators."""
    return cell.startswith('"') and not _is_quoted(cell)


def _fit_with(text: str, separator: str, *, cut: bool) -> Fit:
    """Return the best way to quote with a separator."""

    def fit(dialect: Dialect) -> Fit:
        return _measured(dialect, text, cut=cut)

    plain, bare = fit(Dialect(separator)), fit(Dialect(separator, None))
    if '"' not in text:
        best = plain._replace(sure=False)
    elif _quotes_most(text, bare.dialect):
        best = plain
    elif plain.uneven == bare.uneven == 0 and plain.width == bare.width:
        best = _told_by_marks(text, plain, bare)
    else:
        best = _better(plain, bare)
    for dialect in _unusual(text, separator):
        best = _better(best, fit(dialect))
    return best


def _quotes_most(text: str, bare: Dialect) -> bool:
    """Whether most cells stand in quotation marks: then one that is wrong is a mistake."""
    cells = [cell for row, _ in _rows(bare, text) for cell in row if cell]
    return sum(map(_is_quoted, cells)) * 2 > len(cells)


def _is_quoted(cell: str) -> bool:
    return cell.startswith('"') and _QUOTED.fullmatch(cell) is not None


def _better(usual: Fit, other: Fit) -> Fit:
    """Return the other if it fits better, and the usual one if not."""
    return max(usual, other, key=lambda fit: (fit.width > 1, -fit.uneven))


def _told_by_marks(text: str, plain: Fit, bare: Fit) -> Fit:
    """Return which of two is right where both give rows of one width."""
    rows = [cells for cells, _ in _rows(bare.dialect, text) if cells]
    if any(is_stray(cell) for row in rows for cell in row):
        return bare
    columns = list(zip(*rows, strict=True))
    quoted = any(cell.startswith('"') for column in columns for cell in column)
    if bare.dialect.separator == "\t" and any(_quotes_some(column[1:]) for column in columns):
        return bare
    return plain._replace(sure=quoted)


def _quotes_some(column: Sequence[str]) -> bool:
    """Whether some texts have quotation marks around them that no separator calls for."""
    quoted = [cell for cell in column if cell.startswith('"')]
    needless = any('""' not in cell for cell in quoted)
    bare = (cell for cell in column if not cell.startswith('"'))
    return needless and not all(map(_NUMBER.fullmatch, bare))


def _unusual(text: str, separator: str) -> Iterator[Dialect]:
    """Yield the dialects of which a text has a sign. They have to fit better than the others."""
    if '\\"' in text:
        yield Dialect(separator, escape="\\")
    if f"\\{separator}" in text or "\\\n" in text:
        yield Dialect(separator, None, "\\")
    if f'{separator} "' in text:
        yield Dialect(separator, blanks=True)
    if re.search(rf"(?:^|{re.escape(separator)})'", text):
        yield Dialect(separator, "'")


def _measured(dialect: Dialect, text: str, *, cut: bool) -> Fit:
    rows = list(_rows(dialect, text))
    if cut:
        del rows[-1:]  # it may go on
    lines = Counter[int]()  # of the rows of each width
    for cells, span in rows:
        lines[len(cells)] += span
    del lines[0]
    width = max(lines, key=lines.__getitem__, default=0)
    uneven, total = lines.total() - lines[width], lines.total() or 1
    return Fit(dialect, width, uneven, 1 - uneven / total)


def _rows(dialect: Dialect, text: str) -> Iterator[tuple[list[str], int]]:
    """Yield the cells of rows, each with the number of its lines.

    A line that is empty has no cells. What cannot be divided has a cell in any number of lines.
    """
    lines = dialect.lines(text)
    if dialect.splits:
        for line in lines:
            cells = line.rstrip("\r\n").split(dialect.separator)
            yield cells if line.strip() else [], 1
        return
    reader = dialect.reader(lines)
    while True:
        before = reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = ["?"]
        yield cells, reader.line_num - before
