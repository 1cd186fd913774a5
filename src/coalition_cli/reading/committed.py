"""Claims files as a revision of git has them, such as `HEAD:claims.yaml`."""

import os
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..model.problems import DataError, Problem, UsageError
from ..words.safe import visible
from .files import CACHE_MARK, DataFile, ignore, is_claims_file, printable
from .kinds import SUFFIXES
from .lakes import is_url
from .limits import MAX_ONCE
from .objects import LOST, GitError, Object, Objects, TooLargeError

HEAD = "HEAD"  # git's name of the last commit
_TREE, _LINK, _SUBMODULE = b"40000", b"120000", b"160000"  # modes of what a folder holds
_POINTER = b"version https://git-lfs.github.com/spec/"
_MOST = 100_000  # files and folders: a few objects of git can stand for any number
_LONGEST_PATH = 1 << 12  # characters

Tell = Callable[[str], None]  # takes what is said beside an answer
Wanted = Callable[[str], bool]


class Revision(NamedTuple):
    """A file or folder of a revision."""

    revision: str  # in any words that git knows: HEAD~1, main, v1.0, a1b2c3d
    path: str  # from the root of the repository, or after ./ from the folder that is asked from
    folder: str | None = None  # whose repository is meant; None: the one that git would take
    shown: str | None = None  # the path as messages and records have it

    @property
    def name(self) -> str:
        """Its name in messages and records."""
        return printable(f"{self.revision}:{self.path if self.shown is None else self.shown}")


def revision_named(word: str) -> Revision | None:
    """Return what a word such as HEAD:claims.yaml names; None if it is a path.

    A file that exists comes first, whatever its name.
    """
    revision, colon, path = _parted(word)
    if not colon or is_url(word) or os.path.lexists(os.path.expanduser(word)):  # noqa: PTH111 - paths are text here
        return None
    if not revision:
        raise UsageError(
            f"'{word}' names no revision before the colon, and there is no such file\n"
            f"the last commit is HEAD: {HEAD}{word}"
        )
    # Git takes . for a name; ./ is the folder that is asked from.
    return Revision(revision, f"{path}/" if path in (".", "..") else path)


def _parted(word: str) -> tuple[str, str, str]:
    """Part a word at its first colon that does not stand in braces, as in HEAD@{12:30}:a.yaml."""
    depth = 0
    for place, character in enumerate(word):
        depth += (character == "{") - (character == "}")
        if character == ":" and depth <= 0:
            return word[:place], ":", word[place + 1 :]
    return word, "", ""


def at_head(path: str) -> Revision:
    """Return a file or folder that exists, as the last commit of its repository has it."""
    folder, name = (path, "") if os.path.isdir(path) else os.path.split(path)  # noqa: PTH112
    return Revision(HEAD, f"./{name}", folder or os.curdir, path)


class MissingError(DataError):
    """A path that a revision does not have."""


def committed(asked: Revision, tell: Tell = ignore, wanted: Wanted | None = None) -> list[DataFile]:
    """Return the claims files of a revision, with their content: one, or those below a folder.

    Nothing is checked out. `tell` takes what is left out. `wanted` says which files of a folder
    are read, by their paths within it. Raise DataError with the reason if there are none, and
    MissingError if the revision has no such path.
    """
    try:
        with Objects(asked.folder) as objects:
            root = objects.find(asked.revision)
            if root.kind not in ("commit", "tag", "tree"):
                raise _no_revision(asked, root)
            place = f"{root.key}:{asked.path}"
            found = objects.find(place)
            if found.kind == "blob":
                return [_file(asked.name, found)]
            if found.kind == "tree":
                return _Folder(objects, tell, wanted).files(asked, place, found)
            near = f"./{asked.path}"
            is_near = objects.find(f"{root.key}:{near}").kind in ("blob", "tree")
            raise _not_there(asked, _reason(objects, place, found), near if is_near else "")
    except TooLargeError as error:
        message = f"has {error} in git"
        remedy = f"write it out, and compare with that: 'git worktree add FOLDER {asked.revision}'"
        raise DataError([Problem("over-limit", message, remedy, asked.name)]) from error
    except GitError as error:
        message, _, remedy = str(error).partition("\n")
        raise _unreadable(asked.name, message, remedy) from error


