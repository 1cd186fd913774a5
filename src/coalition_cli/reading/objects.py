"""The objects of a git repository, read by `git cat-file`: commits, trees (folders), blobs.

The repository may be anybody's, and its settings may name programs. None of them is run. `cat-file`
without --textconv and --filters runs no filter, no hook and no alias, and it reads no index, so no
fsmonitor. In a partial clone git would fetch what is not there, with a program that the settings
name: so all transports are forbidden. Names are written to standard input: none can be an option.
"""

import os
import re
import subprocess
from contextlib import suppress
from typing import NamedTuple

from .limits import MAX_ONCE

GIT = ("git", "--no-pager", "-c", "core.fsmonitor=false")
_CAT_FILE = (*GIT, "cat-file", "--batch", "--follow-symlinks", "--end-of-options")
SAFELY = {
    "GIT_ALLOW_PROTOCOL": "",  # no transport; git before 2.45 does not know GIT_NO_LAZY_FETCH
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",  # its messages in English
}
# They say which repository is meant, whatever the working folder is. A hook may have them.
ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE")
_FOUND = re.compile(rb"([0-9a-f]{40,64}) (blob|tree|commit|tag) (\d+)\n")
# A link within the tree is followed. One that leads nowhere, or out of it, comes with its target.
_LINK = re.compile(rb"(symlink|dangling|loop|notdir) (\d+)\n")
_LONGEST_MESSAGE = 1 << 13  # bytes
LOST = (
    "git does not have the content here: it is a partial clone, or damaged",
    "'git show' of the file fetches it, and 'git fsck' says what is lost",
)


class GitError(Exception):
    """Git cannot be asked; the message says why, and on its second line what to do."""


class TooLargeError(GitError):
    """An object that is too large to be read at once."""


class Object(NamedTuple):
    """An object, or why there is none.

    `kind` is blob, tree, commit or tag; missing or ambiguous; or symlink, dangling, loop or
    notdir, for a link that cannot be followed.
    """

    kind: str
    key: str = ""
    content: bytes = b""


class Objects:
    """A repository's objects, by name. Use it in a `with`: a process of git runs meanwhile."""

    def __init__(self, folder: str | None = None) -> None:
        """Read the repository that a folder is in; without one, the one that git would take."""
        from tempfile import TemporaryFile  # few runs ask git

        environment = {**os.environ, **SAFELY}
        if folder is not None:
            environment = {k: v for k, v in environment.items() if k not in ELSEWHERE}
            if not os.path.isdir(folder):  # noqa: PTH112 - a path is text here
                raise GitError(f"there is no folder {folder}\ngive files that exist")
        self._errors = TemporaryFile()  # noqa: SIM115 - closed with the process
        try:
            self._process = subprocess.Popen(  # noqa: S603 - no word of it is a user's
                _CAT_FILE,
                cwd=folder,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
            )
        except OSError as error:
            self._errors.close()
            raise GitError(
                "git cannot be run; is it installed?\n"
                "give files, such as a copy of the older version, and no revision"
            ) from error

    def __enter__(self) -> "Objects":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        with suppress(OSError):  # what it did not read
            self._process.communicate()
        self._errors.close()

    def find(self, name: str, most: int | None = None) -> Object:
        """Return the object of a name such as `HEAD` or `HEAD:claims.yaml`.

        Raise TooLargeError if it has more than `most` bytes, or MAX_ONCE, and GitError if git
        fails.
        """
        asked = os.fsencode(name)
        if b"\n" in asked:  # it would be two names
            return Object("missing")
        header = self._asked(asked)
        if found := _FOUND.fullmatch(header):
            key, kind, size = found.groups()
            if int(size) > (MAX_ONCE if most is None else most):
                raise TooLargeError(f"more than {MAX_ONCE >> 20:,} MiB")
            return Object(kind.decode(), key.decode(), self._content(int(size)))
        if link := _LINK.fullmatch(header):
            return Object(link[1].decode(), content=self._content(int(link[2])))
        return Object("ambiguous" if header.endswith(b" ambiguous\n") else "missing")

    def _asked(self, name: bytes) -> bytes:
        """Return the line with which git answers."""
        assert self._process.stdin is not None  # noqa: S101 - it is a pipe
        assert self._process.stdout is not None  # noqa: S101 - it is a pipe
        with suppress(OSError):  # it has ended, and said why
            self._process.stdin.write(name + b"\n")
            self._process.stdin.flush()
        return self._process.stdout.readline() or self._fail()

    def _content(self, size: int) -> bytes:
        assert self._process.stdout is not None  # noqa: S101 - it is a pipe
        content = self._process.stdout.read(size + 1)  # a line end follows
        if len(content) <= size:
            self._fail()
        return content[:-1]

    def _fail(self) -> bytes:
        """Raise GitError with what git said before it ended."""
        self._process.wait()
        self._errors.seek(0)
        said = self._errors.read(_LONGEST_MESSAGE).decode(errors="backslashreplace")
        if "not a git repository" in said:
            raise GitError("there is no git repository here\ngive files, and no revision")
        if "dubious ownership" in said:
            remedy = next(
                (line for line in said.splitlines() if "--add safe.directory" in line), ""
            )
            raise GitError(
                "the repository belongs to another user, and git does not read it\n"
                f"if you trust it: {remedy.strip()}"
            )
        if any(words in said for words in ("promisor", "not allowed", "lazy fetching")):
            raise GitError("\n".join(LOST))
        reasons = [line.partition(": ")[2] for line in said.splitlines() if "fatal: " in line]
        why = reasons[-1] if reasons else "it said nothing"
        raise GitError(f"git fails: {why}\n'git status' and 'git fsck' say more")
