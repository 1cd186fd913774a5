"""A lake that is asked: where its files are, and whether they are still those that were opened."""

import os
from collections.abc import Callable
from typing import NamedTuple

from ..reading import printable
from ..reading.lakes import MANIFEST, is_url
from .manifest import LakeError, Manifest, check_files, parsed, read, unusable

Stamp = tuple[int, ...]  # changes when a file does
_LONGEST = 200  # characters of what an engine says


class Lake(NamedTuple):
    """Where a lake is, what it said of itself when it was opened, and the stamp of that."""

    place: str
    manifest: Manifest
    stamp: Stamp

    @property
    def root(self) -> str:
        """The folder or the URL that the paths of files begin with, without links."""
        return self.place.rstrip("/") if is_url(self.place) else os.path.realpath(self.place)

    def paths(self, table: str) -> list[str]:
        """Return the paths of the files of a table."""
        root = self.root
        return [f"{root}/{file.path}" for file in self.manifest.files[table]]

    def check(self) -> None:
        """Raise LakeError if it was written anew since it was opened: answers would be mixed."""
        if self.stamp != _stamp(self.place):
            raise LakeError(
                f"{printable(self.place)} was written anew while it was asked\nask again"
            )

    def damaged(self, why: str) -> LakeError:
        """Return what is wrong with it where an engine cannot read it, and says why."""
        try:
            self.check()
            if not is_url(self.place):
                check_files(self.place, self.manifest)
        except LakeError as error:
            return error
        line = why.partition("\n")[0]
        shown = line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
        return unusable(self.place, f"one of its files is damaged: {shown}")


def lake_at(place: str, read_far: Callable[[str, str], str]) -> Lake:
    """Return the lake of a folder, or of a URL, of which `read_far` reads a file.

    Raise LakeError where its manifest cannot be read, or a file is not as that says.
    """
    if is_url(place):
        return Lake(place, parsed(place, read_far(place, MANIFEST)), ())
    stamp = _stamp(place)
    manifest = read(place)
    check_files(place, manifest)
    return Lake(place, manifest, stamp)


def _stamp(place: str) -> Stamp:
    if is_url(place):
        return ()
    try:
        status = os.stat(os.path.join(place, MANIFEST))
    except OSError:  # reading it says why
        return ()
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