class _Folder:
    """The claims files in a folder of a revision, by the rules for folders on a disk."""

    def __init__(self, objects: Objects, tell: Tell, wanted: Wanted | None) -> None:
        self._objects, self._tell = objects, tell
        self._wanted = wanted or (lambda _: True)
        self._left = MAX_ONCE  # bytes that may still be read
        self._number = 0  # of files and folders so far

    def files(self, asked: Revision, place: str, tree: Object) -> list[DataFile]:
        """Return the files of a tree, sorted by their names. `place` is its name for git."""
        files: list[DataFile] = []
        unseen = [("", tree)]
        while unseen:
            parent, tree = unseen.pop()
            for entry in _entries(tree):
                path = parent + entry.name
                name = printable(_joined(asked.name, path))
                if entry.name.startswith("."):
                    continue
                if entry.mode == _TREE:
                    unseen.append((f"{path}/", self._read(entry.key, name)))
                elif entry.mode == _SUBMODULE:
                    self._tell(f"{visible(name)} is a submodule, and its files are not read")
                elif is_claims_file(entry.name) and self._wanted(path):
                    asked_by = _joined(place, path) if entry.mode == _LINK else entry.key
                    found = self._read(asked_by, name)
                    if found.kind == "blob" and not found.content.startswith(CACHE_MARK):
                        files.append(_file(name, found))
                        files[-1].found = True
        if not files:
            remedy = f"the name of a claims file ends in {', '.join(SUFFIXES)}"
            raise _unreadable(asked.name, "this folder has no claims file", remedy)
        return sorted(files, key=lambda file: file.name)

    def _read(self, asked_by: str, name: str) -> Object:
        """Return what stands in a folder. A link leads to a file or a folder."""
        self._number += 1
        if self._number > _MOST or len(name) > _LONGEST_PATH:
            raise TooLargeError(f"more than {_MOST:,} files and folders")
        found = self._objects.find(asked_by, self._left)
        if found.kind not in ("blob", "tree"):
            raise _unreadable(name, *_not_followed(found))
        self._left -= len(found.content)
        return found


class _Entry(NamedTuple):
    """A line of a tree of git."""

    mode: bytes
    name: str
    key: str


def _entries(tree: Object) -> Iterator[_Entry]:
    """Yield what stands in a folder: a mode, a blank, a name, a NUL byte and the bytes of a key."""
    width, end = len(tree.key) // 2, 0
    while end < len(tree.content):
        begin, zero = end, tree.content.find(b"\0", end)
        mode, _, name = tree.content[begin:zero].partition(b" ")
        end = zero + 1 + width
        key = tree.content[zero + 1 : end].hex()
        if zero < 0 or len(key) != len(tree.key):
            raise GitError("git has a damaged folder\n'git fsck' says more")
        yield _Entry(mode, os.fsdecode(name), key)


def _joined(folder: str, path: str) -> str:
    return f"{folder}{'' if folder.endswith((':', '/')) else '/'}{path}"


def _file(name: str, found: Object) -> DataFile:
    if found.content.startswith(_POINTER):
        message = "is a pointer of Git LFS, which keeps the content elsewhere"
        remedy = "write the content out with 'git lfs smudge', and give that file"
        raise _unreadable(name, message, remedy)
    return DataFile(name, name, content=found.content)


def _no_revision(asked: Revision, found: Object) -> DataError:
    revision = asked.revision
    if found.kind == "blob":
        what = f"'{revision}' is a file in git, and no revision"
    elif found.kind == "ambiguous":
        what = f"'{revision}' may be several revisions in git"
    elif asked.folder is not None:  # the last commit is asked for
        return _unreadable(
            asked.name, "git has no commit here yet", "make one: 'git add', 'git commit'"
        )
    else:
        what = f"git has no revision '{revision}', and there is no file of this name"
    return _unreadable(asked.name, what, "'git log --oneline' lists revisions")


def _reason(objects: Objects, place: str, found: Object) -> Object:
    """Return what stands at a place, where git has no object for it: lost, or of a submodule."""
    cut = max(place.rfind("/"), place.find(":")) + 1
    folder = objects.find(place[:cut])
    entries = _entries(folder) if folder.kind == "tree" else ()
    for entry in entries:
        if entry.name == place[cut:]:
            if entry.mode == _LINK:
                return found._replace(kind="dangling") if found.kind == "notdir" else found
            return Object("commit" if entry.mode == _SUBMODULE else "lost")
    return found


def _not_there(asked: Revision, found: Object, near: str) -> DataError:
    """Return why a path of a revision cannot be read. `near` is a path that can, or nothing."""
    if found.kind not in ("missing", "notdir"):
        return _unreadable(asked.name, *_not_followed(found))
    if asked.folder is not None:
        remedy = "it is new, so there is nothing to compare it with; 'git add', 'git commit' add it"
    elif near:
        remedy = (
            f"paths begin at the root of the repository; from here it is {asked.revision}:{near}"
        )
    else:
        remedy = f"'git ls-tree -r --name-only {asked.revision}' lists what is there"
    message = f"git has no such file or folder in {asked.revision}"
    return MissingError([Problem("unreadable", message, remedy, asked.name)])


def _not_followed(found: Object) -> tuple[str, str]:
    """Return why something in a folder cannot be read, and what to do."""
    target = printable(os.fsdecode(found.content))
    if found.kind == "symlink":
        what = f"is a link that leads out of the revision, to {target}"
        return what, "git does not have the content; give files, and no revision"
    if found.kind in ("dangling", "loop", "notdir"):
        return "is a link that leads nowhere", "correct it, or give files, and no revision"
    if found.kind == "commit":
        return "is a submodule", "give a revision of its own repository, from inside it"
    return LOST


def _unreadable(name: str, message: str, remedy: str) -> DataError:
    return DataError([Problem("unreadable", message, remedy, name)])
