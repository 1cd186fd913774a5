"""A file → its records and problems, as they are read."""

import gc
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from io import BufferedReader, RawIOBase
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ..model.problems import Problem, reason
from ..model.record import Record
from .conflicts import OneSide
from .encoding import JSON_BLANKS, Reached
from .files import PIECE, DataFile, Seen, changed
from .kinds import SUFFIXES, FileKind, kind_beginning, kind_named
from .lakes import MANIFEST, has_parquet, is_manifest
from .limits import MAX_FILE, MAX_ONCE
from .nodes import Entries
from .records import records

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class Share(NamedTuple):
    """The bytes of a file whose records are read; cutting.py says where one may begin."""

    begin: int = 0
    end: int | None = None  # not included; None: the end of the file


WHOLE = Share()
# After one of these a file may hold anything.
_UNKNOWN = frozenset({"unreadable", "not-utf8"})


def records_in(file: DataFile) -> Iterator[Record]:
    """Yield the records of a file, and no problems."""
    return (item for item in read(file) if isinstance(item, Record))


def read(
    file: DataFile, seen: Seen | None = None, share: Share = WHOLE
) -> Iterator[Record | Problem]:
    """Yield the records and the problems of a share of a file, in its order.

    Memory holds only a few records of YAML or JSON Lines at a time. `seen` gets each piece of
    the whole file as it is read. A file that changes meanwhile is unreadable: its records may be
    a mixture of old and new.
    """
    if file.unexpected:
        message = "is a pipe, a device or a socket in a folder of claims files"
        remedy = "move it out of the folder, or give it by itself"
        yield Problem("unreadable", message, remedy, file.name)
        return
    if is_manifest(file.path):
        message = "is the manifest of a lake, and no claims file"
        yield Problem("unreadable", message, "name the folder that it is in", file.name)
        return
    try:
        with file.open(seen) as stream:
            if problem := _too_large(file):
                yield problem
                return
            opened = file.status
            items = _read(file, stream, share)
            yield from _unless_foreign(file, items, stream) if file.found else items
            if changed(stream, opened):
                yield changing(file)
    except OSError as error:
        yield _unreadable(file, error)


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Search for no cycles of objects meanwhile: records have none, and it doubles the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def changing(file: DataFile) -> Problem:
    """Return the problem of a file that changes while it is read."""
    message, remedy = "changes while it is read", "wait until it is written"
    return Problem("unreadable", message, remedy, file.name)


def _too_large(file: DataFile) -> Problem | None:
    """Return the problem of a file that is too large to be read."""
    most, subject = MAX_FILE, "the file"
    remedy = "split it into several files, and give their folder"
    if not file.regular:
        most, subject, remedy = MAX_ONCE, "the input", "write it to a file, and give that"
    if file.size <= most:
        return None
    message = f"{subject} has more than {most >> 20:,} MiB"
    return Problem("over-limit", message, remedy, file.name)


def _unless_foreign(
    file: DataFile, items: Iterator[Record | Problem], stream: BufferedReader
) -> Iterator[Record | Problem]:
    """Yield what a file that was found has; nothing, and note that, if it is another tool's.

    Such a file has a problem from its beginning on: behind its first record at the latest.
    """
    first = list(islice(items, 2))
    codes = {item.code for item in first if isinstance(item, Problem)}
    if codes and codes.isdisjoint(_UNKNOWN):
        from .foreign import is_foreign  # most files have no problem

        file.foreign = is_foreign(file)
    if file.foreign:
        _pass(stream)  # so that `seen` has all
        return
    yield from first
    yield from items


def _read(file: DataFile, stream: BufferedReader, share: Share) -> Iterator[Record | Problem]:
    kind = kind_of(file, stream)
    passed = _pass(stream, share.begin)
    text: BufferedReader = stream
    if share.end is not None:
        text = BufferedReader(_Until(stream, share.end - share.begin), PIECE)
    one_side = OneSide(text, file.name)
    entries = _entries(kind, BufferedReader(one_side, PIECE), file, passed)
    yield from records(entries, file.name, by_hand=kind.by_hand, ends=share.end is None)
    yield from one_side.problems()
    if share.end is not None:
        _pass(stream)  # so that `seen` has all


def _entries(kind: FileKind, text: BufferedReader, file: DataFile, passed: int) -> Entries:
    """Return the entries of a text, before which so many lines of the file were passed over."""
    if passed:
        from .json_lines import entries_of_rest

        return entries_of_rest(text, file, passed)
    module, _, name = kind.entries.partition(":")
    read_entries = getattr(import_module(f".{module}", __package__), name)  # each needs its parser
    entries: Entries = read_entries(text, file)
    return entries


def _pass(stream: BufferedReader, size: int = MAX_FILE) -> int:
    """Pass over so many bytes, or all that are left; return how many lines end there."""
    lines = 0
    while piece := stream.read(min(PIECE, size)):
        size -= len(piece)
        lines += piece.count(b"\n")
    return lines


class _Until(RawIOBase):
    """A stream of the next bytes of another, as many as are left."""

    def __init__(self, stream: BufferedReader, left: int) -> None:
        self._stream, self._left = stream, left

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer)
        piece = self._stream.read(min(view.nbytes, self._left))
        self._left -= len(piece)
        view[: len(piece)] = piece
        return len(piece)


def kind_of(file: DataFile, stream: BufferedReader) -> FileKind:
    """Return the format of a file: by its name, or by its first character."""
    if named := kind_named(file.name):
        return named
    beginning = stream.peek().removeprefix(BOM_UTF8)
    if beginning and not beginning.strip(JSON_BLANKS):  # there may be more blanks than it shows
        with file.open() as again:
            blanks = Reached()
            blanks.skip(again)
            beginning = again.peek()
    return kind_beginning(beginning.strip(JSON_BLANKS))


def _unreadable(file: DataFile, error: OSError) -> Problem:
    message = f"cannot be read: {reason(error)}"
    remedy = "give a claims file, a folder of them, or - for standard input"
    if isinstance(error, IsADirectoryError):
        message = "this folder has no claims file"
        remedy = f"the name of a claims file ends in {', '.join(SUFFIXES)}"
        if has_parquet(file.path):
            message = f"this folder has Parquet files and no {MANIFEST}: a lake that is not whole"
            remedy = "make the lake anew, or name claims files"
    return Problem("unreadable", message, remedy, file.name)
