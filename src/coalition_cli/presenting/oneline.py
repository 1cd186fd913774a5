"""Each record on one line: its id, who said it, and the text."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from rich.text import Text

from ..answers.columns import WIDEST, Cell, Column, columns_of, columns_on_one_line
from ..model.answer import Answer, Values
from .cells import UNKNOWN
from .columns import cell_of

_AT_ONCE = 1_000  # rows whose ids are as wide as the widest of them
_GAP = "  "
_LEGIBLE = 16  # columns of the screen that prose keeps beside a long description
_CREDITS = {Cell.WHO, Cell.SPEAKER, Cell.CREDITED, Cell.ENDS}
# Fields that say whose words follow.
_WHO = {"speaker_name", "attribution", "credited", "publisher_name"}
_MARK = r"(?<=\S) \([^()]*\)(?:[-+][\]}])?$"  # behind what a speaker is called


def lines(answer: Answer, width: int | None, *, chosen: bool) -> Iterator[Text]:
    """Yield the lines of the rows. They are cut to the width, or whole if there is none.

    `chosen` says that the user named the fields: then a line has these.
    """
    rows = answer.dicts()
    while batch := list(islice(rows, _AT_ONCE)):
        drawn = [_cells(row, answer, chosen=chosen) for row in batch]
        widest = max(cells[0].cell_len for _, cells in drawn) if width else 0
        keys = min(widest, (width or 0) // 3)
        shown = (_line(columns, cells, keys, width) for columns, cells in drawn)
        yield Text("\n").join(shown)


def _cells(row: Values, answer: Answer, *, chosen: bool) -> tuple[Sequence[Column], list[Text]]:
    if chosen:
        columns = columns_of(answer, WIDEST, chosen=True)
    else:
        # Records of several sections say of which each is.
        columns = columns_on_one_line(str(row.get("section", answer.section.name)))
    return columns, [Text(" ").join(cell_of(column, row).split()) for column in columns]


def _line(columns: Sequence[Column], cells: list[Text], keys: int, width: int | None) -> Text:
    """Return the line of a row. Its id is as wide as the others, and a mark is never cut off."""
    line = Text()
    legible = _LEGIBLE if columns[-1].prose else 0
    before: Column | None = None
    for column, cell in zip(columns, cells, strict=True):
        if column.prose and cell.plain == UNKNOWN:
            continue
        if before is not None:
            line.append(" " * (keys - line.cell_len))
            line.append(": " if column.prose and before.field in _WHO else _GAP)
        if column.cell in _CREDITS:
            left = (width or 0) - line.cell_len
            cell = called_within(cell, max(left - legible, left * 3 // 4) if width else None)
        line.append_text(cell)
        before = column
    if width:
        line.truncate(width, overflow="ellipsis")
    return line


def called_within(who: Text, room: int | None) -> Text:
    """Return who is credited, cut to fit. The mark behind the name stays."""
    if who.plain == UNKNOWN:
        return Text("nobody credited", "dim")
    if room is None or who.cell_len <= room:
        return who
    mark = re.search(_MARK, who.plain)
    name, end = who.divide([mark.start()]) if mark else (who, Text())
    name.truncate(max(room - end.cell_len, 1), overflow="ellipsis")
    return name.append_text(end)
