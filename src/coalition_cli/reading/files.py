"""Which files make up the data, and their bytes."""

import os
import re
import stat
import sys
import time
from collections.abc import Callable, Sequence
from io import BufferedReader, BytesIO, RawIOBase
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from ..model.problems import UsageError
from .kinds import kind_named
from .limits import MAX_ONCE

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

SCHEMA = ".schema.json"  # ends the name of a schema, which editors read: it is no data
STANDARD_INPUT = "-"
SHIPPED = "claims.yaml"  # what messages and records call the claims that come with the program
# What begins so is a note of the cache: no data, though it may lie in a folder of data.
CACHE_MARK = b"coalition-cache "
_LIKE_A_NOTE = r".*-[0-9a-f]{8}\.json"
_LONGEST_PATH = 1 << 12  # characters
PIECE = 1 << 18  # bytes that are read at a time
_PACKAGE = os.path.dirname(os.path.dirname(__file__))

# Gets each piece of a file as it is read.
Seen = Callable[[bytes], None]


class Progress(NamedTuple):
    """How far something is: what is done, and how many bytes of how many; 0 of 0 is not known."""

    doing: str
    done: int
    total: int


# Gets how far it is, every now and then.
Watch = Callable[[Progress], None]


def ignore(_: object) -> None:
    """Do nothing: with progress, or with a message."""


class DataFile:
    """A file to read, and what messages and records call it.

    `status` is what the system says of it, absent where that is nothing, and for
    standard input. `inside` says that it was found in a folder; `opened` is when it was last
    opened, by a clock that only goes on, 0 if never.
    """

    __slots__ = ("_kept", "inside", "name", "opened", "path", "status")

    def __init__(
        self,
        path: str,
        name: str,
        status: os.stat_result | None = None,
        *,
        inside: bool = False,
    ) -> None:
        self.path, self.name, self.status, self.inside = path, name, status, inside
        self.opened = 0
        self._kept: bytes | None = None

    @property
    def regular(self) -> bool:
        """Whether it is a file on a disk, which can be read again and says when it changed."""
        return self.status is not None and stat.S_ISREG(self.status.st_mode)

    @property
    def unexpected(self) -> bool:
        """Whether it is a pipe, a device or a socket that only lies in a folder of claims files."""
        return (
            self.inside
            and self.status is not None
            and not (self.regular or stat.S_ISDIR(self.status.st_mode))
        )

    @property
    def size(self) -> int:
        """How many bytes it has, as far as that is known."""
        if self._kept is not None:
            return len(self._kept)
        return self.status.st_size if self.status is not None else 0

    def open(self, seen: Seen | None = None) -> BufferedReader:
        """Return its bytes as a stream; raise OSError where there is none.

        What can be read only once, such as a pipe, is kept for the next time: up to
        MAX_ONCE bytes and one more.
        """
        self.opened = time.monotonic_ns()
        if self.regular or (self.status is None and self.path != STANDARD_INPUT):
            stream = open(self.path, "rb", buffering=0)  # noqa: SIM115 - the reader closes it
            self.status = os.fstat(stream.fileno())
            return BufferedReader(_Watched(stream, seen), PIECE)
        if self._kept is None:
            self._kept = self._read_once()
        return BufferedReader(_Watched(BytesIO(self._kept), seen), PIECE)

    def _read_once(self) -> bytes:
        if self.path != STANDARD_INPUT:
            with open(self.path, "rb") as stream:
                return stream.read(MAX_ONCE + 1)
        if sys.stdin is None:
            raise OSError("standard input is closed")
        return sys.stdin.buffer.read(MAX_ONCE + 1)


def changed(stream: BufferedReader, since: os.stat_result | None) -> bool:
    """Whether a file on a disk was written to since it had this status; others never are.

    Whoever sets the time of a change (mtime) back cannot do so with that of the status (ctime).
    That goes on too where another file takes the name of this one, which stays as it was and has
    a name less. On Windows ctime is when the file was made, and such a change stays unseen.
    """
    if since is None or not stat.S_ISREG(since.st_mode):
        return False
    now = os.fstat(stream.fileno())
    if (now.st_size, now.st_mtime_ns) != (since.st_size, since.st_mtime_ns):
        return True
    return now.st_ctime_ns != since.st_ctime_ns and now.st_nlink == since.st_nlink


class _Watched(RawIOBase):
    """A stream that shows each piece to somebody as it passes."""

    def __init__(self, stream: BinaryIO, seen: Seen | None) -> None:
        self._stream = stream
        self._seen = seen

    def readable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._stream.fileno()

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        piece = self._stream.read(memoryview(buffer).nbytes)
        memoryview(buffer)[: len(piece)] = piece
        if self._seen is not None:
            self._seen(piece)
        return len(piece)

    def close(self) -> None:
        self._stream.close()
        super().close()


def shipped() -> DataFile:
    """Return the claims that the program opens when it is told of no others."""
    inside = os.path.join(_PACKAGE, "data", SHIPPED)  # of an installed wheel
    status = _status(inside)
    if status is None:  # a checkout
        root = os.path.dirname(os.path.dirname(_PACKAGE))
        inside = os.path.join(root, "data", SHIPPED)
        status = _status(inside)
    return DataFile(inside, SHIPPED, status)


