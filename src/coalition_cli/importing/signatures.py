"""How files begin that are no text: spreadsheets, and what else people have tables in."""

from typing import NamedTuple

from .forms import Sample

ARCHIVE = b"PK\x03\x04"  # begins a ZIP; no text begins so
BINARY_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # begins an .xls
# What stands at the beginning of a workbook of Excel, or of LibreOffice.
_PARTS = (b"xl/", b"[Content_Types].xml", b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet")


class OtherKind(NamedTuple):
    """A kind of file that no form is, and what to do with it."""

    beginning: bytes
    name: str
    remedy: str


_OTHERS = (
    OtherKind(
        ARCHIVE, "an archive (ZIP), and no spreadsheet", "unpack it, and give a file that was in it"
    ),
    OtherKind(b"\x1f\x8b", "a compressed file (gzip)", "unpack it, such as with: gunzip FILE"),
    OtherKind(b"%PDF-", "a PDF", "copy its table to a spreadsheet, and give that"),
    OtherKind(b"SQLite format 3\0", "a database (SQLite)", "write its table as CSV, and give that"),
    OtherKind(b"PAR1", "a Parquet file", "write it as CSV or JSON Lines, and give that"),
)


def is_workbook(sample: Sample) -> bool:
    """Whether it is a workbook of Excel or of LibreOffice, by how the file begins."""
    if sample.raw.startswith(BINARY_WORKBOOK):
        return True
    return sample.raw.startswith(ARCHIVE) and any(part in sample.raw for part in _PARTS)


def other_kind(head: bytes) -> OtherKind | None:
    """Return the kind of a file that begins so, if people have tables in such files."""
    return next((kind for kind in _OTHERS if head.startswith(kind.beginning)), None)
