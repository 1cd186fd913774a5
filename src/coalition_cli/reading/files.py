"""Which files make up the data, and their bytes."""

import os
import re
import stat
import sys
import time
from collections.abc import Callable, Sequence
from io import BufferedReader, BytesIO, RawIOBase
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Protocol

from .kinds import kind_named
from .lakes import is_manifest
from .limits import MAX_ONCE

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# End the names of schemas, which are for editors, and of mappings, which are for imports.
_NO_DATA = (".schema.json", ".map.yaml")
STANDARD_INPUT = "-"
# The claims that come with the program: the name of their file, and what messages and records call
# it. Nobody's own file is called so from where it is read without being named.
_FILE = "claims.yaml"
SHIPPED = f"example/{_FILE}"
SETTINGS = "coalition.toml"  # says what the data of a project is, and is none itself
# A note of the cache begins so. It is no data, even where it lies in a folder of data.
CACHE_MARK = b"coalition-cache "
_LIKE_A_NOTE = r".*-[0-9a-f]{8}\.json"
PIECE = 1 << 18  # bytes that are read at a time
_PACKAGE = os.path.dirname(os.path.dirname(__file__))

# Gets each piece of a file as it is read.
Seen = Callable[[bytes], None]


class Skipped(Protocol):
    """Says whether a claims file in a folder is not read, or nothing of a folder in it."""

    def __call__(self, path: str, *, folder: bool) -> bool:
        """Return whether the path is skipped."""


def _nothing(path: str, *, folder: bool) -> bool:
    return False


class Progress(NamedTuple):
    """How far a piece of work is."""

    doing: str  # its name
    done: int  # bytes
    total: int  # bytes; 0 where it is not known


# Gets the progress, every now and then.
Watch = Callable[[Progress], None]


def ignore(_: object) -> None:
    """Do nothing: with progress, or with a message."""


class DataFile:
    """A file to read, and its name in messages and records.

    `status` is what the system says of it: None where it says nothing, and for standard
    input. `inside` says that it was found in a folder. `content` are its bytes if they were read
    already, and not from a path. `opened` is when it was last opened, in
    nanoseconds of a clock that never goes back; 0 for never. `found` says that nobody named it
    itself, so that it may be another tool's; `foreign`, once it is read, that it is. `untold` says
    that no record tells where in it it stands.
    """

    __slots__ = (
        "_kept",
        "foreign",
        "found",
        "inside",
        "name",
        "opened",
        "path",
        "status",
        "untold",
    )

    def __init__(
        self,
        path: str,
        name: str,
        status: os.stat_result | None = None,
        *,
        inside: bool = False,
        content: bytes | None = None,
    ) -> None:
        self.path, self.name, self.status, self.inside = path, name, status, inside
        self.opened = 0
        self.found = self.foreign = self.untold = False
        self._kept = content

    @property
    def regular(self) -> bool:
        """Whether it is a file on a disk, which can be read again and shows when it changed."""
        return self.status is not None and stat.S_ISREG(self.status.st_mode)

    @property
    def unexpected(self) -> bool:
        """Whether it is a pipe, a device or a socket in a folder of claims files."""
        return (
            self.inside
            and self.status is not None
            and not (self.regular or stat.S_ISDIR(self.status.st_mode))
        )

    @property
    def size(self) -> int:
        """How many bytes it has; 0 where that is not known."""
        if self._kept is not None:
            return len(self._kept)
        return self.status.st_size if self.status is not None else 0

    def open(self, seen: Seen | None = None) -> BufferedReader:
        """Return its bytes as a stream; raise OSError where it cannot be opened.

        A pipe and the like can be read only once. So its bytes are kept for the next time: at
        most MAX_ONCE and one more.
        """
        self.opened = time.monotonic_ns()
        on_disk = self.status is None and self._kept is None and self.path != STANDARD_INPUT
        if self.regular or on_disk:  # or opening it says why it is not there
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

    A program can set the time of a change (mtime) back, but not the time of a change of the
    status (ctime). The ctime also changes where another file takes the name of this one: then
    this file has a name less, and is not written to. On Windows ctime is when the file was made,
    so a change with its mtime set back is not seen.
    """
    if since is None or not stat.S_ISREG(since.st_mode):
        return False
    now = os.fstat(stream.fileno())
    if (now.st_size, now.st_mtime_ns) != (since.st_size, since.st_mtime_ns):
        return True
    return now.st_ctime_ns != since.st_ctime_ns and now.st_nlink == since.st_nlink


class _Watched(RawIOBase):
    """A stream that also gives each piece to `seen` as it is read."""

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
    """Return the claims that come with the program."""
    path = os.path.join(_PACKAGE, "data", _FILE)
    if not os.path.exists(path):  # not an installed wheel, but a checkout
        path = os.path.join(os.path.dirname(os.path.dirname(_PACKAGE)), "data", _FILE)
    return DataFile(path, SHIPPED, _status(path))


def data_files(paths: Sequence[str]) -> list[DataFile]:
    """Return the files that the paths stand for, each once, in their order.

    A folder stands for the claims files in it and below it, sorted. `-` is standard input.
    """
    files: dict[object, DataFile] = {}
    for path in paths:
        folder = os.path.isdir(path)
        for name in (claims_files_in(path) or [path]) if folder else [path]:
            status = None if name == STANDARD_INPUT else _status(name)
            file = DataFile(name, printable(name), status, inside=folder)
            file.found = folder
            first = files.setdefault(_identity(name, status), file)
            first.found = first.found and file.found
    return list(files.values())


def _status(name: str) -> os.stat_result | None:
    try:
        return os.stat(name)
    except (OSError, ValueError):  # reading it says why
        return None


def _identity(name: str, status: os.stat_result | None) -> object:
    """Return what all names of one file have in common, if the system knows it."""
    return (status.st_dev, status.st_ino) if status and status.st_ino else name


def printable(name: str) -> str:
    """Return a file's name as text, though it may be bytes of any kind."""
    return os.fsencode(name).decode(errors="backslashreplace")


