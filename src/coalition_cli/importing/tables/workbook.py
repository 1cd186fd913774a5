"""What the XML of an Excel workbook says that the library which reads it does not tell.

Formulas that were never calculated have no value, and would be read as blank. A sheet whose last
cell is far away would fill the memory. Both are seen here before a sheet is read.
"""

import re
import zlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import IO, NamedTuple
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from ...reading.files import PIECE

MAX_UNPACKED = 1 << 30  # bytes of all parts of a workbook
_TAG = rb"<(?:\w+:)?"  # a name may have a prefix
_ROW = re.compile(_TAG + rb"row\s[^>]*?\br=\"(\d+)\"")
_HIDDEN = re.compile(_TAG + rb"row\s[^>]*?\bhidden=\"(?:1|true)\"")
_COLUMN = re.compile(_TAG + rb"c\s[^>]*?\br=\"([A-Z]{1,3})\d")
_ERROR = re.compile(_TAG + rb"c\s[^>]*?\bt=\"e\"")
_FORMULA = re.compile(
    _TAG
    + rb"c\s(?P<cell>[^>]*)>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    + rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_LINKING = re.compile(
    _TAG + rb"c\s(?P<cell>[^>]*)>\s*<(?:\w+:)?f(?:\s[^>]*)?>HYPERLINK\(\s*(?:\"|&quot;)"
    rb"(?P<address>[^\"&]*(?:&amp;[^\"&]*)*)(?:\"|&quot;)"
)
_COMMENT = re.compile(_TAG + rb"comment\s")
_LINK = re.compile(_TAG + rb"hyperlink\s[^>]*>")
_REFERENCE = re.compile(rb"\bref=\"([A-Z]{1,3})(\d{1,7})")
_RELATION = re.compile(rb"\b\w+:id=\"([^\"]+)\"")
_CELL = re.compile(rb"\br=\"([A-Z]{1,3})(\d+)\"")
# What the standard library raises where an archive or its XML is damaged.
DAMAGED = (
    BadZipFile, ElementTree.ParseError, EOFError, KeyError, NotImplementedError, OSError,
    RuntimeError, ValueError, zlib.error,
)  # fmt: skip


class Sheet(NamedTuple):
    """What the XML of a sheet says of it."""

    height: int = 0  # the number of its last row
    width: int = 0  # and of its last column
    hidden: int = 0  # how many rows are hidden
    errors: int = 0  # how many formulas have an error for their value
    comments: int = 0  # how many cells have one
    links: Mapping[tuple[int, int], str] = MappingProxyType({})  # by row and column: addresses
    # By row: a cell whose formula has no value, and the number of its column.
    uncalculated: Mapping[int, tuple[str, int]] = MappingProxyType({})


def sheets(stream: IO[bytes]) -> dict[str, Sheet]:
    """Return the sheets of a workbook by name; raise one of DAMAGED, or OverflowError.

    OverflowError means that it unpacks to more than MAX_UNPACKED.
    """
    with ZipFile(stream) as archive:
        if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
            raise OverflowError
        found = {}
        for name, part in _parts(archive).items():
            related = _related(archive, part)
            with archive.open(part) as xml:
                sheet = _looked_through(xml, related)
            found[name] = sheet._replace(comments=_comments(archive, related))
        return found


def _parts(archive: ZipFile) -> dict[str, str]:
    """Return where in the archive each sheet stands."""
    targets = _related(archive, "xl/workbook.xml")
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
    parts = {}
    for sheet in book.iter():
        key = next((value for name, value in sheet.items() if name.endswith("}id")), "")
        if sheet.tag.rpartition("}")[2] == "sheet" and (target := targets.get(key)):
            path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            parts[sheet.get("name", "")] = path
    return {name: path for name, path in parts.items() if path in archive.namelist()}


def _related(archive: ZipFile, part: str) -> dict[str, str]:
    """Return the targets that a part of the archive refers to, by the id that it has for each."""
    folder, _, name = part.rpartition("/")
    path = f"{folder}/_rels/{name}.rels"
    if path not in archive.namelist():
        return {}
    relations = ElementTree.fromstring(archive.read(path))  # noqa: S314
    return {one.get("Id", ""): one.get("Target", "") for one in relations}


def _comments(archive: ZipFile, related: Mapping[str, str]) -> int:
    """Return how many comments the cells of a sheet have."""
    named = {target.rpartition("/")[2] for target in related.values() if "comments" in target}
    parts = [path for path in archive.namelist() if path.rpartition("/")[2] in named]
    return sum(len(_COMMENT.findall(archive.read(path))) for path in parts)


def _looked_through(xml: IO[bytes], related: Mapping[str, str]) -> Sheet:
    height = hidden = errors = 0
    columns: set[bytes] = set()
    uncalculated: dict[int, tuple[str, int]] = {}
    links: dict[tuple[int, int], str] = {}
    rest = b""
    while piece := xml.read(PIECE):
        rest += piece
        cut = rest.rfind(b"row>") + 4  # a row is never cut in two
        whole, rest = (rest[:cut], rest[cut:]) if cut > 3 else (b"", rest)
        height = max([height, *map(int, _ROW.findall(whole))])
        columns.update(_COLUMN.findall(whole))
        hidden += len(_HIDDEN.findall(whole))
        errors += len(_ERROR.findall(whole))
        if b"f>" in whole or b"<f" in whole:
            _note_uncalculated(whole, uncalculated)
            _note_formulas(whole, links)
    _note_links(rest, related, links)  # these stand behind the rows
    width = max(map(_number, columns), default=0)
    return Sheet(height, width, hidden, errors, 0, links, uncalculated)


def _note_uncalculated(rows: bytes, uncalculated: dict[int, tuple[str, int]]) -> None:
    for formula in _FORMULA.finditer(rows):
        cell = _CELL.search(formula["cell"])
        if cell and b't="str"' not in formula["cell"]:  # a text may be calculated as empty
            name = (cell[1] + cell[2]).decode()
            uncalculated.setdefault(int(cell[2]), (name, _number(cell[1])))


def _note_formulas(rows: bytes, links: dict[tuple[int, int], str]) -> None:
    for formula in _LINKING.finditer(rows):
        if cell := _CELL.search(formula["cell"]):
            address = formula["address"].decode(errors="replace").replace("&amp;", "&")
            links[int(cell[2]), _number(cell[1])] = address


def _note_links(
    behind: bytes, related: Mapping[str, str], links: dict[tuple[int, int], str]
) -> None:
    for link in _LINK.findall(behind):
        cell, relation = _REFERENCE.search(link), _RELATION.search(link)
        if cell and relation and (address := related.get(relation[1].decode(errors="replace"))):
            links[int(cell[2]), _number(cell[1])] = address


def _number(letters: bytes) -> int:
    """Return the number of a column: A is 1, and AA 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
