"""A lake is written by two processes: each writes some of the tables, of one index.

The other process works where the index is large, and stands in a file that it can read too. It is
this module, run by the same Python. It ends when its standard input is closed. What it has not
written is written by this one.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from ..index import Index
from ..index.file import file_of, index_in
from ..query.tokens import Size
from ..reading import Progress, Watch, ignore
from ..reading.beside import ApartError, beside, leave_interrupts, pays_for
from ..writing.replacing import stopped_first
from .layout import TABLES, TOKEN_TABLES
from .manifest import Manifest, Stored
from .storing import keep
from .writing import Written, made_by, written

if TYPE_CHECKING:
    from subprocess import Popen

_EVERY = (*TABLES, *TOKEN_TABLES.values())
# They take as long as all others, most of which are the claims and the words of appearances.
_THEIRS = ("appearances", "claim_topics", "claim_shown_topics", TOKEN_TABLES["claims"])


def write(index: Index, folder: Path, watch: Watch) -> None:
    """Write the tables of an index into an empty folder, the manifest last.

    Raise OSError where there is no room.
    """
    done = Written({}, {})
    with suppress(ApartError), _other(index, folder) as process:
        _add(done, written(index, folder, set(_EVERY).difference(_THEIRS), watch))
        watch(Progress("writing appearances and words", 0, 0))
        _add(done, _taken(process))
    _add(done, written(index, folder, set(_EVERY).difference(done.files), watch))
    files = {name: done.files[name] for name in _EVERY}
    sizes = {name: done.sizes[name] for name in TOKEN_TABLES}
    keep(folder, Manifest(files, sizes, made_by(index), 1))


def _add(done: Written, more: Written) -> None:
    done.files.update(more.files)
    done.sizes.update(more.sizes)


@contextmanager
def _other(index: Index, folder: Path) -> "Iterator[Popen[bytes]]":
    """Have another process write its tables; raise ApartError where there is none, or no use."""
    path = file_of(index)
    if not (path and pays_for(os.path.getsize(path))):
        raise ApartError("it does not pay")
    with (
        beside(__name__, path, str(folder)) as process,
        stopped_first(partial(_stop, process)),
    ):
        yield process


def _stop(process: "Popen[bytes]") -> None:
    """Have the process end now; this may be within a wait for it, which a signal has broken."""
    assert process.stdout is not None  # noqa: S101 - it is a pipe
    process.kill()
    while os.read(process.stdout.fileno(), 1 << 16):
        pass


def _taken(process: "Popen[bytes]") -> Written:
    """Return what the other process has written."""
    assert process.stdout is not None  # noqa: S101 - it is a pipe
    answer = process.stdout.read()
    if process.wait() != 0:
        raise ApartError("the other process has not written its tables")
    files, sizes = json.loads(answer)
    return Written(
        {name: tuple(Stored(*file) for file in found) for name, found in files.items()},
        {name: Size(*size) for name, size in sizes.items()},
    )


def main() -> None:
    """Write tables of the index in a file into a folder; print what that are."""
    leave_interrupts()
    Thread(target=_end_with_who_started, daemon=True).start()
    path, folder = sys.argv[1:]
    with index_in(path) as index:
        print(json.dumps(written(index, Path(folder), _THEIRS, ignore)))


def _end_with_who_started() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    main()
