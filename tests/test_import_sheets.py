"""Spreadsheets become rows: values, dates, merged and hidden cells; what would be lost is told."""

import datetime
import io
import random
import sys
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from coalition_cli.importing.recognising import opened
from coalition_cli.importing.rows import Layout, Row
from coalition_cli.model.problems import DataError, Problem

PLAIN = Layout()
Fill = Callable[[Worksheet], object]


def book(path: Path, *sheets: tuple[str, Fill]) -> Path:
    """Write a workbook, each sheet filled by its function."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, fill in sheets:
        fill(workbook.create_sheet(name))
    workbook.save(path)
    return path


def read(path: Path, layout: Layout = PLAIN) -> list[object]:
    """Return the columns of a spreadsheet and its rows: the number, and the cells."""
    source = opened(str(path), None, layout)
    assert source.form == "xlsx"
    return [tuple(source.columns), *map(shown, source.rows())]


def shown(row: Row | Problem) -> object:
    if isinstance(row, Problem):
        return f"{row.line}:{row.column}: {row.code}: {row.message}"
    return row.line, *row.values.values()


def notes(path: Path, layout: Layout = PLAIN) -> list[str]:
    source = opened(str(path), None, layout)
    list(source.rows())
    return [message for message, _ in source.notes]


def refused(path: Path, layout: Layout = PLAIN) -> str:
    with pytest.raises(DataError) as error:
        read(path, layout)
    return error.value.problems[0].message


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "claims.csv"  # it is no CSV, whatever it is called


def rows_of(*rows: Sequence[Any]) -> Fill:
    def fill(sheet: Worksheet) -> None:
        for row in rows:
            sheet.append(list(row))

    return fill


def test_cells_have_the_values_that_they_show(path: Path) -> None:
    day, moment = datetime.date(2021, 3, 25), datetime.datetime(2021, 3, 25, 8, 15)
    values = [day, moment, datetime.time(8, 15), datetime.timedelta(hours=30, seconds=5)]
    given = ["Zoë", 7, 7.0, 2.5, 1e16, True, None, "3/4/2021", "=x", *values]
    given[8] = "007"
    header = [f"name {letter}" for letter in "abcdefghijklm"]
    book(path, ("Sheet", rows_of(header, given)))
    texts = ["2021-03-25", "2021-03-25T08:15:00", "08:15:00", "30:00:05"]
    cells = ("Zoë", 7, 7, 2.5, 1e16, True, "", "3/4/2021", "007", *texts)
    assert repr(read(path)) == repr([tuple(header), (2, *cells)])  # 7 is not 7.0


def test_rows_have_the_numbers_of_the_sheet_and_hidden_ones_are_rows(path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["A3"], sheet["B3"] = "Claims of 2021", "speaker", "claim"
        sheet.merge_cells("A1:C1")
        sheet["A4"], sheet["B4"], sheet["B5"], sheet["B6"] = "May", "a", "b", "c"
        sheet.merge_cells("A4:A6")
        sheet["B4"].comment = Comment("is it?", "Kim")
        sheet["A9"], sheet["B9"], sheet["C9"] = "Ada", "d", "seen"
        sheet.row_dimensions[5].hidden = True

    book(path, ("Sheet", fill))
    rows = [(4, "May", "a", ""), (5, "May", "b", ""), (6, "May", "c", ""), (9, "Ada", "d", "seen")]
    assert read(path) == [("speaker", "claim", "column_3"), *rows]
    assert notes(path) == [
        "1 hidden row: read like the others",
        "1 comment on cells: not read",
        "1 row above the column names: not read",
    ]


def test_a_formula_that_was_never_calculated_is_told_and_not_blank(path: Path) -> None:
    rows = (["speaker", "claim"], ["May", '="a"&"b"'], ["Ada", "b"])
    book(path, ("Sheet", rows_of(*rows)))
    problem = "2:2: bad-row: the formula in B2 has no value, because it was never calculated"
    assert read(path) == [("speaker", "claim"), problem, (3, "Ada", "b")]


def test_calculated_formulas_have_their_values_and_errors_are_told(path: Path) -> None:
    book(
        path,
        ("Sheet", rows_of(["speaker", "claim", "n"], ["May", "=1", "=2"], ["Ada", "=3", "=4"])),
    )
    sheet = "xl/worksheets/sheet1.xml"
    changed(path, sheet, b'<c r="B2"><f>1</f><v /></c>', b'<c r="B2" t="str"><f>1</f><v>ab</v></c>')
    changed(path, sheet, b'<c r="C2"><f>2</f><v /></c>', b'<c r="C2"><f>2</f><v>2.5</v></c>')
    changed(path, sheet, b'<c r="B3"><f>3</f><v /></c>', b'<c r="B3" t="str"><f>3</f><v></v></c>')
    changed(path, sheet, b'<c r="C3"><f>4</f><v /></c>', b'<c r="C3" t="e"><f>4</f><v>#N/A</v></c>')
    assert read(path)[1:] == [(2, "May", "ab", 2.5), (3, "Ada", "", "")]
    assert notes(path) == ["1 formula with an error, such as #N/A: read as blank"]


def changed(path: Path, part: str, before: bytes, after: bytes) -> None:
    """Change some bytes of a part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = parts[part].replace(b"<v></v>", b"<v />")  # as openpyxl writes it with lxml
    assert before in parts[part]
    parts[part] = parts[part].replace(before, after)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_one_of_several_sheets_is_read_and_the_others_are_told(path: Path) -> None:
    def hidden(sheet: Worksheet) -> None:
        sheet.append(["speaker", "claim"])
        sheet.append(["Eve", "x"])
        sheet.sheet_state = "hidden"

    table = rows_of(["speaker", "claim"], ["May", "a"])
    book(
        path,
        ("Old", hidden),
        ("Blank", rows_of()),
        ("Claims", table),
        ("Notes", rows_of(["To do"])),
    )
    assert read(path) == [("speaker", "claim"), (2, "May", "a")]
    assert notes(path) == ["of its sheets only 'Claims' is read, not 'Old', 'Notes'"]
    assert read(path, Layout(sheet="old"))[1] == (2, "Eve", "x")
    assert (
        refused(path, Layout(sheet="Note"))
        == "it has no sheet 'Note' with cells; did you mean 'Notes'?"
    )
    skipping = Layout(sheet="Claims", skip=1, columns=("who", "what"))
    assert read(path, skipping) == [("who", "what"), (2, "May", "a")]


