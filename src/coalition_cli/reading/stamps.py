"""The state of the files that an index was made from, and whether they are still the same."""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from . import DataFile

# Nanoseconds; no file system has a coarser clock (FAT: 2 s). If a file was changed less than this
# before it was read, a second change may not show in its status.
COARSEST = 2_000_000_000
# Files that change while they are read are read again: at least so often, and so many seconds.
_TRIES, _PATIENCE = 3, 3

Status = tuple[int, int, int, int, int]


class Stamp(NamedTuple):
    """A file as it was when it was read."""

    name: str
    path: str
    slot: int  # the range of positions of its records
    status: Status
    certain: bool  # whether any later change shows in its status
    digest: str  # SHA-256 of what was read


def status_of(status: os.stat_result) -> Status:
    """Return the parts of a status that a change shows in: device, inode, size, mtime, ctime."""
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


class Digest:
    """The digest of a file's bytes, made as they are read."""

    def __init__(self) -> None:
        from hashlib import sha256  # not needed where the status is certain

        self._begun = time.time_ns()
        self._digest = sha256()
        self.passed = 0  # bytes so far

    def see(self, piece: bytes) -> None:
        """Add the next piece of the file."""
        self._digest.update(piece)
        self.passed += len(piece)

    def stamp(self, file: DataFile, slot: int) -> Stamp:
        """Return the stamp of the file that was read."""
        assert file.status is not None  # noqa: S101 - it was opened
        status = status_of(file.status)
        certain = max(status[3:]) + COARSEST < self._begun
        return Stamp(file.name, file.path, slot, status, certain, self._digest.hexdigest())


def current(stamp: Stamp, file: DataFile) -> Stamp | None:
    """Return the stamp of a file that is as it was when it was stamped; None if it changed.

    Its status decides where that is certain; if not, its bytes do.
    """
    if file.status is None or (stamp.name, stamp.path) != (file.name, file.path):
        return None
    if stamp.certain and stamp.status == status_of(file.status):
        return stamp
    if stamp.status[2] != file.status.st_size:
        return None
    digest = Digest()
    try:
        with file.open(digest.see) as stream:
            while stream.read(1 << 20):
                pass
    except OSError:
        return None
    now = digest.stamp(file, stamp.slot)
    return now if now.digest == stamp.digest else None


def matched(stamps: Sequence[Stamp], files: Sequence[DataFile]) -> list[Stamp | None]:
    """Return the stamp of each file; None where it has none, or has changed."""
    known = {stamp.path: stamp for stamp in stamps}
    return [(stamp := known.get(file.path)) and current(stamp, file) for file in files]


def not_as_read(
    files: Sequence[DataFile], stamps: Sequence[Stamp], now: Sequence[DataFile]
) -> list[DataFile]:
    """Return the files that have changed since they were read, have gone, or have come.

    `files` were read, as the stamps say; `now` are the files that there are now. If none has
    changed, they all were as they were read at one moment: when the last one was opened. So
    only that one may have been replaced since.
    """
    before = {file.path: file for file in files}
    after = {file.path for file in now}
    known = {stamp.path: stamp for stamp in stamps}
    last = max((file.opened, file.path) for file in files)[1] if files else ""
    others = [file for file in files if file.path not in after]
    others += [file for file in now if file.path not in before]
    for file in now:
        read = before.get(file.path)
        if read is None or _is_as_read(read, file, known):
            continue
        if read.path != last or _is_same(read, file):
            others.append(file)
    return others


def tries() -> Iterator[int]:
    """Yield the number of each try to read files, until it is time to give up."""
    begun = time.monotonic()
    for number in count():
        if number >= _TRIES and time.monotonic() - begun > _PATIENCE:
            return
        yield number


def _is_same(one: DataFile, other: DataFile) -> bool:
    """Whether a path still leads to the same file."""
    if one.status is None or other.status is None:
        return True
    return status_of(one.status)[:2] == status_of(other.status)[:2]


def _is_as_read(before: DataFile, file: DataFile, known: Mapping[str, Stamp]) -> bool:
    if file.path in known:
        return current(known[file.path], file) is not None
    if not (before.regular and file.regular):
        return before.regular == file.regular
    assert before.status is not None  # noqa: S101 - it is regular
    assert file.status is not None  # noqa: S101 - it is regular
    return status_of(before.status) == status_of(file.status)
