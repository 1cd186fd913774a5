"""What git keeps: each version of each file, names of files, messages of commits and of tags, logs.

Every object is read once, whether something leads to it or not: a stash that was dropped and a
commit that was amended are still there. Only where something is found, git is asked which commit
has it.
"""

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import IO, NamedTuple

from ..model.problems import CoalitionError, Problem
from ..reading.files import printable
from ..reading.objects import GIT, LOST, SAFELY
from .leaks import PATH, Leaks

_ALL = ("cat-file", "--batch", "--batch-all-objects", "--unordered", "--buffer")
_COMMITS = ("rev-list", "--all", "--reflog", "--topo-order", "--reverse")
_CHANGES = (
    *("diff-tree", "--stdin", "-z", "-r", "-m", "--root", "--raw", "--no-renames"),
    "--no-abbrev",
)
_STAGED = ("diff-index", "--cached", "-z", "--raw", "--no-renames", "--no-abbrev")
_WITHOUT_CONTENT = (b"000000", b"160000")  # modes of what is gone, and of a submodule
_SHORT = 12  # digits of a commit in a message
_ELSEWHERE = ("objects", "refs", "modules")  # are asked of git, and modules are other repositories
_REFERENCES = "packed-refs"
_PIECE = 1 << 20  # bytes
_NO_GIT = "git cannot be run; is it installed?"
_FAILED = (
    "git fails here, so nobody knows what it keeps: is this a repository?\n'git fsck' says more"
)
_NOT_COMMITTED = "this version, which no commit has,"


class HistoryError(CoalitionError):
    """Git cannot be asked, so nobody knows what it keeps."""

    exit_code = 3


class _Content:
    """The content of an object that is being read; what is left is passed over."""

    def __init__(self, stream: IO[bytes], size: int) -> None:
        self._stream, self._left = stream, size

    def read(self, size: int, /) -> bytes:
        piece = self._stream.read(min(size, self._left))
        if len(piece) < min(size, self._left):
            raise HistoryError("\n".join(LOST))
        self._left -= len(piece)
        return piece

    def end(self) -> None:
        while self.read(_PIECE):
            pass
        self._stream.read(1)  # a line end follows


class _Change(NamedTuple):
    """A version of a file, and where it came in."""

    key: str
    commit: str
    path: str
    has_content: bool  # it is neither deleted nor another repository


def in_history(leaks: Leaks, private: str) -> Iterator[Problem]:
    """Yield who is given away by what the repository of the working folder keeps.

    `private` is the path of the private file, which may lie among git's own files.
    """
    versions: dict[str, list[Problem]] = {}  # by object
    folders: list[Problem] = []
    for kind, key, problem in _in_objects(leaks):
        if kind == "blob":
            versions.setdefault(key, []).append(problem)
        elif kind == "tree":
            folders.append(problem)
        else:
            yield problem
    in_paths = False
    for problem in _in_commits(leaks, versions):
        in_paths = in_paths or problem.message.startswith(PATH)
        yield problem
    for found in versions.values():  # what is left
        yield from found
    if not in_paths:  # else most of these folders are those of the commits
        yield from folders
    for reference in _said("for-each-ref", "--format=%(refname)").splitlines():
        yield from leaks.in_name(os.fsdecode(reference))
    for path, name in _own_files():
        if not os.path.samefile(path, private):
            yield from leaks.in_own_file(path, printable(name))


def _own_files() -> Iterator[tuple[str, str]]:
    """Yield the files that git keeps beside objects and references, with names for messages.

    Its logs have the names of branches that are gone, and a message may stand where the commit
    was given up.
    """
    top = os.fsdecode(_said("rev-parse", "--git-common-dir").removesuffix(b"\n"))
    for folder, below, names in os.walk(top):
        below[:] = sorted(name for name in below if folder != top or name not in _ELSEWHERE)
        for name in sorted(names):
            path = os.path.join(folder, name)
            if os.path.isfile(path) and name != _REFERENCES:
                yield path, os.path.join(".git", os.path.relpath(path, top))


