"""Rows as lines of cells: TSV and CSV."""

import re
from collections.abc import Iterable
from typing import TextIO

from ..model.answer import Answer
from ..words.safe import plain, visible

# A formula begins with one of these signs, also after blanks. Quotation marks do not stop it if a
# spreadsheet splits cells at another separator than ours.
SIGN = "[=+\\-@\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20]"
_BLANK = '[\\s\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff"]'
# What has an apostrophe there gets one more: so no two texts become one.
_FORMULA = rf"^(?='*{_BLANK}*{SIGN}|'*[\t\r\n])|[,;|\t\r\n]{_BLANK}*(?='*{SIGN})"


def write_tsv(answer: Answer, out: TextIO, *, safe: bool = False) -> None:
    """Write a header and a line for each row, as CSV with tabs for commas.

    A tab or a line end inside a value becomes a space. As in CSV, a value with a quotation mark
    stands in quotation marks. So does an empty value that is the only one of its row.
    """
    cells = ([visible(plain(value)) for value in row] for row in answer.rows())
    _write_cells(answer, cells, out, "\t", safe=safe)


def write_csv(answer: Answer, out: TextIO, *, safe: bool = False) -> None:
    """Write a header and a record for each row: RFC 4180, but with newlines.

    Line ends and tabs inside a value stay.
    """
    cells = ([visible(plain(value), lines=True) for value in row] for row in answer.rows())
    _write_cells(answer, cells, out, ",", safe=safe)


def _write_cells(
    answer: Answer, rows: Iterable[list[str]], out: TextIO, separator: str, *, safe: bool
) -> None:
    import csv  # the other formats do not need it

    writer = csv.writer(
        out,
        delimiter=separator,
        lineterminator="\n",
        quoting=csv.QUOTE_ALL if safe else csv.QUOTE_MINIMAL,
    )
    writer.writerow(field.name for field in answer.fields)
    if safe:
        rows = ([harmless(cell) for cell in row] for row in rows)
    writer.writerows(rows)


def harmless(cell: str) -> str:
    """Return a cell with an apostrophe before text that a spreadsheet takes for a formula.

    The signs are those of OWASP's page "CSV Injection", and their wide and small forms, which
    count as the same in some locales. A sign may follow blanks. It may also follow a separator
    or a line end within the cell, because a spreadsheet may split the cell there.
    """
    return re.sub(_FORMULA, r"\g<0>'", cell)
