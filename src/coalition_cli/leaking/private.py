"""The private file: who the unnamed speakers are. Its problems never say what stands in it.

It is refused where others could read it: by its mode, in a git repository, or beside the data.
"""

import os
import stat
import subprocess
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ..model.problems import DataError, Problem, reason
from ..reading.files import DataFile, printable
from ..reading.limits import MAX_RECORD
from ..reading.nodes import (
    FileEntry,
    MappingNode,
    Node,
    SequenceNode,
    is_absent,
    is_scalar,
    written,
)
from ..reading.objects import ELSEWHERE, GIT, SAFELY
from ..reading.yaml_nodes import yaml_entries
from .identities import Identities, Identity

_SUCH_AS = "such as:\n- id: diplomat-1\n  names: [Jane Doe]\n  aliases: [the Fox]"
# What each key holds, by the field of an Identity.
_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "name": "names",
        "names": "names",
        "aliases": "aliases",
        "emails": "addresses",
        "url": "addresses",
        "same_as": "addresses",
        "phones": "phones",
    }
)
_REST = frozenset({"note", "description", "anonymous"})  # known keys that are not looked for
_KNOWN = ", ".join(["id", *_KEYS, *sorted(_REST)])
_MOST_READ = MAX_RECORD  # bytes


def private_file(path: str) -> Identities:
    """Return the identities of a private file.

    Raise DataError with the places if it is none, or if it does not lie where only its owner reads
    it. No message has a word of it.
    """
    name = printable(path)
    try:
        with open(path, "rb") as stream:
            status = os.fstat(stream.fileno())
            if (why := _not_private(path, status)) is not None:
                raise DataError([Problem("unreadable", why[0], why[1], name)])
            content = stream.read(_MOST_READ + 1)
    except (OSError, ValueError) as error:
        said = reason(error) if isinstance(error, OSError) else "no file has such a name"
        raise _unusable(name, f"cannot be read: {said}", "name the private file") from None
    if len(content) > _MOST_READ:
        raise _unusable(name, "is too large for a private file", "look whether it is another file")
    file = DataFile(path, name, content=content)
    reader = _Reader(file)
    identities = Identities(reader.identities())
    if reader.problems:
        raise DataError(reader.problems)
    if not identities.all:
        raise _unusable(name, "says of nobody who it is", _SUCH_AS)
    return identities


def _unusable(name: str, message: str, remedy: str) -> DataError:
    return DataError([Problem("unreadable", message, remedy, name)])


def _not_private(path: str, status: os.stat_result) -> tuple[str, str] | None:
    """Return why a file is not private, and what to do; None if it is."""
    if not stat.S_ISREG(status.st_mode):
        return "is no file", "name the private file"
    if os.name != "nt" and status.st_mode & 0o077:
        return f"others may read or write it (its mode is {status.st_mode & 0o777:o})", (
            "chmod 600 makes it yours alone; think of who may have read it"
        )
    real = os.path.realpath(path)
    for each in dict.fromkeys([os.path.abspath(path), real]):
        folder, name = os.path.split(each)
        if not _in_repository(folder):
            continue
        there = _git(folder, "rev-parse", "--is-inside-work-tree")
        if there is None:
            return "nobody knows whether git tracks it: a repository is there, and git fails", (
                "move it out of the repository; 'git status' there says more"
            )
        if there != b"true\n":
            continue
        if _git(folder, "ls-files", "-z", "--", f":(literal){name}"):
            return "git tracks it", (
                "move it out of the repository; 'coalition help unnamed' says what to do about"
                " what was committed"
            )
        if _git(folder, "check-ignore", "-q", "--", name) is None:
            return "it lies in a git repository that does not ignore it", (
                "move it out of the repository"
            )
    return None


def _in_repository(folder: str) -> bool:
    """Whether a folder, or one above it, is that of a repository. Most are not: git is not run."""
    while not os.path.lexists(os.path.join(folder, ".git")):
        folder, below = os.path.dirname(folder), folder
        if folder == below:
            return False
    return True


def _git(folder: str, *words: str) -> bytes | None:
    """Return what git says; None if it fails."""
    environment = {k: v for k, v in os.environ.items() if k not in (*ELSEWHERE, "GIT_INDEX_FILE")}
    try:
        return subprocess.run(  # noqa: S603 - a name stands behind --
            [*GIT, *words],
            cwd=folder,
            env={**environment, **SAFELY},
            capture_output=True,
            check=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return None


class _Reader:
    """Reads the records, and notes what is wrong without a word of what stands there."""

    def __init__(self, file: DataFile) -> None:
        self._file = file
        self.problems: list[Problem] = []

    def identities(self) -> Iterator[Identity]:
        """Yield the identities; `problems` has what cannot be one."""
        with self._file.open() as stream:
            for entry in yaml_entries(stream, self._file):
                if isinstance(entry, Problem):
                    message = "this is no well-formed YAML, or too deep or too long"
                    remedy = "put names in quotes, and look at the indentation above this place"
                    self.problems.append(entry._replace(message=message, remedy=remedy))
                elif isinstance(entry, FileEntry):
                    if entry.key is not None and not entry.item:
                        self._check_key(entry.key)
                    elif identity := self._identity(entry.node):
                        yield identity

    def _check_key(self, key: Node) -> None:
        if not is_scalar(key) or written(key) not in ("speakers", "version"):
            self._note(key, "this is no list of speakers", _SUCH_AS)

    def _identity(self, node: Node) -> Identity | None:
        if not isinstance(node, MappingNode):
            self._note(node, "this is no record of a speaker", _SUCH_AS)
            return None
        speaker, values = "", {field: list[str]() for field in _KEYS.values()}
        for key, value in node.pairs:
            word = written(key) if is_scalar(key) else ""
            if word == "id" and is_scalar(value) and not is_absent(value):
                speaker = written(value).strip()
            elif word in _KEYS:
                values[_KEYS[word]] += self._texts(value)
            elif word not in _REST:
                self._note(
                    key, "a private file has no such key", f"its keys are {_KNOWN}", "unknown-key"
                )
        if not speaker or len(speaker.split()) > 1:
            remedy = "give the id that the speaker has in the claims file"
            self._note(node, "this record has no id of a speaker", remedy, "missing-key")
            return None
        return Identity(speaker, **values)

    def _texts(self, value: Node) -> list[str]:
        """Return the texts of a value: one, or a list of them."""
        nodes = value.items if isinstance(value, SequenceNode) else [value]
        texts = []
        for node in nodes:
            if not is_scalar(node):
                self._note(node, "this is neither a text nor a list of texts", _SUCH_AS)
            elif not is_absent(node) and written(node).strip():
                texts.append(written(node))
        return texts

    def _note(self, node: Node, message: str, remedy: str, code: str = "wrong-type") -> None:
        mark = getattr(node, "start_mark", None)
        at = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        self.problems.append(Problem(code, message, remedy, self._file.name, *at))
