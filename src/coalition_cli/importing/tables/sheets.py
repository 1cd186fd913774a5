"""Spreadsheets → rows: the values of cells, with dates as ISO 8601 writes them.

Rows that are hidden are rows. A merged cell is the cell of each of its rows, in its first column.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, time, timedelta
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from ...model.problems import Problem, plural, suggestion
from ...words import any_case
from ..content import Content
from ..rows import Layout, Row
from ..signatures import ARCHIVE, BINARY_WORKBOOK
from . import workbook
from .headings import LOOKED_AT, Heading, heading_of, names_of

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

MAX_CELLS = 50_000_000  # of a sheet, empty ones too: memory has each
_INSTALL = "install it, such as with: pip install 'coalition-cli[xlsx]'; or save the sheet as CSV"
_SAVE = "open it in its program, and save it again, or save the sheet as CSV"
_DAMAGED = "the spreadsheet is damaged"
_ANY = "remove them from the spreadsheet if they are no claims"
_UNUSED = "name them under 'ignore' in the mapping if you do not want them"
_EXACT = 1 << 53  # up to here each integer has a number of its own
Cells = list[object]


def columns(content: Content, layout: Layout) -> Sequence[str]:
    """Return the names of the columns."""
    return _table(content, layout).heading.names


def rows(content: Content, layout: Layout) -> Iterator[Row | Problem]:
    """Yield the rows that are not blank, and a problem for each with a formula without a value."""
    table = _table(content, layout)
    names = table.heading.names
    for line, cells in enumerate(table.cells, table.first):
        if line in table.uncalculated:
            name, column = table.uncalculated[line]
            message = f"the formula in {name} has no value, because it was never calculated"
            yield Problem("bad-row", message, _SAVE, content.name, line, column)
        elif any(str(one).strip() for one in cells):
            yield Row(line, {name: _value(cell) for name, cell in zip(names, cells, strict=False)})


class _Table(NamedTuple):
    """The rows of a sheet."""

    heading: Heading
    cells: list[Cells]  # of each row below the heading
    first: int  # the number of the first of these rows
    uncalculated: Mapping[int, tuple[str, int]]  # as of workbook.Sheet


@lru_cache(maxsize=1)
def _table(content: Content, layout: Layout) -> _Table:
    if not content.head.startswith((ARCHIVE, BINARY_WORKBOOK)):
        raise content.refused("it is no spreadsheet", "leave out --from, or say another form")
    told = _told(content)
    with _opened(content) as book:
        name = _chosen(content, layout, _filled(book, told))
        sheet = book.get_sheet_by_name(name)
        cells: list[Cells] = [[*row] for row in sheet.to_python(skip_empty_area=False)]
        _unmerge(cells, sheet.merged_cell_ranges or ())
    about = told.get(name, workbook.Sheet())
    _tell(content, about)
    below = cells[layout.skip :]
    head = _heading(content, layout, below)
    first = layout.skip + head.rows + 1
    head = _linked(content, head, below[head.rows :], _links(about, first))
    return _Table(head, below[head.rows :], first, about.uncalculated)


def _tell(content: Content, about: workbook.Sheet) -> None:
    """Note what of a sheet is read in another way than one might think, or not at all."""
    if about.hidden:
        content.tell(f"{plural(about.hidden, 'hidden row')}: read like the others", _ANY)
    if about.errors:
        what = f"{plural(about.errors, 'formula')} with an error, such as #N/A: read as blank"
        content.tell(what, "mend them in the spreadsheet")
    if about.comments:
        what = f"{plural(about.comments, 'comment')} on cells: not read"
        content.tell(what, "copy into a column what you want of them")


def _links(about: workbook.Sheet, first: int) -> dict[tuple[int, int], str]:
    """Return the addresses of links by the place of their cell below the heading, from 0."""
    return {(row - first, at - 1): url for (row, at), url in about.links.items() if row >= first}


def _linked(
    content: Content, head: Heading, cells: list[Cells], links: dict[tuple[int, int], str]
) -> Heading:
    """Give the addresses of links a column beside the one whose cells have them, and tell it.

    What a cell shows as its text needs none.
    """
    width = len(head.names)
    shown = {
        place: url
        for place, url in links.items()
        if place[0] < len(cells) and place[1] < width and cells[place[0]][place[1]] != url
    }
    linking = sorted({column for _, column in shown})
    if not linking:
        return head
    for at, row in enumerate(cells):
        row[width:] = [shown.get((at, column), "") for column in linking]
    added = [f"{head.names[column]} link" for column in linking]
    content.tell(f"links of cells are columns of their own: {', '.join(added)}", _UNUSED)
    return head._replace(names=names_of([*head.names, *added]))


def _told(content: Content) -> dict[str, workbook.Sheet]:
    """Return what the XML of an Excel workbook tells of its sheets; nothing of other kinds."""
    if b"xl/" not in content.head and b"[Content_Types].xml" not in content.head:
        return {}
    try:
        with content.stream() as stream:
            told = workbook.sheets(stream)
    except OverflowError as error:
        what = f"it unpacks to more than {workbook.MAX_UNPACKED >> 20:,} MiB"
        raise content.refused(what, "save the sheet as CSV", "over-limit") from error
    except workbook.DAMAGED as error:
        raise content.refused(_DAMAGED, _SAVE) from error
    for name, sheet in told.items():
        if sheet.height * sheet.width > MAX_CELLS:
            what = f"the sheet '{name}' has more than {MAX_CELLS:,} cells, empty ones included"
            remedy = "remove what stands far away from its rows, or save the sheet as CSV"
            raise content.refused(what, remedy, "over-limit")
    return told


@contextmanager
def _opened(content: Content) -> Iterator["CalamineWorkbook"]:
    """Open a workbook. What its library refuses is told as damage of the workbook.

    The library is written in Rust. Where that panics, what is raised is no Exception.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook, PasswordError
    except ImportError as error:
        what = "reading a spreadsheet needs the package python-calamine"
        raise content.refused(what, _INSTALL) from error
    try:
        yield CalamineWorkbook.from_filelike(BytesIO(content.data()))
    except PasswordError as error:
        raise content.refused("a password protects it", "save it without one") from error
    except (CalamineError, OSError) as error:
        raise content.refused(_DAMAGED, _SAVE) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise content.refused(_DAMAGED, _SAVE) from error
        raise


