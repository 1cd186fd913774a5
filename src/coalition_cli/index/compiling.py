"""A file → rows of the tables, and texts for search."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from ..model import SECTIONS
from ..model.problems import Problem
from ..model.record import Record
from ..query.tables import SLOT_BITS
from ..reading import DataFile
from ..reading.reader import read
from ..reading.stamps import Digest, Stamp
from .rows import TABLES, Rows, lists_of, row_of, rows_of_list
from .soundness import Unsound
from .texts import NAMES, TEXTS, texts

# Rows kept before they are written: those of about 100 claims. With more, they have left the
# processor's cache by then. Nor are more bytes of a file kept so, however few their rows.
_BATCH, _BYTES = 500, 1 << 20


class Wanted(NamedTuple):
    """What a database shall have of files."""

    tables: Collection[str]
    texts: bool  # what search looks through


TOPICS = "claim_topics"
_NAMES = frozenset(f"stated_{name}" for name in NAMES)  # they stand in texts
EVERYTHING = Wanted(TABLES, texts=True)
ROWS = Wanted(TABLES, texts=False)
# The halves that two processes take: linking needs all tables but that of topics.
RECORDS = Wanted(TABLES - {TOPICS}, texts=False)
TOPICS_AND_TEXTS = Wanted(_NAMES | {TOPICS}, texts=True)


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
    """Yield what is wanted of a file; raise Unsound where it has a problem that stops answers."""
    digest = Digest()
    compiler = _Compiler(slot, wanted)
    extract = False
    taken = 0
    for item in read(file, digest.see):
        if isinstance(item, Problem):
            if item.stops:
                raise Unsound
            continue
        extract = extract or item.extract
        compiler.add(item)
        if compiler.waiting >= _BATCH or digest.passed - taken >= _BYTES:
            yield Batch(*compiler.take(), digest.passed)
            taken = digest.passed
    stamp = digest.stamp(file, slot) if file.regular else None
    yield Batch(*compiler.take(), digest.passed, extract, stamp)


class _Compiler:
    """Takes the records of a file one by one, and keeps their rows until they are taken."""

    def __init__(self, slot: int, wanted: Wanted) -> None:
        self._with_texts = wanted.texts
        self._tables: dict[str, str] = {}
        self._lists: dict[str, list[tuple[str, str]]] = {}
        for name in SECTIONS:
            if (table := f"stated_{name}") in wanted.tables:
                self._tables[name] = table
            lists = [(field, table) for field, table in lists_of(name) if table in wanted.tables]
            self._lists[name] = lists
        self._rows: Rows = defaultdict(list)
        self._texts: Rows = defaultdict(list)
        self._position = slot << SLOT_BITS
        self.waiting = 0  # rows

    def add(self, record: Record) -> None:
        """Add a record, and behind a claim its appearances."""
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
        self.waiting += 1
        name = record.section.name
        if name in self._tables:
            self._rows[self._tables[name]].append(row_of(record, self._position, *owner))
        for field, table in self._lists[name]:
            if field in record.values:
                rows = rows_of_list(record, field, self._position)
                self._rows[table] += rows
                self.waiting += len(rows)
        if self._with_texts and name in TEXTS:
            self._texts[name].append(texts(record, of, self._position))
        return self._position