def asked_for(paths: Sequence[str]) -> list[str]:
    """Return the paths that were given, else those of COALITION_DATA; none: the shipped data."""
    if "" in paths:
        raise UsageError("the path of the data is empty")
    named = paths or _listed(os.environ.get("COALITION_DATA", ""))
    return [_expanded(path) for path in named]


def _listed(paths: str) -> list[str]:
    """Return the paths that stand joined in a list, as in PATH; a name may have the joint in it.

    The whole is one path if there is such a file; and so are neighbours in the list, where the
    first of them alone names nothing.
    """
    if _exists(paths):
        return [paths]
    parts = paths.split(os.pathsep)
    listed: list[str] = []
    while parts:
        joined, many = parts[0], 1
        while not _exists(joined) and many < len(parts) and len(joined) < _LONGEST_PATH:
            joined, many = os.pathsep.join((joined, parts[many])), many + 1
        many = many if _exists(joined) else 1
        listed.append(os.pathsep.join(parts[:many]))
        del parts[:many]
    return [path for path in listed if path]


def _expanded(path: str) -> str:
    """Return a path with the home that `~` or `~user` stands for, where no shell did that."""
    return path if os.path.lexists(path) else os.path.expanduser(path)


def _exists(path: str) -> bool:
    return os.path.lexists(path) or os.path.lexists(os.path.expanduser(path))


def data_files(paths: Sequence[str]) -> list[DataFile]:
    """Return the files that the paths stand for, each once, in their order.

    A folder stands for the claims files in it and below it, sorted; `-` for standard
    input; no path at all for the shipped data.
    """
    if not paths:
        return [shipped()]
    files: dict[object, DataFile] = {}
    for path in paths:
        folder = os.path.isdir(path)
        for name in _inside(path) if folder else [path]:
            status = None if name == STANDARD_INPUT else _status(name)
            file = DataFile(name, printable(name), status, inside=folder)
            files.setdefault(_identity(name, status), file)
    return list(files.values())


def listed_again(paths: Sequence[str], files: Sequence[DataFile]) -> list[DataFile]:
    """Return the files that the paths stand for now; what can be read only once stays as it was."""
    kept = {file.path: file for file in files if not file.regular}
    return [file if file.regular else kept.get(file.path, file) for file in data_files(paths)]


def _status(name: str) -> os.stat_result | None:
    try:
        return os.stat(name)
    except (OSError, ValueError):  # reading it says why
        return None


def _identity(name: str, status: os.stat_result | None) -> object:
    """Return what two names of one file have in common, if the system can tell."""
    return (status.st_dev, status.st_ino) if status and status.st_ino else name


def printable(name: str) -> str:
    """Return a file's name as text, though it may be bytes of any kind."""
    return os.fsencode(name).decode(errors="backslashreplace")


def is_claims_file(name: str) -> bool:
    """Whether a folder is read for a file of that name."""
    is_schema = name.lower().endswith(SCHEMA)
    return kind_named(name) is not None and not is_schema and not name.startswith(".")


def takes_in(folder: str, path: str) -> bool:
    """Whether a file of that path would be read with a folder, once it is there."""
    parent, name = os.path.split(os.path.realpath(path))
    try:
        between = os.path.relpath(parent, os.path.realpath(folder)).split(os.sep)
    except ValueError:  # on another drive of Windows
        return False
    # What is hidden is not read, and `..` leads outside.
    inside = all(part == os.curdir or not part.startswith(".") for part in between)
    return inside and is_claims_file(name)


def _inside(folder: str) -> list[str]:
    """Return the claims files in and below a folder; the folder itself where there are none.

    What is hidden, such as .git, is not data. A folder that may not be read stands among
    the files, so that reading it says so.
    """
    names: list[str] = []
    unseen = [folder]  # os.walk goes no deeper than Python's stack
    while unseen:
        parent = unseen.pop()
        try:
            with os.scandir(parent) as entries:
                found = [(entry, _kind(entry)) for entry in entries]
        except OSError:
            names.append(parent)
            continue
        for entry, kind in found:
            if kind == "folder" and not entry.name.startswith("."):
                unseen.append(entry.path)
            elif kind == "file" and is_claims_file(entry.name) and not _is_of_cache(entry.path):
                names.append(entry.path)
    return sorted(names) or [folder]


def _kind(entry: "os.DirEntry[str]") -> str:
    """Return what an entry of a folder is: a link to a folder may lead back, and is none."""
    try:
        if not entry.is_dir():
            return "file"
    except OSError:  # reading it says why
        return "file"
    return "link" if entry.is_symlink() else "folder"


def _is_of_cache(path: str) -> bool:
    """Whether a file in a folder is a note of the cache; COALITION_CACHE may name that folder."""
    if not re.fullmatch(_LIKE_A_NOTE, os.path.basename(path)) or not os.path.isfile(path):
        return False
    try:
        with open(path, "rb") as file:
            return file.read(len(CACHE_MARK)) == CACHE_MARK
    except OSError:  # reading it says why
        return False
