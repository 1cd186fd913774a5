"""A file → its records and problems, as they are read."""

import gc
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from io import BufferedReader

from ..model.problems import Problem, reason
from ..model.record import Record
from .conflicts import OneSide
from .encoding import JSON_BLANKS, Reached
from .files import PIECE, DataFile, Seen, changed
from .kinds import SUFFIXES, FileKind, kind_beginning, kind_named
from .limits import MAX_FILE, MAX_ONCE
from .records import records


def read(file: DataFile, seen: Seen | None = None) -> Iterator[Record | Problem]:
    """Yield the records and the problems of a file, in its order.

    Memory holds only a few records of YAML or JSON Lines at a time. `seen` gets each piece of
    the file as it is read. A file that changes meanwhile is unreadable: its records may be a
    mixture of old and new.
    """
    if file.unexpected:
        message = "is a pipe, a device or a socket in a folder of claims files"
        remedy = "move it out of the folder, or give it by itself"
        yield Problem("unreadable", message, remedy, file.name)
        return
    try:
        with file.open(seen) as stream:
            if problem := _too_large(file):
                yield problem
                return
            opened = file.status
            yield from _read(file, stream)
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


def _read(file: DataFile, stream: BufferedReader) -> Iterator[Record | Problem]:
    kind = kind_of(file, stream)
    one_side = OneSide(stream, file.name)
    module, _, name = kind.entries.partition(":")
    read_entries = getattr(import_module(f".{module}", __package__), name)  # each needs its parser
    entries = read_entries(BufferedReader(one_side, PIECE), file)
    yield from records(entries, file.name, by_hand=kind.by_hand)
    yield from one_side.problems()


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
    return Problem("unreadable", message, remedy, file.name)