def _filled(book: "CalamineWorkbook", told: dict[str, workbook.Sheet]) -> dict[str, bool]:
    """Return the sheets that have cells, and whether they are visible."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    filled = {}
    for sheet in book.sheets_metadata:
        name = sheet.name
        if sheet.typ == SheetTypeEnum.WorkSheet and (
            told[name].height if name in told else book.get_sheet_by_name(name).height
        ):
            filled[name] = sheet.visible == SheetVisibleEnum.Visible
    return filled


def _chosen(content: Content, layout: Layout, filled: dict[str, bool]) -> str:
    """Return the sheet that the layout names, or the first that is visible and has cells."""
    named, names = layout.sheet, list(filled)
    if named is not None:
        for name in (*(one for one in names if one == named), *names):
            if any_case(name) == any_case(named):
                return name
        what = f"it has no sheet '{named}' with cells{suggestion(named, names)}"
        raise content.refused(what, f"its sheets are: {', '.join(names)}")
    if not names:
        raise content.refused("it has no cells", "give a spreadsheet with rows")
    chosen = next((name for name, visible in filled.items() if visible), names[0])
    others = [f"'{name}'" for name in names if name != chosen]
    if others:
        what = f"of its sheets only '{chosen}' is read, not {', '.join(others)}"
        content.tell(what, "say in the mapping which has the rows, such as: sheet: Data")
    return chosen


def _unmerge(cells: list[Cells], merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    for (top, left), (bottom, _) in merged:
        for row in cells[top + 1 : bottom + 1]:
            row[left] = cells[top][left]


def _heading(content: Content, layout: Layout, cells: list[Cells]) -> Heading:
    width = max(
        (place + 1 for row in cells for place, cell in enumerate(row) if cell != ""), default=0
    )
    beginning = [[str(_value(cell)) for cell in row[:width]] for row in cells[:LOOKED_AT]]
    return heading_of(content, layout, beginning, width)


def _value(cell: object) -> object:
    """Return the value of a cell: a text, a number, true or false; of a date its text."""
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < _EXACT else cell
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return cell
