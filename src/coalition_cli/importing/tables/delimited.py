"""CSV, TSV and the like → rows, each with the line where it begins."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from ...model.problems import Problem
from ..content import Content
from ..forms import Sample
from ..guessing.headers import is_known
from ..rows import Layout, Row
from .dialects import Dialect, Fit, fitting, is_stray
from .headings import LOOKED_AT, heading_of
from .lines import Records

_BEGINNING = 1 << 20  # characters by which it is known how rows are divided
_ENDINGS = (".csv", ".tsv", ".tab", ".psv")  # a file called so has cells, however uneven
_EVEN = 0.6  # of the rows have as many cells as most, in a text that is a table
_TOLD = re.compile(r"sep=(.)[\r\n]")  # Excel's own first line
_NAMED = {"tab": "\t", "\\t": "\t"}  # a separator that is hard to write


def recognises(sample: Sample) -> bool:
    """Whether most rows have the same number of cells. A single column needs a known name."""
    text = sample.text.lstrip()
    if not text:
        return False
    if sample.name.lower().endswith(_ENDINGS):
        return True
    fit = fitting(sample.text)
    return fit.even >= _EVEN if fit.width > 1 else is_known(text.splitlines()[0])


def has_tabs(sample: Sample) -> bool:
    """Whether it is such a text, and tabs stand between its cells."""
    return recognises(sample) and fitting(sample.text).dialect.separator == "\t"


def columns(content: Content, layout: Layout) -> Sequence[str]:
    """Return the names of the columns."""
    return _shape(content, layout).columns


def rows(content: Content, layout: Layout) -> Iterator[Row | Problem]:
    """Yield the rows, and a problem for each that has more or fewer cells than there are columns.

    A row that is blank is none, and blank cells behind the last column are nothing.
    """
    given, dialect, line_end, first = _shape(content, layout)
    width = len(given)
    with content.text(line_end) as text:
        for _ in islice(text, first - 1):
            pass
        records = Records(text, dialect, content.name, first)
        for cells in records:
            if isinstance(cells, Problem):
                yield cells
            elif problem := records.nul() or (len(cells) != width and records.uneven(cells, width)):
                yield problem
            elif any(map(str.strip, cells)):
                yield Row(records.line, dict(zip(given, cells, strict=False)))


def columns_of_tsv(content: Content, layout: Layout) -> Sequence[str]:
    """Return the names of the columns, between which tabs stand."""
    return columns(content, _with_tabs(layout))


def rows_of_tsv(content: Content, layout: Layout) -> Iterator[Row | Problem]:
    """Yield the same as `rows` of a text with tabs between its cells."""
    return rows(content, _with_tabs(layout))


def _with_tabs(layout: Layout) -> Layout:
    return layout if layout.separator else layout._replace(separator="\t")


class _Shape(NamedTuple):
    """How the rows of a text are read."""

    columns: tuple[str, ...]
    dialect: Dialect
    line_end: str  # as `open` has it
    first: int  # the line where the first row begins


@lru_cache(maxsize=4)
def _shape(content: Content, layout: Layout) -> _Shape:
    separator, skipped = layout.separator, layout.skip
    if told := _TOLD.match(content.beginning(8)):
        separator, skipped = separator or told[1], skipped + 1
    with content.text() as stream:
        for _ in islice(stream, skipped):
            pass
        text = stream.read(_BEGINNING)
    fit = fitting(text, _separator(content, separator))
    if not fit.sure and len(text) >= _BEGINNING // 2 and _quotes_nothing(content, fit):
        fit = fit._replace(dialect=fit.dialect._replace(quote=None))
    records = Records(fit.dialect.lines(text), fit.dialect, content.name, skipped + 1)
    beginning = [
        (cells, records.following)
        for cells in islice(records, LOOKED_AT)
        if not isinstance(cells, Problem)
    ]
    head = heading_of(content, layout, [cells for cells, _ in beginning], fit.width)
    first = beginning[head.rows - 1][1] if head.rows else skipped + 1
    return _Shape(head.names, fit.dialect, fit.dialect.line_end(text), first)


def _separator(content: Content, given: str | None) -> str | None:
    if given is None:
        return None
    separator = _NAMED.get(given.lower(), given)
    if len(separator) == 1 and separator not in '"\r\n':
        return separator
    message = f"'{given}' cannot stand between cells"
    raise content.refused(message, "give one character as separator, such as ';' or tab")


def _quotes_nothing(content: Content, fit: Fit) -> bool:
    """Whether all rows are as wide without quoting, and a mark is there that quotes nothing.

    Only rows with quotation marks are divided: the others have one width with quoting or without.
    """
    stray, separator = False, fit.dialect.separator
    with content.text() as text:
        for line in text:
            if '"' in line:
                cells = line.rstrip("\r\n").split(separator)
                if len(cells) != fit.width:
                    return False
                stray = stray or any(map(is_stray, cells))
    return stray