def is_claims_file(name: str) -> bool:
    """Whether a file with this name is read when its folder is."""
    is_data = kind_named(name) is not None and not name.lower().endswith(_NO_DATA)
    return is_data and not name.startswith(".")


def takes_in(folder: str, path: str) -> bool:
    """Whether a file at this path is read when the folder is, if it exists."""
    parent, name = os.path.split(os.path.realpath(path))
    try:
        between = os.path.relpath(parent, os.path.realpath(folder)).split(os.sep)
    except ValueError:  # on another drive of Windows
        return False
    # Hidden folders are not read, and `..` leads outside.
    inside = all(part == os.curdir or not part.startswith(".") for part in between)
    return inside and is_claims_file(name)


def claims_files_in(folder: str, skipped: Skipped = _nothing) -> list[str]:
    """Return the claims files in and below a folder, sorted, but for those that are skipped.

    Hidden files and folders, such as .git, are no data. A folder that may not be read stands
    among the files, so that reading it says so.
    """
    names: list[str] = []
    unseen = [folder]  # os.walk goes no deeper than Python's stack
    while unseen:
        parent = unseen.pop()
        try:
            with os.scandir(parent) as entries:
                kinds = [(entry, _kind(entry)) for entry in entries]
        except OSError:
            names.append(parent)
            continue
        for entry, kind in kinds:
            if kind == "folder" and not entry.name.startswith("."):
                unseen += [] if skipped(entry.path, folder=True) else [entry.path]
            elif (
                kind == "file"
                and is_claims_file(entry.name)
                and not skipped(entry.path, folder=False)
                and not _is_of_cache(entry.path)
                and not is_manifest(entry.path)  # a lake is made of claims files, and named itself
            ):
                names.append(entry.path)
    return sorted(names)


def _kind(entry: "os.DirEntry[str]") -> str:
    """Return whether it is a file, a folder, or a link to a folder, which may lead back."""
    try:
        if not entry.is_dir():
            return "file"
    except OSError:  # reading it says why
        return "file"
    return "link" if entry.is_symlink() else "folder"


def _is_of_cache(path: str) -> bool:
    """Whether a file is a note of the cache: COALITION_CACHE may name a folder of data."""
    if not re.fullmatch(_LIKE_A_NOTE, os.path.basename(path)) or not os.path.isfile(path):
        return False
    try:
        with open(path, "rb") as file:
            return file.read(len(CACHE_MARK)) == CACHE_MARK
    except OSError:  # reading it says why
        return False