def _in_objects(leaks: Leaks) -> Iterator[tuple[str, str, Problem]]:
    """Yield who is given away by an object, with its kind and its key."""
    with _running(*_ALL) as stream:
        while header := stream.readline():
            key, kind, size = header.decode().split()
            content, name = _Content(stream, int(size)), key[:_SHORT]
            if kind == "tree":
                names = os.fsdecode(_names(content.read(int(size)), len(key) // 2))
                problems = leaks.in_name(names, name)
            else:
                what = _NOT_COMMITTED if kind == "blob" else f"the message of this {kind}"
                problems = leaks.in_stream(name, content, what)
            for problem in problems:
                yield kind, key, problem
            content.end()


def _in_commits(leaks: Leaks, versions: dict[str, list[Problem]]) -> Iterator[Problem]:
    """Yield who is given away by the paths of commits, and by versions of files: take them out."""
    told: set[str] = set()  # paths
    for change in _changes():
        name = f"{change.commit[:_SHORT]}:{change.path}"
        if change.path not in told:
            told.add(change.path)
            yield from leaks.in_name(change.path, name)
        for problem in versions.pop(change.key, ()):
            message = problem.message.replace(_NOT_COMMITTED, "this version")
            yield leaks.renamed(problem, name)._replace(message=message)


def in_staged(leaks: Leaks) -> Iterator[Problem]:
    """Yield who is given away by what the next commit would change."""
    against = _said("rev-parse", "--verify", "--quiet", "HEAD^{commit}", may_be_none=True)
    against = against or _said("hash-object", "-t", "tree", "--stdin")  # of no files
    changes = _parted(_said(*_STAGED, against.decode().strip()).split(b"\0"))
    for change in changes:
        yield from leaks.in_name(change.path)
        if change.has_content:
            content = BytesIO(_said("cat-file", "blob", change.key))
            yield from leaks.in_stream(change.path, content)


def _names(tree: bytes, width: int) -> bytes:
    """Return the names in a folder of git, a line for each."""
    names, end = [], 0
    while end < len(tree):
        zero = tree.index(b"\0", end)
        names.append(tree[end:zero].partition(b" ")[2])
        end = zero + 1 + width
    return b"\n".join(names)


def _changes() -> Iterator[_Change]:
    """Yield each change of a file that a commit made, the oldest first."""
    commits = _said(*_COMMITS)
    with _running(*_CHANGES, given=commits) as stream:
        yield from _parted(stream.read().split(b"\0"))


def _parted(fields: Sequence[bytes]) -> Iterator[_Change]:
    """Yield the changes of git's raw format, which has a commit before its changes."""
    commit, each = "", iter(fields)
    for field in each:
        if field.startswith(b":"):
            _, mode, _, key, _ = field.split()
            path = os.fsdecode(next(each))
            yield _Change(key.decode(), commit, path, mode not in _WITHOUT_CONTENT)
        elif field:
            commit = field.decode().strip()


def _said(*words: str, may_be_none: bool = False) -> bytes:
    """Return what git says; raise HistoryError if it fails, or return nothing if it may."""
    try:
        done = subprocess.run(  # noqa: S603 - no word of it is a user's
            [*GIT, *words],
            env={**os.environ, **SAFELY},
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except OSError as error:
        raise HistoryError(_NO_GIT) from error
    if done.returncode and not may_be_none:
        raise HistoryError(_FAILED)
    return b"" if done.returncode else done.stdout


@contextmanager
def _running(*words: str, given: bytes = b"") -> Iterator[IO[bytes]]:
    """Run git, and give its output as a stream; raise HistoryError if it fails."""
    from tempfile import TemporaryFile

    with TemporaryFile() as asked:
        asked.write(given)
        asked.seek(0)
        try:
            process = subprocess.Popen(  # noqa: S603 - no word of it is a user's
                [*GIT, *words],
                env={**os.environ, **SAFELY},
                stdin=asked,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise HistoryError(_NO_GIT) from error
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        with process.stdout as stream:
            try:
                yield stream
            except BaseException:
                process.kill()
                process.wait()
                raise
        if process.wait():
            raise HistoryError(_FAILED)
