"""A file → rows of the tables, and texts for search."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from ..model import SECTIONS
from ..problems import Problem
from ..reading import DataFile
from ..reading.reader import read
from ..record import Record
from .rows import LISTED, Rows, row_of, rows_of_lists
from .schema import SLOT_BITS
from .soundness import Unsound
from .stamps import Digest, Stamp
from .texts import NAMES, TEXTS, texts

_BATCH = 2_000  # records kept before they are written


class Wanted(NamedTuple):
    """What a database shall have of files."""

    sections: Collection[str]  # whose records have their rows
    lists: bool  # the rows of lists
    texts: bool  # what search looks through


EVERYTHING = Wanted(SECTIONS, lists=True, texts=True)
TABLES = Wanted(SECTIONS, lists=True, texts=False)
# The halves that two processes take; the names stand in texts.
RECORDS = Wanted(SECTIONS, lists=False, texts=False)
LISTS_AND_TEXTS = Wanted(NAMES, lists=True, texts=True)


class Batch(NamedTuple):
    """Rows for the tables and for search, and how far reading was when they were made.

    The last of a file says whether it is nothing but a list of claims, and has its stamp,
    where it is a file on a disk.
    """

    rows: Rows
    texts: Rows  # by section: position and texts
    passed: int  # bytes
    extract: bool = False
    stamp: Stamp | None = None


def batches(file: DataFile, slot: int, wanted: Wanted) -> Iterator[Batch]:
    """Yield what is wanted of a file; raise Unsound where it has a problem."""
    digest = Digest()
    compiler = _Compiler(slot, wanted)
    extract = False
    for item in read(file, digest.see):
        if isinstance(item, Problem):
            raise Unsound
        extract = extract or item.extract
        compiler.add(item)
        if compiler.waiting >= _BATCH:
            yield Batch(*compiler.take(), digest.passed)
    stamp = digest.stamp(file, slot) if file.regular else None
    yield Batch(*compiler.take(), digest.passed, extract, stamp)


class _Compiler:
    """Takes the records of a file one by one, and keeps their rows until they are taken."""

    def __init__(self, slot: int, wanted: Wanted) -> None:
        self._wanted = wanted
        self._rows: Rows = defaultdict(list)
        self._texts: Rows = defaultdict(list)
        self._position = slot << SLOT_BITS
        self.waiting = 0  # records

    def add(self, record: Record) -> None:
        """Add a record, and behind a claim its appearances."""
        self.waiting += 1
        owner = self._put(record, record)
        if record.section.name == "claims" and "appearances" in record.values:
            appearances = record.values["appearances"]
            assert isinstance(appearances, list)  # noqa: S101 - reading makes lists of lists
            for appearance in appearances:
                self._put(appearance, record, owner)

    def take(self) -> tuple[Rows, Rows]:
        """Return the rows so far and those for search, and forget them."""
        taken = self._rows, self._texts
        self._rows, self._texts, self.waiting = defaultdict(list), defaultdict(list), 0
        return dict(taken[0]), dict(taken[1])

    def _put(self, record: Record, of: Record, *owner: int) -> int:
        """Take what is wanted of a record, and return its position."""
        self._position += 1
        name, wanted = record.section.name, self._wanted
        if name in wanted.sections:
            self._rows[f"stated_{name}"].append(row_of(record, self._position, *owner))
        if wanted.lists and name in LISTED:
            for table, rows in rows_of_lists(record, self._position):
                self._rows[table] += rows
        if wanted.texts and name in TEXTS:
            self._texts[name].append([self._position, *texts(record, of)])
        return self._position
