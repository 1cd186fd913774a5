"""What is read of a project by itself: nothing that another user may have put there.

Who names a file has looked at it. What is only found must be the user's own: the file, each link
to it, and the folders from the project's down. Nobody else may be able to write to these folders,
as anybody can to /tmp. A folder may also be root's, who can do all this anyway. A link may not lead
out of the project: it comes with a repository, and is followed on a machine with other secrets.
"""

import os
import stat
from collections.abc import Iterable

from ..model.problems import DataError, Problem
from ..reading.files import SETTINGS, printable


class Trust:
    """Says what may be read of a project; `base` is the way to its folder."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._doubts = {base: _doubt_of_folder(base or os.curdir)}  # by folder

    def check(self, paths: Iterable[str]) -> None:
        """Raise DataError if one of these paths below the folder may not be read by itself."""
        problems = [_refusal(path, why) for path in paths if (why := self.doubt(path))]
        if problems:
            raise DataError(problems)

    def doubt(self, path: str) -> str:
        """Return why others may have put a path there; empty if not, or if nothing is there."""
        if path in self._doubts:
            return self._doubts[path]
        parent = os.path.dirname(path)
        if parent not in self._doubts:
            self._doubts[parent] = self.doubt(parent)
        return self._doubts[parent] or self._doubt(path)

    def _doubt(self, path: str) -> str:
        try:
            status = os.lstat(path)
            if not _is_users(status):
                return "it belongs to another user"
            if stat.S_ISLNK(status.st_mode):
                status = os.stat(path)
                if not _is_users(status):
                    return "it leads to what belongs to another user"
                if self._leads_out(path):
                    return "it is a link that leads out of the project"
        except (OSError, ValueError):  # reading it says why
            return ""
        return _doubt_of_folder(path) if stat.S_ISDIR(status.st_mode) else ""

    def _leads_out(self, path: str) -> bool:
        root = os.path.realpath(self._base or os.curdir)
        return os.path.commonpath([os.path.realpath(path), root]) != root


def _refusal(path: str, why: str) -> Problem:
    from ..words.shell import quoted  # little is refused

    name = printable(path)
    remedy = f"if you trust it, name it: -d {quoted(name)}"
    if os.path.basename(path) == SETTINGS:
        remedy = "if you trust it, name the claims with -d; it is not read then"
    return Problem("unreadable", f"is not read by itself: {why}", remedy, name)


def _doubt_of_folder(folder: str) -> str:
    try:
        status = os.stat(folder)
    except OSError:
        return ""
    if os.name != "nt" and status.st_mode & stat.S_IWOTH:
        return f"anybody may write to the folder {printable(os.path.abspath(folder))}"
    if status.st_uid and not _is_users(status):
        return f"the folder {printable(os.path.abspath(folder))} belongs to another user"
    return ""


def _is_users(status: os.stat_result) -> bool:
    """Whether it is the user's own; on Windows nobody can tell."""
    return not hasattr(os, "geteuid") or status.st_uid == os.geteuid()