def test_the_addresses_of_links_are_read_beside_their_cells(path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["claim", "source", "page"])
        sheet.append(["a", "The Gazette", "https://a.example/2"])
        sheet.append(["b", "The Post", '=HYPERLINK("https://a.example/?x=1&y=2", "here")'])
        sheet["B2"].hyperlink = "https://a.example/1?p=1&q=2"
        sheet["C2"].hyperlink = "https://a.example/2"

    book(path, ("Sheet", fill))
    formula = b'<f>HYPERLINK("https://a.example/?x=1&amp;y=2", "here")</f>'
    written = b'<c r="C3">' + formula + b"<v /></c>"
    changed(
        path,
        "xl/worksheets/sheet1.xml",
        written,
        written.replace(b'"C3"', b'"C3" t="str"').replace(b"<v />", b"<v>here</v>"),
    )
    assert read(path) == [
        ("claim", "source", "page", "source link", "page link"),
        (2, "a", "The Gazette", "https://a.example/2", "https://a.example/1?p=1&q=2", ""),
        (3, "b", "The Post", "here", "", "https://a.example/?x=1&y=2"),
    ]
    assert notes(path) == ["links of cells are columns of their own: source link, page link"]


def test_a_sheet_whose_last_cell_is_far_away_fills_no_memory(path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["speaker", "claim"])
        sheet["XFD1048576"] = "far"

    book(path, ("Sheet", fill))
    assert refused(path) == "the sheet 'Sheet' has more than 50,000,000 cells, empty ones included"


def test_other_archives_and_old_files_are_told_from_spreadsheets(tmp_path: Path) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("readme.txt", "nothing")
    path = tmp_path / "other.xlsx"
    path.write_bytes(archive.getvalue())
    with pytest.raises(DataError) as error:
        opened(str(path), None, PLAIN)
    assert error.value.problems[0].message == "it is an archive (ZIP), and no spreadsheet"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert refused(path) == "the spreadsheet is damaged"


def test_a_text_is_no_spreadsheet_whoever_says_so(path: Path) -> None:
    path.write_text("speaker,claim\n", encoding="utf-8")
    with pytest.raises(DataError) as error:
        list(opened(str(path), "xlsx", PLAIN).rows())
    assert error.value.problems[0].message == "it is no spreadsheet"


def test_a_workbook_that_is_empty_or_cut_off_is_refused(path: Path) -> None:
    book(path, ("Sheet", rows_of()))
    assert refused(path) == "it has no cells"
    book(path, ("Sheet", rows_of(["speaker", "claim"], ["May", "a"])))
    path.write_bytes(path.read_bytes()[:-200])
    assert refused(path) == "the spreadsheet is damaged"


def test_no_change_of_bytes_ends_in_a_traceback(path: Path) -> None:
    book(path, ("Sheet", rows_of(["speaker", "claim"], *(["May", f"a{at}"] for at in range(9)))))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chance = random.Random(7)
    for _ in range(300):
        name = chance.choice(list(parts))
        content = bytearray(parts[name])
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(content))
            content[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
        with zipfile.ZipFile(path, "w") as archive:
            for each, other in parts.items():
                archive.writestr(each, bytes(content) if each == name else other)
        with suppress(DataError):
            read(path)


_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_CONTENT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="{_OFFICE}:office:1.0" xmlns:table="{_OFFICE}:table:1.0"
 xmlns:text="{_OFFICE}:text:1.0"><office:body><office:spreadsheet><table:table table:name="Data">%s
</table:table></office:spreadsheet></office:body></office:document-content>"""


def of_libreoffice(path: Path, *rows: str) -> None:
    """Write a workbook of LibreOffice with rows of elements."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", _CONTENT % "".join(rows))
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{_OFFICE}:manifest:1.0"/>')


def of_texts(*texts: str) -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in texts
    )
    return f"<table:table-row>{cells}</table:table-row>"


def test_a_workbook_of_libreoffice_is_read_too(path: Path) -> None:
    blank = '<table:table-row table:number-rows-repeated="1048572"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'  # noqa: E501
    of_libreoffice(path, of_texts("speaker", "claim"), of_texts("Zoë", "a"), blank)
    assert read(path) == [("speaker", "claim"), (2, "Zoë", "a")]


def test_without_its_library_a_spreadsheet_is_refused_in_one_line(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book(path, ("Sheet", rows_of(["speaker", "claim"], ["May", "a"])))
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(DataError) as error:
        read(path)
    problem = error.value.problems[0]
    assert problem.message == "reading a spreadsheet needs the package python-calamine"
    assert problem.remedy == (
        "install it, such as with: pip install 'coalition-cli[xlsx]'; or save the sheet as CSV"
    )
